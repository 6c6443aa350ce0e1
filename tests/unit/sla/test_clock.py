"""Clocks: the spans and cycles that come of signals."""

import pickle
from collections.abc import Sequence
from datetime import UTC

import pytest

from servicedesk_core.sla import (
    Clock,
    ClockSpan,
    CustomMetric,
    Metric,
    OnReopen,
    Signal,
    SignalKind,
    SpanKind,
)
from servicedesk_core.sla.clock import run_clock
from servicedesk_core.sla.metric import AnyMetric, rules_of
from servicedesk_core.timeline import from_microseconds

CALLER = frozenset({"caller"})
RESUME, NEW_CYCLE, STAY = OnReopen
ANSWER, SOLUTION = Metric.FIRST_RESPONSE, Metric.RESOLUTION
NEXT, UPDATE = Metric.NEXT_RESPONSE, Metric.PERIODIC_UPDATE
RESTORED, KNOWN, OWN = Metric.RESTORATION, Metric.ACKNOWLEDGE, Metric.TIME_TO_OWN
OPENED = (ANSWER, SOLUTION, RESTORED, KNOWN, OWN)
"""Those that start with the opening."""
SOLVED = (SOLUTION, RESTORED)
"""Those that a reopening takes up again."""
RUNNING, PAUSED, STOPPED = SpanKind.RUNNING, SpanKind.PAUSED, SpanKind.STOPPED
NOTHING_YET = Clock((), None, None, is_paused=False, cancelled=False)
SETTLING = ("agent_reply", "resolved", "closed")


def signal(text: str) -> Signal:
    minute, _, what = text.partition(":")
    kind, _, reason = what.partition("/")
    at = from_microseconds(int(minute), UTC)
    return Signal(at, SignalKind(kind), reason=reason or None)


def cycles(
    story: str,
    metric: AnyMetric = SOLUTION,
    *,
    pauses: frozenset[str] = CALLER,
    on_reopen: OnReopen = RESUME,
    notes: bool = False,
    now: int = 100,
) -> tuple[Clock, ...]:
    """Run a clock on a story of "instant:kind" or "instant:kind/reason"."""
    return run_clock(
        map(signal, story.split()),
        rules_of(metric, notes_answer=notes),
        pauses=pauses,
        on_reopen=on_reopen,
        now=now,
    )


def clock(
    story: str,
    metric: AnyMetric = SOLUTION,
    *,
    pauses: frozenset[str] = CALLER,
    on_reopen: OnReopen = RESUME,
    now: int = 100,
) -> Clock:
    """Return the present cycle of a story."""
    return cycles(story, metric, pauses=pauses, on_reopen=on_reopen, now=now)[-1]


def drawn(found: Clock) -> list[tuple[int, int, str]]:
    return [(span.start, span.end, str(span.kind)) for span in found.spans]


def spans(
    story: str,
    metric: AnyMetric = SOLUTION,
    *,
    pauses: frozenset[str] = CALLER,
    now: int = 100,
) -> list[tuple[int, int, str]]:
    return drawn(clock(story, metric, pauses=pauses, now=now))


