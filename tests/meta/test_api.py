"""The names and parameters that downstream code relies on."""

import inspect
from datetime import UTC, datetime
from pathlib import Path

import pytest

import servicedesk_core as sd

SIGNATURES = {
    "to_dict": "value, *, enums",
    "from_dict": "data, type, *, enums, limits",
    "json_schema": "type, *, enums",
    "ServiceCalendar": "weekly, *, tz, days_off, special, closures, name",
    "ServiceCalendar.parse": (
        "text, *, tz, holidays, days_off, special, closures, name"
    ),
    "ServiceCalendar.always": "tz",
    "ServiceCalendar.is_open": "self, at",
    "ServiceCalendar.elapsed": "self, start, end",
    "ServiceCalendar.add": "self, start, duration",
    "ServiceCalendar.subtract": "self, end, duration",
    "ServiceCalendar.next_open": "self, at",
    "ServiceCalendar.next_close": "self, at",
    "ServiceCalendar.previous_open": "self, at",
    "ServiceCalendar.previous_close": "self, at",
    "ServiceCalendar.versions": "calendars, *, name",
    "ServiceCalendar.windows": "self, start, end",
    "ServiceCalendar.windows_after": "self, at",
    "ServiceCalendar.windows_before": "self, at",
    "ServiceCalendar.is_working_day": "self, day",
    "ServiceCalendar.working_days": "self, start_day, end_day",
    "ServiceCalendar.add_working_days": "self, day, n",
    "ServiceCalendar.add_days": "self, start, days, *, rule",
    "ServiceCalendar.explain": "self, start, end",
    "ServiceCalendar.in_zone": "self, tz",
    "coverage": "calendars, start, end",
    "ServiceCalendar.format": "self",
    "Interval": "start, end",
    "WeeklyHours": "days",
    "WeeklyHours.parse": "text",
    "TimeWindow": "opens, closes",
    "DaysOff.none": "",
    "DaysOff.country": "country, subdivision, categories, short_eves",
    "DaysOff.dates": "days",
    "DaysOff.yearly": "*ranges, label",
    "DaysOff.rule": "rule, *, since, label",
    "SpecialHours": "day, windows, label",
    "Closure": "day, windows, label",
    "localize": "naive, tz, *, ambiguous, nonexistent",
    "open_ticket": (
        "id, *, at, by, kind, impact, urgency, priority, requester, group, channel, "
        "attributes, lifecycle"
    ),
    "Ticket.fold": "events, *, lifecycle",
    "Ticket.apply": "self, event",
    "Ticket.events_since": "self, version",
    "Ticket.versions": "self",
    "Ticket.allowed": "self, *, by, at",
    "Ticket.why_not": "self, action, *, by, at",
    "Ticket.as_of": "self, at",
    "Ticket.do": "self, event",
    "Ticket.take": "self, action, *, at, by, fields",
    "Ticket.assign": "self, *, at, by, group, agent, warm, carried",
    "Ticket.unassign": "self, *, at, by, keep_group",
    "Ticket.receive": "self, *, at, by, text, channel, forced, resume",
    "Ticket.resolve": "self, *, at, by, code, notes",
    "Ticket.close": "self, *, at, by, code",
    "Ticket.reopen": "self, *, at, by, reason, hold, window",
    "Ticket.escalate": "self, *, at, by, kind, to, reason",
    "Ticket.link": "self, *, at, by, other, kind",
    "Ticket.unlink": "self, *, at, by, other, kind",
    "Ticket.promise": "self, *, at, by, due, text",
    "Ticket.keep_promise": "self, *, at, by, due",
    "Ticket.request_approval": "self, *, at, by, approver",
    "Ticket.record_known_error": "self, *, at, by, workaround, cause",
    "Ticket.schedule": "self, *, at, by, start, end",
    "Ticket.respond": "self, *, at, by, outcome, text, remedy",
    "Ticket.refer": "self, *, at, by, to, reference",
    "Ticket.accept_major": "self, *, at, by, notes, business_impact",
    "follow_up": "ticket, id, *, at, by",
    "merge_into": "ticket, survivor, *, at, by",
    "propagate": "parent, children, *, by, since",
    "find_repeats": "tickets, *, key, within",
    "effort": "ticket, *, context",
    "Link": "kind, other",
    "Promise": "due, text, made_at, kept_at",
    "Repeat": "ticket, earlier, kind, gap",
    "State": "name, category",
    "Action": "name, sources, target, roles, required",
    "Actor": "id, role",
    "Lifecycle": "name, states, actions, *, backdating",
    "Lifecycle.check": "self",
    "Lifecycle.with_action": "self, action",
    "Lifecycle.replay": "self, history, *, names, backdating",
    "Lifecycle.replay_all": "self, histories, *, names, backdating",
    "Lifecycle.to_mermaid": "self",
    "Lifecycle.to_dot": "self",
    "Lifecycle.to_markdown": "self",
    "PriorityMatrix": "cells",
    "PriorityMatrix.priority": "self, *, impact, urgency",
    "Signal": "at, kind, *, reason, priority",
    "signals": "ticket",
    "ServiceLevelTarget": (
        "metric, within, calendar, *, pauses, warn_at, on_reopen, notes_answer"
    ),
    "Agreement": (
        "name, targets, *, kind, applies, while_group, excused, valid_from, valid_to"
    ),
    "measure": "subject, target, *, now, key, attached_at, retroactive",
    "measure_all": "subject, agreements, *, now, key, attached_at, retroactive",
    "Agreements": "agreements, *, calendars",
    "Agreements.select": "self, subject, *, at, kind",
    "Agreements.select_all": "self, subject, *, at",
    "Agreements.with_calendar": "self, name, calendar",
    "Agreements.check": "self",
    "Condition": "field, op, value",
    "CustomMetric": "name, *, start, stop, pause, resume, reset",
    "WorkingDays": "days, *, rule",
    "DeskPolicy": ("agreements, *, paths, auto_close, hold_limit, survey, deadlines"),
    "next_wakeup": "subject, policy, *, now, state, contact, history, complaint",
    "due_now": "subject, policy, *, state, now, contact, history, complaint",
    "desk.survey_triggers": "ticket",
    "desk.survey_contact": "ticket",
    "desk.receipt": "ticket, *, parent, extension",
    "attribution": "ticket, calendar, *, now, tiers",
    "EscalationPath.plan": "self, subject, *, state, now",
    "EscalationPath.due": "self, subject, *, state, now, missed",
    "EscalationState.with_fired": "self, steps",
    "EscalationState.acknowledge": "self, by, *, at",
    "Rota.on_call": "self, at",
    "Rota.handoffs": "self, start, end",
    "Rota.gaps": "self, start, end",
    "AutoClose": "days, *, calendar, since, rule",
    "AutoClose.due_at": "self, ticket",
    "AutoClose.is_due": "self, ticket, *, now",
    "HoldLimit": "*, remind_after, resolve_after, calendar, reasons, rule",
    "HoldLimit.due": "self, ticket, *, now, reminded_at",
    "HoldLimit.reminders": "self, ticket",
    "HoldLimit.resolve_at": "self, ticket",
    "compliance": "statuses, *, by, period, unit, confidence",
    "SlaStatus.explain": "self",
    "csat": "scores, *, scale, top, weights, confidence",
    "dsat": "scores, *, scale, bottom, weights, confidence",
    "nps": "scores, *, scale, breaks, method, prior, weights, confidence",
    "ces": "scores, *, variant, weights, confidence",
    "disconfirmation": "received, expected, *, scale, tolerance",
    "Scale": "low, high, direction, step",
    "Ratings": "scores, scale, *, weights",
    "satisfaction.csi": "satisfaction, importance, *, scale, confidence",
    "satisfaction.servqual": "perceptions, expectations, *, weights, scale",
    "satisfaction.servperf": "perceptions, *, weights, scale",
    "satisfaction.acsi": "items, *, weights, scale, confidence",
    "satisfaction.kano": "answers",
    "satisfaction.importance_performance": "items, *, crosshair, scale",
    "satisfaction.sus": "answers, *, impute, confidence",
    "satisfaction.happiness": "scores, *, lost_minutes, weights, confidence",
    "satisfaction.compare": "first, second, *, confidence",
    "SurveyPolicy.decide": "self, trigger, contact, history, *, now",
    "stats.proportion_interval": "successes, trials, *, confidence, method",
    "stats.proportion_difference": "first, second, *, confidence, method",
    "stats.poisson_interval": "events, *, exposure, confidence",
    "stats.sample_size": "margin, *, p, confidence, population",
    "stats.margin_of_error": "n, *, p, confidence, population",
    "stats.holm": "p_values",
    "stats.benjamini_hochberg": "p_values",
    "stats.mcnemar": "b, c, *, exact",
    "stats.xmr": "values, *, baseline",
    "stats.p_chart": "samples, *, baseline",
    "stats.c_chart": "counts, *, baseline",
    "stats.ewma": "values, *, weight, width, target, sigma, baseline",
    "stats.cusum": "values, *, slack, threshold, target, sigma, baseline",
    "metrics.mean_time_to_acknowledge": "tickets, *, calendar, now",
    "metrics.mean_time_to_restore_service": "tickets, *, calendar, now",
    "metrics.first_contact_resolution": (
        "tickets, *, definition, resolvable, window, answer, confidence"
    ),
    "metrics.reopen_rate": "tickets, *, confidence",
    "metrics.repeat_contact_rate": "tickets, *, key, within, now, confidence",
    "metrics.transfer_rate": "tickets, *, confidence",
    "metrics.backlog": "cases, *, at, until, edges",
    "metrics.availability": "outages, *, period, planned, calendar",
    "metrics.erlang_b": "erlangs, servers",
    "metrics.erlang_c": "erlangs, agents, *, aht, target",
    "metrics.erlang_a": "arrival_rate, service_rate, patience_rate, servers",
    "metrics.required_agents": (
        "arrivals, *, interval, aht, target, service_level, max_occupancy, shrinkage"
    ),
    "frames.elapsed": "start, end, *, calendar, unit",
    "frames.due": "start, within, *, calendar, unit",
    "frames.with_elapsed": "df, *, calendar, start, end, by, tz, name",
    "frames.with_due": "df, *, calendar, start, within, by, tz, name",
    "frames.with_sla": (
        "df, *, target, opened, stopped, by, priority, key, pauses, pause_key, "
        "pause_start, pause_end, pause_reason, now, tz, prefix, progress"
    ),
    "frames.compliance": "df, *, state, by, period, at, tz, confidence, min_n",
    "frames.calendar_table": "calendar, start, end",
    "frames.arrow_batches": "batches, *, calendar, start, end, by, tz, name",
    "frames.to_events": "tickets, *, like",
    "plots.calendar": "calendar, *, week, ax, language",
    "plots.compliance": "report, *, label, target, ax, language",
    "plots.backlog": "ages, *, ax, language",
    "plots.elapsed_ecdf": "elapsed, *, within, ax, language",
    "plots.escalation": "steps, *, statuses, ax, language",
    "plots.control_chart": "chart, *, labels, ax, language",
    "plots.pareto": "causes, *, ax, language",
    "Explanation.to_text": "self, language",
    "duration_text": "duration, *, language, style",
    "label": "value, *, language",
    "message": "error, *, language",
    "testing.ManualClock": "start",
    "testing.ManualClock.now": "self",
    "testing.ManualClock.advance": "self, duration",
    "testing.ManualClock.advance_to": "self, at",
    "testing.ManualClock.advance_service_time": "self, duration, calendar",
    "testing.strategies.aware_datetimes": "*, zones, near, min_value, max_value",
    "testing.strategies.durations": "*, min_value, max_value",
    "testing.strategies.weekly_hours": "",
    "testing.strategies.days_off": "*, countries",
    "testing.strategies.service_calendars": "*, zones, lasting",
    "testing.strategies.priorities": "",
    "testing.strategies.ticket_events": "*, kind, max_events",
    "testing.strategies.next_events": "ticket, *, at",
    "testing.strategies.tickets": "*, kind, lifecycle, max_events",
    "testing.strategies.scores": "scale",
    "testing.strategies.values": "type",
    "testing.scenarios.all": "tag",
    "testing.scenarios.to_dict": "",
    "testing.asserts.assert_calendar_laws": "calendar, *, start, end, tick, laws",
    "testing.asserts.assert_same_history": "first, second",
    "testing.asserts.assert_due_in_service_hours": "due, calendar",
}
COMMANDS = """
    assign unassign acknowledge start hold resume reply receive note workaround resolve
    close reopen cancel merge escalate prioritise link unlink promise keep_promise
    compensate survey set_owner change_attributes request_approval approve reject fulfil
    assess analyse record_known_error fix authorise schedule implement back_out review
    investigate respond accept dispute refer propose_major accept_major reject_major
"""
FACTS = """
    id kind lifecycle state category hold_reason opened_at updated_at requester owner
    group agent impact urgency priority is_overridden attributes reopenings groups
    last_group reassignments transfers bounces contacts escalations level major is_major
    acknowledged_at first_response_at first_resolved_at last_resolved_at resolved_at
    closed_at resolution_code resolution_notes cause last_workaround outcome
    planned_start planned_end merged_into links promises open_promises compensations
    score version history
"""
EFFORT = """
    contacts channels days forced_contacts transfers bounces re_explanations
    is_solved_by_first_agent
"""
STATUS = """
    state is_paused is_breached is_finished started_at finished_at elapsed elapsed_wall
    paused_time paused_wall remaining overrun fraction due_at due_if_resumed breaches_at
    next_change_at metric target agreement key attributes
"""


