"""Satisfaction: scores with their uncertainty, and when to ask for them.

Each module is loaded when one of its names is first used.
"""

from servicedesk_core.lazy import loader

# As type checkers know it; importing typing would cost the first use.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from servicedesk_core.satisfaction.boxes import (
        csat as csat,
        csat_binary as csat_binary,
        csat_mean as csat_mean,
        dsat as dsat,
    )
    from servicedesk_core.satisfaction.comparison import (
        ScoreDifference as ScoreDifference,
        check_alike as check_alike,
        compare as compare,
    )
    from servicedesk_core.satisfaction.effort import (
        CesVariant as CesVariant,
        ces as ces,
    )
    from servicedesk_core.satisfaction.expectation import (
        LOSS_AVERSION as LOSS_AVERSION,
        Confirmation as Confirmation,
        Disconfirmation as Disconfirmation,
        ExpectationGap as ExpectationGap,
        Remedy as Remedy,
        disconfirmation as disconfirmation,
        expectation_gap as expectation_gap,
        felt_gap as felt_gap,
        prior_expectation as prior_expectation,
    )
    from servicedesk_core.satisfaction.experience import (
        Happiness as Happiness,
        LostTime as LostTime,
        happiness as happiness,
    )
    from servicedesk_core.satisfaction.importance import (
        Crosshair as Crosshair,
        DerivedImportance as DerivedImportance,
        ImportanceMethod as ImportanceMethod,
        ImportancePerformance as ImportancePerformance,
        Quadrant as Quadrant,
        derived_importance as derived_importance,
        importance_performance as importance_performance,
    )
    from servicedesk_core.satisfaction.index import (
        acsi as acsi,
        csi as csi,
    )
    from servicedesk_core.satisfaction.kano_model import (
        Kano as Kano,
        KanoAnswer as KanoAnswer,
        KanoCategory as KanoCategory,
        KanoPair as KanoPair,
        kano as kano,
        kano_category as kano_category,
    )
    from servicedesk_core.satisfaction.low_score import (
        Feedback as Feedback,
        FollowUp as FollowUp,
        FollowUpCall as FollowUpCall,
        FollowUpOutcome as FollowUpOutcome,
        FollowUpPolicy as FollowUpPolicy,
        NoCall as NoCall,
        follow_up as follow_up,
    )
    from servicedesk_core.satisfaction.mean_score import (
        MeanScore as MeanScore,
    )
    from servicedesk_core.satisfaction.net_score import (
        NetScore as NetScore,
        NpsMethod as NpsMethod,
    )
    from servicedesk_core.satisfaction.outcome import (
        CaseOutcome as CaseOutcome,
        CaseOutcomes as CaseOutcomes,
        case_outcomes as case_outcomes,
    )
    from servicedesk_core.satisfaction.outreach import (
        Outreach as Outreach,
        OutreachResult as OutreachResult,
        outreach_results as outreach_results,
    )
    from servicedesk_core.satisfaction.paired import (
        PairedDifference as PairedDifference,
        compare_paired as compare_paired,
    )
    from servicedesk_core.satisfaction.promoter import (
        NPS_BREAKS as NPS_BREAKS,
        nps as nps,
    )
    from servicedesk_core.satisfaction.quality import (
        DimensionScores as DimensionScores,
        QualityDimension as QualityDimension,
        ServiceQuality as ServiceQuality,
        servperf as servperf,
        servqual as servqual,
    )
    from servicedesk_core.satisfaction.ratings import (
        Ratings as Ratings,
        Scores as Scores,
    )
    from servicedesk_core.satisfaction.recovery import (
        FollowUpReport as FollowUpReport,
        follow_up_due as follow_up_due,
        follow_up_report as follow_up_report,
    )
    from servicedesk_core.satisfaction.response import (
        Dispositions as Dispositions,
        ResponseRate as ResponseRate,
        SurveyFunnel as SurveyFunnel,
        comment_share as comment_share,
        inclusion_weights as inclusion_weights,
        response_rate as response_rate,
    )
    from servicedesk_core.satisfaction.scale import (
        Binary as Binary,
        Direction as Direction,
        ElevenPoint as ElevenPoint,
        FivePoint as FivePoint,
        Scale as Scale,
        SevenPoint as SevenPoint,
        TenPoint as TenPoint,
    )
    from servicedesk_core.satisfaction.score import (
        Score as Score,
    )
    from servicedesk_core.satisfaction.share_score import (
        ShareScore as ShareScore,
    )
    from servicedesk_core.satisfaction.survey.choice import (
        choose_survey as choose_survey,
    )
    from servicedesk_core.satisfaction.survey.decision import (
        Decision as Decision,
        Defer as Defer,
        GateCheck as GateCheck,
        Send as Send,
        Skip as Skip,
        SurveyGate as SurveyGate,
        SurveyReason as SurveyReason,
        Trace as Trace,
        first_failure as first_failure,
    )
    from servicedesk_core.satisfaction.survey.kind import (
        SurveyKind as SurveyKind,
        SurveyOutcome as SurveyOutcome,
        SurveyPurpose as SurveyPurpose,
    )
    from servicedesk_core.satisfaction.survey.option import (
        FOREVER as FOREVER,
        AgeRule as AgeRule,
        ChoiceOrder as ChoiceOrder,
        Once as Once,
        OverLimit as OverLimit,
        Precedence as Precedence,
    )
    from servicedesk_core.satisfaction.survey.policy import (
        SurveyPolicy as SurveyPolicy,
    )
    from servicedesk_core.satisfaction.survey.preset import (
        CHATWOOT_CSAT as CHATWOOT_CSAT,
        DELIGHTED_NPS as DELIGHTED_NPS,
        FORMBRICKS_APP as FORMBRICKS_APP,
        GLPI_SATISFACTION as GLPI_SATISFACTION,
        POSTHOG_WEB as POSTHOG_WEB,
        QUALTRICS_DAILY as QUALTRICS_DAILY,
        SERVICENOW_ASSESSMENT as SERVICENOW_ASSESSMENT,
        WOOTRIC_NPS as WOOTRIC_NPS,
        ZENDESK_CSAT as ZENDESK_CSAT,
    )
    from servicedesk_core.satisfaction.survey.record import (
        SurveyRecord as SurveyRecord,
    )
    from servicedesk_core.satisfaction.survey.rule import (
        Cap as Cap,
        ContactRule as ContactRule,
        Quarantine as Quarantine,
        Same as Same,
        SurveyClock as SurveyClock,
    )
    from servicedesk_core.satisfaction.survey.sampling import (
        sample_point as sample_point,
    )
    from servicedesk_core.satisfaction.survey.trigger import (
        SurveyContact as SurveyContact,
        SurveyTrigger as SurveyTrigger,
    )
    from servicedesk_core.satisfaction.team import (
        TeamScore as TeamScore,
        team_scores as team_scores,
    )
    from servicedesk_core.satisfaction.team_comparison import (
        REST as REST,
        Adjustment as Adjustment,
        TeamComparison as TeamComparison,
        compare_teams as compare_teams,
    )
    from servicedesk_core.satisfaction.tolerance import (
        ZoneOfTolerance as ZoneOfTolerance,
        ZonePosition as ZonePosition,
        zone_of_tolerance as zone_of_tolerance,
    )
    from servicedesk_core.satisfaction.usability import (
        sus as sus,
    )

