"""First contact resolution in its variants, and requesters who come back."""

from collections.abc import Hashable
from datetime import datetime, timedelta
from typing import Any

import pytest

from servicedesk_core.errors import (
    InvalidArgumentError,
    NaiveDatetimeError,
    WrongTypeError,
)
from servicedesk_core.metrics import (
    FirstContact,
    Rate,
    RepeatWindow,
    first_contact_rates,
    first_contact_resolution,
    repeat_contact_rate,
)
from servicedesk_core.tickets import Ticket, events, open_ticket
from unit.metrics.metrics_cases import (
    ANNA,
    BORIS,
    DAY,
    HOUR,
    MONDAY,
    TICK,
    closed,
    opened,
    reopened,
    solved,
)

WEEK = 7 * DAY
NOW = MONDAY + 60 * DAY
ONCE = solved(opened())


def matter(ticket: Ticket) -> Hashable:
    return ticket.requester


def window(**changed: Any) -> RepeatWindow:
    return RepeatWindow(**{"key": matter, "within": WEEK, "now": NOW, **changed})


def repeats(*tickets: Ticket, **changed: Any) -> Rate:
    options = {"key": matter, "within": WEEK, "now": NOW, **changed}
    return repeat_contact_rate(tickets, **options)


def counts(rate: Rate) -> tuple[int, int, int]:
    return rate.numerator, rate.denominator, rate.left_out


class TestOneContact:
    def test_it_is_the_default(self) -> None:
        found = first_contact_resolution([ONCE])

        assert found.definition == (
            "resolved with one contact and never reopened, of resolved tickets with "
            "a contact"
        )

    def test_a_second_contact_or_a_reopening_spoils_it(self) -> None:
        asked = solved(opened().receive(at=MONDAY, by=BORIS, text="and now?"))
        tickets = [ONCE, asked, solved(reopened(ONCE), MONDAY + 3 * HOUR)]

        assert counts(first_contact_resolution(tickets)) == (1, 3, 0)

    def test_open_tickets_and_those_without_a_contact_are_left_out(self) -> None:
        monitored = solved(open_ticket("INC2", at=MONDAY, by=ANNA))
        tickets = [ONCE, monitored, opened(), reopened(ONCE)]

        assert counts(first_contact_resolution(tickets)) == (1, 1, 3)


class TestNoTransfer:
    def test_a_transfer_or_a_reopening_spoils_it(self) -> None:
        moved = opened(group="desk").assign(at=MONDAY, by=ANNA, group="network")
        asked = solved(opened().receive(at=MONDAY, by=BORIS, text="and now?"))
        again = solved(reopened(ONCE), MONDAY + 3 * HOUR)
        found = first_contact_resolution(
            [ONCE, solved(moved), asked, again, opened()],
            definition=FirstContact.NO_TRANSFER,
        )

        assert counts(found) == (2, 4, 1)
        assert found.definition == (
            "resolved without a transfer or a reopening, of resolved tickets"
        )


class TestNoRepeat:
    def test_a_repeat_or_a_reopening_spoils_it(self) -> None:
        again = opened("INC2", MONDAY + DAY)
        other = solved(reopened(solved(opened("INC3", requester="vera"))), MONDAY + DAY)
        alone = solved(opened("INC4", requester="dina"))
        found = first_contact_resolution(
            [ONCE, again, other, alone], definition="no_repeat", window=window()
        )

        assert counts(found) == (1, 3, 1)
        assert found.definition == (
            "never reopened and no contact on the matter within 168 h of "
            "the resolution, of tickets resolved that long ago"
        )


class TestSurvey:
    def test_what_the_requester_says(self) -> None:
        answers = {"INC1": True, "INC2": False, "INC3": None}
        found = first_contact_resolution(
            [solved(opened(name)) for name in answers],
            definition="survey",
            answer=lambda ticket: answers[ticket.id],
        )

        assert counts(found) == (1, 2, 1)
        assert found.definition == (
            "resolved at first contact by the requester's answer, of resolved tickets "
            "with an answer"
        )

    def test_only_yes_no_and_nothing_are_answers(self) -> None:
        answer: Any = lambda _: "yes"  # noqa: E731

        with pytest.raises(
            WrongTypeError, match=r"^answer must be True, False or None, got 'yes'$"
        ):
            first_contact_resolution([ONCE], definition="survey", answer=answer)


