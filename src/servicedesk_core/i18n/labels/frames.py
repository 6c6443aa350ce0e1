"""Labels of data frames."""

from collections.abc import Mapping
from types import MappingProxyType

LABELS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "ScoreKind.CSAT": ("CSAT", "удовлетворённость (CSAT)"),
        "ScoreKind.CSAT_MEAN": ("mean CSAT", "средняя удовлетворённость (CSAT)"),
        "ScoreKind.DSAT": ("DSAT", "неудовлетворённость (DSAT)"),
        "ScoreKind.NPS": ("NPS", "индекс потребительской лояльности (NPS)"),
        "Unit.MICROSECOND": ("microsecond", "микросекунда"),
        "Unit.MILLISECOND": ("millisecond", "миллисекунда"),
        "Unit.NANOSECOND": ("nanosecond", "наносекунда"),
        "Unit.SECOND": ("second", "секунда"),
        # Codes of scores.
        "csat_mean": ("mean CSAT", "средняя удовлетворённость (CSAT)"),
        "dsat": ("DSAT", "неудовлетворённость (DSAT)"),
    }
)
"""English and Russian, by member or code."""
