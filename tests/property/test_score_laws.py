"""Laws that hold for every score, whatever people answered."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, given, strategies as st

from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.satisfaction import (
    ElevenPoint,
    FivePoint,
    NpsMethod,
    Ratings,
    Scale,
    Score,
    SevenPoint,
    compare,
    csat,
    csat_mean,
    dsat,
    nps,
)

ANY_SCALE = Scale(1, 5)
SCALES = {csat: FivePoint(), dsat: FivePoint(), csat_mean: FivePoint()}
SCORES: list[Callable[..., Score]] = [csat, dsat, csat_mean, nps]
BETTER_WITH_BETTER = [csat, csat_mean, nps]


def answers(
    scale: Scale, *, min_size: int = 0, max_size: int = 40
) -> st.SearchStrategy[list[int]]:
    return st.lists(
        st.integers(int(scale.low), int(scale.high)),
        min_size=min_size,
        max_size=max_size,
    )


FIVE = answers(FivePoint())
FIVE_SOME = answers(FivePoint(), min_size=1)
WITH_MISSING = st.lists(st.none() | st.integers(1, 5), max_size=40)
WEIGHTS = st.floats(0.01, 100)


def known(score: Score) -> float:
    assert score.value is not None
    return score.value


def figures(score: Score) -> list[float | None]:
    return [score.value, score.raw_low, score.raw_high, score.effective_n]


@pytest.mark.parametrize("score", SCORES)
class TestEveryScore:
    @given(data=st.data(), given_scores=WITH_MISSING)
    def test_does_not_hang_on_the_order(
        self, score: Any, data: st.DataObject, given_scores: list[Any]
    ) -> None:
        shuffled = data.draw(st.permutations(given_scores))
        assert score(given_scores) == score(shuffled)

    @given(given_scores=WITH_MISSING)
    def test_is_the_same_from_counts(self, score: Any, given_scores: list[Any]) -> None:
        assert score(given_scores) == score(Counter(given_scores))

    @given(given_scores=WITH_MISSING)
    def test_is_the_same_with_weights_of_one(
        self, score: Any, given_scores: list[Any]
    ) -> None:
        plain = score(given_scores)
        weighted = score(given_scores, weights=[1] * len(given_scores))
        assert figures(plain) == pytest.approx(figures(weighted))
        assert plain.counts == weighted.counts

    @given(given_scores=FIVE_SOME, data=st.data(), factor=WEIGHTS)
    def test_hangs_on_the_proportions_of_weights_alone(
        self, score: Any, given_scores: list[int], data: st.DataObject, factor: float
    ) -> None:
        size = len(given_scores)
        weights = data.draw(st.lists(WEIGHTS, min_size=size, max_size=size))
        found = score(given_scores, weights=weights)
        scaled = score(given_scores, weights=[factor * each for each in weights])
        assert known(found) == pytest.approx(known(scaled), abs=1e-9)
        assert found.effective_n == pytest.approx(scaled.effective_n)
        assert 1 <= found.effective_n * (1 + 1e-12)
        assert found.effective_n <= size * (1 + 1e-12)

    @given(given_scores=FIVE_SOME, confidence=st.floats(0.01, 0.999))
    def test_lies_in_its_interval(
        self, score: Any, given_scores: list[int], confidence: float
    ) -> None:
        found = score(given_scores, confidence=confidence)
        assume(found.low is not None)
        assert found.limits[0] <= found.low <= found.value
        assert found.value <= found.high <= found.limits[1]

    @given(given_scores=FIVE_SOME)
    def test_is_the_mean_of_the_parts_by_n(
        self, score: Any, given_scores: list[int]
    ) -> None:
        scale = SCALES.get(score, ElevenPoint())
        cut = len(given_scores) // 2
        parts = [
            score(Ratings(part, scale))
            for part in (given_scores[:cut], given_scores[cut:])
        ]
        whole = score(parts[0].ratings + parts[1].ratings)
        assert score(given_scores) == whole
        total = sum(known(part) * part.n for part in parts if part.n)
        assert pytest.approx(total / whole.n, abs=1e-9) == known(whole)


@pytest.mark.parametrize("score", BETTER_WITH_BETTER)
@given(data=st.data())
def test_a_better_answer_makes_no_score_worse(score: Any, data: st.DataObject) -> None:
    scale = SCALES.get(score, ElevenPoint())
    before = data.draw(answers(scale, min_size=1, max_size=20))
    place = data.draw(st.integers(0, len(before) - 1))
    better = data.draw(st.integers(before[place], int(scale.high)))
    after = [*before[:place], better, *before[place + 1 :]]
    assert known(score(before)) <= known(score(after)) + 1e-9


@given(before=FIVE_SOME, data=st.data())
def test_a_better_answer_makes_dsat_no_larger(
    before: list[int], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(before) - 1))
    better = data.draw(st.integers(before[place], 5))
    after = [*before[:place], better, *before[place + 1 :]]
    assert known(dsat(before)) >= known(dsat(after))


class TestReversal:
    @given(given_scores=FIVE, count=st.integers(1, 4))
    def test_of_the_scale_makes_csat_dsat(
        self, given_scores: list[int], count: int
    ) -> None:
        turned = csat(given_scores, scale=ANY_SCALE.reversed(), top=count)
        plain = dsat(given_scores, bottom=count)
        assert figures(plain) == figures(turned)
        assert plain.boxes == turned.boxes

    @given(given_scores=FIVE, count=st.integers(1, 4))
    def test_of_the_scores_makes_csat_dsat(
        self, given_scores: list[int], count: int
    ) -> None:
        mirrored = [ANY_SCALE.mirror(score) for score in given_scores]
        plain = dsat(given_scores, bottom=count)
        assert figures(plain) == figures(csat(mirrored, top=count))

    @given(given_scores=FIVE_SOME)
    def test_of_the_scores_turns_the_mean_round(self, given_scores: list[int]) -> None:
        plain = csat_mean(given_scores)
        mirrored = csat_mean([ANY_SCALE.mirror(score) for score in given_scores])
        assert pytest.approx(6 - known(plain)) == known(mirrored)
        assert plain.variance == pytest.approx(mirrored.variance, abs=1e-12)
        assert plain.rescaled is not None
        turned = csat_mean(given_scores, scale=ANY_SCALE.reversed())
        assert pytest.approx(100 - plain.rescaled) == turned.rescaled
        assert plain.value == turned.value

    @given(
        given_scores=answers(FivePoint(), min_size=1),
        method=st.sampled_from(NpsMethod),
    )
    def test_of_scale_and_breaks_turns_nps_round(
        self, given_scores: list[int], method: NpsMethod
    ) -> None:
        plain = nps(given_scores, scale=FivePoint(), breaks=(2, 4), method=method)
        turned = nps(
            given_scores, scale=FivePoint().reversed(), breaks=(4, 2), method=method
        )
        assert -known(plain) == pytest.approx(known(turned))
        assert plain.raw_low is not None
        assert plain.raw_high is not None
        ends = (-plain.raw_high, -plain.raw_low)
        assert pytest.approx(ends, abs=1e-9) == (turned.raw_low, turned.raw_high)


class TestComparison:
    @pytest.mark.parametrize("score", SCORES)
    @given(first=FIVE, second=FIVE)
    def test_turns_round_with_its_order(
        self, score: Any, first: list[int], second: list[int]
    ) -> None:
        there = compare(score(first), score(second))
        back = compare(score(second), score(first))
        if there is None or back is None:
            assert there is back
            return
        ends = (-there.value, -there.high, -there.low)
        assert pytest.approx(ends, abs=1e-9) == (back.value, back.low, back.high)
        assert there.low <= there.value <= there.high
        assert there.p_value == pytest.approx(back.p_value)

    @pytest.mark.parametrize("score", SCORES)
    @given(given_scores=answers(FivePoint(), min_size=2))
    def test_of_equal_samples_finds_nothing(
        self, score: Any, given_scores: list[int]
    ) -> None:
        found = compare(score(given_scores), score(given_scores))
        assert found is not None
        assert 0 == found.value
        assert found.p_value in (None, pytest.approx(1))


class TestMixing:
    @given(five=FIVE, seven=answers(SevenPoint()))
    def test_of_scales_raises(self, five: list[int], seven: list[int]) -> None:
        first: Ratings[Scale] = Ratings(five, FivePoint())
        second: Ratings[Scale] = Ratings(seven, SevenPoint())
        for mix in (
            lambda: first + second,
            lambda: second + first,
            lambda: compare(csat(first), csat(second)),
            lambda: csat(first, scale=SevenPoint()),
            lambda: csat(first).of(second),
        ):
            with pytest.raises(InvalidArgumentError, match=r"scale must be 1\.\."):
                mix()

    @given(given_scores=FIVE, wrong=st.integers(6) | st.integers(max_value=0))
    def test_of_scores_names_the_wrong_one(
        self, given_scores: list[int], wrong: int
    ) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            csat([*given_scores, wrong, wrong])
        wanted = "between 1 and 5 in steps of 1"
        place = len(given_scores)
        assert f"scores[{place}] must be {wanted}, got {wrong}" == str(caught.value)
