"""The scale that scores are given on."""

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

import attrs

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError, member
from servicedesk_core.number import to_float, to_whole

# Beyond it, squares would leave what a float holds.
_FARTHEST = 1e99
# Answers are counted by score, which more of them would make slow.
_STEPS = 100_000


class Direction(StrEnum):
    """Which end of a scale is the good one.

    Example:
        >>> Direction("lower_is_better")
        <Direction.LOWER_IS_BETTER: 'lower_is_better'>
    """

    HIGHER_IS_BETTER = "higher_is_better"
    """Satisfaction, agreement: most scales."""
    LOWER_IS_BETTER = "lower_is_better"
    """Effort, pain, school marks of some countries."""


def _plain(value: object, argument: str) -> float:
    number = to_float(value, argument)
    return int(number) if number.is_integer() else number


def _low(low: float) -> float:
    return _end(low, "low")


def _high(high: float) -> float:
    return _end(high, "high")


def _end(value: float, argument: str) -> float:
    return _plain(to_float(value, argument, low=-_FARTHEST, high=_FARTHEST), argument)


def _direction(direction: Direction | str) -> Direction:
    return member(Direction, direction, "direction")


def _step(step: float | None) -> float | None:
    return None if step is None else _plain(step, "step")


# Scales are equal by what they are, so that FivePoint() is Scale(1, 5).
@attrs.frozen(eq=False)
class Scale:
    """The scores that an answer may have.

    Scales with the same ends, direction and step are equal. Answers of different
    scales are never pooled or compared.

    Args:
        low: the least score.
        high: the largest, above ``low``.
        direction: which end is the good one.
        step: how far apart neighbouring scores are, above 0, so that steps lead from
            ``low`` to ``high``; None if any number between them is a score.

    Raises:
        InvalidArgumentError: if ``high`` is not above ``low``, or steps do not lead
            from one to the other, or are more than 100,000.
        WrongTypeError: for anything but numbers.

    Example:
        >>> scale = Scale(1, 5)
        >>> 4 in scale, 4.5 in scale, 6 in scale
        (True, False, False)
        >>> print(Scale(1, 5, Direction.LOWER_IS_BETTER))
        1..5, lower is better
    """

    low: float = attrs.field(converter=_low)
    high: float = attrs.field(converter=_high)
    direction: Direction = attrs.field(
        default=Direction.HIGHER_IS_BETTER, converter=_direction
    )
    step: float | None = attrs.field(default=1, converter=_step)

    def __attrs_post_init__(self) -> None:
        if not self.low < self.high:
            raise InvalidArgumentError("high", self.high, f"above {self.low}")
        if self.step is None:
            return
        if self.step <= 0:
            raise InvalidArgumentError("step", self.step, "above 0, or None")
        if not self._is_step(self.high):
            wanted = f"one that leads from {self.low} to {self.high}"
            raise InvalidArgumentError("step", self.step, wanted)
        if self.high - self.low > _STEPS * self.step:
            wanted = f"one of {_STEPS} at most from {self.low} to {self.high}, or None"
            raise InvalidArgumentError("step", self.step, wanted)

    @property
    def higher_is_better(self) -> bool:
        """Whether the high end is the good one."""
        return self.direction is Direction.HIGHER_IS_BETTER

    @property
    def points(self) -> tuple[float, ...]:
        """Every score there is, lowest first; none where any number is a score."""
        if self.step is None:
            return ()
        low, high, step = map(_exact, (self.low, self.high, self.step))
        return tuple(
            _plain(low + step * place, "score")
            for place in range(int((high - low) / step) + 1)
        )

    @property
    def wanted(self) -> str:
        """What a score has to be, in words."""
        ends = f"between {self.low} and {self.high}"
        return ends if self.step is None else f"{ends} in steps of {self.step}"

    def __contains__(self, score: object) -> bool:
        try:
            number = _plain(score, "score")
        except (InvalidArgumentError, WrongTypeError):
            return False
        return self.low <= number <= self.high and self._is_step(number)

    def check(self, score: float | Decimal, argument: str = "score") -> float:
        """Return a score as a plain number: an int if it is whole, else a float.

        Args:
            score: what was answered.
            argument: the caller's name for it, for the error.

        Raises:
            InvalidArgumentError: if it is not on the scale.
            WrongTypeError: if it is no number.

        Example:
            >>> Scale(1, 5).check(4.0)
            4
        """
        number = _plain(score, argument)
        if number not in self:
            raise InvalidArgumentError(argument, score, self.wanted)
        return number

    def check_between(self, value: float | Decimal, argument: str = "value") -> float:
        """Return a number between the ends, such as a mean; steps do not matter.

        Args:
            value: any number.
            argument: the caller's name for it, for the error.

        Raises:
            InvalidArgumentError: if it lies outside.
            WrongTypeError: if it is no number.

        Example:
            >>> Scale(1, 5).check_between(4.3)
            4.3
        """
        return to_float(value, argument, low=self.low, high=self.high)

    def rescale(self, value: float | Decimal) -> float:
        """Return where a score or a mean lies between worst, 0, and best, 100.

        Args:
            value: a number between the ends.

        Raises:
            InvalidArgumentError: if it lies outside.
            WrongTypeError: if it is no number.

        Source:
            The linear map (x - low) / (high - low) x 100, turned round where lower
            is better.

        Example:
            >>> Scale(1, 5).rescale(4), Scale(0, 10).rescale(7)
            (75.0, 70.0)
            >>> Scale(1, 5, Direction.LOWER_IS_BETTER).rescale(4)
            25.0
        """
        number = self.check_between(value)
        far = number - self.low if self.higher_is_better else self.high - number
        # Rounding may lead a hair beyond the end.
        return min(100.0, 100 * far / (self.high - self.low))

    def mirror(self, score: float | Decimal) -> float:
        """Return the score as far from the other end.

        Args:
            score: a score on the scale.

        Raises:
            InvalidArgumentError: if it is not on the scale.
            WrongTypeError: if it is no number.

        Example:
            >>> Scale(1, 5).mirror(2)
            4
        """
        far = _exact(self.low) + _exact(self.high) - _exact(self.check(score))
        return _plain(far, "score")

    def reversed(self) -> "Scale":
        """Return the scale with the same scores whose other end is the good one.

        Example:
            >>> print(Scale(1, 5).reversed())
            1..5, lower is better
        """
        turned = (Direction.HIGHER_IS_BETTER, Direction.LOWER_IS_BETTER)
        return Scale(self.low, self.high, turned[self.higher_is_better], self.step)

    def best(self, count: int, argument: str = "count") -> tuple[float, float]:
        """Return the lowest and the highest of so many best scores.

        Args:
            count: how many scores, from 1 to all but one.
            argument: the caller's name for it, for the error.

        Raises:
            InvalidArgumentError: for any other number, or a scale without steps.
            WrongTypeError: if it is no whole number.

        Example:
            >>> Scale(1, 5).best(2), Scale(1, 5).reversed().best(2)
            ((4, 5), (1, 2))
        """
        points = self.points
        if not points:
            raise InvalidArgumentError("scale", str(self), "one with steps")
        taken = to_whole(count, argument, low=1, high=len(points) - 1)
        boxes = points[-taken:] if self.higher_is_better else points[:taken]
        return boxes[0], boxes[-1]

    def _is_step(self, number: float) -> bool:
        if self.step is None:
            return True
        return (_exact(number) - _exact(self.low)) % _exact(self.step) == 0

    def _key(self) -> tuple[object, ...]:
        return self.low, self.high, self.direction, self.step

    def __eq__(self, other: object) -> bool:
        return self._key() == other._key() if isinstance(other, Scale) else False

    def __hash__(self) -> int:
        return hash(self._key())

    def __str__(self) -> str:
        plain: dict[float | None, str] = {None: ", any number", 1: ""}
        step = plain.get(self.step, f" by {self.step}")
        turned = "" if self.higher_is_better else ", lower is better"
        return f"{self.low}..{self.high}{step}{turned}"


