"""The tables of requests, problems, changes and complaints against literal ones."""

from typing import NamedTuple

import pytest

from servicedesk_core.lifecycles import (
    CHANGE,
    COMPLAINT,
    EMERGENCY_CHANGE,
    PROBLEM,
    SERVICE_REQUEST,
    STANDARD_CHANGE,
    Category,
    Lifecycle,
    Role,
)

DESK = "agent system"
ASKER = "agent system requester"
HELPERS = "agent system vendor"
INSIDERS = "agent system vendor approver"
APPROVER = "approver"
ALL = "agent system vendor requester approver"

# action -> roles, required fields; of all of them, only merge changes the state
EVERYDAY: dict[str, tuple[str, str]] = {
    "merge": (DESK, "into"),
    "acknowledge": (DESK, ""),
    "assign": (DESK, "group|agent"),
    "unassign": (DESK, ""),
    "set_owner": (DESK, "owner"),
    "escalate": (DESK, "kind"),
    "prioritise": (DESK, "impact|urgency"),
    "override_priority": (DESK, "priority reason"),
    "workaround": (HELPERS, "text"),
    "reply": (HELPERS, ""),
    "receive": (ALL, ""),
    "note": (INSIDERS, ""),
    "link": (DESK, "link"),
    "unlink": (DESK, "link"),
    "promise": (DESK, "due"),
    "keep_promise": (DESK, "due"),
    "compensate": (DESK, "money"),
    "survey": (ASKER, "score"),
    "change_attributes": (DESK, "attributes"),
}
ANYWHERE = "reply receive note link unlink keep_promise compensate change_attributes"
UNFINISHED = "merge assign unassign set_owner"
UNSOLVED = "acknowledge escalate prioritise override_priority workaround promise"
# what a state is to those who work on tickets -> what they may do in it every day
STAGES = {
    "live": f"{ANYWHERE} {UNFINISHED} {UNSOLVED}",
    "solved": f"{ANYWHERE} {UNFINISHED} survey",
    "finished": f"{ANYWHERE} survey",
    "dropped": ANYWHERE,
    "merged": "",
}


class Literal(NamedTuple):
    """A table written by hand.

    Attributes:
        lifecycle: what it is compared with.
        states: a name, a category and a stage each.
        moves: action, sources, target, roles and required fields each.
    """

    lifecycle: Lifecycle
    states: str
    moves: list[tuple[str, str, str, str, str]]


LIVE_REQUEST = "new awaiting_approval approved in_fulfilment on_hold"
LIVE_PROBLEM = "new assessed root_cause_analysis known_error fix_in_progress"
LIVE_COMPLAINT = (
    "received acknowledged assessed investigating awaiting_complainant"
    " disputed external"
)
UNANSWERED = "received acknowledged assessed investigating awaiting_complainant"

