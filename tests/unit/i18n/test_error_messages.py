"""Messages of errors, refusals and findings in Russian."""

import warnings
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar

import attrs
import pytest

import servicedesk_core as sd
from servicedesk_core import errors
from servicedesk_core.findings import Severity
from servicedesk_core.i18n import message
from servicedesk_core.satisfaction.survey import GateCheck, SurveyGate

NINE = datetime(2026, 1, 5, 9, tzinfo=UTC)
NAIVE, SKIPPED, TWICE = (
    datetime.fromisoformat(text)
    for text in ("2026-01-05T09:00", "2026-03-29T02:30", "2026-10-25T02:30")
)
ANNA, BOB = sd.Actor("anna", "agent"), sd.Actor("bob", "requester")
DESK = sd.ServiceCalendar.parse("Mo-Fr 09:00-18:00", tz="UTC", name="desk")
TICKET = sd.open_ticket("INC1", at=NINE)
CLOSED = TICKET.resolve(at=NINE, by=ANNA, code="x", notes="y").close(at=NINE, by=ANNA)


def fail(error: sd.ServiceDeskError) -> None:
    raise error


# Each call, and what its error says in Russian.
SAID: list[tuple[Callable[[], object], str]] = [
    (
        lambda: sd.ServiceCalendar.parse("Mo-Fr 09:00-18:00 sunset", tz="UTC"),
        (
            "'sunset' не читается: время по солнцу, позиция 18 в 'Mo-Fr "
            "09:00-18:00 sunset'"
        ),
    ),
    (
        lambda: sd.ServiceCalendar.parse("Mo-Fr 09:00-", tz="UTC"),
        "ожидается время вида 09:00, получен конец, позиция 12 в 'Mo-Fr 09:00-'",
    ),
    (
        lambda: sd.WeeklyHours.parse("Mo 09:00-12:00,11:00-13:00"),
        (
            "окна понедельник 09:00-12:00 и понедельник 11:00-13:00 пересекаются в "
            "'Mo 09:00-12:00,11:00-13:00'"
        ),
    ),
    (
        lambda: fail(errors.UnknownZoneError("Europe/Riiga", ("Europe/Riga", "UTC"))),
        (
            "tz — нужно: часовой пояс из базы IANA; получено: 'Europe/Riiga'; "
            "возможно, имелось в виду: Europe/Riga или UTC?"
        ),
    ),
    (
        lambda: fail(errors.UnknownCountryError("country", "XX", ("XK",))),
        (
            "country — нужно: код, известный пакету holidays; получено: 'XX'; "
            "возможно, имелось в виду: XK?"
        ),
    ),
    (
        lambda: DESK.elapsed(NAIVE, NINE),
        (
            "start — нужно: момент с часовым поясом; получено без пояса: "
            "datetime.datetime(2026, 1, 5, 9, 0); пояс добавляет localize(value, "
            "tz)"
        ),
    ),
    (
        lambda: DESK.add(NINE, timedelta(days=365 * 9000)),
        (
            "искомый момент, считая от 2026-01-05T09:00:00+00:00: вне пределов с 1 "
            "по 9999 год"
        ),
    ),
    (
        lambda: sd.ServiceCalendar("Mo off", tz="UTC").next_open(NINE),
        "календарь без единого окна: не открывается вообще",
    ),
    (
        lambda: sd.ServiceCalendar.always().next_close(NINE),
        "24/7 (UTC): не закрывается после 2026-01-05T09:00:00+00:00",
    ),
    (
        lambda: sd.localize(SKIPPED, "Europe/Berlin", nonexistent="raise"),
        "времени 2026-03-29 02:30:00 нет в поясе Europe/Berlin: часы переводят вперёд",
    ),
    (
        lambda: sd.localize(TWICE, "Europe/Berlin", ambiguous="raise"),
        "время 2026-10-25 02:30:00 наступает дважды в поясе Europe/Berlin",
    ),
    (
        lambda: sd.DaysOff.rule("FREQ=DAILY;FREQ=DAILY", since=date(2026, 1, 1)),
        (
            "rule — нужно: правило повторения RFC 5545 вида "
            "FREQ=MONTHLY;BYDAY=-1FR (позиция 11: FREQ записано дважды); получено: "
            "'FREQ=DAILY;FREQ=DAILY'"
        ),
    ),
    (
        lambda: sd.Money("5", "RU"),
        "currency — нужно: трёхбуквенный код ISO 4217; получено: 'RU'",
    ),
    (
        lambda: TICKET.close(at=NINE, by=ANNA),
        (
            "действие «закрыть» невозможно: обращение 'INC1' в состоянии «новое»: "
            "возможно из состояний: решено; сейчас: новое"
        ),
    ),
    (
        lambda: TICKET.resolve(at=NINE, by=BOB),
        (
            "действие «решить» невозможно: обращение 'INC1' в состоянии «новое»: "
            "bob действует в роли «заявитель»; нужна одна из ролей: специалист, "
            "система; не заполнено обязательное поле: code; не заполнено "
            "обязательное поле: notes"
        ),
    ),
    (
        lambda: TICKET.reject_major(at=NINE, by=ANNA, reason="x"),
        (
            "действие «не признать значительным» невозможно: обращение 'INC1' в "
            "состоянии «новое»: нужен статус значительного инцидента: предложено "
            "признать значительным; сейчас: нет"
        ),
    ),
    (
        lambda: TICKET.unlink(at=NINE, by=ANNA, other="P1", kind="blocks"),
        (
            "действие «удалить связь» невозможно: обращение 'INC1' в состоянии "
            "«новое»: связи «блокирует P1» нет"
        ),
    ),
    (
        lambda: CLOSED.reopen(
            at=NINE + timedelta(days=9),
            by=ANNA,
            reason="x",
            window=timedelta(days=3, minutes=5),
        ),
        (
            "действие «возобновить» невозможно: обращение 'INC1' в состоянии "
            "«закрыто»: обращение завершено больше чем 72 ч 5 мин назад; откройте "
            "новое, продолжающее его"
        ),
    ),
    (
        lambda: TICKET.take("resolv", at=NINE, by=ANNA),
        (
            "в жизненном цикле 'incident' нет действия 'resolv'; возможно, имелось "
            "в виду: resolve?"
        ),
    ),
    (
        lambda: sd.Ticket.fold([]),
        "событие 0: история должна начинаться с события Opened, получено: ничего",
    ),
    (
        lambda: sd.Lifecycle("odd", [], []),
        "жизненный цикл 'odd': нужно хотя бы одно состояние",
    ),
    (
        lambda: sd.PriorityMatrix({}),
        "матрица приоритетов: нужна хотя бы одна ячейка",
    ),
    (
        lambda: sd.EscalationPath.parse("0% lead"),
        "ожидается доля больше 0%, позиция 0 в '0% lead'",
    ),
]