class FivePoint(Scale):
    """Scores from 1 to 5.

    Args:
        direction: which end is the good one.

    Example:
        >>> FivePoint() == Scale(1, 5)
        True
    """

    __slots__ = ()

    def __init__(self, direction: Direction | str = Direction.HIGHER_IS_BETTER) -> None:
        super().__init__(1, 5, direction)


class SevenPoint(Scale):
    """Scores from 1 to 7.

    Args:
        direction: which end is the good one.

    Example:
        >>> SevenPoint() == Scale(1, 7)
        True
    """

    __slots__ = ()

    def __init__(self, direction: Direction | str = Direction.HIGHER_IS_BETTER) -> None:
        super().__init__(1, 7, direction)


class TenPoint(Scale):
    """Scores from 1 to 10; there is no 0, so it is not the scale of NPS.

    Args:
        direction: which end is the good one.

    Example:
        >>> TenPoint() == Scale(1, 10)
        True
    """

    __slots__ = ()

    def __init__(self, direction: Direction | str = Direction.HIGHER_IS_BETTER) -> None:
        super().__init__(1, 10, direction)


class ElevenPoint(Scale):
    """Scores from 0 to 10, the scale of NPS.

    Args:
        direction: which end is the good one.

    Example:
        >>> ElevenPoint() == Scale(0, 10)
        True
    """

    __slots__ = ()

    def __init__(self, direction: Direction | str = Direction.HIGHER_IS_BETTER) -> None:
        super().__init__(0, 10, direction)


class Binary(Scale):
    """Scores 0 and 1: bad and good.

    Args:
        direction: which end is the good one.

    Example:
        >>> Binary() == Scale(0, 1)
        True
    """

    __slots__ = ()

    def __init__(self, direction: Direction | str = Direction.HIGHER_IS_BETTER) -> None:
        super().__init__(0, 1, direction)


def _exact(number: float) -> Fraction:
    # A float is the decimal that it prints: steps of 0.1 lead to 0.3.
    return Fraction(str(number))
