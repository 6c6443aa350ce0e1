"""Escalation paths as text."""

from datetime import timedelta
from typing import Any

import pytest

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import (
    InvalidArgumentError,
    InvalidPathError,
    WrongTypeError,
)
from servicedesk_core.escalation import (
    After,
    AtFraction,
    EscalationPath,
    Level,
    Since,
    Trigger,
)
from servicedesk_core.tickets import EscalationKind
from unit.escalation.path_cases import HOUR, MINUTE, Roster

WHEN = "expected a share such as 50% or a time such as 15m"
TIER, LEAD = EscalationKind.FUNCTIONAL, EscalationKind.HIERARCHICAL


def since_start(wait: timedelta) -> After:
    return After(wait, since=Since.START)


class TestReading:
    def test_a_path_of_shares(self) -> None:
        path = EscalationPath.parse("50% notify lead; 80% tier 2; 100% manager")

        assert path == EscalationPath(
            [
                Level("lead", trigger=AtFraction(0.5)),
                Level("tier 2", kind=TIER, trigger=AtFraction(0.8)),
                Level("manager", trigger=AtFraction(1.0)),
            ]
        )

    @pytest.mark.parametrize(
        ("when", "trigger"),
        [
            ("50%", AtFraction(0.5)),
            ("62.5 %", AtFraction(0.625)),
            ("150%", AtFraction(1.5)),
            ("0m", since_start(timedelta())),
            ("15m", since_start(15 * MINUTE)),
            ("15 min", since_start(15 * MINUTE)),
            ("1h30m", since_start(90 * MINUTE)),
            ("1h 30m", since_start(90 * MINUTE)),
            ("90s", since_start(timedelta(seconds=90))),
            ("+30m", After(30 * MINUTE)),
            ("+ 1h", After(HOUR)),
        ],
    )
    def test_when(self, when: str, trigger: Trigger) -> None:
        (level,) = EscalationPath.parse(f"{when} lead").levels

        assert trigger == level.trigger

    @pytest.mark.parametrize(
        ("who", "kind", "targets"),
        [
            ("lead", LEAD, ("lead",)),
            ("notify lead", LEAD, ("lead",)),
            ("notify  the duty manager ", LEAD, ("the duty manager",)),
            ("lead, boss", LEAD, ("lead", "boss")),
            ("notify lead ,boss", LEAD, ("lead", "boss")),
            ("tier 2", TIER, ("tier 2",)),
            ("tier 2, tier 3", TIER, ("tier 2", "tier 3")),
            ("notify tier 2", LEAD, ("tier 2",)),
            ("tiers", LEAD, ("tiers",)),
            ("notifying", LEAD, ("notifying",)),
            ("2nd line", LEAD, ("2nd line",)),
        ],
    )
    def test_who(
        self, who: str, kind: EscalationKind, targets: tuple[str, ...]
    ) -> None:
        (level,) = EscalationPath.parse(f" 15m  {who}").levels

        assert (kind, targets) == (level.kind, level.targets)

    def test_times_may_count_in_service_hours(self) -> None:
        desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
        path = EscalationPath.parse("50% lead; +1h boss", calendar=desk)

        assert [AtFraction(0.5), After(HOUR, calendar=desk)] == [
            level.trigger for level in path.levels
        ]

    def test_names_may_stand_for_rotas(self) -> None:
        duty = Roster(())
        path = EscalationPath.parse("5m duty, lead; 9m tier 2", rotas={"duty": duty})

        assert [(duty, "lead"), ("tier 2",)] == [level.targets for level in path.levels]

    def test_it_may_have_a_name(self) -> None:
        assert "standard" == EscalationPath.parse("5m lead", name="standard").name


class TestRefusals:
    @pytest.mark.parametrize(
        ("text", "reason", "position"),
        [
            ("", WHEN, 0),
            ("  lead", WHEN, 2),
            ("5m lead;", WHEN, 8),
            (
                "5m lead; ; 9m x",
                WHEN,
                9,
            ),
            ("1.5h lead", WHEN, 0),
            (
                "5m a; 15 minutes b",
                WHEN,
                6,
            ),
            ("5d lead", WHEN, 0),
            ("1234567m lead", WHEN, 0),
            ("5m a; 50%lead", "expected a space", 9),
            ("0% lead", "expected a share above 0%", 0),
            ("5m a; 0.0% lead", "expected a share above 0%", 6),
            ("50%", "expected whom to tell", 3),
            ("50% notify ", "expected whom to tell", 11),
            ("50% lead, ,boss", "expected whom to tell", 10),
            ("50% lead,", "expected whom to tell", 9),
            ("50% tier", "expected which tier", 8),
            ("50% tier 2, lead", "expected tiers alone or names alone in a level", 12),
            ("50% lead,  tier 2", "expected tiers alone or names alone in a level", 11),
        ],
    )
    def test_what_cannot_be_read(self, text: str, reason: str, position: int) -> None:
        with pytest.raises(InvalidPathError) as caught:
            EscalationPath.parse(text)

        assert (reason, text, position) == (
            caught.value.reason,
            caught.value.text,
            caught.value.position,
        )

    def test_the_message_tells_where(self) -> None:
        with pytest.raises(InvalidPathError) as caught:
            EscalationPath.parse("50%")

        assert "expected whom to tell at position 3 of '50%'" == str(caught.value)

    @pytest.mark.parametrize(
        ("text", "rest", "message"),
        [
            (5, {}, "text must be a text"),
            ("5m lead", {"calendar": "Mo-Fr"}, "calendar must be a ServiceCalendar or"),
            ("5m lead", {"rotas": ["lead"]}, "rotas must be a mapping of names to rot"),
            ("5m lead", {"rotas": {"lead": 5}}, "targets must be names, groups or rot"),
        ],
    )
    def test_other_types(self, text: Any, rest: dict[str, Any], message: str) -> None:
        with pytest.raises(WrongTypeError, match=message):
            EscalationPath.parse(text, **rest)

    def test_a_rota_that_the_text_does_not_name(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match="rotas must be those of names in"
        ):
            EscalationPath.parse("5m lead", rotas={"duty": Roster(())})
