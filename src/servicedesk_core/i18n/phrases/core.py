"""Messages of errors, arguments, numbers, money, times and words."""

from collections.abc import Mapping
from types import MappingProxyType

PHRASES: Mapping[str, str] = MappingProxyType(
    {
        # --- templates of errors
        "{argument} must be {wanted}, got {value!r}": (
            "{argument} — нужно: {wanted}; получено: {value!r}"
        ),
        "{argument} must be an aware datetime, got the naive {value!r}; "
        "localize(value, tz) adds the zone": (
            "{argument} — нужно: момент с часовым поясом; получено без пояса: "
            "{value!r}; пояс добавляет localize(value, tz)"
        ),
        "{value} occurs twice in {tz}": "время {value} наступает дважды в поясе {tz}",
        "{value} does not exist in {tz}: the clocks skip it": (
            "времени {value} нет в поясе {tz}: часы переводят вперёд"
        ),
        "{question} lies outside the years 1 to 9999": (
            "{question}: вне пределов с 1 по 9999 год"
        ),
        "tz must be an IANA time zone, got {zone!r}{hint}": (
            "tz — нужно: часовой пояс из базы IANA; получено: {zone!r}{hint}"
        ),
        "{argument} must be a code that the holidays package knows, got "
        "{value!r}{hint}": (
            "{argument} — нужно: код, известный пакету holidays; получено: "
            "{value!r}{hint}"
        ),
        "{reason}{where}": "{reason}{where}",
        "{calendar} is never open {when}": "{calendar}: не открывается {when}",
        "{calendar} never closes {when}": "{calendar}: не закрывается {when}",
        "the days off of {calendar} are known from {first} to {last} only; the answer "
        "reaches beyond": (
            "выходные дни для {calendar} известны только с {first} по {last} год; "
            "ответ выходит за эти пределы"
        ),
        "lifecycle {lifecycle!r}: {reason}": "жизненный цикл {lifecycle!r}: {reason}",
        "lifecycle {lifecycle!r} has no action {action!r}{hint}": (
            "в жизненном цикле {lifecycle!r} нет действия {action!r}{hint}"
        ),
        "cannot {action} ticket {ticket!r} in {state}: {because}": (
            "действие «{action:action}» невозможно: обращение {ticket!r} в состоянии "
            "«{state:state}»: {because}"
        ),
        "event {position}: {reason}": "событие {position}: {reason}",
        "priority matrix: {reason}": "матрица приоритетов: {reason}",
        "{reason} at position {position} of {text!r}": (
            "{reason}, позиция {position} в {text!r}"
        ),
        "{metric} has no target for priority {priority!r}": (
            "для показателя «{metric:Metric}» нет цели при приоритете {priority!r}"
        ),
        "{old} is deprecated and leaves in version {leaves}: use {new}": (
            "имя {old} устарело и исчезнет в версии {leaves}: используйте {new}"
        ),
        # --- what values are added to
        " at position {} of {}": ", позиция {} в {}",
        " in {}": " в {}",
        "; did you mean {}?": "; возможно, имелось в виду: {:или}?",
        # --- instants that are asked for
        "after {}": "после {}",
        "rows of one type": "строки одного типа",
        "the answer": "ответ",
        "the length of time": "длительность",
        "the time asked for from {}": "искомый момент, считая от {}",
        # --- what is wanted
        "0 or more": "0 или больше",
        "0, or from 1e-{} to 1e+{}": "0 или число от 1e-{} до 1e+{}",
        "DaysOff": "объект DaysOff",
        "Money": "объект Money",
        "SurveyRecords": "объекты SurveyRecord",
        "SurveyRecords, in a tuple": "кортеж объектов SurveyRecord",
        "True or False": "True или False",
        "a Decimal, an int or a numeric string": "Decimal, int или число строкой",
        "a ServiceCalendar": "объект ServiceCalendar",
        "a ServiceCalendar or None": "объект ServiceCalendar или None",
        "a ServiceLevelTarget": "объект ServiceLevelTarget",
        "a Ticket": "объект Ticket",
        "a calendar without windows": "календарь без единого окна",
        "a decimal number": "десятичное число",
        "a hashable value": "хешируемое значение",
        "a mapping of names to values": "отображение имён в значения",
        "a member of an enum, a code, an event, a State or an Action": (
            "член перечисления, код, событие, объект State или Action"
        ),
        "a naive datetime": "дата и время без часового пояса",
        "a number": "число",
        "a number a float holds": "число в пределах float",
        "a number or a numeric text": "число или число строкой",
        "a rounding mode of decimal, and places for up to 50 digits": (
            "режим округления из модуля decimal и не больше 50 цифр"
        ),
        "a text": "строка",
        "a text that is not empty": "непустая строка",
        "a timedelta": "объект timedelta",
        "a value that never changes": "неизменяемое значение",
        "a whole number": "целое число",
        "a whole number of days": "целое число дней",
        "a word of the library's vocabulary": "слово из словаря библиотеки",
        "a word of the library's vocabulary (did you mean {}?)": (
            "слово из словаря библиотеки (возможно, имелось в виду: {:или}?)"
        ),
        "above 0": "больше 0",
        "above 0 and at most 1": "больше 0 и не больше 1",
        "above {}": "больше {}",
        "above 0 and below 1": "больше 0 и меньше 1",
        "an IANA name, a ZoneInfo or a datetime.timezone": (
            "имя IANA, объект ZoneInfo или datetime.timezone"
        ),
        "an aware datetime": "момент с часовым поясом",
        "an error, a refusal or a finding of this library, or a group of them": (
            "ошибка, отказ или замечание этой библиотеки либо их группа"
        ),
        "between {} and {}": "от {} до {}",
        "calendars by name": "календари по именам",
        "en or ru": "en или ru",
        "finite": "конечное число",
        "first, last or raise": "first, last или raise",
        "later than start": "позже start",
        "later than {}": "позже {}",
        "longer than zero": "больше нуля",
        "not 0": "не 0",
        "not before start ({})": "не раньше start ({})",
        "not before the opening, {}": "не раньше открытия, {}",
        "not before the start, {}": "не раньше начала, {}",
        "not before {}": "не раньше {}",
        "of different names": "разные имена",
        "one of {}": "одно из: {}",
        "several names, in a list": "список имён",
        "shift or raise": "shift или raise",
        "text": "строка",
        "the document": "документ",
        "the value": "значение",
        "three letters of ISO 4217": "трёхбуквенный код ISO 4217",
        "without a zone": "без часового пояса",
        "zero or longer": "ноль или больше",
        "zero or more": "ноль или больше",
        "{} or less": "{} или меньше",
        "{} or more": "{:duration} или больше",
        "{} values, in a list": "список объектов {}",
        "{} where there is no calendar": "{}, если календарь не задан",
        "{}, in a list": "список: {}",
    }
)
"""Russian by English text."""
