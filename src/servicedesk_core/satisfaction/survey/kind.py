"""What surveys measure, why they go out and what becomes of them."""

from enum import StrEnum


class SurveyKind(StrEnum):
    """What a survey measures.

    Example:
        >>> SurveyKind("nps")
        <SurveyKind.NPS: 'nps'>
    """

    CSAT = "csat"
    """Satisfaction with one case."""
    NPS = "nps"
    """Readiness to recommend."""
    CES = "ces"
    """Effort of one case."""
    OTHER = "other"


class SurveyPurpose(StrEnum):
    """Why a message goes out.

    Only surveys are held against recontact rules, quarantines, caps, sampling and
    quotas, and only they count there; reminders are as the policy says.

    Example:
        >>> SurveyPurpose("service")
        <SurveyPurpose.SERVICE: 'service'>
    """

    SURVEY = "survey"
    REMINDER = "reminder"
    """Of a survey that is not answered yet."""
    THANK_YOU = "thank_you"
    CLOSE_THE_LOOP = "close_the_loop"
    """A contact after a low score."""
    SERVICE = "service"
    """A notice that the contact has to get, whatever was asked before."""


class SurveyOutcome(StrEnum):
    """What became of a survey.

    Example:
        >>> SurveyOutcome("declined")
        <SurveyOutcome.DECLINED: 'declined'>
    """

    ANSWERED = "answered"
    DECLINED = "declined"
    IGNORED = "ignored"
    """Neither answered nor declined, so far."""
