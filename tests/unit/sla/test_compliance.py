"""Compliance: how many kept their target, and how sure that is."""

import pickle
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import attrs
import pytest

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.sla import (
    Compliance,
    ComplianceUnit,
    Metric,
    Period,
    ServiceLevelTarget,
    Signal,
    SignalKind,
    SlaState,
    SlaStatus,
    Waiver,
    compliance,
    measure_signals,
)

NINE = datetime(2026, 1, 5, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
NOW = NINE + 10 * HOUR
TARGET = ServiceLevelTarget(Metric.RESOLUTION, 4 * HOUR, ServiceCalendar.always())


def seen(*story: tuple[SignalKind, float], site: str = "Kazan") -> SlaStatus:
    """Measure signals given by kind and hours since nine."""
    return measure_signals(
        [Signal(NINE + hours * HOUR, kind) for kind, hours in story],
        TARGET,
        now=NOW,
        attributes={"site": site},
    )


def resolved(hours: float, *, site: str = "Kazan") -> SlaStatus:
    story = ((SignalKind.OPENED, 0), (SignalKind.RESOLVED, hours))
    return seen(*story, site=site)


MET = resolved(3)
LATE = resolved(5)
OPEN_LATE = seen((SignalKind.OPENED, 0))
RUNNING = seen((SignalKind.OPENED, 9))
AT_RISK = seen((SignalKind.OPENED, 6.5))
PAUSED = seen((SignalKind.OPENED, 0), (SignalKind.PAUSED, 1))
CANCELLED = seen((SignalKind.OPENED, 0), (SignalKind.CANCELLED, 5))
NOT_STARTED = seen((SignalKind.ACKNOWLEDGED, 0))
ALL = (MET, LATE, OPEN_LATE, RUNNING, AT_RISK, PAUSED, CANCELLED, NOT_STARTED)


def site(status: SlaStatus) -> object:
    return status.attributes["site"]


def rounded(found: Compliance) -> tuple[float, ...]:
    assert found.share is not None
    assert found.low is not None
    assert found.high is not None
    return tuple(round(value, 4) for value in (found.share, found.low, found.high))


class TestCounts:
    def test_each_state_is_counted_apart(self) -> None:
        assert {
            SlaState.CANCELLED: 1,
            SlaState.NOT_STARTED: 1,
            SlaState.BREACHED: 2,
            SlaState.MET: 1,
            SlaState.PAUSED: 1,
            SlaState.AT_RISK: 1,
            SlaState.RUNNING: 1,
        } == compliance(ALL).counts

    def test_states_that_do_not_occur_count_zero(self) -> None:
        assert dict.fromkeys(SlaState, 0) == compliance([]).counts

    def test_they_add_up_to_what_was_counted(self) -> None:
        found = compliance(ALL)

        assert len(ALL) == sum(found.counts.values()) == len(found.statuses)

    def test_they_are_read_only(self) -> None:
        with pytest.raises(TypeError, match="does not support item assignment"):
            compliance(ALL).counts[SlaState.MET] = 9  # type: ignore[index]

    def test_any_iterable_is_read_once(self) -> None:
        assert compliance(ALL) == compliance(iter(ALL))

    @pytest.mark.parametrize("other", [None, "met", SlaState.MET, (MET, LATE)])
    @pytest.mark.parametrize("by", [None, str])
    def test_what_is_no_status_is_refused_by_name(self, other: Any, by: Any) -> None:
        with pytest.raises(WrongTypeError, match="statuses must be Sla") as caught:
            compliance([MET, other, LATE], by=by)

        assert ("statuses", other) == (caught.value.argument, caught.value.value)


class TestShare:
    def test_open_breaches_count(self) -> None:
        found = compliance([MET, LATE, OPEN_LATE])

        assert (1, 2, 3) == (found.met, found.breached, found.n)
        assert found.share == 1 / 3

    @pytest.mark.parametrize("other", [RUNNING, AT_RISK, PAUSED, CANCELLED])
    def test_what_is_neither_met_nor_breached_counts_for_neither(
        self, other: SlaStatus
    ) -> None:
        found = compliance([MET, LATE, other])

        assert (2, 0.5) == (found.n, found.share)

    @pytest.mark.parametrize("statuses", [(), (RUNNING, PAUSED, CANCELLED)])
    def test_of_nothing_it_is_undefined(self, statuses: tuple[SlaStatus, ...]) -> None:
        found = compliance(statuses)

        assert found.n == 0
        assert (None, None, None) == (found.share, found.low, found.high)

    @pytest.mark.parametrize(
        ("met", "n", "expected"),
        [
            # Newcombe, Statistics in Medicine 17 (1998) 857, table I, method 3.
            (81, 263, (0.3080, 0.2553, 0.3662)),
            (15, 148, (0.1014, 0.0624, 0.1605)),
            (0, 20, (0.0, 0.0, 0.1611)),
            (1, 29, (0.0345, 0.0061, 0.1718)),
            (20, 20, (1.0, 0.8389, 1.0)),
            (1, 1, (1.0, 0.2065, 1.0)),
        ],
    )
    def test_its_interval_is_wilson_s(
        self, met: int, n: int, expected: tuple[float, ...]
    ) -> None:
        found = compliance([*[MET] * met, *[LATE] * (n - met)])

        assert expected == rounded(found)
        assert found.confidence == 0.95

    @pytest.mark.parametrize(("met", "end"), [(0, "low"), (7, "high")])
    def test_its_interval_ends_exactly_at_0_and_1(self, met: int, end: str) -> None:
        found = compliance([*[MET] * met, *[LATE] * (7 - met)])

        assert met / 7 == getattr(found, end) == found.share

    def test_more_confidence_is_a_wider_interval(self) -> None:
        statuses = [*[MET] * 81, *[LATE] * 182]

        assert rounded(compliance(statuses, confidence=0.99)) == (
            0.3080,
            0.2401,
            0.3853,
        )

    def test_confidence_may_be_next_to_1(self) -> None:
        low, high = rounded(compliance([MET, LATE], confidence=1 - 2**-53))[1:]

        assert (0.0071, 0.9929) == (low, high)

    @pytest.mark.parametrize("confidence", ["0.95", None])
    @pytest.mark.parametrize("statuses", [(), (MET,)])
    def test_confidence_is_a_number(
        self, statuses: tuple[SlaStatus, ...], confidence: Any
    ) -> None:
        with pytest.raises(WrongTypeError, match="confidence must be a number"):
            compliance(statuses, confidence=confidence)

    @pytest.mark.parametrize("confidence", [0, 1, -0.5, 95, float("nan")])
    @pytest.mark.parametrize("statuses", [(), (MET,)])
    def test_confidence_is_above_0_and_below_1(
        self, statuses: tuple[SlaStatus, ...], confidence: float
    ) -> None:
        with pytest.raises(InvalidArgumentError, match="confidence must be above 0"):
            compliance(statuses, confidence=confidence)


class TestGroups:
    KAZAN = (MET, MET, LATE)
    PERM = (resolved(5, site="Perm"), resolved(2, site="Perm"))

    def test_there_are_none_unless_asked_for(self) -> None:
        assert compliance(ALL).groups == {}

    def test_each_key_has_the_figures_of_its_own(self) -> None:
        found = compliance([*self.KAZAN, *self.PERM], by=site)

        assert {
            "Kazan": compliance(self.KAZAN),
            "Perm": compliance(self.PERM),
        } == found.groups
        assert found.share == 3 / 5

    def test_they_have_the_confidence_of_the_whole(self) -> None:
        found = compliance(self.KAZAN, by=site, confidence=0.9)

        assert compliance(self.KAZAN, confidence=0.9) == found.groups["Kazan"]

    def test_keys_come_in_the_order_in_which_they_were_first_seen(self) -> None:
        mixed = [self.PERM[0], *self.KAZAN, self.PERM[1]]

        assert list(compliance(mixed, by=site).groups) == ["Perm", "Kazan"]

    def test_their_counts_add_up_to_the_whole(self) -> None:
        found = compliance([*self.KAZAN, *self.PERM], by=lambda status: status.state)
        summed: Counter[SlaState] = Counter()
        for group in found.groups.values():
            summed.update(group.counts)

        assert summed == found.counts


class TestPeriods:
    """Statuses by month, quarter or year of one of their dates."""

    KAZAN = (MET, LATE)
    LATER = attrs.evolve(
        measure_signals(
            [Signal(NINE + 24 * 30 * HOUR, SignalKind.OPENED)],
            TARGET,
            now=NINE + 24 * 60 * HOUR,
        ),
        attributes={"site": "Perm"},
    )

    def test_each_period_has_the_figures_of_its_own(self) -> None:
        found = compliance([*self.KAZAN, self.LATER], period=Period("started"))

        assert {
            date(2026, 1, 1): compliance(self.KAZAN),
            date(2026, 2, 1): compliance([self.LATER]),
        } == found.groups

    def test_the_date_that_decides_is_named(self) -> None:
        ends = compliance([*self.KAZAN, self.LATER], period=Period("finished", "year"))

        assert {
            date(2026, 1, 1): compliance(self.KAZAN),
            None: compliance([self.LATER]),
        } == ends.groups

    def test_with_a_key_there_are_pairs(self) -> None:
        found = compliance(
            [*self.KAZAN, self.LATER, PAUSED], by=site, period=Period("due", "quarter")
        )

        assert {
            ("Kazan", date(2026, 1, 1)): compliance(self.KAZAN),
            ("Perm", date(2026, 1, 1)): compliance([self.LATER]),
            ("Kazan", None): compliance([PAUSED]),
        } == found.groups

    @pytest.mark.parametrize("period", ["started", "month", date(2026, 1, 1)])
    def test_what_is_no_period_is_refused(self, period: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            compliance(ALL, period=period)

        assert str(caught.value) == f"period must be a Period, got {period!r}"


class TestUnit:
    """A status of several cycles counts once, or each of its cycles does."""

    STORY = (
        ("opened", 0),
        ("agent_reply", 0.5),
        ("requester_message", 1),
        ("agent_reply", 4),
        ("requester_message", 5),
        ("agent_reply", 6),
        ("requester_message", 9),
    )
    ASKED = measure_signals(
        [Signal(NINE + hours * HOUR, kind) for kind, hours in STORY],
        attrs.evolve(TARGET, metric="next_response", within=2 * HOUR),
        now=NOW,
    )

    @pytest.mark.parametrize(
        ("unit", "counts"),
        [
            ("ticket", {SlaState.RUNNING: 1}),
            ("cycle", {SlaState.BREACHED: 1, SlaState.MET: 1, SlaState.RUNNING: 1}),
        ],
    )
    def test_it_says_what_is_counted(
        self, unit: str, counts: dict[SlaState, int]
    ) -> None:
        found = compliance([self.ASKED], unit=unit)

        assert dict.fromkeys(SlaState, 0) | counts == found.counts
        assert sum(counts.values()) == len(found.statuses)

    def test_a_ticket_counts_once_by_default(self) -> None:
        assert compliance([self.ASKED]) == compliance(
            [self.ASKED], unit=ComplianceUnit.TICKET
        )

    def test_cycles_are_grouped_each_for_itself(self) -> None:
        found = compliance([self.ASKED], unit="cycle", period=Period("due", "day"))

        assert [3] == [len(group.statuses) for group in found.groups.values()]

    def test_the_worst_cycle_is_found(self) -> None:
        (worst,) = compliance([self.ASKED], unit="cycle").worst()

        assert self.ASKED.worst_cycle == worst
        assert HOUR == worst.overrun

    @pytest.mark.parametrize("unit", ["tickets", None, 1])
    def test_an_unknown_unit_is_refused(self, unit: Any) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            compliance([], unit=unit)

        assert str(caught.value) == f"unit must be one of ticket, cycle, got {unit!r}"


class TestExcused:
    """Excused breaches stay breaches; the share is told without them too."""

    WAIVED = attrs.evolve(
        LATE, key="INC7", excused=(Waiver("INC7", "agreed", by="clara"),)
    )
    UNUSED = attrs.evolve(MET, key="INC7", excused=WAIVED.excused)
    CALLED_OFF = attrs.evolve(CANCELLED, key="INC7", excused=WAIVED.excused)

    def test_they_are_counted_among_the_breached(self) -> None:
        found = compliance([MET, MET, LATE, self.WAIVED])

        assert (2, 2, 1) == (found.met, found.breached, found.excused)
        assert found.share == 0.5

    def test_the_share_is_told_without_them_too(self) -> None:
        found = compliance([MET, MET, LATE, self.WAIVED])
        without = compliance([MET, MET, LATE])

        assert found.spared is not None
        assert (without.share, without.low, without.high) == (
            found.spared.value,
            found.spared.low,
            found.spared.high,
        )

    def test_it_has_the_same_confidence(self) -> None:
        found = compliance([MET, LATE, self.WAIVED], confidence=0.9)
        without = compliance([MET, LATE], confidence=0.9)

        assert found.spared is not None
        assert (without.low, without.high) == (found.spared.low, found.spared.high)

    def test_of_nothing_left_it_is_undefined(self) -> None:
        found = compliance([self.WAIVED, RUNNING])

        assert found.share == 0
        assert found.spared is None

    @pytest.mark.parametrize("other", [UNUSED, CALLED_OFF, LATE, MET])
    def test_what_is_not_breached_or_not_excused_is_not_counted(
        self, other: SlaStatus
    ) -> None:
        found = compliance([other])

        assert found.excused == 0
        assert found.share == (found.spared.value if found.spared else None)

    def test_groups_have_their_own(self) -> None:
        found = compliance([self.WAIVED, resolved(5, site="Perm")], by=site).groups

        assert [1, 0] == [group.excused for group in found.values()]


class TestWorst:
    LATE_BY = tuple(resolved(hours) for hours in (6, 9, 5, 8, 7))

    def test_the_largest_overrun_comes_first(self) -> None:
        worst = compliance([MET, *self.LATE_BY, RUNNING]).worst()

        assert [5, 4, 3, 2, 1] == [status.overrun / HOUR for status in worst]

    @pytest.mark.parametrize(
        ("n", "expected"), [(0, []), (1, [5]), (2, [5, 4]), (9, [5, 4, 3, 2, 1])]
    )
    def test_there_are_at_most_as_many_as_asked_for(
        self, n: int, expected: list[int]
    ) -> None:
        worst = compliance(self.LATE_BY).worst(n)

        assert expected == [status.overrun / HOUR for status in worst]

    @pytest.mark.parametrize("n", [-1, -5])
    def test_there_is_no_negative_number_of_them(self, n: int) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            compliance(self.LATE_BY).worst(n)

        assert str(caught.value) == f"n must be 0 or more, got {n}"

    @pytest.mark.parametrize("n", [2, 3, 9])
    def test_equal_ones_keep_their_order(self, n: int) -> None:
        ties = [attrs.evolve(LATE, key=key) for key in "bac"]
        worst = compliance([*ties, OPEN_LATE]).worst(n)

        assert [None, *"bac"][:n] == [status.key for status in worst]

    def test_five_are_enough_unless_said_otherwise(self) -> None:
        assert len(compliance([LATE] * 9).worst()) == 5

    def test_only_breached_ones_are_bad(self) -> None:
        assert compliance([MET, RUNNING, PAUSED, CANCELLED]).worst() == ()

    def test_open_ones_are_bad_too(self) -> None:
        assert (OPEN_LATE, LATE) == compliance([LATE, OPEN_LATE]).worst()


class TestValue:
    @pytest.mark.parametrize(
        ("statuses", "confidence", "text"),
        [
            ((), 0.95, "SLA compliance undefined (n=0)"),
            ((RUNNING,), 0.95, "SLA compliance undefined (n=0)"),
            (
                (MET, MET, LATE),
                0.95,
                "SLA compliance 66.7% (n=3, 95% CI 20.8%..93.9%)",
            ),
            ((LATE,), 0.9, "SLA compliance 0.0% (n=1, 90% CI 0.0%..73.0%)"),
            ((LATE,), 0.999, "SLA compliance 0.0% (n=1, 99.9% CI 0.0%..91.5%)"),
            ((MET,), 0.975, "SLA compliance 100.0% (n=1, 97.5% CI 16.6%..100.0%)"),
        ],
    )
    def test_its_text_has_share_sample_and_interval(
        self, statuses: tuple[SlaStatus, ...], confidence: float, text: str
    ) -> None:
        assert text == str(compliance(statuses, confidence=confidence))

    def test_it_does_not_print_every_status(self) -> None:
        assert "SlaStatus(" not in repr(compliance(ALL))

    def test_it_never_changes(self) -> None:
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            compliance(ALL).share = 1.0  # type: ignore[misc]

    def test_it_pickles(self) -> None:
        found = compliance(ALL, by=site)
        copy = pickle.loads(pickle.dumps(found))  # noqa: S301 - just made

        assert found == copy
        assert hash(found) == hash(copy)

    def test_other_statuses_make_another(self) -> None:
        assert compliance([MET]) != compliance([resolved(2)])


@pytest.mark.parametrize("statuses", [None, 5])
def test_statuses_come_in_a_list(statuses: Any) -> None:
    with pytest.raises(WrongTypeError, match="statuses must be SlaStatus values"):
        compliance(statuses)


def test_by_is_a_function() -> None:
    by: Any = "priority"
    with pytest.raises(WrongTypeError, match="by must be a function"):
        compliance([], by=by)
