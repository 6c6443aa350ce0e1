"""The languages that there are texts in."""

from servicedesk_core.errors import InvalidArgumentError

LANGUAGES: tuple[str, ...] = ("en", "ru")
"""The languages of all texts, in the order of the columns of the catalogues."""


def to_column(language: str) -> int:
    """Return where a language stands in each pair of texts.

    Args:
        language: ``"en"`` or ``"ru"``.

    Raises:
        InvalidArgumentError: for any other language.

    Example:
        >>> to_column("ru")
        1
    """
    if language not in LANGUAGES:
        raise InvalidArgumentError("language", language, "en or ru")
    return LANGUAGES.index(language)
