"""Labels of members, codes, states, actions and events, and words of headings."""

from datetime import UTC, datetime
from enum import Enum, IntEnum, StrEnum
from typing import Any

import pytest

import servicedesk_core as sd
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.i18n import LANGUAGES, label, member_word, word
from servicedesk_core.i18n.vocabulary import code_word
from servicedesk_core.lifecycles import CHANGE, INCIDENT
from servicedesk_core.priority import GlpiPriority, JiraPriority
from servicedesk_core.sla.metric import Effect
from servicedesk_core.tickets import events

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


class SlaState(StrEnum):
    """An enum of somebody else, named as one of ours."""

    MET = "met"
    OUT_OF_HOURS = "out_of_hours"


class Shade(Enum):
    """Codes that are no text."""

    AT_RISK = 1
    ON_LEAVE = 2


class Rank(IntEnum):
    """Codes that are numbers."""

    BREACHED = 1


class TestLabelOfMember:
    @pytest.mark.parametrize(
        ("member", "english", "russian"),
        [
            (sd.SlaState.AT_RISK, "at risk", "под угрозой"),
            (sd.SlaState.CANCELLED, "cancelled", "отменён"),
            (sd.Metric.FIRST_RESPONSE, "first response", "первый ответ"),
            (sd.HoldReason.CHANGE, "change", "ждём изменения"),
            (sd.HoldReason.PROBLEM, "problem", "ждём проблемы"),
            (sd.TicketKind.CHANGE, "change", "изменение"),
            (sd.TicketKind.PROBLEM, "problem", "проблема"),
            (sd.Priority.HIGH, "high", "высокий"),
            (sd.Impact.HIGH, "high", "высокое"),
            (sd.Urgency.HIGH, "high", "высокая"),
            (GlpiPriority.MAJOR, "major", "наивысший"),
            (JiraPriority.HIGHEST, "Highest", "самый высокий"),
            (sd.Weekday.MONDAY, "Monday", "понедельник"),
            (sd.Severity.WARNING, "warning", "предупреждение"),
            (sd.DurationStyle.SHORT, "short", "краткая запись"),
            (sd.AgreementKind.OLA, "OLA", "соглашение операционного уровня (OLA)"),
            (Effect.RESET, "begins the next cycle", "начинает новый цикл"),
        ],
    )  # fmt: skip
    def test_is_its_own(self, member: Enum, english: str, russian: str) -> None:
        assert english == label(member)
        assert english == label(member, language="en")
        assert russian == label(member, language="ru")

    @pytest.mark.parametrize("member", [SlaState.MET, Shade.AT_RISK, Rank.BREACHED])
    def test_is_there_for_our_enums_alone(self, member: Enum) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            label(member)
        assert member == caught.value.value
        assert "value" == caught.value.argument

    def test_of_another_enum_names_the_code_that_it_has(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"did you mean met\?"):
            label(SlaState.MET)
        with pytest.raises(InvalidArgumentError, match=r"did you mean at_risk\?"):
            label(Shade.AT_RISK)


class TestLabelOfCode:
    @pytest.mark.parametrize(
        ("code", "english", "russian"),
        [
            ("due_at", "due at", "срок"),
            ("in_progress", "in progress", "в работе"),
            ("resolve", "resolve", "решить"),
            ("review", "review", "анализ результатов"),
            ("start", "start", "взять в работу"),
            ("end", "until", "по"),
            ("change", "change", "изменение"),
            ("met", "met", "выполнен"),
            ("event.Opened", "opened", "открыто"),
        ],
    )
    def test_is_that_of_its_first_meaning(
        self, code: str, english: str, russian: str
    ) -> None:
        assert (english, russian) == (label(code), label(code, language="ru"))

    @pytest.mark.parametrize("code", ["", "out_of_hours", "Met", "gold"])
    def test_is_not_made_up(self, code: str) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            label(code)
        assert code == caught.value.value

    def test_of_a_misspelt_one_is_hinted_at(self) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            label("breachd")
        assert str(caught.value) == (
            "value must be a word of the library's vocabulary "
            "(did you mean breached or breach?), got 'breachd'"
        )
        with pytest.raises(InvalidArgumentError) as caught:
            label("qqqqqqqq")
        assert "a word of the library's vocabulary" == caught.value.wanted

    @pytest.mark.parametrize(
        ("code", "meant"), [("in_progres", "in_progress"), ("escalat", "escalate")]
    )
    def test_of_a_misspelt_state_or_action_is_hinted_at(
        self, code: str, meant: str
    ) -> None:
        with pytest.raises(InvalidArgumentError, match=f"{meant}"):
            label(code)

    def test_hints_are_codes_not_keys(self) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            label("Impact.HIGHER")
        assert "Impact.HIGH" not in caught.value.wanted


