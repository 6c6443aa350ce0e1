"""Whether enough texts are labelled to sort the rest by machine."""

from typing import Any

import pytest

from servicedesk_core.complaints import (
    CLASSIFIER_LABELS,
    LANGUAGE_MODEL_LABELS,
    LabelNeed,
    Readiness,
    TopicReadiness,
    label_readiness,
)
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.stats import proportion_interval


class TestNeed:
    def test_the_published_figures_say_where_they_come_from(self) -> None:
        assert (1000, None) == (
            CLASSIFIER_LABELS.minimum,
            CLASSIFIER_LABELS.comfortable,
        )
        assert (100, 150) == (
            LANGUAGE_MODEL_LABELS.minimum,
            LANGUAGE_MODEL_LABELS.comfortable,
        )
        assert CLASSIFIER_LABELS.source
        assert LANGUAGE_MODEL_LABELS.source

    @pytest.mark.parametrize(
        ("labelled", "expected"),
        [
            (0, "short"),
            (99, "short"),
            (100, "enough"),
            (149, "enough"),
            (150, "comfortable"),
            (1000, "comfortable"),
        ],
    )
    def test_a_range_has_two_ends(self, labelled: int, expected: str) -> None:
        assert Readiness(expected) is LANGUAGE_MODEL_LABELS.readiness(labelled)

    @pytest.mark.parametrize(
        ("labelled", "expected"), [(999, "short"), (1000, "comfortable")]
    )
    def test_one_number_is_both(self, labelled: int, expected: str) -> None:
        assert Readiness(expected) is CLASSIFIER_LABELS.readiness(labelled)

    def test_numbers_out_of_range_are_refused(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^minimum must be 1 or more"):
            LabelNeed(0)
        with pytest.raises(
            InvalidArgumentError, match=r"^comfortable must be 100 or more, got 99$"
        ):
            LabelNeed(100, comfortable=99)
        with pytest.raises(
            WrongTypeError, match=r"^comfortable must be a whole number"
        ):
            LabelNeed(100, comfortable=150.5)  # type: ignore[arg-type]
        with pytest.raises(InvalidArgumentError, match=r"^source must be a text that"):
            LabelNeed(100, source=" ")
        with pytest.raises(InvalidArgumentError, match=r"^labelled must be 0 or more"):
            LabelNeed(100).readiness(-1)

    def test_both_ends_may_be_one(self) -> None:
        assert Readiness.COMFORTABLE is LabelNeed(9, comfortable=9).readiness(9)


class TestReadiness:
    def test_each_topic_has_its_shortfall(self) -> None:
        found = label_readiness(
            {"login": 120, "bill": 60, "card": 0}, need=LANGUAGE_MODEL_LABELS
        )

        assert (
            TopicReadiness("login", 120, 0, Readiness.ENOUGH),
            TopicReadiness("bill", 60, 40, Readiness.SHORT),
            TopicReadiness("card", 0, 100, Readiness.SHORT),
        ) == found.topics
        assert (140, False) == (found.shortfall, found.is_ready)

    def test_it_is_ready_once_no_topic_is_short(self) -> None:
        found = label_readiness({"login": 100, "bill": 100}, need=LabelNeed(100))

        assert (0, True) == (found.shortfall, found.is_ready)

    def test_no_topics_are_not_ready(self) -> None:
        found = label_readiness({}, need=LabelNeed(1), other_limit=0.1)

        assert (False, None, None) == (
            found.is_ready,
            found.other,
            found.is_other_high,
        )

    @pytest.mark.parametrize(("other", "is_high"), [(10, False), (11, True)])
    def test_what_fits_no_topic_is_watched(self, other: int, is_high: Any) -> None:
        found = label_readiness(
            {"login": 100 - other},
            need=LabelNeed(1),
            other=other,
            other_limit="0.1",
            confidence=0.9,
        )

        assert is_high is found.is_other_high
        assert proportion_interval(other, 100, confidence=0.9) == found.other

    def test_without_a_limit_nothing_is_high(self) -> None:
        found = label_readiness({"login": 1}, need=LabelNeed(1), other=99)

        assert found.is_other_high is None
        assert proportion_interval(99, 100) == found.other

    @pytest.mark.parametrize(
        ("rest", "message"),
        [
            ({"labelled": {"a": -1}}, r"labelled\['a'\] must be 0 or more"),
            ({"labelled": {" ": 1}}, r"labelled must be a text that is not blank"),
            ({"other": -1}, r"other must be 0 or more"),
            ({"other_limit": 2}, r"other_limit must be between 0 and 1"),
        ],
    )
    def test_values_out_of_range_are_refused(self, rest: Any, message: str) -> None:
        known: dict[str, Any] = {"labelled": {"a": 1}, "need": LabelNeed(1)}
        with pytest.raises(InvalidArgumentError, match=rf"^{message}"):
            label_readiness(**{**known, **rest})

    def test_other_values_are_refused(self) -> None:
        broken: Any = 7
        with pytest.raises(WrongTypeError, match=r"^need must be a LabelNeed, got 7$"):
            label_readiness({}, need=broken)
        with pytest.raises(
            WrongTypeError, match=r"^labelled must be counts by topic, got 7$"
        ):
            label_readiness(broken, need=LabelNeed(1))
