"""Which causes there are to choose from, and whether people choose alike."""

from collections import Counter
from collections.abc import Iterable, Mapping

import attrs

from servicedesk_core.argument import to_many, to_mapping, to_one
from servicedesk_core.complaints._facts import NOTHING, check_text, to_text
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.number import to_whole
from servicedesk_core.stats import Kappa, cohen_kappa

_Examples = Mapping[str, Iterable[str]]


def _causes(causes: Iterable[str]) -> tuple[str, ...]:
    read = to_many(causes, str, "causes", "names of causes")
    if not read or len(set(read)) < len(read):
        raise InvalidArgumentError("causes", read, "one or several different ones")
    return tuple(to_text(cause, "causes") for cause in read)


def _examples(examples: _Examples) -> FrozenMap[str, tuple[str, ...]]:
    read = to_mapping(examples, "examples", "texts by cause").items()
    return FrozenMap(
        {
            cause: tuple(
                to_text(text, f"examples[{cause!r}]")
                for text in to_many(texts, str, f"examples[{cause!r}]", "texts")
            )
            for cause, texts in read
        }
    )


def _version(version: int) -> int:
    return to_whole(version, "version", low=1)


@attrs.frozen
class CauseScheme:
    """The causes that complaints of a company are sorted by, in one version.

    Causes are the company's own: the same complaint has others elsewhere.

    Args:
        name: of the scheme.
        causes: to choose from, in order.
        version: from 1.
        examples: texts whose cause is known, to be shown to whoever sorts, by cause.

    Raises:
        InvalidArgumentError: for a blank or repeated cause, none at all, a version
            below 1, or an example of no cause of the scheme.
        WrongTypeError: for a value of another type.

    Example:
        >>> scheme = CauseScheme("delivery", ["load", "address"])
        >>> scheme.revise(["load", "address", "weather"]).version
        2
    """

    name: str = attrs.field(validator=check_text)
    causes: tuple[str, ...] = attrs.field(converter=_causes)
    version: int = attrs.field(kw_only=True, default=1, converter=_version)
    examples: Mapping[str, tuple[str, ...]] = attrs.field(
        kw_only=True, default=NOTHING, converter=_examples
    )

    def __attrs_post_init__(self) -> None:
        for cause in self.examples:
            if cause not in self.causes:
                raise InvalidArgumentError("examples", cause, "of causes of the scheme")

    def revise(
        self, causes: Iterable[str], *, examples: _Examples = NOTHING
    ) -> "CauseScheme":
        """Return the next version.

        Args:
            causes: to choose from now.
            examples: texts whose cause is known, by cause.

        Raises:
            InvalidArgumentError: as for the scheme.
            WrongTypeError: likewise.
        """
        return CauseScheme(
            self.name, causes, version=self.version + 1, examples=examples
        )


def coder_agreement(
    first: Mapping[str, str], second: Mapping[str, str], *, scheme: CauseScheme
) -> Kappa | None:
    """Return how far two people agree on causes beyond chance.

    Args:
        first: the cause that one chose, by complaint.
        second: those of the other, for the same complaints.
        scheme: that both chose from.

    Returns:
        Cohen's kappa; None for no complaints, or if both chose one and the same cause
        for all.

    Raises:
        InvalidArgumentError: if they sorted different complaints, or chose a cause
            that the scheme lacks.
        WrongTypeError: for a value of another type.

    Source:
        :func:`servicedesk_core.stats.cohen_kappa`.

    Example:
        >>> scheme = CauseScheme("delivery", ["load", "address"])
        >>> anna = {"C1": "load", "C2": "address", "C3": "load", "C4": "load"}
        >>> found = coder_agreement(anna, {**anna, "C4": "address"}, scheme=scheme)
        >>> found.value, found.observed
        (0.5, 0.75)
    """
    causes = to_one(scheme, CauseScheme, "scheme", "a CauseScheme").causes
    one, other = _read(first, "first", causes), _read(second, "second", causes)
    if set(one) != set(other):
        raise InvalidArgumentError("second", sorted(other), "of the same complaints")
    found = Counter((one[each], other[each]) for each in one)
    return cohen_kappa([[found[row, column] for column in causes] for row in causes])


def _read(
    coded: Mapping[str, str], argument: str, causes: tuple[str, ...]
) -> Mapping[str, str]:
    for complaint, cause in to_mapping(coded, argument, "causes by complaint").items():
        to_text(complaint, argument)
        if cause not in causes:
            wanted = "a cause of the scheme"
            raise InvalidArgumentError(f"{argument}[{complaint!r}]", cause, wanted)
    return coded
