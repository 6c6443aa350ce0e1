"""P-values adjusted for being several."""

from collections.abc import Callable

import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.stats import benjamini_hochberg, bonferroni, holm

Adjust = Callable[[list[float]], tuple[float, ...]]
ALL = pytest.mark.parametrize("adjust", [bonferroni, holm, benjamini_hochberg])
P = [0.01, 0.04, 0.03, 0.005]


class TestEachRule:
    @ALL
    def test_leaves_one_test_as_it_is(self, adjust: Adjust) -> None:
        assert (0.04,) == adjust([0.04])

    @ALL
    def test_takes_no_test(self, adjust: Adjust) -> None:
        assert () == adjust([])

    @ALL
    def test_stays_in_the_range(self, adjust: Adjust) -> None:
        assert (0.0, 1.0, 1.0) == adjust([0, 1, 1])

    @ALL
    def test_names_the_value_in_an_error(self, adjust: Adjust) -> None:
        wanted = r"^p_values\[1\] must be between 0 and 1, got 1\.5$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            adjust([0.5, 1.5])
        with pytest.raises(WrongTypeError, match=r"^p_values must be p-values, in a l"):
            adjust(0.5)  # type: ignore[arg-type]


def test_bonferroni_multiplies() -> None:
    assert (0.04, 0.16, 0.12, 0.02) == bonferroni(P)
    assert (0.75, 1.0, 1.0) == bonferroni([0.25, 0.5, 0.375])


def test_holm_steps_down() -> None:
    assert (0.03, 0.06, 0.06, 0.02) == holm(P)
    assert (0.75, 1.0, 0.75) == holm([0.25, 1.0, 0.25])


def test_benjamini_hochberg_steps_up() -> None:
    assert (0.02, 0.04, 0.04, 0.02) == benjamini_hochberg(P)
    assert (0.5, 0.5, 0.5) == benjamini_hochberg([0.5, 0.25, 0.375])
