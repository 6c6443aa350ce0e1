"""The program examples/satisfaction_report.py as a user runs it."""

from pathlib import Path

import pytest

from satisfaction_report import (
    BASELINE,
    TEAMS,
    WEEKS,
    Answer,
    AnswerMaker,
    Team,
    main,
    report,
    verdict_text,
    week_counts,
)

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "satisfaction-report.md"
REPORT = """\
3,926 asked in 26 weeks, answered by 41.0% (n=3926, 95% CI 39.5%..42.5%)

Teams by the lower end of the interval, and drawn towards all
  1  mail       CSAT 85.8 (n=646, 95% CI 82.9..88.2)     85.4
  2  workplace  CSAT 75.9 (n=410, 95% CI 71.5..79.7)     76.2
  3  network    CSAT 75.0 (n=540, 95% CI 71.2..78.5)     75.3
  4  telephony  CSAT 92.3 (n=13, 95% CI 66.7..98.6)      82.6

Each team against the rest, p-values by Holm
  mail: CSAT +10.16 (95% CI +6.257..+13.91), p=2.7e-06
  network: CSAT -7.039 (95% CI -11.44..-2.814), p=0.0028
  workplace: CSAT -5.13 (95% CI -9.988..-0.6015), p=0.052
  telephony: CSAT +12.73 (95% CI -12.96..+19.38), p=0.26

Weeks against the first 13
  mail       no change
  network    changed: beyond_limits, week of 2026-05-04
  workplace  no change
  telephony  too few answers a week

214 low scores, 21 without consent
  called:    90.2% (n=193, 95% CI 85.1%..93.6%)
  on time:   84.7% (n=190, 95% CI 78.9%..89.2%)
  recovered: 20.7% (n=174, 95% CI 15.3%..27.3%)
  median to the call: 10 h of service
  3 to call, 16 overdue, the latest of these:
    network-23-41, due 2026-06-18 17:00
    mail-24-48, due 2026-06-30 17:00
    mail-25-7, due 2026-07-02 17:00
"""


class TestThePrintedReport:
    @pytest.mark.parametrize("arguments", [[], ["--seed", "3"]])
    def test_it_has_the_figures_line_by_line(
        self, capsys: pytest.CaptureFixture[str], arguments: list[str]
    ) -> None:
        assert 0 == main(arguments)
        printed = capsys.readouterr()

        assert REPORT.splitlines() == printed.out.splitlines()
        assert "" == printed.err

    def test_the_documentation_shows_it(self) -> None:
        assert REPORT in PAGE.read_text(encoding="utf-8")

    def test_another_seed_has_other_answers(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        main(["--seed", "4"])

        assert REPORT != capsys.readouterr().out

    def test_a_seed_that_is_no_number_is_one_clear_line(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(SystemExit) as caught:
            main(["--seed", "many"])

        assert 2 == caught.value.code
        assert "invalid int value: 'many'" in capsys.readouterr().err


class TestTheInventedAnswers:
    def test_every_client_is_asked_once_a_week(self) -> None:
        answers = list(AnswerMaker(3).answers())

        assert WEEKS * sum(team.asked for team in TEAMS.values()) == len(answers)

    def test_a_team_changes_in_the_week_that_is_planted(self) -> None:
        team = Team(50, 0.82, later=0.62, changed=17)

        assert [0.82, 0.62] == [team.share(week) for week in (16, 17)]
        assert 0.8 == Team(1, 0.8).share(WEEKS)

    def test_low_scores_alone_are_followed_up(self) -> None:
        answers = list(AnswerMaker(3).answers())
        followed = {each.score for each in answers if each.follow_up is not None}

        assert {1, 2} == followed


class TestWithHardlyAnyAnswers:
    def test_nobody_answered(self) -> None:
        text = "\n".join(report([Answer(team, 0) for team in TEAMS]))

        assert "CSAT undefined (n=0)" in text
        assert "mail: undefined, p=undefined" in text
        assert "0 low scores, 0 without consent" in text
        assert "median to the call" not in text

    def test_weeks_count_the_satisfied_and_all_who_answered(self) -> None:
        answers = [Answer("mail", 1, score) for score in (5, 3, None)]

        assert [(0, 0), (1, 2), (0, 0)] == week_counts(answers)[:3]

    def test_five_answers_a_week_are_judged_and_four_are_not(self) -> None:
        weeks = [(4, 5)] * (BASELINE + 1)

        assert "no change" == verdict_text(weeks)
        assert "too few answers a week" == verdict_text([*weeks, (4, 4)])
        assert "changed: beyond_limits, week of 2026-04-13" == verdict_text(
            [*weeks, (0, 20)]
        )
