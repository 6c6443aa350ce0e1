"""Clocks: what each signal does, and the spans that come of it."""

import pickle
from collections.abc import Sequence
from datetime import UTC, datetime

import attrs
import pytest

from servicedesk_core.errors import InvalidHistoryError
from servicedesk_core.sla import (
    Clock,
    ClockSpan,
    Metric,
    Signal,
    SignalKind,
    SpanKind,
)
from servicedesk_core.sla.clock import EFFECTS, Effect, run_clock
from servicedesk_core.timeline import from_microseconds

CALLER = frozenset({"caller"})
ANSWER, SOLUTION = Metric.FIRST_RESPONSE, Metric.RESOLUTION
RUNNING, PAUSED, STOPPED = SpanKind.RUNNING, SpanKind.PAUSED, SpanKind.STOPPED
NOTHING_YET = Clock((), None, None, is_paused=False, cancelled=False, priority=None)
SETTLING = ("agent_reply", "resolved", "closed")


def signal(text: str) -> Signal:
    minute, _, what = text.partition(":")
    kind, _, reason = what.partition("/")
    at = from_microseconds(int(minute), UTC)
    return Signal(at, SignalKind(kind), reason=reason or None)


def clock(
    story: str,
    metric: Metric = SOLUTION,
    *,
    pauses: frozenset[str] = CALLER,
    now: int = 100,
) -> Clock:
    """Run a clock on a story of "instant:kind" or "instant:kind/reason"."""
    return run_clock(map(signal, story.split()), metric, pauses, now)


def spans(
    story: str,
    metric: Metric = SOLUTION,
    *,
    pauses: frozenset[str] = CALLER,
    now: int = 100,
) -> list[tuple[int, int, str]]:
    found = clock(story, metric, pauses=pauses, now=now).spans
    return [(span.start, span.end, str(span.kind)) for span in found]


class TestEffects:
    BOTH = (
        (SignalKind.OPENED, Effect.START),
        (SignalKind.PAUSED, Effect.PAUSE),
        (SignalKind.RESUMED, Effect.RESUME),
        (SignalKind.RESOLVED, Effect.STOP),
        (SignalKind.CLOSED, Effect.STOP),
        (SignalKind.CANCELLED, Effect.CANCEL),
    )

    def test_every_metric_has_its_row(self) -> None:
        assert set(Metric) == set(EFFECTS)

    @pytest.mark.parametrize(
        ("metric", "own"),
        [
            (
                ANSWER,
                {
                    SignalKind.REQUESTER_MESSAGE: Effect.START,
                    SignalKind.AGENT_REPLY: Effect.STOP,
                },
            ),
            (
                SOLUTION,
                {
                    SignalKind.OPENED_BY_AGENT: Effect.START,
                    SignalKind.REOPENED: Effect.RESTART,
                },
            ),
        ],
    )
    def test_what_is_not_in_the_row_does_nothing(
        self, metric: Metric, own: dict[SignalKind, Effect]
    ) -> None:
        assert dict(self.BOTH) | own == EFFECTS[metric]


class TestStart:
    @pytest.mark.parametrize(
        ("story", "metric", "started"),
        [
            ("10:opened", ANSWER, 10),
            ("10:opened", SOLUTION, 10),
            ("10:opened_by_agent", SOLUTION, 10),
            ("10:opened_by_agent", ANSWER, None),
            ("10:opened_by_agent 20:agent_reply 30:resolved", ANSWER, None),
            ("10:opened_by_agent 20:requester_message", ANSWER, 20),
            ("10:requester_message", SOLUTION, None),
            ("10:acknowledged 20:owned 30:attached 40:workaround", ANSWER, None),
            ("10:acknowledged 20:owned 30:attached 40:workaround", SOLUTION, None),
            ("", SOLUTION, None),
        ],
    )
    def test_a_clock_starts_with_its_opening(
        self, story: str, metric: Metric, started: int | None
    ) -> None:
        assert started == clock(story, metric).started

    @pytest.mark.parametrize("now", [0, 9])
    def test_before_it_nothing_happened(self, now: int) -> None:
        expected = NOTHING_YET

        assert expected == clock("10:opened", now=now)

    def test_at_its_instant_it_runs_without_a_span(self) -> None:
        expected = attrs.evolve(NOTHING_YET, started=10)

        assert expected == clock("10:opened", now=10)

    @pytest.mark.parametrize("metric", Metric)
    def test_the_oldest_opening_counts(self, metric: Metric) -> None:
        assert clock("10:opened 20:requester_message 30:opened", metric).started == 10

    @pytest.mark.parametrize("origin", [-500, 0, 1_767_603_600_000_000])
    def test_it_may_lie_before_or_after_1970(self, origin: int) -> None:
        story = f"{origin}:opened {origin + 5}:paused {origin + 7}:resumed"

        assert [
            (origin, origin + 5, "running"),
            (origin + 5, origin + 7, "paused"),
            (origin + 7, origin + 9, "running"),
        ] == spans(story, now=origin + 9)

    def test_a_hold_before_it_pauses_it_from_the_start(self) -> None:
        story = "10:opened_by_agent 20:paused/caller 30:requester_message 40:resumed"

        assert [(30, 40, "paused"), (40, 100, "running")] == spans(story, ANSWER)


