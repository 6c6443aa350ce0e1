"""States, actions, lifecycles: tables as values, and their checks."""

import pickle
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import attrs
import pytest

from servicedesk_core.errors import (
    InvalidArgumentError,
    InvalidLifecycleError,
    ServiceDeskError,
    UnknownActionError,
    WrongTypeError,
)
from servicedesk_core.findings import Finding, Severity
from servicedesk_core.lifecycles import (
    INCIDENT,
    Action,
    Category,
    Lifecycle,
    Role,
    State,
)

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
NEW = State("new", Category.OPEN)
WORK = State("work", Category.OPEN)
WAIT = State("wait", Category.PAUSED)
SOLVED = State("solved", Category.RESOLVED)
DONE = State("done", Category.DONE)
SHELVED = State("shelved", Category.DONE)


def desk(*actions: Action) -> Lifecycle:
    return Lifecycle("desk", [NEW, WAIT, DONE], actions)


def found(lifecycle: Lifecycle) -> list[tuple[str, str, str]]:
    return [(f.code, f.path, f.message) for f in lifecycle.check()]


class TestVocabularies:
    def test_categories_are_stable_words(self) -> None:
        assert [str(c) for c in Category] == ["open", "paused", "resolved", "done"]

    def test_roles_are_stable_words(self) -> None:
        words = ["requester", "agent", "system", "vendor", "approver"]
        assert [str(r) for r in Role] == words


class TestState:
    def test_its_category_may_be_given_as_a_word(self) -> None:
        assert State("wait", "paused") == WAIT

    def test_a_word_becomes_a_category(self) -> None:
        state = State("wait", "paused")
        assert state.category is Category.PAUSED

    @pytest.mark.parametrize("category", ["asleep", "", None])
    def test_an_unknown_category_is_refused(self, category: str) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            State("wait", category)
        error = caught.value
        assert (error.argument, error.value, error.wanted) == (
            "category",
            category,
            "one of open, paused, resolved, done",
        )

    def test_it_does_not_change(self) -> None:
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            WAIT.name = "other"  # type: ignore[misc]


class TestAction:
    def test_by_default_it_stays_is_for_all_and_requires_nothing(self) -> None:
        action = Action("note", ["new"])
        actual = (action.sources, action.target, action.roles, action.required)
        assert actual == (("new",), None, frozenset(Role), ())

    def test_its_collections_are_frozen(self) -> None:
        action = Action("push", ["a", "b"], "c", ["agent"], ["code"])
        expected = Action("push", ("a", "b"), "c", frozenset({Role.AGENT}), ("code",))
        assert (expected, hash(expected)) == (action, hash(action))

    @pytest.mark.parametrize("argument", ["sources", "roles", "required"])
    @pytest.mark.parametrize("value", ["agent", "", None, 5])
    def test_a_bare_text_or_nothing_is_no_list_of_names(
        self, argument: str, value: object
    ) -> None:
        fields: dict[str, Any] = {"sources": ["new"], argument: value}
        with pytest.raises(WrongTypeError) as caught:
            Action("push", **fields)
        error = caught.value
        assert (error.argument, error.value, error.wanted) == (
            argument,
            value,
            "several names, in a list",
        )

    @pytest.mark.parametrize("role", ["boss", "", None])
    def test_an_unknown_role_is_refused(self, role: str) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            Action("push", ["new"], None, ["agent", role])
        error = caught.value
        assert (error.argument, error.value, error.wanted) == (
            "roles",
            role,
            "one of requester, agent, system, vendor, approver",
        )

    def test_it_does_not_change(self) -> None:
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            Action("note", ["new"]).target = "done"  # type: ignore[misc]


