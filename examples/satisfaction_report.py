"""Report how satisfied the clients of four teams are, over an invented half-year.

    python examples/satisfaction_report.py [--seed 3]

Scores by team with their intervals, drawn towards all; each team against the rest;
which team has really changed; and what came of the low scores. The same seed gives the
same answers.
"""

import argparse
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

import attrs

import servicedesk_core as sd
from servicedesk_core import satisfaction as sat
from servicedesk_core.stats import change

FIRST_DAY = datetime(2026, 1, 5, tzinfo=UTC)
WEEKS = 26
BASELINE = 13
NOW = FIRST_DAY + timedelta(weeks=WEEKS, hours=9)
FIVE = sat.FivePoint()
DESK = sd.ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
CALLS = sat.FollowUpPolicy(
    scale=FIVE,
    threshold=2,
    owner="quality",
    days=2,
    calendar=DESK,
    rule="end_of_day",
)
_FEW = 5
"""Answers a week below which a chart of weeks says nothing."""


@attrs.frozen
class Team:
    """A team as it is invented.

    Attributes:
        asked: how many clients are asked in a week.
        satisfied: the share of the answers that are 4 or 5.
        later: the same from the week ``changed`` on.
        changed: when that is, from 0; None for never.
    """

    asked: int
    satisfied: float
    later: float = 0.0
    changed: int | None = None

    def share(self, week: int) -> float:
        """Return the share of satisfied clients in a week."""
        if self.changed is None or week < self.changed:
            return self.satisfied
        return self.later


TEAMS = {
    "mail": Team(60, 0.85),
    "network": Team(50, 0.82, later=0.62, changed=17),
    "workplace": Team(40, 0.74),
    "telephony": Team(1, 0.80),
}


@attrs.frozen
class Answer:
    """What one client said, if anything.

    Attributes:
        team: who was rated.
        week: when the client was asked, from 0.
        score: 1 to 5, or None for no answer.
        follow_up: what was done about a low score, or None.
    """

    team: str
    week: int
    score: int | None = None
    follow_up: sat.FollowUp | None = None


class AnswerMaker:
    """Invents answers from one source of chance."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - no secret

    def happens(self, share: float) -> bool:
        """Tell whether something of a share happens."""
        return self.chance.random() < share

    def between(self, low: int, high: int) -> int:
        """Return a whole number from low to high."""
        return low + int(self.chance.random() * (high - low + 1))

    def answers(self) -> Iterator[Answer]:
        """Yield what every client asked said, week by week."""
        for week in range(WEEKS):
            for name, team in TEAMS.items():
                for number in range(team.asked):
                    yield self.answer(name, team, week, f"{name}-{week}-{number}")

    def answer(self, name: str, team: Team, week: int, client: str) -> Answer:
        """Return what one client said."""
        if not self.happens(0.4):
            return Answer(name, week)
        if self.happens(team.share(week)):
            score = 5 if self.happens(0.6) else 4
        else:
            score = self.between(1, 3)
        at = FIRST_DAY + timedelta(weeks=week, minutes=self.between(0, 7 * 1440 - 1))
        feedback = sat.Feedback(
            answered_at=at,
            score=score,
            client=client,
            may_contact=self.happens(0.9),
        )
        task = sat.follow_up(feedback, CALLS)
        return Answer(name, week, score, self.called(task))

    def called(self, task: sat.FollowUp | None) -> sat.FollowUp | None:
        """Return a low score with the call that it led to, if any."""
        if task is None or task.due_at is None or not self.happens(0.9):
            return task
        at = DESK.add(task.feedback.answered_at, timedelta(hours=self.between(1, 18)))
        outcome = list(sat.FollowUpOutcome)[self.between(0, 3)]
        return task if at > NOW else task.called(at=at, outcome=outcome)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report and return the exit code."""
    parser = argparse.ArgumentParser(description="Report the satisfaction of clients.")
    parser.add_argument("--seed", type=int, default=3, help="of the invented answers")
    options = parser.parse_args(arguments)
    answers = list(AnswerMaker(options.seed).answers())
    print("\n\n".join(report(answers)))
    return 0


