"""Messages of a desk's policy and of what it asks for."""

from collections.abc import Mapping
from types import MappingProxyType

PHRASES: Mapping[str, str] = MappingProxyType(
    {
        # --- what is wanted
        "ComplaintDeadlines": "объекты ComplaintDeadline",
        "ComplaintDeadlines, in a tuple": "кортеж объектов ComplaintDeadline",
        "EscalationPaths": "объекты EscalationPath",
        "EscalationPaths, in a tuple": "кортеж объектов EscalationPath",
        "a DeskPolicy": "объект DeskPolicy",
        "a DeskState or None": "объект DeskState или None",
        "a HoldLimit or None": "объект HoldLimit или None",
        "a SurveyPolicy or None": "объект SurveyPolicy или None",
        "a status seen from now": "статус, вычисленный на момент now",
        "a ticket, its signals or its statuses": "обращение, его сигналы или статусы",
        "an Agreement or Agreements": "объект Agreement или Agreements",
        "an AutoClose or None": "объект AutoClose или None",
        "an EscalationState": "объект EscalationState",
        "as due_now gave it": "объект в том виде, в каком его вернул due_now",
        "at least 0": "не меньше 0",
        "at least 1 day": "не меньше 1 дня",
        "at least {}, the day of the last reminder": (
            "не меньше {}, дня последнего напоминания"
        ),
        "keys, in a set": "множество ключей",
        "of regimes of different names": "регламенты с разными именами",
        "of the kind complaint": "обращение вида complaint",
        "one hold reason at least": "хотя бы одна причина приостановки",
        "one that has told somebody, of {}": (
            "путь, который уже кого-то оповестил, из {}"
        ),
        "rising": "по возрастанию",
        "several days, in a tuple": "кортеж чисел дней",
        "several hold reasons, in a set": "множество причин приостановки",
        "some of {}": "что-либо из: {}",
        "states by name of the path": "состояния по имени пути",
        "statuses alone, or signals alone": "либо только статусы, либо только сигналы",
        "tiers by group": "линии поддержки по группам",
        "what due_now gave": "то, что вернул due_now",
        "what due_now gave, in a tuple": "кортеж того, что вернул due_now",
        "whole days": "целое число дней",
        # --- instants that are asked for
        "the day asked for from {}": "искомый день, считая от {}",
    }
)
"""Russian by English text."""