LITERALS = {
    "service_request": Literal(
        SERVICE_REQUEST,
        """
        new open live
        awaiting_approval paused live
        approved open live
        in_fulfilment open live
        on_hold paused live
        fulfilled resolved solved
        closed done finished
        rejected done dropped
        cancelled done dropped
        merged done merged
        """,
        [
            (
                "request_approval",
                "new awaiting_approval approved in_fulfilment",
                "awaiting_approval",
                DESK,
                "approver",
            ),
            ("approve", "awaiting_approval", "approved", APPROVER, ""),
            ("reject", "awaiting_approval", "rejected", APPROVER, "reason"),
            ("start", "new approved", "in_fulfilment", DESK, ""),
            ("hold", "new approved in_fulfilment on_hold", "on_hold", DESK, "reason"),
            ("resume", "on_hold", "in_fulfilment", ALL, ""),
            (
                "fulfil",
                "new approved in_fulfilment on_hold",
                "fulfilled",
                DESK,
                "notes",
            ),
            ("close", "fulfilled", "closed", ASKER, ""),
            ("reopen", "fulfilled closed", "in_fulfilment", ASKER, ""),
            ("reopen", "rejected", "awaiting_approval", ASKER, ""),
            ("reopen_on_hold", "fulfilled closed", "on_hold", DESK, "hold"),
            ("cancel", LIVE_REQUEST, "cancelled", ASKER, "reason"),
        ],
    ),
    "problem": Literal(
        PROBLEM,
        """
        new open live
        assessed open live
        root_cause_analysis open live
        known_error open live
        fix_in_progress open live
        resolved resolved solved
        closed done finished
        cancelled done dropped
        merged done merged
        """,
        [
            ("assess", "new", "assessed", DESK, ""),
            (
                "analyse",
                "new assessed known_error fix_in_progress",
                "root_cause_analysis",
                DESK,
                "",
            ),
            (
                "record_known_error",
                "assessed root_cause_analysis fix_in_progress",
                "known_error",
                DESK,
                "workaround",
            ),
            ("fix", "root_cause_analysis known_error", "fix_in_progress", DESK, ""),
            ("resolve", LIVE_PROBLEM, "resolved", DESK, "code notes"),
            ("close", "resolved", "closed", DESK, ""),
            ("reopen", "resolved closed", "root_cause_analysis", DESK, ""),
            ("cancel", LIVE_PROBLEM, "cancelled", DESK, "reason"),
        ],
    ),
    "change": Literal(
        CHANGE,
        """
        new open live
        assessed open live
        authorised open live
        scheduled open live
        implementing open live
        backed_out resolved solved
        review resolved solved
        closed done finished
        rejected done dropped
        cancelled done dropped
        merged done merged
        """,
        [
            ("assess", "new", "assessed", DESK, ""),
            ("authorise", "assessed", "authorised", APPROVER, ""),
            ("reject", "new assessed", "rejected", APPROVER, "reason"),
            ("reopen", "rejected", "assessed", ASKER, ""),
            (
                "schedule",
                "authorised scheduled backed_out",
                "scheduled",
                DESK,
                "start end",
            ),
            ("implement", "scheduled", "implementing", DESK, ""),
            ("back_out", "implementing review", "backed_out", DESK, "reason"),
            ("review", "implementing backed_out", "review", DESK, ""),
            ("close", "review", "closed", DESK, "code"),
            (
                "cancel",
                "new assessed authorised scheduled",
                "cancelled",
                ASKER,
                "reason",
            ),
        ],
    ),
    "standard_change": Literal(
        STANDARD_CHANGE,
        """
        new open live
        scheduled open live
        implementing open live
        backed_out resolved solved
        review resolved solved
        closed done finished
        cancelled done dropped
        merged done merged
        """,
        [
            ("schedule", "new scheduled backed_out", "scheduled", DESK, "start end"),
            ("implement", "new scheduled", "implementing", DESK, ""),
            ("back_out", "implementing review", "backed_out", DESK, "reason"),
            ("review", "implementing backed_out", "review", DESK, ""),
            ("close", "review", "closed", DESK, "code"),
            ("cancel", "new scheduled", "cancelled", ASKER, "reason"),
        ],
    ),
    "emergency_change": Literal(
        EMERGENCY_CHANGE,
        """
        new open live
        authorised open live
        implementing open live
        backed_out resolved solved
        review resolved solved
        closed done finished
        rejected done dropped
        cancelled done dropped
        merged done merged
        """,
        [
            ("authorise", "new", "authorised", APPROVER, ""),
            ("reject", "new", "rejected", APPROVER, "reason"),
            ("implement", "authorised backed_out", "implementing", DESK, ""),
            ("back_out", "implementing review", "backed_out", DESK, "reason"),
            ("review", "implementing backed_out", "review", DESK, ""),
            ("close", "review", "closed", DESK, "code"),
            ("cancel", "new authorised", "cancelled", ASKER, "reason"),
        ],
    ),
    "complaint": Literal(
        COMPLAINT,
        """
        received open live
        acknowledged open live
        assessed open live
        investigating open live
        awaiting_complainant paused live
        responded resolved solved
        accepted resolved solved
        disputed open live
        external paused live
        closed done finished
        merged done merged
        """,
        [
            ("acknowledge", "received", "acknowledged", DESK, ""),
            ("assess", "received acknowledged", "assessed", DESK, ""),
            (
                "investigate",
                "acknowledged assessed disputed external",
                "investigating",
                DESK,
                "",
            ),
            (
                "hold",
                "acknowledged assessed investigating",
                "awaiting_complainant",
                DESK,
                "reason",
            ),
            ("resume", "awaiting_complainant", "investigating", ALL, ""),
            ("respond", f"{UNANSWERED} disputed", "responded", DESK, "outcome"),
            ("accept", "responded", "accepted", ASKER, ""),
            ("dispute", "responded closed", "disputed", ASKER, "reason"),
            (
                "refer",
                f"{UNANSWERED} responded disputed closed",
                "external",
                ASKER,
                "to",
            ),
            ("close", "responded accepted external", "closed", DESK, ""),
            ("reopen", "accepted closed", "investigating", ASKER, ""),
            ("cancel", LIVE_COMPLAINT, "closed", ASKER, "reason"),
        ],
    ),
}
CELLS = [
    (kind, line.split()[0])
    for kind, literal in LITERALS.items()
    for line in literal.states.strip().split("\n")
]
Doable = dict[str, tuple[str | None, set[Role], tuple[str, ...]]]


