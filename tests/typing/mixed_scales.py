"""Ratings on different scales, pooled: a type checker has to object.

Never run. Each comment below takes back one error, and ``make check`` fails if there
is none to take back: then the scales are no longer told apart by type checkers.
"""

from servicedesk_core.satisfaction import FivePoint, Ratings, Scale, SevenPoint

spring: Ratings[FivePoint] = Ratings([5, 4, None], FivePoint())
summer = Ratings({3: 1, 5: 2}, FivePoint())
effort = Ratings([7, 6], SevenPoint())
own = Ratings([10, 20], Scale(0, 100))


def pooled() -> Ratings[FivePoint]:
    return spring + summer


def mixed() -> None:
    _named: object = spring + effort  # type: ignore[operator]  # pyright: ignore[reportOperatorIssue, reportUnknownVariableType]
    _own: object = spring + own  # type: ignore[operator]  # pyright: ignore[reportOperatorIssue, reportUnknownVariableType]


def renamed() -> Ratings[SevenPoint]:
    return spring  # type: ignore[return-value]  # pyright: ignore[reportReturnType]
