"""What clients tell of services, as far as it is about satisfaction.

One test for each row of rules, named by their ids.
"""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.satisfaction import (
    LOSS_AVERSION,
    CaseOutcome,
    Confirmation,
    Feedback,
    FivePoint,
    FollowUpOutcome,
    FollowUpPolicy,
    NoCall,
    Ratings,
    Remedy,
    Scale,
    SurveyFunnel,
    TenPoint,
    case_outcomes,
    comment_share,
    compare,
    csat,
    disconfirmation,
    expectation_gap,
    follow_up,
    follow_up_due,
    follow_up_report,
    outreach_results,
    prior_expectation,
)

FIVE = Scale(1, 5)


def test_a1_a2_a8_a9_e18_expectation_gap() -> None:
    # A1: satisfaction is what was received less what was expected, on one scale.
    failed = disconfirmation(3, 5, scale=FIVE)
    assert failed is not None
    assert (-2, Confirmation.FAILED) == (failed.gap, failed.confirmation)
    assert (-4, 4) == failed.bounds
    assert disconfirmation(3, None, scale=FIVE) is None
    with pytest.raises(InvalidArgumentError, match=r"^expected must be between 1 and"):
        disconfirmation(3, 8, scale=FIVE)

    # A2: sometimes the result exceeds what was expected; equal is met.
    people = expectation_gap([(5, 3), (4, 4), (3, 5), (2, None)], scale=FIVE)
    assert dict.fromkeys(Confirmation, 1) == people.counts
    assert (0.0, 3, 1) == (people.value, people.n, people.missing)

    # A8: raise the result, or correct the expectation.
    for remedy in Remedy:
        assert 0 == failed.remedied(remedy, by=2).gap

    # A9: a few careless words weigh more than as much good.
    assert Decimal("-4.5") == failed.felt(loss_aversion=LOSS_AVERSION)
    assert -2 == failed.felt()
    with pytest.raises(InvalidArgumentError, match=r"^loss_aversion must be 1 or more"):
        failed.felt(loss_aversion=0)

    # E18: who is 99 % sure of a refusal is surprised by a plain success.
    expected = prior_expectation(1 - Decimal("0.99"), 5)
    surprise = disconfirmation(5, expected)
    assert surprise is not None
    assert Decimal("4.95") == surprise.gap


def test_d3_e9_e13_e20_e21_g8_low_score_follow_up_and_surveys() -> None:
    # D3: a low score, and within several days somebody calls.
    friday = datetime(2026, 1, 16, 9, tzinfo=UTC)
    desk = ServiceCalendar.parse("Mo-Fr 09:00-18:00", tz="UTC")
    policy = FollowUpPolicy(
        scale=FIVE, threshold=2, owner="anna", days=3, calendar=desk
    )
    answers = [
        Feedback(answered_at=friday, score=1, comment="unclear", client="boris"),
        Feedback(answered_at=friday, score=2, client="clara"),
        Feedback(answered_at=friday, score=2, client="dina", may_contact=False),
        Feedback(answered_at=friday, score=1),
        Feedback(answered_at=friday, score=2, client="egor", withdrawn=True),
        Feedback(answered_at=friday, comment="too long", client="faina"),
        Feedback(answered_at=friday, score=5, client="gleb"),
    ]
    tasks = [follow_up(answer, policy) for answer in answers]
    low = [task for task in tasks if task is not None]
    assert [
        None,
        None,
        NoCall.NO_CONSENT,
        NoCall.ANONYMOUS,
        NoCall.WITHDRAWN,
        NoCall.COMMENT_ONLY,
    ] == [task.no_call for task in low]
    wednesday = datetime(2026, 1, 21, 9, tzinfo=UTC)
    assert ("anna", wednesday) == (low[0].owner, low[0].due_at)
    assert tuple(low[:2]) == follow_up_due(tasks, now=wednesday)

    monday = friday + timedelta(days=3)
    low[0] = low[0].called(at=monday, outcome="recovered").rescored(4)
    report = follow_up_report(low, now=wednesday, calendar=desk)
    assert report.share_called is not None
    assert report.share_recovered is not None
    assert (0.5, 1.0) == (report.share_called.value, report.share_recovered.value)
    assert (timedelta(hours=9), 3.0) == (report.time_to_call, report.gain)
    assert 1 == report.outcomes[FollowUpOutcome.RECOVERED]
    assert (1, 6) == (report.overdue, report.n)

    # E13: beside a score stand the response rate and how many say something.
    funnel = SurveyFunnel(sent=22, bounced=2, answered=len(answers))
    rate, words = (
        funnel.answered_rate(),
        comment_share(answer.comment for answer in answers),
    )
    assert rate is not None
    assert words is not None
    assert (7 / 20, 2 / 7) == (rate.value, words.value)
    assert (20, 7) == (rate.n, words.n)

    # G8: a routine call after the purchase found the need, and a gesture was made.
    calls = outreach_results(["nothing", "nothing", "need_found", "gesture_made"])
    assert calls.found is not None
    assert 0.5 == calls.found.value


def test_e10_e15_e17_g17_scores_compared_like_with_like() -> None:
    # E15: every story has a verdict; together they have a net share of good ones.
    stories = case_outcomes(["indignant", "solved", "solved", "delighted", None])
    assert (0.5, 4, 1) == (stories.net, stories.n, stories.missing)
    assert 2 == stories.counts[CaseOutcome.SOLVED]

    # G17: a guest expert is an event, no outcome.
    with pytest.raises(InvalidArgumentError, match=r"^tags must be one of delighted, "):
        case_outcomes(["guest_expert"])

    # E17: what was found on another scale is not compared, nor pooled.
    with pytest.raises(InvalidArgumentError, match="scale"):
        compare(csat([5, 4, 2]), csat([10, 9, 2], scale=TenPoint()))
    with pytest.raises(InvalidArgumentError, match=r"^scale must be 1\.\.5, got "):
        Ratings([5, 4], FivePoint()) + Ratings([10, 9], TenPoint())  # type: ignore[arg-type]

    # E10: a measure keeps numerator, denominator and what was left out.
    score = csat([5, 4, 2, None])
    assert (2, 3, 1) == (score.hits, score.n, score.missing)
