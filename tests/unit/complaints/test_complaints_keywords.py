"""Beyond its subject, a value takes its settings by name."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from servicedesk_core.complaints import (
    AUSTRALIA,
    Claim,
    ClientPeriod,
    ComplaintDeadline,
    DeadlineRule,
    DecisionMatrix,
    GoodwillRule,
    Guarantee,
    IntakeQuote,
    NoticeRule,
    Receipt,
    ServiceCredit,
)
from servicedesk_core.money import Money

AT = datetime(2026, 1, 5, tzinfo=UTC)
DAY = date(2026, 1, 5)
EURO = Money(1, "EUR")


@pytest.mark.parametrize(
    ("kind", "subject", "setting"),
    [
        (DeadlineRule, (1, "weeks"), 1),
        (Receipt, (AT,), AT),
        (ComplaintDeadline, (AUSTRALIA,), "UTC"),
        (IntakeQuote, (AT, AT), True),
        (Claim, (EURO,), 1),
        (DecisionMatrix, (EURO,), "expected_cost"),
        (Guarantee, ({"late": EURO},), EURO),
        (ServiceCredit, ({99: 10},), "sum"),
        (ClientPeriod, (DAY, None), "own"),
        (GoodwillRule, ({0: EURO},), 1),
        (NoticeRule, (5,), 180),
    ],
)
def test_settings_are_named(kind: Any, subject: tuple[Any, ...], setting: Any) -> None:
    with pytest.raises(TypeError, match=r"positional argument"):
        kind(*subject, setting)
