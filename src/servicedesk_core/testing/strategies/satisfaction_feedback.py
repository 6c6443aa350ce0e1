"""Answers to surveys, the calls after low scores, and who answered at all."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any, TypeAlias

import attrs
from hypothesis import strategies as st

from servicedesk_core.calendars import DayRule
from servicedesk_core.satisfaction import (
    CaseOutcome,
    CaseOutcomes,
    Dispositions,
    Feedback,
    FollowUp,
    FollowUpCall,
    FollowUpOutcome,
    FollowUpPolicy,
    FollowUpReport,
    Outreach,
    OutreachResult,
    Scale,
    SurveyFunnel,
    case_outcomes,
    follow_up,
    follow_up_report,
    outreach_results,
)
from servicedesk_core.testing.strategies._answers import places, score_at
from servicedesk_core.testing.strategies._choices import few
from servicedesk_core.testing.strategies._desks import desks
from servicedesk_core.testing.strategies.instants import aware_datetimes, durations
from servicedesk_core.testing.strategies.numbers import counts
from servicedesk_core.testing.strategies.satisfaction_ratings import scales
from servicedesk_core.testing.strategies.stats import confidences
from servicedesk_core.testing.strategies.texts import labels, names

_Course: TypeAlias = tuple[Feedback, int | None, list[timedelta], FollowUpOutcome, Any]
"""An answer without its score, the place of that, the waits before each call, how the
last one ended, and the place of the new score."""


def feedbacks() -> st.SearchStrategy[Feedback]:
    """Answers with and without a score and words, anonymous ones, ones taken back.

    They shrink to an anonymous one without a score.

    Example:
        >>> from hypothesis import find
        >>> find(feedbacks(), lambda answer: answer.score is not None).score
        0
    """
    return _feedbacks(
        st.none() | st.integers(0, 10) | st.floats(0, 10, allow_subnormal=False)
    )


def follow_up_policies() -> st.SearchStrategy[FollowUpPolicy]:
    """Policies of low scores on any scale, in days of a calendar and of 24 hours.

    They shrink to one for a score of 1 of 5, within a day.

    Example:
        >>> from hypothesis import find
        >>> policy = find(follow_up_policies(), lambda policy: True)
        >>> policy.threshold, policy.days
        (1, 1)
    """
    return st.builds(
        _policy,
        scales(),
        places(),
        st.none() | desks(),
        st.sampled_from(DayRule),
        owner=names(),
        days=st.integers(1, 10),
        calls_comments=st.booleans(),
    )


def follow_up_calls() -> st.SearchStrategy[FollowUpCall]:
    """Calls about low scores, with every outcome.

    They shrink to one on 2026-01-05 that recovered the client.

    Example:
        >>> from hypothesis import find
        >>> find(follow_up_calls(), lambda call: True).outcome
        <FollowUpOutcome.RECOVERED: 'recovered'>
    """
    return st.builds(FollowUpCall, aware_datetimes(), st.sampled_from(FollowUpOutcome))


def follow_ups() -> st.SearchStrategy[FollowUp]:
    """What is done about low scores: up to three calls, or none and why.

    They shrink to a score of 1 of 5 that nobody has called about yet.

    Example:
        >>> from hypothesis import find
        >>> task = find(follow_ups(), lambda task: True)
        >>> task.feedback.score, task.is_open
        (1, True)
    """
    return st.builds(
        lambda policy, course, owner: _followed(policy, course, owner=owner),
        follow_up_policies(),
        _courses(),
        st.none() | names(),
    )


def follow_up_reports() -> st.SearchStrategy[FollowUpReport]:
    """Reports on up to six low scores, called about, pending and overdue.

    They shrink to one on nothing.

    Example:
        >>> from hypothesis import find
        >>> find(follow_up_reports(), lambda report: True).n
        0
    """
    return st.builds(
        _report,
        follow_up_policies(),
        few(_courses(), most=6),
        durations(max_value=timedelta(days=20)),
        calendar=st.none() | desks(),
        kind=st.sampled_from([7, 1, 6]),
        confidence=confidences(),
    )


def case_outcome_reports() -> st.SearchStrategy[CaseOutcomes]:
    """Endings of up to five cases for the client, some without a tag.

    They shrink to those of no case.

    Example:
        >>> from hypothesis import find
        >>> find(case_outcome_reports(), lambda found: found.net == -1).n
        1
    """
    tags = st.lists(st.none() | st.sampled_from(CaseOutcome), max_size=5)
    return st.builds(case_outcomes, tags, confidence=confidences())


def outreaches() -> st.SearchStrategy[Outreach]:
    """Findings of up to five routine calls.

    They shrink to those of no call.

    Example:
        >>> from hypothesis import find
        >>> find(outreaches(), lambda found: found.found is not None).found.value
        0.0
    """
    results = st.lists(st.sampled_from(OutreachResult), max_size=5)
    return st.builds(outreach_results, results, confidence=confidences())


def dispositions() -> st.SearchStrategy[Dispositions]:
    """Samples of people in the counts of the AAPOR.

    They shrink to nobody.

    Example:
        >>> from hypothesis import find
        >>> find(dispositions(), lambda sample: sample.complete > 1).complete
        2
    """
    fields = (field.name for field in attrs.fields(Dispositions))
    return st.builds(Dispositions, **{name: counts(max=40) for name in fields})


def survey_funnels() -> st.SearchStrategy[SurveyFunnel]:
    """Invitations on their way to an answer, some stages of which are not known.

    They shrink to none.

    Example:
        >>> from hypothesis import find
        >>> funnel = find(survey_funnels(), lambda funnel: funnel.answered > 0)
        >>> funnel.sent, funnel.pending
        (1, 0)
    """
    few = counts(max=9)
    stage = st.none() | few
    return st.builds(_funnel, few, few, few, few, shown=stage, started=stage)


def _feedbacks(scores: st.SearchStrategy[float | None]) -> st.SearchStrategy[Feedback]:
    return st.builds(
        Feedback,
        answered_at=aware_datetimes(),
        score=scores,
        comment=st.none() | labels(),
        client=st.none() | names(),
        may_contact=st.sampled_from([True, False]),
        withdrawn=st.booleans(),
    )


def _policy(
    scale: Scale, place: int, calendar: Any, rule: DayRule, **others: Any
) -> FollowUpPolicy:
    return FollowUpPolicy(
        scale=scale,
        threshold=score_at(scale, place),
        calendar=calendar,
        rule=DayRule.SAME_TIME if calendar is None else rule,
        **others,
    )


def _courses() -> st.SearchStrategy[_Course]:
    place = st.none() | places()
    waits = few(durations(max_value=timedelta(days=5)), most=3)
    ending = st.sampled_from(FollowUpOutcome)
    reachable = st.builds(Feedback, answered_at=aware_datetimes(), client=names())
    return st.tuples(reachable, places(), waits, ending, place) | st.tuples(
        _feedbacks(st.none()), place, waits, ending, place
    )


def _followed(
    policy: FollowUpPolicy, course: _Course, *, owner: str | None = None
) -> FollowUp:
    """Return what is done about an answer that is made a low one."""
    answer, place, waits, ending, anew = course
    if place is None:
        answer = attrs.evolve(answer, comment=answer.comment or "a")
    else:
        score = score_at(policy.scale, place)
        worst = score if policy.is_low(score) else policy.threshold
        answer = attrs.evolve(answer, score=worst)
    (task,) = filter(None, [follow_up(answer, policy, owner=owner)])
    if task.no_call is not None:
        return task
    at = answer.answered_at.astimezone(UTC)
    for left, wait in zip(reversed(range(len(waits))), waits, strict=True):
        at += wait
        outcome = FollowUpOutcome.UNREACHABLE if left else ending
        task = task.called(at=at, outcome=outcome)
    if task.calls and anew is not None:
        return task.rescored(score_at(policy.scale, anew))
    return task


def _report(
    policy: FollowUpPolicy, courses: list[_Course], wait: timedelta, **how: Any
) -> FollowUpReport:
    tasks = [_followed(policy, course) for course in courses]
    seen = [
        task.calls[-1].at if task.calls else task.feedback.answered_at for task in tasks
    ]
    now = max(seen, default=datetime(2026, 1, 5, 9, tzinfo=UTC))
    return follow_up_report(tasks, now=now.astimezone(UTC) + wait, **how)


def _funnel(
    answered: int,
    expired: int,
    pending: int,
    bounced: int,
    *,
    shown: int | None,
    started: int | None,
) -> SurveyFunnel:
    """Return a funnel in which some of those left went further than others."""
    left = expired + pending
    went = None if started is None else answered + min(started, left)
    came = None if shown is None else max(answered + min(shown, left), went or 0)
    return SurveyFunnel(
        sent=answered + left + bounced,
        bounced=bounced,
        shown=came,
        started=went,
        answered=answered,
        expired=expired,
    )


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        CaseOutcomes: case_outcome_reports,
        Dispositions: dispositions,
        Feedback: feedbacks,
        FollowUp: follow_ups,
        FollowUpCall: follow_up_calls,
        FollowUpPolicy: follow_up_policies,
        FollowUpReport: follow_up_reports,
        Outreach: outreaches,
        SurveyFunnel: survey_funnels,
    }
)
