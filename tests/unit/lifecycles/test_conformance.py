"""How far a log is from a table: counts, reasons, sums."""

import operator
import pickle
from collections import Counter
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise, permutations
from typing import Any

import attrs
import pytest

from servicedesk_core.errors import (
    InvalidArgumentError,
    InvalidHistoryError,
    NaiveDatetimeError,
    WrongTypeError,
)
from servicedesk_core.lifecycles import (
    CHANGE,
    COMPLAINT,
    DIRECT_CLOSE,
    EMERGENCY_CHANGE,
    INCIDENT,
    PROBLEM,
    SERVICE_REQUEST,
    STANDARD_CHANGE,
    Conformance,
    Lifecycle,
    Rejection,
)
from servicedesk_core.lifecycles.conformance import read_case

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
KINDS = [
    INCIDENT,
    SERVICE_REQUEST,
    PROBLEM,
    CHANGE,
    STANDARD_CHANGE,
    EMERGENCY_CHANGE,
    COMPLAINT,
]


def log(*states: Any) -> list[tuple[datetime, Any]]:
    """Return a history with an hour between its records."""
    return [(MONDAY + HOUR * n, state) for n, state in enumerate(states)]


class TestTransitions:
    def test_the_first_state_is_none(self) -> None:
        assert INCIDENT.replay(log("closed")).transitions == {}

    def test_a_state_that_repeats_is_none(self) -> None:
        assert INCIDENT.replay(log("new", "new", "new")).transitions == {}

    def test_each_change_is_counted(self) -> None:
        report = INCIDENT.replay(
            log("new", "on_hold", "in_progress", "in_progress", "on_hold", "new")
        )
        assert report.transitions == {
            ("new", "on_hold"): 1,
            ("on_hold", "in_progress"): 1,
            ("in_progress", "on_hold"): 1,
            ("on_hold", "new"): 1,
        }

    def test_one_that_happens_again_counts_again(self) -> None:
        report = INCIDENT.replay(log(*("new", "on_hold") * 3))
        assert report.transitions == {("new", "on_hold"): 3, ("on_hold", "new"): 2}

    def test_cases_do_not_run_into_each_other(self) -> None:
        report = INCIDENT.replay_all([log("new"), log("resolved")])
        assert (report.cases, report.transitions) == (2, {})


class TestRejections:
    def test_a_change_of_the_table_is_none(self) -> None:
        assert INCIDENT.replay(log("new", "resolved", "closed")).rejections == ()

    def test_the_reason_names_both_states(self) -> None:
        expected = Rejection("closed", "new", 1, "no action leads from closed to new")
        assert INCIDENT.replay(log("closed", "new")).rejections == (expected,)

    def test_unknown_states_are_data(self) -> None:
        report = INCIDENT.replay(log("new", "-100", "lost", "resolved"))
        assert [(r.source, r.target, r.reason) for r in report.rejections] == [
            ("-100", "lost", "unknown state -100"),
            ("lost", "resolved", "unknown state lost"),
            ("new", "-100", "unknown state -100"),
        ]

    def test_unknown_states_of_any_type_are_data(self) -> None:
        states: Any = ("new", -100, None, ("a", 1), "resolved")
        report = INCIDENT.replay(log(*states))
        found = [(r.source, r.target, r.reason) for r in report.rejections]
        expected: list[Any] = [
            (("a", 1), "resolved", "unknown state ('a', 1)"),
            (-100, None, "unknown state -100"),
            (None, ("a", 1), "unknown state None"),
            ("new", -100, "unknown state -100"),
        ]
        assert expected == found
        assert report.variants == {states: 1}
        assert report.time_in_state == dict.fromkeys(states[:-1], HOUR)

    def test_states_of_any_type_can_be_named(self) -> None:
        names: dict[Any, str] = {None: "new", 6: "resolved"}
        report = INCIDENT.replay(log(None, 6), names=names)
        assert (report.rejected, report.variants) == (0, {("new", "resolved"): 1})

    def test_an_unknown_state_alone_is_no_rejection(self) -> None:
        report = INCIDENT.replay(log("-100", "-100"))
        assert (report.rejections, report.variants) == ((), {("-100",): 1})

    def test_the_most_frequent_comes_first_then_by_name(self) -> None:
        cases = [
            log("resolved", "new"),
            log("closed", "on_hold", "new"),
            log("resolved", "new"),
            log("closed", "new"),
            log("cancelled", "new"),
            log("cancelled", "closed"),
        ]
        report = INCIDENT.replay_all(cases)
        assert [(r.count, r.source, r.target) for r in report.rejections] == [
            (2, "resolved", "new"),
            (1, "cancelled", "closed"),
            (1, "cancelled", "new"),
            (1, "closed", "new"),
            (1, "on_hold", "new"),
        ]


