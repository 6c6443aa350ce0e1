"""Events: what each carries, and that the union and the tables are closed."""

import math
import pickle
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, get_args
from zoneinfo import ZoneInfo

import attrs
import pytest

import servicedesk_core as sd
from servicedesk_core.desk.signals import SIGNALS
from servicedesk_core.errors import (
    InvalidArgumentError,
    NaiveDatetimeError,
    WrongTypeError,
)
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.lifecycles import Role
from servicedesk_core.sla import Signal, SignalKind
from servicedesk_core.tickets import (
    LIFECYCLES,
    Actor,
    EscalationKind,
    HoldReason,
    Link,
    Outcome,
    TicketKind,
    events,
)
from servicedesk_core.tickets.fold import FOLDS

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
TICK = timedelta(microseconds=1)
NAIVE = datetime(2026, 1, 5, 9)  # noqa: DTZ001 - naive on purpose
# Half past two comes twice that night, an hour apart.
FIRST = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"))
SECOND = FIRST.replace(fold=1)
ANNA = Actor("anna", "agent")
BORIS = Actor("boris", "requester")
ROBOT = Actor("robot", "system")
VERA = Actor("vera", "vendor")
PETER = Actor("peter", "approver")
EURO = sd.Money(5, "EUR")
LINK = Link("child_of", "INC2")

# event, its action, its own fields when nothing optional is given
EVENTS: list[tuple[events.Event, str, dict[str, object]]] = [
    (
        events.Opened(at=MONDAY, id="INC1"),
        "open",
        {
            "id": "INC1",
            "kind": TicketKind.INCIDENT,
            "impact": None,
            "urgency": None,
            "priority": None,
            "requester": None,
            "group": None,
            "channel": None,
            "attributes": {},
        },
    ),
    (
        events.Assigned(at=MONDAY),
        "assign",
        {"group": None, "agent": None, "warm": False, "carried": frozenset()},
    ),
    (events.Unassigned(at=MONDAY), "unassign", {"keep_group": False}),
    (events.Acknowledged(at=MONDAY), "acknowledge", {}),
    (
        events.Replied(at=MONDAY),
        "reply",
        {"text": None, "automatic": False, "to": None},
    ),
    (
        events.MessageReceived(at=MONDAY),
        "receive",
        {"text": None, "channel": None, "forced": False},
    ),
    (events.NoteAdded(at=MONDAY), "note", {"text": None}),
    (events.WorkaroundGiven(at=MONDAY), "workaround", {"text": None}),
    (
        events.PriorityChanged(at=MONDAY),
        "prioritise",
        {
            "impact": None,
            "urgency": None,
            "priority": None,
            "reason": None,
            "by_hand": False,
        },
    ),
    (
        events.AttributesChanged(at=MONDAY, attributes={"site": "Kazan"}),
        "change_attributes",
        {"attributes": {"site": "Kazan"}},
    ),
    (events.OwnerChanged(at=MONDAY), "set_owner", {"owner": None}),
    (
        events.Escalated(at=MONDAY),
        "escalate",
        {"kind": None, "to": None, "reason": None},
    ),
    (events.Linked(at=MONDAY, link=LINK), "link", {"link": LINK}),
    (events.Unlinked(at=MONDAY, link=LINK), "unlink", {"link": LINK}),
    (
        events.SurveyAnswered(at=MONDAY, score=5),
        "survey",
        {"score": 5, "comment": None},
    ),
    (
        events.CompensationGranted(at=MONDAY, money=EURO),
        "compensate",
        {"money": EURO, "reason": None},
    ),
    (
        events.PromiseMade(at=MONDAY, due=MONDAY),
        "promise",
        {"due": MONDAY, "text": None},
    ),
    (events.PromiseKept(at=MONDAY, due=MONDAY), "keep_promise", {"due": MONDAY}),
    (events.WorkStarted(at=MONDAY), "start", {}),
    (events.PutOnHold(at=MONDAY), "hold", {"reason": None}),
    (events.Resumed(at=MONDAY), "resume", {}),
    (events.Resolved(at=MONDAY), "resolve", {"code": None, "notes": None}),
    (events.Closed(at=MONDAY), "close", {"code": None}),
    (events.Reopened(at=MONDAY), "reopen", {"reason": None, "hold": None}),
    (events.Cancelled(at=MONDAY), "cancel", {"reason": None}),
    (events.Merged(at=MONDAY), "merge", {"into": None}),
    (
        events.ActionTaken(at=MONDAY, name="push"),
        "push",
        {"name": "push", "fields": {}},
    ),
    (events.ApprovalRequested(at=MONDAY), "request_approval", {"approver": None}),
    (events.Approved(at=MONDAY), "approve", {"comment": None}),
    (events.Rejected(at=MONDAY), "reject", {"reason": None}),
    (events.Fulfilled(at=MONDAY), "fulfil", {"notes": None}),
    (events.Assessed(at=MONDAY), "assess", {"notes": None}),
    (events.AnalysisStarted(at=MONDAY), "analyse", {}),
    (
        events.KnownErrorRecorded(at=MONDAY),
        "record_known_error",
        {"workaround": None, "cause": None},
    ),
    (events.FixStarted(at=MONDAY), "fix", {}),
    (events.Authorised(at=MONDAY), "authorise", {"comment": None}),
    (events.Scheduled(at=MONDAY), "schedule", {"start": None, "end": None}),
    (events.ImplementationStarted(at=MONDAY), "implement", {}),
    (events.BackedOut(at=MONDAY), "back_out", {"reason": None}),
    (events.ReviewStarted(at=MONDAY), "review", {}),
    (events.InvestigationStarted(at=MONDAY), "investigate", {}),
    (
        events.Responded(at=MONDAY),
        "respond",
        {"outcome": None, "text": None, "remedy": None},
    ),
    (events.ResponseAccepted(at=MONDAY), "accept", {}),
    (events.ResponseDisputed(at=MONDAY), "dispute", {"reason": None}),
    (events.ReferredOut(at=MONDAY), "refer", {"to": None, "reference": None}),
    (events.MajorProposed(at=MONDAY), "propose_major", {"reason": None}),
    (
        events.MajorAccepted(at=MONDAY),
        "accept_major",
        {"notes": None, "business_impact": None},
    ),
    (events.MajorRejected(at=MONDAY), "reject_major", {"reason": None}),
]
ALL = [event for event, _, _ in EVENTS]


