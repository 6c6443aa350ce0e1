"""Escalation paths and rotas: who is told what by when, and who that is."""

from servicedesk_core.escalation.level import Level, OnCall
from servicedesk_core.escalation.option import (
    Ack,
    Missed,
    OnAckTimeout,
    OnExhausted,
)
from servicedesk_core.escalation.path import EscalationPath
from servicedesk_core.escalation.rota import (
    Handoff,
    Layer,
    Override,
    Rota,
    Shift,
)
from servicedesk_core.escalation.rotation import Rotation
from servicedesk_core.escalation.situation import Situation
from servicedesk_core.escalation.state import Acknowledgement, EscalationState
from servicedesk_core.escalation.step import Step
from servicedesk_core.escalation.trigger import (
    After,
    AtFraction,
    Channel,
    Contacts,
    LowScore,
    Remaining,
    Reopenings,
    Since,
    Transfers,
    Trigger,
)

__all__ = [
    "Ack",
    "Acknowledgement",
    "After",
    "AtFraction",
    "Channel",
    "Contacts",
    "EscalationPath",
    "EscalationState",
    "Handoff",
    "Layer",
    "Level",
    "LowScore",
    "Missed",
    "OnAckTimeout",
    "OnCall",
    "OnExhausted",
    "Override",
    "Remaining",
    "Reopenings",
    "Rota",
    "Rotation",
    "Shift",
    "Since",
    "Situation",
    "Step",
    "Transfers",
    "Trigger",
]