def find(path: str) -> object:
    found: object = sd
    for name in path.split("."):
        found = getattr(found, name)
    return found


@pytest.mark.parametrize("name", SIGNATURES)
def test_signature(name: str) -> None:
    found = find(name)
    assert callable(found)
    parts, keyword_only = [], False
    for parameter in inspect.signature(found).parameters.values():
        if parameter.kind is parameter.VAR_POSITIONAL:
            keyword_only = True
            parts.append(f"*{parameter.name}")
            continue
        if parameter.kind is parameter.KEYWORD_ONLY and not keyword_only:
            keyword_only = True
            parts.append("*")
        parts.append(parameter.name)

    assert SIGNATURES[name] == ", ".join(parts)


@pytest.mark.parametrize("name", COMMANDS.split())
def test_a_command_takes_at_and_by(name: str) -> None:
    parameters = inspect.signature(getattr(sd.Ticket, name)).parameters

    assert list(parameters)[:3] == ["self", "at", "by"]
    assert parameters["by"].kind == inspect.Parameter.KEYWORD_ONLY


@pytest.mark.parametrize("name", FACTS.split())
def test_a_ticket_tells(name: str) -> None:
    ticket = sd.open_ticket("INC1", at=datetime(2026, 1, 5, tzinfo=UTC))

    assert hasattr(ticket, name)


