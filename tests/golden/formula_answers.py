"""How the inputs of a published formula are put to the library: scores, statistics.

An answer is asked of the function that a case names, with the case's inputs; it has the
keys that the case expects and may have more.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import attrs

from servicedesk_core import satisfaction, stats

Given = Mapping[str, Any]
Answer = Callable[[Any, Given], Mapping[str, object]]

_CONTACT = satisfaction.SurveyContact("c-1")
_SENT = datetime(2026, 1, 1, 12, tzinfo=UTC)


def scores_of(given: Given) -> Any:
    """Return the scores of a case, however it writes them down."""
    for key, value in given.items():
        if key.startswith("histogram_"):
            # Named by the ends of its scale, as in histogram_1_5.
            return dict(enumerate(value, int(key.split("_")[1])))
        if key in {"scores", "ratings"}:
            return value
    return {0: given["detractors"], 7: given["passives"], 9: given["promoters"]}


def _nps(ask: Any, given: Given) -> Mapping[str, object]:
    score = ask(scores_of(given))
    return {
        "detractors": score.detractors,
        "passives": score.passives,
        "promoters": score.promoters,
        "n": score.n,
        "nps_pm1": score.value / 100,
        "nps_pm100": score.value,
    }


def _nps_interval(ask: Any, given: Given, **method: Any) -> Mapping[str, object]:
    score = ask(scores_of(given), confidence=given.get("confidence", 0.95), **method)
    centre, error = score.estimate / 100, score.standard_error / 100
    return {
        "nps_adjusted_pm1": centre,
        "mean_pm1": centre,
        "variance_per_response": score.variance,
        "se": error,
        "sd": error,
        "ci_low": score.raw_low / 100,
        "ci_high": score.raw_high / 100,
        "ci_unclipped_low": score.raw_low / 100,
        "ci_unclipped_high": score.raw_high / 100,
        "ci_clipped_low": score.low / 100,
        "ci_clipped_high": score.high / 100,
    }


def _nps_margin(ask: Any, given: Given) -> Mapping[str, object]:
    shares = {0: given["p_detractors"], 9: given["p_promoters"]}
    counts = {score: round(share * given["n"]) for score, share in shares.items()}
    counts[7] = given["n"] - sum(counts.values())
    score = ask(counts, method="wald", confidence=given["confidence"])
    return {"moe_points": score.margin}


def _nps_difference(ask: Any, given: Given) -> Mapping[str, object]:
    scores = (satisfaction.nps(scores_of(given[each])) for each in ("x", "y"))
    found = ask(*scores, confidence=given["confidence"])
    return {
        "delta_abs": abs(found.value) / 100,
        "se": found.standard_error / 100,
        "z": found.significance.statistic,
        "p_two_sided": found.p_value,
        "ci_low": found.low / 100,
        "ci_high": found.high / 100,
    }


def _share(ask: Any, given: Given, *, method: str) -> Mapping[str, object]:
    found = ask(
        given["successes"], given["n"], confidence=given["confidence"], method=method
    )
    return {"low": found.low, "high": found.high, "p_tilde": found.centre}


def _tested(ask: Any, given: Given) -> Mapping[str, object]:
    pairs = zip(given["x"], given["n"], strict=True)
    found = ask([[x, n - x] for x, n in pairs], yates=True)
    return {"chi2": found.statistic, "p_two_sided": found.p_value}


def _share_difference(ask: Any, given: Given) -> Mapping[str, object]:
    pairs = zip(given["x"], given["n"], strict=True)
    found = ask(*pairs, confidence=given["confidence"])
    return {
        "diff": found.value,
        "low": found.low,
        "high": found.high,
        "z": found.significance.statistic,
        "p_two_sided": found.p_value,
    }


def _means(ask: Any, given: Given, **options: Any) -> Mapping[str, object]:
    found = ask(given["x"], given["y"], **options)
    return {
        "t": found.significance.statistic,
        "df": found.significance.df,
        "p_two_sided": found.p_value,
        "ci_low": found.low,
        "ci_high": found.high,
    }


def _significance(found: Any) -> Mapping[str, object]:
    return {
        "chi2": found.statistic,
        "U_x": found.statistic,
        "df": found.df,
        "p": found.p_value,
        "p_two_sided": found.p_value,
    }


def _sample_size(ask: Any, given: Given) -> Mapping[str, object]:
    names = {"margin": "margin", "p": "p", "confidence": "confidence"}
    names["N"] = "population"
    size = ask(**{names[key]: value for key, value in given.items()})
    return {"n_raw": size.exact, "n": size.n}


def _group_size(ask: Any, given: Given) -> Mapping[str, object]:
    size = ask(**given)
    return {"n_per_group": size.exact, "n_ceil": size.n}


def _margin(ask: Any, given: Given) -> Mapping[str, object]:
    margin = ask(
        given["n"],
        p=given["p"],
        confidence=given["confidence"],
        population=given["N"],
    )
    return {"moe": margin}


def _quantile(ask: Any, given: Given, *, kind: int) -> Mapping[str, object]:
    return {"value": ask(given["minutes"], given["q"], kind=kind)}


def _poisson(ask: Any, given: Given) -> Mapping[str, object]:
    found = ask(
        given["events"], exposure=given["exposure"], confidence=given["confidence"]
    )
    return {"rate": found.value, "low": found.low, "high": found.high}


def _servqual(ask: Any, given: Given) -> Mapping[str, object]:
    found = ask(
        given["perceptions"], given["expectations"], weights=given["importance_points"]
    )
    return {
        "dimension_gaps": found.dimensions,
        "unweighted_mean_of_dimensions": found.unweighted,
        "item_mean": found.item_mean,
        "weighted": found.weighted,
    }


def _csat(ask: Any, given: Given) -> Mapping[str, object]:
    scores = scores_of(given)
    mean = satisfaction.csat_mean(scores)
    return {
        "csat_pct": ask(scores).value,
        "mean": mean.value,
        "mean_0_100": mean.rescaled,
        "dsat_bottom2_pct": satisfaction.dsat(scores).value,
    }


def _ces(ask: Any, given: Given) -> Mapping[str, object]:
    scores = scores_of(given)
    return {
        "mean": ask(scores, variant="ces_2_mean").value,
        "agree_5_7_pct": ask(scores, variant="ces_2_share").value,
        "index_pct": ask(scores, variant="ces_2_index").value,
    }


def _rescaled(ask: Any, given: Given) -> Mapping[str, object]:
    return {"values": [ask(low, high).rescale(x) for x, low, high in given["cases"]]}


def _kano(ask: Any, given: Given) -> Mapping[str, object]:
    found = ask(given)
    return {
        "better": found.better,
        "worse": found.worse,
        "category_mode": found.category.value,
    }


def _happiness(ask: Any, given: Given) -> Mapping[str, object]:
    score = ask(scores_of(given), lost_minutes=given["lost_minutes"])
    return {
        "happiness": score.value,
        "lost_minutes_mean": score.lost.mean,
        "impact": score.impact(given["baseline"], volume=given["responses"]),
    }


def _strata(ask: Any, given: Given) -> Mapping[str, object]:
    strata = {
        name: stats.Stratum(stratum["N"], stratum["n"], stratum["mean"])
        for name, stratum in given["strata"].items()
    }
    found = ask(strata)
    return {"mean": found.value, "unweighted": found.unweighted}


_DISPOSITIONS = {
    "I": "complete",
    "P": "partial",
    "R": "refusal",
    "NC": "non_contact",
    "O": "other",
    "UH": "unknown_household",
    "UO": "unknown_other",
}


def _response_rates(ask: Any, given: Given) -> Mapping[str, object]:
    counts = {name: given[letter] for letter, name in _DISPOSITIONS.items()}
    people = satisfaction.Dispositions(**counts)
    with_share = {"RR3", "RR4"}
    return {
        kind.value: ask(
            people, kind=kind, eligible=given["e"] if kind in with_share else None
        )
        for kind in satisfaction.ResponseRate
    }


def _posterior(ask: Any, given: Given) -> Mapping[str, object]:
    found = ask(given["successes"], given["n"], prior=tuple(given["prior"]))
    return {"posterior_mean": found.value, "ci_low": found.low, "ci_high": found.high}


def _average(ask: Any, given: Given) -> Mapping[str, object]:
    value = ask(
        given["sum"],
        given["n"],
        prior_mean=given["prior_mean"],
        prior_weight=given["C"],
    )
    return {"value": value}


def _p_chart(ask: Any, given: Given) -> Mapping[str, object]:
    sizes = given["n"] if isinstance(given["n"], list) else None
    defectives = given["defectives"]
    chart = ask(list(zip(defectives, sizes or [given["n"]] * len(defectives))))  # noqa: B905
    return {
        "pbar": chart.centre,
        "ucl": chart.high if sizes else chart.high[0],
        "lcl": chart.low if sizes else chart.low[0],
        "out_of_control_1based": [at + 1 for at in chart.beyond],
    }


def _xmr(ask: Any, given: Given) -> Mapping[str, object]:
    chart = ask(given["x"])
    return {
        "mean": chart.centre,
        "mr_bar": chart.mean_range,
        "unpl": chart.high[0],
        "lnpl": chart.low[0],
        "ucl_mr": chart.range_limit,
        "signals": chart.beyond,
        "mr_signals": chart.beyond_range,
    }


def _ewma(ask: Any, given: Given) -> Mapping[str, object]:
    chart = ask(given["x"], weight=given["lambda"], target=given["start"], sigma=1)
    return {"z": chart.values}


def _kappa(ask: Any, given: Given) -> Mapping[str, object]:
    found = ask(given["table"])
    return {"kappa": found.value, "po": found.observed, "pe": found.expected}


def _survival(ask: Any, given: Given) -> Mapping[str, object]:
    found = ask(given["time"], [bool(event) for event in given["event"]])
    return {
        "times": found.times,
        "survival": found.survival,
        "survival_last": found.survival[-1],
        "median": found.median,
        "undefined": found.median,
    }


def _goes_out(
    policy: satisfaction.SurveyPolicy, sent_at: datetime, now: datetime
) -> bool:
    earlier = satisfaction.SurveyRecord(
        survey="other",
        kind="csat",
        ticket="INC1",
        contact="c-1",
        sent_at=sent_at,
        shown_at=sent_at,
    )
    trigger = satisfaction.SurveyTrigger("resolved", at=now, ticket="INC2")
    found = policy.decide(trigger, _CONTACT, [earlier], now=now)
    return isinstance(found, satisfaction.Send)


def _waits(
    policy: satisfaction.SurveyPolicy, period: timedelta
) -> satisfaction.SurveyPolicy:
    """Return the policy of a tool with another wait."""
    (rest,) = policy.quarantines
    return attrs.evolve(policy, quarantines=attrs.evolve(rest, period=period))


def _quarantine(ask: Any, given: Given) -> Mapping[str, object]:
    policy = _waits(ask, timedelta(days=given["wait"]))
    elapsed = (timedelta(days=days) for days in given["elapsed_days"])
    return {"allowed": [_goes_out(policy, _SENT, _SENT + each) for each in elapsed]}


def _throttle(ask: Any, given: Given) -> Mapping[str, object]:
    policy = _waits(ask, timedelta(days=given["period_days"]))
    sent_at, *candidates = (
        datetime.fromisoformat(each).replace(tzinfo=UTC)
        for each in (given["last_sent"], *given["candidates"])
    )
    return {"allowed": [_goes_out(policy, sent_at, now) for now in candidates]}


_TYPES = {
    1: "percentile Hyndman-Fan type 1 (nearest rank)",
    6: "percentile Hyndman-Fan type 6 (statistics.quantiles exclusive)",
    7: "percentile Hyndman-Fan type 7 (statistics.quantiles inclusive)",
}

ANSWERS: dict[str, Answer] = {
    "nps": _nps,
    "nps_adjusted_wald_ci": _nps_interval,
    "nps_variance_se_wald_ci": partial(_nps_interval, method="wald"),
    "nps_wald_clip": partial(_nps_interval, method="wald"),
    "bayesian NPS under Dirichlet prior: posterior mean and sd": lambda ask, given: (
        _nps_interval(ask, given, method="dirichlet", prior=given["prior"])
    ),
    "nps_margin_of_error (points)": _nps_margin,
    "nps_two_sample_z_test (unpooled)": _nps_difference,
    "wilson_score_interval": partial(_share, method="wilson"),
    "wilson_continuity_corrected (Newcombe method 4)": partial(
        _share, method="wilson_cc"
    ),
    "agresti_coull_interval (clipped to [0,1])": partial(
        _share, method="agresti_coull"
    ),
    "wald_interval": partial(_share, method="wald"),
    "two_proportion_chi2_yates": _tested,
    "difference_newcombe_hybrid_score (method 10)": _share_difference,
    "fisher_exact_two_sided": lambda ask, given: {"p": ask(given["table"]).p_value},
    "mcnemar_continuity_corrected (paired before/after)": lambda ask, given: (
        _significance(ask(given["b"], given["c"]))
    ),
    "chi_square_homogeneity": lambda ask, given: _significance(ask(given["table"])),
    "mann_whitney_u_normal_approx_tie_and_continuity_corrected": lambda ask, given: (
        _significance(ask(given["x"], given["y"]))
    ),
    "welch_t_test": _means,
    "pearson_correlation (derived importance)": lambda ask, given: {
        "r": ask(given["x"], given["y"])
    },
    "multiple_comparison_holm": lambda ask, given: {"adjusted": ask(given["p"])},
    "multiple_comparison_bonf": lambda ask, given: {"adjusted": ask(given["p"])},
    "cochran_sample_size_infinite": _sample_size,
    "sample_size_with_fpc  n=n0/(1+(n0-1)/N), ceil": _sample_size,
    "sample_size_per_group_two_proportions": _group_size,
    "krejcie_morgan_1970": lambda ask, given: {"s": [ask(n) for n in given["N"]]},
    "margin_of_error_wald_fpc sqrt((N-n)/(N-1))": _margin,
    **{name: partial(_quantile, kind=kind) for kind, name in _TYPES.items()},
    "poisson_rate_garwood_ci": _poisson,
    "acsi_index": lambda ask, given: {
        "index": ask(given["means_1_10"], weights=given["weights"]).value
    },
    "servqual_unweighted_and_weighted": _servqual,
    "csat_top_two_box": _csat,
    "ces_2_mean_and_top3_of_7": _ces,
    "linear_rescale (x-lo)/(hi-lo)*100": _rescaled,
    "kano_satisfaction_coefficients": _kano,
    "happiness and lost time": _happiness,
    "post-stratified mean": _strata,
    "AAPOR response rates RR1-RR6": _response_rates,
    "beta_binomial_posterior": _posterior,
    "bayesian_average (C*m+sum)/(C+n)": _average,
    "p_chart constant n": _p_chart,
    "XmR: mean +/- 2.66*MRbar, UCL_R=3.268*MRbar": _xmr,
    "ewma z_t=lambda x+(1-lambda) z": _ewma,
    "gini concentration": lambda ask, given: {"gini": ask(given["values"])},
    "cohen_kappa": _kappa,
    "cronbach_alpha": lambda ask, given: {"alpha": ask(given["items"])},
    "t 0.975 quantile": lambda ask, given: {"t": [ask(0.975, n) for n in given["df"]]},
    "time-to-resolve survival with open tickets censored": _survival,
    "median undefined when S(t) never reaches 0.5": _survival,
    "PostHog web (older): blocked iff ceil(elapsed days) < wait, so 6.01 days passes a "
    "7-day wait": _quarantine,
    "throttle: skip (no retry) when last sent/shown within exact period "
    "(30/90/180/365 days)": _throttle,
}
"""How each formula is answered, by the name that the cases give it."""
