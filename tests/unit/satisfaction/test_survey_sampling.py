"""The draw of a sample: the same each time, even, and without memory."""

import subprocess
import sys
from itertools import pairwise

import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.satisfaction import sample_point


class TestStability:
    @pytest.mark.parametrize(
        ("survey", "contact", "ticket", "seed", "point"),
        [
            ("nps", "c-1", "INC1", "", 0.5812783021588603),
            ("nps", "c-2", "INC1", "", 0.478934078576821),
            ("nps", "c-1", "INC1", "2026", 0.8429228011050732),
            ("nps", None, "INC1", "", 0.0014033974756494372),
            ("опрос", "клиент", "№1", "s", 0.09168913513738186),
            ("a", "bc", "d", "", 0.7367238215098939),
            ("ab", "c", "d", "", 0.40063970868290344),
        ],
    )
    def test_the_points_never_change(
        self, survey: str, contact: str | None, ticket: str, seed: str, point: float
    ) -> None:
        assert point == sample_point(survey, contact, ticket, seed=seed)

    def test_the_seed_of_the_process_does_not_matter(self) -> None:
        code = (
            "from servicedesk_core.satisfaction import sample_point\n"
            "print(sample_point('nps', 'c-1', 'INC1', seed=''))"
        )
        found = [
            subprocess.run(  # noqa: S603 - our own code
                [sys.executable, "-c", code],
                env={"PYTHONHASHSEED": seed},
                capture_output=True,
                check=True,
                text=True,
            ).stdout
            for seed in ("1", "2")
        ]

        assert [f"{sample_point('nps', 'c-1', 'INC1', seed='')}\n"] * 2 == found

    def test_half_a_surrogate_pair_has_a_point_too(self) -> None:
        assert 0 <= sample_point("a", "\ud800", "d", seed="") < 1


class TestSpread:
    CASES = 20_000
    CELLS = 20
    POINTS = tuple(
        sample_point("nps", f"c-{n}", f"INC{n}", seed="") for n in range(CASES)
    )

    def test_the_points_are_spread_evenly(self) -> None:
        counts = [0] * self.CELLS
        for point in self.POINTS:
            counts[int(point * self.CELLS)] += 1
        wanted = self.CASES / self.CELLS
        chi_square = sum((count - wanted) ** 2 / wanted for count in counts)

        # The 99.9% point of 19 degrees of freedom.
        assert chi_square < 43.82

    def test_neighbours_know_nothing_of_each_other(self) -> None:
        mean = 0.5
        together = sum((a - mean) * (b - mean) for a, b in pairwise(self.POINTS))
        correlation = 12 * together / (self.CASES - 1)

        assert abs(correlation) < 3.3 / self.CASES**0.5

    def test_another_seed_draws_another_sample(self) -> None:
        share = 0.5
        both = sum(
            point < share and sample_point("nps", f"c-{n}", f"INC{n}", seed="2") < share
            for n, point in enumerate(self.POINTS[:4000])
        )

        assert 0.22 < both / 4000 < 0.28


class TestRefused:
    @pytest.mark.parametrize("argument", ["survey", "contact", "ticket"])
    def test_an_empty_name(self, argument: str) -> None:
        names = {"survey": "a", "contact": "b", "ticket": "c", argument: ""}
        with pytest.raises(
            InvalidArgumentError,
            match=rf"^{argument} must be a text that is not empty, got ''$",
        ):
            sample_point(**names, seed="")

    @pytest.mark.parametrize("argument", ["survey", "ticket", "seed"])
    def test_what_is_no_text(self, argument: str) -> None:
        names = {"survey": "a", "contact": "b", "ticket": "c", "seed": ""}
        with pytest.raises(
            WrongTypeError, match=rf"^{argument} must be a text, got None$"
        ):
            sample_point(**names | {argument: None})  # type: ignore[arg-type]
