"""Metrics: what each signal does to each clock, and metrics of one's own."""

import pickle
from collections.abc import Mapping
from typing import Any

import attrs
import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.sla import CustomMetric, Metric, SignalKind
from servicedesk_core.sla.metric import (
    RULES,
    Effect,
    Hold,
    Move,
    Told,
    rules_of,
)

NAMES = (
    "first_response",
    "next_response",
    "periodic_update",
    "resolution",
    "restoration",
    "acknowledge",
    "time_to_own",
)
# What each signal does to the cycle of each metric; a dash is nothing.
EFFECTS = """
                   first  next    periodic  resolution  restoration  acknowl.  own
opened             start  -       -         start       start        start     start
opened_by_agent    -      -       -         start       start        start     start
requester_message  start  start   stop      -           -            -         -
agent_reply        stop   stop    reset     -           -            stop      -
auto_reply         -      -       -         -           -            -         -
internal_note      -      -       -         -           -            -         -
acknowledged       -      -       -         -           -            stop      -
owned              -      -       -         -           -            -         stop
paused             -      -       -         -           -            -         -
resumed            -      -       -         -           -            -         -
workaround         -      -       -         -           stop         -         -
resolved           stop   stop    stop      stop        stop         stop      stop
reopened           -      reopen  -         reopen      reopen       -         -
closed             stop   stop    stop      stop        stop         stop      stop
priority_changed   -      -       -         -           -            -         -
attached           -      -       -         -           -            -         -
cancelled          cancel cancel  cancel    cancel      cancel       cancel    cancel
"""
ROWS = [
    (SignalKind(kind), Metric(metric), effect)
    for line in EFFECTS.strip().splitlines()[1:]
    for kind, *effects in [line.split()]
    for metric, effect in zip(NAMES, effects, strict=True)
]
# What each signal does to the pause of any of them.
HOLDS = {
    "paused": Hold.SET,
    "resumed": Hold.CLEAR,
    "resolved": Hold.CLEAR,
    "closed": Hold.CLEAR,
    "reopened": Hold.CLEAR,
    "cancelled": Hold.CLEAR,
}
WITH_NOTES = {
    Metric.FIRST_RESPONSE: Effect.STOP,
    Metric.NEXT_RESPONSE: Effect.STOP,
    Metric.PERIODIC_UPDATE: Effect.RESET,
    Metric.ACKNOWLEDGE: Effect.STOP,
}
VENDOR = ("paused", "vendor")


def effect(metric: Metric, kind: SignalKind) -> str:
    found = RULES[metric].moves.get(kind, (None, None, None))[0]
    return found.name.lower() if found else "-"


def custom(**changes: Any) -> CustomMetric:
    fields: dict[str, Any] = {
        "name": "vendor time",
        "start": [VENDOR],
        "stop": ["resumed"],
    }
    return CustomMetric(**(fields | changes))


class TestMetric:
    def test_its_names_are_those_of_the_public_api(self) -> None:
        assert list(NAMES) == [metric.value for metric in Metric]

    @pytest.mark.parametrize("metric", Metric)
    def test_its_name_is_its_value_in_capitals(self, metric: Metric) -> None:
        assert metric.value.upper() == metric.name

    def test_its_text_is_its_value(self) -> None:
        assert str(Metric.TIME_TO_OWN) == "time_to_own"


class TestRules:
    def test_the_table_has_every_signal_and_every_metric(self) -> None:
        assert set(SignalKind) == {kind for kind, _, _ in ROWS}
        assert set(Metric) == set(RULES)

    @pytest.mark.parametrize(("kind", "metric", "expected"), ROWS)
    def test_each_signal_does_what_the_table_says(
        self, kind: SignalKind, metric: Metric, expected: str
    ) -> None:
        assert expected == effect(metric, kind)

    @pytest.mark.parametrize("metric", Metric)
    def test_holds_are_those_of_every_metric(self, metric: Metric) -> None:
        found = {
            kind: hold for kind, (_, hold, _) in RULES[metric].moves.items() if hold
        }

        assert found == HOLDS

    @pytest.mark.parametrize("metric", Metric)
    def test_a_signal_that_does_nothing_is_in_no_row(self, metric: Metric) -> None:
        assert all(any(move[:2]) for move in RULES[metric].moves.values())

    @pytest.mark.parametrize(
        ("metric", "repeats", "after_response"),
        [
            ("first_response", False, False),
            ("next_response", True, True),
            ("periodic_update", True, False),
            ("resolution", False, False),
            ("restoration", False, False),
            ("acknowledge", False, False),
            ("time_to_own", False, False),
        ],
    )
    def test_answers_and_updates_alone_come_round(
        self, metric: str, *, repeats: bool, after_response: bool
    ) -> None:
        rules = RULES[Metric(metric)]

        assert (repeats, after_response, False) == (
            rules.repeats,
            rules.after_response,
            rules.is_custom,
        )

    def test_it_is_read_only(self) -> None:
        table: Any = RULES

        with pytest.raises(TypeError, match="does not support item assignment"):
            table[Metric.RESOLUTION] = RULES[Metric.RESTORATION]
        with pytest.raises(TypeError, match="does not support item assignment"):
            table[Metric.RESOLUTION].moves["opened"] = (None, None, None)


