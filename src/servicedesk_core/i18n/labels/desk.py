"""Labels of what a desk's policy asks for."""

from collections.abc import Mapping
from types import MappingProxyType

LABELS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "ChangeKind.ANSWER": ("answer", "истекает срок ответа на жалобу"),
        "ChangeKind.CLOCK": ("clock", "меняется отсчёт срока"),
        "ChangeKind.CLOSE": ("close", "обращение закрывается"),
        "ChangeKind.ESCALATE": ("escalate", "наступает эскалация"),
        "ChangeKind.REMIND": ("remind", "наступает время напоминания"),
        "ChangeKind.RESOLVE": ("resolve", "обращение решается"),
        "ChangeKind.SURVEY": ("survey", "наступает время опроса"),
        "CloseBasis.RESOLVED": ("resolved", "со времени решения"),
        "CloseBasis.UPDATED": ("updated", "со времени обновления"),
        "DueKind.ANSWER": ("answer", "ответить на жалобу"),
        "DueKind.CLOSE": ("close", "закрыть"),
        "DueKind.ESCALATE": ("escalate", "эскалировать"),
        "DueKind.REMIND": ("remind", "напомнить"),
        "DueKind.RESOLVE": ("resolve", "решить"),
        "DueKind.SURVEY": ("survey", "отправить опрос"),
        "HoldStep.REMIND": ("remind", "напомнить"),
        "HoldStep.RESOLVE": ("resolve", "решить"),
    }
)
"""English and Russian, by member or code."""