def turns(
    story: str,
    metric: AnyMetric,
    *,
    on_reopen: OnReopen = RESUME,
    notes: bool = False,
    now: int = 100,
) -> list[tuple[int | None, int | None]]:
    """Return when each cycle started and ended."""
    found = cycles(story, metric, on_reopen=on_reopen, notes=notes, now=now)
    return [(cycle.started, cycle.finished) for cycle in found]


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
            ("10:opened_by_agent", RESTORED, 10),
            ("10:opened_by_agent", KNOWN, 10),
            ("10:opened_by_agent", OWN, 10),
            ("10:requester_message", OWN, None),
            ("10:opened 20:requester_message", NEXT, None),
            ("10:opened 20:requester_message", UPDATE, None),
            ("10:opened 20:agent_reply", NEXT, None),
            ("10:opened 20:agent_reply", UPDATE, 20),
            ("10:opened 20:agent_reply 30:requester_message", NEXT, 30),
            ("10:attached 20:workaround 30:auto_reply 40:internal_note", ANSWER, None),
            ("10:attached 20:owned 30:auto_reply 40:internal_note", SOLUTION, None),
            ("10:attached 20:owned 30:auto_reply 40:internal_note", UPDATE, None),
            ("", SOLUTION, None),
            ("", NEXT, None),
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
        expected = NOTHING_YET._replace(started=10)

        assert expected == clock("10:opened", now=10)

    @pytest.mark.parametrize("metric", OPENED)
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

    @pytest.mark.parametrize(
        ("metric", "kind"),
        [
            (KNOWN, "acknowledged"),
            (KNOWN, "agent_reply"),
            (OWN, "owned"),
            (RESTORED, "workaround"),
            (SOLUTION, "closed"),
        ],
    )
    def test_so_it_is_with_every_clock_of_the_opening(
        self, metric: Metric, kind: str
    ) -> None:
        assert clock(f"10:{kind} 20:opened 30:opened_by_agent", metric) == NOTHING_YET

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
            (SOLUTION, "acknowledged", None),
            (SOLUTION, "owned", None),
            (SOLUTION, "priority_changed", None),
            (SOLUTION, "attached", None),
            (RESTORED, "resolved", 30),
            (RESTORED, "closed", 30),
            (RESTORED, "workaround", 30),
            (RESTORED, "agent_reply", None),
            (KNOWN, "acknowledged", 30),
            (KNOWN, "agent_reply", 30),
            (KNOWN, "resolved", 30),
            (KNOWN, "closed", 30),
            (KNOWN, "owned", None),
            (KNOWN, "workaround", None),
            (OWN, "owned", 30),
            (OWN, "resolved", 30),
            (OWN, "closed", 30),
            (OWN, "acknowledged", None),
            (OWN, "agent_reply", None),
        ],
    )
    def test_each_clock_has_what_stops_it(
        self, metric: Metric, kind: str, finished: int | None
    ) -> None:
        assert finished == clock(f"10:opened 30:{kind}", metric).finished

    @pytest.mark.parametrize("metric", OPENED)
    def test_a_closing_later_moves_nothing(self, metric: Metric) -> None:
        stopped = clock("10:opened 30:resolved 50:closed 60:agent_reply", metric)

        assert stopped.finished == 30
        assert [(10, 30, "running"), (30, 100, "stopped")] == [
            (span.start, span.end, str(span.kind)) for span in stopped.spans
        ]

    @pytest.mark.parametrize("metric", OPENED)
    def test_it_may_stop_while_paused(self, metric: Metric) -> None:
        story = "10:opened 20:paused/caller 30:resolved 40:resumed"

        assert [
            (10, 20, "running"),
            (20, 30, "paused"),
            (30, 100, "stopped"),
        ] == spans(story, metric)

    @pytest.mark.parametrize("metric", OPENED)
    @pytest.mark.parametrize("kind", ["resolved", "closed"])
    def test_it_ends_a_hold(self, metric: Metric, kind: str) -> None:
        story = f"10:opened 20:paused/caller 30:{kind} 50:reopened"

        assert not clock(story, metric).is_paused
        assert not clock(story, metric, now=30).is_paused

    @pytest.mark.parametrize("metric", OPENED)
    def test_it_may_stop_at_once(self, metric: Metric) -> None:
        found = clock("10:opened 10:resolved", metric)

        assert (10, 10) == (found.started, found.finished)
        assert (ClockSpan(10, 100, STOPPED, "resolved"),) == found.spans

    def test_a_hold_of_a_stopped_clock_pauses_nothing(self) -> None:
        story = "10:opened 30:resolved 40:paused/caller"

        assert [(10, 30, "running"), (30, 100, "stopped")] == spans(story)
        assert not clock(story).is_paused


