"""Labels of metrics."""

from collections.abc import Mapping
from types import MappingProxyType

LABELS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "BacklogUntil.CLOSED": ("until closed", "до закрытия"),
        "BacklogUntil.RESOLVED": ("until resolved", "до решения"),
        "ClockKind.SERVICE": ("service time", "время обслуживания"),
        "ClockKind.WALL": ("wall time", "календарное время"),
        "FirstContact.NO_REPEAT": ("no repeat contact", "без повторного обращения"),
        "FirstContact.NO_TRANSFER": ("no transfer", "без передачи другой группе"),
        "FirstContact.ONE_CONTACT": ("one contact", "одно обращение"),
        "FirstContact.SURVEY": ("survey", "по опросу заявителей"),
        "Goal.AT_LEAST": ("at least", "не меньше"),
        "Goal.AT_MOST": ("at most", "не больше"),
        "Milestone.ACKNOWLEDGED": ("acknowledged", "подтверждено"),
        "Milestone.CLOSED": ("closed", "закрыто"),
        "Milestone.RESOLVED": ("resolved", "решено"),
        "Milestone.RESPONDED": ("responded", "дан ответ"),
        "Milestone.RESTORED": ("restored", "восстановлено"),
        "RecurrenceKind.EVERY": ("at equal intervals", "через равные промежутки"),
        "RecurrenceKind.WEEKLY": ("weekly", "еженедельно"),
        "ReopenedAs.APART": ("apart from the created", "отдельно от созданных"),
        "ReopenedAs.CREATED": ("among the created", "в числе созданных"),
        "ServiceLevel.ABANDONED_GOOD": (
            "of all calls, abandoned in time count as good",
            "от всех вызовов, ранние отказы — в пользу уровня",
        ),
        "ServiceLevel.ANSWERED": ("of answered calls", "от отвеченных вызовов"),
        "ServiceLevel.OFFERED": ("of all calls", "от всех вызовов"),
        "ServiceLevel.WITHOUT_SHORT": (
            "of all calls but short abandoned ones",
            "от всех вызовов без ранних отказов",
        ),
        # Codes of definitions, and figures.
        "definition": ("definition", "определение"),
        "denominator": ("denominator", "знаменатель"),
        "no_repeat": ("no repeat contact", "без повторного обращения"),
        "no_transfer": ("no transfer", "без передачи другой группе"),
        "numerator": ("numerator", "числитель"),
        "one_contact": ("one contact", "одно обращение"),
    }
)
"""English and Russian, by member or code."""
