"""Published figures, kept under a name with where they come from."""

from collections.abc import Mapping

import attrs

from servicedesk_core.frozen import FrozenMap, freeze


def _figures(figures: Mapping[str, object]) -> FrozenMap[str, object]:
    return freeze(figures, "figures")


@attrs.frozen
class Preset:
    """Figures that somebody published, for whoever asks for them by name.

    No function of the library uses them by itself: they are anecdotes or the results
    of one survey.

    Attributes:
        name: what they are about.
        figures: the numbers by what each of them is.
        source: who published them, where and when.

    Example:
        >>> story = Preset("calls saved", {"share": 1}, "a story")
        >>> story.figures["share"]
        1
    """

    name: str
    figures: Mapping[str, object] = attrs.field(converter=_figures)
    source: str
