"""What is doubtful about escalation paths."""

import pytest

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import InvalidArgumentError, NaiveDatetimeError
from servicedesk_core.escalation import (
    After,
    AtFraction,
    Channel,
    Contacts,
    EscalationPath,
    Level,
    LowScore,
    Remaining,
    Reopenings,
)
from servicedesk_core.findings import Severity
from servicedesk_core.timeline import Interval
from unit.escalation.path_cases import ALWAYS, HOUR, MINUTE, START, Roster, at, on, wait


def found(path: EscalationPath) -> list[tuple[str, str]]:
    return [
        (finding.code.removeprefix("escalation."), finding.path)
        for finding in path.check()
    ]


@pytest.mark.parametrize(
    "path",
    [
        EscalationPath.parse("50% notify lead; 80% tier 2; 100% manager"),
        EscalationPath.parse("50% lead; 50% tier 2; 15m boss; 15m director"),
        EscalationPath([wait("lead"), wait("boss", 5)], repeats=2),
        EscalationPath(
            [
                on("lead", AtFraction(1)),
                on("boss", AtFraction(0.5, metric="resolution")),
            ]
        ),
        EscalationPath(
            [
                on("a", Reopenings(2)),
                on("b", Contacts(1)),
                on("c", Remaining(HOUR)),
                on("d", Remaining(0 * HOUR)),
                on("e", LowScore(5)),
                on("f", LowScore(2)),
            ]
        ),
        EscalationPath([wait("lead")], repeats=2, repeat_after=HOUR),
        EscalationPath(
            [wait("lead", repeat_every=HOUR, repeats=2)], repeats=2, ack_timeout=HOUR
        ),
        EscalationPath(
            [wait("lead")],
            repeat_after=HOUR,
            on_exhausted="notify_default",
            default="boss",
        ),
        EscalationPath([wait("lead")], ack="none"),
        EscalationPath(
            [
                on("a", Channel("media")),
                on("b", Channel("executive")),
                on("c", After(since="start")),
            ]
        ),
        EscalationPath(
            [
                on("a", Channel("media")),
                on(
                    "b", Channel("media"), condition=lambda ticket: ticket.priority == 1
                ),
            ]
        ),
    ],
)
def test_nothing_is_found_where_nothing_is_doubtful(path: EscalationPath) -> None:
    assert [] == found(path)


@pytest.mark.parametrize(
    ("path", "findings"),
    [
        (EscalationPath([wait("a", number=2)]), [("gap", "levels/2")]),
        (
            EscalationPath([wait("a"), wait("b", 5, number=3), wait("c", 5)]),
            [("gap", "levels/3")],
        ),
        (EscalationPath([Level(())]), [("no_targets", "levels/1")]),
        (EscalationPath.parse("80% a; 50% b"), [("order", "levels/2")]),
        (
            EscalationPath.parse("80% a; 50% b; 60% c; 90% d"),
            [("order", "levels/2"), ("order", "levels/3")],
        ),
        (EscalationPath.parse("1h a; 30m b"), [("order", "levels/2")]),
        (
            EscalationPath([on("a", Remaining(HOUR)), on("b", Remaining(2 * HOUR))]),
            [("order", "levels/2")],
        ),
        (
            EscalationPath([on("a", Reopenings(2)), on("b", Reopenings(1))]),
            [("order", "levels/2")],
        ),
        (
            EscalationPath([on("a", Contacts(3)), wait("b", 5), wait("c", 5)]),
            [("waits_for_event", "levels/2"), ("waits_for_event", "levels/3")],
        ),
        (
            EscalationPath(
                [on("a", Channel("media")), on("b", Channel({"media", "x"}))]
            ),
            [("unreachable", "levels/1")],
        ),
        (
            EscalationPath([on(who, Channel("media")) for who in "abc"]),
            [("unreachable", "levels/1"), ("unreachable", "levels/2")],
        ),
        (
            EscalationPath(
                [
                    on("a", Channel("media")),
                    on("b", AtFraction(1)),
                    on("c", Channel("media")),
                ]
            ),
            [("unreachable", "levels/1")],
        ),
        (
            EscalationPath(
                [wait("a", repeat_every=MINUTE, repeats=1), wait("b")],
                repeats=1,
                ack="none",
                ack_timeout=HOUR,
            ),
            [("unused", "ack_timeout"), ("loop", "repeats"), ("loop", "levels/1")],
        ),
        (
            EscalationPath([wait("a"), on("b", AtFraction(1))], repeats=1),
            [("no_wait", "repeats")],
        ),
        (
            EscalationPath(
                [wait("a", 5)], on_exhausted="notify_default", default="boss"
            ),
            [("no_wait", "repeat_after")],
        ),
        (
            EscalationPath(
                [on("a", Contacts(2))],
                repeats=1,
                on_exhausted="notify_default",
                default="boss",
            ),
            [("unused", "repeats"), ("unused", "default")],
        ),
    ],
)
def test_what_is_found(path: EscalationPath, findings: list[tuple[str, str]]) -> None:
    assert findings == found(path)


def test_service_and_real_time_are_not_compared() -> None:
    desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
    triggers = [
        After(HOUR, calendar=ALWAYS, since="start"),
        After(MINUTE, calendar=desk, since="start"),
    ]

    assert [] == found(EscalationPath([on("a", each) for each in triggers]))


def test_findings_in_words() -> None:
    path = EscalationPath(
        [
            Level((), number=2),
            on("b", Contacts(3)),
            wait("c", number=5),
            on("d", Contacts(2)),
        ],
        ack="none",
        repeats=2,
    )
    expected = """\
warning escalation.gap at levels/2: is the first one
warning escalation.gap at levels/5: comes after 3
error escalation.no_targets at levels/2: tells nobody
warning escalation.order at levels/6: comes by 2 contacts, before level 3 by 3 contacts
warning escalation.waits_for_event at levels/5: waits for level 3, which may never come
warning escalation.loop at repeats: no acknowledgement ends the passes
error escalation.no_wait at repeats: all passes come at one instant"""

    assert expected == "\n".join(map(str, path.check()))


def test_an_unreachable_level_in_words() -> None:
    path = EscalationPath([on("a", Channel("media")), on("b", Channel("media"))])
    (finding,) = path.check()

    assert "never comes: channel media jumps to level 2" == finding.message
    assert Severity.WARNING is finding.severity


class TestRotas:
    PATH = EscalationPath(
        [Level(("lead", Roster(((60, ("anna",)),)))), wait("b", 5)],
        repeat_after=HOUR,
        on_exhausted="notify_default",
        default=(Roster(()), "boss"),
    )

    def test_their_gaps_are_found_in_a_period(self) -> None:
        gap = "nobody is on call in " + str(Interval(START, at(90)))

        assert [
            f"warning escalation.rota_gap at levels/1: {gap}",
            f"warning escalation.rota_gap at default: {gap}",
        ] == [str(each) for each in self.PATH.check(start=START, end=at(90))]

    def test_without_one_they_are_not_looked_for(self) -> None:
        assert () == self.PATH.check()

    def test_a_period_has_two_ends(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match="end must be given together with"
        ):
            self.PATH.check(start=START)
        with pytest.raises(
            InvalidArgumentError, match="end must be given together with"
        ):
            self.PATH.check(end=START)
        with pytest.raises(InvalidArgumentError, match="end must be later than"):
            self.PATH.check(start=START, end=START)
        with pytest.raises(NaiveDatetimeError, match="start"):
            self.PATH.check(start=START.replace(tzinfo=None), end=START)
