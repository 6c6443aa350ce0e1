"""Laws of samples, ranks, weights and charts."""

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from random import Random

import pytest
from hypothesis import assume, given, strategies as st

from servicedesk_core.stats import (
    Stratum,
    benjamini_hochberg,
    beta_binomial,
    bonferroni,
    c_chart,
    change,
    cohen_kappa,
    cronbach_alpha,
    cusum,
    ewma,
    fleiss_kappa,
    gini,
    herfindahl,
    holm,
    kaplan_meier,
    kendall_tau_b,
    mann_whitney,
    margin_of_error,
    mean_difference,
    mean_interval,
    p_chart,
    pearson,
    post_stratified_mean,
    quantile,
    rake,
    ranks,
    sample_size,
    shrink_normal,
    shrink_shares,
    spearman,
    weighted_mean,
    xmr,
)

# Whole numbers, halves, and so on: their sums and means are exact.
NUMBERS = st.integers(-1000, 1000).map(lambda x: x / 8)
SAMPLES = st.lists(NUMBERS, min_size=2, max_size=30)
SHARES = st.floats(0, 1)
CONFIDENCES = st.floats(0.01, 0.999)
COUNTS = st.lists(
    st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=2,
    max_size=20,
)


PAIRS = st.lists(st.tuples(NUMBERS, NUMBERS), min_size=2, max_size=30).map(
    lambda pairs: ([x for x, _ in pairs], [y for _, y in pairs])
)

Counts = list[tuple[int, int]]
Pair = tuple[list[float], list[float]]
Rows = list[tuple[float, int]]
Correlation = Callable[[list[float], list[float]], float | None]


class TestMeans:
    @given(SAMPLES, CONFIDENCES, st.randoms())
    def test_an_interval_holds_the_mean_whatever_the_order(
        self, sample: list[float], confidence: float, random: Random
    ) -> None:
        found = mean_interval(sample, confidence=confidence)
        assert found is not None
        assert found.low <= found.value <= found.high
        assert min(sample) <= found.value <= max(sample)
        mixed = random.sample(sample, len(sample))
        again = mean_interval(mixed, confidence=confidence)
        assert again == found

    @given(SAMPLES, SAMPLES, st.booleans())
    def test_an_interval_of_a_difference_misses_zero_where_its_test_rejects(
        self,
        first: list[float],
        second: list[float],
        equal: bool,  # noqa: FBT001
    ) -> None:
        found = mean_difference(first, second, equal_variances=equal)
        assert found is not None
        assume(found.p_value is not None and abs(found.p_value - 0.05) > 1e-9)
        assert found.p_value is not None
        assert (found.p_value < 0.05) == (not found.low <= 0 <= found.high)


class TestRanks:
    @given(SAMPLES)
    def test_sum_to_that_of_the_places(self, sample: list[float]) -> None:
        n = len(sample)
        found = ranks(sample)
        assert n * (n + 1) / 2 == sum(found)
        for (a, x), (b, y) in pairwise(zip(found, sample, strict=True)):
            assert (a < b) == (x < y)

    @given(SAMPLES, SAMPLES)
    def test_both_samples_share_all_pairs(
        self, first: list[float], second: list[float]
    ) -> None:
        there, back = mann_whitney(first, second), mann_whitney(second, first)
        assume(there is not None)
        assert there is not None
        assert back is not None
        assert there.statistic is not None
        assert back.statistic is not None
        assert len(first) * len(second) == there.statistic + back.statistic
        assert there.p_value == back.p_value
        assert 0 < there.p_value <= 1

    @given(SAMPLES, SAMPLES)
    def test_a_test_of_ranks_knows_the_order_alone(
        self, first: list[float], second: list[float]
    ) -> None:
        cubes = [x**3 for x in first], [x**3 for x in second]
        assert mann_whitney(first, second) == mann_whitney(*cubes)