class TestNotes:
    @pytest.mark.parametrize("metric", Metric)
    def test_a_note_does_nothing_unless_it_answers(self, metric: Metric) -> None:
        rules = rules_of(metric, notes_answer=False)

        assert RULES[metric] is rules
        assert rules.move(SignalKind.INTERNAL_NOTE, None) is None

    @pytest.mark.parametrize("metric", Metric)
    def test_a_note_that_answers_does_what_a_reply_does(self, metric: Metric) -> None:
        rules = rules_of(metric, notes_answer=True)
        answer = WITH_NOTES.get(metric)
        expected = None if answer is None else (answer, None, None)

        assert expected == rules.move(SignalKind.INTERNAL_NOTE, None)
        assert expected == rules.move(SignalKind.AGENT_REPLY, None)

    @pytest.mark.parametrize("metric", Metric)
    def test_it_changes_nothing_else(self, metric: Metric) -> None:
        plain = rules_of(metric, notes_answer=False)
        noted = rules_of(metric, notes_answer=True)
        others = {
            kind: move
            for kind, move in noted.moves.items()
            if kind is not SignalKind.INTERNAL_NOTE
        }

        assert others == plain.moves
        assert (noted.repeats, noted.after_response) == (
            plain.repeats,
            plain.after_response,
        )

    def test_a_metric_of_one_s_own_says_itself_what_answers(self) -> None:
        ours = custom(stop=["internal_note"])

        assert ours.rules is rules_of(ours, notes_answer=True)
        assert ours.rules is rules_of(ours, notes_answer=False)