class TestCounts:
    REPORT = INCIDENT.replay_all(
        [log("new", "resolved", "new", "resolved", "closed"), log("closed", "new")]
    )

    def test_accepted_and_rejected_make_all_changes(self) -> None:
        report = self.REPORT
        assert (report.changes, report.accepted, report.rejected) == (5, 3, 2)

    def test_the_share_is_that_of_the_accepted(self) -> None:
        assert self.REPORT.share == 3 / 5

    def test_the_share_is_one_where_all_conform(self) -> None:
        assert INCIDENT.replay(log("new", "resolved")).share == 1.0

    def test_the_share_is_zero_where_none_conforms(self) -> None:
        assert INCIDENT.replay(log("resolved", "new")).share == 0.0

    def test_the_share_of_no_change_is_undefined(self) -> None:
        assert INCIDENT.replay(log("new")).share is None


class TestKinds:
    @pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
    def test_each_accepts_its_moves_and_no_other_change(self, kind: Lifecycle) -> None:
        pairs = list(permutations(kind.categories, 2))
        report = kind.replay_all(log(*pair) for pair in pairs)
        lacking = {pair for pair in pairs if pair not in kind.moves}
        assert {(each.source, each.target) for each in report.rejections} == lacking
        assert report.accepted == len(pairs) - len(lacking)

    @pytest.mark.parametrize(
        ("kind", "path"),
        [
            (SERVICE_REQUEST, "new awaiting_approval approved in_fulfilment fulfilled"),
            (SERVICE_REQUEST, "new in_fulfilment on_hold in_fulfilment fulfilled"),
            (PROBLEM, "new assessed root_cause_analysis known_error fix_in_progress"),
            (CHANGE, "new assessed authorised scheduled implementing review closed"),
            (CHANGE, "implementing backed_out scheduled implementing review closed"),
            (STANDARD_CHANGE, "new implementing review closed"),
            (EMERGENCY_CHANGE, "new authorised implementing backed_out review closed"),
            (COMPLAINT, "received acknowledged assessed investigating responded"),
            (COMPLAINT, "responded disputed investigating responded accepted closed"),
            (COMPLAINT, "responded disputed external investigating responded closed"),
        ],
    )
    def test_each_accepts_the_path_that_it_is_made_for(
        self, kind: Lifecycle, path: str
    ) -> None:
        assert kind.replay(log(*path.split())).rejections == ()

    def test_reports_of_two_kinds_do_not_add_up(self) -> None:
        report = PROBLEM.replay(log("new"))
        with pytest.raises(InvalidArgumentError, match="a report on the same table"):
            operator.add(INCIDENT.replay(log("new")), report)


class TestVariants:
    def test_the_order_of_states_makes_another(self) -> None:
        cases = [log("new", "on_hold"), log("on_hold", "new")]
        variants = {("new", "on_hold"): 1, ("on_hold", "new"): 1}
        assert INCIDENT.replay_all(cases).variants == variants

    def test_a_case_without_records_is_one_without_states(self) -> None:
        report = INCIDENT.replay([])
        assert (report.cases, report.variants) == (1, {(): 1})

    def test_two_names_of_the_log_for_one_state_are_one_step(self) -> None:
        names = {"Neu": "new", "Aktiv": "new"}
        report = INCIDENT.replay(log("Neu", "Aktiv", "closed"), names=names)
        assert report.variants == {("new", "closed"): 1}
        assert report.time_in_state == {"new": 2 * HOUR}

    def test_repeats_are_one_step(self) -> None:
        report = INCIDENT.replay(log("new", "new", "on_hold", "on_hold", "new"))
        assert report.variants == {("new", "on_hold", "new"): 1}

    def test_equal_paths_are_counted_together(self) -> None:
        cases = [log("new", "closed"), log("new", "new", "closed"), log("new")]
        assert INCIDENT.replay_all(cases).variants == {
            ("new", "closed"): 2,
            ("new",): 1,
        }


