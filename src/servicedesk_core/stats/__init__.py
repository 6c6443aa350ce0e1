"""Statistics without a word of the service desk.

Each module is loaded when one of its names is first used.
"""

from servicedesk_core.lazy import loader

# As type checkers know it; importing typing would cost the first use.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from servicedesk_core.stats.agreement import (
        Kappa as Kappa,
        cohen_kappa as cohen_kappa,
        cronbach_alpha as cronbach_alpha,
        fleiss_kappa as fleiss_kappa,
    )
    from servicedesk_core.stats.chart import (
        ChartKind as ChartKind,
        ChartRule as ChartRule,
        ChartSignal as ChartSignal,
        ControlChart as ControlChart,
        XmrChart as XmrChart,
        c_chart as c_chart,
        p_chart as p_chart,
        p_prime_chart as p_prime_chart,
        run_of_eight as run_of_eight,
        xmr as xmr,
    )
    from servicedesk_core.stats.concentration import (
        gini as gini,
        herfindahl as herfindahl,
    )
    from servicedesk_core.stats.contingency import (
        ChiSquare as ChiSquare,
        binomial_test as binomial_test,
        chi_square as chi_square,
        fisher_exact as fisher_exact,
        mcnemar as mcnemar,
    )
    from servicedesk_core.stats.correlation import (
        kendall_tau_b as kendall_tau_b,
        pearson as pearson,
        spearman as spearman,
    )
    from servicedesk_core.stats.difference import (
        DifferenceMethod as DifferenceMethod,
        newcombe_difference as newcombe_difference,
        proportion_difference as proportion_difference,
    )
    from servicedesk_core.stats.distribution import (
        beta_cdf as beta_cdf,
        beta_quantile as beta_quantile,
        beta_survival as beta_survival,
        binomial_log_probability as binomial_log_probability,
        binomial_probability as binomial_probability,
        chi_square_quantile as chi_square_quantile,
        chi_square_survival as chi_square_survival,
        normal_quantile as normal_quantile,
        normal_two_sided as normal_two_sided,
        t_quantile as t_quantile,
        t_two_sided as t_two_sided,
    )
    from servicedesk_core.stats.drift import (
        CusumChart as CusumChart,
        cusum as cusum,
        ewma as ewma,
    )
    from servicedesk_core.stats.estimate import (
        Difference as Difference,
        Estimate as Estimate,
        Significance as Significance,
    )
    from servicedesk_core.stats.mean import (
        Moments as Moments,
        mean_difference as mean_difference,
        mean_interval as mean_interval,
    )
    from servicedesk_core.stats.multiplicity import (
        benjamini_hochberg as benjamini_hochberg,
        bonferroni as bonferroni,
        holm as holm,
    )
    from servicedesk_core.stats.poisson import (
        RateRatio as RateRatio,
        poisson_interval as poisson_interval,
        rate_ratio as rate_ratio,
    )
    from servicedesk_core.stats.proportion import (
        IntervalMethod as IntervalMethod,
        Proportion as Proportion,
        coverage_probability as coverage_probability,
        proportion_interval as proportion_interval,
        wilson_interval as wilson_interval,
    )
    from servicedesk_core.stats.quantiles import (
        quantile as quantile,
    )
    from servicedesk_core.stats.rank import (
        mann_whitney as mann_whitney,
        ranks as ranks,
    )
    from servicedesk_core.stats.sampling import (
        SampleSize as SampleSize,
        krejcie_morgan as krejcie_morgan,
        margin_of_error as margin_of_error,
        sample_size as sample_size,
        sample_size_for_difference as sample_size_for_difference,
    )
    from servicedesk_core.stats.shrinkage import (
        Shrunken as Shrunken,
        bayesian_average as bayesian_average,
        beta_binomial as beta_binomial,
        fit_beta_prior as fit_beta_prior,
        rank_by_lower_bound as rank_by_lower_bound,
        shrink_normal as shrink_normal,
        shrink_shares as shrink_shares,
    )
    from servicedesk_core.stats.survival import (
        Survival as Survival,
        kaplan_meier as kaplan_meier,
    )
    from servicedesk_core.stats.verdict import (
        Verdict as Verdict,
        change as change,
    )
    from servicedesk_core.stats.weighting import (
        PostStratifiedMean as PostStratifiedMean,
        Stratum as Stratum,
        WeightedMean as WeightedMean,
        post_stratified_mean as post_stratified_mean,
        rake as rake,
        weighted_mean as weighted_mean,
    )

_NAMES = {
    "agreement": ("Kappa", "cohen_kappa", "cronbach_alpha", "fleiss_kappa"),
    "chart": (
        "ChartKind",
        "ChartRule",
        "ChartSignal",
        "ControlChart",
        "XmrChart",
        "c_chart",
        "p_chart",
        "p_prime_chart",
        "run_of_eight",
        "xmr",
    ),
    "concentration": ("gini", "herfindahl"),
    "contingency": (
        "ChiSquare",
        "binomial_test",
        "chi_square",
        "fisher_exact",
        "mcnemar",
    ),
    "correlation": ("kendall_tau_b", "pearson", "spearman"),
    "difference": ("DifferenceMethod", "newcombe_difference", "proportion_difference"),
    "distribution": (
        "beta_cdf",
        "beta_quantile",
        "beta_survival",
        "binomial_log_probability",
        "binomial_probability",
        "chi_square_quantile",
        "chi_square_survival",
        "normal_quantile",
        "normal_two_sided",
        "t_quantile",
        "t_two_sided",
    ),
    "drift": ("CusumChart", "cusum", "ewma"),
    "estimate": ("Difference", "Estimate", "Significance"),
    "mean": ("Moments", "mean_difference", "mean_interval"),
    "multiplicity": ("benjamini_hochberg", "bonferroni", "holm"),
    "poisson": ("RateRatio", "poisson_interval", "rate_ratio"),
    "proportion": (
        "IntervalMethod",
        "Proportion",
        "coverage_probability",
        "proportion_interval",
        "wilson_interval",
    ),
    "quantiles": ("quantile",),
    "rank": ("mann_whitney", "ranks"),
    "sampling": (
        "SampleSize",
        "krejcie_morgan",
        "margin_of_error",
        "sample_size",
        "sample_size_for_difference",
    ),
    "shrinkage": (
        "Shrunken",
        "bayesian_average",
        "beta_binomial",
        "fit_beta_prior",
        "rank_by_lower_bound",
        "shrink_normal",
        "shrink_shares",
    ),
    "survival": ("Survival", "kaplan_meier"),
    "verdict": ("Verdict", "change"),
    "weighting": (
        "PostStratifiedMean",
        "Stratum",
        "WeightedMean",
        "post_stratified_mean",
        "rake",
        "weighted_mean",
    ),
}
_HOMES = {name: module for module, names in _NAMES.items() for name in names}

__all__ = [  # noqa: PLE0604 - the names are strings
    *_HOMES,
]

if not TYPE_CHECKING:  # else a type checker would take every typo for a name
    __getattr__ = loader(__name__, _HOMES)


def __dir__() -> list[str]:
    return sorted(__all__)