class TestNet:
    def test_what_the_first_level_cannot_resolve_is_left_out(self) -> None:
        asked = solved(opened("INC2").receive(at=MONDAY, by=BORIS, text="and now?"))
        found = first_contact_resolution(
            [ONCE, asked, opened("INC3")],
            resolvable=lambda ticket: ticket.id == "INC1",
            confidence=0.9,
        )

        assert counts(found) == (1, 1, 2)
        assert found.confidence == 0.9
        assert found.definition.endswith(
            "with a contact; only those that the first level could resolve"
        )

    def test_it_must_be_a_function(self) -> None:
        resolvable: Any = True

        with pytest.raises(
            WrongTypeError,
            match=r"^resolvable must be a function of a ticket, got True",
        ):
            first_contact_resolution([ONCE], resolvable=resolvable)

    def test_from_plain_counts(self) -> None:
        found = first_contact_rates(650, total=1000, not_resolvable=200, confidence=0.9)

        assert (found.gross.value, found.net.value) == (0.65, 0.8125)
        assert (found.gross.left_out, found.net.left_out) == (0, 200)
        assert (found.gross.confidence, found.net.confidence) == (0.9, 0.9)
        assert found.gross.definition == "resolved at first contact, of all tickets"
        assert found.net.definition == (
            "resolved at first contact, of tickets that the first level could resolve"
        )

    def test_the_denominators_may_be_zero(self) -> None:
        found = first_contact_rates(0, total=5, not_resolvable=5)

        assert (found.gross.value, found.net.value) == (0.0, None)
        assert first_contact_rates(0, total=0).gross.value is None

    def test_more_resolved_than_could_be_is_refused(self) -> None:
        assert first_contact_rates(8, total=10, not_resolvable=2).net.value == 1.0
        with pytest.raises(
            InvalidArgumentError,
            match=r"^resolved_first must be between 0 and 8, got 9$",
        ):
            first_contact_rates(9, total=10, not_resolvable=2)

    def test_more_not_resolvable_than_there_are_is_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^not_resolvable must be at most the total, 10, got 11$",
        ):
            first_contact_rates(0, total=10, not_resolvable=11)


class TestUse:
    @pytest.mark.parametrize(
        ("options", "message"),
        [
            (
                {"definition": "no_repeat"},
                r"^window must be given for this definition, got None$",
            ),
            (
                {"definition": "survey"},
                r"^answer must be given for this definition, got None$",
            ),
            (
                {"definition": "one_contact", "window": window()},
                r"^window must be None for this definition, got RepeatWindow",
            ),
            (
                {"definition": "no_transfer", "answer": bool},
                r"^answer must be None for this definition, got <class 'bool'>$",
            ),
            (
                {"definition": "guess"},
                (
                    r"^definition must be one of one_contact, no_transfer, no_repeat, "
                    r"survey, got 'guess'$"
                ),
            ),
        ],
    )
    def test_each_variant_takes_what_it_needs(
        self, options: dict[str, Any], message: str
    ) -> None:
        with pytest.raises(InvalidArgumentError, match=message):
            first_contact_resolution([ONCE], **options)

    @pytest.mark.parametrize(
        ("options", "message"),
        [
            (
                {"definition": "survey", "answer": 5},
                r"^answer must be a function of a ticket, got 5$",
            ),
            (
                {"definition": "no_repeat", "window": WEEK},
                r"^window must be a RepeatWindow, got datetime",
            ),
        ],
    )
    def test_of_the_right_type(self, options: dict[str, Any], message: str) -> None:
        with pytest.raises(WrongTypeError, match=message):
            first_contact_resolution([ONCE], **options)

    def test_only_tickets_are_taken(self) -> None:
        tickets: Any = [1]

        with pytest.raises(WrongTypeError, match=r"^tickets must be Tickets, got 1$"):
            first_contact_resolution(tickets)


