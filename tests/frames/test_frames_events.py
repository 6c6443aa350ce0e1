"""Tickets as frames of their events, and back."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from enum import Enum, IntEnum, StrEnum
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import polars as pl
import pytest

import servicedesk_core as sd
from frames.sla_pool import HOUR, KINDS, MONDAY, column, polars_frame
from servicedesk_core import frames
from servicedesk_core.frames.event_fields import EVENTS, OF_EVENT
from servicedesk_core.tickets import events

ANNA = sd.Actor("anna", "agent")


class Team(StrEnum):
    RIGA = "riga"


class Level(IntEnum):
    ONE = 1


class Colour(Enum):
    RED = "red"


VALUES: dict[str, Any] = {
    "kind": None,
    "impact": sd.Impact.HIGH,
    "urgency": 3,
    "priority": Level.ONE,
    "due": MONDAY + HOUR,
    "start": MONDAY + HOUR / 7,
    "end": datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=ZoneInfo("Europe/Berlin")),
    "attributes": {"site": "Kazań", "seats": 3, "share": 0.5, "vip": True, "x": None},
    "fields": {"plan": "<b>"},
    "carried": {"contract", "problem, old"},
    "link": sd.Link("child_of", "INC 2"),
    "money": sd.Money("12.50", "EUR"),
    "score": 4.5,
    "reason": "vendor",
    "hold": "caller",
    "outcome": "upheld",
    "warm": True,
    "keep_group": True,
    "automatic": True,
    "forced": True,
    "by_hand": True,
    "group": Team.RIGA,
}


def every_event() -> list[Any]:
    """Return an event of each kind with every field, the opening first."""
    found = []
    for place, (name, kind) in enumerate(EVENTS.items()):
        fields = {
            field: VALUES.get(field, f"{field} of {name}") for field in OF_EVENT[kind]
        }
        if name == "Opened":
            fields |= {"id": "INC1", "kind": "complaint"}
        elif name == "Escalated":
            fields["kind"] = "functional"
        found.append(kind(at=MONDAY + place * HOUR, by=ANNA, **fields))
    return found


def tickets() -> list[sd.Ticket]:
    full = sd.Ticket.fold(every_event())
    plain = [kind(at=MONDAY, **least(name)) for name, kind in EVENTS.items()]
    bare = sd.Ticket.fold(plain)
    return [full, bare, sd.open_ticket("INC3", at=MONDAY).start(at=MONDAY, by=ANNA)]


def least(name: str) -> dict[str, Any]:
    """Return the fields that an event cannot do without."""
    needed: dict[str, dict[str, Any]] = {
        "Opened": {"id": "INC2"},
        "AttributesChanged": {"attributes": {}},
        "Linked": {"link": VALUES["link"]},
        "Unlinked": {"link": VALUES["link"]},
        "SurveyAnswered": {"score": 5},
        "CompensationGranted": {"money": VALUES["money"]},
        "PromiseMade": {"due": MONDAY},
        "PromiseKept": {"due": MONDAY},
        "ActionTaken": {"name": "archive"},
    }
    return needed.get(name, {})


class TestRoundTrip:
    @pytest.mark.parametrize("kind", KINDS)
    def test_every_event_comes_back(self, kind: str) -> None:
        given = tickets()

        frame = frames.to_events(given, like=kind)
        found = frames.from_events(frame)

        assert given == list(found)
        assert [each.history for each in given] == [each.history for each in found]
        assert type(KINDS[kind]({"n": [1]})) is type(frame)

    def test_the_columns_are_those_in_use(self) -> None:
        ticket = sd.open_ticket("INC1", at=MONDAY, by=ANNA, group="1st line")
        held = ticket.hold(at=MONDAY + HOUR, by=None, reason="vendor")

        frame = frames.to_events([held], like=pl.DataFrame())

        assert [
            ("INC1", "Opened", MONDAY, "anna", "agent", "incident", "1st line", None),
            ("INC1", "PutOnHold", MONDAY + HOUR, None, None, None, None, "vendor"),
        ] == frame.rows()
        names = ["id", "event", "at", "by", "role", "kind", "group", "reason"]
        assert names == frame.columns

    def test_numbers_and_truth_values_have_their_types(self) -> None:
        ticket = sd.open_ticket("INC1", at=MONDAY, priority=2)
        told = ticket.apply(events.Replied(at=MONDAY, automatic=True))

        arrow = frames.to_events([told], like="pyarrow")
        panda = frames.to_events([told], like="pandas")

        assert ["int64", "bool"] == [
            str(arrow.schema.field(name).type) for name in ("priority", "automatic")
        ]
        assert [2, None] == column(arrow, "priority")
        assert [None, True] == column(panda, "automatic")
        (back,) = frames.from_events(panda)
        assert type(back.priority) is int

    def test_whole_and_broken_scores_share_a_column(self) -> None:
        ticket = sd.open_ticket("INC1", at=MONDAY)
        for score in (4, 4.5):
            ticket = ticket.apply(events.SurveyAnswered(at=MONDAY, score=score))

        assert (ticket,) == frames.from_events(
            frames.to_events([ticket], like="polars")
        )

    def test_of_no_tickets(self) -> None:
        frame = frames.to_events([], like="polars")

        assert (0, 5) == frame.shape
        assert () == frames.from_events(frame)

    def test_a_table_of_its_own(self) -> None:
        lifecycle = sd.lifecycles.INCIDENT.with_action(sd.lifecycles.DIRECT_CLOSE)
        ticket = sd.open_ticket("INC1", at=MONDAY, lifecycle=lifecycle)
        frame = frames.to_events([ticket], like="polars")

        assert (ticket,) == frames.from_events(frame, lifecycle=lifecycle)
        assert (ticket,) != frames.from_events(frame)


class TestLogs:
    STATES = (
        ("New", "Opened"),
        ("Active", "WorkStarted"),
        ("Awaiting Vendor", ("PutOnHold", {"reason": "vendor"})),
        ("Resolved", "Resolved"),
        ("-100", None),
    )

    def log(self, **columns: Any) -> pl.DataFrame:
        words = ["New", "New", "-100", "Awaiting Vendor", "Active", "Resolved"]
        return polars_frame(
            {
                "number": ["B", "A", "A", "B", "A", "B"],
                "sys_updated_at": [MONDAY + row * HOUR for row in range(6)],
                "incident_state": words,
                "assignment_group": ["x", None, "y", "z", None, "x"],
                **columns,
            }
        )

    def read(self, log: Any, **rest: Any) -> tuple[sd.Ticket, ...]:
        given: dict[str, Any] = {
            "key": "number",
            "at": "sys_updated_at",
            "event": "incident_state",
            "names": dict(self.STATES),
            **rest,
        }
        return frames.from_events(log, **given)

    def test_words_of_its_own(self) -> None:
        two, one = self.read(self.log(), columns={"group": "assignment_group"})

        assert (("B", "resolved", 3, "x"), ("A", "in_progress", 2, None)) == tuple(
            (each.id, each.state, each.version, each.group) for each in (two, one)
        )
        assert "vendor" == two.history[1].reason  # type: ignore[union-attr]

    def test_what_the_word_says_goes_before_the_column(self) -> None:
        log = self.log(reason=["caller"] * 6)

        two, _ = self.read(log)

        assert "vendor" == two.history[1].reason  # type: ignore[union-attr]

    def test_who_acted(self) -> None:
        log = self.log(who=["anna", None, "x", "x", "x", "x"], role=["agent"] * 6)

        two, one = self.read(log, columns={"by": "who"})

        assert (ANNA, None) == (two.history[0].by, one.history[0].by)
        message = r"^columns must be given with role, got 'by'$"
        with pytest.raises(sd.InvalidArgumentError, match=message):
            self.read(log.drop("role"), columns={"by": "who"})

    def test_naive_times_are_read_in_a_zone(self) -> None:
        log = self.log().with_columns(
            pl.col("sys_updated_at").dt.replace_time_zone(None)
        )

        two, _ = self.read(log, tz="Asia/Tokyo")

        assert MONDAY - 9 * HOUR == two.opened_at
        assert timedelta(hours=9) == two.opened_at.utcoffset()
        with pytest.raises(sd.NaiveDatetimeError):
            self.read(log)

    def test_times_are_in_the_zone_of_their_column(self) -> None:
        log = self.log().with_columns(
            pl.col("sys_updated_at").dt.convert_time_zone("Asia/Tokyo")
        )

        two, _ = self.read(log)

        assert timedelta(hours=9) == two.opened_at.utcoffset()

    def test_nanoseconds_are_not_rounded(self) -> None:
        log = self.log().to_pandas()
        log["sys_updated_at"] = log["sys_updated_at"].dt.as_unit("ns")
        assert 2 == len(self.read(log))

        log["sys_updated_at"] += pd.Timedelta(1, "ns")
        message = r"^column 'sys_updated_at' must be in whole microseconds, got '2026"
        with pytest.raises(sd.InvalidArgumentError, match=message):
            self.read(log)

    def test_progress_sees_every_ticket(self) -> None:
        seen: list[int] = []

        def progress(tickets: Iterable[Any]) -> Iterable[Any]:
            for each in tickets:
                seen.append(len(each[1]))
                yield each

        assert 2 == len(self.read(self.log(), progress=progress))
        assert [3, 2] == seen


class TestRefusals:
    def refused(
        self,
        message: str,
        error: Any = sd.InvalidArgumentError,
        **rest: Any,
    ) -> None:
        columns: dict[str, list[Any]] = {
            "id": ["A"],
            "at": [MONDAY],
            "event": ["Opened"],
        }
        log = polars_frame({**columns, **rest.pop("log", {})})
        with pytest.raises(error, match=message):
            frames.from_events(log, **rest)

    def test_columns_that_are_not_there(self) -> None:
        for argument in ("key", "at", "event"):
            message = rf"^{argument} must be a column of the frame"
            self.refused(message, **{argument: "none"})
        message = r"^columns\['group'\] must be a column of the frame"
        self.refused(message, columns={"group": "none"})

    def test_a_field_that_no_event_has(self) -> None:
        message = r"^columns must be fields, some of by, role, kind, .* got 'id'$"
        self.refused(message, columns={"id": "id"})

    def test_words_that_mean_nothing(self) -> None:
        log = {"event": ["Hatched"]}
        message = (
            r"^column 'event' must be the name of an event, one of Opened, .*'Hatched'$"
        )
        self.refused(message, log=log)
        message = (
            r"^column 'event' must be one of 'New', the words of names, got 'Hatched'$"
        )
        self.refused(message, log=log, names={"New": "Opened"})
        message = r"^names\['Hatched'\] must be the name of an event, .* got 'open'$"
        self.refused(message, log=log, names={"Hatched": "open"})

    def test_cells_that_are_missing(self) -> None:
        twice: dict[str, list[Any]] = {
            "id": ["A", None],
            "at": [MONDAY] * 2,
            "event": ["Opened", None],
        }
        message = r"^column 'id' must be there in every row, got 'none in row 1'$"
        self.refused(message, log=twice)
        twice["id"] = ["A", "A"]
        message = r"^column 'event' must be there in every row, got 'none in row 1'$"
        self.refused(message, log=twice)
        twice |= {"at": [MONDAY, None], "event": ["Opened", "Resumed"]}
        message = r"^column 'at' must be there in every row, got 'none in row 1'$"
        self.refused(message, log=twice)

    def test_histories_that_cannot_be(self) -> None:
        log = {"event": ["Resumed"]}
        self.refused("must begin with Opened", sd.InvalidHistoryError, log=log)
        with pytest.raises(sd.InvalidHistoryError) as caught:
            frames.from_events(polars_frame({"id": ["A"], "at": [MONDAY], **log}))
        assert ["in the rows of 'A'"] == caught.value.__notes__
        self.refused("^id must be a text", sd.WrongTypeError, log={"id": [5]})
        self.refused(r"^role must be one of", log={"by": ["anna"], "role": ["x"]})

    def test_a_field_that_an_event_cannot_do_without(self) -> None:
        log = {"event": ["SurveyAnswered"]}
        message = (
            r"^field 'score' must be given for SurveyAnswered, got 'none in row 0'$"
        )
        self.refused(message, log=log)
        self.refused(message, log={**log, "score": pl.Series([None], dtype=pl.Float64)})

    def test_meanings_that_make_no_event(self) -> None:
        message = (
            r"^names\['Opened'\] must be Resumed with fields that it has, none, got "
            r"'x'$"
        )
        self.refused(message, names={"Opened": ("Resumed", {"x": 1})})
        message = (
            r"^names\['Opened'\] must be PutOnHold with fields that it has, reason, "
        )
        self.refused(message, names={"Opened": ("PutOnHold", {"id": 1})})
        meanings: tuple[Any, ...] = (5, ("Opened",), (5, {}), ("Opened", 5))
        for meaning in meanings:
            message = r"^names\['Opened'\] must be the name of an event, or a pair of "
            self.refused(message, sd.WrongTypeError, names={"Opened": meaning})

    def test_text_that_is_no_json(self) -> None:
        message = r"^attributes must be text in JSON, got '\{'$"
        self.refused(message, log={"attributes": ["{"]})
        self.refused(r"^attributes must be text in JSON", log={"attributes": [5]})

    @pytest.mark.parametrize(
        ("fields", "message"),
        [
            (
                {"priority": Colour.RED},
                r"^priority must be a text or a number, got <Col",
            ),
            ({"priority": True}, r"^priority must be a text or a number, got True$"),
            ({"impact": (1,)}, r"^impact must be a text or a number, got \(1,\)$"),
            (
                {"attributes": {"tags": (1, 2)}},
                r"^attributes\['tags'\] must be a text, a number, ",
            ),
            (
                {"attributes": {"team": Team.RIGA}},
                r"^attributes\['team'\] must be a te",
            ),
            ({"channel": (1,)}, r"^channel must be texts, .* one type, got 'tuple'$"),
        ],
    )
    def test_what_no_cell_can_hold(self, fields: Any, message: str) -> None:
        ticket = sd.open_ticket("INC1", at=MONDAY, **fields)
        with pytest.raises(sd.InvalidArgumentError, match=message):
            frames.to_events([ticket], like="polars")

    def test_values_of_two_types(self) -> None:
        two = [sd.open_ticket("INC", at=MONDAY, priority=each) for each in (1, "high")]
        message = r"^priority must be texts, numbers .* of one type, got 'int, str'$"
        with pytest.raises(sd.InvalidArgumentError, match=message):
            frames.to_events(two, like="polars")

    def test_what_are_no_tickets(self) -> None:
        with pytest.raises(
            sd.WrongTypeError, match=r"^tickets must be tickets, got 5$"
        ):
            frames.to_events([5], like="polars")  # type: ignore[list-item]
        message = r"^tickets must be tickets, in a list, got 5$"
        with pytest.raises(sd.WrongTypeError, match=message):
            frames.to_events(5, like="polars")  # type: ignore[arg-type]


def test_the_zone_of_events_is_utc() -> None:
    tokyo = MONDAY.astimezone(ZoneInfo("Asia/Tokyo"))
    frame = frames.to_events([sd.open_ticket("INC1", at=tokyo)], like="polars")

    assert "UTC" == frame.schema["at"].time_zone
    assert [MONDAY.astimezone(UTC)] == column(frame, "at")
