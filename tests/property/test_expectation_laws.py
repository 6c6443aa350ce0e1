"""Laws of gaps, dimensions, quadrants, coefficients, response rates and teams."""

from fractions import Fraction
from typing import Any

from hypothesis import given, strategies as st

from servicedesk_core.satisfaction import (
    Confirmation,
    Disconfirmation,
    Dispositions,
    KanoCategory,
    Quadrant,
    Scale,
    csat,
    disconfirmation,
    expectation_gap,
    importance_performance,
    kano,
    response_rate,
    servperf,
    servqual,
    team_scores,
)

FIVE = Scale(1, 5)
SEVEN = Scale(1, 7)
marks = st.integers(1, 5)
maybe = st.none() | marks
numbers = (
    st.integers(-1000, 1000)
    | st.fractions(-1000, 1000)
    | st.decimals(-1000, 1000, places=3)
)
counts = st.integers(0, 50)
TURNED = {
    Confirmation.EXCEEDED: Confirmation.FAILED,
    Confirmation.MET: Confirmation.MET,
    Confirmation.FAILED: Confirmation.EXCEEDED,
}


def gap(received: Any, expected: Any, **rest: Any) -> Disconfirmation:
    found = disconfirmation(received, expected, **rest)
    assert found is not None
    return found


class TestGaps:
    @given(numbers, numbers, st.integers(0, 100))
    def test_the_other_way_round_it_turns(
        self, received: Any, expected: Any, tolerance: int
    ) -> None:
        there = gap(received, expected, tolerance=tolerance)
        back = gap(expected, received, tolerance=tolerance)

        assert there.gap == -back.gap
        assert TURNED[there.confirmation] is back.confirmation

    @given(numbers, numbers)
    def test_it_is_exact(self, received: Any, expected: Any) -> None:
        exact = Fraction(received) - Fraction(expected)

        assert exact == Fraction(gap(received, expected).gap)

    @given(marks, marks)
    def test_it_stays_within_the_scale(self, received: int, expected: int) -> None:
        found = gap(received, expected, scale=FIVE)
        assert found.bounds is not None
        low, high = found.bounds

        assert low <= found.gap <= high

    @given(marks, marks)
    def test_a_mirrored_scale_tells_the_same(
        self, received: int, expected: int
    ) -> None:
        turned = gap(
            FIVE.mirror(received), FIVE.mirror(expected), scale=FIVE.reversed()
        )

        assert gap(received, expected, scale=FIVE).gap == turned.gap

    @given(numbers, numbers, st.integers(0, 100))
    def test_both_remedies_raise_it_by_as_much(
        self, received: Any, expected: Any, by: int
    ) -> None:
        before = gap(received, expected)
        better = before.remedied("result", by=by)
        told = before.remedied("expectation", by=by)

        assert Fraction(before.gap) + by == better.gap == told.gap

    @given(numbers, numbers, st.integers(1, 10))
    def test_aversion_only_lowers_losses(
        self, received: Any, expected: Any, aversion: int
    ) -> None:
        found = gap(received, expected)

        assert found.gap == found.felt()
        assert found.felt(loss_aversion=aversion) == (
            found.gap if found.gap >= 0 else found.gap * aversion
        )

    @given(st.lists(st.tuples(maybe, maybe)), st.randoms())
    def test_the_order_of_people_changes_nothing(
        self, pairs: list[tuple[int | None, int | None]], random: Any
    ) -> None:
        mixed = random.sample(pairs, len(pairs))
        first, second = expectation_gap(pairs), expectation_gap(mixed)

        assert (first.value, first.counts) == (second.value, second.counts)
        assert first.n + first.missing == len(pairs)
        assert first.n == sum(first.counts.values())

    @given(st.lists(st.tuples(marks, marks), min_size=1))
    def test_the_mean_gap_is_the_gap_of_the_means(
        self, pairs: list[tuple[int, int]]
    ) -> None:
        received = Fraction(sum(first for first, _ in pairs), len(pairs))
        expected = Fraction(sum(second for _, second in pairs), len(pairs))

        assert float(received - expected) == expectation_gap(pairs).value