class TestConstruction:
    def test_its_collections_are_frozen(self) -> None:
        push = Action("push", ["new"], "done")
        lifecycle = Lifecycle("door", [NEW, DONE], [push])
        assert (lifecycle.states, lifecycle.actions) == ((NEW, DONE), (push,))

    def test_it_takes_generators(self) -> None:
        lifecycle = Lifecycle("door", (s for s in (NEW, DONE)), iter(()))
        assert (lifecycle.states, lifecycle.actions) == ((NEW, DONE), ())

    def test_the_first_state_is_the_initial_one(self) -> None:
        assert Lifecycle("door", [WAIT, NEW], []).initial == "wait"

    def test_backdating_is_off_unless_asked_for(self) -> None:
        on = Lifecycle("door", [NEW], [], backdating=True)
        assert (desk().backdating, on.backdating) == (False, True)

    def test_categories_go_by_name(self) -> None:
        assert desk().categories == {
            "new": Category.OPEN,
            "wait": Category.PAUSED,
            "done": Category.DONE,
        }

    @pytest.mark.parametrize("table", ["categories", "_rows", "_by_name"])
    def test_what_it_worked_out_does_not_change(self, table: str) -> None:
        lifecycle = desk(Action("push", ["new"], "done"))
        with pytest.raises(TypeError, match="item assignment"):
            getattr(lifecycle, table)["new"] = None

    def test_a_state_named_twice_is_refused(self) -> None:
        with pytest.raises(InvalidLifecycleError) as caught:
            Lifecycle("door", [NEW, DONE, State("new", Category.DONE)], [])
        assert str(caught.value) == (
            "lifecycle 'door': states must differ, got ['new', 'done', 'new']"
        )

    def test_a_lifecycle_without_states_is_refused(self) -> None:
        with pytest.raises(InvalidLifecycleError) as caught:
            Lifecycle("door", [], [])
        assert str(caught.value) == "lifecycle 'door': it must have a state"

    @pytest.mark.parametrize(
        ("action", "state"),
        [
            (Action("push", ["lost"], "done"), "lost"),
            (Action("push", ["new", "lost"]), "lost"),
            (Action("push", ["new"], "lost"), "lost"),
            (Action("push", ["new"], ""), ""),
            (Action("push", [""], "done"), ""),
        ],
    )
    def test_an_action_names_only_states_there_are(
        self, action: Action, state: str
    ) -> None:
        with pytest.raises(InvalidLifecycleError) as caught:
            desk(action)
        actual = (caught.value.lifecycle, caught.value.reason, caught.value.code)
        reason = f"action 'push' names no state of it: {state!r}"
        assert actual == ("desk", reason, "lifecycle.table")

    @pytest.mark.parametrize("target", ["done", None])
    def test_an_action_starts_from_a_state(self, target: str | None) -> None:
        with pytest.raises(InvalidLifecycleError) as caught:
            desk(Action("push", [], target))
        expected = "lifecycle 'desk': action 'push' must start from a state"
        assert str(caught.value) == expected

    def test_the_error_is_a_value_error_and_pickles(self) -> None:
        with pytest.raises(InvalidLifecycleError) as caught:
            desk(Action("push", ["lost"]))
        copy = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - made above
        kinds = [isinstance(copy, kind) for kind in (ServiceDeskError, ValueError)]
        assert ([True, True], str(caught.value)) == (kinds, str(copy))


class TestRow:
    FIRST = Action("push", ["new"], "wait", ["agent"])
    SECOND = Action("push", ["wait"], "done", ["system"])

    def test_it_is_the_one_for_the_state(self) -> None:
        lifecycle = desk(self.FIRST, self.SECOND)
        actual = [lifecycle.row("push", state) for state in ("new", "wait", "done")]
        assert actual == [self.FIRST, self.SECOND, None]

    def test_there_is_none_for_an_unknown_action(self) -> None:
        assert desk(self.FIRST).row("pull", "new") is None

    def test_of_two_for_one_state_the_first_counts(self) -> None:
        other = Action("push", ["new"], "done")
        assert desk(self.FIRST, other).row("push", "new") == self.FIRST


