"""The library's own words: of members, codes, states, actions and events."""

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from importlib import import_module

from servicedesk_core.errors import (
    InvalidArgumentError,
    WrongTypeError,
    close_matches,
)
from servicedesk_core.i18n.language import to_column

PACKAGES: tuple[str, ...] = (
    "core",
    "calendars",
    "lifecycles",
    "priority",
    "tickets",
    "sla",
    "escalation",
    "desk",
    "satisfaction",
    "stats",
    "metrics",
    "complaints",
    "frames",
    "plots",
)
"""The packages that have a catalogue of labels, in the order codes are looked for."""

Pair = tuple[str, str]
"""A text in each of the languages."""


def label(value: object, *, language: str = "en") -> str:
    """Return what people call a member, a code, a state, an action or an event.

    Args:
        value: a member of an enum of this library; an event, or its class; a state or
            an action of a lifecycle that comes with it; or a code as text, such as
            ``"due_at"`` or the name of a state. A code that means several things has
            a label of one of them: pass the member where you have it.
        language: ``"en"`` or ``"ru"``.

    Raises:
        InvalidArgumentError: for a word that the library does not know, such as a
            member of your own enum, the name of your own state or metric; or for
            another language.
        WrongTypeError: for any other object.

    Example:
        >>> from servicedesk_core.sla import SlaState
        >>> label(SlaState.AT_RISK), label(SlaState.AT_RISK, language="ru")
        ('at risk', 'под угрозой')
        >>> label("in_progress", language="ru")
        'в работе'
    """
    column = to_column(language)
    found = _find(value)
    if found is None:
        matches = close_matches(_code(value), _codes(), likeness=0.75)
        hint = f" (did you mean {' or '.join(matches)}?)" if matches else ""
        wanted = f"a word of the library's vocabulary{hint}"
        raise InvalidArgumentError("value", value, wanted)
    return found[column]


def word(code: str, language: str) -> str:
    """Return the word for a heading, or the code in plain words if there is none.

    Args:
        code: what a fact, a column or an axis tells of.
        language: ``"en"`` or ``"ru"``.

    Raises:
        InvalidArgumentError: for any other language.

    Example:
        >>> word("breached", "ru"), word("due_at", "en")
        ('нарушен', 'due at')
    """
    column = to_column(language)
    found = _first(code, ("heading.", "phrase.", ""))
    return code.replace("_", " ") if found is None else found[column]


def member_word(member: Enum, language: str) -> str:
    """Return the label of a member; of an enum of somebody else, the word for its code.

    Args:
        member: of any enum.
        language: ``"en"`` or ``"ru"``.

    Raises:
        InvalidArgumentError: for any other language.

    Example:
        >>> from enum import Enum
        >>> member_word(Enum("Shift", "NIGHT EARLY_DAY").EARLY_DAY, "en")
        'early day'
    """
    column = to_column(language)
    found = _member(member)
    return word(_code(member), language) if found is None else found[column]


def code_word(code: str, kind: str, language: str) -> str | None:
    """Return the label of a code of which it is known what it names, or None.

    Args:
        code: a name of a state or an action, or the value of a member.
        kind: ``"state"``, ``"action"``, or the name of the member's enum.
        language: ``"en"`` or ``"ru"``.

    Example:
        >>> code_word("review", "action", "ru"), code_word("vendor", "Role", "ru")
        ('передать на анализ', 'поставщик')
    """
    column = to_column(language)
    packages = _PLACES.get(f"{kind}.", PACKAGES)
    name = code if f"{kind}." in _PLACES else code.upper()
    found = _known(f"{kind}.{name}", packages)
    return None if found is None else found[column]


def is_ours(kind: type) -> bool:
    """Tell whether a class is one of this library, whatever it is called.

    Example:
        >>> from servicedesk_core.errors import InvalidArgumentError
        >>> is_ours(InvalidArgumentError), is_ours(ValueError)
        (True, False)
    """
    return kind.__module__.partition(".")[0] == __name__.partition(".")[0]


def _find(value: object) -> Pair | None:
    if isinstance(value, Enum):
        return _member(value)
    if isinstance(value, str):
        return _first(value, ("", "state.", "action.", "heading."))
    kind = value if isinstance(value, type) else type(value)
    if is_ours(kind):
        if kind is not value and kind.__name__ in _NAMED:
            return _first(_code(value), (f"{kind.__name__.lower()}.",))
        event = _known(f"event.{kind.__name__}", ("tickets",))
        if event is not None:
            return event
    wanted = "a member of an enum, a code, an event, a State or an Action"
    raise WrongTypeError("value", value, wanted)


def _member(member: Enum) -> Pair | None:
    kind = type(member)
    if not is_ours(kind):
        return None
    package = kind.__module__.split(".")[1]
    home = package if package in PACKAGES else "core"
    return _known(f"{kind.__name__}.{member.name}", (home,))


def _code(value: object) -> str:
    """Return the code of a member, a state, an action, or the code that it is."""
    if isinstance(value, Enum):
        return value.value if isinstance(value.value, str) else value.name.lower()
    return value if isinstance(value, str) else str(getattr(value, "name", ""))


def _first(code: str, prefixes: Iterable[str]) -> Pair | None:
    for prefix in prefixes:
        found = _known(f"{prefix}{code}", _PLACES[prefix])
        if found is not None:
            return found
    return None


def _known(key: str, packages: Iterable[str]) -> Pair | None:
    for table in _tables(packages):
        if key in table:
            return table[key]
    return None


def _tables(packages: Iterable[str]) -> Iterator[Mapping[str, Pair]]:
    for package in packages:
        labels: Mapping[str, Pair] = import_module(
            f"{__package__}.labels.{package}"
        ).LABELS
        yield labels


def _codes() -> list[str]:
    """Return the codes that have a label, without what tells them apart."""
    keys = {key for table in _tables(PACKAGES) for key in table}
    plain = {key for key in keys if "." not in key}
    return sorted(
        plain | {key.partition(".")[2] for key in keys if key.startswith(_CODED)}
    )


# Whose names are labels' keys.
_NAMED = ("State", "Action")
# What stands before a code that means something else by itself, and where.
_PLACES: Mapping[str, tuple[str, ...]] = {
    "": PACKAGES,
    "action.": ("lifecycles",),
    "heading.": ("core",),
    "phrase.": ("calendars", "sla"),
    "state.": ("lifecycles",),
}
_CODED = ("action.", "heading.", "state.")
