"""Every error of the library as a table of MyST Markdown. Sphinx is not needed here."""

import inspect
import re
from collections.abc import Iterable, Iterator

import servicedesk_core as sd
from servicedesk_core.i18n.phrasebook import russian_template

_HEADER = "| error | when | message |\n|---|---|---|"
_FIELD = re.compile(r"\{(\w+)(?:![rs])?(?::\w+)?\}")


def error_table() -> str:
    """Return a row for each error: code, class, cause, message in both languages."""
    return "\n".join([_HEADER, *map(_row, errors())])


def errors() -> list[type[sd.ServiceDeskError]]:
    """Return the errors and warnings of the packages, in the order of their codes."""
    # They are there once the modules are loaded that have them.
    for package in filter(inspect.ismodule, (getattr(sd, name) for name in sd.__all__)):
        for name in dir(package):
            getattr(package, name)
    ours = (each for each in _below(sd.ServiceDeskError) if _is_public(each))
    return sorted(set(ours), key=lambda error: (error.code, error.__name__))


def _below(kind: type[sd.ServiceDeskError]) -> Iterator[type[sd.ServiceDeskError]]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)


def _is_public(kind: type) -> bool:
    """Tell the library's own from those that examples define."""
    return kind.__module__.startswith(f"{sd.__name__}.") and kind.__name__[0] != "_"


def _row(error: type[sd.ServiceDeskError]) -> str:
    text, translated = error.template, russian_template(error.template)
    cells = (
        f"`{error.code}`<br>{_link(error)}<br>{_builtin(error)}",
        _cause(error),
        "<br>".join(_marked(each) for each in (text, translated) if each),
    )
    return f"| {' | '.join(cells)} |"


def _link(error: type[sd.ServiceDeskError]) -> str:
    """Return the name, leading to where it is documented if it is public."""
    name = f"{error.__module__}.{error.__name__}"
    if error.__name__ in sd.__all__:
        return f"{{py:class}}`{error.__name__} <{name}>`"
    return f"`{error.__name__}`"


def _builtin(error: type) -> str:
    """Return the builtin error that it is too."""
    others: Iterable[type] = (
        each for each in error.__mro__ if each.__module__ == "builtins"
    )
    return next(each.__name__ for each in others)


def _cause(error: type) -> str:
    """Return the first sentence of a docstring."""
    text = inspect.getdoc(error) or ""
    return text.partition("\n\n")[0].replace("\n", " ")


def _marked(template: str) -> str:
    """Return a message whose values are marked as such."""
    found = _FIELD.sub(r"<var>\1</var>", template.replace("|", r"\|"))
    return found.replace("</var><var>", "</var> <var>")
