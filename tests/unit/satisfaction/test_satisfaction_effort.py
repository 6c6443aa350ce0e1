"""Customer effort score: four variants that do not compare."""

from typing import Any

import pytest

from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.satisfaction import (
    CesVariant,
    Direction,
    FivePoint,
    MeanScore,
    NetScore,
    Ratings,
    Scale,
    SevenPoint,
    ShareScore,
    ces,
)

ANSWERS = {1: 2, 2: 3, 3: 5, 4: 10, 5: 20, 6: 40, 7: 20}


class TestVariants:
    def test_2_mean_is_the_mean_agreement(self) -> None:
        found = ces(ANSWERS, variant=CesVariant.CES_2_MEAN)
        assert isinstance(found, MeanScore)
        assert 5.43 == found.value
        assert Scale(1, 7) == found.scale
        assert "CES 2.0 5.43 (n=100, 95% CI 5.15..5.71)" == str(found)

    def test_2_mean_has_the_published_value(self) -> None:
        # 4080 points by 1000 answers.
        found = ces({4: 920, 5: 80}, variant="ces_2_mean")
        assert 4.08 == found.value

    def test_2_share_is_of_those_who_agree(self) -> None:
        found = ces(ANSWERS, variant="ces_2_share")
        assert isinstance(found, ShareScore)
        assert 80 == found.value
        assert (5, 7) == found.boxes
        assert "CES 2.0 share" == found.name

    def test_2_index_is_6_and_7_less_1_to_3(self) -> None:
        found = ces(ANSWERS, variant="ces_2_index")
        assert isinstance(found, NetScore)
        assert 50 == found.value
        assert (10, 30, 60) == (found.detractors, found.passives, found.promoters)
        assert "adjusted_wald" == found.method
        assert "CES 2.0 index" == found.name

    def test_1_is_the_mean_effort_where_low_is_good(self) -> None:
        found = ces([1, 2, 2, 3], variant="ces_1")
        assert isinstance(found, MeanScore)
        assert 2 == found.value
        assert 75 == found.rescaled
        assert FivePoint(Direction.LOWER_IS_BETTER) == found.scale
        assert "CES 1.0" == found.name

    def test_are_named(self) -> None:
        wanted = (
            r"^variant must be one of ces_1, ces_2_mean, ces_2_share, ces_2_index, "
        )
        with pytest.raises(InvalidArgumentError, match=wanted):
            ces([1], variant="ces_2")


class TestArguments:
    @pytest.mark.parametrize("variant", CesVariant)
    def test_reach_every_variant(self, variant: CesVariant) -> None:
        found = ces([1, 5, None], variant=variant, weights=[1, 3, 1], confidence=0.9)
        assert 0.9 == found.confidence
        assert (2, 1, 1.6) == (found.n, found.missing, found.effective_n)

    @pytest.mark.parametrize("variant", CesVariant)
    def test_of_nobody_leave_it_undefined(self, variant: CesVariant) -> None:
        found = ces([None], variant=variant)
        assert found.value is None
        assert f"{found.name} undefined (n=0)" == str(found)

    def test_keep_to_the_scale_of_the_variant(self) -> None:
        wanted = r"^scores\[0\] must be between 1 and 5 in steps of 1, got 7$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            ces([7], variant="ces_1")

    @pytest.mark.parametrize(
        ("scale", "variant"),
        [(FivePoint(), "ces_1"), (FivePoint(), "ces_2_mean"), (SevenPoint(), "ces_1")],
    )
    def test_refuse_ratings_on_another_scale(self, scale: Any, variant: str) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^scale must be 1\.\."):
            ces(Ratings([5], scale), variant=variant)