_NAMES = {
    "boxes": ("csat", "csat_binary", "csat_mean", "dsat"),
    "comparison": ("ScoreDifference", "check_alike", "compare"),
    "effort": ("CesVariant", "ces"),
    "expectation": (
        "Confirmation",
        "Disconfirmation",
        "ExpectationGap",
        "LOSS_AVERSION",
        "Remedy",
        "disconfirmation",
        "expectation_gap",
        "felt_gap",
        "prior_expectation",
    ),
    "experience": ("Happiness", "LostTime", "happiness"),
    "importance": (
        "Crosshair",
        "DerivedImportance",
        "ImportanceMethod",
        "ImportancePerformance",
        "Quadrant",
        "derived_importance",
        "importance_performance",
    ),
    "index": ("acsi", "csi"),
    "kano_model": (
        "Kano",
        "KanoAnswer",
        "KanoCategory",
        "KanoPair",
        "kano",
        "kano_category",
    ),
    "low_score": (
        "Feedback",
        "FollowUp",
        "FollowUpCall",
        "FollowUpOutcome",
        "FollowUpPolicy",
        "NoCall",
        "follow_up",
    ),
    "mean_score": ("MeanScore",),
    "net_score": ("NetScore", "NpsMethod"),
    "outcome": ("CaseOutcome", "CaseOutcomes", "case_outcomes"),
    "outreach": ("Outreach", "OutreachResult", "outreach_results"),
    "paired": ("PairedDifference", "compare_paired"),
    "promoter": ("NPS_BREAKS", "nps"),
    "quality": (
        "DimensionScores",
        "QualityDimension",
        "ServiceQuality",
        "servperf",
        "servqual",
    ),
    "ratings": ("Ratings", "Scores"),
    "recovery": ("FollowUpReport", "follow_up_due", "follow_up_report"),
    "response": (
        "Dispositions",
        "ResponseRate",
        "SurveyFunnel",
        "comment_share",
        "inclusion_weights",
        "response_rate",
    ),
    "scale": (
        "Binary",
        "Direction",
        "ElevenPoint",
        "FivePoint",
        "Scale",
        "SevenPoint",
        "TenPoint",
    ),
    "score": ("Score",),
    "share_score": ("ShareScore",),
    "survey.choice": ("choose_survey",),
    "survey.decision": (
        "Decision",
        "Defer",
        "GateCheck",
        "Send",
        "Skip",
        "SurveyGate",
        "SurveyReason",
        "Trace",
        "first_failure",
    ),
    "survey.kind": ("SurveyKind", "SurveyOutcome", "SurveyPurpose"),
    "survey.option": (
        "AgeRule",
        "ChoiceOrder",
        "FOREVER",
        "Once",
        "OverLimit",
        "Precedence",
    ),
    "survey.policy": ("SurveyPolicy",),
    "survey.preset": (
        "CHATWOOT_CSAT",
        "DELIGHTED_NPS",
        "FORMBRICKS_APP",
        "GLPI_SATISFACTION",
        "POSTHOG_WEB",
        "QUALTRICS_DAILY",
        "SERVICENOW_ASSESSMENT",
        "WOOTRIC_NPS",
        "ZENDESK_CSAT",
    ),
    "survey.record": ("SurveyRecord",),
    "survey.rule": ("Cap", "ContactRule", "Quarantine", "Same", "SurveyClock"),
    "survey.sampling": ("sample_point",),
    "survey.trigger": ("SurveyContact", "SurveyTrigger"),
    "team": ("TeamScore", "team_scores"),
    "team_comparison": ("Adjustment", "REST", "TeamComparison", "compare_teams"),
    "tolerance": ("ZoneOfTolerance", "ZonePosition", "zone_of_tolerance"),
    "usability": ("sus",),
}
_HOMES = {name: module for module, names in _NAMES.items() for name in names}

__all__ = [  # noqa: PLE0604 - the names are strings
    *_HOMES,
]

if not TYPE_CHECKING:  # else a type checker would take every typo for a name
    __getattr__ = loader(__name__, _HOMES)


def __dir__() -> list[str]:
    return sorted(__all__)
