"""What metrics of a desk answer: rates, times, backlogs, queues, availability."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from types import MappingProxyType
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from servicedesk_core.metrics import (
    KPI,
    Ageing,
    Availability,
    Backlog,
    BacklogUntil,
    Bucket,
    FirstContactRates,
    Flow,
    Goal,
    Impatience,
    KPIResult,
    Queue,
    Rate,
    Ratio,
    Recurrence,
    Redials,
    Route,
    Staffing,
    Times,
    ageing,
    availability,
    backlog,
    backlog_flow,
    erlang_a,
    erlang_c,
    first_contact_rates,
    rate,
    recurring_outages,
    redials,
    reliability,
    required_agents,
    route,
    time_to,
    times_between,
)
from servicedesk_core.testing.strategies._choices import few
from servicedesk_core.testing.strategies._desks import desks
from servicedesk_core.testing.strategies.instants import (
    LATEST,
    aware_datetimes,
    durations,
    intervals,
)
from servicedesk_core.testing.strategies.numbers import counts, shares
from servicedesk_core.testing.strategies.stats import confidences
from servicedesk_core.testing.strategies.texts import names
from servicedesk_core.tickets import Ticket, open_ticket

_Stay: TypeAlias = tuple[datetime, datetime | None]

_HOUR = timedelta(hours=1)
_DAY = 24 * _HOUR
_WEEK = 7 * _DAY


def rates() -> st.SearchStrategy[Rate]:
    """Shares with their interval and definition; without cases they are undefined.

    They shrink to one of no case.

    Example:
        >>> from hypothesis import find
        >>> print(find(rates(), lambda rate: rate.value is not None))
        0.0% (0 of 1, 95% CI 0.0%..79.3%): a
    """
    return st.builds(
        lambda good, whole, **others: rate(min(good, whole), whole, **others),
        counts(max=40),
        counts(max=40),
        definition=names(),
        left_out=counts(),
        confidence=confidences(),
    )


def ratios() -> st.SearchStrategy[Ratio]:
    """Numbers of one thing to each of another; without any of those, undefined.

    They shrink to none for none.

    Example:
        >>> from hypothesis import find
        >>> print(find(ratios(), lambda ratio: ratio.value == 0))
        0 (0 for 1): a
    """
    return st.builds(Ratio, names(), counts(), counts())


def kpi_results() -> st.SearchStrategy[KPIResult]:
    """What indicators say: targets kept, missed and not set, and no case to judge.

    They shrink to one without a case and a target.

    Example:
        >>> from hypothesis import find
        >>> print(find(kpi_results(), lambda result: True))
        a undefined (0 of 0): a
    """
    kpis: st.SearchStrategy[KPI[bool | None]] = st.builds(
        KPI,
        names(),
        numerator=st.just(bool),
        denominator=st.just(_is_known),
        target=st.none() | shares(),
        goal=st.sampled_from(Goal),
        definition=st.none() | names(),
    )
    cases = st.lists(st.sampled_from([False, True, None]), max_size=4)
    return st.builds(
        lambda kpi, cases, level: kpi.evaluate(cases, confidence=level),
        kpis,
        cases,
        confidences(),
    )


def first_contact_ratings() -> st.SearchStrategy[FirstContactRates]:
    """First contact resolution, gross and net; without tickets both are undefined.

    They shrink to those of no ticket.

    Example:
        >>> from hypothesis import find
        >>> found = find(first_contact_ratings(), lambda found: found.net.left_out > 0)
        >>> found.gross.value, found.net.value
        (0.0, None)
    """
    return st.builds(
        lambda first, later, beyond, level: first_contact_rates(
            first,
            total=first + later + beyond,
            not_resolvable=beyond,
            confidence=level,
        ),
        counts(),
        counts(),
        counts(),
        confidences(),
    )


def times() -> st.SearchStrategy[Times]:
    """Times of up to four cases: done, unfinished and missed, in wall or service time.

    They shrink to those of no case.

    Example:
        >>> from hypothesis import find
        >>> find(times(), lambda times: True).n
        0
    """
    stays = few(_stays(), most=4)
    options = {"calendar": st.none() | desks(), "now": st.none() | st.just(_LAST)}
    pairs = st.builds(times_between, stays, definition=names(), **options)
    tickets = few(_tickets(), most=4)
    return pairs | st.builds(time_to, st.just("resolved"), tickets, **options)


def ageings() -> st.SearchStrategy[Ageing[Any]]:
    """Ages of up to four things, all numbers or all durations, with buckets or none.

    They shrink to those of nothing.

    Example:
        >>> from hypothesis import find
        >>> find(ageings(), lambda ages: ages.n > 0 and len(ages.buckets) > 0).counts
        (1, 0)
    """
    return _ageings()


def buckets() -> st.SearchStrategy[Bucket[Any]]:
    """Buckets of ages, the last ones without an end.

    They shrink to an empty one.

    Example:
        >>> from hypothesis import find
        >>> find(buckets(), lambda bucket: bucket.count > 0).count
        1
    """
    return st.builds(
        lambda found, place: found.buckets[place % len(found.buckets)],
        _ageings(edges=1),
        counts(max=3),
    )


def backlogs() -> st.SearchStrategy[Backlog]:
    """Backlogs of up to four cases, with buckets of ages or none.

    They shrink to an empty one.

    Example:
        >>> from hypothesis import find
        >>> print(find(backlogs(), lambda backlog: True))
        0 waiting: opened and not closed at the instant
    """
    return st.builds(
        backlog,
        st.lists(_stays() | _tickets(), max_size=4),
        at=aware_datetimes(),
        until=st.sampled_from(BacklogUntil),
        edges=_edges(durations(min_value=_HOUR)),
    )


def flows() -> st.SearchStrategy[Flow]:
    """Backlogs from the opening to the closing of a period, growing and shrinking.

    They shrink to one of nothing.

    Example:
        >>> from hypothesis import find
        >>> find(flows(), lambda flow: flow.net < 0)
        Flow(opening=1, came=0, resolved=1)
    """
    return st.builds(
        lambda opening, created, reopened, resolved: backlog_flow(
            opening,
            created=created,
            reopened=reopened,
            resolved=min(resolved, opening + created + reopened),
        ),
        counts(),
        counts(),
        counts(max=3),
        counts(max=40),
    )


def routes() -> st.SearchStrategy[Route]:
    """Ways of cases through up to four groups, with transfers and bounces.

    They shrink to that of a case that no group had.

    Example:
        >>> from hypothesis import find
        >>> find(routes(), lambda route: route.bounces > 0).transfers
        2
    """
    return st.lists(st.none() | names(), max_size=4).map(route)


def recurrences() -> st.SearchStrategy[Recurrence]:
    """Patterns of three or four outages: an hour of the week, and a steady distance.

    They shrink to Mondays at nine.

    Example:
        >>> from hypothesis import find
        >>> found = find(recurrences(), lambda found: True)
        >>> found.kind.value, found.weekday, found.hour, len(found.starts)
        ('weekly', 0, 9, 3)
    """
    return _weekly() | _steady()


def availabilities() -> st.SearchStrategy[Availability[Any]]:
    """Availability in numbers and in durations, with outages, planned times and hours.

    They shrink to that of a period without an outage.

    Example:
        >>> from hypothesis import find
        >>> find(availabilities(), lambda found: True)
        Availability(agreed=30, down=0, failures=0, longest=None)
    """
    outages = st.lists(intervals(max_value=_LAST), max_size=3)
    of_instants = st.builds(
        availability,
        outages,
        period=intervals(),
        planned=outages,
        calendar=st.none() | desks(),
    )
    hours = st.tuples(counts(max=30), counts(max=30)).map(
        lambda pair: tuple(sorted(pair))
    )
    of_numbers = st.builds(
        availability,
        st.lists(hours | st.tuples(counts(), st.none()), max_size=3),
        period=st.tuples(counts(max=9), counts(max=40, min=10)),
        planned=st.lists(hours, max_size=1),
    )
    return st.one_of(
        _reliable(counts(max=10), least=30),
        _reliable(durations(max_value=_DAY), least=3 * _DAY),
        of_numbers,
        of_instants,
    )


def queues() -> st.SearchStrategy[Queue]:
    """Waits of calls by Erlang C, from idle agents to nearly overloaded ones.

    They shrink to one agent without a call.

    Example:
        >>> from hypothesis import find
        >>> print(find(queues(), lambda queue: queue.occupancy == 0.5))
        1 agents: service level 50.0%, ASA 1 s, occupancy 50.0%
    """
    return st.builds(
        lambda agents, occupancy, aht, target: erlang_c(
            agents * occupancy, agents, aht=aht, target=target
        ),
        counts(min=1),
        st.floats(0, 0.99, allow_subnormal=False),
        st.integers(1, 600),
        counts(max=60),
    )


def impatient_queues() -> st.SearchStrategy[Impatience]:
    """Waits and losses of callers who hang up, by Erlang A, in overload too.

    They shrink to those of no call.

    Example:
        >>> from hypothesis import find
        >>> find(impatient_queues(), lambda found: found.p_wait == 0).mean_wait
        0.0
    """
    per_hour = st.integers(1, 10) | st.floats(0.1, 10)
    return st.builds(
        erlang_a, counts() | st.floats(0, 40), per_hour, per_hour, counts(min=1)
    )


def redialled_loads() -> st.SearchStrategy[Redials]:
    """Loads of lines whose blocked callers try again, from none to all of them.

    They shrink to no load.

    Example:
        >>> from hypothesis import find
        >>> find(redialled_loads(), lambda found: found.lost > 0).blocking
        0.5
    """
    lines = counts(min=1)
    eager = st.builds(
        lambda servers, part: redials(servers * part, servers, persistence=1),
        lines,
        st.floats(0, 0.9),
    )
    loads = counts() | st.floats(0, 40)
    return st.builds(redials, loads, lines, persistence=st.floats(0, 0.9)) | eager


def staffings() -> st.SearchStrategy[Staffing]:
    """Agents that a promise takes, with shrinkage and limits of occupancy.

    They shrink to none, for no calls.

    Example:
        >>> from hypothesis import find
        >>> print(find(staffings(), lambda found: True))
        0 positions: no calls
    """
    return st.builds(
        required_agents,
        counts(max=200),
        interval=st.sampled_from([timedelta(minutes=30), 3600]),
        aht=st.sampled_from([90, timedelta(minutes=3)]) | st.integers(1, 600),
        target=counts(max=60),
        service_level=st.sampled_from([0.8, 0.9]) | st.floats(0, 0.99),
        max_occupancy=st.sampled_from([1, 0.85]),
        shrinkage=st.sampled_from(["0", "0.3"]),
    )


_LAST = LATEST + 60 * _DAY
"""Later than all that is drawn."""


def _is_known(case: object) -> bool:
    return case is not None


def _stays() -> st.SearchStrategy[_Stay]:
    """Draw when cases were opened, and when they ended, if they did."""
    ended = intervals().map(lambda interval: (interval.start, interval.end))
    return st.tuples(aware_datetimes(), st.none()) | ended


def _tickets() -> st.SearchStrategy[Ticket]:
    """Draw tickets that are open, resolved, or cancelled before that."""
    return st.builds(_ticket, _stays(), st.booleans())


def _ticket(stay: _Stay, is_resolved: bool) -> Ticket:  # noqa: FBT001 - it is drawn
    opened, ended = stay
    ticket = open_ticket("INC1", at=opened)
    if ended is None:
        return ticket
    if is_resolved:
        return ticket.resolve(at=ended, by=None, code="a", notes="a")
    return ticket.cancel(at=ended, by=None, reason="a")


def _ageings(*, edges: int = 0) -> st.SearchStrategy[Ageing[Any]]:
    numbers = counts() | st.floats(0, 100, allow_subnormal=False)
    return st.one_of(
        *(
            st.builds(
                ageing, st.lists(ages, max_size=4), edges=_edges(steps, least=edges)
            )
            for ages, steps in (
                (numbers, counts(min=1)),
                (durations(), durations(min_value=_HOUR)),
            )
        )
    )


def _edges(
    steps: st.SearchStrategy[Any], *, least: int = 0
) -> st.SearchStrategy[list[Any]]:
    """Draw ascending edges of buckets, by the steps between them."""
    found = st.lists(steps, min_size=least, max_size=3)
    return found.map(lambda steps: list(accumulate(steps)))


def _weekly() -> st.SearchStrategy[Recurrence]:
    return st.builds(
        _of_an_hour,
        st.sampled_from(["UTC", "Europe/Berlin", "America/New_York"]),
        counts(max=6),
        counts(max=9),
        st.lists(st.integers(1, 9), min_size=2, max_size=3),
        st.lists(counts(max=59), min_size=4, max_size=4),
    )


def _of_an_hour(
    zone: str, weekday: int, hour: int, gaps: list[int], minutes: list[int]
) -> Recurrence:
    """Return outages of one hour of the week; by day no clock changes."""
    first = datetime(2026, 1, 5 + weekday, 9 + hour, tzinfo=ZoneInfo(zone))
    starts = [
        first + weeks * _WEEK + late * timedelta(minutes=1)
        for weeks, late in zip(accumulate(gaps, initial=0), minutes, strict=False)
    ]
    return recurring_outages(starts, tz=zone)[0]


def _steady() -> st.SearchStrategy[Recurrence]:
    return st.builds(
        _at_a_distance,
        aware_datetimes(),
        durations(min_value=2 * _HOUR),
        st.lists(durations(max_value=_HOUR / 2), min_size=3, max_size=4),
    )


def _at_a_distance(
    first: datetime, gap: timedelta, late: list[timedelta]
) -> Recurrence:
    """Return outages that come after one and the same time, to half an hour."""
    start = first.astimezone(UTC)
    starts = [start + n * gap + each for n, each in enumerate(late)]
    return recurring_outages(starts, tz="UTC", tolerance=_HOUR)[-1]


def _reliable(
    lengths: st.SearchStrategy[Any], *, least: Any
) -> st.SearchStrategy[Availability[Any]]:
    downtimes = st.lists(lengths, max_size=3)
    periods = lengths.map(lambda length: least + length)
    return st.builds(reliability, downtimes, period=periods)


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        Ageing: ageings,
        Availability: availabilities,
        Backlog: backlogs,
        Bucket: buckets,
        FirstContactRates: first_contact_ratings,
        Flow: flows,
        Impatience: impatient_queues,
        KPIResult: kpi_results,
        Queue: queues,
        Rate: rates,
        Ratio: ratios,
        Recurrence: recurrences,
        Redials: redialled_loads,
        Route: routes,
        Staffing: staffings,
        Times: times,
    }
)
