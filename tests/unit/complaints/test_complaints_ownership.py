"""Every topic has exactly one team."""

from datetime import UTC, datetime
from typing import Any

import pytest

from servicedesk_core.complaints import FeedbackItem, TeamKpi, TeamZones
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.findings import Finding, Severity
from servicedesk_core.stats import mean_interval

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)


def said(kind: Any, topic: str = "card", score: float | None = None) -> FeedbackItem:
    return FeedbackItem(
        kind, topic=topic, team="line", client="ivan", at=MONDAY, score=score
    )


class TestCheck:
    def test_topics_without_a_team_or_with_two_are_found(self) -> None:
        zones = TeamZones({"cards": ["card", "cash"], "loans": ["loan", "card"]})

        assert (
            Finding(
                "ownership.uncovered_topic", Severity.ERROR, "site", "owned by no team"
            ),
            Finding(
                "ownership.double_owner",
                Severity.ERROR,
                "card",
                "owned by cards, loans",
            ),
        ) == zones.check(["site", "loan", "card", "site"])

    def test_what_teams_name_is_checked_without_being_asked(self) -> None:
        zones = TeamZones({"cards": ["card"], "loans": ["card"]})

        assert ["card"] == [each.path for each in zones.check([])]

    def test_one_team_for_each_is_fine(self) -> None:
        assert () == TeamZones({"cards": ["card"], "idle": []}).check(["card"])

    def test_owners_come_in_the_order_given(self) -> None:
        zones = TeamZones({"b": ["card"], "a": ["card"]})

        assert ("b", "a") == zones.owners("card")
        assert () == zones.owners("cash")


class TestKpis:
    ZONES = TeamZones({"cards": ["card", "cash"], "loans": ["loan"]})

    def test_each_team_has_its_own_zone(self) -> None:
        found = self.ZONES.kpis(
            [
                said("contact"),
                said("complaint", "cash"),
                said("csi", "card", 5),
                said("csi", "cash", 4),
                said("csi"),
                said("nps", "card", 9),
                said("csi", "loan", 3),
            ],
            confidence=0.9,
        )

        assert {
            "cards": TeamKpi(2, 4.5, mean_interval([5, 4], confidence=0.9), 2),
            "loans": TeamKpi(0, 3.0, None, 1),
        } == found

    def test_without_scores_there_is_no_mean(self) -> None:
        assert TeamKpi(0, None, None, 0) == self.ZONES.kpis([])["loans"]

    @pytest.mark.parametrize("topic", ["site", "card"])
    def test_nothing_is_dropped(self, topic: str) -> None:
        zones = TeamZones({"cards": ["card"], "loans": ["card"]})
        with pytest.raises(
            InvalidArgumentError,
            match=r"^feedback must be about topics that exactly one team owns, "
            rf"got '{topic}'$",
        ):
            zones.kpis([said("contact", topic)])


class TestRefused:
    @pytest.mark.parametrize(
        ("zones", "message"),
        [
            ({" ": ["card"]}, r"zones must be a text that is not blank"),
            ({"cards": [""]}, r"zones\['cards'\] must be a text that is not blank"),
            ({"cards": ["a", "a"]}, r"zones\['cards'\] must be each topic once"),
        ],
    )
    def test_blank_and_repeated_names(self, zones: Any, message: str) -> None:
        with pytest.raises(InvalidArgumentError, match=rf"^{message}, got"):
            TeamZones(zones)

    def test_other_values(self) -> None:
        broken: Any = 7
        with pytest.raises(WrongTypeError, match=r"^zones must be topics by team"):
            TeamZones(broken)
        with pytest.raises(WrongTypeError, match=r"^topics must be topics, got 7$"):
            TeamZones({}).check([broken])
        with pytest.raises(
            WrongTypeError, match=r"^feedback must be FeedbackItem values"
        ):
            TeamZones({}).kpis([broken])
