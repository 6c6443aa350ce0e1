"""Response rates, funnels, comments and weights."""

from typing import Any

import attrs
import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.satisfaction import (
    Dispositions,
    ResponseRate,
    SurveyFunnel,
    comment_share,
    inclusion_weights,
    response_rate,
)

# The case of formulas.json.
SAMPLE = Dispositions(
    complete=200,
    partial=50,
    refusal=300,
    non_contact=400,
    other=50,
    unknown_household=80,
    unknown_other=20,
)


class TestResponseRates:
    @pytest.mark.parametrize(
        ("kind", "eligible", "rate"),
        [
            ("RR1", None, 200 / 1100),
            ("RR2", None, 250 / 1100),
            ("RR3", 0.5, 200 / 1050),
            ("RR4", 0.5, 250 / 1050),
            (ResponseRate.RR5, None, 0.2),
            (ResponseRate.RR6, None, 0.25),
        ],
    )
    def test_there_are_six(
        self, kind: str, eligible: float | None, rate: float
    ) -> None:
        assert rate == response_rate(SAMPLE, kind=kind, eligible=eligible)

    @pytest.mark.parametrize(
        "field", [each.name for each in attrs.fields(Dispositions)]
    )
    def test_each_disposition_counts(self, field: str) -> None:
        more = attrs.evolve(SAMPLE, **{field: getattr(SAMPLE, field) + 10})
        answered = 200 + 10 * (field == "complete")

        assert answered / 1110 == response_rate(more, kind="RR1")

    @pytest.mark.parametrize(("eligible", "like"), [(0, "RR5"), (1, "RR1")])
    def test_a_share_of_none_or_all_gives_the_others(
        self, eligible: int, like: str
    ) -> None:
        rate = response_rate(SAMPLE, kind="RR3", eligible=eligible)

        assert response_rate(SAMPLE, kind=like) == rate

    def test_nobody_eligible_is_undefined(self) -> None:
        unknown = Dispositions(complete=0, unknown_other=4)

        assert response_rate(Dispositions(complete=0), kind="RR1") is None
        assert response_rate(unknown, kind="RR5") is None
        assert 0.0 == response_rate(unknown, kind="RR1")
        assert response_rate(unknown, kind="RR3", eligible=0) is None

    @pytest.mark.parametrize("kind", ["RR3", "RR4"])
    def test_a_share_is_never_guessed(self, kind: str) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=rf"^eligible must be a share for {kind}, got None$",
        ):
            response_rate(SAMPLE, kind=kind)

    @pytest.mark.parametrize("kind", ["RR1", "RR2", "RR5", "RR6"])
    def test_nor_given_for_nothing(self, kind: str) -> None:
        with pytest.raises(
            InvalidArgumentError, match=rf"^eligible must be None for {kind}, got 0.5$"
        ):
            response_rate(SAMPLE, kind=kind, eligible=0.5)

    @pytest.mark.parametrize("eligible", [-0.1, 1.1])
    def test_it_is_from_0_to_1(self, eligible: float) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^eligible must be between 0 and 1, got "
        ):
            response_rate(SAMPLE, kind="RR3", eligible=eligible)

    def test_the_kind_is_known(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^kind must be one of RR1, RR2, RR3, RR4, RR5, RR6, got 'RR7'$",
        ):
            response_rate(SAMPLE, kind="RR7")

    def test_the_counts_come_together(self) -> None:
        counts: Any = {"complete": 4}
        with pytest.raises(
            WrongTypeError, match=r"^dispositions must be Dispositions,"
        ):
            response_rate(counts, kind="RR1")

    @pytest.mark.parametrize(
        "field", [each.name for each in attrs.fields(Dispositions)]
    )
    def test_counts_are_whole(self, field: str) -> None:
        with pytest.raises(
            InvalidArgumentError, match=rf"^{field} must be 0 or more, got -1$"
        ):
            attrs.evolve(SAMPLE, **{field: -1})
        half: Any = 0.5
        with pytest.raises(
            WrongTypeError, match=rf"^{field} must be a whole number, got 0.5$"
        ):
            Dispositions(**{"complete": 1, field: half})


WEEK = SurveyFunnel(sent=110, bounced=10, shown=80, started=40, answered=30, expired=20)