class TestRecords:
    CASES = (
        log("new", "new", "on_hold", "new"),
        log("on_hold", "on_hold"),
        log("lost"),
        log(),
    )
    REPORT = INCIDENT.replay_all(CASES)

    def test_every_record_is_counted(self) -> None:
        assert self.REPORT.records == {"new": 3, "on_hold": 3, "lost": 1}

    def test_they_are_counted_by_the_names_of_the_lifecycle(self) -> None:
        report = INCIDENT.replay(log("Neu", "new"), names={"Neu": "new"})
        assert report.records == {"new": 2}

    def test_cases_begin_in_their_first_states(self) -> None:
        assert self.REPORT.first_states == {"new": 1, "on_hold": 1, "lost": 1}

    def test_cases_end_in_their_last_states(self) -> None:
        report = self.REPORT + INCIDENT.replay(log("lost", "new"))
        assert report.last_states == {"new": 2, "on_hold": 1, "lost": 1}

    def test_ends_count_every_case_of_a_variant(self) -> None:
        report = INCIDENT.replay_all([log("new", "closed")] * 3 + [log("new")])
        assert (report.first_states, report.last_states) == (
            {"new": 4},
            {"closed": 3, "new": 1},
        )

    def test_the_matrix_counts_each_pair_of_consecutive_records(self) -> None:
        assert self.REPORT.matrix == {
            ("new", "new"): 1,
            ("new", "on_hold"): 1,
            ("on_hold", "new"): 1,
            ("on_hold", "on_hold"): 1,
        }

    def test_the_matrix_has_no_pair_that_never_was(self) -> None:
        report = INCIDENT.replay_all([log("new"), log("new", "closed"), log("closed")])
        assert report.matrix == {("new", "closed"): 1}

    def test_the_matrix_is_that_of_any_cases(self) -> None:
        paths = ["aabbbaca", "a", "", "bbbb", "abcabc", "cca"]
        expected = Counter(pair for path in paths for pair in pairwise(path))
        report = INCIDENT.replay_all(log(*path) for path in paths)
        assert expected == report.matrix

    def test_sums_have_the_matrix_of_all_cases(self) -> None:
        reports = [INCIDENT.replay(case) for case in self.CASES]
        assert sum(reports[1:], reports[0]).matrix == self.REPORT.matrix


class TestBackdating:
    HISTORY = (
        (MONDAY + HOUR, "new"),
        (MONDAY, "on_hold"),
        (MONDAY, "on_hold"),
        (MONDAY + 3 * HOUR, "closed"),
        (MONDAY + 2 * HOUR, "closed"),
    )

    def test_it_is_refused_unless_asked_for(self) -> None:
        with pytest.raises(InvalidHistoryError) as caught:
            INCIDENT.replay(self.HISTORY)
        assert caught.value.position == 1

    def test_records_earlier_than_those_before_them_are_counted(self) -> None:
        assert INCIDENT.replay(self.HISTORY, backdating=True).backdated == 2

    def test_times_add_up_to_the_time_between_the_ends(self) -> None:
        report = INCIDENT.replay(self.HISTORY, backdating=True)
        spent = {"new": -HOUR, "on_hold": 3 * HOUR, "closed": -HOUR}
        assert report.time_in_state == spent
        assert sum(spent.values(), timedelta()) == HOUR

    def test_the_order_of_records_stays(self) -> None:
        report = INCIDENT.replay(self.HISTORY, backdating=True)
        assert report.variants == {("new", "on_hold", "closed"): 1}

    def test_many_cases_may_have_it_too(self) -> None:
        cases = [self.HISTORY, log("new", "closed"), self.HISTORY]
        assert INCIDENT.replay_all(cases, backdating=True).backdated == 4

    def test_a_log_in_order_has_none(self) -> None:
        report = INCIDENT.replay(log("new", "closed"), backdating=True)
        assert report == INCIDENT.replay(log("new", "closed"))
        assert report.backdated == 0

    def test_a_case_does_not_count_against_the_one_before(self) -> None:
        later = [(MONDAY + HOUR, "new")]
        report = INCIDENT.replay_all([later, log("new")], backdating=True)
        assert report.backdated == 0

    def test_sums_count_those_of_both(self) -> None:
        report = INCIDENT.replay(self.HISTORY, backdating=True)
        assert (report + INCIDENT.replay(log("new")) + report).backdated == 4


