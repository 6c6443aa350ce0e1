"""Problems that are seen until a person closes them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from servicedesk_core.complaints import (
    BacklogItem,
    MeasureState,
    Stake,
    rank_backlog,
)
from servicedesk_core.errors import (
    InvalidArgumentError,
    NaiveDatetimeError,
    WrongTypeError,
)
from servicedesk_core.tickets import Actor

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
DAY = timedelta(days=1)
TICK = timedelta(microseconds=1)
ANNA = Actor("anna", "agent")
ROBOT = Actor("robot", "system")


def item(name: str = "P1", **rest: Any) -> BacklogItem:
    return BacklogItem(name, "typo", **{"raised_at": MONDAY, **rest})


class TestItem:
    def test_a_small_problem_stays_in_sight(self) -> None:
        found = item()

        assert (MeasureState.NEW, 1, False) == (
            found.state,
            found.contacts,
            found.is_done,
        )
        assert 3650 * DAY == found.age(now=MONDAY + 3650 * DAY)

    @pytest.mark.parametrize("state", ["new", "scheduled", "postponed"])
    def test_only_a_done_one_is_out_of_sight(self, state: str) -> None:
        assert not item(state=state).is_done

    def test_a_person_closes_it(self) -> None:
        closed = item(stake="health", contacts=7).close(at=MONDAY + DAY, by=ANNA)

        assert MeasureState.DONE is closed.state
        assert (MONDAY + DAY, ANNA) == (closed.closed_at, closed.closed_by)
        assert (Stake.HEALTH, 7) == (closed.stake, closed.contacts)
        assert closed.is_done

    def test_a_closed_one_grows_no_older(self) -> None:
        closed = item().close(at=MONDAY + 2 * DAY, by=ANNA)

        assert 2 * DAY == closed.age(now=MONDAY + 9 * DAY)
        assert DAY == closed.age(now=MONDAY + DAY)
        assert timedelta() == closed.age(now=MONDAY)

    def test_it_may_be_closed_at_once(self) -> None:
        assert timedelta() == item().close(at=MONDAY, by=ANNA).age(now=MONDAY)


class TestRefused:
    def test_a_program_that_closes(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^by must be a person, got 'robot'$"
        ):
            item().close(at=MONDAY, by=ROBOT)
        with pytest.raises(
            InvalidArgumentError, match=r"^closed_by must be a person, got 'robot'$"
        ):
            item(state="done", closed_at=MONDAY, closed_by=ROBOT)
        nobody: Any = None
        with pytest.raises(WrongTypeError, match=r"^by must be an Actor, got None$"):
            item().close(at=MONDAY, by=nobody)

    @pytest.mark.parametrize(
        ("missing", "rest"),
        [
            ("closed_at", {"state": "done", "closed_by": ANNA}),
            ("closed_by", {"state": "done", "closed_at": MONDAY}),
            ("closed_at", {"state": "new", "closed_at": MONDAY}),
            ("closed_by", {"state": "new", "closed_by": ANNA}),
        ],
    )
    def test_half_a_closing(self, missing: str, rest: Any) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=rf"^{missing} must be given where the item is done, and there alone",
        ):
            item(**rest)

    def test_the_end_before_the_beginning(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^closed_at must be not before raised_at, got"
        ):
            item().close(at=MONDAY - TICK, by=ANNA)
        with pytest.raises(
            InvalidArgumentError, match=r"^now must be not before raised_at, got"
        ):
            item().age(now=MONDAY - TICK)

    def test_other_values(self) -> None:
        naive = MONDAY.replace(tzinfo=None)
        with pytest.raises(NaiveDatetimeError, match=r"^raised_at must be an aware"):
            item(raised_at=naive)
        with pytest.raises(NaiveDatetimeError, match=r"^at must be an aware"):
            item().close(at=naive, by=ANNA)
        with pytest.raises(NaiveDatetimeError, match=r"^closed_at must be an aware"):
            item(state="done", closed_at=naive, closed_by=ANNA)
        with pytest.raises(InvalidArgumentError, match=r"^contacts must be 1 or more"):
            item(contacts=0)
        with pytest.raises(InvalidArgumentError, match=r"^stake must be one of life"):
            item(stake="honour")
        with pytest.raises(InvalidArgumentError, match=r"^state must be one of new"):
            item(state="open")
        with pytest.raises(InvalidArgumentError, match=r"^id must be a text that"):
            item(" ")
        with pytest.raises(InvalidArgumentError, match=r"^topic must be a text that"):
            BacklogItem("P1", "", raised_at=MONDAY)
        broken: Any = [7]
        with pytest.raises(WrongTypeError, match=r"^items must be BacklogItem values"):
            rank_backlog(broken)


class TestRank:
    def test_a_life_comes_before_a_thousand_contacts(self) -> None:
        many = item("P1", contacts=1000)
        dire = item("P2", stake="life", raised_at=MONDAY + DAY)

        assert (dire, many) == rank_backlog([many, dire])

    def test_then_contacts_then_age_then_id(self) -> None:
        items = [
            item("P5", contacts=2, raised_at=MONDAY + DAY),
            item("P4", contacts=2),
            item("P3", contacts=2),
            item("P2", contacts=3, raised_at=MONDAY + DAY),
            item("P1"),
        ]

        assert ["P2", "P3", "P4", "P5", "P1"] == [
            each.id for each in rank_backlog(items)
        ]

    def test_done_ones_are_left_out_and_postponed_ones_not(self) -> None:
        put_off = item("P2", state="postponed")

        assert (put_off,) == rank_backlog([item().close(at=MONDAY, by=ANNA), put_off])
