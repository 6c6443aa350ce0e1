"""The register of complaints."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from servicedesk_core.complaints import (
    ClaimOutcome,
    ComplaintEntry,
    ComplaintRegister,
    FixKind,
    Stake,
    UnprocessedComplaint,
)
from servicedesk_core.errors import (
    InvalidArgumentError,
    NaiveDatetimeError,
    WrongTypeError,
)

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
DAY = timedelta(days=1)
TICK = timedelta(microseconds=1)


def entry(
    name: str, client: str = "ivan", problem: str = "cash", day: int = 0, **rest: Any
) -> ComplaintEntry:
    return ComplaintEntry(name, client, problem, at=MONDAY + day * DAY, **rest)


class TestEntry:
    @pytest.mark.parametrize(
        ("known", "is_processed"),
        [
            ({}, False),
            ({"cause": "K1"}, False),
            ({"decision": "refund"}, False),
            ({"cause": "K1", "decision": "refund"}, True),
        ],
    )
    def test_it_is_processed_with_a_cause_and_a_decision(
        self, known: Any, is_processed: Any
    ) -> None:
        assert is_processed is entry("C1", **known).is_processed

    def test_words_become_members(self) -> None:
        found = entry(
            "C1", outcome="partial", stake="life", fix="manual_fix", only_at="Kazan"
        )

        assert ClaimOutcome.PARTIAL is found.outcome
        assert (Stake.LIFE, FixKind.MANUAL_FIX) == (found.stake, found.fix)
        assert "Kazan" == found.only_at

    @pytest.mark.parametrize(
        "name",
        ["id", "client", "problem", "cause", "decision", "appeal_of", "only_at"],
    )
    def test_blank_texts_are_refused(self, name: str) -> None:
        known: dict[str, Any] = {"id": "C1", "client": "ivan", "problem": "cash"}
        with pytest.raises(
            InvalidArgumentError, match=rf"^{name} must be a text that is not blank"
        ):
            ComplaintEntry(**{**known, "at": MONDAY, name: " "})

    @pytest.mark.parametrize("name", ["outcome", "stake", "fix"])
    def test_unknown_words_are_refused(self, name: str) -> None:
        word: dict[str, Any] = {name: "cat"}
        with pytest.raises(InvalidArgumentError, match=rf"^{name} must be one of"):
            entry("C1", **word)

    def test_other_values_are_refused(self) -> None:
        with pytest.raises(NaiveDatetimeError, match=r"^at must be an aware datetime"):
            ComplaintEntry("C1", "ivan", "cash", at=MONDAY.replace(tzinfo=None))
        with pytest.raises(
            WrongTypeError, match=r"^is_justified_repeat must be True or False, got 1$"
        ):
            entry("C1", is_justified_repeat=1)


class TestGroups:
    ONE, TWO = entry("C1"), entry("C2", "olga")
    THREE = entry("C3", problem="card")
    REGISTER = ComplaintRegister([ONE, TWO, THREE])

    def test_by_client(self) -> None:
        assert {"ivan": (self.ONE, self.THREE), "olga": (self.TWO,)} == (
            self.REGISTER.by_client()
        )

    def test_several_clients_may_be_one_household(self) -> None:
        homes = {"ivan": 7, "olga": 7}

        assert {7: (self.ONE, self.TWO, self.THREE)} == self.REGISTER.by_client(
            household=homes.__getitem__
        )

    def test_by_problem(self) -> None:
        assert {"cash": (self.ONE, self.TWO), "card": (self.THREE,)} == (
            self.REGISTER.by_problem
        )

    def test_one_more_is_another_register(self) -> None:
        assert self.REGISTER == ComplaintRegister([self.ONE, self.TWO]).add(self.THREE)

    def test_an_empty_one_has_nobody(self) -> None:
        assert {} == ComplaintRegister().by_client()

    def test_what_was_fixed_by_hand_comes_back(self) -> None:
        first, again = (entry(each, fix="manual_fix") for each in ("C1", "C2"))
        found = ComplaintRegister(
            [
                first,
                entry("C3", fix="systemic"),
                entry("C4"),
                entry("C5", problem="card", fix="manual_fix"),
                again,
            ]
        )

        assert {"cash": (first, again)} == found.fixed_by_hand

    def test_a_household_is_a_function(self) -> None:
        broken: Any = "ivan"
        with pytest.raises(
            WrongTypeError, match=r"^household must be a function of a client, got"
        ):
            self.REGISTER.by_client(household=broken)


class TestAppeals:
    REGISTER = ComplaintRegister(
        [
            entry("C1", outcome="not_confirmed"),
            entry("C2", outcome="confirmed"),
            entry("C3", appeal_of="C1", outcome="partial"),
            entry("C4", appeal_of="C3"),
            entry("C5"),
        ]
    )

    def test_each_adds_a_level(self) -> None:
        levels = [self.REGISTER.level(f"C{n}") for n in range(1, 6)]

        assert [1, 1, 2, 3, 1] == levels

    def test_the_last_outcome_stands(self) -> None:
        assert {
            "C1": ClaimOutcome.PARTIAL,
            "C2": ClaimOutcome.CONFIRMED,
            "C5": None,
        } == self.REGISTER.outcomes

    def test_one_received_with_what_it_disputes_is_taken(self) -> None:
        found = ComplaintRegister([entry("C1"), entry("C2", appeal_of="C1")])

        assert 2 == found.level("C2")

    @pytest.mark.parametrize(
        "entries",
        [
            [entry("C1", appeal_of="C9")],
            [entry("C1", appeal_of="C1")],
            [entry("C2", appeal_of="C1"), entry("C1")],
            [entry("C1", day=1), entry("C2", appeal_of="C1")],
        ],
    )
    def test_of_nothing_before_it_is_refused(self, entries: Any) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^appeal_of must be the id of an entry before it, got 'C[19]'$",
        ):
            ComplaintRegister(entries)

    def test_an_unknown_id_has_no_level(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^id must be the id of an entry, got 'C9'$"
        ):
            self.REGISTER.level("C9")
        broken: Any = 7
        with pytest.raises(WrongTypeError, match=r"^id must be a text, got 7$"):
            self.REGISTER.level(broken)


class TestUnprocessed:
    def test_the_oldest_comes_first(self) -> None:
        late, old = entry("C1", day=2), entry("C2")
        done = entry("C3", cause="K1", decision="refund")
        found = ComplaintRegister([late, old, done, entry("C4", day=9)]).unprocessed(
            now=MONDAY + 3 * DAY, within=2 * DAY
        )

        assert (
            UnprocessedComplaint(old, 3 * DAY, is_alert=True),
            UnprocessedComplaint(late, DAY, is_alert=False),
        ) == found

    @pytest.mark.parametrize(
        ("age", "is_alert"), [(2 * DAY, False), (2 * DAY + TICK, True)]
    )
    def test_it_is_an_alert_after_the_time(self, age: timedelta, is_alert: Any) -> None:
        (found,) = ComplaintRegister([entry("C1")]).unprocessed(
            now=MONDAY + age, within=2 * DAY
        )

        assert is_alert is found.is_alert

    def test_one_of_this_instant_is_known(self) -> None:
        register = ComplaintRegister([entry("C1")])

        assert 1 == len(register.unprocessed(now=MONDAY, within=DAY))
        assert () == register.unprocessed(now=MONDAY - TICK, within=DAY)

    def test_values_out_of_range_are_refused(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^within must be zero or long"):
            ComplaintRegister().unprocessed(now=MONDAY, within=-DAY)
        with pytest.raises(NaiveDatetimeError, match=r"^now must be an aware datetime"):
            ComplaintRegister().unprocessed(now=MONDAY.replace(tzinfo=None), within=DAY)


class TestRefused:
    def test_an_id_entered_twice(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^entries must be of different ids, got 'C1'$"
        ):
            ComplaintRegister([entry("C1"), entry("C1", "olga")])

    def test_other_values(self) -> None:
        broken: Any = 7
        with pytest.raises(
            WrongTypeError, match=r"^entries must be ComplaintEntry values, got 7$"
        ):
            ComplaintRegister().add(broken)
