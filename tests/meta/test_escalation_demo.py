"""The program examples/escalation_demo.py as a user runs it."""

from datetime import UTC, datetime, timedelta

import attrs
import pytest

import servicedesk_core
from escalation_demo import EAST, WORDS, Night, instant_text, main, night, policy
from servicedesk_core.desk import DeskState, Wakeup, due_now, next_wakeup, with_done
from servicedesk_core.tickets import open_ticket

ENGLISH = """\
15.01. 21:30:00  the shop is down: INC1 opened, priority critical
15.01. 21:30:00  on call in Riga: -
15.01. 21:30:00  on call in Denver: dave
15.01. 21:30:00  level 1: told dave
15.01. 21:41:15  clock acknowledge is at risk
15.01. 21:45:00  level 2: told tier 2
15.01. 21:45:00.000001  clock acknowledge is breached
15.01. 22:10:00  dave takes it
15.01. 23:00:00  on hold for the vendor
15.01. 23:00:00  clock resolution is paused
16.01. 00:10:00  level 1: told dave
16.01. 00:25:00  level 2: told tier 2
16.01. 00:30:00  the vendor answered
16.01. 00:30:00  clock resolution is running
16.01. 01:00:00  clock resolution is at risk
16.01. 02:30:00  level 1: told dave
16.01. 02:45:00  level 2: told tier 2
16.01. 03:00:00.000001  clock resolution is breached
16.01. 03:15:00  level 3: told duty manager
16.01. 03:30:00  the shop is back
18.01. 03:30:00  closed by itself
22.01. 21:30:00  nothing more will happen by itself
"""
RUSSIAN = """\
15.01. 21:30:00  магазин не работает: открыто INC1, приоритет критический
15.01. 21:30:00  дежурит (Riga): -
15.01. 21:30:00  дежурит (Denver): dave
15.01. 21:30:00  уровень 1: оповещены dave
15.01. 21:41:15  отсчёт подтверждение: под угрозой
15.01. 21:45:00  уровень 2: оповещены tier 2
15.01. 21:45:00.000001  отсчёт подтверждение: нарушен
15.01. 22:10:00  dave берёт в работу
15.01. 23:00:00  ждём поставщика
15.01. 23:00:00  отсчёт решение: приостановлен
16.01. 00:10:00  уровень 1: оповещены dave
16.01. 00:25:00  уровень 2: оповещены tier 2
16.01. 00:30:00  поставщик ответил
16.01. 00:30:00  отсчёт решение: идёт
16.01. 01:00:00  отсчёт решение: под угрозой
16.01. 02:30:00  уровень 1: оповещены dave
16.01. 02:45:00  уровень 2: оповещены tier 2
16.01. 03:00:00.000001  отсчёт решение: нарушен
16.01. 03:15:00  уровень 3: оповещены duty manager
16.01. 03:30:00  магазин работает
18.01. 03:30:00  закрыто автоматически
22.01. 21:30:00  само больше ничего не произойдёт
"""
MINUTE = timedelta(minutes=1)
EVENING = datetime(2026, 1, 15, 19, 30, tzinfo=UTC)


class TestThePrintedNight:
    @pytest.mark.parametrize(
        ("arguments", "expected"),
        [
            ([], ENGLISH),
            (["--language", "en"], ENGLISH),
            (["--language", "ru"], RUSSIAN),
        ],
    )
    def test_it_is_told_line_by_line(
        self,
        capsys: pytest.CaptureFixture[str],
        arguments: list[str],
        expected: str,
    ) -> None:
        assert 0 == main(arguments)
        printed = capsys.readouterr()

        assert expected.splitlines() == printed.out.splitlines()
        assert "" == printed.err

    def test_every_language_has_words_for_all_that_happens(self) -> None:
        kinds = {what for _, what, _ in night()}

        assert all(kinds == set(words) for words in WORDS.values())

    def test_another_language_is_one_clear_line(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(SystemExit) as caught:
            main(["--language", "de"])

        assert 2 == caught.value.code
        assert "invalid choice: 'de'" in capsys.readouterr().err

    def test_microseconds_are_shown_where_there_are_any(self) -> None:
        assert "15.01. 19:30:00" == instant_text(EVENING)
        assert "15.01. 19:30:00.000010" == instant_text(
            EVENING + timedelta(microseconds=10)
        )


class TestTheTimer:
    def test_it_looks_at_wakeups_and_human_deeds_alone(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Nobody polls: between two looks lies what next_wakeup said."""
        told: list[Wakeup | None] = []

        def recorded(*args: object, **rest: object) -> Wakeup | None:
            told.append(next_wakeup(*args, **rest))  # type: ignore[arg-type]
            return told[-1]

        monkeypatch.setattr(servicedesk_core, "next_wakeup", recorded)
        happened = {at for at, _, _ in night()}
        wakeups = {wakeup.at for wakeup in told if wakeup is not None}
        hours = ["21:30", "22:10", "23:00", "00:30", "03:30", "21:30"]

        assert hours == [f"{at:%H:%M}" for at in sorted(happened - wakeups)]
        assert len(told) < 30

    def test_a_poller_would_tell_the_same_people_at_the_same_minutes(self) -> None:
        ticket, rules = open_ticket("INC1", at=EVENING), policy()
        timer = Night(ticket, EVENING, rules)
        end = EVENING + 300 * MINUTE
        woken = [
            (at, values) for at, what, values in timer.until(end) if what == "escalate"
        ]
        polled: list[tuple[datetime, tuple[object, ...]]] = []
        state: DeskState | None = None
        for minute in range(301):
            now = EVENING + minute * MINUTE
            due = due_now(ticket, rules, state=state, now=now)
            for each in due:
                assert each.step is not None
                values = (each.step.level, ", ".join(each.step.targets))
                polled.append((now, values))
            state = with_done(state, due, now=now)

        assert polled == woken
        assert 3 == len(polled)

    def test_a_level_that_nobody_is_on_call_for_is_told_with_a_question_mark(
        self,
    ) -> None:
        rules = policy()
        path = rules.paths[0]
        first = attrs.evolve(path.levels[0], targets=[EAST])
        path = attrs.evolve(path, levels=[first, *path.levels[1:]])
        alone = Night(
            open_ticket("INC1", at=EVENING),
            EVENING,
            attrs.evolve(rules, paths=[path]),
        )

        assert (EVENING, "escalate", (1, "?")) == next(alone.until(EVENING))

    def test_what_changes_at_the_very_end_is_still_told(self) -> None:
        timer = Night(open_ticket("INC1", at=EVENING), EVENING, policy())
        end = EVENING + 15 * MINUTE
        last = list(timer.until(end))[-1]

        assert (end, "escalate", (2, "tier 2")) == last
        assert end == timer.now
