"""Net promoter score: groups, methods of the interval, weights."""

from math import sqrt
from typing import Any

import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.satisfaction import (
    NPS_BREAKS,
    Direction,
    ElevenPoint,
    FivePoint,
    NetScore,
    NpsMethod,
    Ratings,
    Scale,
    TenPoint,
    nps,
)

HISTOGRAM = dict(enumerate([2, 0, 0, 4, 0, 0, 6, 8, 10, 20, 50]))
SOME = {0: 4, 7: 3, 9: 3}
GOOD = {7: 1, 9: 4}
Z95 = 1.959963984540054


def points(found: NetScore, *names: str) -> list[float]:
    return [getattr(found, name) / 100 for name in names]


class TestScore:
    @pytest.mark.parametrize(
        ("scores", "groups", "value"),
        [
            (HISTOGRAM, (12, 18, 70), 58),
            ({2: 30, 8: 40, 10: 30}, (30, 40, 30), 0),
            ({8: 1, 9: 3, 10: 1}, (0, 1, 4), 80),
            ({0: 20, 7: 10, 9: 70}, (20, 10, 70), 50),
            ([1, 7, 7, 8, 9, 10], (1, 3, 2), 100 / 6),
            ([0, 6, 7, 8, 9, 10], (2, 2, 2), 0),
            ([6], (1, 0, 0), -100),
        ],
    )
    def test_is_promoters_less_detractors(
        self, scores: Any, groups: tuple[int, ...], value: float
    ) -> None:
        found = nps(scores)
        assert groups == (found.detractors, found.passives, found.promoters)
        assert value == found.value
        assert sum(groups) == found.n

    def test_tells_how_it_was_found(self) -> None:
        found = nps(HISTOGRAM)
        assert HISTOGRAM == found.counts
        assert ElevenPoint() == found.scale
        assert "NPS" == found.name
        assert "adjusted_wald" == found.method
        assert (6, 9) == NPS_BREAKS == found.breaks == found.cut
        assert (0.75, 1.5, 0.75) == found.prior
        assert "NPS 58.0 (n=100, 95% CI 42.7..69.9)" == str(found)

    def test_of_nobody_is_undefined(self) -> None:
        found = nps([None, None])
        assert [None] * 7 == [
            found.value,
            found.low,
            found.high,
            found.estimate,
            found.standard_error,
            found.margin,
            found.variance,
        ]
        assert (0, 2) == (found.n, found.missing)
        assert "NPS undefined (n=0)" == str(found)

    def test_near_zero_prints_no_sign(self) -> None:
        found = nps({0: 5001, 9: 5000}, method="wald")
        assert str(found).startswith("NPS 0.0 (n=10001, ")


class TestBreaks:
    @pytest.mark.parametrize(
        "scale",
        [TenPoint(), FivePoint(), Scale(0, 10, step=None), ElevenPoint().reversed()],
    )
    def test_are_known_on_0_to_10_alone(self, scale: Scale) -> None:
        wanted = r"^scale must be 0\.\.10, or one with breaks of its own, got '"
        with pytest.raises(InvalidArgumentError, match=wanted):
            nps([5], scale=scale)
        with pytest.raises(InvalidArgumentError, match=wanted):
            nps(Ratings([5], scale))

    def test_may_be_the_callers(self) -> None:
        found = nps([1, 2, 3, 4, 5], scale=FivePoint(), breaks=(3, 5))
        assert (3, 1, 1) == (found.detractors, found.passives, found.promoters)
        assert -40 == found.value
        assert (3, 5) == found.cut

    def test_may_leave_no_passives(self) -> None:
        assert 0 == nps([1, 2, 3, 4], scale=FivePoint(), breaks=(2, 3)).passives

    def test_turn_round_where_lower_is_better(self) -> None:
        scale = Scale(1, 5, Direction.LOWER_IS_BETTER)
        found = nps([1, 2, 3, 4, 5, 5], scale=scale, breaks=(4, 2))
        assert (3, 1, 2) == (found.detractors, found.passives, found.promoters)

    @pytest.mark.parametrize(
        ("breaks", "message"),
        [
            ((9, 6), "breaks must be a pair: the best score of a detractor, the worst"),
            ((6, 6), "breaks must be a pair: the best score of a detractor, the worst"),
            ((6,), "breaks must be a pair: the best score of a detractor, the worst"),
            ((6, 11), "breaks[1] must be between 0 and 10 in steps of 1, got 11"),
            ((-1, 9), "breaks[0] must be between 0 and 10 in steps of 1, got -1"),
        ],
    )
    def test_are_on_the_scale_in_order(self, breaks: Any, message: str) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            nps([5], breaks=breaks)
        assert str(caught.value).startswith(message)

    def test_are_a_pair(self) -> None:
        with pytest.raises(WrongTypeError, match=r"^breaks must be a pair: the best "):
            nps([5], breaks=9)  # type: ignore[arg-type]


