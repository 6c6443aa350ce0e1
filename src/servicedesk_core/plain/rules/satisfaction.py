"""What members of satisfaction and surveys may be beyond their types."""

from collections.abc import Mapping
from types import MappingProxyType

from servicedesk_core.plain.rules.common import (
    AT_LEAST_ONE,
    FILLED_TEXT,
    LENGTH,
    NOT_NEGATIVE,
    NOT_NEGATIVE_LENGTH,
    POSITIVE,
    SHARE,
)
from servicedesk_core.plain.rules.rule import Rule
from servicedesk_core.satisfaction import (
    CaseOutcome,
    Confirmation,
    FollowUpOutcome,
    KanoCategory,
    NoCall,
    OutreachResult,
)

RULES: Mapping[str, Mapping[str, Rule]] = MappingProxyType(
    {
        "Cap": {"at_most": AT_LEAST_ONE, "within": LENGTH},
        "CaseOutcomes": {"counts": Rule(low=len(CaseOutcome))},
        "Dispositions": {
            "complete": NOT_NEGATIVE,
            "partial": NOT_NEGATIVE,
            "refusal": NOT_NEGATIVE,
            "non_contact": NOT_NEGATIVE,
            "other": NOT_NEGATIVE,
            "unknown_household": NOT_NEGATIVE,
            "unknown_other": NOT_NEGATIVE,
        },
        "ExpectationGap": {"counts": Rule(low=len(Confirmation))},
        "Feedback": {"client": FILLED_TEXT},
        "FollowUp": {"owner": FILLED_TEXT},
        "FollowUpPolicy": {"owner": FILLED_TEXT, "days": AT_LEAST_ONE},
        "FollowUpReport": {
            "no_call": Rule(low=len(NoCall)),
            "outcomes": Rule(low=len(FollowUpOutcome)),
        },
        "Kano": {"counts": Rule(low=len(KanoCategory))},
        "Outreach": {"counts": Rule(low=len(OutreachResult))},
        "Quarantine": {
            "period": NOT_NEGATIVE_LENGTH,
            "answered": NOT_NEGATIVE_LENGTH,
            "declined": NOT_NEGATIVE_LENGTH,
            "ignored": NOT_NEGATIVE_LENGTH,
        },
        "Scale": {"step": POSITIVE},
        "SurveyContact": {"key": FILLED_TEXT, "address": FILLED_TEXT},
        "SurveyFunnel": {
            "sent": NOT_NEGATIVE,
            "bounced": NOT_NEGATIVE,
            "shown": NOT_NEGATIVE,
            "started": NOT_NEGATIVE,
            "answered": NOT_NEGATIVE,
            "expired": NOT_NEGATIVE,
        },
        "SurveyPolicy": {
            "survey": FILLED_TEXT,
            "delay": NOT_NEGATIVE_LENGTH,
            "stale_after": LENGTH,
            "expires_after": LENGTH,
            "new_contact_wait": NOT_NEGATIVE_LENGTH,
            "share": SHARE,
            "anonymous_share": SHARE,
        },
        "SurveyRecord": {
            "survey": FILLED_TEXT,
            "ticket": FILLED_TEXT,
            "contact": FILLED_TEXT,
            "resolution": NOT_NEGATIVE,
            "event": FILLED_TEXT,
            "channel": FILLED_TEXT,
            "agent": FILLED_TEXT,
            "team": FILLED_TEXT,
            "topic": FILLED_TEXT,
            "inclusion_probability": SHARE,
        },
        "SurveyTrigger": {
            "event": FILLED_TEXT,
            "ticket": FILLED_TEXT,
            "resolution": NOT_NEGATIVE,
            "channel": FILLED_TEXT,
            "agent": FILLED_TEXT,
            "team": FILLED_TEXT,
            "topic": FILLED_TEXT,
        },
    }
)
"""By the name of the type and of the member."""
