"""What members of complaints may be beyond their types."""

from collections.abc import Mapping
from types import MappingProxyType

from servicedesk_core.complaints import MeasureState
from servicedesk_core.plain.rules.common import (
    AT_LEAST_ONE,
    LENGTH,
    NAME,
    NOT_NEGATIVE,
    NOT_NEGATIVE_DECIMAL,
    NOT_NEGATIVE_LENGTH,
    SHARE_DECIMAL,
)
from servicedesk_core.plain.rules.rule import Rule

RULES: Mapping[str, Mapping[str, Rule]] = MappingProxyType(
    {
        "Authority": {"group": NAME},
        "BacklogItem": {"id": NAME, "topic": NAME, "contacts": AT_LEAST_ONE},
        "CauseProposal": {"complaint": NAME},
        "CauseScheme": {"name": NAME, "causes": AT_LEAST_ONE, "version": AT_LEAST_ONE},
        "Claim": {
            "p_loss": SHARE_DECIMAL,
            "p_grant": SHARE_DECIMAL,
            "p_loss_if_granted": SHARE_DECIMAL,
        },
        "ComplaintEntry": {
            "id": NAME,
            "client": NAME,
            "problem": NAME,
            "cause": NAME,
            "decision": NAME,
            "appeal_of": NAME,
            "only_at": NAME,
        },
        "ContactCost": {"duration": NOT_NEGATIVE_LENGTH},
        "CustodyChain": {"steps": AT_LEAST_ONE},
        "CustodyStep": {"name": NAME, "owner": NAME},
        "DeadlineRule": {"n": AT_LEAST_ONE, "extension": NOT_NEGATIVE},
        "DecisionMatrix": {"max_claims": AT_LEAST_ONE, "window": LENGTH},
        "DiscountTiers": {"tiers": AT_LEAST_ONE},
        "EffortLimits": {
            "contacts": AT_LEAST_ONE,
            "days": AT_LEAST_ONE,
            "forced_contacts": AT_LEAST_ONE,
            "transfers": AT_LEAST_ONE,
            "bounces": AT_LEAST_ONE,
            "re_explanations": AT_LEAST_ONE,
        },
        "Extension": {"n": AT_LEAST_ONE},
        "Failure": {"kind": NAME},
        "FeedbackItem": {"topic": NAME, "team": NAME, "client": NAME},
        "Fees": {"n": NOT_NEGATIVE_DECIMAL},
        "GoodwillRule": {"limits": AT_LEAST_ONE, "share_of_value": SHARE_DECIMAL},
        "Guarantee": {"penalties": AT_LEAST_ONE},
        "Idea": {"id": NAME, "text": NAME, "complaints": AT_LEAST_ONE},
        "IntakeQuote": {"queue_load": NOT_NEGATIVE_DECIMAL},
        "LabelNeed": {"minimum": AT_LEAST_ONE, "source": NAME},
        "Measure": {
            "id": NAME,
            "topic": NAME,
            "forecast": NOT_NEGATIVE,
            "planned_release": NAME,
            "idea": NAME,
        },
        "MeasureProgress": {"counts": Rule(low=len(MeasureState))},
        "NoticeRule": {
            "days": NOT_NEGATIVE,
            "inactive_days": NOT_NEGATIVE,
            "reminders": NOT_NEGATIVE,
        },
        "Redress": {"fix": NAME},
        "Regime": {"name": NAME, "versions": AT_LEAST_ONE},
        "ResonanceRule": {"jumps_to": AT_LEAST_ONE, "repeats": AT_LEAST_ONE},
        "RetentionCurve": {"rates": AT_LEAST_ONE, "source": NAME},
        "Reversal": {"reason": NAME},
        "SerialRule": {
            "complaints": AT_LEAST_ONE,
            "window": NOT_NEGATIVE_LENGTH,
            "unfounded": SHARE_DECIMAL,
        },
        "ServiceCredit": {
            "tiers": AT_LEAST_ONE,
            "cap": NOT_NEGATIVE_DECIMAL,
            "claim_within": NOT_NEGATIVE_LENGTH,
        },
        "ServiceRefusal": {
            "client": NAME,
            "topic": NAME,
            "reason": NAME,
            "alternative": NAME,
            "escalated_to": NAME,
        },
        "Solution": {"text": NAME},
        "TopicContact": {"client": NAME, "topic": NAME},
        "TopicDemand": {
            "topic": NAME,
            "self_served": NOT_NEGATIVE,
            "assisted": NOT_NEGATIVE,
            "failed": NOT_NEGATIVE,
        },
        "Uptime": {"percent": NOT_NEGATIVE_DECIMAL},
        "WhyTree": {"problem": NAME, "max_depth": AT_LEAST_ONE},
    }
)
"""By the name of the type and of the member."""