class TestCorrelations:
    @given(PAIRS, st.sampled_from([pearson, spearman, kendall_tau_b]))
    def test_stay_in_their_range_and_turn_with_a_side(
        self, pair: Pair, correlation: Correlation
    ) -> None:
        first, second = pair
        found = correlation(first, second)
        assert correlation(second, first) == pytest.approx(found)
        assume(found is not None)
        assert found is not None
        assert -1 <= found <= 1
        assert -found == pytest.approx(correlation(first, [-y for y in second]))
        assert correlation(first, first) == pytest.approx(1)

    @given(PAIRS)
    def test_of_kendall_counts_each_pair(self, pair: Pair) -> None:
        first, second = pair
        steps = [
            (x > a) - (x < a)
            for at, x in enumerate(first)
            for a in first[:at]
        ]  # fmt: skip
        others = [
            (y > b) - (y < b)
            for at, y in enumerate(second)
            for b in second[:at]
        ]  # fmt: skip
        spread = sum(map(abs, steps)) * sum(map(abs, others))
        agreed = sum(x * y for x, y in zip(steps, others, strict=True))
        found = kendall_tau_b(first, second)
        expected = agreed / spread**0.5 if spread else None
        assert expected == pytest.approx(found)


class TestAdjustedPValues:
    @given(st.lists(SHARES, max_size=15))
    def test_the_stricter_rule_gives_the_larger_value(self, p: list[float]) -> None:
        rows = zip(p, benjamini_hochberg(p), holm(p), bonferroni(p), strict=True)
        for raw, discovery, step, plain in rows:
            near = 1 + 1e-12
            assert raw <= discovery * near
            assert discovery <= step * near
            assert step <= plain * near <= near

    @given(st.lists(SHARES, max_size=15))
    def test_keep_the_order(self, p: list[float]) -> None:
        for adjusted in (benjamini_hochberg(p), holm(p), bonferroni(p)):
            for (x, a), (y, b) in pairwise(sorted(zip(p, adjusted, strict=True))):
                assert x <= y
                assert a <= b


class TestSampling:
    @given(st.floats(0.005, 0.5), CONFIDENCES, st.integers(1, 10**6))
    def test_the_size_reaches_the_margin_and_one_less_does_not(
        self, margin: float, confidence: float, population: int
    ) -> None:
        found = sample_size(margin, confidence=confidence, population=population)
        assert 1 <= found.n <= population
        reached = margin_of_error(found.n, confidence=confidence, population=population)
        assert reached <= margin * (1 + 1e-9)
        if found.n > 1:
            less = margin_of_error(
                found.n - 1, confidence=confidence, population=population
            )
            assert less >= margin * (1 - 1e-9)

    @given(st.integers(1, 1000), st.integers(0, 1000), SHARES)
    def test_a_population_only_narrows(self, n: int, more: int, p: float) -> None:
        endless = margin_of_error(n, p=p)
        assert 0 <= margin_of_error(n, p=p, population=n + more) <= endless


class TestWeights:
    @given(SAMPLES, st.integers(1, 9))
    def test_equal_weights_are_none(self, sample: list[float], weight: int) -> None:
        found = weighted_mean(sample, [weight] * len(sample))
        assert found is not None
        assert found.value == pytest.approx(sum(sample) / len(sample), abs=1e-9)
        assert found.effective_n == pytest.approx(len(sample))

    @given(st.lists(st.tuples(NUMBERS, st.integers(0, 9)), min_size=1, max_size=20))
    def test_the_effective_size_is_at_most_the_size(self, rows: Rows) -> None:
        found = weighted_mean([x for x, _ in rows], [w for _, w in rows])
        assume(found is not None)
        assert found is not None
        assert 1 - 1e-9 <= found.effective_n <= found.n * (1 + 1e-9)
        assert found.design_effect * found.effective_n == pytest.approx(found.n)

    @given(st.lists(st.tuples(st.integers(1, 99), NUMBERS), min_size=1, max_size=9))
    def test_strata_that_answer_by_their_size_need_no_weight(
        self, rows: list[tuple[int, float]]
    ) -> None:
        strata = {str(at): Stratum(7 * n, n, mean) for at, (n, mean) in enumerate(rows)}
        found = post_stratified_mean(strata)
        assert found is not None
        assert found.value == pytest.approx(found.unweighted, abs=1e-9)

    @given(
        st.lists(st.integers(1, 50), min_size=6, max_size=6),
        st.lists(st.integers(1, 50), min_size=6, max_size=6),
    )
    def test_a_raked_table_keeps_its_totals_and_odds(
        self, seed: list[int], goal: list[int]
    ) -> None:
        rows = [sum(goal[:3]), sum(goal[3:])]
        columns = [goal[at] + goal[at + 3] for at in range(3)]
        (a, b, c), (d, e, f) = rake([seed[:3], seed[3:]], rows=rows, columns=columns)
        assert rows == pytest.approx([a + b + c, d + e + f])
        assert columns == pytest.approx([a + d, b + e, c + f])
        odds = Fraction(seed[0] * seed[4], seed[1] * seed[3])
        assert float(odds) == pytest.approx(a * e / (b * d))