class TestFunnel:
    def test_the_answered_are_of_those_delivered(self) -> None:
        rate = WEEK.answered_rate(confidence=0.9)

        assert rate is not None
        assert (0.3, 100, 0.9) == (rate.value, rate.n, rate.confidence)
        assert (100, 50) == (WEEK.delivered, WEEK.pending)

    def test_completed_are_of_those_started(self) -> None:
        rate = WEEK.completion_rate(confidence=0.9)

        assert rate is not None
        assert (0.75, 40, 0.9) == (rate.value, rate.n, rate.confidence)

    def test_bounced_are_of_those_sent(self) -> None:
        rate = WEEK.bounce_rate(confidence=0.9)

        assert rate is not None
        assert (10 / 110, 110, 0.9) == (rate.value, rate.n, rate.confidence)

    def test_nothing_sent_is_undefined(self) -> None:
        empty = SurveyFunnel(sent=0, answered=0, started=0)

        assert empty.answered_rate() is None
        assert empty.completion_rate() is None
        assert empty.bounce_rate() is None

    def test_a_channel_may_not_tell_what_was_started(self) -> None:
        assert SurveyFunnel(sent=9, answered=3).completion_rate() is None

    def test_funnels_add_up(self) -> None:
        other = SurveyFunnel(
            sent=11, bounced=1, shown=9, started=8, answered=4, expired=2
        )

        assert (
            SurveyFunnel(
                sent=121, bounced=11, shown=89, started=48, answered=34, expired=22
            )
            == WEEK + other
        )

    def test_what_one_does_not_tell_both_do_not(self) -> None:
        silent = SurveyFunnel(sent=5, answered=4)
        total = WEEK + silent

        assert (None, None, 34) == (total.shown, total.started, total.answered)
        assert (None, None) == ((silent + WEEK).shown, (silent + WEEK).started)
        number: Any = 4
        with pytest.raises(TypeError, match="unsupported operand"):
            WEEK + number

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"bounced": 111}, "bounced must be at most the 110 sent, got 111"),
            ({"shown": 101}, "shown must be at most the 100 delivered, got 101"),
            ({"started": 81}, "started must be at most the 80 shown, got 81"),
            ({"answered": 41}, "answered must be at most the 40 started, got 41"),
            (
                {"started": None, "answered": 81},
                "answered must be at most the 80 shown, got 81",
            ),
            (
                {"shown": None, "started": 101},
                "started must be at most the 100 delivered, got 101",
            ),
            (
                {"shown": None, "started": None, "answered": 101},
                "answered must be at most the 100 delivered, got 101",
            ),
            ({"expired": 71}, "expired must be at most the 70 not answered, got 71"),
        ],
    )
    def test_no_stage_has_more_than_the_one_before(
        self, changes: dict[str, Any], message: str
    ) -> None:
        with pytest.raises(InvalidArgumentError, match=f"^{message}$"):
            attrs.evolve(WEEK, **changes)

    def test_a_stage_may_have_as_many(self) -> None:
        full = SurveyFunnel(sent=5, bounced=0, shown=5, started=5, answered=5)

        assert (5, 0) == (full.delivered, full.pending)
        assert 0 == SurveyFunnel(sent=4, bounced=4, answered=0).delivered
        assert 0 == SurveyFunnel(sent=4, answered=1, expired=3).pending

    @pytest.mark.parametrize(
        "field", [each.name for each in attrs.fields(SurveyFunnel)]
    )
    def test_counts_are_whole(self, field: str) -> None:
        with pytest.raises(
            InvalidArgumentError, match=rf"^{field} must be 0 or more, got -1$"
        ):
            attrs.evolve(WEEK, **{field: -1})
        with pytest.raises(
            WrongTypeError, match=rf"^{field} must be a whole number, got True$"
        ):
            attrs.evolve(WEEK, **{field: True})


class TestComments:
    def test_blanks_are_no_comment(self) -> None:
        share = comment_share(["slow", None, "", " \n", "thanks"], confidence=0.9)

        assert share is not None
        assert (0.4, 5, 0.9) == (share.value, share.n, share.confidence)

    def test_no_answer_is_undefined(self) -> None:
        assert comment_share([]) is None

    def test_a_comment_is_a_text(self) -> None:
        number: Any = [4]
        with pytest.raises(
            WrongTypeError, match=r"^comments must be texts or None, got 4$"
        ):
            comment_share(number)
        with pytest.raises(
            WrongTypeError,
            match=r"^comments must be texts or None, in a list, got 'a'$",
        ):
            comment_share("a")


class TestWeights:
    def test_a_weight_is_one_by_the_chance(self) -> None:
        assert (1.0, 2.0, 4.0) == inclusion_weights([1, 0.5, 0.25])
        assert () == inclusion_weights([])

    @pytest.mark.parametrize("chance", [0, -0.5, 1.01])
    def test_nobody_answers_who_is_never_asked(self, chance: float) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=rf"^probabilities\[1\] must be above 0 and at most 1, got {chance}$",
        ):
            inclusion_weights([1, chance])

    def test_chances_are_numbers(self) -> None:
        word: Any = ["half"]
        with pytest.raises(
            WrongTypeError, match=r"^probabilities\[0\] must be a number, got 'half'$"
        ):
            inclusion_weights(word)
        one: Any = 0.5
        with pytest.raises(
            WrongTypeError, match=r"^probabilities must be numbers, in a list, got 0.5$"
        ):
            inclusion_weights(one)


class TestExtremes:
    def test_a_weight_is_one_that_has_a_square(self) -> None:
        assert (1e100,) == inclusion_weights([1e-100])
        wanted = r"^probabilities\[0\] must be above 0 and at most 1, got 9e-101$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            inclusion_weights([9e-101])

    def test_a_count_is_no_more_than_a_million_million(self) -> None:
        assert 10**12 == Dispositions(complete=10**12).complete
        wanted = r"^refusal must be 1000000000000 or less, got 1000000000001$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            Dispositions(complete=1, refusal=10**12 + 1)
