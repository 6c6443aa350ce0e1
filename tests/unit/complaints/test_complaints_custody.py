"""Who had it last, and evidence that differs."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from servicedesk_core.complaints import (
    CustodyChain,
    CustodyStep,
    Evidence,
    EvidenceState,
)
from servicedesk_core.errors import (
    InvalidArgumentError,
    NaiveDatetimeError,
    WrongTypeError,
)
from servicedesk_core.money import Money

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def step(owner: str, hour: int | None = None) -> CustodyStep:
    at = None if hour is None else MONDAY + hour * HOUR
    return CustodyStep("card", owner, confirmed_at=at)


class TestChain:
    @pytest.mark.parametrize(
        ("steps", "missing", "answerable"),
        [
            ([step("a", 0), step("b", 1)], None, None),
            ([step("a", 0), step("b"), step("c")], "b", "a"),
            ([step("a", 0), step("b", 1), step("c")], "c", "b"),
            ([step("a", 0), step("b"), step("c", 1)], "b", "a"),
            ([step("a"), step("b", 1)], "a", None),
        ],
    )
    def test_whoever_had_it_last_answers_for_it(
        self, steps: Any, missing: str | None, answerable: str | None
    ) -> None:
        chain = CustodyChain(steps)

        assert missing == (chain.missing.owner if chain.missing else None)
        assert answerable == chain.answerable

    def test_steps_of_one_instant_are_in_order(self) -> None:
        assert CustodyChain([step("a", 1), step("b", 1)]).missing is None

    def test_steps_do_not_run_backwards(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^confirmed_at must be not before the steps before it, got",
        ):
            CustodyChain([step("a", 2), step("b"), step("c", 1)])

    def test_a_chain_has_steps(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^steps must be one at least, got \(\)$"
        ):
            CustodyChain([])
        broken: Any = [7]
        with pytest.raises(WrongTypeError, match=r"^steps must be CustodyStep values"):
            CustodyChain(broken)

    def test_steps_say_what_and_who(self) -> None:
        assert step("a", 0).is_confirmed
        assert not step("a").is_confirmed
        with pytest.raises(InvalidArgumentError, match=r"^name must be a text that is"):
            CustodyStep(" ", "a")
        with pytest.raises(InvalidArgumentError, match=r"^owner must be a text that"):
            CustodyStep("card", "")
        with pytest.raises(NaiveDatetimeError, match=r"^confirmed_at must be an aware"):
            CustodyStep("card", "a", confirmed_at=MONDAY.replace(tzinfo=None))


class TestEvidence:
    @pytest.mark.parametrize(
        ("claimed", "logged", "state"),
        [
            (Money(5000, "RUB"), None, "claimed"),
            (None, Money(5000, "RUB"), "logged"),
            (Money(5000, "RUB"), Money("5000.00", "RUB"), "agreed"),
            (Money(5000, "RUB"), Money(0, "RUB"), "disputed"),
            (True, False, "disputed"),
            (0, 0, "agreed"),
        ],
    )
    def test_two_accounts_agree_or_not(
        self, claimed: Any, logged: Any, state: str
    ) -> None:
        found = Evidence(claimed=claimed, logged=logged)

        assert EvidenceState(state) is found.state

    def test_no_account_is_no_evidence(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^claimed must be given, or logged, got None$"
        ):
            Evidence()
