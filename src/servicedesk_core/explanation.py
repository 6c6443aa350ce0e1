"""Answers that show their working, as rows of data and as text."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import Enum
from types import MappingProxyType
from typing import Generic, TypeVar

import attrs

from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.markup import html_table
from servicedesk_core.timeline import to_duration

Row = TypeVar("Row", bound=attrs.AttrsInstance)

_ENGLISH = {
    "day_off": "day off: {}",
    "half_day": "half day: {}",
    "worked": "worked {} for {}",
    "eve": "shortened eve",
    "special": "special: {}",
    "closure": "closure: {}",
    "no_version": "no version in force",
    "version": "version of {}: {}",
    "part": "{}: {}",
    "no_such_date": "the clocks skip this date",
    "working_days": "working days: {}, {}",
    "from_to_at": "from {} to {} at {}",
    **{
        day: day.capitalize()
        for day in (
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
        )
    },
    "service": "service time",
    "wall": "wall time",
    "end": "until",
    "start": "from",
    "ci": "CI",
    "escalation_level": "level",
}
_RUSSIAN = {
    "date": "дата",
    "rule": "правило",
    "windows": "часы",
    "counted": "засчитано",
    "zone": "часовой пояс",
    "weekly": "недельный график",
    "day_off": "выходной: {}",
    "half_day": "неполный день: {}",
    "worked": "рабочий день ({}) вместо дня: {}",
    "eve": "сокращённый предпраздничный день",
    "special": "особые часы: {}",
    "special_hours": "особые часы",
    "closure": "закрыто: {}",
    "no_version": "ни одна редакция не действует",
    "version": "редакция от {}: {}",
    "part": "{}: {}",
    "no_such_date": "этой даты не было",
    "monday": "понедельник",
    "tuesday": "вторник",
    "wednesday": "среда",
    "thursday": "четверг",
    "friday": "пятница",
    "saturday": "суббота",
    "sunday": "воскресенье",
    "h": "ч",
    "min": "мин",
    "s": "с",
    "subject": "обращение",
    "agreement": "соглашение",
    "metric": "показатель",
    "first_response": "первый ответ",
    "next_response": "следующий ответ",
    "periodic_update": "очередное сообщение",
    "resolution": "решение",
    "restoration": "восстановление",
    "acknowledge": "подтверждение",
    "time_to_own": "назначение исполнителя",
    "working_days": "рабочих дней: {}, {}",
    "from_to_at": "{} → {}, {}",
    "priority_changed": "приоритет изменён",
    "same_time": "в то же время",
    "end_of_day": "до конца дня",
    "start_of_day": "к началу дня",
    "cycle": "цикл",
    "excuse": "извинительная причина",
    "priority": "приоритет",
    "calendar": "часы обслуживания",
    "target": "цель",
    "elapsed": "прошло",
    "overrun": "просрочено на",
    "remaining": "осталось",
    "due_at": "срок",
    "state": "состояние",
    "met": "выполнен",
    "breached": "нарушен",
    "running": "идёт",
    "paused": "приостановлен",
    "at_risk": "под угрозой",
    "stopped": "остановлен",
    "cancelled": "отменён",
    "not_started": "не начат",
    "start": "с",
    "end": "по",
    "kind": "отсчёт",
    "reason": "причина",
    "wall": "календарное время",
    "service": "время обслуживания",
    "total": "всего",
    "caller": "ждём заявителя",
    "vendor": "ждём поставщика",
    "change": "ждём изменения",
    "problem": "ждём проблемы",
    "evidence": "ждём подтверждения",
    "opened": "открыто",
    "resolved": "решено",
    "closed": "закрыто",
    "reopened": "возобновлено",
    "resumed": "возобновлена работа",
    "requester_message": "сообщение заявителя",
    "agent_reply": "ответ специалиста",
    "internal_note": "внутренняя заметка",
    "acknowledged": "подтверждено",
    "owned": "назначен исполнитель",
    "workaround": "обходное решение",
    "awaiting_approval": "ждём согласования",
    "external": "во внешней инстанции",
    "opened_by_agent": "открыто специалистом",
    "critical": "критический",
    "high": "высокий",
    "moderate": "средний",
    "low": "низкий",
    "planning": "плановый",
    "functional": "функциональная эскалация",
    "hierarchical": "иерархическая эскалация",
    "nobody_on_call": "никто не дежурит",
    "escalation_level": "уровень",
    "breach": "нарушение срока",
    "time": "время",
    "days": "дней",
    "age": "возраст",
    "count": "количество",
    "share": "доля",
    "value": "значение",
    "moving_average": "скользящее среднее",
    "share_in_time": "доля в срок",
    "in_time": "в срок",
    "cumulative_share": "накопленная доля",
    "interval": "интервал",
    "ci": "ДИ",
    "centre_line": "центральная линия",
    "limits": "границы",
    "provisional_limits": "предварительные границы",
    "beyond_limits": "за границами",
    "run_of_eight": "серия из восьми",
    "jump": "скачок",
    "vital_few": "важнейшие",
}
_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {"en": MappingProxyType(_ENGLISH), "ru": MappingProxyType(_RUSSIAN)}
)


@attrs.frozen(init=False)
class Phrase:
    """A sentence of ours with values in it, in either language.

    Args:
        code: which sentence.
        values: what it speaks of; members of our vocabulary are translated, texts
            stay as they are.

    Example:
        >>> str(Phrase("day_off", "Unity Day"))
        'day off: Unity Day'
        >>> Phrase("day_off", "Unity Day").to_text("ru")
        'выходной: Unity Day'
    """

    code: str
    values: tuple[object, ...]

    def __init__(self, code: str, *values: object) -> None:
        self.__attrs_init__(code, values)

    def to_text(self, language: str = "en") -> str:
        """Return the sentence in ``"en"`` or ``"ru"``."""
        cells = (_cell(value, language) for value in self.values)
        return word(self.code, language).format(*cells)

    def __str__(self) -> str:
        return self.to_text()


def word(code: str, language: str) -> str:
    """Return the word for a code, or the code in plain words if there is none.

    Raises:
        InvalidArgumentError: for a language other than ``"en"`` and ``"ru"``.

    Example:
        >>> word("breached", "ru"), word("due_at", "en")
        ('нарушен', 'due at')
    """
    if language not in _WORDS:
        raise InvalidArgumentError("language", language, " or ".join(_WORDS))
    return _WORDS[language].get(code, code.replace("_", " "))


def duration_text(duration: timedelta, *, language: str = "en") -> str:
    """Return a duration in hours and minutes, never in days.

    A day of service is no 24 hours, so ``1 day, 3:00:00`` would mislead.

    Args:
        duration: any timedelta.
        language: ``"en"`` or ``"ru"``.

    Example:
        >>> duration_text(timedelta(days=1, hours=3, minutes=5))
        '27 h 5 min'
        >>> duration_text(timedelta(seconds=-90), language="ru")
        '-1 мин 30 с'
    """
    microseconds = to_duration(duration, "duration")
    seconds, fraction = divmod(abs(microseconds), 1_000_000)
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    exact = f"{second}.{fraction:06}".rstrip("0").rstrip(".") if fraction else second
    parts = [
        f"{count} {word(unit, language)}"
        for count, unit in ((hours, "h"), (minute, "min"), (exact, "s"))
        if count
    ]
    sign = "-" if microseconds < 0 else ""
    return sign + (" ".join(parts) or f"0 {word('min', language)}")


@attrs.frozen
class Explanation(Generic[Row]):
    """What an answer is made of.

    Attributes:
        facts: named values that sum it up, in reading order.
        rows: what counted and what did not, in order of time.

    Example:
        >>> print(Explanation((("target", timedelta(hours=30)),), ()).to_text("ru"))
        цель: 30 ч
    """

    facts: tuple[tuple[str, object], ...]
    rows: tuple[Row, ...]

    def to_text(self, language: str = "en") -> str:
        """Return the facts line by line, then the rows as a table.

        Args:
            language: ``"en"`` or ``"ru"``.

        Raises:
            InvalidArgumentError: for any other language.
        """
        lines = [
            f"{word(name, language)}: {_cell(value, language)}"
            for name, value in self.facts
        ]
        return "\n".join([*lines, *_table(self.rows, language)])

    def to_html(self, language: str = "en") -> str:
        """Return the facts and the rows as tables of HTML, every text escaped.

        Args:
            language: ``"en"`` or ``"ru"``.

        Raises:
            InvalidArgumentError: for any other language.

        Example:
            >>> Explanation((("calendar", "R&D"),), ()).to_html()
            '<table border="1"><tr><td>calendar</td><td>R&amp;D</td></tr></table>'
        """
        facts = [
            (word(name, language), _cell(value, language)) for name, value in self.facts
        ]
        found = html_table(facts)
        if self.rows:
            header, *rows = _grid(self.rows, language)
            found += html_table(rows, header=header)
        return found

    def _repr_html_(self) -> str:
        return self.to_html()

    def __str__(self) -> str:
        return self.to_text()


def _grid(rows: tuple[Row, ...], language: str) -> list[list[str]]:
    names = [field.name for field in attrs.fields(type(rows[0]))]
    return [
        [word(name, language) for name in names],
        *([_cell(getattr(row, name), language) for name in names] for row in rows),
    ]


def _table(rows: tuple[Row, ...], language: str) -> list[str]:
    if not rows:
        return []
    cells = _grid(rows, language)
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return [
        "  ".join(map(str.ljust, line, widths)).rstrip()
        for line in ([*cells[:1], ["-" * width for width in widths], *cells[1:]])
    ]


def _cell(value: object, language: str) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(_cell(each, language) for each in value)
    return _plain(value, language)


def _plain(value: object, language: str) -> str:
    if isinstance(value, Phrase):
        return value.to_text(language)
    if isinstance(value, timedelta):
        return duration_text(value, language=language)
    if isinstance(value, datetime):
        whole = not (value.second or value.microsecond)
        return value.isoformat(" ", "minutes" if whole else "auto")
    if isinstance(value, Enum):
        # Only our own vocabulary has words; what users write stays as it is.
        code = value.value if isinstance(value.value, str) else value.name.lower()
        return word(code, language)
    return str(value)