@pytest.mark.parametrize("name", EFFORT.split())
def test_an_effort_tells(name: str) -> None:
    assert name in dir(sd.Effort)


@pytest.mark.parametrize("name", STATUS.split())
def test_a_status_tells(name: str) -> None:
    assert name in dir(sd.SlaStatus)


class TestTheRoot:
    def test_every_name_is_there(self) -> None:
        for name in sd.__all__:
            assert getattr(sd, name) is not None

    def test_dir_lists_them(self) -> None:
        assert sorted(sd.__all__) == dir(sd)

    def test_type_checkers_see_the_same_names(self) -> None:
        """The imports for type checkers and the table of lazy names agree."""
        text = Path(sd.__file__).read_text(encoding="utf-8")
        seen = {
            line.split(" as ")[1].strip(" ,()\n")
            for line in text.replace(", ", ",\n").splitlines()
            if " as " in line and "__getattr__" not in line
        }

        assert {name for name in sd.__all__ if name != "__version__"} == seen

    def test_a_typo_is_an_attribute_error(self) -> None:
        with pytest.raises(AttributeError, match="has no attribute 'ServiceCalender'"):
            sd.ServiceCalender  # type: ignore[attr-defined]  # noqa: B018

    def test_version(self) -> None:
        assert sd.__version__ == "0.1.0"
