"""Where tickets meet service levels and escalations."""

from servicedesk_core.desk.attribution import (
    Attribution,
    Holding,
    Share,
    attribution,
)
from servicedesk_core.desk.auto_close import AutoClose, CloseBasis
from servicedesk_core.desk.complaint import receipt
from servicedesk_core.desk.due import (
    Change,
    ChangeKind,
    Due,
    DueKind,
    Wakeup,
    due_now,
    next_wakeup,
    with_done,
)
from servicedesk_core.desk.hold_limit import HoldLimit, HoldStep
from servicedesk_core.desk.measure import measure, measure_all
from servicedesk_core.desk.policy import DeskPolicy, DeskState
from servicedesk_core.desk.signals import signals
from servicedesk_core.desk.survey import survey_contact, survey_triggers

__all__ = [
    "Attribution",
    "AutoClose",
    "Change",
    "ChangeKind",
    "CloseBasis",
    "DeskPolicy",
    "DeskState",
    "Due",
    "DueKind",
    "HoldLimit",
    "HoldStep",
    "Holding",
    "Share",
    "Wakeup",
    "attribution",
    "due_now",
    "measure",
    "measure_all",
    "next_wakeup",
    "receipt",
    "signals",
    "survey_contact",
    "survey_triggers",
    "with_done",
]
