"""How the inputs of a published formula are put to the library: desk and complaints."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from golden.formula_answers import Answer, Given, scores_of
from servicedesk_core import Money, complaints, metrics


def money(amount: float) -> Money:
    """Return an amount of a case, which names no currency."""
    return Money(str(amount), "RUB")


def _queue(ask: Any, given: Given) -> Mapping[str, object]:
    found = ask(
        given["erlangs"], given["agents"], aht=given["aht_s"], target=given["target_s"]
    )
    return {
        "p_wait": found.p_wait,
        "asa_s": found.asa,
        "service_level": found.service_level,
        "occupancy": found.occupancy,
        "queue_length": found.queue_length,
    }


def _staffing(ask: Any, given: Given) -> Mapping[str, object]:
    found = ask(
        given["calls"],
        interval=timedelta(minutes=given["interval_min"]),
        aht=timedelta(minutes=given["aht_min"]),
        target=given["target_s"],
        service_level=given["service_level"],
        max_occupancy=given["max_occupancy"],
        shrinkage=given["shrinkage"],
    )
    return {
        "raw_positions": found.raw_positions,
        "positions": found.positions,
        "service_level": found.service_level,
        "occupancy": found.occupancy,
        "waiting_probability": found.p_wait,
    }


def _impatience(ask: Any, given: Given) -> Mapping[str, object]:
    found = ask(**given)
    return {
        "p_wait": found.p_wait,
        "p_abandon": found.p_abandon,
        "mean_wait": found.mean_wait,
    }


def _answer_times(ask: Any, given: Given) -> Mapping[str, object]:
    aht = metrics.average_handling_time(
        talk=given["talk_s"], hold=given["hold_s"], wrap=given["wrap_s"]
    )
    return {"asa_s": ask(given["waits_s"]), "aht_s": aht}


def _ageing(ask: Any, given: Given) -> Mapping[str, object]:
    found = ask(given["age_days"], edges=[2, 7, 30])
    return {
        "buckets": found.counts,
        "median_days": found.median,
        "oldest": found.oldest,
    }


def _rates(ask: Any, given: Given) -> Mapping[str, object]:
    def share(part: str, whole: str) -> object:
        return ask(given[part], given[whole], definition=f"{part} of {whole}").value

    transfers = metrics.Ratio("transfers", given["transfers_total"], given["tickets"])
    return {
        "reopen_rate": share("reopened", "resolved"),
        "repeat_contact_rate": share("repeat_within_window", "resolved"),
        "transfer_rate": share("transferred_at_least_once", "tickets"),
        "transfers_per_ticket": transfers.value,
    }


def _route(ask: Any, given: Given) -> Mapping[str, object]:
    found = ask(given["history"])
    return {
        "transfers": found.transfers,
        "bounces": found.bounces,
        "distinct_groups": len(found.groups),
    }


def _availability(ask: Any, given: Given) -> Mapping[str, object]:
    found = ask(given["outages"], period=given["period"])
    return {"down": found.down, "availability": found.value}


def _flow(ask: Any, given: Given) -> Mapping[str, object]:
    wip = ask(arrival_rate=given["arrivals_per_day"], mean_time=given["mean_days"])
    return {"wip": wip}


def _retention(ask: Any, given: Given) -> Mapping[str, object]:
    curve = ask(given["table"], source=given.get("source", "a case"))
    policy = given["policy"]
    return {
        "rate_2": curve.rate(2, between=policy),
        "expected_loyal": curve.expected(given["share"], between=policy),
    }


def _failure_cost(ask: Any, given: Given) -> Mapping[str, object]:
    low, high = money(given["prevention_low"]), money(given["prevention_high"])
    contacts = [(count, money(price)) for count, price in given["contacts"]]
    found = ask(contacts, prevention=(low, high))
    return {
        "cost": found.cost,
        "ratio_high_price": found.low,
        "ratio_low_price": found.high,
        "breakeven_probability_at_0_40": complaints.break_even(high, found.cost),
    }


def _cycle_times(ask: Any, given: Given) -> Mapping[str, object]:
    times = (timedelta(minutes=given[each]) for each in ("before_min", "after_min"))
    return {"ratio": ask(*times)}


def _payback(ask: Any, given: Given) -> Mapping[str, object]:
    found = ask(
        given["contacts_now"],
        given["contacts_next_base"],
        extra_minutes=given["extra_min"],
        handling_minutes=given["aht_min"],
        reduction=given["reduction"],
        cost_per_minute=money(given["cost_per_min"]),
    )
    return {
        "invest": found.invest,
        "save": found.save,
        "net": found.net,
        "breakeven_extra_min": found.break_even_minutes,
    }


def _credits(ask: Any, given: Given) -> Mapping[str, object]:
    fee = money(given["monthly_fee"])
    uptimes = given["uptimes_pct"]
    return {
        "credit_pct": [ask.percent(uptime) for uptime in uptimes],
        "credit": [ask.settle([uptime], fee=fee).credit for uptime in uptimes],
    }


def _damage(ask: Any, given: Given) -> Mapping[str, object]:
    repurchase = dict(given["repurchase"])
    found = ask(
        given["customers"],
        problem_rate=given["problem_rate"],
        complaint_rate=given["complaint_rate"],
        outcomes=given["resolution_split"],
        silent_repurchase=repurchase.pop("noncomplainer"),
        repurchase=repurchase,
        value=money(given["value_per_customer"]),
    )
    return {
        "unhappy": found.unhappy,
        "complainers": found.complainers,
        "customers_lost": found.lost,
        "revenue_at_risk": found.revenue_at_risk,
    }


def _threshold(ask: Any, given: Given) -> Mapping[str, object]:
    matrix = ask(money(given["handling"]), rule="handling_covers_risk")
    return {"amount": matrix.threshold_amount(p_loss=given["p_loss"])}


def _deadlines(ask: Any, given: Given) -> Mapping[str, object]:
    deadline = complaints.ComplaintDeadline(ask, tz="UTC")
    days = [
        datetime.fromisoformat(day).replace(tzinfo=UTC) for day in given["registered"]
    ]
    return {"due": [deadline.due_date(day).isoformat() for day in days]}


def _pareto(ask: Any, given: Given) -> Mapping[str, object]:
    found = ask(given["counts"], threshold=given["threshold"], abc=given["abc"])
    return {
        "order": found.order,
        "cumulative": [item.cumulative for item in found.items],
        "vital_few": found.vital_few,
        "abc": {item.key: item.abc.value for item in found.items},
    }


def _undefined(ask: Any, given: Given) -> Mapping[str, object]:
    if "prevention" not in given:
        return {"undefined": ask(scores_of(given)).value}
    cost, prevention = money(given["cost"]), money(given["prevention"])
    return {"undefined": ask([(1, cost)], prevention=prevention).ratio}


DESK_ANSWERS: dict[str, Answer] = {
    "erlang_b_blocking": lambda ask, given: {
        "blocking": ask(given["erlangs"], given["servers"])
    },
    "erlang_c_wait_asa_service_level": _queue,
    "erlang_c_required_positions": _staffing,
    "erlang_a (M/M/n+M) p_wait, p_abandon, mean wait": _impatience,
    "ASA=sum wait of answered/answered; AHT=(talk+hold+wrap)/answered": _answer_times,
    "backlog buckets [0,2),[2,7),[7,30),[30,inf) days": _ageing,
    "L = lambda*W": _flow,
    "self-service share": lambda ask, given: {"deflection": ask(**given).value},
    "repeat contact/reopen/transfer rates": _rates,
    "revisits to an already visited group (A->A not a transfer)": _route,
    "merge overlapping outages, clip to period": _availability,
    "expected loyal share by contacts": _retention,
    "cost of failure / cost of prevention": _failure_cost,
    "5 days to 5 minutes": _cycle_times,
    "extra handling now vs 70% fewer contacts next season": _payback,
    "tiered service credit (monthly)": _credits,
    "market damage = sum segment x (1-repurchase) x value (TARP/CCMC structure)": (
        _damage
    ),
    "mean tenure = 1/churn (periods)": lambda ask, given: {
        "tenure": ask(given["churn"])
    },
    "largest amount to auto-pay under simple rule = handling/p_loss": _threshold,
    "30 calendar days from registration": _deadlines,
    "pareto cumulative; vital few includes the item reaching >= 80%": _pareto,
    "reach = 1-prod(1-p)": lambda ask, given: {"reach": ask(given["p"])},
    "0/0 or x/0 must not return a number": _undefined,
}
"""How each formula is answered, by the name that the cases give it."""
