"""Explanations: phrases, facts, tables."""

import copy
import pickle
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum, IntEnum, StrEnum

import attrs
import pytest

from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.explanation import Explanation, Phrase

H, MIN, S, US = (
    timedelta(hours=1),
    timedelta(minutes=1),
    timedelta(seconds=1),
    timedelta(microseconds=1),
)
NINE = datetime(2026, 1, 5, 9, tzinfo=UTC)


@attrs.frozen
class Row:
    """A row as a target would explain it."""

    start: datetime
    kind: Enum | str
    service: timedelta | None = None


class Word(StrEnum):
    """Codes that are text."""

    MET = "met"
    FIRST_RESPONSE = "first_response"
    SERVICE = "service"
    PAUSED = "paused"


class Shade(Enum):
    """Codes that are no text."""

    AT_RISK = 1
    ON_LEAVE = 2


class Rank(IntEnum):
    """Codes that are numbers."""

    BREACHED = 1


class Day(IntEnum):
    """Stands for the days of the week."""

    MONDAY = 0
    SATURDAY = 5


class TestPhrase:
    @pytest.mark.parametrize(
        ("phrase", "english", "russian"),
        [
            (
                Phrase("day_off", "Unity Day"),
                "day off: Unity Day",
                "выходной: Unity Day",
            ),
            (
                Phrase("half_day", "Republic Day"),
                "half day: Republic Day",
                "неполный день: Republic Day",
            ),
            (
                Phrase("worked", Day.SATURDAY, Day.MONDAY),
                "worked Saturday for Monday",
                "рабочий день (суббота) вместо дня: понедельник",
            ),
            (
                Phrase("special", "stocktaking"),
                "special: stocktaking",
                "особые часы: stocktaking",
            ),
            (
                Phrase("closure", "fire drill"),
                "closure: fire drill",
                "закрыто: fire drill",
            ),
            (
                Phrase("version", date(2026, 1, 1), (Phrase("weekly"),)),
                "version of 2026-01-01: weekly",
                "редакция от 2026-01-01: недельный график",
            ),
            (
                Phrase("part", "Riga", (Phrase("weekly"), Phrase("eve"))),
                "Riga: weekly, shortened eve",
                "Riga: недельный график, сокращённый предпраздничный день",
            ),
            (Phrase("part", "Riga", ()), "Riga: ", "Riga: "),
            (
                Phrase("part", "a", (Phrase("part", "b", (Phrase("closed"),)),)),
                "a: b: closed",
                "a: b: закрыто",
            ),
            (Phrase("day_off", "{0} {x} %s"), "day off: {0} {x} %s",
             "выходной: {0} {x} %s"),
            (Phrase("day_off", None), "day off: ", "выходной: "),
            (Phrase("special", 2 * H), "special: 2 h", "особые часы: 2 ч"),
        ],
    )  # fmt: skip
    def test_speaks_both_languages(
        self, phrase: Phrase, english: str, russian: str
    ) -> None:
        assert english == str(phrase)
        assert english == phrase.to_text()
        assert english == phrase.to_text("en")
        assert russian == phrase.to_text("ru")

    def test_refuses_another_language(self) -> None:
        for phrase in (Phrase("weekly"), Phrase("day_off", "x")):
            with pytest.raises(InvalidArgumentError) as caught:
                phrase.to_text("de")
            assert (caught.value.argument, caught.value.value) == ("language", "de")

    def test_is_a_value(self) -> None:
        phrase = Phrase("version", date(2026, 1, 1), (Phrase("weekly"),))
        twins = [
            Phrase("version", date(2026, 1, 1), (Phrase("weekly"),)),
            pickle.loads(pickle.dumps(phrase)),  # noqa: S301
            copy.copy(phrase),
            copy.deepcopy(phrase),
        ]
        for twin in twins:
            assert phrase == twin
            assert hash(phrase) == hash(twin)
        others = [
            Phrase("version", date(2026, 1, 2), (Phrase("weekly"),)),
            Phrase("part", date(2026, 1, 1), (Phrase("weekly"),)),
            Phrase("version"),
        ]
        assert phrase not in others

    def test_keeps_its_code_and_values(self) -> None:
        phrase = Phrase("worked", Day.SATURDAY, "x")
        assert (phrase.code, phrase.values) == ("worked", (Day.SATURDAY, "x"))
        assert Phrase("weekly").values == ()
        assert repr(phrase) == (
            "Phrase(code='worked', values=(<Day.SATURDAY: 5>, 'x'))"
        )

    def test_never_changes(self) -> None:
        with pytest.raises(AttributeError):
            Phrase("weekly").code = "eve"  # type: ignore[misc]


