"""What a ticket has cost its requester."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import attrs
import pytest

from servicedesk_core.tickets import (
    CONTEXT,
    Actor,
    Effort,
    Ticket,
    TicketKind,
    effort,
    events,
    open_ticket,
)

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
ANNA = Actor("anna", "agent")
BORIS = Actor("boris", "requester")
ROBOT = Actor("robot", "system")
VERA = Actor("vera", "vendor")
PETER = Actor("peter", "approver")
TO_ANNA = events.Assigned(at=MONDAY, agent="anna")
TO_CLARA = events.Assigned(at=MONDAY, agent="clara")
TO_NET = events.Assigned(at=MONDAY, group="net")
TO_DB = events.Assigned(at=MONDAY, group="db")
ANNA_OF_NET = events.Assigned(at=MONDAY, group="net", agent="anna")
LET_GO = events.Unassigned(at=MONDAY)
BOT = events.Replied(at=MONDAY, by=ROBOT, text="which floor?")
SOLVED = events.Resolved(at=MONDAY, code="fixed", notes="restarted")
ALL = {"contract", "contact", "address", "problem"}


def told(*history: events.Event, group: str | None = None) -> Ticket:
    opened = events.Opened(at=MONDAY, id="INC1", requester="boris", group=group)
    return Ticket.fold([opened, *history])


class TestEffort:
    def test_a_ticket_just_opened_has_cost_one_contact(self) -> None:
        assert effort(told()) == Effort(
            contacts=1,
            channels=frozenset(),
            days=1,
            forced_contacts=0,
            transfers=0,
            bounces=0,
            re_explanations=0,
            is_solved_by_first_agent=None,
        )

    def test_transfers_and_bounces_are_those_of_the_ticket(self) -> None:
        ticket = told(TO_NET, TO_DB, TO_NET, TO_DB)
        found = effort(ticket)
        assert (found.transfers, found.bounces) == (3, 2)
        assert (ticket.transfers, ticket.bounces) == (3, 2)

    def test_it_is_a_value_that_does_not_change(self) -> None:
        one, other = effort(told()), effort(told())
        assert (one, hash(one)) == (other, hash(other))
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            one.contacts = 2  # type: ignore[misc]

    @pytest.mark.parametrize("kind", TicketKind)
    def test_a_ticket_of_any_kind_has_one(self, kind: TicketKind) -> None:
        ticket = open_ticket("T1", at=MONDAY, kind=kind, requester="boris")
        assert effort(ticket) == effort(told())


class TestContacts:
    @pytest.mark.parametrize(
        ("event", "contacts"),
        [
            (events.MessageReceived(at=MONDAY), 2),
            (events.MessageReceived(at=MONDAY, by=BORIS), 2),
            (events.MessageReceived(at=MONDAY, by=ANNA), 2),
            (events.MessageReceived(at=MONDAY, by=VERA), 1),
            (events.MessageReceived(at=MONDAY, by=PETER), 1),
            (events.Replied(at=MONDAY, by=BORIS), 2),
            (events.Replied(at=MONDAY, by=BORIS, to="vera"), 2),
            (events.Replied(at=MONDAY, by=BORIS, automatic=True), 1),
            (events.Replied(at=MONDAY, by=ANNA), 1),
            (events.NoteAdded(at=MONDAY, by=ANNA), 1),
        ],
    )
    def test_each_time_they_turn_to_the_desk_counts(
        self, event: events.Event, contacts: int
    ) -> None:
        tomorrow = attrs.evolve(event, at=MONDAY + timedelta(days=1))
        found = effort(told(tomorrow))
        assert (found.contacts, found.days) == (contacts, contacts)

    @pytest.mark.parametrize(
        ("by", "requester", "contacts"),
        [
            (ROBOT, None, 0),
            (ANNA, None, 0),
            (VERA, None, 0),
            (ANNA, "boris", 1),
            (ROBOT, "boris", 1),
            (BORIS, None, 1),
            (None, None, 1),
        ],
    )
    def test_an_opening_that_nobody_asked_for_is_none(
        self, by: Actor | None, requester: str | None, contacts: int
    ) -> None:
        ticket = open_ticket(
            "INC1", at=MONDAY, by=by, requester=requester, channel="monitoring"
        )
        found = effort(ticket)
        ways = {"monitoring"} if contacts else set()
        assert (found.contacts, found.days) == (contacts, contacts)
        assert found.channels == ways

    def test_they_are_those_of_the_ticket(self) -> None:
        ticket = told(
            events.MessageReceived(at=MONDAY, by=BORIS),
            events.MessageReceived(at=MONDAY, by=VERA),
            events.Replied(at=MONDAY, by=BORIS),
        )
        assert (effort(ticket).contacts, ticket.contacts) == (3, 3)


class TestChannels:
    def test_each_is_named_once(self) -> None:
        ticket = (
            open_ticket("INC1", at=MONDAY, requester="boris", channel="phone")
            .receive(at=MONDAY, by=BORIS, channel="mail")
            .receive(at=MONDAY, by=ANNA, channel="phone")
            .receive(at=MONDAY, by=BORIS, channel="")
            .receive(at=MONDAY, by=BORIS)
        )
        assert effort(ticket).channels == frozenset({"phone", "mail"})

    def test_those_of_others_do_not_count(self) -> None:
        ticket = told(events.MessageReceived(at=MONDAY, by=VERA, channel="mail"))
        assert effort(ticket).channels == frozenset()


class TestDays:
    @pytest.mark.parametrize(
        ("hours", "days"), [([1, 2, 14], 1), ([15], 2), ([15, 16, 39], 3)]
    )
    def test_each_date_counts_once(self, hours: list[int], days: int) -> None:
        messages = [
            events.MessageReceived(at=MONDAY + timedelta(hours=hour)) for hour in hours
        ]
        assert effort(told(*messages)).days == days

    def test_a_date_is_that_of_the_zone_the_event_came_in(self) -> None:
        east = timezone(timedelta(hours=10))
        late = MONDAY.replace(hour=15)
        found = [
            effort(told(events.MessageReceived(at=at))).days
            for at in (late, late.astimezone(east))
        ]
        assert found == [1, 2]


class TestForced:
    def test_ways_that_the_procedure_left_alone_are_counted(self) -> None:
        ticket = (
            told()
            .receive(at=MONDAY, by=BORIS, channel="branch", forced=True)
            .receive(at=MONDAY, by=BORIS, channel="phone")
            .receive(at=MONDAY, by=BORIS, channel="branch", forced=True)
            .receive(at=MONDAY, by=VERA, channel="branch", forced=True)
        )
        assert effort(ticket).forced_contacts == 2


class TestReExplanations:
    @pytest.mark.parametrize(
        ("history", "again"),
        [
            ([], 0),
            ([TO_ANNA], 0),
            ([TO_NET], 0),
            ([TO_NET, TO_ANNA], 0),
            ([TO_ANNA, TO_NET], 0),
            ([TO_ANNA, TO_CLARA], 1),
            ([TO_NET, TO_ANNA, TO_CLARA], 1),
            ([TO_NET, TO_DB], 1),
            ([TO_NET, TO_DB, TO_ANNA], 1),
            ([TO_NET, TO_ANNA, TO_DB], 1),
            ([ANNA_OF_NET, TO_NET, TO_CLARA], 1),
            ([TO_ANNA, TO_ANNA], 0),
            ([TO_NET, TO_NET], 0),
            ([TO_ANNA, LET_GO, TO_ANNA], 0),
            ([TO_ANNA, LET_GO, TO_CLARA], 1),
            ([TO_NET, LET_GO, TO_DB], 1),
        ],
    )
    def test_each_hand_over_to_somebody_new_is_one(
        self, history: list[events.Event], again: int
    ) -> None:
        assert effort(told(*history)).re_explanations == again

    @pytest.mark.parametrize(
        ("history", "again"),
        [
            ([TO_ANNA], 0),
            ([TO_NET], 1),
            ([TO_NET, TO_ANNA], 1),
            ([ANNA_OF_NET], 1),
            ([events.Assigned(at=MONDAY, group="desk", agent="anna")], 0),
            ([TO_NET, events.Assigned(at=MONDAY, group="desk")], 1),
        ],
    )
    def test_the_group_that_opened_it_has_been_told(
        self, history: list[events.Event], again: int
    ) -> None:
        assert effort(told(*history, group="desk")).re_explanations == again

    @pytest.mark.parametrize(
        ("history", "again"),
        [
            ([TO_ANNA, TO_CLARA, TO_ANNA], 1),
            ([TO_ANNA, TO_CLARA, TO_ANNA, TO_CLARA], 1),
            ([TO_NET, TO_DB, TO_NET], 1),
            (
                [TO_NET, TO_DB, ANNA_OF_NET],
                2,
            ),
        ],
    )
    def test_whoever_was_told_need_not_be_told_again(
        self, history: list[events.Event], again: int
    ) -> None:
        assert effort(told(*history)).re_explanations == again

    @pytest.mark.parametrize(
        ("handed", "again"),
        [
            ({"warm": True}, 0),
            ({"carried": ALL}, 0),
            ({"carried": {*ALL, "photo"}}, 0),
            ({"carried": ALL - {"problem"}}, 1),
            ({"carried": ["problem"]}, 1),
            ({"carried": []}, 1),
            ({"warm": True, "carried": ["problem"]}, 0),
        ],
    )
    def test_a_warm_hand_over_or_one_that_carries_all_is_none(
        self, handed: dict[str, Any], again: int
    ) -> None:
        handover = events.Assigned(at=MONDAY, agent="clara", **handed)
        assert effort(told(TO_ANNA, handover)).re_explanations == again

    def test_who_was_told_warmly_need_not_be_told_again(self) -> None:
        warm = attrs.evolve(TO_CLARA, warm=True)
        assert effort(told(TO_ANNA, warm, TO_ANNA, TO_CLARA)).re_explanations == 0

    @pytest.mark.parametrize(
        ("context", "again"),
        [(["problem"], 0), (["problem", "photo"], 1), ([], 0), (iter(["problem"]), 0)],
    )
    def test_what_must_be_carried_may_be_said(self, context: Any, again: int) -> None:
        handover = attrs.evolve(TO_CLARA, carried=["problem"])
        found = effort(told(TO_ANNA, handover), context=context)
        assert found.re_explanations == again

    def test_by_default_it_is_who_where_and_what(self) -> None:
        assert frozenset(ALL) == CONTEXT


class TestMachines:
    """From a machine to a person."""

    @pytest.mark.parametrize(
        ("history", "again"),
        [
            ([BOT], 0),
            ([BOT, TO_ANNA], 1),
            ([BOT, TO_NET], 1),
            ([BOT, BOT, TO_ANNA], 1),
            ([BOT, TO_ANNA, TO_CLARA], 2),
            ([BOT, TO_ANNA, BOT, TO_ANNA], 1),
            ([TO_ANNA, BOT, TO_ANNA], 0),
            ([BOT, attrs.evolve(TO_ANNA, warm=True)], 0),
            ([BOT, attrs.evolve(TO_ANNA, carried=ALL)], 0),
            ([BOT, TO_NET, TO_ANNA], 1),
        ],
    )
    def test_what_it_was_told_a_person_has_to_be_told_again(
        self, history: list[events.Event], again: int
    ) -> None:
        assert effort(told(*history)).re_explanations == again

    @pytest.mark.parametrize(
        "reply",
        [
            events.Replied(at=MONDAY, by=ROBOT, automatic=True),
            events.Replied(at=MONDAY, automatic=True),
            events.Replied(at=MONDAY, by=ANNA),
            events.Replied(at=MONDAY),
            events.Replied(at=MONDAY, by=BORIS),
        ],
    )
    def test_a_receipt_or_a_person_is_no_machine(self, reply: events.Event) -> None:
        assert effort(told(reply, TO_ANNA)).re_explanations == 0


class TestFirstAgent:
    @pytest.mark.parametrize(
        "history",
        [
            [],
            [TO_ANNA],
            [SOLVED],
            [TO_NET, SOLVED],
            [SOLVED, TO_ANNA],
            [TO_ANNA, events.Cancelled(at=MONDAY)],
            [TO_ANNA, SOLVED, events.Reopened(at=MONDAY)],
        ],
    )
    def test_it_is_not_known_before_a_resolution_or_of_nobody(
        self, history: list[events.Event]
    ) -> None:
        assert effort(told(*history)).is_solved_by_first_agent is None

    @pytest.mark.parametrize(
        ("history", "expected"),
        [
            ([TO_ANNA, SOLVED], True),
            ([TO_NET, TO_ANNA, SOLVED], True),
            ([TO_ANNA, TO_NET, TO_ANNA, SOLVED], True),
            ([TO_ANNA, events.Closed(at=MONDAY)], True),
            ([TO_ANNA, SOLVED, events.Reopened(at=MONDAY), SOLVED], True),
            ([TO_ANNA, TO_CLARA, SOLVED], False),
            ([TO_ANNA, TO_CLARA, TO_ANNA, SOLVED], False),
            ([TO_NET, TO_ANNA, TO_DB, SOLVED], False),
            # Whoever has it after its resolution did not resolve it.
            ([TO_ANNA, SOLVED, TO_CLARA], True),
            ([TO_NET, TO_ANNA, SOLVED, TO_DB], True),
            ([TO_NET, TO_DB, TO_ANNA, SOLVED], False),
        ],
    )
    def test_nobody_else_had_it(
        self, history: list[events.Event], *, expected: bool
    ) -> None:
        assert effort(told(*history)).is_solved_by_first_agent is expected
