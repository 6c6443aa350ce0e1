"""Labels of headings, units and findings."""

from collections.abc import Mapping
from types import MappingProxyType

LABELS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "DurationStyle.LONG": ("long", "полная запись"),
        "DurationStyle.SHORT": ("short", "краткая запись"),
        "Severity.ERROR": ("error", "ошибка"),
        "Severity.WARNING": ("warning", "предупреждение"),
        # Facts and columns, as in "from: Monday"; elsewhere their codes name other
        # things.
        "heading.end": ("until", "по"),
        "heading.kind": ("kind", "отсчёт"),
        "heading.service": ("service time", "время обслуживания"),
        "heading.start": ("from", "с"),
        "heading.wall": ("wall time", "календарное время"),
        "calendar": ("calendar", "часы обслуживания"),
        "count": ("count", "количество"),
        "date": ("date", "дата"),
        "elapsed": ("elapsed", "прошло"),
        "name": ("name", "название"),
        "priority": ("priority", "приоритет"),
        "reason": ("reason", "причина"),
        "share": ("share", "доля"),
        "state": ("state", "состояние"),
        "subject": ("subject", "обращение"),
        "target": ("target", "цель"),
        "time": ("time", "время"),
        "total": ("total", "всего"),
        "value": ("value", "значение"),
        # Units, as in "2 h" and on axes.
        "days": ("days", "дней"),
        "h": ("h", "ч"),
        "min": ("min", "мин"),
        "s": ("s", "с"),
    }
)
"""English and Russian, by member or code."""