class TestRows:
    FIRST = Action("push", ["new"], "wait")
    SECOND = Action("push", ["wait"], "done")
    OTHER = Action("pull", ["wait"], "new")

    def test_they_are_all_of_one_action_in_order(self) -> None:
        lifecycle = desk(self.FIRST, self.OTHER, self.SECOND)
        assert lifecycle.rows("push") == (self.FIRST, self.SECOND)

    def test_an_unknown_action_is_refused_with_a_hint(self) -> None:
        with pytest.raises(UnknownActionError) as caught:
            desk(self.FIRST, self.OTHER).rows("pusch")
        error = caught.value
        assert (error.lifecycle, error.action, error.matches) == (
            "desk",
            "pusch",
            ("push",),
        )
        assert str(error) == (
            "lifecycle 'desk' has no action 'pusch'; did you mean push?"
        )

    def test_an_unknown_action_like_no_other_gets_no_hint(self) -> None:
        with pytest.raises(UnknownActionError) as caught:
            desk(self.FIRST).rows("sing")
        assert str(caught.value) == "lifecycle 'desk' has no action 'sing'"

    def test_the_error_is_a_value_error_and_pickles(self) -> None:
        with pytest.raises(UnknownActionError) as caught:
            desk(self.FIRST).rows("pusch")
        copy = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - made above
        actual = (isinstance(copy, ValueError), copy.code, copy.matches)
        assert actual == (True, "lifecycle.action", ("push",))


class TestTarget:
    LIFECYCLE = desk(
        Action("push", ["new"], "wait"),
        Action("push", ["wait"], "done"),
        Action("note", ["new"]),
    )

    @pytest.mark.parametrize(
        ("action", "state", "target"),
        [
            ("push", "new", "wait"),
            ("push", "wait", "done"),
            ("note", "new", "new"),
        ],
    )
    def test_it_is_that_of_the_row(self, action: str, state: str, target: str) -> None:
        assert self.LIFECYCLE.target(action, state) == target

    def test_without_a_row_it_is_that_of_the_first_row(self) -> None:
        assert self.LIFECYCLE.target("push", "done") == "wait"

    def test_without_a_row_an_action_that_stays_stays(self) -> None:
        assert self.LIFECYCLE.target("note", "done") == "done"

    def test_an_action_of_no_row_leaves_the_state(self) -> None:
        assert self.LIFECYCLE.target("sing", "wait") == "wait"


class TestMoves:
    def test_they_are_all_pairs_that_an_action_leads_across(self) -> None:
        lifecycle = desk(
            Action("push", ["new", "wait"], "done"),
            Action("stay", ["wait"], "wait"),
            Action("note", ["new"]),
        )
        assert lifecycle.moves == {("new", "done"), ("wait", "done"), ("wait", "wait")}


class TestReopens:
    LIFECYCLE = Lifecycle("desk", [NEW, WORK, WAIT, SOLVED, DONE, SHELVED], [])
    OVER = ("solved", "done", "shelved")
    LIVE = ("new", "work", "wait")

    @pytest.mark.parametrize("before", OVER)
    @pytest.mark.parametrize("after", LIVE)
    def test_from_over_to_live_it_does(self, before: str, after: str) -> None:
        assert self.LIFECYCLE.reopens(before, after) is True

    @pytest.mark.parametrize(
        ("before", "after"),
        [*product(LIVE, (*LIVE, *OVER)), *product(OVER, OVER)],
    )
    def test_any_other_change_does_not(self, before: str, after: str) -> None:
        assert self.LIFECYCLE.reopens(before, after) is False


