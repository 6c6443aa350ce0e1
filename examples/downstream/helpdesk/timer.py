"""What is due, done once; and when to look again."""

from datetime import datetime

import servicedesk_core as sd
from helpdesk.store import Store


class Timer:
    """The desk's timer: it polls nothing, for the library says when to look.

    Args:
        store: where the tickets are.
        policy: what the desk has decided on.
    """

    def __init__(self, store: Store, policy: sd.DeskPolicy) -> None:
        self.store = store
        self.policy = policy

    def wake(self, now: datetime) -> list[tuple[str, sd.Due]]:
        """Do what is due for every ticket, and return what was done."""
        return [(id, due) for id in self.store.ids() for due in self.look(id, now)]

    def look(self, id: str, now: datetime) -> tuple[sd.Due, ...]:
        """Do what is due for one ticket, and return it."""
        ticket = self.store.load(id)
        if ticket is None:
            return ()
        state = self.store.done(id)
        due = sd.due_now(ticket, self.policy, state=state, now=now)
        if any(each.kind is sd.DueKind.CLOSE for each in due):
            self.store.save(ticket.close(at=now, by=None), expected=ticket.version)
        self.store.save_done(id, sd.with_done(state, due, now=now))
        return due

    def next(self, now: datetime) -> datetime | None:
        """Return when something will be due, if nothing happens until then."""
        wakeups = (self._wakeup(id, now) for id in self.store.ids())
        return min((each.at for each in wakeups if each), default=None)

    def _wakeup(self, id: str, now: datetime) -> sd.Wakeup | None:
        ticket = self.store.load(id)
        if ticket is None:
            return None
        state = self.store.done(id)
        return sd.next_wakeup(ticket, self.policy, now=now, state=state)