class TestRepeatContacts:
    def test_the_window_starts_at_the_resolution(self) -> None:
        late = solved(opened(), MONDAY + 10 * DAY)
        again = opened("INC2", MONDAY + 12 * DAY)

        assert counts(repeats(late, again)) == (1, 1, 1)

    @pytest.mark.parametrize(
        ("at", "hits"),
        [
            (MONDAY + HOUR - TICK, 0),
            (MONDAY + HOUR, 1),
            (MONDAY + HOUR + WEEK, 1),
            (MONDAY + HOUR + WEEK + TICK, 0),
        ],
    )
    def test_its_ends(self, at: datetime, hits: int) -> None:
        assert counts(repeats(ONCE, opened("INC2", at))) == (hits, 1, 1)

    def test_a_duplicate_opened_before_does_not_hide_a_repeat(self) -> None:
        tickets = [
            ONCE,
            opened("INC2", MONDAY),
            opened("INC3", MONDAY + DAY),
            opened("INC0", MONDAY - DAY),
        ]

        assert counts(repeats(*tickets)) == (1, 1, 3)

    def test_another_matter_is_no_repeat(self) -> None:
        other = opened("INC2", MONDAY + DAY, requester="vera")

        assert counts(repeats(ONCE, other)) == (0, 1, 1)

    def test_without_a_key_a_ticket_is_like_no_other(self) -> None:
        again = opened("INC2", MONDAY + DAY)

        assert counts(repeats(ONCE, again, key=lambda _: None)) == (0, 1, 1)

    def test_a_ticket_opened_and_resolved_at_once_is_not_its_own_repeat(self) -> None:
        assert counts(repeats(solved(opened(), MONDAY))) == (0, 1, 0)

    @pytest.mark.parametrize(
        ("at", "hits"),
        [
            (MONDAY + HOUR, 0),
            (MONDAY + HOUR + TICK, 1),
            (MONDAY + HOUR + WEEK, 1),
            (MONDAY + HOUR + WEEK + TICK, 0),
        ],
    )
    def test_a_message_on_the_ticket_itself_is_a_repeat(
        self, at: datetime, hits: int
    ) -> None:
        assert counts(repeats(ONCE.receive(at=at, by=BORIS, text="again"))) == (
            hits,
            1,
            0,
        )

    def test_messages_of_the_desk_are_none(self) -> None:
        answered = ONCE.reply(at=MONDAY + DAY, by=ANNA, text="all well?")

        assert counts(repeats(answered)) == (0, 1, 0)

    def test_a_reply_that_the_requester_wrote_is_one(self) -> None:
        wrote = ONCE.apply(events.Replied(at=MONDAY + DAY, by=BORIS, text="again"))

        assert counts(repeats(wrote)) == (1, 1, 0)

    @pytest.mark.parametrize(
        ("now", "judged"),
        [(MONDAY + HOUR + WEEK - TICK, 0), (MONDAY + HOUR + WEEK, 1)],
    )
    def test_tickets_younger_than_the_window_are_left_out(
        self, now: datetime, judged: int
    ) -> None:
        again = opened("INC2", MONDAY + DAY)

        assert counts(repeats(ONCE, again, now=now)) == (judged, judged, 2 - judged)

    def test_the_resolution_that_stands_counts(self) -> None:
        twice = solved(reopened(ONCE), MONDAY + 20 * DAY)
        between = opened("INC2", MONDAY + DAY)

        assert counts(repeats(twice, between)) == (0, 1, 1)
        assert counts(repeats(reopened(ONCE), between)) == (0, 0, 2)

    def test_words_and_confidence(self) -> None:
        found = repeats(closed(ONCE), within=DAY, confidence=0.8)

        assert found.confidence == 0.8
        assert found.definition == (
            "contact on the matter within 24 h of the resolution, of "
            "tickets resolved that long ago"
        )

    def test_a_window_of_nothing_takes_what_comes_at_once(self) -> None:
        at_once = opened("INC2", MONDAY + HOUR)

        assert counts(repeats(ONCE, at_once, within=timedelta())) == (1, 1, 1)


class TestRepeatWindow:
    def test_a_negative_window_is_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^within must be zero or more, got datetime"
        ):
            window(within=-TICK)

    def test_a_naive_viewpoint_is_refused(self) -> None:
        with pytest.raises(NaiveDatetimeError, match=r"^now must be an aware datetime"):
            window(now=datetime(2026, 1, 1))  # noqa: DTZ001

    def test_everything_is_given_by_name(self) -> None:
        make: Any = RepeatWindow

        with pytest.raises(TypeError, match="positional"):
            make(matter, WEEK, NOW)

    def test_the_key_is_a_function(self) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^key must be a function of a ticket, got 'caller'$"
        ):
            window(key="caller")