def told_by(event: events.Event, requester: str | None) -> tuple[Signal, ...]:
    """Return what an event tells the clocks whatever state it leads to."""
    tells = SIGNALS[type(event)]
    if isinstance(tells, SignalKind):
        return (Signal(event.at, tells),)
    return () if tells is None else tells(event, requester)


# Those that tell the clocks something whatever state they lead to.
TELLING = [
    event for event in ALL if SIGNALS[type(event)] is not None and told_by(event, None)
]


KINDS = (
    "one of incident, service_request, problem, change, standard_change, "
    "emergency_change, complaint"
)
HOLD_REASONS = "one of caller, vendor, change, problem, evidence"


def blamed(
    error: InvalidArgumentError | WrongTypeError,
) -> tuple[str, object, str]:
    return error.argument, error.value, error.wanted


def name(event: object) -> str:
    return type(event).__name__ if attrs.has(type(event)) else ""


class TestUnion:
    def test_it_has_every_event_of_the_module(self) -> None:
        classes = {
            member
            for member in vars(events).values()
            if isinstance(member, type) and hasattr(member, "action")
        }
        assert set(get_args(events.Event)) == classes

    def test_these_tests_have_every_event(self) -> None:
        assert [type(event) for event in ALL] == list(get_args(events.Event))

    def test_the_fold_table_has_every_event(self) -> None:
        assert set(FOLDS) == set(get_args(events.Event))

    def test_the_signal_table_has_every_event(self) -> None:
        assert set(SIGNALS) == set(get_args(events.Event))

    def test_every_action_of_every_kind_has_an_event(self) -> None:
        by_hand = events.PriorityChanged(at=MONDAY, by_hand=True)
        to_hold = events.Reopened(at=MONDAY, hold=HoldReason.CALLER)
        actions = {event.action for event in (*ALL, by_hand, to_hold)}
        tables = LIFECYCLES.values()
        named = {action.name for table in tables for action in table.actions}
        assert actions - {"open", "push"} == named

    def test_the_module_lists_all_its_events_and_the_union(self) -> None:
        classes = {event.__name__ for event in get_args(events.Event)}
        assert sorted(events.__all__) == sorted({*classes, "Event"})

    def test_it_lies_at_the_root(self) -> None:
        assert sd.events is events


