"""Whether those who answer know what to say."""

from typing import Any

import pytest

from servicedesk_core.complaints import KnowledgeCoverage, knowledge_coverage
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.stats import proportion_interval


class TestCoverage:
    def test_it_is_of_topics_and_of_contacts(self) -> None:
        asked = {"pay": 60, "pills": 10, "wine": 29, "arms": 10, "nothing": 0}
        expected = KnowledgeCoverage(
            topics=proportion_interval(1, 4, confidence=0.9),
            contacts=proportion_interval(60, 109, confidence=0.9),
            missing=("wine", "arms", "pills"),
        )

        assert expected == knowledge_coverage(asked, ["pay", "cards"], confidence=0.9)

    def test_all_may_be_known(self) -> None:
        expected = KnowledgeCoverage(
            proportion_interval(2, 2), proportion_interval(5, 5), ()
        )

        assert expected == knowledge_coverage({"a": 2, "b": 3}, {"a", "b"})

    def test_where_nobody_asks_it_is_unknown(self) -> None:
        assert KnowledgeCoverage(None, None, ()) == knowledge_coverage({"a": 0}, ["b"])

    @pytest.mark.parametrize(
        ("contacted", "message"),
        [
            ({"a": -1}, r"^contacted\['a'\] must be 0 or more, got -1$"),
            ({"": 1}, r"^contacted must be a text that is not blank, got ''$"),
        ],
    )
    def test_counts_that_make_no_sense_are_refused(
        self, contacted: Any, message: str
    ) -> None:
        with pytest.raises(InvalidArgumentError, match=message):
            knowledge_coverage(contacted, [])

    def test_other_types_are_refused(self) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^contacted must be counts by topic, got \['a'\]$"
        ):
            knowledge_coverage(["a"], [])  # type: ignore[arg-type]
        with pytest.raises(
            WrongTypeError, match=r"^instructed must be topics, in a list, got 'a'$"
        ):
            knowledge_coverage({}, "a")

    def test_a_confidence_out_of_range_is_refused(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^confidence must be above 0"):
            knowledge_coverage({}, [], confidence=1)