class TestSettled:
    @pytest.mark.parametrize("kind", SETTLING)
    @pytest.mark.parametrize("start", ["requester_message", "opened"])
    def test_what_is_answered_before_it_is_asked_never_starts(
        self, kind: str, start: str
    ) -> None:
        story = f"10:opened_by_agent 20:{kind} 30:{start} 40:{start}"

        assert clock(story, ANSWER) == NOTHING_YET

    @pytest.mark.parametrize(
        "kind",
        [
            "auto_reply",
            "internal_note",
            "acknowledged",
            "owned",
            "workaround",
            "reopened",
            "priority_changed",
            "attached",
            "resumed",
        ],
    )
    def test_what_answers_nobody_settles_nothing(self, kind: str) -> None:
        story = f"10:opened_by_agent 20:{kind} 30:requester_message"

        assert clock(story, ANSWER).started == 30

    @pytest.mark.parametrize("kind", SETTLING)
    def test_an_answer_at_the_same_instant_settles_what_is_asked_after_it(
        self, kind: str
    ) -> None:
        asked, answered = "10:requester_message", f"10:{kind}"

        assert clock(f"{answered} {asked}", ANSWER) == NOTHING_YET
        assert clock(f"{asked} {answered}", ANSWER).finished == 10

    def test_a_reopening_does_not_start_it(self) -> None:
        story = "10:opened_by_agent 20:resolved 30:reopened 40:requester_message"

        assert clock(story, ANSWER) == NOTHING_YET

    @pytest.mark.parametrize("kind", SETTLING)
    def test_a_hold_before_it_pauses_nothing(self, kind: str) -> None:
        story = f"10:opened_by_agent 15:paused/caller 20:{kind} 30:requester_message"

        assert clock(story, ANSWER) == NOTHING_YET

    def test_it_may_still_be_cancelled(self) -> None:
        found = clock("10:opened_by_agent 20:agent_reply 30:cancelled", ANSWER)

        assert (None, 30, True) == (found.started, found.finished, found.cancelled)


class TestStop:
    @pytest.mark.parametrize(
        ("metric", "kind", "finished"),
        [
            (ANSWER, "agent_reply", 30),
            (ANSWER, "resolved", 30),
            (ANSWER, "closed", 30),
            (ANSWER, "auto_reply", None),
            (ANSWER, "internal_note", None),
            (ANSWER, "acknowledged", None),
            (ANSWER, "workaround", None),
            (ANSWER, "owned", None),
            (ANSWER, "requester_message", None),
            (SOLUTION, "resolved", 30),
            (SOLUTION, "closed", 30),
            (SOLUTION, "agent_reply", None),
            (SOLUTION, "workaround", None),
            (SOLUTION, "priority_changed", None),
            (SOLUTION, "attached", None),
        ],
    )
    def test_an_answer_and_a_resolution_stop_their_clocks(
        self, metric: Metric, kind: str, finished: int | None
    ) -> None:
        assert finished == clock(f"10:opened 30:{kind}", metric).finished

    @pytest.mark.parametrize("metric", Metric)
    def test_a_closing_later_moves_nothing(self, metric: Metric) -> None:
        stopped = clock("10:opened 30:resolved 50:closed 60:agent_reply", metric)

        assert stopped.finished == 30
        assert [(10, 30, "running"), (30, 100, "stopped")] == [
            (span.start, span.end, str(span.kind)) for span in stopped.spans
        ]

    @pytest.mark.parametrize("metric", Metric)
    def test_it_may_stop_while_paused(self, metric: Metric) -> None:
        story = "10:opened 20:paused/caller 30:resolved 40:resumed"

        assert [
            (10, 20, "running"),
            (20, 30, "paused"),
            (30, 100, "stopped"),
        ] == spans(story, metric)

    @pytest.mark.parametrize("metric", Metric)
    @pytest.mark.parametrize("kind", ["resolved", "closed"])
    def test_it_ends_a_hold(self, metric: Metric, kind: str) -> None:
        story = f"10:opened 20:paused/caller 30:{kind} 50:reopened"

        assert not clock(story, metric).is_paused
        assert not clock(story, metric, now=30).is_paused

    @pytest.mark.parametrize("metric", Metric)
    def test_it_may_stop_at_once(self, metric: Metric) -> None:
        found = clock("10:opened 10:resolved", metric)

        assert (10, 10) == (found.started, found.finished)
        assert (ClockSpan(10, 100, STOPPED, "resolved"),) == found.spans

    def test_a_hold_of_a_stopped_clock_pauses_nothing(self) -> None:
        story = "10:opened 30:resolved 40:paused/caller"

        assert [(10, 30, "running"), (30, 100, "stopped")] == spans(story)
        assert not clock(story).is_paused


