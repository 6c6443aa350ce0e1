"""The categories of Kano."""

from typing import Any

import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.satisfaction import (
    KanoAnswer,
    KanoCategory,
    kano,
    kano_category,
)

# As Berger et al. print it: rows by the answer about the property there.
TABLE = """
like      Q A A A O
must_be   R I I I M
neutral   R I I I M
live_with R I I I M
dislike   R R R R Q
"""


class TestCategory:
    @pytest.mark.parametrize("row", TABLE.split("\n")[1:-1])
    def test_it_follows_from_two_answers(self, row: str) -> None:
        functional, *categories = row.split()

        assert categories == [
            kano_category(functional, dysfunctional) for dysfunctional in KanoAnswer
        ]

    def test_answers_stand_in_the_order_of_the_table(self) -> None:
        assert [line.split()[0] for line in TABLE.split("\n")[1:-1]] == list(KanoAnswer)

    @pytest.mark.parametrize(
        ("answers", "argument"),
        [(("love", "like"), "functional"), (("like", "hate"), "dysfunctional")],
    )
    def test_an_unknown_answer_is_refused(
        self, answers: tuple[str, str], argument: str
    ) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=rf"^{argument} must be one of like, must_be, neutral, live_with, "
            "dislike, got ",
        ):
            kano_category(*answers)


class TestCoefficients:
    def test_the_published_form(self) -> None:
        found = kano({"A": 30, "O": 25, "M": 20, "I": 15, "R": 5, "Q": 5})

        assert (55 / 90, -0.5, 0) == (found.better, found.worse, found.missing)
        assert (KanoCategory.ATTRACTIVE, 100, 0.05) == (
            found.category,
            found.n,
            found.questionable_share,
        )

    def test_nobody_moved_is_zero_without_a_sign(self) -> None:
        found = kano({"I": 3})

        assert ("0.0", "0.0") == (str(found.better), str(found.worse))

    def test_the_ends_are_one_and_minus_one(self) -> None:
        found = kano({"O": 3})

        assert (1.0, -1.0) == (found.better, found.worse)

    @pytest.mark.parametrize("counts", [{}, {"R": 4, "Q": 1}])
    def test_without_m_o_a_and_i_they_are_undefined(self, counts: Any) -> None:
        found = kano(counts)

        assert (None, None) == (found.better, found.worse)

    def test_nobody_has_no_category_and_no_share(self) -> None:
        found = kano([])

        assert (None, None, 0) == (found.category, found.questionable_share, found.n)


class TestMode:
    @pytest.mark.parametrize(
        ("tied", "category"),
        [
            ("MOAIRQ", "M"),
            ("OAIRQ", "O"),
            ("AIRQ", "A"),
            ("IRQ", "I"),
            ("RQ", "R"),
            ("Q", "Q"),
        ],
    )
    def test_ties_go_to_what_is_demanded_most(self, tied: str, category: str) -> None:
        assert category == kano(dict.fromkeys(reversed(tied), 2)).category

    def test_the_most_frequent_wins_whatever_its_place(self) -> None:
        assert KanoCategory.REVERSE is kano({"M": 2, "R": 3}).category


class TestAnswers:
    def test_pairs_are_counted(self) -> None:
        pairs = [
            ("like", "dislike"),
            (KanoAnswer.LIKE, KanoAnswer.NEUTRAL),
            ["neutral", "dislike"],
            ("like", None),
            (None, "like"),
            (None, None),
        ]
        given: Any = pairs

        found = kano(given)

        assert {"O": 1, "A": 1, "M": 1, "I": 0, "R": 0, "Q": 0} == found.counts
        assert (3, 3) == (found.n, found.missing)

    @pytest.mark.parametrize("pair", ["MO", ("like",), ("like", "like", "like"), None])
    def test_what_is_no_pair_is_refused(self, pair: Any) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^answers\[0\] must be a pair of answers, got "
        ):
            kano([pair])

    def test_neither_is_a_text(self) -> None:
        text: Any = "MOAI"
        with pytest.raises(
            WrongTypeError,
            match=r"^answers must be pairs of answers in a list, or counts by",
        ):
            kano(text)

    def test_an_unknown_category_is_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^answers must be one of M, O, A, I, R, Q, got 'X'$",
        ):
            kano({"X": 1})

    def test_counts_are_whole_numbers(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^answers\['M'\] must be 0 or more, got -1$"
        ):
            kano({"M": -1})
        half: Any = {KanoCategory.MUST_BE: 0.5}
        with pytest.raises(
            WrongTypeError, match=r"^answers\['M'\] must be a whole number, got 0.5$"
        ):
            kano(half)


class TestPlaces:
    def test_the_place_of_a_wrong_answer_is_told(self) -> None:
        wanted = (
            r"^answers\[1\]\[0\] must be one of like, must_be, neutral, live_with, "
        )
        with pytest.raises(InvalidArgumentError, match=wanted):
            kano([("like", "like"), ("love", None)])