@pytest.mark.parametrize(("event", "action", "fields"), EVENTS, ids=name)
class TestEach:
    def test_it_stands_for_its_action(
        self, event: events.Event, action: str, fields: dict[str, object]
    ) -> None:
        del fields
        assert event.action == action

    def test_it_carries_its_fields_and_nothing_by_default(
        self, event: events.Event, action: str, fields: dict[str, object]
    ) -> None:
        del action
        carried = {
            field.name: getattr(event, field.name)
            for field in attrs.fields(type(event))
        }
        assert carried == {"at": MONDAY, "by": None, **fields}


@pytest.mark.parametrize("event", ALL, ids=name)
class TestAll:
    def test_it_says_who(self, event: events.Event) -> None:
        assert attrs.evolve(event, by=ANNA).by == ANNA

    def test_it_is_a_value(self, event: events.Event) -> None:
        copy = pickle.loads(pickle.dumps(event))  # noqa: S301 - made above
        assert (event, hash(event)) == (copy, hash(copy))

    def test_another_instant_or_actor_is_another_event(
        self, event: events.Event
    ) -> None:
        others = {attrs.evolve(event, at=MONDAY.replace(hour=8)), event}
        assert len(others | {attrs.evolve(event, by=ANNA)}) == 3

    def test_the_two_readings_of_a_repeated_hour_are_two_events(
        self, event: events.Event
    ) -> None:
        one, other = (attrs.evolve(event, at=at) for at in (FIRST, SECOND))
        # As datetimes of one zone they are equal.
        assert FIRST == SECOND
        assert (one == other, hash(one) == hash(other)) == (False, False)

    @pytest.mark.parametrize("at", [MONDAY, FIRST, SECOND])
    @pytest.mark.parametrize("zone", ["Asia/Kolkata", "America/New_York"])
    def test_one_instant_in_two_zones_is_one_event(
        self, event: events.Event, at: datetime, zone: str
    ) -> None:
        one = attrs.evolve(event, at=at)
        other = attrs.evolve(event, at=at.astimezone(ZoneInfo(zone)))
        assert (one, hash(one)) == (other, hash(other))

    @pytest.mark.parametrize("by", ["anna", "", 5, Role.AGENT, ("anna", "agent")])
    def test_nobody_but_an_actor_acts(self, event: events.Event, by: Actor) -> None:
        with pytest.raises(WrongTypeError) as caught:
            attrs.evolve(event, by=by)
        error = caught.value
        assert (error.argument, error.value, error.wanted) == (
            "by",
            by,
            "an Actor or None",
        )

    def test_it_does_not_change(self, event: events.Event) -> None:
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            event.at = MONDAY  # type: ignore[misc]

    def test_a_naive_instant_is_refused(self, event: events.Event) -> None:
        with pytest.raises(NaiveDatetimeError) as caught:
            attrs.evolve(event, at=NAIVE)
        assert (caught.value.argument, caught.value.value) == ("at", NAIVE)

    @pytest.mark.parametrize("at", [None, date(2026, 1, 5), "2026-01-05", 0])
    def test_anything_else_is_no_instant(
        self, event: events.Event, at: datetime
    ) -> None:
        with pytest.raises(WrongTypeError) as caught:
            attrs.evolve(event, at=at)
        error = caught.value
        assert (error.argument, error.value, error.wanted) == (
            "at",
            at,
            "an aware datetime",
        )

    def test_its_fields_go_by_name(self, event: events.Event) -> None:
        with pytest.raises(TypeError, match="positional argument"):
            type(event)(MONDAY)  # type: ignore[call-arg]


class TestOpened:
    def test_its_kind_may_be_given_as_a_word(self) -> None:
        assert events.Opened(at=MONDAY, id="INC1", kind="incident").kind is (
            TicketKind.INCIDENT
        )

    @pytest.mark.parametrize("kind", ["quarrel", "", None])
    def test_an_unknown_kind_is_refused(self, kind: str) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            events.Opened(at=MONDAY, id="INC1", kind=kind)
        assert blamed(caught.value) == ("kind", kind, KINDS)

    @pytest.mark.parametrize(
        ("by", "requester", "expected"),
        [
            (None, None, True),
            (None, "boris", True),
            (BORIS, None, True),
            (BORIS, "boris", True),
            (BORIS, "clara", True),
            (ANNA, "boris", True),
            (ANNA, None, False),
            (ROBOT, "boris", True),
            (ROBOT, None, False),
            (VERA, None, False),
            (PETER, None, False),
            (PETER, "boris", True),
        ],
    )
    def test_it_is_a_contact_if_somebody_asked(
        self, by: Actor | None, requester: str | None, *, expected: bool
    ) -> None:
        opened = events.Opened(at=MONDAY, id="INC1", by=by, requester=requester)
        assert opened.is_contact is expected

    @pytest.mark.parametrize("value", ["", None, 1, b"INC1"])
    def test_its_id_is_a_text_that_is_not_empty(self, value: str) -> None:
        with pytest.raises(WrongTypeError) as caught:
            events.Opened(at=MONDAY, id=value)
        assert blamed(caught.value) == ("id", value, "a text that is not empty")

    @pytest.mark.parametrize("attributes", [None, "site", [("site", "Kazan")]])
    def test_its_attributes_are_a_mapping(self, attributes: dict[str, object]) -> None:
        with pytest.raises(WrongTypeError) as caught:
            events.Opened(at=MONDAY, id="INC1", attributes=attributes)
        wanted = "a mapping of names to values"
        assert blamed(caught.value) == ("attributes", attributes, wanted)

    def test_its_attributes_are_copied_and_frozen(self) -> None:
        site: dict[str, object] = {"site": "Kazan"}
        opened = events.Opened(at=MONDAY, id="INC1", attributes=site)
        site["site"] = "Perm"
        assert opened.attributes == FrozenMap({"site": "Kazan"})