class TestCancel:
    @pytest.mark.parametrize("metric", Metric)
    def test_it_stops_every_clock(self, metric: Metric) -> None:
        found = clock("10:opened 30:cancelled", metric)

        assert (True, 30) == (found.cancelled, found.finished)
        assert (
            ClockSpan(10, 30, RUNNING, "opened"),
            ClockSpan(30, 100, STOPPED, "cancelled"),
        ) == found.spans

    def test_it_stops_a_paused_clock(self) -> None:
        story = "10:opened 20:paused/caller 30:cancelled"

        assert [
            (10, 20, "running"),
            (20, 30, "paused"),
            (30, 100, "stopped"),
        ] == spans(story)

    def test_it_stops_a_clock_that_has_not_started(self) -> None:
        found = clock("10:opened_by_agent 20:cancelled", ANSWER)

        assert found.cancelled
        assert found.started is None
        assert found.spans == ()

    @pytest.mark.parametrize("metric", Metric)
    @pytest.mark.parametrize("kind", ["resolved", "closed"])
    @pytest.mark.parametrize("instant", [30, 40])
    def test_it_changes_nothing_about_a_finished_clock(
        self, metric: Metric, kind: str, instant: int
    ) -> None:
        story = f"10:opened 20:paused/caller 30:{kind}"

        assert clock(story, metric) == clock(f"{story} {instant}:cancelled", metric)

    def test_it_changes_nothing_about_an_answer(self) -> None:
        story = "10:opened 20:agent_reply"

        assert clock(story, ANSWER) == clock(f"{story} 30:cancelled", ANSWER)

    def test_it_stops_a_reopened_clock(self) -> None:
        found = clock("10:opened 20:resolved 30:reopened 40:cancelled")

        assert (True, 40) == (found.cancelled, found.finished)
        assert [20, 30, 40, 100] == [span.end for span in found.spans]

    @pytest.mark.parametrize("kind", ["opened", "resumed", "resolved"])
    def test_nothing_comes_after_it(self, kind: str) -> None:
        story = "10:opened 30:cancelled"

        assert clock(story) == clock(f"{story} 40:{kind}")

    def test_a_reopening_takes_it_up_again(self) -> None:
        found = clock("10:opened 30:cancelled 40:reopened")

        assert (False, None) == (found.cancelled, found.finished)
        assert [30, 40, 100] == [span.end for span in found.spans]