def caught(call: Callable[[], object]) -> sd.ServiceDeskError:
    with pytest.raises(sd.ServiceDeskError) as found:
        call()
    return found.value


class Outside(sd.InvalidArgumentError):
    """An error class of a user, with the library's own message."""


class Broken(sd.ServiceDeskError):
    """An error class of a user, with a message of its own."""

    code = "desk.broken"

    def __str__(self) -> str:
        return "the printer is on fire"


class Refilled(Broken):
    """One with a template of its own."""

    template: ClassVar[str] = "{code} is what it is"

    def __str__(self) -> str:
        return self.template.format(code=self.code)


class TestMessageOfError:
    @pytest.mark.parametrize(("call", "russian"), SAID)
    def test_is_russian(self, call: Callable[[], object], russian: str) -> None:
        assert russian == message(caught(call), language="ru")

    @pytest.mark.parametrize(("call", "russian"), SAID)
    def test_is_its_own_in_english(
        self, call: Callable[[], object], russian: str
    ) -> None:
        error = caught(call)

        assert str(error) == message(error) == message(error, language="en")
        assert russian != str(error)

    def test_keeps_what_came_from_outside(self) -> None:
        error = errors.InvalidArgumentError("name", "finite", "a text")

        assert "name — нужно: строка; получено: 'finite'" == message(
            error, language="ru"
        )

    def test_keeps_the_names_of_arguments(self) -> None:
        """Of several words they are descriptions."""
        named = errors.WrongTypeError("text", 5, "a number")
        described = errors.WrongTypeError("later than start", 5, "a number")

        assert "text — нужно: число; получено: 5" == message(named, language="ru")
        assert "позже start — нужно: число; получено: 5" == message(
            described, language="ru"
        )

    def test_of_a_metric_without_a_target_has_its_label(self) -> None:
        ours = errors.NoTargetError("first_response", sd.Priority.LOW)
        theirs = errors.NoTargetError("first_smile", "P9")

        assert message(ours, language="ru") == (
            "для показателя «первый ответ» нет цели при приоритете <Priority.LOW: 4>"
        )
        assert message(theirs, language="ru") == (
            "для показателя «first_smile» нет цели при приоритете 'P9'"
        )

    def test_keeps_the_names_of_calendars(self) -> None:
        error = errors.NeverOpenError("after hours", "after noon")

        assert "after hours: не открывается после noon" == message(error, language="ru")

    def test_of_a_warning(self) -> None:
        warning = errors.HolidayCoverageWarning("desk", 1991, 2040)

        assert message(warning, language="ru") == (
            "выходные дни для desk известны только с 1991 по 2040 год; ответ выходит "
            "за эти пределы"
        )
        with warnings.catch_warnings(record=True) as found:
            warnings.simplefilter("always")
            warnings.warn(warning, stacklevel=1)
        assert warning is found[0].message

    def test_of_a_user_s_class_is_ours_as_far_as_it_goes(self) -> None:
        known = Outside("n", -1, "0 or more")
        unknown = Outside("n", -1, "what fits")

        assert "n — нужно: 0 или больше; получено: -1" == message(known, language="ru")
        assert "n — нужно: what fits; получено: -1" == message(unknown, language="ru")

    @pytest.mark.parametrize(
        ("error", "text"),
        [
            (Broken(), "the printer is on fire"),
            (Refilled(), "desk.broken is what it is"),
            (sd.ServiceDeskError("odd"), "odd"),
            (sd.ServiceDeskError("finite"), "конечное число"),
        ],
    )
    def test_of_a_user_s_text_is_that_text(
        self, error: sd.ServiceDeskError, text: str
    ) -> None:
        assert text == message(error, language="ru")

    def test_of_an_error_inside_another(self) -> None:
        inner = errors.InvalidArgumentError("within", -1, "zero or longer")
        error = errors.DocumentRuleError("/targets/0", str(inner), inner)

        assert "/targets/0: within — нужно: ноль или больше; получено: -1" == message(
            error, language="ru"
        )