class TestCustomMetric:
    def test_it_has_a_name_and_signals(self) -> None:
        ours = custom(pause=["owned"], resume=["closed"], reset=["reopened"])

        assert ("vendor time",) * 3 == (ours.name, ours.value, str(ours))
        assert ours.start == {(SignalKind.PAUSED, "vendor")}
        assert ours.stop == {SignalKind.RESUMED}
        assert ours.pause == {SignalKind.OWNED}
        assert ours.resume == {SignalKind.CLOSED}
        assert ours.reset == {SignalKind.REOPENED}

    def test_pause_resume_and_reset_may_be_missing(self) -> None:
        ours = custom()

        assert (frozenset[Told](),) * 3 == (ours.pause, ours.resume, ours.reset)

    def test_it_comes_round_and_hears_its_own_signals_alone(self) -> None:
        rules = custom().rules

        assert (True, False, True) == (
            rules.repeats,
            rules.after_response,
            rules.is_custom,
        )
        assert rules.moves == {
            SignalKind.CANCELLED: (Effect.CANCEL, None, None),
            (SignalKind.PAUSED, "vendor"): (Effect.START, None, None),
            SignalKind.RESUMED: (Effect.STOP, None, None),
        }

    @pytest.mark.parametrize(
        ("lists", "move"),
        [
            ("start", (Effect.START, None, None)),
            ("reset", (Effect.RESET, None, None)),
            ("stop", (Effect.STOP, None, None)),
            ("start reset", (Effect.RESET, None, None)),
            ("start stop", (Effect.STOP, None, None)),
            ("reset stop", (Effect.STOP, None, None)),
            ("start reset stop", (Effect.STOP, None, None)),
            ("pause", (None, Hold.SET, None)),
            ("resume", (None, Hold.CLEAR, None)),
            ("pause resume", (None, Hold.SET, None)),
            ("start pause", (Effect.START, Hold.SET, None)),
            ("stop resume", (Effect.STOP, Hold.CLEAR, None)),
        ],
    )
    def test_a_signal_in_several_lists_does_the_first_thing(
        self, lists: str, move: Move
    ) -> None:
        fields: Mapping[str, list[str]] = {
            "start": ["opened"],
            "stop": ["closed"],
        } | {name: ["opened", "owned", "closed"] for name in lists.split()}
        ours = custom(**fields)

        assert move == ours.rules.move(SignalKind.OWNED, None)

    @pytest.mark.parametrize(
        ("reason", "move"),
        [
            ("vendor", (Effect.STOP, None, None)),
            ("caller", (None, Hold.SET, None)),
            (None, (None, Hold.SET, None)),
        ],
    )
    def test_the_pair_of_kind_and_reason_goes_first(
        self, reason: str | None, move: Move
    ) -> None:
        ours = custom(start=["opened"], stop=[VENDOR], pause=["paused"])

        assert move == ours.rules.move(SignalKind.PAUSED, reason)

    def test_a_signal_it_was_not_told_of_does_nothing(self) -> None:
        assert custom().rules.move(SignalKind.PAUSED, "caller") is None
        assert custom().rules.move(SignalKind.RESOLVED, None) is None

    @pytest.mark.parametrize(
        ("changes", "move"),
        [
            ({}, (Effect.CANCEL, None, None)),
            ({"stop": ["cancelled"]}, (Effect.STOP, None, None)),
            ({"reset": ["cancelled"]}, (Effect.RESET, None, None)),
        ],
    )
    def test_a_cancelled_ticket_cancels_it_unless_told_otherwise(
        self, changes: dict[str, list[str]], move: Move
    ) -> None:
        assert move == custom(**changes).rules.move(SignalKind.CANCELLED, None)

    @pytest.mark.parametrize("name", ["", "  ", None, 5])
    def test_it_has_a_name(self, name: object) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            custom(name=name)

        assert str(caught.value) == (
            f"name must be a text that is not empty, got {name!r}"
        )

    @pytest.mark.parametrize("argument", ["start", "stop"])
    def test_it_has_a_start_and_a_stop(self, argument: str) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            custom(**{argument: []})

        assert str(caught.value) == (
            f"{argument} must be one signal at least, got frozenset()"
        )

    @pytest.mark.parametrize("argument", ["start", "stop", "pause", "resume", "reset"])
    @pytest.mark.parametrize("value", ["opened", None, 5, SignalKind.OPENED])
    def test_one_signal_alone_is_not_read_letter_by_letter(
        self, argument: str, value: object
    ) -> None:
        with pytest.raises(WrongTypeError) as caught:
            custom(**{argument: value})

        assert str(caught.value) == (
            f"{argument} must be several signal kinds, in a list, got {value!r}"
        )

    @pytest.mark.parametrize("argument", ["start", "stop", "pause", "resume", "reset"])
    @pytest.mark.parametrize("value", ["reopend", None, ("reopend", "caller")])
    def test_an_unknown_signal_is_refused_by_name(
        self, argument: str, value: object
    ) -> None:
        with pytest.raises(
            InvalidArgumentError, match=f"^{argument} must be one of op"
        ):
            custom(**{argument: [value]})

    @pytest.mark.parametrize(
        "pair", [("paused",), ("paused", "vendor", "caller"), ("paused", 5), ()]
    )
    def test_a_pair_is_a_kind_and_a_reason(self, pair: tuple[object, ...]) -> None:
        with pytest.raises(WrongTypeError) as caught:
            custom(pause=[pair])

        assert str(caught.value) == (
            f"pause must be a signal kind and a reason, got {pair!r}"
        )

    def test_it_never_changes(self) -> None:
        ours: Any = custom()

        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            ours.name = "other"

    @pytest.mark.parametrize(
        "changes",
        [
            {"name": "other"},
            {"start": ["opened"]},
            {"stop": ["closed"]},
            {"pause": ["owned"]},
            {"resume": ["owned"]},
            {"reset": ["owned"]},
        ],
    )
    def test_any_difference_makes_another_metric(
        self, changes: dict[str, object]
    ) -> None:
        assert custom(**changes) != custom()

    def test_the_same_signals_make_the_same_metric(self) -> None:
        same = custom(start=iter([(SignalKind.PAUSED, "vendor")]))

        assert same == custom()
        assert hash(same) == hash(custom())
        assert "rules" not in repr(same)

    def test_it_pickles(self) -> None:
        ours = custom(pause=["owned"])
        copy = pickle.loads(pickle.dumps(ours))  # noqa: S301 - just made

        assert ours == copy
        assert ours.rules == copy.rules


class TestOvers:
    @pytest.mark.parametrize("metric", Metric)
    def test_what_ends_a_ticket_and_what_takes_it_up_again(
        self, metric: Metric
    ) -> None:
        overs = {
            kind: over
            for kind, (_, _, over) in RULES[metric].moves.items()
            if over is not None
        }

        assert overs == {
            SignalKind.RESOLVED: True,
            SignalKind.CLOSED: True,
            SignalKind.CANCELLED: True,
            SignalKind.REOPENED: False,
        }