class TestTimeInState:
    def test_a_state_left_at_once_has_no_time(self) -> None:
        report = INCIDENT.replay([(MONDAY, "new"), (MONDAY, "closed")])
        assert report.time_in_state == {"new": timedelta()}

    def test_it_runs_from_entering_a_state_to_leaving_it(self) -> None:
        report = INCIDENT.replay(log("new", "new", "on_hold", "new", "closed"))
        assert report.time_in_state == {"new": 3 * HOUR, "on_hold": HOUR}

    def test_the_last_state_has_none(self) -> None:
        assert INCIDENT.replay(log("new")).time_in_state == {}

    def test_repeats_of_the_last_state_count(self) -> None:
        assert INCIDENT.replay(log("new", "new")).time_in_state == {"new": HOUR}

    def test_cases_are_summed(self) -> None:
        later = [(at + 1000 * HOUR, state) for at, state in log("new", "closed")]
        report = INCIDENT.replay_all([log("new", "closed"), later])
        assert report.time_in_state == {"new": 2 * HOUR}

    def test_microseconds_are_kept(self) -> None:
        tick = timedelta(microseconds=1)
        report = INCIDENT.replay([(MONDAY, "new"), (MONDAY + tick, "closed")])
        assert report.time_in_state == {"new": tick}

    def test_it_is_time_elapsed_whatever_the_zones(self) -> None:
        east = timezone(5 * HOUR)
        report = INCIDENT.replay(
            [(MONDAY, "new"), ((MONDAY + HOUR).astimezone(east), "closed")]
        )
        assert report.time_in_state == {"new": HOUR}


class TestSum:
    FIRST = INCIDENT.replay_all([log("new", "resolved"), log("new", "on_hold", "new")])
    SECOND = INCIDENT.replay(log("new", "resolved", "resolved", "closed"))

    def test_two_reports_add_up(self) -> None:
        both = self.FIRST + self.SECOND
        expected = Conformance(
            cases=3,
            transitions={
                ("new", "resolved"): 2,
                ("new", "on_hold"): 1,
                ("on_hold", "new"): 1,
                ("resolved", "closed"): 1,
            },
            allowed=INCIDENT.moves,
            known=frozenset(INCIDENT.categories),
            records={"new": 4, "resolved": 3, "on_hold": 1, "closed": 1},
            variants={
                ("new", "resolved"): 1,
                ("new", "on_hold", "new"): 1,
                ("new", "resolved", "closed"): 1,
            },
            time_in_state={
                "new": 3 * HOUR,
                "on_hold": HOUR,
                "resolved": 2 * HOUR,
            },
        )
        assert expected == both

    def test_the_order_does_not_matter(self) -> None:
        assert self.FIRST + self.SECOND == self.SECOND + self.FIRST

    def test_equal_variants_are_counted_together(self) -> None:
        both = self.SECOND + self.SECOND
        assert both.variants == {("new", "resolved", "closed"): 2}

    def test_equal_times_are_added(self) -> None:
        both = self.SECOND + self.SECOND
        assert both.time_in_state == {"new": 2 * HOUR, "resolved": 4 * HOUR}

    def test_a_sum_does_not_depend_on_how_it_is_grouped(self) -> None:
        third = INCIDENT.replay(log("closed", "new"))
        left = (self.FIRST + self.SECOND) + third
        assert left == self.FIRST + (self.SECOND + third)

    def test_the_share_of_a_sum_is_that_of_all_changes(self) -> None:
        both = INCIDENT.replay(log("closed", "new")) + self.SECOND
        assert both.share == 2 / 3

    def test_rejections_of_a_sum_are_counted_together(self) -> None:
        one = INCIDENT.replay_all([log("closed", "new"), log("cancelled", "new")])
        both = one + INCIDENT.replay(log("closed", "new"))
        assert [(each.source, each.count) for each in both.rejections] == [
            ("closed", 2),
            ("cancelled", 1),
        ]

    def test_an_empty_report_adds_nothing(self) -> None:
        assert self.FIRST + INCIDENT.replay_all([]) == self.FIRST

    def test_neither_report_changes(self) -> None:
        first = INCIDENT.replay(log("new", "resolved"))
        first.__add__(first)
        assert first == INCIDENT.replay(log("new", "resolved"))

    def test_reports_of_different_moves_do_not_add_up(self) -> None:
        other = INCIDENT.with_action(DIRECT_CLOSE).replay(log("new"))
        with pytest.raises(InvalidArgumentError) as caught:
            operator.add(self.FIRST, other)
        error = caught.value
        assert (error.argument, error.value, error.wanted) == (
            "other",
            other,
            "a report on the same table",
        )

    def test_reports_of_different_states_do_not_add_up(self) -> None:
        other = attrs.evolve(self.FIRST, known=frozenset({"new"}))
        with pytest.raises(InvalidArgumentError) as caught:
            operator.add(self.FIRST, other)
        assert (caught.value.argument, caught.value.value) == ("other", other)

    def test_python_sums_reports(self) -> None:
        reports = [self.FIRST, self.SECOND, self.SECOND]
        assert sum(reports) == self.FIRST + self.SECOND + self.SECOND

    def test_the_sum_of_one_report_is_that_report(self) -> None:
        assert sum([self.FIRST]) == self.FIRST

    @pytest.mark.parametrize("start", [1, 2.5, None])
    def test_a_sum_starts_from_nothing_else(self, start: object) -> None:
        with pytest.raises(TypeError, match="and 'Conformance'"):
            operator.add(start, self.FIRST)

    def test_nothing_else_adds_up_with_a_report(self) -> None:
        with pytest.raises(TypeError, match="'Conformance' and 'str'"):
            operator.add(self.FIRST, "new")


