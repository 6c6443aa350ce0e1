"""Labels of escalation paths and rotas."""

from collections.abc import Mapping
from types import MappingProxyType

LABELS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "Ack.ALL": ("all", "подтвердили все"),
        "Ack.ANY": ("any", "подтвердил кто-либо"),
        "Ack.NONE": ("none", "подтверждение ничего не останавливает"),
        "Missed.EACH": ("each", "каждый шаг"),
        "Missed.LATEST": ("latest", "только последний шаг"),
        "OnAckTimeout.NEXT": ("next", "со следующего уровня"),
        "OnAckTimeout.RESTART": ("restart", "с первого уровня"),
        "OnExhausted.NOTIFY_DEFAULT": (
            "notify default",
            "оповестить получателей по умолчанию",
        ),
        "OnExhausted.STAY": ("stay", "больше никого не оповещать"),
        "Rotation.DAILY": ("daily", "каждый день"),
        "Rotation.HOURLY": ("hourly", "каждый час"),
        "Rotation.MONTHLY": ("monthly", "каждый месяц"),
        "Rotation.WEEKLY": ("weekly", "каждую неделю"),
        "Since.PREVIOUS": ("previous", "от предыдущего уровня"),
        "Since.START": ("start", "от начала"),
        "escalation_level": ("level", "уровень"),
        "nobody_on_call": ("nobody on call", "никто не дежурит"),
    }
)
"""English and Russian, by member or code."""