class TestCancel:
    @pytest.mark.parametrize("metric", OPENED)
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

    @pytest.mark.parametrize("metric", OPENED)
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

    @pytest.mark.parametrize("kind", ["opened", "resumed", "paused", "resolved"])
    def test_nothing_comes_after_it(self, kind: str) -> None:
        story = "10:opened 30:cancelled"

        assert clock(story) == clock(f"{story} 40:{kind}")

    @pytest.mark.parametrize("on_reopen", OnReopen)
    def test_a_reopening_takes_it_up_again(self, on_reopen: OnReopen) -> None:
        (found,) = cycles("10:opened 30:cancelled 40:reopened", on_reopen=on_reopen)

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

    @pytest.mark.parametrize("metric", OPENED)
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
        assert len(expected.spans) == 2

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

    def test_its_words_are_those_of_the_public_api(self) -> None:
        assert ["resume", "new_cycle", "stay_finished"] == [
            str(one) for one in OnReopen
        ]

    @pytest.mark.parametrize("metric", SOLVED)
    def test_a_solved_clock_goes_on_unless_told_otherwise(self, metric: Metric) -> None:
        (found,) = run_clock(
            map(signal, self.STORY.split()),
            rules_of(metric, notes_answer=False),
            pauses=CALLER,
            now=100,
        )

        assert found.finished is None
        assert (
            ClockSpan(10, 30, RUNNING, "opened"),
            ClockSpan(30, 50, STOPPED, "resolved"),
            ClockSpan(50, 100, RUNNING, "reopened"),
        ) == found.spans

    @pytest.mark.parametrize("metric", SOLVED)
    def test_it_may_start_anew_and_keep_what_was_done(self, metric: Metric) -> None:
        done, again = cycles(self.STORY, metric, on_reopen=NEW_CYCLE)

        assert Clock((ClockSpan(10, 30, RUNNING, "opened"),), 10, 30) == done
        assert Clock((ClockSpan(50, 100, RUNNING, "reopened"),), 50) == again

    @pytest.mark.parametrize("metric", SOLVED)
    @pytest.mark.parametrize("more", ["", " 60:paused/caller", " 60:resolved"])
    def test_it_may_stay_finished(self, metric: Metric, more: str) -> None:
        (found,) = cycles(self.STORY + more, metric, on_reopen=STAY)

        assert [(10, 30, "running"), (30, 100, "stopped")] == drawn(found)
        assert (30, False) == (found.finished, found.is_paused)

    @pytest.mark.parametrize("on_reopen", OnReopen)
    @pytest.mark.parametrize("metric", [ANSWER, KNOWN, OWN])
    def test_the_clock_of_an_answer_stays_finished(
        self, metric: Metric, on_reopen: OnReopen
    ) -> None:
        (found,) = cycles(self.STORY, metric, on_reopen=on_reopen)

        assert found.finished == 30

    @pytest.mark.parametrize(
        ("on_reopen", "expected"),
        [
            (RESUME, [(10, None)]),
            (NEW_CYCLE, [(10, 20), (50, None)]),
            (STAY, [(10, 20)]),
        ],
    )
    def test_a_workaround_may_have_stopped_it_first(
        self, on_reopen: OnReopen, expected: list[tuple[int, int | None]]
    ) -> None:
        story = "10:opened 20:workaround 30:resolved 50:reopened"

        assert expected == turns(story, RESTORED, on_reopen=on_reopen)

    @pytest.mark.parametrize(
        ("on_reopen", "expected"),
        [
            (RESUME, [(10, None)]),
            (NEW_CYCLE, [(10, 30), (50, 60), (70, None)]),
            (STAY, [(10, 30)]),
        ],
    )
    def test_so_it_is_each_time(
        self, on_reopen: OnReopen, expected: list[tuple[int, int | None]]
    ) -> None:
        story = f"{self.STORY} 60:resolved 65:closed 70:reopened"

        assert expected == turns(story, SOLUTION, on_reopen=on_reopen)

    @pytest.mark.parametrize("on_reopen", OnReopen)
    def test_what_runs_is_not_reopened(self, on_reopen: OnReopen) -> None:
        expected = cycles("10:opened", on_reopen=on_reopen)

        assert expected == cycles("10:opened 50:reopened", on_reopen=on_reopen)

    @pytest.mark.parametrize(
        ("on_reopen", "expected"),
        [
            (RESUME, [(30, 50, "stopped"), (50, 100, "paused")]),
            (NEW_CYCLE, [(50, 100, "paused")]),
        ],
    )
    def test_it_may_wait_at_once(
        self, on_reopen: OnReopen, expected: list[tuple[int, int, str]]
    ) -> None:
        found = clock(f"{self.STORY} 50:paused/caller", on_reopen=on_reopen)

        assert found.is_paused
        assert expected == drawn(found)[-len(expected) :]

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

    @pytest.mark.parametrize("on_reopen", OnReopen)
    @pytest.mark.parametrize("metric", Metric)
    def test_what_never_started_is_not_reopened(
        self, metric: Metric, on_reopen: OnReopen
    ) -> None:
        assert (NOTHING_YET,) == cycles("10:reopened", metric, on_reopen=on_reopen)

    @pytest.mark.parametrize("finished", [-10, 0, 10])
    def test_a_cycle_may_end_before_or_after_1970(self, finished: int) -> None:
        story = f"-50:opened {finished}:resolved 50:reopened"
        done, again = cycles(story, on_reopen=NEW_CYCLE)

        assert [(-50, finished, "running")] == drawn(done)
        assert [(50, 100, "running")] == drawn(again)