class TestPause:
    @pytest.mark.parametrize(
        ("reason", "pauses", "paused"),
        [
            ("/caller", {"caller"}, True),
            ("/vendor", {"caller"}, False),
            ("/vendor", {"caller", "vendor"}, True),
            ("/caller", set[str](), False),
            ("", {"caller"}, True),
            ("", set[str](), False),
        ],
    )
    def test_a_target_names_the_reasons_that_pause_it(
        self, reason: str, pauses: set[str], *, paused: bool
    ) -> None:
        found = clock(f"10:opened 20:paused{reason}", pauses=frozenset(pauses))

        assert paused == found.is_paused
        assert paused == (len(found.spans) == 2)

    @pytest.mark.parametrize("metric", Metric)
    def test_resuming_makes_it_run_again(self, metric: Metric) -> None:
        story = "10:opened 20:paused/caller 30:resumed"

        assert [
            (10, 20, "running"),
            (20, 30, "paused"),
            (30, 100, "running"),
        ] == spans(story, metric)

    def test_another_reason_that_pauses_goes_on_as_another_span(self) -> None:
        found = clock(
            "10:opened 20:paused/caller 30:paused/vendor 40:resumed",
            pauses=frozenset({"caller", "vendor"}),
        )

        assert (
            ClockSpan(10, 20, RUNNING, "opened"),
            ClockSpan(20, 30, PAUSED, "caller"),
            ClockSpan(30, 40, PAUSED, "vendor"),
            ClockSpan(40, 100, RUNNING, "resumed"),
        ) == found.spans

    def test_another_reason_that_does_not_pause_makes_it_run(self) -> None:
        story = "10:opened 20:paused/caller 30:paused/vendor 40:paused/caller"

        assert [
            (10, 20, "running"),
            (20, 30, "paused"),
            (30, 40, "running"),
            (40, 100, "paused"),
        ] == spans(story)

    @pytest.mark.parametrize("story", ["30:paused/caller", "30:opened"])
    def test_the_same_again_changes_nothing(self, story: str) -> None:
        expected = clock("10:opened 20:paused/caller")

        assert expected == clock(f"10:opened 20:paused/caller {story}")

    def test_resuming_a_running_clock_changes_nothing(self) -> None:
        assert clock("10:opened") == clock("10:opened 20:resumed")

    def test_a_pause_without_a_length_leaves_no_span(self) -> None:
        story = "10:opened 20:paused/caller 20:resumed"

        assert ["running", "running"] == [kind for _, _, kind in spans(story)]

    def test_a_hold_without_a_reason_is_named_after_its_signal(self) -> None:
        found = clock("10:opened 20:paused")

        assert ClockSpan(20, 100, PAUSED, "paused") == found.spans[-1]

    def test_a_reply_of_the_requester_does_not_resume(self) -> None:
        story = "10:opened 20:paused/caller 30:requester_message"

        assert clock(story).is_paused
        assert clock(story, ANSWER).is_paused


class TestReopening:
    STORY = "10:opened 30:resolved 50:reopened"

    def test_a_resolution_clock_goes_on(self) -> None:
        found = clock(self.STORY)

        assert found.finished is None
        assert (
            ClockSpan(10, 30, RUNNING, "opened"),
            ClockSpan(30, 50, STOPPED, "resolved"),
            ClockSpan(50, 100, RUNNING, "reopened"),
        ) == found.spans

    def test_a_response_clock_stays_finished(self) -> None:
        assert clock(self.STORY, ANSWER).finished == 30

    def test_it_may_wait_at_once(self) -> None:
        found = clock(f"{self.STORY} 50:paused/caller")

        assert found.is_paused
        assert (
            ClockSpan(30, 50, STOPPED, "resolved"),
            ClockSpan(50, 100, PAUSED, "caller"),
        ) == found.spans[1:]

    def test_waiting_for_another_reason_does_not_pause_it(self) -> None:
        assert [
            (10, 30, "running"),
            (30, 50, "stopped"),
            (50, 100, "running"),
        ] == spans(f"{self.STORY} 50:paused/vendor")

    def test_the_hold_before_the_resolution_is_over(self) -> None:
        story = "10:opened 20:paused/caller 30:resolved 50:reopened"

        assert (50, 100, "running") == spans(story)[-1]

    def test_it_may_be_resolved_and_reopened_again(self) -> None:
        found = clock(f"{self.STORY} 60:resolved 70:reopened 80:resolved")

        assert found.finished == 80
        assert [30, 50, 60, 70, 80, 100] == [span.end for span in found.spans]

    def test_what_never_started_is_not_reopened(self) -> None:
        assert clock("10:reopened") == clock("")


class TestPriority:
    @pytest.mark.parametrize(
        ("now", "priority"), [(5, None), (10, 3), (19, 3), (20, 1), (30, 1), (40, 2)]
    )
    def test_the_last_one_known_counts(self, now: int, priority: int | None) -> None:
        changes = [
            Signal(from_microseconds(instant, UTC), SignalKind(kind), priority=given)
            for instant, kind, given in (
                (10, "opened", 3),
                (20, "priority_changed", 1),
                (30, "priority_changed", None),
                (40, "priority_changed", 2),
            )
        ]

        assert priority == run_clock(changes, SOLUTION, CALLER, now).priority


