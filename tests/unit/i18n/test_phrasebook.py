"""Texts of messages in Russian, and the values in them."""

import pytest

from servicedesk_core.i18n.phrasebook import Phrase, read, russian_template, translate
from servicedesk_core.i18n.place import Place


class TestTranslate:
    @pytest.mark.parametrize(
        ("english", "russian"),
        [
            ("finite", "конечное число"),
            ("later than start", "позже start"),
            ("later than noon", "позже noon"),
            ("0 or more", "0 или больше"),
            ("7 or more", "7 или больше"),
            ("between 1 and 5", "от 1 до 5"),
            (
                'in a mapping with its hours, such as {"half_day": "09:00-13:00"}',
                'отображение с часами вида {"half_day": "09:00-13:00"}',
            ),
            ("", ""),
            ("neither this nor that", "neither this nor that"),
            ("дальше некуда", "дальше некуда"),
        ],
    )
    def test_takes_what_is_ours_alone(self, english: str, russian: str) -> None:
        assert russian == translate(english)

    def test_takes_the_phrase_with_most_text_of_its_own(self) -> None:
        """``0 or more`` and ``{}, in a list`` fit as well, with less."""
        assert "список имён" == translate("several names, in a list")
        assert "список объектов Shift" == translate("Shift values, in a list")
        assert "список: shifts" == translate("shifts, in a list")

    def test_translates_what_is_in_its_places(self) -> None:
        found = translate("expected a time such as 09:00, got the end")

        assert "ожидается время вида 09:00, получен конец" == found

    def test_leaves_what_is_quoted(self) -> None:
        assert "ожидается 'text', получено 'off'" == translate(
            "expected 'text', got 'off'"
        )
        assert 'ожидается "text", получено строка' == translate(
            'expected "text", got text'
        )

    def test_goes_a_few_phrases_deep(self) -> None:
        found = translate("later than " * 6 + "start")

        assert "позже " * 4 + "later than later than start" == found

    def test_takes_any_text_in_time(self) -> None:
        long = ", got ".join(["expected "] * 20_000)

        assert translate(long).startswith("ожидается")


class TestRussianTemplate:
    def test_has_the_names_of_the_english_one(self) -> None:
        assert "матрица приоритетов: {reason}" == russian_template(
            "priority matrix: {reason}"
        )

    def test_of_another_there_is_none(self) -> None:
        assert russian_template("") is None
        assert russian_template("finite") is None
        assert russian_template("shift {name}: {reason}") is None


class TestPhrase:
    @pytest.mark.parametrize(
        ("english", "text", "expected"),
        [
            ("after {}", "after noon", ["noon"]),
            ("after {}", "after ", [""]),
            ("after {}", "before noon", None),
            ("{} twice", "once twice", ["once"]),
            ("{} twice", "twice", None),
            ("from {} to {}", "from a to b to c", ["a", "b to c"]),
            ("from {} to {}", "from a", None),
            ("from {} to {}", "from to", None),
            ("{}: {}, got {}", "a: b, got c", ["a", "b", "c"]),
            ("{}: {}, got {}", "a, got c", None),
            ("a {} a", "a a", None),
            ("a{}a", "a", None),
        ],
    )
    def test_finds_its_values(
        self, english: str, text: str, expected: list[str] | None
    ) -> None:
        assert expected == Phrase(read(english)[0], "").values(text)


class TestRead:
    @pytest.mark.parametrize(
        ("template", "parts", "names"),
        [
            ("", ("",), ()),
            ("finite", ("finite",), ()),
            ("{}", ("", ""), ("",)),
            ("{} of {}", ("", " of ", ""), ("", "")),
            ("{{{}}}", ("{", "}"), ("",)),
            ("{a!r}: {b}", ("", ": ", ""), ("a", "b")),
        ],
    )
    def test_tells_texts_and_places(
        self, template: str, parts: tuple[str, ...], names: tuple[str, ...]
    ) -> None:
        assert (parts, names) == read(template)


class TestPlace:
    @pytest.mark.parametrize(
        ("text", "asked", "expected"),
        [
            ("noon", "", "NOON"),
            ("1", "день|дня|дней", "1 день"),
            ("22", "день|дня|дней", "22 дня"),
            ("0.5", "день|дня|дней", "0.5 дня"),
            ("several", "день|дня|дней", "several дней"),
            ("a or b or c", "или", "a или b или c"),
            ("a and b", "или", "a и b"),
            ("a", "или", "a"),
            ("27 h 5 min", "duration", "27 ч 5 мин"),
            ("1.5 s", "duration", "1,5 с"),
            ("-1 h 2 min 3 s", "duration", "-1 ч 2 мин 3 с"),
            ("3 days", "duration", "3 DAYS"),
            ("long", "duration", "LONG"),
            ("1 h 5", "duration", "1 H 5"),
            ("resolve", "action", "решить"),
            ("resolve", "state", "RESOLVE"),
            ("new, triage", "state", "новое, TRIAGE"),
            ("agent or vendor", "Role", "специалист или поставщик"),
        ],
    )
    def test_tells_a_value_as_asked(self, text: str, asked: str, expected: str) -> None:
        assert expected == format(Place(text, str.upper), asked)

    def test_is_quoted_as_it_is(self) -> None:
        assert "'new'" == f"{Place('new', str.upper)!r}"