class TestNextResponse:
    ANSWERED = "10:opened 20:agent_reply"

    @pytest.mark.parametrize(
        ("story", "expected"),
        [
            ("", [(None, None)]),
            ("30:requester_message", [(30, None)]),
            ("30:requester_message 40:requester_message", [(30, None)]),
            ("30:requester_message 40:agent_reply", [(30, 40)]),
            ("30:requester_message 40:agent_reply 50:agent_reply", [(30, 40)]),
            (
                "30:requester_message 40:agent_reply 50:requester_message",
                [(30, 40), (50, None)],
            ),
            (
                "30:requester_message 40:agent_reply 40:requester_message",
                [(30, 40), (40, None)],
            ),
            ("30:requester_message 40:resolved", [(30, 40)]),
            ("30:requester_message 40:closed", [(30, 40)]),
            ("30:requester_message 40:auto_reply 50:internal_note", [(30, None)]),
            ("30:opened", [(None, None)]),
        ],
    )
    def test_it_runs_from_the_oldest_message_nobody_answered(
        self, story: str, expected: list[tuple[int | None, int | None]]
    ) -> None:
        assert expected == turns(f"{self.ANSWERED} {story}", NEXT)

    @pytest.mark.parametrize("kind", SETTLING)
    def test_it_starts_only_after_the_first_response(self, kind: str) -> None:
        asked = "10:opened 20:requester_message"

        assert [(None, None)] == turns(asked, NEXT)
        assert [(None, None)] == turns(f"{asked} 30:{kind}", NEXT)
        story = f"{asked} 30:{kind} 35:reopened 40:requester_message"
        assert [(40, None)] == turns(story, NEXT)

    @pytest.mark.parametrize("kind", ["auto_reply", "internal_note", "acknowledged"])
    def test_what_answers_nobody_is_no_first_response(self, kind: str) -> None:
        story = f"10:opened 20:{kind} 30:requester_message"

        assert [(None, None)] == turns(story, NEXT)

    @pytest.mark.parametrize("end", ["resolved", "closed"])
    def test_a_word_of_thanks_waits_for_no_answer(self, end: str) -> None:
        story = f"{self.ANSWERED} 30:{end} 40:requester_message"

        assert [(None, None)] == turns(story, NEXT)

    @pytest.mark.parametrize("on_reopen", OnReopen)
    def test_it_waits_for_one_once_the_ticket_is_reopened(
        self, on_reopen: OnReopen
    ) -> None:
        over = f"{self.ANSWERED} 30:resolved"

        assert [(50, None)] == turns(
            f"{over} 40:requester_message 50:reopened", NEXT, on_reopen=on_reopen
        )
        assert [(None, None)] == turns(f"{over} 50:reopened", NEXT, on_reopen=on_reopen)
        assert [(60, None)] == turns(
            f"{over} 50:reopened 60:requester_message", NEXT, on_reopen=on_reopen
        )

    @pytest.mark.parametrize("kind", [*SETTLING, "cancelled"])
    def test_what_was_answered_meanwhile_does_not_wait(self, kind: str) -> None:
        thanked = f"{self.ANSWERED} 30:resolved 40:requester_message"

        assert [(None, None)] == [
            (cycle.started, None if kind == "cancelled" else cycle.finished)
            for cycle in cycles(f"{thanked} 45:{kind} 50:reopened", NEXT)
        ]

    def test_cancelling_is_no_first_response(self) -> None:
        story = "10:opened 20:cancelled 30:reopened 40:requester_message"

        assert [None] == [cycle.started for cycle in cycles(story, NEXT)]

    def test_an_answer_while_resolved_does_not_undo_the_wait(self) -> None:
        story = f"{self.ANSWERED} 30:resolved 40:requester_message 50:reopened"

        assert [(50, 60), (70, None)] == turns(
            f"{story} 60:agent_reply 65:resolved 68:requester_message 70:reopened", NEXT
        )

    @pytest.mark.parametrize("on_reopen", OnReopen)
    def test_what_a_resolution_answered_stays_answered(
        self, on_reopen: OnReopen
    ) -> None:
        story = f"{self.ANSWERED} 30:requester_message 40:resolved 50:reopened"

        assert [(30, 40)] == turns(story, NEXT, on_reopen=on_reopen)

    def test_a_pause_is_given_back(self) -> None:
        story = f"{self.ANSWERED} 30:requester_message 40:paused/caller 60:resumed"

        assert [
            (30, 40, "running"),
            (40, 60, "paused"),
            (60, 100, "running"),
        ] == spans(story, NEXT)

    def test_a_pause_may_last_from_one_cycle_to_the_next(self) -> None:
        story = (
            f"{self.ANSWERED} 30:requester_message 40:paused/caller 50:agent_reply "
            "60:requester_message"
        )
        first, last = cycles(story, NEXT)

        assert [(30, 40, "running"), (40, 50, "paused")] == drawn(first)
        assert not first.is_paused
        assert [(60, 100, "paused")] == drawn(last)

    def test_a_cancelled_ticket_calls_it_off(self) -> None:
        asked = f"{self.ANSWERED} 30:requester_message 40:cancelled"
        found = clock(f"{asked} 50:requester_message", NEXT)

        assert (30, 40, True) == (found.started, found.finished, found.cancelled)

    def test_a_message_after_a_cancelled_cycle_starts_another(self) -> None:
        story = (
            f"{self.ANSWERED} 30:requester_message 40:cancelled 50:reopened "
            "60:requester_message"
        )
        first, last = cycles(story, NEXT)

        assert (40, True) == (first.finished, first.cancelled)
        assert (60, None, False) == (last.started, last.finished, last.cancelled)

    def test_cancelling_calls_off_what_never_started(self) -> None:
        found = clock("10:opened 20:cancelled", NEXT)

        assert (None, 20, True) == (found.started, found.finished, found.cancelled)

    def test_what_was_answered_is_not_cancelled(self) -> None:
        story = f"{self.ANSWERED} 30:requester_message 40:agent_reply 50:cancelled"
        found = clock(story, NEXT)

        assert (30, 40, False) == (found.started, found.finished, found.cancelled)