def doable(kind: str, state: str) -> Doable:
    """Return what the literal table lets one do in a state."""
    literal = LITERALS[kind]
    stages = dict(line.split()[::2] for line in literal.states.strip().split("\n"))
    found: Doable = {}
    for action in STAGES[stages[state]].split():
        roles, required = EVERYDAY[action]
        target = "merged" if action == "merge" else None
        found[action] = target, set(map(Role, roles.split())), tuple(required.split())
    for action, sources, target, roles, required in literal.moves:
        if state in sources.split():
            known = set(map(Role, roles.split()))
            found[action] = target, known, tuple(required.split())
    return found


def reached(lifecycle: Lifecycle, start: str, *, without: str) -> set[str]:
    """Return the states that one gets to from another past a third."""
    found, waiting = {start}, [start]
    while waiting:
        state = waiting.pop()
        new = {end for begin, end in lifecycle.moves if begin == state}
        waiting += new - found - {without}
        found |= new - {without}
    return found


@pytest.mark.parametrize("kind", LITERALS)
class TestEveryKind:
    def test_its_states_stand_in_order_with_their_categories(self, kind: str) -> None:
        lines = LITERALS[kind].states.strip().split("\n")
        expected = [line.split()[:2] for line in lines]
        states = LITERALS[kind].lifecycle.states
        assert expected == [[state.name, state.category.value] for state in states]

    def test_it_is_called_by_its_kind(self, kind: str) -> None:
        assert LITERALS[kind].lifecycle.name == kind

    def test_its_time_does_not_run_backwards(self, kind: str) -> None:
        assert LITERALS[kind].lifecycle.backdating is False

    def test_it_knows_no_other_actions(self, kind: str) -> None:
        moves = {action for action, *_ in LITERALS[kind].moves}
        names = {row.name for row in LITERALS[kind].lifecycle.actions}
        assert {*EVERYDAY, *moves} == names

    def test_no_action_has_two_rows_for_a_state(self, kind: str) -> None:
        rows = LITERALS[kind].lifecycle.actions
        pairs = [(row.name, source) for row in rows for source in row.sources]
        assert len(set(pairs)) == len(pairs)

    def test_it_has_no_findings(self, kind: str) -> None:
        assert LITERALS[kind].lifecycle.check() == ()

    def test_nothing_returns_to_its_first_state(self, kind: str) -> None:
        lifecycle = LITERALS[kind].lifecycle
        assert lifecycle.initial not in {target for _, target in lifecycle.moves}

    def test_what_was_merged_stays_so(self, kind: str) -> None:
        assert "merged" not in {source for source, _ in LITERALS[kind].lifecycle.moves}

    def test_whatever_is_not_done_can_be_closed(self, kind: str) -> None:
        lifecycle = LITERALS[kind].lifecycle
        stuck = [
            state.name
            for state in lifecycle.states
            if state.category is not Category.DONE
            and "closed" not in reached(lifecycle, state.name, without="")
        ]
        assert stuck == []


@pytest.mark.parametrize(("kind", "state"), CELLS)
def test_in_each_state_one_may_do_what_the_literal_table_says(
    kind: str, state: str
) -> None:
    lifecycle = LITERALS[kind].lifecycle
    actual = {
        action: (row.target, set(row.roles), row.required)
        for action in {row.name for row in lifecycle.actions}
        if (row := lifecycle.row(action, state)) is not None
    }
    assert doable(kind, state) == actual


