"""Labels of service calendars, and the sentences that explain their days."""

from collections.abc import Mapping
from types import MappingProxyType

LABELS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "DayRule.END_OF_DAY": ("end of day", "до конца дня"),
        "DayRule.SAME_TIME": ("same time", "в то же время"),
        "DayRule.START_OF_DAY": ("start of day", "к началу дня"),
        "Operation.BOTH": ("open in both", "открыто в обоих"),
        "Operation.EITHER": ("open in either", "открыто хотя бы в одном"),
        "Operation.WITHOUT": ("open in the first alone", "открыто только в первом"),
        "Weekday.FRIDAY": ("Friday", "пятница"),
        "Weekday.MONDAY": ("Monday", "понедельник"),
        "Weekday.SATURDAY": ("Saturday", "суббота"),
        "Weekday.SUNDAY": ("Sunday", "воскресенье"),
        "Weekday.THURSDAY": ("Thursday", "четверг"),
        "Weekday.TUESDAY": ("Tuesday", "вторник"),
        "Weekday.WEDNESDAY": ("Wednesday", "среда"),
        "phrase.closure": ("closure: {}", "закрыто: {}"),
        "phrase.day_off": ("day off: {}", "выходной: {}"),
        "phrase.half_day": ("half day: {}", "неполный день: {}"),
        "phrase.part": ("{}: {}", "{}: {}"),
        "phrase.special": ("special: {}", "особые часы: {}"),
        "phrase.version": ("version of {}: {}", "редакция от {}: {}"),
        "phrase.worked": (
            "worked {} for {}",
            "рабочий день ({}) вместо дня: {}",
        ),
        "closed": ("closed", "закрыто"),
        "counted": ("counted", "засчитано"),
        "end_of_day": ("end of day", "до конца дня"),
        "eve": ("shortened eve", "сокращённый предпраздничный день"),
        "friday": ("Friday", "пятница"),
        "hours": ("hours", "часы работы"),
        "monday": ("Monday", "понедельник"),
        "no_such_date": ("the clocks skip this date", "этой даты не было"),
        "no_version": ("no version in force", "ни одна редакция не действует"),
        "rule": ("rule", "правило"),
        "same_time": ("same time", "в то же время"),
        "saturday": ("Saturday", "суббота"),
        "special_hours": ("special hours", "особые часы"),
        "start_of_day": ("start of day", "к началу дня"),
        "sunday": ("Sunday", "воскресенье"),
        "thursday": ("Thursday", "четверг"),
        "tuesday": ("Tuesday", "вторник"),
        "wednesday": ("Wednesday", "среда"),
        "weekly": ("weekly", "недельный график"),
        "windows": ("windows", "часы"),
        "zone": ("zone", "часовой пояс"),
    }
)
"""English and Russian, by member or code."""