class TestValue:
    def test_it_pickles_and_hashes(self) -> None:
        report = INCIDENT.replay(log("new", "resolved", "lost"))
        copy = pickle.loads(pickle.dumps(report))  # noqa: S301 - made above
        assert (report, hash(report)) == (copy, hash(copy))

    @pytest.mark.parametrize(
        "counts",
        ["transitions", "records", "variants", "time_in_state", "matrix"],
    )
    def test_its_counts_do_not_change(self, counts: str) -> None:
        report = INCIDENT.replay(log("new", "closed"))
        with pytest.raises(TypeError, match="item assignment"):
            getattr(report, counts)["new"] = 2

    def test_it_does_not_change(self) -> None:
        report = INCIDENT.replay(log("new"))
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            report.cases = 2  # type: ignore[misc]


class TestReadCase:
    @pytest.mark.parametrize("record", ["new", None, (1, 2, 3)])
    def test_a_record_that_is_no_pair_is_refused(self, record: Any) -> None:
        with pytest.raises(WrongTypeError, match="history must be pairs"):
            INCIDENT.replay([record])

    def test_a_state_without_a_name_is_refused(self) -> None:
        state: Any = ["new"]
        with pytest.raises(WrongTypeError, match="state must be a name"):
            INCIDENT.replay([(datetime(2026, 1, 5, tzinfo=UTC), state)])

    def test_instants_are_microseconds_and_names_are_ours(self) -> None:
        epoch = datetime(1970, 1, 1, tzinfo=UTC)
        history = [(epoch, "Neu"), (epoch + HOUR, "closed")]
        actual = read_case(history, {"Neu": "new", "Alt": "old"})
        assert actual == [(0, "new"), (3_600_000_000, "closed")]

    def test_equal_instants_keep_their_order(self) -> None:
        history = [(MONDAY, "resolved"), (MONDAY, "new")]
        assert [state for _, state in read_case(history, {})] == ["resolved", "new"]

    def test_an_earlier_instant_is_refused_with_its_position(self) -> None:
        history = [*log("new", "on_hold"), (MONDAY, "new")]
        with pytest.raises(InvalidHistoryError) as caught:
            read_case(history, {})
        assert caught.value.position == 2
        assert str(caught.value) == (
            "event 2: 2026-01-05T09:00:00+00:00 is earlier than the event before it"
        )

    def test_the_error_is_a_value_error_and_pickles(self) -> None:
        with pytest.raises(InvalidHistoryError) as caught:
            read_case([(MONDAY + HOUR, "new"), (MONDAY, "new")], {})
        copy = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - made above
        actual = (isinstance(copy, ValueError), copy.code, str(copy))
        assert actual == (True, "ticket.history", str(caught.value))

    def test_zones_do_not_confuse_the_order(self) -> None:
        west = timezone(-5 * HOUR)
        history = [(MONDAY, "new"), ((MONDAY + HOUR).astimezone(west), "closed")]
        assert [state for _, state in read_case(history, {})] == ["new", "closed"]

    def test_a_naive_instant_is_refused(self) -> None:
        naive = datetime(2026, 1, 5)  # noqa: DTZ001 - naive on purpose
        with pytest.raises(NaiveDatetimeError) as caught:
            INCIDENT.replay([(naive, "new")])
        assert (caught.value.argument, caught.value.value) == ("at", naive)

    def test_a_date_is_no_instant(self) -> None:
        day = date(2026, 1, 5)
        with pytest.raises(WrongTypeError) as caught:
            INCIDENT.replay([(day, "new")])  # type: ignore[list-item]
        assert (caught.value.argument, caught.value.value) == ("at", day)