class TestPeriodicUpdate:
    @pytest.mark.parametrize(
        ("story", "expected"),
        [
            ("10:opened", [(None, None)]),
            ("10:opened 20:agent_reply", [(20, None)]),
            ("10:opened_by_agent 20:agent_reply", [(20, None)]),
            ("20:agent_reply 30:agent_reply", [(20, 30), (30, None)]),
            ("20:agent_reply 30:requester_message", [(20, 30)]),
            (
                "20:agent_reply 30:requester_message 40:opened 50:agent_reply",
                [(20, 30), (50, None)],
            ),
            ("20:agent_reply 30:resolved", [(20, 30)]),
            ("20:agent_reply 30:closed", [(20, 30)]),
            ("20:agent_reply 30:internal_note 40:auto_reply", [(20, None)]),
            ("20:agent_reply 30:resolved 40:agent_reply", [(20, 30)]),
            ("20:agent_reply 30:resolved 40:reopened", [(20, 30)]),
            (
                "20:agent_reply 30:resolved 40:reopened 50:agent_reply",
                [(20, 30), (50, None)],
            ),
            ("20:resolved 30:agent_reply 40:reopened", [(None, None)]),
            ("20:agent_reply 20:agent_reply", [(20, 20), (20, None)]),
        ],
    )
    def test_it_runs_from_one_answer_to_the_next_while_no_message_waits(
        self, story: str, expected: list[tuple[int | None, int | None]]
    ) -> None:
        assert expected == turns(story, UPDATE)

    def test_a_pause_lasts_from_one_cycle_to_the_next(self) -> None:
        first, last = cycles(
            "20:agent_reply 30:paused 40:agent_reply 60:resumed", UPDATE
        )

        assert [(20, 30, "running"), (30, 40, "paused")] == drawn(first)
        assert [(40, 60, "paused"), (60, 100, "running")] == drawn(last)

    def test_a_cancelled_ticket_calls_it_off(self) -> None:
        found = clock("20:agent_reply 30:cancelled 40:agent_reply", UPDATE)

        assert (20, 30, True) == (found.started, found.finished, found.cancelled)