class TestAdjustedWald:
    @pytest.mark.parametrize(
        ("scores", "expected"),
        [
            (
                HISTOGRAM,
                (
                    0.5631067961165048,
                    0.06922527933640153,
                    0.42742774179743304,
                    0.6987858504355766,
                ),
            ),
            (
                {2: 30, 8: 40, 10: 30},
                (0.0, 0.07613780165707826, -0.14922734910992744, 0.14922734910992744),
            ),
            (
                GOOD,
                (0.5, 0.23385358667337133, 0.0416553924646762, 0.9583446075353238),
            ),
        ],
    )
    def test_agrees_with_the_vectors(
        self, scores: Any, expected: tuple[float, ...]
    ) -> None:
        found = nps(scores)
        names = ("estimate", "standard_error", "low", "high")
        assert pytest.approx(expected, rel=1e-10, abs=1e-12) == points(found, *names)
        assert pytest.approx(Z95 * expected[1], rel=1e-10) == points(found, "margin")[0]

    def test_works_if_all_are_alike(self) -> None:
        found = nps([10] * 5)
        assert found.standard_error is not None
        assert found.standard_error > 0
        assert (100, 100) == (found.value, found.high)
        assert found.raw_high is not None
        assert found.raw_high > 100

    def test_reaches_to_the_score_of_one_answer(self) -> None:
        best, worst = nps([10]), nps([0])
        # A quarter up and 0.735 to either side: short of 1 by 0.015.
        assert pytest.approx(25 + 100 * Z95 * 0.375, rel=1e-12) == best.raw_high
        assert (100, 100) == (best.value, best.high)
        assert pytest.approx(-25 - 100 * Z95 * 0.375, rel=1e-12) == worst.raw_low
        assert (-100, -100) == (worst.value, worst.low)

    def test_has_a_confidence(self) -> None:
        narrow, wide = nps(SOME, confidence=0.5), nps(SOME, confidence=0.99)
        assert pytest.approx(2.5758293035489004 / 0.6744897501960817) == (
            wide.margin / narrow.margin  # type: ignore[operator]
        )


class TestWald:
    @pytest.mark.parametrize(
        ("scores", "variance", "expected"),
        [
            (SOME, 0.69, (0.2626785107312739, -0.614840420545915, 0.4148404205459151)),
            (
                {0: 7, 7: 2, 9: 2},
                0.6115702479338843,
                (0.23579078706920834, -0.9166869050874555, 0.007595995996546534),
            ),
            (
                {0: 54, 7: 108, 9: 162},
                0.5555555555555556,
                (0.041408666249996104, 0.2521738388355017, 0.4144928278311649),
            ),
        ],
    )
    def test_agrees_with_the_vectors(
        self, scores: Any, variance: float, expected: tuple[float, ...]
    ) -> None:
        found = nps(scores, method=NpsMethod.WALD)
        assert pytest.approx(variance, rel=1e-12) == found.variance
        names = ("standard_error", "raw_low", "raw_high")
        assert pytest.approx(expected, rel=1e-10) == points(found, *names)
        assert found.value == found.estimate
        assert (0, 0, 0) == found.prior

    def test_is_clipped_for_display(self) -> None:
        found = nps(GOOD, method="wald")
        assert (
            pytest.approx(1.150609016230633, rel=1e-9) == points(found, "raw_high")[0]
        )
        assert 100 == found.high
        worst = nps({0: 4, 7: 1}, method="wald")
        assert -100 == worst.low
        assert pytest.approx(-115.0609016230633, rel=1e-9) == worst.raw_low

    def test_has_the_published_margin(self) -> None:
        found = nps({0: 80, 7: 120, 9: 200}, method="wald")
        assert pytest.approx(7.653904037521337, rel=1e-10) == found.margin

    def test_has_no_width_if_all_are_alike(self) -> None:
        found = nps([10] * 3, method="wald")
        assert (100, 100, 0) == (found.low, found.high, found.standard_error)
        assert 0 == found.variance


