"""Complaints: promises, deadlines, money, causes, loyalty.

Each module is loaded when one of its names is first used.
"""

from servicedesk_core.lazy import loader

# As type checkers know it; importing typing would cost the first use.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from servicedesk_core.complaints.activity import (
        Activity as Activity,
        Progress as Progress,
        activities as activities,
        last_progress_at as last_progress_at,
        progress_share as progress_share,
    )
    from servicedesk_core.complaints.asset import (
        AssetRouting as AssetRouting,
        Assignment as Assignment,
    )
    from servicedesk_core.complaints.authority import (
        Authority as Authority,
        route_by_authority as route_by_authority,
    )
    from servicedesk_core.complaints.backlog import (
        BacklogItem as BacklogItem,
        rank_backlog as rank_backlog,
    )
    from servicedesk_core.complaints.call_back import (
        CallBack as CallBack,
        CallBackStatus as CallBackStatus,
        kept_call_backs as kept_call_backs,
    )
    from servicedesk_core.complaints.campaign import (
        reach as reach,
    )
    from servicedesk_core.complaints.churn import (
        ChurnRate as ChurnRate,
        ClientSegment as ClientSegment,
        churn_rate as churn_rate,
        client_segment as client_segment,
    )
    from servicedesk_core.complaints.classification import (
        CauseScheme as CauseScheme,
        coder_agreement as coder_agreement,
    )
    from servicedesk_core.complaints.compensation import (
        Compensation as Compensation,
        CompensationKind as CompensationKind,
        Redress as Redress,
    )
    from servicedesk_core.complaints.cost import (
        MISSED_REMINDER as MISSED_REMINDER,
        FailureCost as FailureCost,
        break_even as break_even,
        contact_cost as contact_cost,
        cost_of_failure as cost_of_failure,
        cost_per_insight as cost_per_insight,
        tariff_ratio as tariff_ratio,
    )
    from servicedesk_core.complaints.credit import (
        AWS_COMPUTE_2018 as AWS_COMPUTE_2018,
        CreditRefusal as CreditRefusal,
        CreditRule as CreditRule,
        CreditSettlement as CreditSettlement,
        ServiceCredit as ServiceCredit,
        Uptime as Uptime,
        uptime_percent as uptime_percent,
    )
    from servicedesk_core.complaints.custody import (
        CustodyChain as CustodyChain,
        CustodyStep as CustodyStep,
        Evidence as Evidence,
        EvidenceState as EvidenceState,
    )
    from servicedesk_core.complaints.deadline import (
        ComplaintDeadline as ComplaintDeadline,
        DeadlineState as DeadlineState,
        DeadlineStatus as DeadlineStatus,
        ReceiptRule as ReceiptRule,
    )
    from servicedesk_core.complaints.decision import (
        Claim as Claim,
        ClaimVerdict as ClaimVerdict,
        Decision as Decision,
        DecisionMatrix as DecisionMatrix,
        DecisionReason as DecisionReason,
        PayRule as PayRule,
    )
    from servicedesk_core.complaints.delivery import (
        LeadTime as LeadTime,
        Provisioning as Provisioning,
        cycle_time_ratio as cycle_time_ratio,
        lead_time as lead_time,
    )
    from servicedesk_core.complaints.demand import (
        CauseAttribution as CauseAttribution,
        CauseParty as CauseParty,
        UserErrorCause as UserErrorCause,
        failure_demand as failure_demand,
    )
    from servicedesk_core.complaints.driver import (
        ContactDriver as ContactDriver,
        FixReturn as FixReturn,
        contact_drivers as contact_drivers,
        contact_rate as contact_rate,
        fix_return as fix_return,
    )
    from servicedesk_core.complaints.effectiveness import (
        MeasureEffect as MeasureEffect,
        TopicEffect as TopicEffect,
        effect as effect,
        effect_by_topic as effect_by_topic,
    )
    from servicedesk_core.complaints.effort_cost import (
        ContactCost as ContactCost,
        CustomerEffort as CustomerEffort,
        EffortLimits as EffortLimits,
        EffortSummary as EffortSummary,
        check_ways as check_ways,
        customer_cost as customer_cost,
        customer_effort as customer_effort,
        summarise_effort as summarise_effort,
    )
    from servicedesk_core.complaints.feedback import (
        FeedbackItem as FeedbackItem,
        FeedbackKind as FeedbackKind,
    )
    from servicedesk_core.complaints.goodwill import (
        Fault as Fault,
        GestureQuality as GestureQuality,
        GoodwillDecision as GoodwillDecision,
        GoodwillReason as GoodwillReason,
        GoodwillRule as GoodwillRule,
    )
    from servicedesk_core.complaints.guarantee import (
        HOSPITALITY_GUARANTEE as HOSPITALITY_GUARANTEE,
        Failure as Failure,
        Fees as Fees,
        Guarantee as Guarantee,
        Penalties as Penalties,
    )
    from servicedesk_core.complaints.hours import (
        HoursCoverage as HoursCoverage,
        check_critical_hours as check_critical_hours,
        exposure as exposure,
        hours_coverage as hours_coverage,
        measure_by_calendar as measure_by_calendar,
    )
    from servicedesk_core.complaints.idea import (
        ComplaintTrace as ComplaintTrace,
        Idea as Idea,
        trace_complaints as trace_complaints,
    )
    from servicedesk_core.complaints.knowledge import (
        KnowledgeCoverage as KnowledgeCoverage,
        knowledge_coverage as knowledge_coverage,
    )
    from servicedesk_core.complaints.loyalty import (
        RETENTION_BY_CONTACTS as RETENTION_BY_CONTACTS,
        Between as Between,
        LoyaltyBalance as LoyaltyBalance,
        LoyaltyImpact as LoyaltyImpact,
        RetentionCurve as RetentionCurve,
        loyalty_balance as loyalty_balance,
    )
    from servicedesk_core.complaints.market import (
        CCMC_2020 as CCMC_2020,
        TARP_LARGE_LOSS as TARP_LARGE_LOSS,
        TARP_SMALL_LOSS as TARP_SMALL_LOSS,
        MarketDamage as MarketDamage,
        market_damage as market_damage,
        word_of_mouth as word_of_mouth,
    )
    from servicedesk_core.complaints.measure import (
        Measure as Measure,
        MeasureProgress as MeasureProgress,
        MeasureState as MeasureState,
        measure_progress as measure_progress,
    )
    from servicedesk_core.complaints.neglect import (
        Staleness as Staleness,
        is_stale as is_stale,
        staleness as staleness,
    )
    from servicedesk_core.complaints.notice import (
        Notice as Notice,
        NoticeRule as NoticeRule,
        NoticeState as NoticeState,
        NoticeStatus as NoticeStatus,
        Reversal as Reversal,
    )
    from servicedesk_core.complaints.notification import (
        ClosureMessage as ClosureMessage,
        ClosurePart as ClosurePart,
        StatusChange as StatusChange,
        is_untold as is_untold,
        status_changes as status_changes,
        told_share as told_share,
    )
    from servicedesk_core.complaints.offer import (
        OUT_OF_POLICY_OFFER as OUT_OF_POLICY_OFFER,
    )
    from servicedesk_core.complaints.ownership import (
        TeamKpi as TeamKpi,
        TeamZones as TeamZones,
    )
    from servicedesk_core.complaints.payment import (
        PaymentCycle as PaymentCycle,
        PaymentGap as PaymentGap,
        PaymentStatus as PaymentStatus,
        payment_gap as payment_gap,
    )
    from servicedesk_core.complaints.portfolio import (
        ClaimCap as ClaimCap,
        Portfolio as Portfolio,
        decide_all as decide_all,
    )
    from servicedesk_core.complaints.preset import (
        Preset as Preset,
    )
    from servicedesk_core.complaints.promise import (
        PromiseGap as PromiseGap,
        PromiseOutcome as PromiseOutcome,
        promise_gap as promise_gap,
    )
    from servicedesk_core.complaints.proposal import (
        CauseProposal as CauseProposal,
        ProposalState as ProposalState,
        proposal_precision as proposal_precision,
    )
    from servicedesk_core.complaints.quote import (
        IntakeQuote as IntakeQuote,
        attainable_slack as attainable_slack,
        history_quote as history_quote,
        load_quote as load_quote,
    )
    from servicedesk_core.complaints.ranking import (
        AbcClass as AbcClass,
        Pareto as Pareto,
        ParetoItem as ParetoItem,
        pareto as pareto,
    )
    from servicedesk_core.complaints.readiness import (
        CLASSIFIER_LABELS as CLASSIFIER_LABELS,
        LANGUAGE_MODEL_LABELS as LANGUAGE_MODEL_LABELS,
        LabelNeed as LabelNeed,
        LabelReadiness as LabelReadiness,
        Readiness as Readiness,
        TopicReadiness as TopicReadiness,
        label_readiness as label_readiness,
    )
    from servicedesk_core.complaints.receipt import (
        Extension as Extension,
        Receipt as Receipt,
    )
    from servicedesk_core.complaints.recovery import (
        Cohort as Cohort,
        Recovery as Recovery,
        RecoveryParadox as RecoveryParadox,
        RecoverySummary as RecoverySummary,
        RetentionComparison as RetentionComparison,
        compare_retention as compare_retention,
        recovery_paradox as recovery_paradox,
        summarise_recovery as summarise_recovery,
    )
    from servicedesk_core.complaints.refusal import (
        ServiceRefusal as ServiceRefusal,
        TopicContact as TopicContact,
        UnmetDemand as UnmetDemand,
        unmet_demand as unmet_demand,
    )
    from servicedesk_core.complaints.regime import (
        AUSTRALIA as AUSTRALIA,
        AUSTRALIA_HARDSHIP as AUSTRALIA_HARDSHIP,
        AUSTRALIA_SUPERANNUATION as AUSTRALIA_SUPERANNUATION,
        RUSSIA_APPEALS as RUSSIA_APPEALS,
        RUSSIA_BANK_FORWARDING as RUSSIA_BANK_FORWARDING,
        RUSSIA_BANKS as RUSSIA_BANKS,
        UK_FINAL_RESPONSE as UK_FINAL_RESPONSE,
        UK_PAYMENT_SERVICES as UK_PAYMENT_SERVICES,
        UK_SUMMARY_RESOLUTION as UK_SUMMARY_RESOLUTION,
        DeadlineRule as DeadlineRule,
        DeadlineUnit as DeadlineUnit,
        Regime as Regime,
    )
    from servicedesk_core.complaints.register import (
        ClaimOutcome as ClaimOutcome,
        ComplaintEntry as ComplaintEntry,
        ComplaintRegister as ComplaintRegister,
        Household as Household,
        UnprocessedComplaint as UnprocessedComplaint,
    )
    from servicedesk_core.complaints.repetition import (
        RepeatChain as RepeatChain,
        repeat_chains as repeat_chains,
    )
    from servicedesk_core.complaints.resonance import (
        ComplaintClass as ComplaintClass,
        Precursor as Precursor,
        ResonanceChannel as ResonanceChannel,
        ResonanceRule as ResonanceRule,
    )
    from servicedesk_core.complaints.sample import (
        draw_sample as draw_sample,
        draw_stratified as draw_stratified,
    )
    from servicedesk_core.complaints.self_service import (
        SelfServiceUse as SelfServiceUse,
        TopicDemand as TopicDemand,
        self_service_use as self_service_use,
    )
    from servicedesk_core.complaints.serial import (
        Handling as Handling,
        SerialComplainer as SerialComplainer,
        SerialRule as SerialRule,
    )
    from servicedesk_core.complaints.silence import (
        ComplaintLevels as ComplaintLevels,
        complaint_levels as complaint_levels,
        iceberg as iceberg,
        silent_churn as silent_churn,
    )
    from servicedesk_core.complaints.stake import (
        FixKind as FixKind,
        Stake as Stake,
        raised_priority as raised_priority,
    )
    from servicedesk_core.complaints.teaching import (
        TAUGHT_CLIENTS as TAUGHT_CLIENTS,
        Payback as Payback,
        Season as Season,
        payback as payback,
    )
    from servicedesk_core.complaints.tenure import (
        ClientPeriod as ClientPeriod,
        Dates as Dates,
        DiscountTiers as DiscountTiers,
        Tenure as Tenure,
        client_tenure as client_tenure,
    )
    from servicedesk_core.complaints.tracking import (
        is_valid_tracking_code as is_valid_tracking_code,
        tracking_code as tracking_code,
    )
    from servicedesk_core.complaints.value import (
        RetentionCase as RetentionCase,
        lifetime_value as lifetime_value,
        mean_tenure as mean_tenure,
        retention_case as retention_case,
    )
    from servicedesk_core.complaints.visibility import (
        PUBLIC_STATES as PUBLIC_STATES,
        PublicState as PublicState,
        public_state as public_state,
    )
    from servicedesk_core.complaints.why_tree import (
        Solution as Solution,
        WhyTree as WhyTree,
    )

