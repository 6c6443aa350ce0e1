"""Which form of a noun goes with a number."""

from servicedesk_core.i18n.language import to_column
from servicedesk_core.number import to_decimal


def plural(n: object, language: str) -> str:
    """Return the plural category of a number.

    Args:
        n: an int, a Decimal, a numeric text, or a float, which counts as the decimal
            that it prints; a whole float counts as an int. Digits after the point
            count though they are zeros: 1.0 takes another form than 1.
        language: ``"en"`` or ``"ru"``.

    Returns:
        ``"one"`` or ``"other"`` in English; ``"one"``, ``"few"``, ``"many"``, or of
        fractions ``"other"`` in Russian.

    Raises:
        InvalidArgumentError: for another language, or what is no finite number.
        WrongTypeError: for a number of another type.

    Source:
        Unicode CLDR, Language Plural Rules, cardinal numbers.

    Example:
        >>> [plural(n, "ru") for n in (1, 2, 5, 11, 21, "1.5")]
        ['one', 'few', 'many', 'many', 'one', 'other']
    """
    rule = _RULES[to_column(language)]
    if isinstance(n, float) and n.is_integer():
        n = int(n)
    number = to_decimal(n, "n")
    # Whatever the exponent, a whole number has no digits after its point.
    has_point = int(number.as_tuple().exponent) < 0
    return "other" if has_point else rule(abs(int(number)))


def noun(n: object, forms: tuple[str, ...], language: str) -> str:
    """Return the form of a noun that goes with a number.

    Args:
        n: the number, as :func:`plural` takes it.
        forms: of ``"one"`` and ``"other"`` in English; of ``"one"``, ``"few"`` and
            ``"many"`` in Russian, where fractions take that of ``"few"``.
        language: ``"en"`` or ``"ru"``.

    Example:
        >>> noun(21, ("час", "часа", "часов"), "ru")
        'час'
    """
    return forms[_PLACES[to_column(language)][plural(n, language)]]


def _english(n: int) -> str:
    return "one" if n == 1 else "other"


def _russian(n: int) -> str:
    tens, ones = divmod(n % 100, 10)
    if tens == 1:
        return "many"
    return "one" if ones == 1 else "few" if ones in (2, 3, 4) else "many"


_RULES = (_english, _russian)
_PLACES = (
    {"one": 0, "other": 1},
    # "1,5 часа" has the form of "2 часа": the genitive singular.
    {"one": 0, "few": 1, "many": 2, "other": 1},
)