class TestDirichlet:
    def test_agrees_with_the_vector(self) -> None:
        found = nps({0: 6, 7: 3, 9: 12}, method="dirichlet", prior=(0.75, 1.5, 0.75))
        assert 25 == found.estimate
        assert pytest.approx(17.320508075688773, rel=1e-12) == found.standard_error
        assert nps({0: 6, 7: 3, 9: 12}, method="dirichlet") == found

    def test_has_the_moments_of_the_posterior(self) -> None:
        found = nps(SOME, method="dirichlet", prior=(1, 2, 3))
        assert 6.25 == found.estimate
        assert pytest.approx(20.05277962249212, rel=1e-12) == found.standard_error
        assert (1, 2, 3) == found.prior
        assert -10 == found.value

    @pytest.mark.parametrize(
        ("prior", "message"),
        [
            ((1, 1), "prior must be three numbers above 0, up to 1e12, got (1.0, 1.0)"),
            (
                (1, 0, 1),
                "prior must be three numbers above 0, up to 1e12, got (1.0, 0.0, 1.0)",
            ),
            ((1, -1, 1), "prior[1] must be 0 or more, got -1.0"),
        ],
    )
    def test_refuses_what_is_no_prior(self, prior: Any, message: str) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            nps(SOME, method="dirichlet", prior=prior)
        assert message == str(caught.value)

    @pytest.mark.parametrize("prior", ["111", 1])
    def test_refuses_what_are_no_numbers(self, prior: Any) -> None:
        wanted = r"^prior must be three numbers above 0, up to 1e12, got "
        with pytest.raises(WrongTypeError, match=wanted):
            nps(SOME, method="dirichlet", prior=prior)

    def test_alone_has_a_prior(self) -> None:
        wanted = r"^prior must be left out but for dirichlet, got \(1, 1, 1\)$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            nps(SOME, prior=(1, 1, 1))


class TestMethod:
    def test_is_one_of_three(self) -> None:
        wanted = r"^method must be one of adjusted_wald, wald, dirichlet, got 'score'$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            nps(SOME, method="score")


class TestWeights:
    def test_weigh_the_groups(self) -> None:
        found = nps([10, 8, 2, None], weights=[2, 1, 1, 7])
        assert (1, 1, 2) == (found.detractors, found.passives, found.promoters)
        assert 25 == found.value
        assert 16 / 6 == found.effective_n

    def test_count_as_the_effective_number_in_the_interval(self) -> None:
        weighted = nps([10, 10, 8, 2], weights=[2, 2, 2, 2])
        plain = nps([10, 10, 8, 2])
        for name in ("value", "estimate", "standard_error", "raw_low", "raw_high"):
            assert pytest.approx(getattr(plain, name)) == getattr(weighted, name)
        # Sixteen sixths: 2/3 of a detractor, 2/3 of a passive, 4/3 of a promoter.
        found = nps([10, 8, 2], weights=[2, 1, 1])
        n = 16 / 6 + 3
        assert pytest.approx(100 * (2 / 3) / n) == found.estimate
        spread = (2 + 1.5) / n - (2 / 3 / n) ** 2
        assert pytest.approx(100 * sqrt(spread / n)) == found.standard_error

    def test_leave_no_negative_group(self) -> None:
        found = nps([0, 10, 10], weights=[0.1, 0.2, 0.3])
        assert found.passives >= 0
        assert pytest.approx(0, abs=1e-12) == found.passives


class TestOf:
    @pytest.mark.parametrize(
        "rest",
        [
            {},
            {"method": "wald"},
            {"method": "dirichlet"},
            {"method": "dirichlet", "prior": (1, 2, 3)},
            {"breaks": (5, 8), "confidence": 0.9},
        ],
    )
    def test_is_the_same_score_of_other_answers(self, rest: Any) -> None:
        other = Ratings([10, 5, 0], ElevenPoint())
        assert nps(other, **rest) == nps(HISTOGRAM, **rest).of(other)

    def test_refuses_another_scale(self) -> None:
        wanted = r"^scale must be 0\.\.10, got '1\.\.10'$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            nps(SOME).of(Ratings([5], TenPoint()))