class TestWithAction:
    FIRST = Action("push", ["new", "wait"], "done", ["agent"], ["code"])

    def test_the_row_comes_last(self) -> None:
        first, second = Action("push", ["new"], "done"), Action("note", ["new"])
        assert desk(first).with_action(second) == desk(first, second)

    def test_it_stands_in_for_a_row_of_its_name_and_sources(self) -> None:
        tight = Action("push", ["wait", "new"], "done", ["system"], ["code", "notes"])
        assert desk(self.FIRST).with_action(tight) == desk(tight)

    def test_from_its_other_sources_a_row_stays(self) -> None:
        tight = Action("push", ["new"], "wait", ["system"])
        lifecycle = desk(self.FIRST).with_action(tight)
        kept = Action("push", ["wait"], "done", ["agent"], ["code"])
        assert lifecycle == desk(kept, tight)
        assert (lifecycle.row("push", "new"), lifecycle.row("push", "wait")) == (
            tight,
            kept,
        )

    def test_it_makes_no_action_ambiguous(self) -> None:
        back = Action("back", ["wait"], "new")
        lifecycle = desk(self.FIRST, back).with_action(Action("push", ["new"], "wait"))
        assert lifecycle.check() == ()

    def test_rows_of_other_names_stay(self) -> None:
        note = Action("note", ["new"])
        tight = Action("push", ["new", "wait"], "done", ["system"])
        assert desk(self.FIRST, note).with_action(tight) == desk(note, tight)

    def test_from_other_sources_a_row_of_its_name_is_one_more(self) -> None:
        more = Action("push", ["done"], "new")
        assert desk(self.FIRST).with_action(more) == desk(self.FIRST, more)

    def test_resolving_an_incident_can_be_tightened(self) -> None:
        (row,) = INCIDENT.rows("resolve")
        tight = attrs.evolve(row, roles=["agent"], required=("code", "notes", "by"))
        assert INCIDENT.with_action(tight).rows("resolve") == (tight,)

    def test_the_lifecycle_itself_stays(self) -> None:
        lifecycle = desk()
        lifecycle.with_action(Action("note", ["new"]))
        assert lifecycle == desk()

    def test_backdating_stays(self) -> None:
        lifecycle = Lifecycle("door", [NEW], [], backdating=True)
        assert lifecycle.with_action(Action("note", ["new"])).backdating is True

    def test_answers_worked_out_before_do_not_stay(self) -> None:
        lifecycle = desk(Action("note", ["new"]))
        before = (lifecycle.moves, lifecycle.row("push", "new"))
        push = Action("push", ["new"], "done")
        more = lifecycle.with_action(push)
        after = (more.moves, more.row("push", "new"))
        assert (before, after) == (
            (frozenset(), None),
            (frozenset({("new", "done")}), push),
        )

    def test_it_checks_the_states(self) -> None:
        with pytest.raises(InvalidLifecycleError, match="names no state of it: 'lost'"):
            desk().with_action(Action("push", ["new"], "lost"))


