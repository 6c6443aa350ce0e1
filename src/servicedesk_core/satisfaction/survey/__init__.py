"""Survey policies: who is asked, when, and why not.

A policy is a table of gates. It knows no ticket, no clock and no mailbox: it is told
what happened, who would be asked and what went out before, and answers with a value.
"""

from servicedesk_core.satisfaction.survey.choice import choose_survey
from servicedesk_core.satisfaction.survey.decision import (
    Decision,
    Defer,
    GateCheck,
    Send,
    Skip,
    SurveyGate,
    SurveyReason,
    Trace,
    first_failure,
)
from servicedesk_core.satisfaction.survey.kind import (
    SurveyKind,
    SurveyOutcome,
    SurveyPurpose,
)
from servicedesk_core.satisfaction.survey.option import (
    FOREVER,
    AgeRule,
    ChoiceOrder,
    Once,
    OverLimit,
    Precedence,
)
from servicedesk_core.satisfaction.survey.policy import SurveyPolicy
from servicedesk_core.satisfaction.survey.preset import (
    CHATWOOT_CSAT,
    DELIGHTED_NPS,
    FORMBRICKS_APP,
    GLPI_SATISFACTION,
    POSTHOG_WEB,
    QUALTRICS_DAILY,
    SERVICENOW_ASSESSMENT,
    WOOTRIC_NPS,
    ZENDESK_CSAT,
)
from servicedesk_core.satisfaction.survey.record import SurveyRecord
from servicedesk_core.satisfaction.survey.rule import (
    Cap,
    ContactRule,
    Quarantine,
    Same,
    SurveyClock,
)
from servicedesk_core.satisfaction.survey.sampling import sample_point
from servicedesk_core.satisfaction.survey.trigger import SurveyContact, SurveyTrigger

__all__ = [
    "CHATWOOT_CSAT",
    "DELIGHTED_NPS",
    "FOREVER",
    "FORMBRICKS_APP",
    "GLPI_SATISFACTION",
    "POSTHOG_WEB",
    "QUALTRICS_DAILY",
    "SERVICENOW_ASSESSMENT",
    "WOOTRIC_NPS",
    "ZENDESK_CSAT",
    "AgeRule",
    "Cap",
    "ChoiceOrder",
    "ContactRule",
    "Decision",
    "Defer",
    "GateCheck",
    "Once",
    "OverLimit",
    "Precedence",
    "Quarantine",
    "Same",
    "Send",
    "Skip",
    "SurveyClock",
    "SurveyContact",
    "SurveyGate",
    "SurveyKind",
    "SurveyOutcome",
    "SurveyPolicy",
    "SurveyPurpose",
    "SurveyReason",
    "SurveyRecord",
    "SurveyTrigger",
    "Trace",
    "choose_survey",
    "first_failure",
    "sample_point",
]