class TestCharts:
    @given(st.lists(NUMBERS, min_size=2, max_size=40), NUMBERS)
    def test_signals_move_with_the_series(
        self, values: list[float], shift: float
    ) -> None:
        here, there = change(values), change([value + shift for value in values])
        assert here is not None
        assert there is not None
        # Points next to a limit or to the line may cross it by rounding.
        assume(not _is_close(values))
        assert here.signals == there.signals

    @given(st.lists(NUMBERS, min_size=2, max_size=40))
    def test_signals_mirror_with_the_series(self, values: list[float]) -> None:
        here, there = xmr(values), xmr([-value for value in values])
        assert here is not None
        assert there is not None
        assert here.signals == there.signals
        assert here.beyond_range == there.beyond_range

    @given(COUNTS)
    def test_signals_of_shares_mirror_with_what_is_counted(
        self, counts: Counts
    ) -> None:
        here = p_chart(counts)
        there = p_chart([(n - k, n) for k, n in counts])
        assert here is not None
        assert there is not None
        assert 1 - here.centre == pytest.approx(there.centre)
        assert [1 - low for low in here.low] == pytest.approx(there.high)
        assert all(low >= 0 for low in here.low)
        assert all(high <= 1 for high in here.high)

    @given(st.integers(0, 60).flatmap(lambda x: st.lists(st.just(x), min_size=2)))
    def test_equal_points_never_signal(self, values: list[int]) -> None:
        tenths = [value / 10 for value in values]
        verdict, counts, mean = change(tenths), c_chart(values), ewma(tenths)
        assert verdict is not None
        assert counts is not None
        assert mean is not None
        assert not verdict.changed
        assert () == counts.signals == mean.signals
        sums = cusum(tenths)
        assert sums is not None
        assert () == sums.beyond


def _is_close(values: list[float]) -> bool:
    chart = xmr(values)
    assert chart is not None
    lines = (chart.centre, chart.low[0], chart.high[0])
    return any(abs(value - line) < 1e-6 for value in values for line in lines)


class TestAgreement:
    @given(
        st.lists(
            st.lists(st.integers(0, 20), min_size=3, max_size=3), min_size=3, max_size=3
        )
    )
    def test_of_two_raters_is_at_most_one_and_turns(
        self, table: list[list[int]]
    ) -> None:
        found = cohen_kappa(table)
        assert found == cohen_kappa([*zip(*table, strict=True)])
        assume(found is not None)
        assert found is not None
        assert -1 <= found.value <= 1
        assert (found.value == 1) == (found.observed == 1)

    @given(st.lists(st.integers(0, 5), min_size=1, max_size=20))
    def test_of_several_raters_is_at_most_one(self, first: list[int]) -> None:
        table = [(count, 5 - count) for count in first]
        found = fleiss_kappa(table)
        assert found == fleiss_kappa([(b, a) for a, b in table])
        assume(found is not None)
        assert found is not None
        assert -1 <= found.value <= 1

    @given(SAMPLES, st.integers(2, 5))
    def test_equal_items_are_consistent(self, sample: list[float], count: int) -> None:
        found = cronbach_alpha([[score] * count for score in sample])
        assert found == (None if len(set(sample)) == 1 else pytest.approx(1))


