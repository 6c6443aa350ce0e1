"""What must hold for every ticket: run on the service, and on services with a bug."""

from datetime import timedelta

from hypothesis import strategies as st

import servicedesk_core as sd
from helpdesk.store import Store
from helpdesk.timer import Timer
from servicedesk_core.testing import ManualClock, asserts, strategies


def stored_tickets_come_back(store: Store, ticket: sd.Ticket) -> None:
    """A stored ticket is the ticket, to the microsecond."""
    try:
        store.save(ticket, expected=0)
        back = store.load(ticket.id)
    finally:
        store.close()
    assert back is not None
    asserts.assert_same_history(ticket, back)


def hours_are_service_hours(calendar: object) -> None:
    """Whoever counts hours counts them as a calendar does."""
    asserts.assert_calendar_laws(calendar)


def nobody_is_disturbed_without_need(timer: Timer, data: st.DataObject) -> None:
    """Nothing is told twice, nor after the ticket was resolved."""
    start = data.draw(
        strategies.aware_datetimes(near=sd.ServiceCalendar.always()), label="start"
    )
    clock = ManualClock(start)
    ticket = sd.open_ticket("INC1", at=clock(), priority=sd.Priority.CRITICAL)
    timer.store.save(ticket, expected=0)
    told: list[str] = []
    for _ in range(data.draw(st.integers(1, 6), label="steps")):
        clock.advance(data.draw(_WAITS, label="wait"))
        ticket = timer.store.load("INC1") or ticket
        told += [due.key for due in timer.look("INC1", clock())]
        assert len(set(told)) == len(told), f"told twice: {told}"
        ticket = timer.store.load("INC1") or ticket
        if ticket.state == "new" and data.draw(st.booleans(), label="resolve"):
            done = ticket.resolve(
                at=clock(), by=sd.Actor("anna", "agent"), code="fixed", notes="cable"
            )
            timer.store.save(done, expected=ticket.version)
            ticket = done
        if ticket.resolved_at is not None:
            later = timer.look("INC1", clock())
            assert all(due.step is None for due in later), "told after the answer"


_WAITS = st.integers(0, 72).map(lambda hours: timedelta(hours=hours))