class TestNotes:
    """A note answers where the target says so."""

    @pytest.mark.parametrize(
        ("metric", "story", "expected"),
        [
            (ANSWER, "10:opened 20:internal_note", [(10, 20)]),
            (KNOWN, "10:opened 20:internal_note", [(10, 20)]),
            (SOLUTION, "10:opened 20:internal_note", [(10, None)]),
            (RESTORED, "10:opened 20:internal_note", [(10, None)]),
            (OWN, "10:opened 20:internal_note", [(10, None)]),
            (NEXT, "10:opened 20:internal_note 30:requester_message", [(30, None)]),
            (UPDATE, "10:internal_note 20:internal_note", [(10, 20), (20, None)]),
            (ANSWER, "10:opened 20:auto_reply", [(10, None)]),
        ],
    )
    def test_it_does_what_a_reply_does(
        self,
        metric: Metric,
        story: str,
        expected: list[tuple[int | None, int | None]],
    ) -> None:
        assert expected == turns(story, metric, notes=True)

    def test_an_automatic_reply_answers_nobody_all_the_same(self) -> None:
        assert [(10, None)] == turns("10:opened 20:auto_reply", ANSWER, notes=True)


class TestCustom:
    VENDOR = CustomMetric(
        "vendor time",
        start=[(SignalKind.PAUSED, "vendor")],
        stop=["resumed", "closed", "paused"],
    )
    WORK = CustomMetric(
        "work",
        start=["owned"],
        stop=["resolved"],
        pause=["paused"],
        resume=["resumed"],
        reset=["reopened"],
    )

    @pytest.mark.parametrize(
        ("story", "expected"),
        [
            ("10:opened", [(None, None)]),
            ("10:opened 20:paused/caller", [(None, None)]),
            ("10:opened 20:paused/vendor", [(20, None)]),
            ("20:paused/vendor 30:paused/vendor", [(20, None)]),
            ("20:paused/vendor 30:resumed", [(20, 30)]),
            ("20:paused/vendor 30:paused/caller", [(20, 30)]),
            ("20:paused/vendor 30:paused", [(20, 30)]),
            (
                "20:paused/vendor 30:resumed 40:paused/vendor 50:closed",
                [(20, 30), (40, 50)],
            ),
            ("20:resumed 30:paused/vendor", [(30, None)]),
            ("20:closed 30:paused/vendor", [(30, None)]),
            ("20:paused/vendor 30:resolved", [(20, None)]),
        ],
    )
    def test_it_runs_from_each_start_to_the_stop_after_it(
        self, story: str, expected: list[tuple[int | None, int | None]]
    ) -> None:
        assert expected == turns(story, self.VENDOR)

    def test_its_holds_have_their_reasons_whatever_the_target_pauses(self) -> None:
        found = clock(
            "10:owned 20:paused/vendor 30:resumed 40:paused", self.WORK, pauses=CALLER
        )

        assert (
            ClockSpan(10, 20, RUNNING, "owned"),
            ClockSpan(20, 30, PAUSED, "vendor"),
            ClockSpan(30, 40, RUNNING, "resumed"),
            ClockSpan(40, 100, PAUSED, "paused"),
        ) == found.spans
        assert found == clock(
            "10:owned 20:paused/vendor 30:resumed 40:paused",
            self.WORK,
            pauses=frozenset(),
        )

    @pytest.mark.parametrize(
        ("story", "expected"),
        [
            ("10:owned 50:reopened", [(10, 50), (50, None)]),
            ("10:owned 30:resolved 50:reopened", [(10, 30), (50, None)]),
            ("50:reopened", [(50, None)]),
            ("10:owned 30:resolved 50:owned", [(10, 30), (50, None)]),
        ],
    )
    def test_a_reset_ends_a_cycle_and_begins_the_next(
        self, story: str, expected: list[tuple[int | None, int | None]]
    ) -> None:
        assert expected == turns(story, self.WORK)

    def test_only_its_own_signals_end_its_hold(self) -> None:
        first, last = cycles("10:owned 20:paused 30:resolved 40:owned", self.WORK)

        assert [(10, 20, "running"), (20, 30, "paused")] == drawn(first)
        assert [(40, 100, "paused")] == drawn(last)

    def test_a_signal_may_start_and_pause_it(self) -> None:
        ours = CustomMetric("x", start=["owned"], stop=["closed"], pause=["owned"])

        assert [(10, 100, "paused")] == spans("10:owned", ours)

    def test_a_cancelled_ticket_cancels_it(self) -> None:
        found = clock("10:owned 20:cancelled", self.WORK)

        assert (10, 20, True) == (found.started, found.finished, found.cancelled)

    def test_after_that_it_may_start_again(self) -> None:
        story = "10:owned 20:cancelled 30:owned"

        assert [(10, 20), (30, None)] == turns(story, self.WORK)

    def test_cancelling_may_be_what_stops_it(self) -> None:
        ours = CustomMetric("x", start=["opened"], stop=["cancelled"])
        found = clock("10:opened 20:cancelled", ours)

        assert (20, False) == (found.finished, found.cancelled)

    def test_a_resolved_ticket_is_not_over_for_it(self) -> None:
        ours = CustomMetric("x", start=["requester_message"], stop=["agent_reply"])
        story = "10:resolved 20:requester_message"

        assert [(20, None)] == turns(story, ours)

    def test_it_pauses_for_a_kind_with_any_reason_and_for_a_pair_with_its_own(
        self,
    ) -> None:
        vendor = (SignalKind.PAUSED, "vendor")
        ours = CustomMetric("x", start=["opened"], stop=["closed"], pause=[vendor])

        assert clock("10:opened 20:paused/vendor", ours).is_paused
        assert not clock("10:opened 20:paused/caller", ours).is_paused
        assert not clock("10:opened 20:paused", ours).is_paused


