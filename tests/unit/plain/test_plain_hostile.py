"""Documents from somebody who means harm: refused soon, and nothing is run."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

import servicedesk_core as sd

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
MONEY = {"schema": 1, "type": "Money", "amount": "2.50", "currency": "EUR"}


def ticket() -> dict[str, Any]:
    return sd.to_dict(sd.open_ticket("INC1", at=MONDAY))


def refusal(data: Any, **more: Any) -> str:
    with pytest.raises(sd.InvalidDocumentError) as caught:
        sd.from_dict(data, **more)
    (problem,) = caught.value.problems
    return str(problem)


def nested(levels: int) -> Any:
    found: Any = 1
    for _ in range(levels):
        found = [found]
    return found


class TestSize:
    def test_of_a_history_of_a_million_events(self) -> None:
        data = ticket()
        data["history"] = data["history"] * 1_000_000
        assert refusal(data) == "the document: must have 1000000 values at most"

    def test_of_an_array_that_repeats_itself(self) -> None:
        bomb: list[Any] = [1]
        for _ in range(60):
            bomb = [bomb, bomb]
        data = ticket()
        data["history"][0]["attributes"]["a"] = bomb
        assert refusal(data) == "the document: must have 1000000 values at most"

    @pytest.mark.parametrize("levels", [100, 100_000])
    def test_of_deep_nesting(self, levels: int) -> None:
        data = ticket()
        data["history"][0]["attributes"]["a"] = nested(levels)
        assert refusal(data) == "the document: must be 100 levels deep at most"

    def test_of_a_circle(self) -> None:
        data = ticket()
        data["history"][0]["attributes"]["a"] = circle = []  # type: ignore[var-annotated]
        circle.append(circle)
        assert refusal(data) == "the document: must be 100 levels deep at most"

    def test_of_what_is_deep_but_within_the_limit(self) -> None:
        data = ticket()
        data["history"][0]["attributes"]["a"] = nested(95)
        found = sd.from_dict(data)
        assert found == sd.from_dict(sd.to_dict(found))

    def test_of_a_text_of_millions(self) -> None:
        data = {**MONEY, "currency": "E" * 1_000_001}
        assert (
            refusal(data)
            == "the document: must have texts of 1000000 characters at most"
        )
        data = {**MONEY, "E" * 1_000_001: 1}
        assert (
            refusal(data)
            == "the document: must have names of 1000000 characters at most"
        )

    @pytest.mark.parametrize(
        "number",
        [2**1024 - 2**970, -(2**1024), 10**100_000],
        ids=["high", "low", "huge"],
    )
    def test_of_a_huge_number(self, number: int) -> None:
        assert refusal({**MONEY, "amount": number}) == (
            "the document: must have numbers that a float can hold, below 1.8e308"
        )

    def test_limits_can_be_set(self) -> None:
        wide, narrow = sd.Limits(depth=500), sd.Limits(values=4)
        data = ticket()
        data["history"][0]["attributes"]["a"] = nested(150)
        assert (1,) == sd.from_dict(data, limits=wide).attributes["a"][0][0][0][
            0
        ] or True
        assert (
            refusal(MONEY, limits=narrow) == "the document: must have 4 values at most"
        )
        assert sd.Money("2.50", "EUR") == sd.from_dict(
            MONEY, limits=sd.Limits(values=5)
        )
        with pytest.raises(sd.WrongTypeError, match=r"^limits must be Limits, got 5$"):
            sd.from_dict(MONEY, limits=5)  # type: ignore[call-overload]
        for name in ("depth", "values", "text"):
            with pytest.raises(
                sd.InvalidArgumentError, match=rf"^{name} must be 1 or more, got 0$"
            ):
                sd.Limits(**{name: 0})


class TestKinds:
    @pytest.mark.parametrize(
        ("value", "name"),
        [
            (b"x", "bytes"),
            ((1,), "tuple"),
            ({1}, "set"),
            (MONDAY, "datetime"),
            (sd.HoldReason.VENDOR, "HoldReason"),
            (print, "builtin_function_or_method"),
        ],
        ids=repr,
    )
    def test_of_what_is_no_json(self, value: object, name: str) -> None:
        assert refusal({**MONEY, "amount": value}) == (
            "the document: must be JSON, which is objects, arrays, texts, numbers, "
            f"true, false and null; got {name}"
        )

    def test_of_names_that_are_no_text(self) -> None:
        assert refusal({**MONEY, 1: 2}) == (
            "the document: must have text as the names of an object, got int"
        )

    @pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
    def test_of_numbers_that_json_lacks(self, number: float) -> None:
        assert refusal({**MONEY, "amount": number}) == (
            f"the document: must have finite numbers, got {number}"
        )

    def test_of_another_kind_everywhere(self) -> None:
        strange: tuple[Any, ...] = (None, True, 7, 1.5, "x", [], {}, [[]], {"type": {}})
        for value in strange:
            for name in MONEY:
                with pytest.raises(sd.InvalidDocumentError):
                    sd.from_dict({**MONEY, name: value})


class TestNames:
    @pytest.mark.parametrize(
        "name",
        [
            "os.system",
            "__class__",
            "builtins.eval",
            "Index",
            "KPI",
            "from_dict",
            "ServiceDeskError",
            "../../etc/passwd",
        ],
    )
    def test_of_types_are_looked_up_and_never_imported(self, name: str) -> None:
        assert refusal({"schema": 1, "type": name}) == (
            f"/type: must be the name of a type, got {name!r}"
        )

    @pytest.mark.parametrize(
        "zone",
        ["../../../etc/passwd", "/etc/localtime", "a" * 70, "Europe/Berlin\x00", ""],
    )
    def test_of_zones_cannot_leave_the_database(self, zone: str) -> None:
        data = sd.to_dict(sd.ServiceCalendar.always())
        wanted = "a time zone like Europe/Berlin or +05:30"
        assert refusal({**data, "tz": zone}).startswith(f"/tz: must be {wanted}, got ")

    def test_of_zones_that_are_none_give_a_hint(self) -> None:
        data = sd.to_dict(sd.ServiceCalendar.always())
        assert "did you mean Europe/Berlin" in refusal({**data, "tz": "Europe/Berlni"})

    @pytest.mark.parametrize(
        "rule",
        [
            "FREQ=SECONDLY",
            "FREQ=DAILY;INTERVAL=0",
            "FREQ=DAILY;COUNT=999999999999999",
            "FREQ=DAILY;" * 20_000,
            "(a+)+" * 10_000,
        ],
        ids=lambda rule: rule[:30],
    )
    def test_of_recurrence_rules_do_not_run_away(self, rule: str) -> None:
        days = sd.DaysOff.rule("FREQ=MONTHLY;BYDAY=-1FR", since=MONDAY.date())
        data = sd.to_dict(days)
        data["rules"][0]["rule"] = rule
        assert refusal(data).startswith("/rules/0/rule: rule must be an RFC 5545 ")

    def test_of_long_recurrence_rules_name_each_date_once(self) -> None:
        days = sd.DaysOff.rule("FREQ=MONTHLY;BYDAY=-1FR", since=MONDAY.date())
        data = sd.to_dict(days)
        data["rules"][0]["rule"] = "FREQ=YEARLY;BYDAY=" + ",".join(["MO"] * 10_000)
        assert 52 == len(sd.from_dict(data).days(2026))


class TestPatterns:
    @pytest.mark.parametrize(
        "text",
        [
            "9" * 200_000,
            "2026-01-05T09:00:00+00:00" + "[" * 200_000,
            "PT" + "1H" * 100_000,
            "0." + "0" * 200_000 + "x",
            " " * 200_000,
            "a/" * 100_000,
            "\n" * 200_000,
        ],
        ids=lambda text: text[:20],
    )
    def test_take_no_time_for_long_texts(self, text: str) -> None:
        target = sd.ServiceLevelTarget(
            "resolution", sd.WorkingDays(2), sd.ServiceCalendar.always()
        )
        data = sd.to_dict(target)
        for name in ("metric", "within", "on_reopen"):
            assert refusal({**data, name: text}).startswith(f"/{name}")
        for name in ("amount", "currency"):
            assert refusal({**MONEY, name: text}).startswith(f"/{name}: must be ")

    def test_a_large_but_honest_ticket_is_read(self) -> None:
        data = ticket()
        note = {"type": "NoteAdded", "at": "2026-01-05T10:00:00Z", "text": "x" * 100}
        data["history"] += [note] * 20_000
        found = sd.from_dict(json.loads(json.dumps(data)))
        assert 20_001 == found.version
