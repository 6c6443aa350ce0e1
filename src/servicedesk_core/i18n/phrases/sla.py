"""Messages of service levels: agreements, targets, conditions, and their check."""

from collections.abc import Mapping
from types import MappingProxyType

PHRASES: Mapping[str, str] = MappingProxyType(
    {
        # --- what is wanted
        "1 or more": "1 или больше",
        "Agreements": "объекты Agreement",
        "Agreements, in a list": "список объектов Agreement",
        "ServiceLevelTargets": "объекты ServiceLevelTarget",
        "ServiceLevelTargets, in a list": "список объектов ServiceLevelTarget",
        "SlaStatus values": "объекты SlaStatus",
        "SlaStatus values, in a list": "список объектов SlaStatus",
        "a Condition or a function": "объект Condition или функция",
        "a Period": "объект Period",
        "a ServiceCalendar or a name of one": "объект ServiceCalendar или его имя",
        "a ServiceCalendar; Agreements(..., calendars=...) knows names": (
            "объект ServiceCalendar; имена знает Agreements(..., calendars=...)"
        ),
        "a function of a status": "функция от объекта SlaStatus",
        "a signal kind and a reason": "вид сигнала и причина",
        "a ticket or signals": "обращение или сигналы",
        "a time, or one a priority": "время или время для каждого приоритета",
        "a timedelta or WorkingDays, or one for each priority": (
            "объект timedelta или WorkingDays либо по одному на каждый приоритет"
        ),
        "after valid_from": "позже valid_from",
        "an Agreement": "объект Agreement",
        "an ExcusedPeriod or a Waiver": "объект ExcusedPeriod или Waiver",
        "excused periods and waivers": "объекты ExcusedPeriod и Waiver",
        "given for every priority with a target, {} too": (
            "часы для каждого приоритета с целью, в том числе {}"
        ),
        "given for {}, which agreement {} names": (
            "календарь {}, который указан в соглашении {}"
        ),
        "given for {}, which agreement {} names, such as {}": (
            "календарь {}, который указан в соглашении {}; есть похожий: {}"
        ),
        "numbers": "числа",
        "one signal at least": "хотя бы один сигнал",
        "one target for each metric": "одна цель на каждый показатель",
        "one that a target has: {}": "имя, которое есть у цели: {}",
        "one, or one a priority": "календарь или календарь для каждого приоритета",
        "reasons, which are texts": "причины строками",
        "several fractions, in a tuple": "кортеж долей",
        "several reasons, in a set": "множество причин",
        "several signal kinds, in a list": "список видов сигналов",
        "several values, in a list": "список значений",
        "the name of a field": "имя поля",
        "the name of a group": "имя группы",
        # --- what is wrong with signals
        "{} is earlier than the signal before it": "{} раньше предыдущего сигнала",
        # --- what the check of agreements finds
        "1 working day": "1 рабочий день",
        "every agreement has a condition; none is for the rest": (
            "у каждого соглашения есть условие; для остальных обращений нет ни одного"
        ),
        "its condition has a function, which cannot be stored": (
            "в условии есть функция, её нельзя сохранить"
        ),
        "no hold of ours has reason {}": (
            "ни одна приостановка библиотеки не имеет причины {}"
        ),
        "no hours for priority {}": "не заданы часы для приоритета {}",
        "no time for priority {}": "не задано время для приоритета {}",
        "nothing is valid from {} to {}, when {} begins": (
            "с {} по {} ничего не действует, затем начинается {}"
        ),
        "the warning at 1.0 comes when it is due": (
            "предупреждение на 1.0 приходит в сам срок"
        ),
        "{} comes first and applies wherever it would": (
            "{} стоит раньше и применяется везде, где применилось бы это соглашение"
        ),
        "{} is longer than {} of priority {}": (
            "{:duration} дольше, чем {:duration} для приоритета {}"
        ),
        "{} is longer than {} of {}": (
            "{:duration} дольше, чем {:duration}: {:Metric}"
        ),
        "{} never closes: every day is a working day": (
            "{} не закрывается: каждый день рабочий"
        ),
        "{} never opens after {}": "{} не открывается после {}",
        "{} pauses by its own signals alone": (
            "показатель «{:Metric}» приостанавливают только его собственные сигналы"
        ),
        "{} takes over a year for {}": "{}: на {:duration} уходит больше года",
        "{} times it too": "{} тоже отсчитывает этот срок",
        "{} working days": "{:рабочий день|рабочих дня|рабочих дней}",
    }
)
"""Russian by English text."""