class TestMessageOfOthers:
    def test_of_a_refusal(self) -> None:
        refusal = sd.Refusal("ticket.itself", "it must be another ticket")

        assert "it must be another ticket" == message(refusal)
        assert "нужно указать другое обращение" == message(refusal, language="ru")

    def test_of_the_refusals_of_a_command(self) -> None:
        refusals = TICKET.why_not("close", at=NINE, by=ANNA)

        assert ["возможно из состояний: решено; сейчас: новое"] == [
            message(refusal, language="ru") for refusal in refusals
        ]

    def test_of_a_finding(self) -> None:
        path = "levels/2"
        finding = sd.Finding(
            "escalation.no_targets", Severity.ERROR, path, "tells nobody"
        )

        assert "tells nobody" == message(finding)
        assert "никого не оповещает" == message(finding, language="ru")

    def test_of_what_checks_find(self) -> None:
        def target(metric: str, hours: int) -> sd.ServiceLevelTarget:
            within = timedelta(hours=hours)
            return sd.ServiceLevelTarget(metric, within, sd.ServiceCalendar.always())

        gold = sd.Agreement(
            "gold", [target("first_response", 8), target("resolution", 4)]
        )
        silver = sd.Agreement(
            "silver",
            [sd.ServiceLevelTarget("resolution", sd.WorkingDays(2), DESK)],
            kind="ola",
        )
        stuck = sd.Lifecycle("stuck", [sd.State("new", "open")], [])
        path = sd.EscalationPath.parse("80% lead; 50% boss")

        found = [
            message(finding, language="ru")
            for checked in (sd.Agreements([gold, silver]), stuck, path)
            for finding in checked.check()
        ]
        assert found == [
            "8 ч дольше, чем 4 ч: решение",
            "из этого состояния (категория «открыто») не ведёт ни одно действие",
            "наступает по условию 50%, раньше уровня 1 с условием 80%",
        ]

    def test_of_a_check_of_a_gate(self) -> None:
        check = GateCheck(SurveyGate.MATCH, "finite")

        assert "finite" == message(check)
        assert "конечное число" == message(check, language="ru")

    def test_of_a_group_has_a_line_for_each(self) -> None:
        inner = ExceptionGroup("b", [errors.WrongTypeError("b", 2, "a number")])
        first = errors.InvalidArgumentError("a", 1, "0 or more")
        group = ExceptionGroup("a", [first, inner])

        assert (
            "a — нужно: 0 или больше; получено: 1\nb — нужно: число; получено: 2"
            == (message(group, language="ru"))
        )
        assert "a must be 0 or more, got 1\nb must be a number, got 2" == message(group)


class TestRefusals:
    @pytest.mark.parametrize(
        "value",
        [
            ValueError("x"),
            "text",
            None,
            KeyError("a"),
            sd.Refusal,
            TICKET,
            sd.SlaState.MET,
        ],
    )
    def test_of_what_is_not_ours(self, value: Any) -> None:
        with pytest.raises(sd.WrongTypeError) as found:
            message(value)
        assert "error" == found.value.argument
        assert value is found.value.value

    def test_of_a_group_with_another_s_error(self) -> None:
        stranger = ValueError("x")
        group = ExceptionGroup(
            "a", [errors.WrongTypeError("b", 2, "a number"), stranger]
        )

        with pytest.raises(sd.WrongTypeError) as found:
            message(group, language="ru")
        assert stranger is found.value.value

    def test_of_a_class_named_as_ours(self) -> None:
        @attrs.frozen
        class Finding:
            message: str

        with pytest.raises(sd.WrongTypeError):
            message(Finding("finite"))

    @pytest.mark.parametrize("language", ["de", "RU", None])
    def test_of_another_language(self, language: Any) -> None:
        error = errors.InvalidArgumentError("a", 1, "0 or more")

        for each in (error, ExceptionGroup("a", [error])):
            with pytest.raises(sd.InvalidArgumentError, match="en or ru"):
                message(each, language=language)
