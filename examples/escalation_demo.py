"""One night of a critical incident, told by one timer and no polling.

The desk stands in Riga and Denver, and each part has its own rota. A web shop goes
down in the evening; nobody takes it up at first. Whatever the program prints, it does
because ``next_wakeup`` said when to look again.

    python examples/escalation_demo.py [--language ru]
"""

import argparse
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta

import attrs

import servicedesk_core as sd
from servicedesk_core.i18n import word

RIGA, DENVER = "Europe/Riga", "America/Denver"
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)

WORDS = {
    "en": {
        "opened": "the shop is down: {0} opened, priority {1}",
        "on_call": "on call in {0}: {1}",
        "escalate": "level {0}: told {1}",
        "clock": "clock {0} is {1}",
        "acknowledged": "{0} takes it",
        "held": "on hold for the vendor",
        "resumed": "the vendor answered",
        "resolved": "the shop is back",
        "close": "closed by itself",
        "asleep": "nothing more will happen by itself",
    },
    "ru": {
        "opened": "магазин не работает: открыто {0}, приоритет {1}",
        "on_call": "дежурит ({0}): {1}",
        "escalate": "уровень {0}: оповещены {1}",
        "clock": "отсчёт {0}: {1}",
        "acknowledged": "{0} берёт в работу",
        "held": "ждём поставщика",
        "resumed": "поставщик ответил",
        "resolved": "магазин работает",
        "close": "закрыто автоматически",
        "asleep": "само больше ничего не произойдёт",
    },
}


def rota(members: list[str], tz: str, hours: str) -> sd.Rota:
    """Return a rota that changes every Monday, within hours of its zone."""
    monday = datetime(2026, 1, 5, 9)  # noqa: DTZ001 - in the zone of the rota
    return sd.Rota(
        [
            sd.Layer(
                members,
                start=monday,
                every="weekly",
                tz=tz,
                hours=sd.ServiceCalendar.parse(hours, tz=tz),
            )
        ],
        name=tz,
    )


EAST = rota(["anna", "boris"], RIGA, "Mo-Su 08:00-20:00")
WEST = rota(["carol", "dave"], DENVER, "Mo-Su 08:00-23:00")


def policy() -> sd.DeskPolicy:
    """Return what the desk has decided on."""
    always = sd.ServiceCalendar.always()
    critical = sd.Agreement(
        "critical",
        [
            sd.ServiceLevelTarget("acknowledge", 15 * MINUTE, always),
            sd.ServiceLevelTarget(
                "resolution", 4 * HOUR, always, pauses={"vendor"}, warn_at=(0.5, 0.75)
            ),
        ],
    )
    path = sd.EscalationPath(
        [
            sd.Level([EAST, WEST], kind="functional"),
            sd.Level(["tier 2"], kind="functional", trigger=sd.After(15 * MINUTE)),
            sd.Level(["duty manager"], trigger=sd.After(30 * MINUTE)),
        ],
        ack_timeout=2 * HOUR,
        name="critical",
    )
    return sd.DeskPolicy(critical, paths=[path], auto_close=sd.AutoClose(2))


@attrs.define
class Night:
    """The desk's timer: a ticket, what was done about it, and the present."""

    ticket: sd.Ticket
    now: datetime
    policy: sd.DeskPolicy
    state: sd.DeskState = attrs.field(factory=sd.DeskState)
    seen: dict[str, str] = attrs.field(factory=dict)

    def until(
        self, end: datetime
    ) -> Iterator[tuple[datetime, str, tuple[object, ...]]]:
        """Sleep from wake-up to wake-up, and yield what happened at each."""
        while True:
            yield from self._look()
            wakeup = sd.next_wakeup(
                self.ticket, self.policy, now=self.now, state=self.state
            )
            if wakeup is None or wakeup.at > end:
                self.now = max(self.now, end)
                return
            self.now = wakeup.at

    def _look(self) -> Iterator[tuple[datetime, str, tuple[object, ...]]]:
        due = sd.due_now(self.ticket, self.policy, state=self.state, now=self.now)
        for each in due:
            if each.step is not None:
                told = ", ".join(each.step.targets) or "?"
                yield self.now, "escalate", (each.step.level, told)
            elif each.kind is sd.DueKind.CLOSE:
                self.ticket = self.ticket.close(at=self.now, by=None)
                yield self.now, "close", ()
        self.state = sd.with_done(self.state, due, now=self.now)
        for status in sd.measure_all(self.ticket, self.policy.agreements, now=self.now):
            state = str(status.state)
            if self.seen.get(str(status.metric), "running") != state:
                yield self.now, "clock", (status.metric, state)
            self.seen[str(status.metric)] = state


def night() -> Iterator[tuple[datetime, str, tuple[object, ...]]]:
    """Yield one night, event by event."""
    evening = sd.localize(datetime(2026, 1, 15, 21, 30), RIGA)  # noqa: DTZ001
    ticket = sd.open_ticket("INC1", at=evening, priority=sd.Priority.CRITICAL)
    desk = Night(ticket, evening, policy())
    yield evening, "opened", ("INC1", "critical")
    for name, each in (("Riga", EAST), ("Denver", WEST)):
        yield evening, "on_call", (name, ", ".join(each.on_call(evening)) or "-")
    yield from desk.until(evening + 40 * MINUTE)
    dave = sd.Actor("dave", "agent")
    desk.state = desk.state.acknowledge("critical", "dave", at=desk.now)
    desk.ticket = desk.ticket.acknowledge(at=desk.now, by=dave).start(
        at=desk.now, by=dave
    )
    yield desk.now, "acknowledged", ("dave",)
    yield from desk.until(evening + 90 * MINUTE)
    desk.ticket = desk.ticket.hold(at=desk.now, by=dave, reason="vendor")
    yield desk.now, "held", ()
    yield from desk.until(evening + 3 * HOUR)
    desk.ticket = desk.ticket.resume(at=desk.now, by=dave)
    desk.state = desk.state.acknowledge("critical", "dave", at=desk.now)
    yield desk.now, "resumed", ()
    yield from desk.until(evening + 6 * HOUR)
    desk.ticket = desk.ticket.resolve(
        at=desk.now, by=dave, code="fixed", notes="The vendor replaced a disk."
    )
    yield desk.now, "resolved", ()
    yield from desk.until(evening + timedelta(days=7))
    yield desk.now, "asleep", ()


def instant_text(at: datetime) -> str:
    """Return a date and a time, to the microsecond where that matters."""
    return f"{at:%d.%m. %H:%M:%S.%f}".removesuffix(".000000")


def main(arguments: list[str] | None = None) -> int:
    """Print the night; return 0."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--language", choices=sorted(WORDS), default="en")
    language = parser.parse_args(arguments).language
    for at, what, values in night():
        told = [word(str(value), language) for value in values]
        print(f"{instant_text(at)}  {WORDS[language][what].format(*told)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
