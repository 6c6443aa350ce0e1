"""Why, and why that: from a complaint to the causes behind it."""

from collections.abc import Iterable, Mapping
from itertools import pairwise

import attrs

from servicedesk_core.argument import to_many, to_mapping
from servicedesk_core.complaints._facts import NOTHING, check_text, to_text
from servicedesk_core.errors import InvalidArgumentError, member
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.number import to_whole
from servicedesk_core.satisfaction import Remedy


def _remedy(remedy: Remedy | str) -> Remedy:
    return member(Remedy, remedy, "remedy")


@attrs.frozen
class Solution:
    """Something that could be done about a cause.

    Args:
        text: what.
        remedy: whether it raises the result or corrects the expectation.

    Raises:
        InvalidArgumentError: for a blank text or an unknown remedy.
        WrongTypeError: if it is no text.

    Example:
        >>> Solution("quote a longer time", remedy="expectation").remedy.value
        'expectation'
    """

    text: str = attrs.field(validator=check_text)
    remedy: Remedy = attrs.field(kw_only=True, converter=_remedy)


def _causes(
    causes: Mapping[str, Iterable[str]],
) -> FrozenMap[str, tuple[str, ...]]:
    read = to_mapping(causes, "causes", "causes by effect").items()
    return FrozenMap(
        {
            to_text(effect, "causes"): tuple(
                to_text(cause, f"causes[{effect!r}]")
                for cause in to_many(found, str, f"causes[{effect!r}]", "causes")
            )
            for effect, found in read
        }
    )


def _solutions(
    solutions: Mapping[str, Iterable[Solution]],
) -> FrozenMap[str, tuple[Solution, ...]]:
    read = to_mapping(solutions, "solutions", "solutions by cause").items()
    return FrozenMap(
        {
            cause: to_many(found, Solution, f"solutions[{cause!r}]", "Solution values")
            for cause, found in read
        }
    )


def _max_depth(depth: int | None) -> int | None:
    return None if depth is None else to_whole(depth, "max_depth", low=1)


@attrs.frozen
class WhyTree:
    """The causes of a problem, each an answer to why the one before it is so.

    Args:
        problem: what clients complain of.
        causes: by effect: those of the problem, then those of its causes. Each cause
            has one effect.
        solutions: what could be done, by cause or for the problem itself.
        max_depth: how many whys in a row there may be, 1 or more; None for no limit.

    Raises:
        InvalidArgumentError: for a blank text, a cause that leads back to itself or
            has two effects, an effect or a solution of nothing in the tree, or more
            whys in a row than allowed.
        WrongTypeError: for a value of another type.

    Source:
        Five whys: T. Ohno, Toyota Production System (1988).

    Example:
        >>> tree = WhyTree.chain("late", "no van", "no driver")
        >>> tree.root_causes, tree.depth
        (('no driver',), 2)
    """

    problem: str = attrs.field(validator=check_text)
    causes: Mapping[str, tuple[str, ...]] = attrs.field(converter=_causes)
    solutions: Mapping[str, tuple[Solution, ...]] = attrs.field(
        kw_only=True, default=NOTHING, converter=_solutions
    )
    max_depth: int | None = attrs.field(kw_only=True, default=5, converter=_max_depth)
    levels: tuple[tuple[str, ...], ...] = attrs.field(init=False, repr=False, eq=False)
    """The problem, then its causes, then theirs, in the order given."""

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "levels", self._find_levels())
        known = {each for level in self.levels for each in level}
        for name in ("causes", "solutions"):
            for each in getattr(self, name):
                if each not in known:
                    wanted = "of the problem or of a cause in the tree"
                    raise InvalidArgumentError(name, each, wanted)
        if self.max_depth is not None and self.depth > self.max_depth:
            wanted = f"{self.depth} or more for this tree"
            raise InvalidArgumentError("max_depth", self.max_depth, wanted)

    @classmethod
    def chain(
        cls,
        problem: str,
        *whys: str,
        solutions: Mapping[str, Iterable[Solution]] = NOTHING,
        max_depth: int | None = 5,
    ) -> "WhyTree":
        """Return a tree without branches.

        Args:
            problem: what clients complain of.
            whys: the answers in order.
            solutions: what could be done, by cause.
            max_depth: how many whys there may be, 1 or more; None for no limit.

        Raises:
            InvalidArgumentError: as for the tree.
            WrongTypeError: likewise.
        """
        causes: dict[str, list[str]] = {}
        for effect, cause in pairwise((problem, *whys)):
            causes.setdefault(effect, []).append(cause)
        return cls(problem, causes, solutions=solutions, max_depth=max_depth)

    @property
    def depth(self) -> int:
        """How many whys in a row there are at most; 0 if nobody asked."""
        return len(self.levels) - 1

    @property
    def root_causes(self) -> tuple[str, ...]:
        """The causes that nobody asked the why of, from left to right."""
        return tuple(self._leaves(self.problem)) if self.depth else ()

    def path(self, cause: str) -> tuple[str, ...]:
        """Return the way from the problem to a cause, both included.

        Raises:
            InvalidArgumentError: if it is not in the tree.
            WrongTypeError: if it is no text.
        """
        to_text(cause, "cause")
        effects = {
            each: effect for effect, found in self.causes.items() for each in found
        }
        if cause not in effects and cause != self.problem:
            raise InvalidArgumentError("cause", cause, "one in the tree")
        way = [cause]
        while way[-1] != self.problem:
            way.append(effects[way[-1]])
        return tuple(reversed(way))

    def solutions_at(self, level: int) -> tuple[Solution, ...]:
        """Return what could be done at a level: 0 is the problem, 1 its causes.

        Raises:
            InvalidArgumentError: if there is no such level.
            WrongTypeError: if it is no whole number.
        """
        place = to_whole(level, "level", high=self.depth)
        return tuple(
            solution
            for each in self.levels[place]
            for solution in self.solutions.get(each, ())
        )

    def _find_levels(self) -> tuple[tuple[str, ...], ...]:
        above: dict[str, frozenset[str]] = {self.problem: frozenset({self.problem})}
        levels: list[tuple[str, ...]] = [(self.problem,)]
        while True:
            below = []
            for effect in levels[-1]:
                for cause in self.causes.get(effect, ()):
                    if cause in above[effect]:
                        wanted = "a cause that does not lead back to itself"
                        raise InvalidArgumentError("causes", cause, wanted)
                    if cause in above:
                        wanted = "a cause of one effect"
                        raise InvalidArgumentError("causes", cause, wanted)
                    above[cause] = above[effect] | {cause}
                    below.append(cause)
            if not below:
                return tuple(levels)
            levels.append(tuple(below))

    def _leaves(self, effect: str) -> list[str]:
        found: list[str] = []
        left = [effect]
        while left:
            each = left.pop()
            causes = self.causes.get(each, ())
            left += reversed(causes)
            if not causes:
                found.append(each)
        return found
