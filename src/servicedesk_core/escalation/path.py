"""Escalation paths: who is to be told what by when."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

import attrs

from servicedesk_core.argument import to_one, to_optional, to_several
from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError, member
from servicedesk_core.escalation import audit, notation
from servicedesk_core.escalation.level import (
    Level,
    OnCall,
    Target,
    read_repeats,
    read_targets,
)
from servicedesk_core.escalation.option import (
    Ack,
    Missed,
    OnAckTimeout,
    OnExhausted,
)
from servicedesk_core.escalation.outlook import Outlook
from servicedesk_core.escalation.situation import Subject
from servicedesk_core.escalation.state import EscalationState
from servicedesk_core.escalation.step import Step
from servicedesk_core.findings import Findings
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.timeline import Interval, to_length

_NO_WAIT = timedelta()
_NO_ROTAS: Mapping[str, OnCall] = FrozenMap()


def _read_levels(levels: Iterable[Level]) -> tuple[Level, ...]:
    """Return levels, each with its number."""
    if not isinstance(levels, Iterable):
        raise WrongTypeError("levels", levels, "Levels, in a list")
    found: list[Level] = []
    last = 0
    for level in levels:
        to_one(level, Level, "levels", "Levels, in a list")
        number = last + 1 if level.number is None else level.number
        if number <= last:
            wanted = f"rising: {number} comes after {last}"
            raise InvalidArgumentError("levels", level.number, wanted)
        found.append(attrs.evolve(level, number=number))
        last = number
    if not found:
        raise InvalidArgumentError("levels", levels, "one level at least")
    return tuple(found)


def _read_repeat_after(wait: timedelta) -> timedelta:
    return to_length(wait, "repeat_after")


def _read_ack_timeout(timeout: timedelta | None) -> timedelta | None:
    if timeout is not None and to_length(timeout, "ack_timeout") == _NO_WAIT:
        raise InvalidArgumentError("ack_timeout", timeout, "longer than zero")
    return timeout


def _read_ack(ack: Ack | str) -> Ack:
    return member(Ack, ack, "ack")


def _read_on_ack_timeout(answer: OnAckTimeout | str) -> OnAckTimeout:
    return member(OnAckTimeout, answer, "on_ack_timeout")


def _read_on_exhausted(answer: OnExhausted | str) -> OnExhausted:
    return member(OnExhausted, answer, "on_exhausted")


def _read_suspended(suspended: Iterable[Interval]) -> tuple[Interval, ...]:
    return to_several(suspended, Interval, "suspended", "Intervals, in a list")


def _read_name(name: str | None) -> str | None:
    return to_optional(name, str, "name", "text or None")


@attrs.frozen
class EscalationPath:
    """Who is told one after another as long as nobody takes care.

    It does nothing by itself: :meth:`due` says what is to be done now, an app does it
    and stores that it did.

    Each level comes by its own trigger. A wait counts from the notification of the
    level before; a level that nobody is on call for uses up its wait too. A further
    pass begins when the last level that waits for time is told; what has come by then,
    such as half of a target, counts as come at once, but events count in one pass
    alone. A subject that is resolved, closed, cancelled or merged escalates nothing,
    and a clock that has stopped makes no level come; a low score alone still does on
    a ticket that was solved.

    Args:
        levels: who is told, in order; one at least, their numbers rising.
        repeats: how many passes follow the first one.
        ack_timeout: how long an acknowledgement stands, in real time; None is for
            ever.
        ack: what an acknowledgement stops.
        on_exhausted: what happens when all passes are over.
        suspended: maintenance, which holds the path: a climb that is not over by then
            starts at level 1 when it ends.
        repeat_after: the wait from the end of a pass to the next one, or to the
            default targets, in real time.
        on_ack_timeout: where the climb goes on when an acknowledgement runs out.
        default: whom to tell in the end, for ``"notify_default"``.
        name: for reports.

    Raises:
        InvalidArgumentError: for no level, numbers that do not rise, a negative wait
            or count, an unknown option, or default targets missing or needless.
        WrongTypeError: for what is no level, time or interval.

    Example:
        >>> from datetime import UTC
        >>> from servicedesk_core.tickets import open_ticket
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> ticket = open_ticket("INC1", at=monday)
        >>> path = EscalationPath.parse("15m notify lead; 1h tier 2")
        >>> for step in path.plan(ticket, now=monday):
        ...     print(step)
        2026-01-05T09:15:00+00:00 level 1 (hierarchical): lead
        2026-01-05T10:00:00+00:00 level 2 (functional): tier 2
    """

    levels: tuple[Level, ...] = attrs.field(converter=_read_levels)
    repeats: int = attrs.field(kw_only=True, default=0, converter=read_repeats)
    ack_timeout: timedelta | None = attrs.field(
        kw_only=True, default=None, converter=_read_ack_timeout
    )
    ack: Ack = attrs.field(kw_only=True, default=Ack.ANY, converter=_read_ack)
    on_exhausted: OnExhausted = attrs.field(
        kw_only=True, default=OnExhausted.STAY, converter=_read_on_exhausted
    )
    suspended: tuple[Interval, ...] = attrs.field(
        kw_only=True, default=(), converter=_read_suspended
    )
    repeat_after: timedelta = attrs.field(
        kw_only=True, default=_NO_WAIT, converter=_read_repeat_after
    )
    on_ack_timeout: OnAckTimeout = attrs.field(
        kw_only=True, default=OnAckTimeout.RESTART, converter=_read_on_ack_timeout
    )
    default: tuple[Target, ...] = attrs.field(
        kw_only=True, default=(), converter=read_targets
    )
    name: str | None = attrs.field(kw_only=True, default=None, converter=_read_name)

    def __attrs_post_init__(self) -> None:
        wants = self.on_exhausted is OnExhausted.NOTIFY_DEFAULT
        if wants != bool(self.default):
            wanted = (
                f"given with on_exhausted={OnExhausted.NOTIFY_DEFAULT.value!r} alone"
            )
            raise InvalidArgumentError("default", self.default, wanted)

    @classmethod
    def parse(
        cls,
        text: str,
        *,
        calendar: ServiceCalendar | None = None,
        rotas: Mapping[str, OnCall] = _NO_ROTAS,
        name: str | None = None,
    ) -> "EscalationPath":
        """Return the path of a text.

        Levels stand between semicolons: when, then whom. When is a share of a target
        such as ``50%``, a time since the start such as ``15m`` or ``1h30m``, or with
        a plus one since the level before: ``+30m``. Whom is ``tier 2`` for a more
        skilled group, or a name to inform, with or without ``notify``; several stand
        between commas.

        Args:
            text: the levels.
            calendar: the hours that its times count in; None is all.
            rotas: what names in it stand for, if not for themselves.
            name: for reports.

        Raises:
            InvalidArgumentError: for a rota that the text does not name.
            InvalidPathError: with the position of what cannot be read.
            WrongTypeError: if it is no text, no calendar or no rota.

        Example:
            >>> path = EscalationPath.parse("50% notify lead; 80% tier 2; 100% manager")
            >>> [(level.kind.value, level.targets) for level in path.levels][1:]
            [('functional', ('tier 2',)), ('hierarchical', ('manager',))]
        """
        return cls(
            notation.parse_levels(text, calendar=calendar, rotas=rotas), name=name
        )

    def plan(
        self, subject: Subject, *, state: EscalationState | None = None, now: datetime
    ) -> tuple[Step, ...]:
        """Return what will happen and when, if nothing changes.

        Args:
            subject: a ticket, its statuses, or a pair of both; statuses seen from
                ``now``.
            state: what was stored; None if nothing was done yet. Then the path
                starts with the ticket, or with the clock that started first.
            now: the viewpoint, aware; what happened later is not known.

        Returns:
            The steps not done yet, in order, in the zone of ``now``; first those that
            are due already.

        Raises:
            InvalidArgumentError: if the levels ask for the ticket or for its clocks
                and the subject is without, if it is of several subjects, or if the
                ticket was not open yet.
            NaiveDatetimeError: if ``now`` has no zone.
            WrongTypeError: if it is no subject or no state.

        Example:
            >>> from datetime import UTC
            >>> from servicedesk_core.tickets import open_ticket
            >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
            >>> ticket = open_ticket("INC1", at=monday)
            >>> hour = timedelta(hours=1)
            >>> path = EscalationPath([Level("duty")], repeats=1, repeat_after=hour)
            >>> [step.at.hour for step in path.plan(ticket, now=monday)]
            [9, 10]
        """
        outlook = Outlook.of(self, subject, state, now)
        return () if outlook is None else outlook.steps()

    def due(
        self,
        subject: Subject,
        *,
        state: EscalationState | None,
        now: datetime,
        missed: Missed | str = Missed.EACH,
    ) -> tuple[Step, ...]:
        """Return what is to be done now and has not been.

        Do it, then store ``state.with_fired(steps)``: what was done is not due again.

        Args:
            subject: as in :meth:`plan`.
            state: as in :meth:`plan`.
            now: the viewpoint, aware.
            missed: whether each step missed is due, or the latest alone.

        Raises:
            InvalidArgumentError: as in :meth:`plan`, or for an unknown ``missed``.
            NaiveDatetimeError: if ``now`` has no zone.
            WrongTypeError: if it is no subject or no state.

        Example:
            >>> from datetime import UTC
            >>> from servicedesk_core.tickets import open_ticket
            >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
            >>> ticket = open_ticket("INC1", at=monday)
            >>> path = EscalationPath.parse("15m lead; 30m tier 2")
            >>> state, now = EscalationState(monday), monday.replace(minute=20)
            >>> steps = path.due(ticket, state=state, now=now)
            >>> [step.targets for step in steps]
            [('lead',)]
            >>> path.due(ticket, state=state.with_fired(steps), now=now)
            ()
        """
        which = member(Missed, missed, "missed")
        outlook = Outlook.of(self, subject, state, now)
        return () if outlook is None else outlook.due(which)

    def force(
        self, subject: Subject, *, state: EscalationState | None, now: datetime
    ) -> Step:
        """Return the next step out of turn, for somebody who will not wait.

        It is the level after the last one told, or level 1 when there is none,
        whatever the passes and the acknowledgements. Once it is stored as done, the
        climb goes on from there, and acknowledgements before it no longer stand.

        Args:
            subject: as in :meth:`plan`.
            state: as in :meth:`plan`.
            now: the viewpoint, aware.

        Raises:
            InvalidArgumentError: if the subject is over, no level applies, or
                ``now`` lies in a maintenance or before the start; or as in
                :meth:`plan`.
            NaiveDatetimeError: if ``now`` has no zone.
            WrongTypeError: if it is no subject or no state.

        Example:
            >>> from datetime import UTC
            >>> from servicedesk_core.tickets import open_ticket
            >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
            >>> path = EscalationPath.parse("15m lead; 30m tier 2")
            >>> ticket = open_ticket("INC1", at=monday)
            >>> path.force(ticket, state=None, now=monday).targets
            ('lead',)
        """
        outlook = Outlook.of(self, subject, state, now)
        if outlook is None:
            wanted = "a subject with a clock that has started"
            raise InvalidArgumentError("subject", subject, wanted)
        return outlook.forced()

    def check(
        self, *, start: datetime | None = None, end: datetime | None = None
    ) -> Findings:
        """Return what is doubtful about the path.

        Args:
            start: from when on to look for gaps in its rotas, aware.
            end: until when; without both, gaps are not looked for.

        Raises:
            InvalidArgumentError: if only one of them is given, or ``end`` is not the
                later one.
            NaiveDatetimeError: if either has no zone.

        Example:
            >>> path = EscalationPath.parse("80% lead; 50% manager")
            >>> [finding.code for finding in path.check()]
            ['escalation.order']
        """
        if (start is None) != (end is None):
            raise InvalidArgumentError("end", end, "given together with start")
        period = None if start is None or end is None else Interval(start, end)
        return tuple(audit.findings(self, period))