class TestOrder:
    def test_equal_instants_keep_their_order(self) -> None:
        assert not clock("10:opened 20:paused/caller 20:resumed").is_paused
        assert clock("10:opened 20:resumed 20:paused/caller").is_paused

    @pytest.mark.parametrize(
        ("story", "position"),
        [("10:opened 9:paused", 1), ("10:opened 20:paused 30:resumed 29:closed", 3)],
    )
    def test_a_signal_before_the_last_one_is_refused(
        self, story: str, position: int
    ) -> None:
        with pytest.raises(
            InvalidHistoryError, match="is earlier than the signal"
        ) as caught:
            clock(story)

        assert position == caught.value.position

    @pytest.mark.parametrize("now", [0, 10, 20, 100])
    def test_signals_after_now_are_checked_too(self, now: int) -> None:
        with pytest.raises(InvalidHistoryError) as caught:
            clock("10:opened 50:resolved 40:paused 60:resumed", now=now)

        assert caught.value.position == 2

    def test_the_error_says_when(self) -> None:
        monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        backwards = [
            Signal(monday, SignalKind.OPENED),
            Signal(monday.replace(hour=8), SignalKind.RESOLVED),
        ]
        expected = (
            "event 1: 2026-01-05T08:00:00+00:00 is earlier than the signal before it"
        )

        with pytest.raises(ValueError, match="event 1") as caught:
            run_clock(backwards, SOLUTION, CALLER, backwards[0].instant)

        assert expected == str(caught.value)

    @pytest.mark.parametrize(("now", "finished"), [(29, None), (30, 30), (31, 30)])
    def test_what_happens_after_now_is_not_known(
        self, now: int, finished: int | None
    ) -> None:
        assert finished == clock("10:opened 30:resolved", now=now).finished

    def test_any_iterable_is_read_once(self) -> None:
        story: Sequence[Signal] = [signal("10:opened"), signal("30:resolved")]

        assert run_clock(iter(story), SOLUTION, CALLER, 100) == clock(
            "10:opened 30:resolved"
        )


class TestClock:
    @pytest.mark.parametrize(
        ("story", "paused"),
        [
            ("", False),
            ("10:opened", False),
            ("10:opened 20:paused/caller", True),
            ("10:opened 10:paused/caller", True),
            ("10:opened 20:paused/caller 30:resumed", False),
            ("10:opened 20:paused/caller 30:resolved", False),
            ("10:opened 20:paused/caller 30:cancelled", False),
            ("10:opened 20:paused/caller 30:resolved 40:reopened", False),
        ],
    )
    def test_it_knows_whether_it_is_paused(self, story: str, *, paused: bool) -> None:
        assert paused == clock(story).is_paused

    @pytest.mark.parametrize(
        ("story", "now", "paused"),
        [
            ("10:opened 10:paused/caller", 10, True),
            ("10:opened 20:paused/caller", 19, False),
            ("10:opened 20:paused/caller", 20, True),
            ("10:opened 20:paused/caller 30:resumed", 29, True),
            ("10:opened 20:paused/caller 30:resumed", 30, False),
            ("10:opened 20:paused/caller 30:paused/vendor", 30, False),
            ("10:opened 20:paused/caller 30:resolved", 30, False),
            ("10:opened 20:paused/caller 30:cancelled", 30, False),
            ("10:opened 20:resolved 30:reopened 30:paused/caller", 30, True),
            ("10:paused/caller", 10, False),
            ("10:paused/caller 20:opened", 19, False),
            ("10:paused/caller 20:opened", 20, True),
        ],
    )
    def test_what_happens_at_the_viewpoint_counts(
        self, story: str, now: int, *, paused: bool
    ) -> None:
        assert paused == clock(story, now=now).is_paused

    def test_a_pause_without_a_length_makes_another_clock(self) -> None:
        running, paused = (
            clock("10:opened", now=10),
            clock("10:opened 10:paused/caller", now=10),
        )

        assert attrs.evolve(running, is_paused=True) == paused
        assert running != paused

    def test_it_pickles(self) -> None:
        found = clock("10:opened 20:paused/caller 30:resolved")
        copy = pickle.loads(pickle.dumps(found))  # noqa: S301 - just made

        assert found == copy
        assert hash(found) == hash(copy)

    def test_spans_tell_what_the_clock_did_in_one_word(self) -> None:
        assert ["running", "paused", "stopped"] == [str(kind) for kind in SpanKind]
