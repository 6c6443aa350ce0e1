"""The incident table against a literal one, written from the design page."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import attrs
import pytest

from servicedesk_core.lifecycles import (
    DIRECT_CLOSE,
    INCIDENT,
    Action,
    Category,
    Role,
)

LIVE = "new in_progress on_hold"
SOLVED = "resolved closed"
ALL_BUT_MERGED = "new in_progress on_hold resolved closed cancelled"
STATES = [*ALL_BUT_MERGED.split(), "merged"]
DESK = "agent system"
ASKER = "agent system requester"
HELPERS = "agent system vendor"
INSIDERS = "agent system vendor approver"
MANAGERS = "agent approver"
ALL = "agent system vendor requester approver"

# action -> sources, target (None: stays), roles, required fields
TABLE: dict[str, tuple[str, str | None, str, str]] = {
    "start": ("new", "in_progress", DESK, ""),
    "hold": (LIVE, "on_hold", DESK, "reason"),
    "resume": ("on_hold", "in_progress", ALL, ""),
    "resolve": (LIVE, "resolved", DESK, "code notes"),
    "close": ("resolved", "closed", ASKER, ""),
    "reopen": (SOLVED, "in_progress", ASKER, ""),
    "reopen_on_hold": (SOLVED, "on_hold", DESK, "hold"),
    "cancel": (LIVE, "cancelled", ASKER, "reason"),
    "merge": (f"{LIVE} resolved", "merged", DESK, "into"),
    "acknowledge": (LIVE, None, DESK, ""),
    "assign": (f"{LIVE} resolved", None, DESK, "group|agent"),
    "unassign": (f"{LIVE} resolved", None, DESK, ""),
    "set_owner": (f"{LIVE} resolved", None, DESK, "owner"),
    "escalate": (LIVE, None, DESK, "kind"),
    "prioritise": (LIVE, None, DESK, "impact|urgency"),
    "override_priority": (LIVE, None, DESK, "priority reason"),
    "workaround": (LIVE, None, HELPERS, "text"),
    "reply": (ALL_BUT_MERGED, None, HELPERS, ""),
    "receive": (ALL_BUT_MERGED, None, ALL, ""),
    "note": (ALL_BUT_MERGED, None, INSIDERS, ""),
    "link": (ALL_BUT_MERGED, None, DESK, "link"),
    "unlink": (ALL_BUT_MERGED, None, DESK, "link"),
    "promise": (LIVE, None, DESK, "due"),
    "keep_promise": (ALL_BUT_MERGED, None, DESK, "due"),
    "compensate": (ALL_BUT_MERGED, None, DESK, "money"),
    "survey": (SOLVED, None, ASKER, "score"),
    "change_attributes": (ALL_BUT_MERGED, None, DESK, "attributes"),
    "propose_major": (LIVE, None, DESK, "reason"),
    "accept_major": (f"{LIVE} resolved", None, MANAGERS, "notes business_impact"),
    "reject_major": (f"{LIVE} resolved", None, MANAGERS, "reason"),
}
CELLS = [(action, state) for action in TABLE for state in STATES]

# The changes of state of 24,918 real incidents, and how often each happened.
REAL = {
    ("resolved", "closed"): 24_917,
    ("in_progress", "resolved"): 12_048,
    ("new", "in_progress"): 7_936,
    ("new", "resolved"): 6_347,
    ("on_hold", "resolved"): 5_020,
    ("in_progress", "on_hold"): 3_938,
    ("new", "on_hold"): 2_102,
    ("on_hold", "in_progress"): 1_220,
    ("resolved", "in_progress"): 317,
    ("closed", "in_progress"): 12,
    ("new", "closed"): 11,
    ("resolved", "on_hold"): 2,
    ("in_progress", "closed"): 1,
    ("on_hold", "closed"): 1,
    ("new", "-100"): 1,
    ("in_progress", "-100"): 1,
    ("-100", "resolved"): 2,
}
MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)


def real_changes() -> Iterator[list[tuple[datetime, str]]]:
    for (source, target), count in REAL.items():
        for _ in range(count):
            yield [(MONDAY, source), (MONDAY + timedelta(hours=1), target)]


class TestStates:
    def test_they_stand_in_order_with_their_categories(self) -> None:
        expected = [
            ("new", Category.OPEN),
            ("in_progress", Category.OPEN),
            ("on_hold", Category.PAUSED),
            ("resolved", Category.RESOLVED),
            ("closed", Category.DONE),
            ("cancelled", Category.DONE),
            ("merged", Category.DONE),
        ]
        assert expected == [(state.name, state.category) for state in INCIDENT.states]

    def test_every_incident_starts_new(self) -> None:
        assert INCIDENT.initial == "new"

    def test_the_table_is_called_incident(self) -> None:
        assert INCIDENT.name == "incident"

    def test_time_does_not_run_backwards(self) -> None:
        assert INCIDENT.backdating is False


class TestRows:
    def test_the_actions_are_those_of_the_literal_table(self) -> None:
        assert [action.name for action in INCIDENT.actions] == list(TABLE)

    @pytest.mark.parametrize(("action", "state"), CELLS)
    def test_an_action_starts_from_its_sources_alone(
        self, action: str, state: str
    ) -> None:
        allowed = state in TABLE[action][0].split()
        assert (INCIDENT.row(action, state) is not None) is allowed

    @pytest.mark.parametrize(("action", "state"), CELLS)
    def test_an_action_leads_to_its_target_or_leaves_the_state(
        self, action: str, state: str
    ) -> None:
        expected = TABLE[action][1] or state
        assert INCIDENT.target(action, state) == expected

    @pytest.mark.parametrize("action", TABLE)
    def test_an_action_is_for_its_roles_alone(self, action: str) -> None:
        (row,) = INCIDENT.rows(action)
        assert row.roles == {Role(role) for role in TABLE[action][2].split()}

    @pytest.mark.parametrize("action", TABLE)
    def test_an_action_requires_its_fields_alone(self, action: str) -> None:
        (row,) = INCIDENT.rows(action)
        assert row.required == tuple(TABLE[action][3].split())


class TestMoves:
    def test_they_are_those_of_the_literal_table(self) -> None:
        expected = {
            (source, target)
            for sources, target, _, _ in TABLE.values()
            for source in sources.split()
            if target is not None
        }
        assert expected == INCIDENT.moves

    def test_nothing_returns_to_new(self) -> None:
        assert "new" not in {target for _, target in INCIDENT.moves}

    @pytest.mark.parametrize("state", ["cancelled", "merged"])
    def test_cancelled_and_merged_are_final(self, state: str) -> None:
        assert state not in {source for source, _ in INCIDENT.moves}

    @pytest.mark.parametrize("state", LIVE.split())
    def test_closing_without_resolving_is_not_in_the_table(self, state: str) -> None:
        assert (state, "closed") not in INCIDENT.moves

    def test_the_table_has_no_findings(self) -> None:
        assert INCIDENT.check() == ()


class TestDirectClose:
    def test_it_is_one_row(self) -> None:
        expected = Action(
            "close",
            ("new", "in_progress", "on_hold"),
            "closed",
            {Role.AGENT, Role.SYSTEM},
        )
        assert expected == DIRECT_CLOSE

    @pytest.mark.parametrize("state", LIVE.split())
    def test_it_adds_the_way_from_every_live_state(self, state: str) -> None:
        direct = INCIDENT.with_action(DIRECT_CLOSE)
        assert direct.moves - INCIDENT.moves == {
            (source, "closed") for source in LIVE.split()
        }
        assert direct.row("close", state) == DIRECT_CLOSE

    def test_it_leaves_the_row_from_resolved_as_it_is(self) -> None:
        direct = INCIDENT.with_action(DIRECT_CLOSE)
        (row,) = INCIDENT.rows("close")
        assert direct.row("close", "resolved") == row
        assert direct.rows("close") == (row, DIRECT_CLOSE)

    def test_it_adds_no_finding(self) -> None:
        assert INCIDENT.with_action(DIRECT_CLOSE).check() == ()

    def test_everything_else_stays(self) -> None:
        direct = INCIDENT.with_action(DIRECT_CLOSE)
        assert attrs.evolve(direct, actions=INCIDENT.actions) == INCIDENT


class TestRealLog:
    def test_with_direct_close_all_but_the_garbage_state_conforms(self) -> None:
        report = INCIDENT.with_action(DIRECT_CLOSE).replay_all(real_changes())
        expected = [
            ("-100", "resolved", 2, "unknown state -100"),
            ("in_progress", "-100", 1, "unknown state -100"),
            ("new", "-100", 1, "unknown state -100"),
        ]
        assert expected == [attrs.astuple(rejection) for rejection in report.rejections]

    def test_with_direct_close_the_counts_are_those_of_the_log(self) -> None:
        report = INCIDENT.with_action(DIRECT_CLOSE).replay_all(real_changes())
        actual = (report.changes, report.accepted, report.rejected)
        assert actual == (63_876, 63_872, 4)

    def test_without_direct_close_thirteen_more_are_rejected(self) -> None:
        report = INCIDENT.replay_all(real_changes())
        assert report.rejected == 17