class TestOrder:
    def test_equal_instants_keep_their_order(self) -> None:
        assert not clock("10:opened 20:paused/caller 20:resumed").is_paused
        assert clock("10:opened 20:resumed 20:paused/caller").is_paused

    @pytest.mark.parametrize(("now", "finished"), [(29, None), (30, 30), (31, 30)])
    def test_what_happens_after_now_is_not_known(
        self, now: int, finished: int | None
    ) -> None:
        assert finished == clock("10:opened 30:resolved", now=now).finished

    def test_any_iterable_is_read_once(self) -> None:
        story: Sequence[Signal] = [signal("10:opened"), signal("30:resolved")]
        rules = rules_of(SOLUTION, notes_answer=False)

        assert run_clock(iter(story), rules, pauses=CALLER, now=100) == cycles(
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

        assert running._replace(is_paused=True) == paused
        assert running != paused

    def test_it_pickles(self) -> None:
        found = clock("10:opened 20:paused/caller 30:resolved")
        copy = pickle.loads(pickle.dumps(found))  # noqa: S301 - just made

        assert found == copy
        assert hash(found) == hash(copy)

    def test_spans_tell_what_the_clock_did_in_one_word(self) -> None:
        assert ["running", "paused", "stopped"] == [str(kind) for kind in SpanKind]


class TestWithin:
    STORY = "10:opened 20:paused/caller 40:resumed 60:resolved"

    @pytest.mark.parametrize(
        ("low", "high", "expected"),
        [
            (0, None, [(10, 20), (20, 40), (40, 60), (60, 100)]),
            (10, None, [(10, 20), (20, 40), (40, 60), (60, 100)]),
            (15, None, [(15, 20), (20, 40), (40, 60), (60, 100)]),
            (20, None, [(20, 40), (40, 60), (60, 100)]),
            (30, None, [(30, 40), (40, 60), (60, 100)]),
            (50, None, [(50, 60), (60, 100)]),
            (60, None, [(60, 100)]),
            (0, 100, [(10, 20), (20, 40), (40, 60), (60, 100)]),
            (0, 50, [(10, 20), (20, 40), (40, 50)]),
            (0, 40, [(10, 20), (20, 40)]),
            (30, 50, [(30, 40), (40, 50)]),
            (12, 13, [(12, 13)]),
            (30, 30, []),
        ],
    )
    def test_its_spans_are_those_of_the_stretch(
        self, low: int, high: int | None, expected: list[tuple[int, int]]
    ) -> None:
        found = clock(self.STORY).within(low, high)

        assert found is not None
        assert expected == [(span.start, span.end) for span in found.spans]

    @pytest.mark.parametrize(
        ("low", "high", "expected"),
        [
            (0, None, (10, 60)),
            (30, None, (30, 60)),
            (60, None, (60, 60)),
            (0, 60, (10, 60)),
            (0, 99, (10, 60)),
            (0, 59, (10, 59)),
            (30, 50, (30, 50)),
        ],
    )
    def test_it_starts_and_ends_within_it(
        self, low: int, high: int | None, expected: tuple[int, int]
    ) -> None:
        found = clock(self.STORY).within(low, high)

        assert found is not None
        assert expected == (found.started, found.finished)
        assert not found.cancelled

    @pytest.mark.parametrize(
        ("low", "high"), [(61, None), (61, 70), (0, 10), (0, 5), (-5, 0)]
    )
    def test_a_clock_that_did_nothing_then_is_none(
        self, low: int, high: int | None
    ) -> None:
        assert clock(self.STORY).within(low, high) is None

    def test_a_clock_that_never_started_is_none(self) -> None:
        assert NOTHING_YET.within(0) is None
        assert NOTHING_YET.within(0, 50) is None

    @pytest.mark.parametrize(("high", "paused"), [(None, True), (50, False)])
    def test_a_pause_lasts_unless_it_is_cut(
        self, high: int | None, *, paused: bool
    ) -> None:
        found = clock("10:opened 20:paused/caller").within(0, high)

        assert found is not None
        assert paused == found.is_paused
        assert high == found.finished

    @pytest.mark.parametrize(
        ("high", "cancelled"), [(None, True), (60, True), (50, False)]
    )
    def test_a_cancellation_counts_if_it_came_by_then(
        self, high: int | None, *, cancelled: bool
    ) -> None:
        found = clock("10:opened 60:cancelled").within(0, high)

        assert found is not None
        assert cancelled == found.cancelled

    @pytest.mark.parametrize("high", [35, 40, 50])
    def test_what_was_over_and_reopened_later_ended_when_it_was_over(
        self, high: int
    ) -> None:
        reopened = clock("10:opened 30:resolved 50:reopened").within(0, high)
        over = clock("10:opened 30:resolved").within(0, high)

        assert reopened is not None
        assert over is not None
        assert (30, 30) == (reopened.finished, over.finished)

    def test_it_goes_on_without_an_end(self) -> None:
        found = clock("10:opened").within(50)

        assert Clock((ClockSpan(50, 100, RUNNING, "opened"),), 50) == found


class TestUntil:
    @pytest.mark.parametrize(
        ("end", "expected"),
        [
            (50, [(10, 20, "running"), (20, 40, "paused"), (40, 50, "running")]),
            (30, [(10, 20, "running"), (20, 30, "paused")]),
            (20, [(10, 20, "running")]),
            (10, []),
        ],
    )
    def test_it_is_called_off_then(
        self, end: int, expected: list[tuple[int, int, str]]
    ) -> None:
        found = clock("10:opened 20:paused/caller 40:resumed").until(end)

        assert (10, end, True, False) == (
            found.started,
            found.finished,
            found.cancelled,
            found.is_paused,
        )
        assert expected == drawn(found)

    @pytest.mark.parametrize("end", [60, 61, 100])
    def test_what_had_finished_stays_finished(self, end: int) -> None:
        done = clock("10:opened 60:resolved")

        assert done is done.until(end)

    def test_what_finished_later_had_not_finished(self) -> None:
        found = clock("10:opened 60:resolved").until(59)

        assert (59, True) == (found.finished, found.cancelled)
        assert [(10, 59, "running")] == drawn(found)

    def test_what_never_started_is_called_off_too(self) -> None:
        assert Clock((), None, 50, cancelled=True) == NOTHING_YET.until(50)