class TestExplanation:
    def test_tells_facts_then_a_table(self) -> None:
        answer = Explanation(
            (("metric", Word.FIRST_RESPONSE), ("elapsed", 90 * MIN)),
            (Row(NINE, Word.SERVICE, H), Row(NINE + H, Word.PAUSED)),
        )
        assert answer.to_text().split("\n") == [
            "metric: first response",
            "elapsed: 1 h 30 min",
            "from                    kind          service time",
            "----------------------  ------------  ------------",
            "2026-01-05 09:00+00:00  service time  1 h",
            "2026-01-05 10:00+00:00  paused",
        ]

    def test_speaks_russian(self) -> None:
        answer = Explanation((("state", Word.MET),), (Row(NINE, Word.PAUSED, H),))
        assert answer.to_text("ru").split("\n") == [
            "состояние: выполнен",
            "с                       отсчёт         время обслуживания",  # noqa: RUF001
            "----------------------  -------------  ------------------",
            "2026-01-05 09:00+00:00  приостановлен  1 ч",
        ]

    @pytest.mark.parametrize("language", ["en", "ru"])
    @pytest.mark.parametrize(
        "text", ["problem", "met", "due_at", "first_response", "h", "start", ""]
    )
    def test_leaves_the_user_s_own_words_as_they_are(
        self, text: str, language: str
    ) -> None:
        answer = Explanation((("x", text),), (Row(NINE, text),))
        lines = answer.to_text(language).split("\n")
        assert lines[0] == f"x: {text}"
        assert lines[-1] == f"2026-01-05 09:00+00:00  {text}".rstrip()

    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            (Word.MET, "выполнен"),
            (Word.FIRST_RESPONSE, "первый ответ"),
            (Shade.AT_RISK, "под угрозой"),
            (Rank.BREACHED, "нарушен"),
            (Shade.ON_LEAVE, "on leave"),
        ],
    )
    def test_translates_the_names_of_members(
        self, value: object, expected: str
    ) -> None:
        answer: Explanation[Row] = Explanation((("x", value),), ())
        assert f"x: {expected}" == answer.to_text("ru")

    def test_is_its_english_text(self) -> None:
        answer: Explanation[Row] = Explanation((("due_at", NINE),), ())
        assert str(answer) == "due at: 2026-01-05 09:00+00:00"
        assert str(answer) == answer.to_text("en")

    def test_without_facts_is_the_table_alone(self) -> None:
        text = Explanation((), (Row(NINE, "x"),)).to_text()
        assert text.splitlines()[0] == "from                    kind  service time"
        assert len(text.splitlines()) == 3

    def test_of_nothing_is_empty(self) -> None:
        nothing: Explanation[Row] = Explanation((), ())
        assert nothing.to_text() == ""

    @pytest.mark.parametrize(
        "answer",
        [
            Explanation((("state", "met"),), ()),
            Explanation((), (Row(NINE, "x"),)),
        ],
    )
    def test_refuses_another_language(self, answer: Explanation[Row]) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            answer.to_text("fr")
        assert caught.value.value == "fr"

    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            (None, ""),
            (Word.MET, "met"),
            (Shade.AT_RISK, "at risk"),
            (Rank.BREACHED, "breached"),
            (5, "5"),
            ("some text", "some text"),
            (H, "1 h"),
            (NINE, "2026-01-05 09:00+00:00"),
            (NINE + US, "2026-01-05 09:00:00.000001+00:00"),
            (NINE + S / 2, "2026-01-05 09:00:00.500000+00:00"),
            ("first_response", "first_response"),
            ("end", "end"),
            (NINE + S, "2026-01-05 09:00:01+00:00"),
            (NINE + S + US, "2026-01-05 09:00:01.000001+00:00"),
            (
                NINE.astimezone(timezone(5 * H + 30 * MIN)),
                "2026-01-05 14:30+05:30",
            ),
            (date(2026, 1, 5), "2026-01-05"),
            (Phrase("day_off", "x"), "day off: x"),
            ((), ""),
            ((Phrase("weekly"),), "weekly"),
            ((Phrase("weekly"), Phrase("closure", "x")), "weekly, closure: x"),
            ((H, None, (Day.MONDAY, "x")), "1 h, , Monday, x"),
        ],
    )
    def test_writes_each_kind_of_value(self, value: object, expected: str) -> None:
        answer: Explanation[Row] = Explanation((("x", value),), ())
        assert f"x: {expected}" == answer.to_text()

    def test_is_a_value(self) -> None:
        answer = Explanation((("state", "met"),), (Row(NINE, "x"),))
        twin = Explanation((("state", "met"),), (Row(NINE, "x"),))
        assert answer == twin
        assert hash(answer) == hash(twin)
        assert answer != Explanation((), (Row(NINE, "x"),))
        assert answer != Explanation((("state", "met"),), ())
        assert answer == pickle.loads(pickle.dumps(answer))  # noqa: S301
