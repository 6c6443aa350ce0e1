"""Plural forms of English and Russian, against the rules that Babel has from CLDR."""

from decimal import Decimal
from typing import Any

import babel
import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.i18n.plural import noun, plural

ORACLES = {language: babel.Locale(language).plural_form for language in ("en", "ru")}
WHOLE = [*range(2_300), *(10**n + k for n in range(4, 19) for k in range(-25, 25))]
DECIMALS = [
    *(Decimal(n) / 100 for n in range(2_300)),
    *(Decimal(n).scaleb(-places) for n in range(0, 400, 7) for places in range(1, 7)),
]
HOURS = ("час", "часа", "часов")


@pytest.mark.parametrize("language", ["en", "ru"])
class TestPlural:
    def test_of_whole_numbers_is_that_of_cldr(self, language: str) -> None:
        oracle = ORACLES[language]

        assert [oracle(n) for n in WHOLE] == [plural(n, language) for n in WHOLE]

    def test_of_decimals_is_that_of_cldr(self, language: str) -> None:
        oracle = ORACLES[language]

        assert [oracle(n) for n in DECIMALS] == [plural(n, language) for n in DECIMALS]

    def test_has_no_sign(self, language: str) -> None:
        numbers = [*WHOLE[:200], *DECIMALS[:200]]

        assert [plural(n, language) for n in numbers] == [
            plural(-n, language) for n in numbers
        ]

    def test_of_floats_is_that_of_cldr(self, language: str) -> None:
        oracle = ORACLES[language]
        floats = [n / 8 for n in range(1_000)]

        assert [oracle(n) for n in floats] == [plural(n, language) for n in floats]

    def test_of_texts_is_that_of_the_decimals_they_write(self, language: str) -> None:
        texts = ["0", "1", "2", "5", "11", "21", "1.0", "1.50", "-1", "1e3"]

        assert [plural(Decimal(text), language) for text in texts] == [
            plural(text, language) for text in texts
        ]


class TestRefusals:
    @pytest.mark.parametrize("n", ["one", float("nan"), float("inf"), Decimal("NaN")])
    def test_of_what_is_no_finite_number(self, n: Any) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            plural(n, "ru")
        assert "n" == caught.value.argument

    @pytest.mark.parametrize("n", [None, True, [1], 1j])
    def test_of_another_type(self, n: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            plural(n, "ru")
        assert "n" == caught.value.argument

    def test_of_another_language(self) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            plural(1, "de")
        assert "language must be en or ru, got 'de'" == str(caught.value)


class TestNoun:
    @pytest.mark.parametrize(
        ("n", "expected"),
        [
            (0, "часов"),
            (1, "час"),
            (2, "часа"),
            (4, "часа"),
            (5, "часов"),
            (11, "часов"),
            (14, "часов"),
            (21, "час"),
            (22, "часа"),
            (111, "часов"),
            (121, "час"),
            ("1.5", "часа"),
            ("1.0", "часа"),
            (Decimal("0.1"), "часа"),
        ],
    )
    def test_has_the_form_of_its_number(self, n: object, expected: str) -> None:
        assert expected == noun(n, HOURS, "ru")

    @pytest.mark.parametrize(
        ("n", "expected"),
        [(0, "hours"), (1, "hour"), (2, "hours"), (21, "hours"), ("1.0", "hours")],
    )
    def test_has_two_forms_in_english(self, n: object, expected: str) -> None:
        assert expected == noun(n, ("hour", "hours"), "en")