class TestServiceRequest:
    def test_one_that_needs_no_consent_is_fulfilled_at_once(self) -> None:
        assert SERVICE_REQUEST.target("fulfil", "new") == "fulfilled"

    def test_once_consent_was_asked_for_nothing_is_fulfilled_without_it(self) -> None:
        found = reached(SERVICE_REQUEST, "awaiting_approval", without="approved")
        expected = {"awaiting_approval", "rejected", "cancelled", "merged"}
        assert expected == found

    def test_one_that_was_rejected_is_asked_for_again(self) -> None:
        assert SERVICE_REQUEST.target("reopen", "rejected") == "awaiting_approval"


class TestProblem:
    def test_a_known_error_has_a_workaround(self) -> None:
        rows = [row for row in PROBLEM.actions if row.target == "known_error"]
        assert [row.required for row in rows] == [("workaround",)]

    @pytest.mark.parametrize("state", ["known_error", "fix_in_progress"])
    def test_a_cause_that_was_none_is_looked_for_again(self, state: str) -> None:
        assert (state, "root_cause_analysis") in PROBLEM.moves

    def test_the_requester_of_an_incident_ends_no_problem(self) -> None:
        ends = ("resolve", "close", "reopen", "cancel", "merge")
        roles = {
            role for name in ends for row in PROBLEM.rows(name) for role in row.roles
        }
        assert roles == {Role.AGENT, Role.SYSTEM}


class TestChanges:
    @pytest.mark.parametrize("lifecycle", [CHANGE, EMERGENCY_CHANGE])
    def test_none_is_carried_out_before_it_is_authorised(
        self, lifecycle: Lifecycle
    ) -> None:
        found = reached(lifecycle, "new", without="authorised")
        assert not {"implementing", "review", "closed"} & found

    def test_a_normal_one_is_not_carried_out_before_it_is_scheduled(self) -> None:
        assert "implementing" not in reached(CHANGE, "new", without="scheduled")

    def test_a_standard_one_was_authorised_once_for_all(self) -> None:
        assert ("new", "implementing") in STANDARD_CHANGE.moves
        assert not {"assessed", "authorised", "rejected"} & set(
            STANDARD_CHANGE.categories
        )

    @pytest.mark.parametrize("lifecycle", [CHANGE, STANDARD_CHANGE, EMERGENCY_CHANGE])
    def test_none_is_closed_without_a_review(self, lifecycle: Lifecycle) -> None:
        assert "closed" not in reached(lifecycle, "new", without="review")

    @pytest.mark.parametrize("lifecycle", [CHANGE, STANDARD_CHANGE, EMERGENCY_CHANGE])
    def test_what_is_being_carried_out_is_backed_out_not_dropped(
        self, lifecycle: Lifecycle
    ) -> None:
        ends = {end for start, end in lifecycle.moves if start == "implementing"}
        assert ends == {"backed_out", "review", "merged"}

    @pytest.mark.parametrize("lifecycle", [CHANGE, EMERGENCY_CHANGE])
    @pytest.mark.parametrize("action", ["authorise", "reject"])
    def test_none_but_an_approver_judges(
        self, lifecycle: Lifecycle, action: str
    ) -> None:
        (row,) = lifecycle.rows(action)
        assert row.roles == {Role.APPROVER}


class TestComplaint:
    def test_every_complaint_is_received_first(self) -> None:
        assert COMPLAINT.initial == "received"

    def test_acknowledging_a_new_one_moves_it_along(self) -> None:
        assert COMPLAINT.target("acknowledge", "received") == "acknowledged"

    @pytest.mark.parametrize("state", ["assessed", "disputed", "external"])
    def test_acknowledging_it_later_does_not(self, state: str) -> None:
        assert COMPLAINT.target("acknowledge", state) == state

    def test_only_an_answer_is_accepted(self) -> None:
        sources = {start for start, end in COMPLAINT.moves if end == "accepted"}
        assert sources == {"responded"}

    def test_an_answer_tells_the_outcome(self) -> None:
        rows = [row for row in COMPLAINT.actions if row.target == "responded"]
        assert [row.required for row in rows] == [("outcome",)]

    def test_what_is_closed_may_still_be_disputed_or_taken_outside(self) -> None:
        ends = {end for start, end in COMPLAINT.moves if start == "closed"}
        assert ends == {"disputed", "external", "investigating"}

    def test_a_disputed_one_is_not_closed_but_withdrawn(self) -> None:
        names = {
            row.name
            for row in COMPLAINT.actions
            if row.target == "closed" and "disputed" in row.sources
        }
        assert names == {"cancel"}