class TestLabelOfLifecycle:
    def test_tells_a_state_from_an_action(self) -> None:
        state = next(each for each in CHANGE.states if each.name == "review")
        action = next(each for each in CHANGE.actions if each.name == "review")

        assert "анализ результатов" == label(state, language="ru")
        assert "передать на анализ" == label(action, language="ru")

    def test_every_state_and_action_has_one(self) -> None:
        texts = [label(each, language="ru") for each in INCIDENT.states]

        assert ["новое", "в работе", "приостановлено"] == texts[:3]
        assert "взять в работу" == label(INCIDENT.actions[0], language="ru")

    @pytest.mark.parametrize(
        "value", [sd.State("triage", "open"), sd.Action("met", ["triage"])]
    )
    def test_of_your_own_there_is_none(self, value: object) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            label(value)
        assert value == caught.value.value

    def test_of_a_misspelt_state_is_hinted_at(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"did you mean in_progress"):
            label(sd.State("in_progres", "open"))


class TestLabelOfEvent:
    def test_is_that_of_its_class(self) -> None:
        event = events.PutOnHold(at=NOON, reason="caller")

        assert "put on hold" == label(event) == label(events.PutOnHold)
        assert "приостановлено" == label(event, language="ru")

    @pytest.mark.parametrize(
        "value",
        [
            None,
            5,
            NOON,
            object(),
            str,
            sd.Ticket,
            sd.SlaState,
            sd.State,
            b"met",
            ["met"],
        ],
    )
    def test_is_there_for_events_alone(self, value: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            label(value)
        assert "value" == caught.value.argument
        assert value is caught.value.value

    def test_of_a_class_of_your_own_there_is_none(self) -> None:
        class Opened:
            """Named as one of ours."""

        with pytest.raises(WrongTypeError):
            label(Opened)


class TestWord:
    @pytest.mark.parametrize(
        ("code", "language", "expected"),
        [
            ("breached", "ru", "нарушен"),
            ("due_at", "ru", "срок"),
            ("due_at", "en", "due at"),
            ("start", "en", "from"),
            ("end", "en", "until"),
            ("breached", "en", "breached"),
            ("next_response", "en", "next response"),
            ("a_b_c", "ru", "a b c"),
            ("stocktaking", "ru", "stocktaking"),
            ("out_of_hours", "en", "out of hours"),
            ("kind", "ru", "отсчёт"),
            ("agent_reply", "ru", "ответ специалиста"),
            ("high", "ru", "высокий"),
            ("", "en", ""),
            ("day_off", "ru", "выходной: {}"),
        ],
    )
    def test_is_that_of_the_language(
        self, code: str, language: str, expected: str
    ) -> None:
        assert expected == word(code, language)

    @pytest.mark.parametrize(
        ("code", "english", "russian"),
        [
            ("date", "date", "дата"),
            ("rule", "rule", "правило"),
            ("windows", "windows", "часы"),
            ("counted", "counted", "засчитано"),
            ("calendar", "calendar", "часы обслуживания"),
            ("zone", "zone", "часовой пояс"),
            ("elapsed", "elapsed", "прошло"),
            ("weekly", "weekly", "недельный график"),
            ("eve", "shortened eve", "сокращённый предпраздничный день"),
            ("special_hours", "special hours", "особые часы"),
            ("closed", "closed", "закрыто"),
            ("no_version", "no version in force", "ни одна редакция не действует"),
            ("no_such_date", "the clocks skip this date", "этой даты не было"),
            ("monday", "Monday", "понедельник"),
            ("sunday", "Sunday", "воскресенье"),
            ("subject", "subject", "обращение"),
            ("metric", "metric", "показатель"),
            ("priority", "priority", "приоритет"),
            ("target", "target", "цель"),
            ("overrun", "overrun", "просрочено на"),
            ("remaining", "remaining", "осталось"),
            ("state", "state", "состояние"),
            ("met", "met", "выполнен"),
            ("running", "running", "идёт"),
            ("paused", "paused", "приостановлен"),
            ("at_risk", "at risk", "под угрозой"),
            ("stopped", "stopped", "остановлен"),
            ("cancelled", "cancelled", "отменён"),
            ("start", "from", "с"),
            ("end", "until", "по"),
            ("wall", "wall time", "календарное время"),
            ("service", "service time", "время обслуживания"),
            ("total", "total", "всего"),
            ("caller", "caller", "ждём заявителя"),
            ("opened", "opened", "открыто"),
            ("reopened", "reopened", "возобновлено"),
            ("critical", "critical", "критический"),
            ("ci", "CI", "ДИ"),
            ("escalation_level", "level", "уровень"),
            ("h", "h", "ч"),
        ],
    )
    def test_is_in_both_languages(self, code: str, english: str, russian: str) -> None:
        assert (english, russian) == (word(code, "en"), word(code, "ru"))

    @pytest.mark.parametrize("language", ["de", "EN", "", None, ["ru"]])
    def test_refuses_another_language(self, language: Any) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            word("due_at", language)
        assert caught.value.argument == "language"
        assert language == caught.value.value
        assert str(caught.value) == f"language must be en or ru, got {language!r}"


class TestMemberWord:
    @pytest.mark.parametrize(
        ("member", "english", "russian"),
        [
            (sd.TicketKind.CHANGE, "change", "изменение"),
            (sd.HoldReason.CHANGE, "change", "ждём изменения"),
            (SlaState.MET, "met", "выполнен"),
            (SlaState.OUT_OF_HOURS, "out of hours", "out of hours"),
            (Shade.AT_RISK, "at risk", "под угрозой"),
            (Shade.ON_LEAVE, "on leave", "on leave"),
            (Rank.BREACHED, "breached", "нарушен"),
        ],
    )
    def test_takes_any_enum(self, member: Enum, english: str, russian: str) -> None:
        assert english == member_word(member, "en")
        assert russian == member_word(member, "ru")


class TestCodeWord:
    @pytest.mark.parametrize(
        ("code", "kind", "expected"),
        [
            ("review", "state", "анализ результатов"),
            ("review", "action", "передать на анализ"),
            ("vendor", "Role", "поставщик"),
            ("vendor", "HoldReason", "ждём поставщика"),
            ("first_response", "Metric", "первый ответ"),
            ("first_contact", "Metric", None),
            ("triage", "state", None),
            ("vendor", "Nothing", None),
        ],
    )
    def test_knows_what_a_code_is_of(
        self, code: str, kind: str, expected: str | None
    ) -> None:
        assert expected == code_word(code, kind, "ru")


@pytest.mark.parametrize(
    "ask",
    [
        lambda language: label(sd.SlaState.MET, language=language),
        lambda language: member_word(sd.SlaState.MET, language),
        lambda language: code_word("met", "SlaState", language),
    ],
)
def test_another_language_is_refused(ask: Any) -> None:
    with pytest.raises(InvalidArgumentError, match="language must be en or ru"):
        ask("de")
    assert [ask(language) for language in LANGUAGES] == ["met", "выполнен"]
