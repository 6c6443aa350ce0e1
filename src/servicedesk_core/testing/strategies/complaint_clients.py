"""What clients are worth: tenure, goodwill, retention, teaching, market damage."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from servicedesk_core.complaints import (
    CCMC_2020,
    TARP_LARGE_LOSS,
    TARP_SMALL_LOSS,
    TAUGHT_CLIENTS,
    ClientPeriod,
    DiscountTiers,
    Fault,
    GestureQuality,
    GoodwillDecision,
    GoodwillRule,
    MarketDamage,
    Payback,
    Preset,
    RetentionCase,
    Season,
    Tenure,
    client_tenure,
    market_damage,
    payback,
    retention_case,
)
from servicedesk_core.money import Money
from servicedesk_core.testing.strategies._complaint_parts import (
    days_after,
    decimal_shares,
    in_one_currency,
    or_published,
    prices,
)
from servicedesk_core.testing.strategies.instants import dates
from servicedesk_core.testing.strategies.numbers import attributes, counts, decimals_
from servicedesk_core.testing.strategies.texts import labels, names

_PUBLISHED = (TARP_SMALL_LOSS, TARP_LARGE_LOSS, CCMC_2020, TAUGHT_CLIENTS)
_LONGEST = 3650
_Outcome = tuple[int, Decimal]
"""A cut in the 100 % of complaints, and the share who buy again after an outcome."""


def client_periods() -> st.SearchStrategy[ClientPeriod]:
    """Times in which a client had one account, over or not, proven or not.

    They shrink to one from 2026-01-05 on that is not over.

    Example:
        >>> from hypothesis import find
        >>> period = find(client_periods(), lambda period: period.end is not None)
        >>> str(period.start), str(period.end)
        ('2026-01-05', '2026-01-06')
    """
    return st.builds(
        _client_period,
        dates(),
        st.none() | counts(min=1, max=600),
        labels(),
        st.booleans(),
    )


def tenures() -> st.SearchStrategy[Tenure]:
    """How long clients have been clients, by up to four accounts, with gaps or not.

    They shrink to no day at all.

    Example:
        >>> from hypothesis import find
        >>> tenure = find(tenures(), lambda tenure: tenure.gaps)
        >>> tenure.days, len(tenure.periods)
        (2, 2)
    """
    lengths = st.none() | counts(min=1, max=60)
    is_proven = st.sampled_from([True, True, False])
    own = st.tuples(counts(max=120), lengths, labels(), is_proven)
    return st.builds(_tenure, dates(), st.lists(own, max_size=4), st.integers(-30, 300))


def discount_tiers() -> st.SearchStrategy[DiscountTiers]:
    """Discounts of regular clients, of one to three tiers.

    They shrink to none from the first day on.

    Example:
        >>> from hypothesis import find
        >>> find(discount_tiers(), lambda tiers: True).discount(0)
        Decimal('0.00')
    """
    tiers = st.dictionaries(
        counts(max=_LONGEST), decimals_(max_value=100), min_size=1, max_size=3
    )
    return st.builds(DiscountTiers, tiers)


def goodwill_rules() -> st.SearchStrategy[GoodwillRule]:
    """Limits of gestures by tenure, one to three of them.

    They shrink to a limit of 0.

    Example:
        >>> from hypothesis import find
        >>> rule = find(goodwill_rules(), lambda rule: len(rule.limits) == 2)
        >>> sorted(rule.limits)
        [0, 1]
    """
    return in_one_currency(_goodwill_rules)


def goodwill_decisions() -> st.SearchStrategy[GoodwillDecision]:
    """Whether to give clients something that nobody owes, for every reason.

    They shrink to a refusal: a gift of 0 to a client who is worth nothing.

    Example:
        >>> from hypothesis import find
        >>> decision = find(goodwill_decisions(), lambda decision: decision.is_granted)
        >>> [reason.value for reason in decision.reasons]
        ['no_fault', 'within_limit', 'worth_it']
    """
    return in_one_currency(_goodwill_decisions)


def retention_cases() -> st.SearchStrategy[RetentionCase]:
    """Whether clients are worth keeping, at a price or for nothing.

    They shrink to a client who is worth nothing and costs nothing.

    Example:
        >>> from hypothesis import find
        >>> find(retention_cases(), lambda case: True).ratio is None
        True
    """
    return in_one_currency(_retention_cases)


def seasons() -> st.SearchStrategy[Season]:
    """Parts of a year, a day long or more.

    They shrink to 2026-01-05.

    Example:
        >>> from hypothesis import find
        >>> print(find(seasons(), lambda season: True))
        [2026-01-05, 2026-01-06)
    """
    return st.builds(
        lambda start, days: Season(start, start + timedelta(days=days)),
        dates(),
        counts(min=1, max=180),
    )


def paybacks() -> st.SearchStrategy[Payback]:
    """What teaching clients costs and saves, with contacts now or without.

    They shrink to nothing.

    Example:
        >>> from hypothesis import find
        >>> print(find(paybacks(), lambda payback: not payback.pays).net)
        -0.0100 EUR
    """
    return in_one_currency(_paybacks)


def market_damages() -> st.SearchStrategy[MarketDamage]:
    """What problems cost in clients and revenue, by one to three outcomes.

    They shrink to no client at all.

    Example:
        >>> from hypothesis import find
        >>> damage = find(market_damages(), lambda damage: damage.silent > 0)
        >>> sorted(damage.lost_by), damage.multiplier
        (['a', 'silent'], None)
    """
    return in_one_currency(_market_damages)


def presets() -> st.SearchStrategy[Preset]:
    """Figures that somebody published, such as those of the library.

    They shrink to no figure.

    Example:
        >>> from hypothesis import find
        >>> find(presets(), lambda preset: True)
        Preset(name='a', figures=FrozenMap({}), source='a')
    """
    return or_published(st.builds(Preset, names(), attributes(), names()), _PUBLISHED)


def _client_period(
    start: date,
    days: int | None,
    account: str,
    is_proven: bool,  # noqa: FBT001 - drawn with the others
) -> ClientPeriod:
    end = days_after(start, days)
    return ClientPeriod(start, end, account=account, is_proven=is_proven)


def _tenure(
    day: date, given: Iterable[tuple[int, int | None, str, bool]], seen_after: int
) -> Tenure:
    """Return how long a client is one, whose accounts begin so many days apart."""
    periods = []
    for step, days, account, is_proven in given:
        day += timedelta(days=step)
        periods.append(_client_period(day, days, account, is_proven))
    return client_tenure(periods, on=day + timedelta(days=seen_after))


def _goodwill_rules(currency: str) -> st.SearchStrategy[GoodwillRule]:
    limits = st.builds(
        lambda first, later: {0: first, **later},
        prices(currency),
        st.dictionaries(counts(min=1, max=_LONGEST), prices(currency), max_size=2),
    )
    return st.builds(GoodwillRule, limits, share_of_value=decimal_shares())


def _goodwill_decisions(currency: str) -> st.SearchStrategy[GoodwillDecision]:
    return st.builds(
        GoodwillRule.decide,
        _goodwill_rules(currency),
        prices(currency, most=100),
        fault=st.sampled_from(list(Fault)[::-1]),
        tenure=counts(max=_LONGEST) | tenures(),
        lifetime_value=prices(currency),
        p_uplift=decimal_shares(),
        qualities=st.frozensets(st.sampled_from(GestureQuality)),
    )


def _retention_cases(currency: str) -> st.SearchStrategy[RetentionCase]:
    price = prices(currency)
    return st.builds(
        retention_case,
        price,
        p_save=decimal_shares(),
        lifetime_value=price,
        acquisition_cost=price,
    )


def _paybacks(currency: str) -> st.SearchStrategy[Payback]:
    minutes = decimals_(max_value=60)
    return st.builds(
        payback,
        counts(),
        counts(),
        extra_minutes=minutes,
        handling_minutes=minutes,
        reduction=decimal_shares(),
        cost_per_minute=prices(currency),
    )


def _market_damages(currency: str) -> st.SearchStrategy[MarketDamage]:
    outcomes = st.dictionaries(
        names().filter(lambda name: name != "silent"),
        st.tuples(counts(max=100), decimal_shares()),
        min_size=1,
        max_size=3,
    )
    return st.builds(
        _market_damage,
        counts(max=1000),
        st.tuples(decimal_shares(), decimal_shares(), decimal_shares()),
        outcomes,
        prices(currency),
    )


def _market_damage(
    customers: int,
    shares: Sequence[Decimal],
    outcomes: Mapping[str, _Outcome],
    value: Money,
) -> MarketDamage:
    problem_rate, complaint_rate, silent_repurchase = shares
    return market_damage(
        customers,
        problem_rate=problem_rate,
        complaint_rate=complaint_rate,
        outcomes=_divided(outcomes),
        repurchase={name: again for name, (_, again) in outcomes.items()},
        silent_repurchase=silent_repurchase,
        value=value,
    )


def _divided(outcomes: Mapping[str, _Outcome]) -> dict[str, Decimal]:
    """Return the share of each outcome: what lies between two cuts."""
    cuts = sorted(cut for cut, _ in outcomes.values())
    parts = pairwise([0, *cuts[:-1], 100])
    found = (Decimal(high - low).scaleb(-2) for low, high in parts)
    return dict(zip(outcomes, found, strict=True))


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        ClientPeriod: client_periods,
        Tenure: tenures,
        DiscountTiers: discount_tiers,
        GoodwillRule: goodwill_rules,
        GoodwillDecision: goodwill_decisions,
        RetentionCase: retention_cases,
        Season: seasons,
        Payback: paybacks,
        MarketDamage: market_damages,
        Preset: presets,
    }
)