class TestCheck:
    def test_a_sound_table_has_no_findings(self) -> None:
        lifecycle = desk(
            Action("hold", ["new"], "wait"),
            Action("resume", ["wait"], "new"),
            Action("close", ["new"], "done"),
        )
        assert lifecycle.check() == ()

    def test_all_findings_are_errors(self) -> None:
        expected = Finding(
            "lifecycle.dead_end",
            Severity.ERROR,
            "new",
            "no action leads out of this open state",
        )
        assert Lifecycle("door", [NEW], []).check() == (expected,)

    def test_it_finds_states_that_nothing_leads_to(self) -> None:
        lifecycle = Lifecycle(
            "door",
            [NEW, WORK, SOLVED, DONE],
            [
                Action("close", ["new"], "done"),
                Action("solve", ["work"], "solved"),
                Action("undo", ["solved"], "work"),
            ],
        )
        assert found(lifecycle) == [
            ("lifecycle.unreachable", "work", "no action leads here from new"),
            ("lifecycle.unreachable", "solved", "no action leads here from new"),
        ]

    def test_a_state_may_be_reached_by_any_number_of_steps(self) -> None:
        lifecycle = Lifecycle(
            "door",
            [NEW, WORK, SOLVED, DONE],
            [
                Action("close", ["solved"], "done"),
                Action("solve", ["work"], "solved"),
                Action("start", ["new"], "work"),
                Action("undo", ["solved"], "new"),
            ],
        )
        assert lifecycle.check() == ()

    @pytest.mark.parametrize(
        ("state", "category"), [(WORK, "open"), (WAIT, "paused"), (SOLVED, "resolved")]
    )
    def test_it_finds_states_that_nothing_leads_out_of(
        self, state: State, category: str
    ) -> None:
        lifecycle = Lifecycle("door", [NEW, state], [Action("go", ["new"], state.name)])
        message = f"no action leads out of this {category} state"
        assert found(lifecycle) == [("lifecycle.dead_end", state.name, message)]

    def test_a_done_state_is_no_dead_end(self) -> None:
        lifecycle = Lifecycle("door", [NEW, DONE], [Action("go", ["new"], "done")])
        assert lifecycle.check() == ()

    def test_a_way_back_to_itself_leads_nowhere(self) -> None:
        lifecycle = Lifecycle("door", [NEW], [Action("go", ["new"], "new")])
        message = "no action leads out of this open state"
        assert found(lifecycle) == [("lifecycle.dead_end", "new", message)]

    def test_an_action_that_stays_leads_nowhere(self) -> None:
        lifecycle = Lifecycle("door", [NEW], [Action("note", ["new"])])
        message = "no action leads out of this open state"
        assert found(lifecycle) == [("lifecycle.dead_end", "new", message)]

    def test_it_finds_pauses_that_cannot_resume(self) -> None:
        lifecycle = desk(
            Action("hold", ["new"], "wait"), Action("close", ["wait"], "done")
        )
        message = "no action resumes from here to an open state"
        assert found(lifecycle) == [("lifecycle.no_resume", "wait", message)]

    def test_only_a_pause_must_resume(self) -> None:
        lifecycle = Lifecycle(
            "door",
            [NEW, SOLVED, DONE],
            [
                Action("solve", ["new"], "solved"),
                Action("close", ["solved"], "done"),
            ],
        )
        assert lifecycle.check() == ()

    def test_it_finds_actions_that_lead_to_two_states_from_one(self) -> None:
        lifecycle = desk(
            Action("push", ["new"], "wait"),
            Action("resume", ["wait"], "new"),
            Action("push", ["wait", "new"], "done"),
        )
        message = "leads to wait and to done"
        assert found(lifecycle) == [("lifecycle.ambiguous", "new/push", message)]

    def test_one_action_may_lead_elsewhere_from_elsewhere(self) -> None:
        lifecycle = desk(
            Action("push", ["new"], "wait"),
            Action("push", ["wait"], "done"),
            Action("pull", ["wait"], "new"),
        )
        assert lifecycle.check() == ()

    def test_it_finds_everything_at_once(self) -> None:
        lifecycle = Lifecycle(
            "door",
            [NEW, WAIT, WORK, DONE],
            [
                Action("go", ["new"], "done"),
                Action("go", ["new"], "new"),
                Action("end", ["wait"], "done"),
            ],
        )
        assert [(f.code, f.path) for f in lifecycle.check()] == [
            ("lifecycle.unreachable", "wait"),
            ("lifecycle.unreachable", "work"),
            ("lifecycle.no_resume", "wait"),
            ("lifecycle.dead_end", "work"),
            ("lifecycle.ambiguous", "new/go"),
        ]