class TestAssigned:
    @pytest.mark.parametrize(
        "carried", [["contract", "problem"], ("problem", "contract", "problem")]
    )
    def test_what_was_carried_is_a_set_of_names(self, carried: Any) -> None:
        assigned = events.Assigned(at=MONDAY, carried=carried)
        assert assigned.carried == frozenset({"contract", "problem"})

    @pytest.mark.parametrize("carried", ["problem", "", None, 1])
    def test_one_name_is_not_several(self, carried: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            events.Assigned(at=MONDAY, carried=carried)
        expected = ("carried", carried, "several names, in a list")
        assert blamed(caught.value) == expected


class TestMessageReceived:
    @pytest.mark.parametrize(
        ("by", "expected"),
        [
            (None, True),
            (BORIS, True),
            (ANNA, True),
            (ROBOT, True),
            (VERA, False),
            (PETER, False),
        ],
    )
    def test_it_is_a_contact_unless_a_vendor_or_an_approver_wrote(
        self, by: Actor | None, *, expected: bool
    ) -> None:
        received = events.MessageReceived(at=MONDAY, by=by)
        assert received.is_contact is expected


class TestBlank:
    """A name or a code that is blank tells nothing."""

    FIELDS: tuple[tuple[Callable[..., events.Event], str, dict[str, str]], ...] = (
        (events.Opened, "requester", {"id": "INC1"}),
        (events.Opened, "group", {"id": "INC1"}),
        (events.Assigned, "group", {}),
        (events.Assigned, "agent", {}),
        (events.OwnerChanged, "owner", {}),
        (events.Closed, "code", {}),
        (events.KnownErrorRecorded, "cause", {}),
    )

    @pytest.mark.parametrize(("event", "field", "others"), FIELDS)
    @pytest.mark.parametrize("blank", ["", " ", "\t\n", None])
    def test_it_is_none(
        self,
        event: Callable[..., events.Event],
        field: str,
        others: dict[str, str],
        blank: str | None,
    ) -> None:
        made = event(at=MONDAY, **others, **{field: blank})
        assert getattr(made, field) is None

    @pytest.mark.parametrize(("event", "field", "others"), FIELDS)
    @pytest.mark.parametrize("text", ["net", " net ", "0"])
    def test_any_other_stays_as_it_came(
        self,
        event: Callable[..., events.Event],
        field: str,
        others: dict[str, str],
        text: str,
    ) -> None:
        made = event(at=MONDAY, **others, **{field: text})
        assert getattr(made, field) == text


class TestPutOnHold:
    @pytest.mark.parametrize("reason", HoldReason)
    def test_its_reason_may_be_given_as_a_word(self, reason: HoldReason) -> None:
        assert events.PutOnHold(at=MONDAY, reason=reason.value).reason is reason

    @pytest.mark.parametrize("nothing", [None, ""])
    def test_a_reason_may_be_unknown(self, nothing: str | None) -> None:
        assert events.PutOnHold(at=MONDAY, reason=nothing).reason is None

    @pytest.mark.parametrize("reason", ["lunch", " ", 0])
    def test_a_foreign_reason_is_refused(self, reason: str) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            events.PutOnHold(at=MONDAY, reason=reason)
        assert blamed(caught.value) == ("reason", reason, HOLD_REASONS)


class TestReplied:
    @pytest.mark.parametrize(
        ("automatic", "by", "expected"),
        [
            (False, None, False),
            (False, ANNA, False),
            (False, BORIS, False),
            (False, VERA, False),
            (False, ROBOT, True),
            (True, None, True),
            (True, ANNA, True),
            (True, ROBOT, True),
        ],
    )
    def test_it_is_automatic_by_word_or_by_the_system(
        self, *, automatic: bool, by: Actor | None, expected: bool
    ) -> None:
        replied = events.Replied(at=MONDAY, by=by, automatic=automatic)
        assert replied.is_automatic is expected

    @pytest.mark.parametrize("requester", ["boris", "clara", None])
    @pytest.mark.parametrize("by", [None, ANNA, VERA])
    def test_to_nobody_by_name_it_answers_the_requester(
        self, by: Actor | None, requester: str | None
    ) -> None:
        assert events.Replied(at=MONDAY, by=by).answers(requester) is True

    @pytest.mark.parametrize(
        ("requester", "expected"), [("boris", True), ("clara", False), (None, False)]
    )
    def test_to_somebody_by_name_it_answers_them_alone(
        self, requester: str | None, *, expected: bool
    ) -> None:
        replied = events.Replied(at=MONDAY, by=ANNA, to="boris")
        assert replied.answers(requester) is expected

    @pytest.mark.parametrize("to", [None, "boris"])
    @pytest.mark.parametrize(
        ("automatic", "by"),
        [(True, None), (True, ANNA), (False, ROBOT), (False, BORIS), (True, BORIS)],
    )
    def test_a_machine_or_a_requester_answers_nobody(
        self, *, automatic: bool, by: Actor | None, to: str | None
    ) -> None:
        replied = events.Replied(at=MONDAY, by=by, automatic=automatic, to=to)
        assert replied.answers("boris") is False


class TestReopened:
    def test_to_hold_it_stands_for_another_action(self) -> None:
        reopened = events.Reopened(at=MONDAY, hold="vendor")
        assert (reopened.action, reopened.hold) == (
            "reopen_on_hold",
            HoldReason.VENDOR,
        )

    def test_a_reason_alone_puts_nothing_on_hold(self) -> None:
        assert events.Reopened(at=MONDAY, reason="again").action == "reopen"

    @pytest.mark.parametrize("nothing", [None, ""])
    def test_without_a_hold_it_goes_on(self, nothing: str | None) -> None:
        reopened = events.Reopened(at=MONDAY, hold=nothing)
        assert (reopened.action, reopened.hold) == ("reopen", None)

    def test_a_foreign_hold_is_refused(self) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            events.Reopened(at=MONDAY, hold="lunch")
        assert blamed(caught.value)[1:] == ("lunch", HOLD_REASONS)


class TestPriorityChanged:
    def test_by_hand_it_stands_for_another_action(self) -> None:
        changed = events.PriorityChanged(at=MONDAY, by_hand=True)
        assert changed.action == "override_priority"

    def test_a_priority_alone_is_not_by_hand(self) -> None:
        changed = events.PriorityChanged(at=MONDAY, priority=1, reason="vip")
        assert changed.action == "prioritise"


class TestAttributesChanged:
    def test_its_attributes_are_copied_and_frozen(self) -> None:
        site: dict[str, object] = {"site": "Kazan"}
        changed = events.AttributesChanged(at=MONDAY, attributes=site)
        site["site"] = "Perm"
        assert changed.attributes == FrozenMap({"site": "Kazan"})

    @pytest.mark.parametrize("attributes", [None, "site", [("site", "Kazan")]])
    def test_its_attributes_are_a_mapping(self, attributes: dict[str, object]) -> None:
        with pytest.raises(WrongTypeError) as caught:
            events.AttributesChanged(at=MONDAY, attributes=attributes)
        wanted = "a mapping of names to values"
        assert blamed(caught.value) == ("attributes", attributes, wanted)

    def test_a_value_that_may_change_is_refused_by_its_name(self) -> None:
        site: dict[str, object] = {"tier": 1, "floors": [1, 2]}
        with pytest.raises(WrongTypeError) as caught:
            events.AttributesChanged(at=MONDAY, attributes=site)
        expected = ("attributes['floors']", [1, 2], "a value that never changes")
        assert blamed(caught.value) == expected


class TestEscalated:
    @pytest.mark.parametrize("kind", EscalationKind)
    def test_its_kind_may_be_given_as_a_word(self, kind: EscalationKind) -> None:
        assert events.Escalated(at=MONDAY, kind=kind.value).kind is kind

    @pytest.mark.parametrize("kind", ["sideways", " ", 0])
    def test_an_unknown_kind_is_refused(self, kind: str) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            events.Escalated(at=MONDAY, kind=kind)
        wanted = "one of functional, hierarchical"
        assert blamed(caught.value) == ("kind", kind, wanted)

    @pytest.mark.parametrize("nothing", [None, ""])
    def test_a_kind_may_be_unknown(self, nothing: str | None) -> None:
        assert events.Escalated(at=MONDAY, kind=nothing).kind is None


class TestSurveyAnswered:
    @pytest.mark.parametrize("score", [0, -1, 4.5, 10])
    def test_its_score_is_any_number(self, score: float) -> None:
        assert events.SurveyAnswered(at=MONDAY, score=score).score == score

    @pytest.mark.parametrize("score", [None, "5", True, False, 1j])
    def test_a_score_that_is_no_number_is_refused(self, score: float) -> None:
        with pytest.raises(WrongTypeError) as caught:
            events.SurveyAnswered(at=MONDAY, score=score)
        assert blamed(caught.value) == ("score", score, "a number")

    @pytest.mark.parametrize("score", [math.inf, -math.inf, math.nan])
    def test_a_score_without_end_is_refused(self, score: float) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            events.SurveyAnswered(at=MONDAY, score=score)
        error = caught.value
        assert (error.argument, error.value is score, error.wanted) == (
            "score",
            True,
            "finite",
        )


class TestCompensationGranted:
    @pytest.mark.parametrize("money", [None, 5, "5 EUR", (5, "EUR")])
    def test_it_is_money(self, money: sd.Money) -> None:
        with pytest.raises(WrongTypeError) as caught:
            events.CompensationGranted(at=MONDAY, money=money)
        assert blamed(caught.value) == ("money", money, "Money")


@pytest.mark.parametrize("event", [events.PromiseMade, events.PromiseKept])
class TestPromise:
    def test_a_naive_due_is_refused(
        self, event: type[events.PromiseMade | events.PromiseKept]
    ) -> None:
        with pytest.raises(NaiveDatetimeError) as caught:
            event(at=MONDAY, due=NAIVE)
        assert (caught.value.argument, caught.value.value) == ("due", NAIVE)

    def test_a_date_is_no_due(
        self, event: type[events.PromiseMade | events.PromiseKept]
    ) -> None:
        day: Any = date(2026, 1, 5)
        with pytest.raises(WrongTypeError) as caught:
            event(at=MONDAY, due=day)
        assert (caught.value.argument, caught.value.value) == ("due", day)

    def test_dues_are_told_apart_by_their_instant(
        self, event: type[events.PromiseMade | events.PromiseKept]
    ) -> None:
        one, other = (event(at=MONDAY, due=due) for due in (FIRST, SECOND))
        moved = attrs.evolve(other, due=SECOND.astimezone(UTC))
        assert (one == other, len({one, other, moved})) == (False, 2)
        assert moved == other


@pytest.mark.parametrize("event", [events.Linked, events.Unlinked])
class TestLinked:
    @pytest.mark.parametrize("link", ["INC2", None, ("child_of", "INC2")])
    def test_it_takes_a_link(
        self, event: type[events.Linked | events.Unlinked], link: Any
    ) -> None:
        with pytest.raises(WrongTypeError) as caught:
            event(at=MONDAY, link=link)
        assert blamed(caught.value) == ("link", link, "a Link")


class TestActionTaken:
    @pytest.mark.parametrize("value", ["", " ", None, 1])
    def test_its_name_is_a_text_that_is_not_empty(self, value: str) -> None:
        with pytest.raises(WrongTypeError) as caught:
            events.ActionTaken(at=MONDAY, name=value)
        assert blamed(caught.value) == ("name", value, "a text that is not empty")

    def test_its_fields_are_copied_and_frozen(self) -> None:
        force: dict[str, object] = {"force": 2}
        taken = events.ActionTaken(at=MONDAY, name="push", fields=force)
        force["force"] = 3
        assert taken.fields == FrozenMap({"force": 2})

    @pytest.mark.parametrize("fields", [None, "force", [("force", 2)], {"a": []}])
    def test_its_fields_are_a_mapping_of_what_never_changes(self, fields: Any) -> None:
        with pytest.raises(WrongTypeError):
            events.ActionTaken(at=MONDAY, name="push", fields=fields)


class TestScheduled:
    NIGHT = MONDAY.replace(hour=22)

    @pytest.mark.parametrize("given", [{}, {"start": NIGHT}, {"end": NIGHT}])
    def test_either_end_may_be_unknown(self, given: dict[str, Any]) -> None:
        scheduled = events.Scheduled(at=MONDAY, **given)
        assert (scheduled.start, scheduled.end) == (
            given.get("start"),
            given.get("end"),
        )

    @pytest.mark.parametrize(
        ("start", "end"),
        [
            (NIGHT, NIGHT + TICK),
            # On the clock it ends when it begins.
            (FIRST, SECOND),
            # On the clock it ends before it begins.
            (FIRST.replace(minute=50), SECOND.replace(minute=10)),
        ],
    )
    def test_it_ends_later_than_it_starts(self, start: datetime, end: datetime) -> None:
        scheduled = events.Scheduled(at=MONDAY, start=start, end=end)
        assert (scheduled.start, scheduled.end) == (start, end)

    @pytest.mark.parametrize(
        ("start", "end"),
        [
            (NIGHT, NIGHT),
            (NIGHT, NIGHT - TICK),
            (SECOND, SECOND.astimezone(UTC)),
            # On the clock it ends later than it begins.
            (SECOND.replace(minute=10), FIRST.replace(minute=50)),
        ],
    )
    def test_not_at_once_nor_earlier(self, start: datetime, end: datetime) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            events.Scheduled(at=MONDAY, start=start, end=end)
        assert blamed(caught.value) == ("end", end, "later than start")

    @pytest.mark.parametrize("field", ["start", "end"])
    def test_a_naive_time_is_refused_by_name(self, field: str) -> None:
        given: dict[str, Any] = {field: NAIVE}
        with pytest.raises(NaiveDatetimeError) as caught:
            events.Scheduled(at=MONDAY, **given)
        assert (caught.value.argument, caught.value.value) == (field, NAIVE)

    @pytest.mark.parametrize("field", ["start", "end"])
    @pytest.mark.parametrize("value", [date(2026, 1, 5), "tonight", 0])
    def test_anything_else_is_no_time(self, field: str, value: object) -> None:
        given: dict[str, Any] = {field: value}
        with pytest.raises(WrongTypeError) as caught:
            events.Scheduled(at=MONDAY, **given)
        assert blamed(caught.value) == (field, value, "an aware datetime")

    @pytest.mark.parametrize("field", ["start", "end"])
    def test_its_times_are_told_apart_by_their_instant(self, field: str) -> None:
        one, other, moved = (
            events.Scheduled(at=MONDAY, **{field: at})  # type: ignore[arg-type]
            for at in (FIRST, SECOND, SECOND.astimezone(UTC))
        )
        assert (one == other, len({one, other, moved})) == (False, 2)
        assert moved == other

    def test_an_unknown_time_is_another_than_a_known_one(self) -> None:
        known = events.Scheduled(at=MONDAY, start=self.NIGHT)
        assert known != events.Scheduled(at=MONDAY)


class TestResponded:
    @pytest.mark.parametrize("outcome", Outcome)
    def test_its_outcome_may_be_given_as_a_word(self, outcome: Outcome) -> None:
        responded = events.Responded(at=MONDAY, outcome=outcome.value)
        assert responded.outcome is outcome

    @pytest.mark.parametrize("nothing", [None, ""])
    def test_an_outcome_may_be_unknown(self, nothing: str | None) -> None:
        assert events.Responded(at=MONDAY, outcome=nothing).outcome is None

    @pytest.mark.parametrize("outcome", ["maybe", " ", 0])
    def test_a_foreign_outcome_is_refused(self, outcome: str) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            events.Responded(at=MONDAY, outcome=outcome)
        wanted = "one of upheld, partly_upheld, rejected"
        assert blamed(caught.value) == ("outcome", outcome, wanted)


class TestSignals:
    """What each event tells the clocks, as kind, reason and priority."""

    @pytest.mark.parametrize(
        ("event", "expected"),
        [
            (events.Opened(at=MONDAY, id="1"), [("opened", None, None)]),
            (
                events.Opened(at=MONDAY, id="1", priority=sd.Priority.LOW),
                [("opened", None, sd.Priority.LOW)],
            ),
            (
                events.Opened(at=MONDAY, id="1", by=ANNA, requester="boris"),
                [("opened", None, None)],
            ),
            (
                events.Opened(at=MONDAY, id="1", by=ANNA),
                [("opened_by_agent", None, None)],
            ),
            (
                events.Opened(at=MONDAY, id="1", by=Actor("boris", "requester")),
                [("opened", None, None)],
            ),
            (events.Assigned(at=MONDAY, group="net"), []),
            (events.Assigned(at=MONDAY, agent="anna"), [("owned", None, None)]),
            (events.Acknowledged(at=MONDAY), [("acknowledged", None, None)]),
            (events.WorkStarted(at=MONDAY), [("resumed", None, None)]),
            (
                events.PutOnHold(at=MONDAY, reason="vendor"),
                [("paused", "vendor", None)],
            ),
            (events.Resumed(at=MONDAY), [("resumed", None, None)]),
            (events.Replied(at=MONDAY), [("agent_reply", None, None)]),
            (events.Replied(at=MONDAY, by=ANNA), [("agent_reply", None, None)]),
            (
                events.Replied(at=MONDAY, by=ANNA, automatic=True),
                [("auto_reply", None, None)],
            ),
            (
                events.Replied(at=MONDAY, by=ROBOT),
                [("auto_reply", None, None)],
            ),
            (
                events.Replied(at=MONDAY, by=ANNA, to="boris"),
                [("agent_reply", None, None)],
            ),
            (
                events.Replied(at=MONDAY, by=ANNA, to="vera"),
                [("internal_note", None, None)],
            ),
            (
                events.Replied(at=MONDAY, by=BORIS),
                [("requester_message", None, None)],
            ),
            (events.MessageReceived(at=MONDAY), [("requester_message", None, None)]),
            (events.NoteAdded(at=MONDAY), [("internal_note", None, None)]),
            (events.WorkaroundGiven(at=MONDAY), [("workaround", None, None)]),
            (
                events.PriorityChanged(at=MONDAY, priority=sd.Priority.HIGH),
                [("priority_changed", None, sd.Priority.HIGH)],
            ),
            (events.AttributesChanged(at=MONDAY, attributes={}), []),
            (events.OwnerChanged(at=MONDAY, owner="anna"), [("owned", None, None)]),
            (events.Escalated(at=MONDAY, kind="functional"), []),
            (events.Linked(at=MONDAY, link=LINK), []),
            (events.Resolved(at=MONDAY), [("resolved", None, None)]),
            (events.Closed(at=MONDAY), [("closed", None, None)]),
            (events.Reopened(at=MONDAY), [("reopened", None, None)]),
            (
                events.Reopened(at=MONDAY, hold="caller"),
                [("reopened", None, None), ("paused", "caller", None)],
            ),
            (events.Cancelled(at=MONDAY), [("cancelled", None, None)]),
            (events.Merged(at=MONDAY), [("cancelled", None, None)]),
            (events.SurveyAnswered(at=MONDAY, score=1), []),
            (events.CompensationGranted(at=MONDAY, money=EURO), []),
            (events.PromiseMade(at=MONDAY, due=MONDAY), []),
            (events.PromiseKept(at=MONDAY, due=MONDAY), []),
            (events.Unassigned(at=MONDAY), []),
            (events.Unlinked(at=MONDAY, link=LINK), []),
            (events.MajorProposed(at=MONDAY), []),
            (events.MajorAccepted(at=MONDAY), []),
            (events.MajorRejected(at=MONDAY), []),
            (events.Rejected(at=MONDAY), [("cancelled", None, None)]),
            (events.KnownErrorRecorded(at=MONDAY), [("workaround", None, None)]),
            (
                events.MessageReceived(at=MONDAY, by=VERA),
                [("internal_note", None, None)],
            ),
        ],
        ids=name,
    )
    def test_each_event_tells_the_clocks_what_it_means(
        self,
        event: events.Event,
        expected: list[tuple[str, str | None, object]],
    ) -> None:
        told = told_by(event, "boris")
        assert [(s.kind, s.reason, s.priority) for s in told] == expected

    @pytest.mark.parametrize("event", TELLING, ids=name)
    def test_signals_have_the_instant_of_their_event(self, event: events.Event) -> None:
        told = told_by(event, None)
        assert [signal.at for signal in told] == [MONDAY] * (len(told) or 1)

    def test_a_ticket_tells_them_in_order(self) -> None:
        ticket = sd.open_ticket("INC1", at=MONDAY).assign(
            at=MONDAY, by=ANNA, agent="anna"
        )
        held = ticket.hold(at=MONDAY, by=ANNA, reason="caller")
        kinds = [str(signal.kind) for signal in sd.signals(held)]
        assert kinds == ["opened", "owned", "paused"]
