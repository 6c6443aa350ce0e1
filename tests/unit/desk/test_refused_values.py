"""Bad arguments are refused by name, whatever they come to."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

import servicedesk_core as sd
from servicedesk_core import events
from servicedesk_core.sla import Not

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
ALWAYS = sd.ServiceCalendar.always()
TICKET = sd.open_ticket("INC1", at=MONDAY, group="desk")
TARGET = sd.ServiceLevelTarget("resolution", HOUR, ALWAYS)
STATUS = sd.measure(TICKET, TARGET, now=MONDAY)
# mypy would refuse every one of them.
ANY: Any = sd


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: ANY.attribution(TICKET, ALWAYS, now=None), "now must be an aware"),
        (
            lambda: ANY.attribution(TICKET, ALWAYS, now=MONDAY, tiers=None),
            "tiers must be tiers by group, got None",
        ),
        (lambda: ANY.with_done(5, [], now=MONDAY), "state must be a DeskState"),
        (lambda: ANY.with_done(None, None, now=MONDAY), "done must be what due_now"),
        (lambda: ANY.with_done(None, [1], now=MONDAY), "done must be what due_now"),
        (lambda: STATUS.reaches_at(ANY), "fraction must be a number"),
        (
            lambda: ANY.ServiceLevelTarget("resolution", HOUR, ALWAYS, pauses=[1]),
            "pauses must be reasons, which are texts, got 1",
        ),
        (
            lambda: ANY.Agreement("gold", [TARGET], while_group=5),
            "while_group must be the name of a group, got 5",
        ),
        (lambda: Not(ANY), "part must be a Condition or a function"),
        (lambda: ANY.effort(None), "ticket must be a Ticket, got None"),
        (lambda: ANY.effort(TICKET, context="problem"), "context must be several"),
    ],
)
def test_another_type_is_refused_by_name(
    call: Callable[[], object], message: str
) -> None:
    with pytest.raises(sd.WrongTypeError) as caught:
        call()

    assert str(caught.value).startswith(message)


def test_what_is_no_key_of_an_attribution_is_refused() -> None:
    found = sd.attribution(TICKET, ALWAYS, now=MONDAY + HOUR)

    with pytest.raises(sd.InvalidArgumentError, match="keys must be some of"):
        ANY.Attribution.by(found, ["group"])


def test_an_action_that_has_an_event_of_its_own_is_not_taken_without_it() -> None:
    taken = events.ActionTaken(at=MONDAY, name="resolve", fields={"code": "fixed"})

    with pytest.raises(sd.InvalidArgumentError, match=r"call ticket\.resolve"):
        TICKET.do(taken)


def test_a_condition_on_a_set_knows_no_order() -> None:
    one, other = (sd.Condition("a", "in", {*names}) for names in ("bcd", "dcb"))

    assert one == other
    assert hash(one) == hash(other)
    assert one.holds({"a": "c"})