class TestToMarkdown:
    def test_every_row_is_a_line_of_a_table(self) -> None:
        lifecycle = desk(
            Action("hold", ["wait", "new"], "wait", ["system", "agent"], ["reason"]),
            Action("note", ["new"], None, ["vendor"], ["text|file", "to"]),
        )
        assert lifecycle.to_markdown().split("\n") == [
            "| action | from | to | roles | required |",
            "|---|---|---|---|---|",
            "| hold | wait, new | wait | agent, system | reason |",
            "| note | new | stays | vendor | text or file, to |",
        ]

    def test_without_actions_there_is_a_header_alone(self) -> None:
        assert desk().to_markdown().split("\n") == [
            "| action | from | to | roles | required |",
            "|---|---|---|---|---|",
        ]


class TestReplay:
    LIFECYCLE = desk(Action("hold", ["new"], "wait"), Action("go", ["wait"], "done"))

    def test_one_case_is_judged_by_the_table(self) -> None:
        hours = [MONDAY + timedelta(hours=n) for n in range(3)]
        report = self.LIFECYCLE.replay(zip(hours, ("new", "wait", "new"), strict=True))
        actual = (report.cases, report.accepted, report.rejected)
        assert actual == (1, 1, 1)

    def test_the_table_goes_into_the_report(self) -> None:
        report = self.LIFECYCLE.replay([])
        assert (report.allowed, report.known) == (
            frozenset({("new", "wait"), ("wait", "done")}),
            frozenset({"new", "wait", "done"}),
        )

    def test_names_turn_states_of_the_log_into_ours(self) -> None:
        log = [(MONDAY, "Neu"), (MONDAY, "Wartet"), (MONDAY, "done")]
        names = {"Neu": "new", "Wartet": "wait"}
        report = self.LIFECYCLE.replay(log, names=names)
        assert report.variants == {("new", "wait", "done"): 1}

    def test_names_serve_many_cases_too(self) -> None:
        log = [[(MONDAY, "Neu"), (MONDAY, "done")], [(MONDAY, "Neu")]]
        report = self.LIFECYCLE.replay_all(log, names={"Neu": "new"})
        assert report.variants == {("new", "done"): 1, ("new",): 1}

    def test_many_cases_are_the_sum_of_each(self) -> None:
        one = [(MONDAY, "new"), (MONDAY, "wait")]
        other = [(MONDAY, "wait"), (MONDAY, "new")]
        together = self.LIFECYCLE.replay_all(iter([one, other]))
        expected = self.LIFECYCLE.replay(one) + self.LIFECYCLE.replay(other)
        assert expected == together

    def test_no_case_gives_an_empty_report(self) -> None:
        report = self.LIFECYCLE.replay_all([])
        assert (report.cases, report.changes, report.share) == (0, 0, None)


class TestValue:
    LIFECYCLE = desk(Action("hold", ["new"], "wait"))

    def test_equal_tables_are_equal_and_hash_alike(self) -> None:
        copy = desk(Action("hold", ["new"], "wait"))
        assert (copy, hash(copy)) == (self.LIFECYCLE, hash(self.LIFECYCLE))

    @pytest.mark.parametrize(
        "other",
        [
            attrs.evolve(LIFECYCLE, name="other"),
            attrs.evolve(LIFECYCLE, states=[NEW, WAIT]),
            attrs.evolve(LIFECYCLE, actions=[]),
            attrs.evolve(LIFECYCLE, backdating=True),
        ],
    )
    def test_a_table_that_differs_in_anything_is_another(
        self, other: Lifecycle
    ) -> None:
        assert other != self.LIFECYCLE

    def test_it_pickles_without_what_it_worked_out(self) -> None:
        fresh = desk(Action("hold", ["new"], "wait"))
        before = pickle.dumps(fresh)
        answers = (fresh.row("hold", "new"), fresh.categories, fresh.moves)
        after = pickle.dumps(fresh)
        copy = pickle.loads(after)  # noqa: S301 - made above
        assert (before, answers) == (
            after,
            (copy.row("hold", "new"), copy.categories, copy.moves),
        )

    def test_it_does_not_change(self) -> None:
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            self.LIFECYCLE.name = "other"  # type: ignore[misc]