class TestQuantiles:
    @given(SAMPLES, SHARES, SHARES, st.integers(1, 9))
    def test_rise_within_the_sample(
        self, sample: list[float], p: float, q: float, kind: int
    ) -> None:
        low = quantile(sample, min(p, q), kind=kind)
        high = quantile(sample, max(p, q), kind=kind)
        assert low is not None
        assert high is not None
        assert min(sample) <= low <= high + 1e-9 <= max(sample) + 1e-9

    @given(SAMPLES, st.integers(1, 99), st.sampled_from([2, 5, 6, 7, 8, 9]))
    def test_mirror_with_the_sample(
        self, sample: list[float], percent: int, kind: int
    ) -> None:
        here = quantile(sample, percent / 100, kind=kind)
        there = quantile([-x for x in sample], (100 - percent) / 100, kind=kind)
        assert here is not None
        assert there is not None
        assert here == pytest.approx(-there, abs=1e-9)


class TestShrinkage:
    @given(st.integers(0, 50), st.integers(0, 50), CONFIDENCES)
    def test_a_posterior_lies_between_the_prior_and_the_share(
        self, k: int, rest: int, confidence: float
    ) -> None:
        found = beta_binomial(k, k + rest, prior=(3, 1), confidence=confidence)
        share = k / (k + rest) if k + rest else 0.75
        assert min(share, 0.75) - 1e-12 <= found.value <= max(share, 0.75) + 1e-12
        assert 0 <= found.low < found.high <= 1

    @given(COUNTS)
    def test_shrunken_shares_lie_between_their_own_and_that_of_all(
        self, counts: Counts
    ) -> None:
        found = shrink_shares(counts)
        assume(found is not None)
        assert found is not None
        whole = sum(k for k, _ in counts) / sum(n for _, n in counts)
        for (k, n), estimate in zip(counts, found, strict=True):
            low, high = sorted((k / n, whole))
            assert low - 1e-12 <= estimate.value <= high + 1e-12

    @given(NUMBERS, st.integers(1, 99), st.floats(0.1, 9), NUMBERS, st.floats(0.1, 9))
    def test_more_scores_count_more(
        self, mean: float, n: int, within: float, centre: float, between: float
    ) -> None:
        few, many = (
            shrink_normal(
                mean, size, variance=within, prior_mean=centre, prior_variance=between
            )
            for size in (n, n + 1)
        )
        assert few is not None
        assert many is not None
        assert 0 < few.weight < many.weight < 1
        assert abs(many.value - mean) <= abs(few.value - mean) + 1e-9


class TestSurvival:
    @given(st.lists(st.tuples(st.integers(0, 9), st.booleans()), min_size=1))
    def test_falls_from_time_to_time(self, rows: list[tuple[int, bool]]) -> None:
        found = kaplan_meier([time for time, _ in rows], [is_end for _, is_end in rows])
        assert found is not None
        assert list(found.times) == sorted({time for time, is_end in rows if is_end})
        for before, after in pairwise((1.0, *found.survival)):
            assert 0 <= after < before
        assert found.censored == sum(not is_end for _, is_end in rows)

    @given(st.lists(st.integers(0, 9), min_size=1))
    def test_without_open_ends_counts_what_lasts(self, times: list[int]) -> None:
        found = kaplan_meier(times, [True] * len(times))
        assert found is not None
        last = [sum(t > time for t in times) / len(times) for time in found.times]
        assert last == pytest.approx(found.survival)
        assert found.median == sorted(times)[(len(times) - 1) // 2]


class TestConcentration:
    @given(st.lists(st.integers(0, 1000), min_size=1, max_size=30), st.integers(1, 9))
    def test_does_not_depend_on_the_unit_or_the_order(
        self, values: list[int], unit: int
    ) -> None:
        assume(any(values))
        scaled = [value * unit for value in reversed(values)]
        for index in (gini, herfindahl):
            found = index(values)
            assert found is not None
            assert 0 <= found <= 1
            assert found == pytest.approx(index(scaled), abs=1e-12)

    @given(st.lists(st.integers(0, 1000), min_size=1, max_size=30))
    def test_of_two_such_groups_is_that_of_one(self, values: list[int]) -> None:
        assume(any(values))
        one, two = herfindahl(values), herfindahl(values * 2)
        assert one is not None
        assert two == pytest.approx(one / 2)
        assert gini(values * 2) == pytest.approx(gini(values), abs=1e-12)
