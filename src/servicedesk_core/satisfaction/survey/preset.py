"""Rules of survey tools in use, to take or to change with ``attrs.evolve``."""

from datetime import timedelta

from servicedesk_core.satisfaction.survey.kind import SurveyKind
from servicedesk_core.satisfaction.survey.option import FOREVER, AgeRule, Once
from servicedesk_core.satisfaction.survey.policy import SurveyPolicy
from servicedesk_core.satisfaction.survey.rule import Cap, Quarantine, Same, SurveyClock

_DAY = timedelta(days=1)
_RESOLVED = frozenset({"resolved"})
_SURVEY = frozenset({Same.SURVEY})

CHATWOOT_CSAT = SurveyPolicy(
    "csat",
    SurveyKind.CSAT,
    events=_RESOLVED,
    once=Once.TICKET,
    messaging_windows={"whatsapp": _DAY},
)
"""Once for a conversation, within the channel's window. Source: Chatwoot, CSAT
surveys of an inbox."""

DELIGHTED_NPS = SurveyPolicy(
    "nps",
    SurveyKind.NPS,
    quarantines=Quarantine(90 * _DAY, clock=SurveyClock.CONTACT),
)
"""Exactly 90 days since the last one sent or shown, else dropped; the tool also has
30, 180 and 365. Source: Delighted help, article 47."""

FORMBRICKS_APP = SurveyPolicy(
    "app",
    SurveyKind.OTHER,
    recontact=Cap(1, FOREVER, same=_SURVEY, clock=SurveyClock.SHOWN),
    quarantines=Quarantine(7 * _DAY, clock=SurveyClock.SHOWN, ages=AgeRule.FLOOR_DAYS),
)
"""Shown once, and seven whole days after the display of any survey. Source: Formbricks
documentation, recontact options."""

GLPI_SATISFACTION = SurveyPolicy(
    "satisfaction", SurveyKind.CSAT, events={"closed"}, share=0.0
)
"""Off until a share is given; then with a delay and an expiry in days. Source: GLPI,
``inquest_rate``, ``inquest_delay`` and ``inquest_duration`` of an entity."""

POSTHOG_WEB = SurveyPolicy(
    "web",
    SurveyKind.OTHER,
    recontact=Cap(1, FOREVER, same=_SURVEY, clock=SurveyClock.SHOWN),
    quarantines=Quarantine(30 * _DAY, clock=SurveyClock.SHOWN, ages=AgeRule.CEIL_DAYS),
)
"""Shown once, and 30 days begun after any survey was seen. Source: posthog-js before it
counted exactly, ``seenSurveyWaitPeriodInDays``."""

QUALTRICS_DAILY = SurveyPolicy(
    "directory",
    SurveyKind.OTHER,
    caps=Cap(1, _DAY, inclusive=False),
)
"""One message in 24 hours that move along, more being skipped. Source: Qualtrics XM
Directory, contact frequency rules."""

SERVICENOW_ASSESSMENT = SurveyPolicy(
    "assessment",
    SurveyKind.CSAT,
    recontact=Quarantine(30 * _DAY, same={Same.SURVEY, Same.EVENT}),
    expires_after=14 * _DAY,
    anonymous_share=1.0,
)
"""An interval for each person and trigger condition, which anonymous ones pass, and 14
days to answer. Source: ServiceNow, Survey Management, trigger conditions."""

WOOTRIC_NPS = SurveyPolicy(
    "nps",
    SurveyKind.NPS,
    new_contact_wait=30 * _DAY,
    recontact=Quarantine(
        timedelta(),
        answered=90 * _DAY,
        declined=30 * _DAY,
        same=_SURVEY,
        clock=SurveyClock.OUTCOME,
    ),
    share=0.33,
    anonymous_share=0.01,
)
"""First after 30 days, then 90 after an answer and 30 after a refusal; a third of those
known and a hundredth of visitors. Source: Wootric, survey settings."""

ZENDESK_CSAT = SurveyPolicy(
    "csat",
    SurveyKind.CSAT,
    events={"solved"},
    delay=_DAY,
    once=Once.TICKET,
)
"""A day after it was solved, once for a ticket. Source: Zendesk, the automation that
asks for a satisfaction rating."""