def report(answers: Sequence[Answer]) -> Iterator[str]:
    """Yield the paragraphs of the report."""
    scores = {
        team: sat.csat([each.score for each in answers if each.team == team])
        for team in TEAMS
    }
    for paragraph in (
        asked_text(answers),
        team_text(scores),
        rest_text(scores),
        change_text(answers),
        call_text([each.follow_up for each in answers]),
    ):
        yield "\n".join(paragraph)


def asked_text(answers: Sequence[Answer]) -> Iterator[str]:
    """Yield how many were asked and answered."""
    given = sum(each.score is not None for each in answers)
    rate = sat.SurveyFunnel(sent=len(answers), answered=given).answered_rate()
    yield f"{len(answers):,} asked in {WEEKS} weeks, answered by {rate}"


def team_text(scores: Mapping[str, sat.Score]) -> Iterator[str]:
    """Yield the score of each team as it is, and drawn towards all."""
    yield "Teams by the lower end of the interval, and drawn towards all"
    for team, row in sat.team_scores(scores).items():
        drawn = "undefined" if row.shrunken is None else f"{row.shrunken:.1f}"
        yield f"  {row.rank}  {team:<10} {row.score!s:<40} {drawn}"


def rest_text(scores: Mapping[str, sat.Score]) -> Iterator[str]:
    """Yield how far each team lies from all others together."""
    yield "Each team against the rest, p-values by Holm"
    for row in sat.compare_teams(scores):
        p_value = "undefined" if row.p_value is None else f"{row.p_value:.2g}"
        yield f"  {row}, p={p_value}"


def change_text(answers: Sequence[Answer]) -> Iterator[str]:
    """Yield which team has really changed since the first weeks."""
    yield f"Weeks against the first {BASELINE}"
    for team in TEAMS:
        weeks = week_counts([each for each in answers if each.team == team])
        yield f"  {team:<10} {verdict_text(weeks)}"


def week_counts(answers: Sequence[Answer]) -> list[tuple[int, int]]:
    """Return how many were satisfied, and how many answered, week by week."""
    found = []
    for week in range(WEEKS):
        score = sat.csat([each.score for each in answers if each.week == week])
        found.append((int(score.hits), score.n))
    return found


def verdict_text(weeks: Sequence[tuple[int, int]]) -> str:
    """Return whether the later weeks differ from the first, and which rule says so."""
    if min(answered for _, answered in weeks) < _FEW:
        return "too few answers a week"
    verdict = change(weeks, baseline=BASELINE)
    if verdict is None or verdict.where is None:
        return "no change"
    monday = FIRST_DAY + timedelta(weeks=verdict.where)
    return f"changed: {verdict.rule}, week of {monday:%Y-%m-%d}"


def call_text(tasks: Sequence[sat.FollowUp | None]) -> Iterator[str]:
    """Yield what came of the low scores, and whom to call now."""
    found = sat.follow_up_report(tasks, now=NOW, calendar=DESK)
    yield f"{found.n} low scores, {sum(found.no_call.values())} without consent"
    yield f"  called:    {found.share_called}"
    yield f"  on time:   {found.share_on_time}"
    yield f"  recovered: {found.share_recovered}"
    if found.time_to_call is not None:
        median = sd.duration_text(found.time_to_call, style="short")
        yield f"  median to the call: {median} of service"
    overdue = sat.follow_up_due(tasks, now=NOW)
    yield f"  {found.pending} to call, {found.overdue} overdue, the latest of these:"
    for task in overdue[-3:]:
        yield f"    {task.feedback.client}, due {task.due_at:%Y-%m-%d %H:%M}"


if __name__ == "__main__":
    sys.exit(main())
