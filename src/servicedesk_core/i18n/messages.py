"""Messages of errors, refusals and findings in either language."""

from collections.abc import Callable, Mapping
from functools import partial

from servicedesk_core.errors import (
    ServiceDeskError,
    TransitionRefusedError,
    WrongTypeError,
)
from servicedesk_core.i18n.language import to_column
from servicedesk_core.i18n.phrasebook import russian_template, translate
from servicedesk_core.i18n.place import Place
from servicedesk_core.i18n.vocabulary import is_ours


def message(error: object, *, language: str = "en") -> str:
    """Return what an error, a refusal or a finding says.

    Names, codes and values that came from you stay as they are. So does an English
    text that is not the library's, such as that of an error class of your own.

    Args:
        error: an error or a warning of this library, a :class:`Refusal`, a
            :class:`Finding`, or the check of a gate of a survey; or a group of such
            errors, which gives a line each.
        language: ``"en"``, where an error says what ``str`` of it does, or ``"ru"``.

    Raises:
        InvalidArgumentError: for any other language.
        WrongTypeError: for any other object, such as an error that is not ours.

    Example:
        >>> from servicedesk_core.errors import InvalidArgumentError
        >>> error = InvalidArgumentError("confidence", 95, "above 0 and below 1")
        >>> print(message(error, language="ru"))
        confidence — нужно: больше 0 и меньше 1; получено: 95
    """
    is_english = to_column(language) == 0
    if isinstance(error, BaseExceptionGroup):
        return "\n".join(message(each, language=language) for each in error.exceptions)
    if isinstance(error, ServiceDeskError):
        return str(error) if is_english else _russian(error)
    kind = type(error)
    if not is_ours(kind) or kind.__name__ not in _TEXTS:
        wanted = "an error, a refusal or a finding of this library, or a group of them"
        raise WrongTypeError("error", error, wanted)
    text: str = getattr(error, _TEXTS[kind.__name__])
    return text if is_english else translate(text)


def _russian(error: ServiceDeskError) -> str:
    template = russian_template(error.template)
    if template is None:
        return translate(str(error))
    values = {**error.values(), **_inner(error)}
    return template.format(**{name: _told(name, values[name]) for name in values})


def _inner(error: ServiceDeskError) -> Mapping[str, str]:
    """Return the values that are made of refusals or of another error."""
    if isinstance(error, TransitionRefusedError):
        reasons = (translate(reason.message) for reason in error.reasons)
        return {"because": "; ".join(reasons)}
    cause = getattr(error, "error", None)
    return {"reason": _russian(cause)} if isinstance(cause, ServiceDeskError) else {}


def _told(name: str, value: object) -> object:
    return Place(value, _TELLS.get(name, str)) if isinstance(value, str) else value


def _named(text: str) -> str:
    """Return what stands for a name, such as ``column 'due'``; names have no spaces."""
    return translate(text) if " " in text else text


# What has a text, by its class: their packages are not asked for.
_TEXTS = {"Finding": "message", "GateCheck": "text", "Refusal": "message"}
# How the values of errors are told that are texts of ours.
_TELLS: Mapping[str, Callable[[str], str]] = {
    "argument": _named,
    # The name of a calendar is the caller's; what it is told by without one is ours.
    "calendar": partial(translate, depth=0),
    "hint": translate,
    "question": translate,
    "reason": translate,
    "wanted": translate,
    "when": translate,
    "where": translate,
}