_NAMES = {
    "activity": (
        "Activity",
        "Progress",
        "activities",
        "last_progress_at",
        "progress_share",
    ),
    "asset": ("AssetRouting", "Assignment"),
    "authority": ("Authority", "route_by_authority"),
    "backlog": ("BacklogItem", "rank_backlog"),
    "call_back": ("CallBack", "CallBackStatus", "kept_call_backs"),
    "campaign": ("reach",),
    "churn": ("ChurnRate", "ClientSegment", "churn_rate", "client_segment"),
    "classification": ("CauseScheme", "coder_agreement"),
    "compensation": ("Compensation", "CompensationKind", "Redress"),
    "cost": (
        "FailureCost",
        "MISSED_REMINDER",
        "break_even",
        "contact_cost",
        "cost_of_failure",
        "cost_per_insight",
        "tariff_ratio",
    ),
    "credit": (
        "AWS_COMPUTE_2018",
        "CreditRefusal",
        "CreditRule",
        "CreditSettlement",
        "ServiceCredit",
        "Uptime",
        "uptime_percent",
    ),
    "custody": ("CustodyChain", "CustodyStep", "Evidence", "EvidenceState"),
    "deadline": ("ComplaintDeadline", "DeadlineState", "DeadlineStatus", "ReceiptRule"),
    "decision": (
        "Claim",
        "ClaimVerdict",
        "Decision",
        "DecisionMatrix",
        "DecisionReason",
        "PayRule",
    ),
    "delivery": ("LeadTime", "Provisioning", "cycle_time_ratio", "lead_time"),
    "demand": ("CauseAttribution", "CauseParty", "UserErrorCause", "failure_demand"),
    "driver": (
        "ContactDriver",
        "FixReturn",
        "contact_drivers",
        "contact_rate",
        "fix_return",
    ),
    "effectiveness": ("MeasureEffect", "TopicEffect", "effect", "effect_by_topic"),
    "effort_cost": (
        "ContactCost",
        "CustomerEffort",
        "EffortLimits",
        "EffortSummary",
        "check_ways",
        "customer_cost",
        "customer_effort",
        "summarise_effort",
    ),
    "feedback": ("FeedbackItem", "FeedbackKind"),
    "goodwill": (
        "Fault",
        "GestureQuality",
        "GoodwillDecision",
        "GoodwillReason",
        "GoodwillRule",
    ),
    "guarantee": ("Failure", "Fees", "Guarantee", "HOSPITALITY_GUARANTEE", "Penalties"),
    "hours": (
        "HoursCoverage",
        "check_critical_hours",
        "exposure",
        "hours_coverage",
        "measure_by_calendar",
    ),
    "idea": ("ComplaintTrace", "Idea", "trace_complaints"),
    "knowledge": ("KnowledgeCoverage", "knowledge_coverage"),
    "loyalty": (
        "Between",
        "LoyaltyBalance",
        "LoyaltyImpact",
        "RETENTION_BY_CONTACTS",
        "RetentionCurve",
        "loyalty_balance",
    ),
    "market": (
        "CCMC_2020",
        "MarketDamage",
        "TARP_LARGE_LOSS",
        "TARP_SMALL_LOSS",
        "market_damage",
        "word_of_mouth",
    ),
    "measure": ("Measure", "MeasureProgress", "MeasureState", "measure_progress"),
    "neglect": ("Staleness", "is_stale", "staleness"),
    "notice": ("Notice", "NoticeRule", "NoticeState", "NoticeStatus", "Reversal"),
    "notification": (
        "ClosureMessage",
        "ClosurePart",
        "StatusChange",
        "is_untold",
        "status_changes",
        "told_share",
    ),
    "offer": ("OUT_OF_POLICY_OFFER",),
    "ownership": ("TeamKpi", "TeamZones"),
    "payment": ("PaymentCycle", "PaymentGap", "PaymentStatus", "payment_gap"),
    "portfolio": ("ClaimCap", "Portfolio", "decide_all"),
    "preset": ("Preset",),
    "promise": ("PromiseGap", "PromiseOutcome", "promise_gap"),
    "proposal": ("CauseProposal", "ProposalState", "proposal_precision"),
    "quote": ("IntakeQuote", "attainable_slack", "history_quote", "load_quote"),
    "ranking": ("AbcClass", "Pareto", "ParetoItem", "pareto"),
    "readiness": (
        "CLASSIFIER_LABELS",
        "LANGUAGE_MODEL_LABELS",
        "LabelNeed",
        "LabelReadiness",
        "Readiness",
        "TopicReadiness",
        "label_readiness",
    ),
    "receipt": ("Extension", "Receipt"),
    "recovery": (
        "Cohort",
        "Recovery",
        "RecoveryParadox",
        "RecoverySummary",
        "RetentionComparison",
        "compare_retention",
        "recovery_paradox",
        "summarise_recovery",
    ),
    "refusal": ("ServiceRefusal", "TopicContact", "UnmetDemand", "unmet_demand"),
    "regime": (
        "AUSTRALIA",
        "AUSTRALIA_HARDSHIP",
        "AUSTRALIA_SUPERANNUATION",
        "DeadlineRule",
        "DeadlineUnit",
        "RUSSIA_APPEALS",
        "RUSSIA_BANKS",
        "RUSSIA_BANK_FORWARDING",
        "Regime",
        "UK_FINAL_RESPONSE",
        "UK_PAYMENT_SERVICES",
        "UK_SUMMARY_RESOLUTION",
    ),
    "register": (
        "ClaimOutcome",
        "ComplaintEntry",
        "ComplaintRegister",
        "Household",
        "UnprocessedComplaint",
    ),
    "repetition": ("RepeatChain", "repeat_chains"),
    "resonance": ("ComplaintClass", "Precursor", "ResonanceChannel", "ResonanceRule"),
    "sample": ("draw_sample", "draw_stratified"),
    "self_service": ("SelfServiceUse", "TopicDemand", "self_service_use"),
    "serial": ("Handling", "SerialComplainer", "SerialRule"),
    "silence": ("ComplaintLevels", "complaint_levels", "iceberg", "silent_churn"),
    "stake": ("FixKind", "Stake", "raised_priority"),
    "teaching": ("Payback", "Season", "TAUGHT_CLIENTS", "payback"),
    "tenure": ("ClientPeriod", "Dates", "DiscountTiers", "Tenure", "client_tenure"),
    "tracking": ("is_valid_tracking_code", "tracking_code"),
    "value": ("RetentionCase", "lifetime_value", "mean_tenure", "retention_case"),
    "visibility": ("PUBLIC_STATES", "PublicState", "public_state"),
    "why_tree": ("Solution", "WhyTree"),
}
_HOMES = {name: module for module, names in _NAMES.items() for name in names}

__all__ = [  # noqa: PLE0604 - the names are strings
    *_HOMES,
]

if not TYPE_CHECKING:  # else a type checker would take every typo for a name
    __getattr__ = loader(__name__, _HOMES)


def __dir__() -> list[str]:
    return sorted(__all__)