@st.composite
def questionnaires(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """Perceptions and expectations by the same dimensions, nothing missing."""
    sizes = draw(
        st.dictionaries(st.sampled_from("abcde"), st.integers(1, 4), min_size=1)
    )
    seen, wanted = (
        {
            name: draw(st.lists(st.integers(1, 7), min_size=size, max_size=size))
            for name, size in sizes.items()
        }
        for _ in range(2)
    )
    return seen, wanted


class TestDimensions:
    @given(questionnaires())
    def test_gaps_are_perceptions_less_expectations(
        self, answers: tuple[dict[str, Any], dict[str, Any]]
    ) -> None:
        found = servqual(*answers)
        seen, wanted = map(servperf, answers)

        assert found.unweighted is not None
        assert seen.unweighted is not None
        assert wanted.unweighted is not None
        assert abs(found.unweighted - (seen.unweighted - wanted.unweighted)) < 1e-12

    @given(questionnaires(), st.integers(1, 100))
    def test_points_count_by_their_shares(
        self, answers: tuple[dict[str, Any], dict[str, Any]], unit: int
    ) -> None:
        points = {name: place + 1 for place, name in enumerate(answers[0])}
        more = {name: unit * each for name, each in points.items()}

        assert (
            servqual(*answers, weights=points).weighted
            == servqual(*answers, weights=more).weighted
        )

    @given(questionnaires())
    def test_equal_points_are_no_weights(
        self, answers: tuple[dict[str, Any], dict[str, Any]]
    ) -> None:
        found = servqual(*answers, weights=dict.fromkeys(answers[0], 20))

        assert found.unweighted == found.weighted


class TestQuadrants:
    @given(
        st.dictionaries(st.text(max_size=3), st.tuples(marks, marks), min_size=1),
        st.sampled_from(["mean", "median", "scale_midpoint"]),
        st.integers(-9, 9),
    )
    def test_every_item_has_one_wherever_the_axes_start(
        self, items: dict[str, tuple[int, int]], crosshair: str, shift: int
    ) -> None:
        found = importance_performance(items, crosshair=crosshair, scale=FIVE)
        moved = importance_performance(
            {
                name: (first + shift, second + shift)
                for name, (first, second) in items.items()
            },
            crosshair=crosshair,
            scale=Scale(1 + shift, 5 + shift),
        )

        assert found.quadrants == moved.quadrants
        assert sorted(items) == sorted(
            name for quadrant in Quadrant for name in found.of(quadrant)
        )


class TestKano:
    @given(st.dictionaries(st.sampled_from(KanoCategory), counts))
    def test_the_coefficients_stay_in_range(
        self, answers: dict[KanoCategory | str, int]
    ) -> None:
        found = kano(answers)
        used = sum(found.counts[KanoCategory(each)] for each in "MOAI")

        assert (not used) is (found.better is None) is (found.worse is None)
        assert 0 <= (found.better or 0) <= 1
        assert -1 <= (found.worse or 0) <= 0

    @given(st.dictionaries(st.sampled_from(KanoCategory), counts), counts, counts)
    def test_reverse_and_questionable_answers_do_not_move_them(
        self, answers: dict[KanoCategory | str, int], reverse: int, doubtful: int
    ) -> None:
        first = kano({**answers, "R": 0, "Q": 0})
        second = kano({**answers, "R": reverse, "Q": doubtful})

        assert (first.better, first.worse) == (second.better, second.worse)


class TestResponseRates:
    @given(st.tuples(*[counts] * 6), st.integers(1, 50), st.floats(0, 1))
    def test_they_stand_in_order(
        self, rest: tuple[int, ...], complete: int, eligible: float
    ) -> None:
        partial, refusal, non_contact, other, unknown, doubtful = rest
        sample = Dispositions(
            complete=complete,
            partial=partial,
            refusal=refusal,
            non_contact=non_contact,
            other=other,
            unknown_household=unknown,
            unknown_other=doubtful,
        )
        rates = [
            response_rate(
                sample, kind=f"RR{each}", eligible=eligible if each in {3, 4} else None
            )
            or 0.0
            for each in range(1, 7)
        ]

        assert rates[0] <= rates[2] <= rates[4] <= 1
        assert rates[1] <= rates[3] <= rates[5] <= 1
        assert all(rates[place] <= rates[place + 1] for place in (0, 2, 4))


class TestTeams:
    @given(
        st.dictionaries(
            st.integers(), st.tuples(counts, counts), min_size=1, max_size=5
        ),
        st.tuples(st.integers(1, 30), st.integers(1, 30)),
    )
    def test_scores_move_towards_the_prior_and_not_past_it(
        self, teams: dict[int, tuple[int, int]], prior: tuple[int, int]
    ) -> None:
        scores = {name: csat({5: good, 1: bad}) for name, (good, bad) in teams.items()}
        centre = 100 * prior[0] / sum(prior)

        for row in team_scores(scores, prior=prior).values():
            raw = centre if row.score.value is None else row.score.value
            assert row.shrunken is not None
            assert min(raw, centre) - 1e-9 <= row.shrunken <= max(raw, centre) + 1e-9
            assert row.low is not None
            assert row.high is not None
            assert row.low <= row.shrunken <= row.high
