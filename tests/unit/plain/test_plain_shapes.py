"""Shapes: what each writes, reads, refuses and describes."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import pytest
from jsonschema import Draft202012Validator

import servicedesk_core as sd
from servicedesk_core.calendars import Operation
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.plain.catalogue import known_types
from servicedesk_core.plain.choice import Marked
from servicedesk_core.plain.rules import RULES, Rule, refined
from servicedesk_core.plain.shape import Definitions, Shape
from servicedesk_core.plain.shapes import record_of, records_of, shape_of
from servicedesk_core.plain.spot import UNREAD, Spot

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)


class Own(Enum):
    A = 1


Length = TypeVar("Length", float, timedelta)
Open = TypeVar("Open")


def read(shape: Shape, data: Any) -> tuple[object, list[str]]:
    """Return what is read, and the problems."""
    spot = Spot({})
    found = shape.read(data, spot)
    return found, [f"{each.path}: {each.reason}" for each in spot.problems]


def refusal(shape: Shape, value: object) -> str:
    with pytest.raises(sd.UnserialisableError) as caught:
        shape.write(value, Spot({}))
    return f"{caught.value.path}: {caught.value.wanted}"


def agreed(shape: Shape, data: Any) -> bool:
    """Return whether reader and schema accept data; they must say the same."""
    known: Definitions = {}
    schema = {**shape.schema(known), "$defs": known}
    accepted = not read(shape, data)[1]
    assert accepted == Draft202012Validator(schema).is_valid(data)
    return accepted


HINTS: Sequence[tuple[Any, object, Any]] = [
    (type(None), None, None),
    (bool, True, True),
    (int, 7, 7),
    (float, 1.5, 1.5),
    (str, "x", "x"),
    (timedelta, timedelta(hours=27, minutes=5), "PT27H5M"),
    (timedelta, -timedelta(seconds=1, microseconds=500_000), "-PT1.5S"),
    (timedelta, timedelta(0), "PT0S"),
    (Decimal, Decimal("1.50"), "1.50"),
    (tzinfo, ZoneInfo("Europe/Berlin"), "Europe/Berlin"),
    (tzinfo, timezone(-timedelta(hours=3, minutes=30)), "-03:30"),
    (sd.Weekday, sd.Weekday.MONDAY, "monday"),
    (Operation, Operation.EITHER, "|"),
    (Enum, sd.Weekday.MONDAY, {"type": "Weekday", "value": "monday"}),
    (tuple[int, ...], (1, 2), [1, 2]),
    (tuple[int, str], (1, "a"), [1, "a"]),
    (Sequence[int], (1,), [1]),
    (frozenset[str], frozenset({"b", "a"}), ["a", "b"]),
    (Mapping[str, int], FrozenMap({"a": 1}), {"a": 1}),
    (Mapping[int, str], FrozenMap({1: "a"}), {"1": "a"}),
    (Mapping[tuple[int, int], str], FrozenMap({(1, 2): "a"}), [[[1, 2], "a"]]),
    (int | None, None, None),
    (timedelta | tuple[int, str], (1, "a"), [1, "a"]),
    (Length, 1.5, 1.5),
    (Length, timedelta(hours=1), "PT1H"),
    (Open, "x", "x"),
    (object, frozenset({1}), {"type": "set", "value": [1]}),
    (object, FrozenMap({1: 2}), {"type": "mapping", "value": [[1, 2]]}),
]
OTHERS: Sequence[tuple[Any, object, str]] = [
    (type(None), 1, ": None"),
    (bool, 1, ": True or False"),
    (int, 1.5, ": a whole number"),
    (int, True, ": a whole number"),
    (int, 2**63, ": a whole number of 64 bits"),
    (float, float("inf"), ": a number"),
    (str, 1, ": text"),
    (Decimal, Decimal("1E+2000"), ": a decimal number like 12.50, in a text"),
    (
        tzinfo,
        type("Own", (tzinfo,), {"utcoffset": lambda *_: None})(),
        ": a time zone like Europe/Berlin or +05:30",
    ),
    (
        datetime,
        datetime(2026, 1, 5),  # noqa: DTZ001 - that is the case
        ": an instant like 2026-01-05T09:00:00+03:00[Europe/Moscow]",
    ),
    (
        sd.Weekday,
        1,
        ": one of monday, tuesday, wednesday, thursday, friday, saturday, sunday",
    ),
    (
        Enum,
        Own.A,
        ": a member of an enum of the library, or of one of enums=",
    ),
    (tuple[int, ...], [1], ": a tuple"),
    (tuple[int, ...], (1, "a"), "/1: a whole number"),
    (tuple[int, str], (1,), ": a tuple of 2"),
    (frozenset[str], {"a"}, ": a frozenset"),
    (Mapping[str, int], (), ": a mapping"),
    (Mapping[tuple[int, int], str], (), ": a mapping"),
    (sd.Money, 1, ": Money"),
    (sd.Money | sd.Interval, 1, ": Money or Interval"),
    (
        object,
        object,
        ": plain: None, a text, a number, a time, money, an enum, or tuples of these",
    ),
]
WRONG: Sequence[tuple[Any, Any, list[str]]] = [
    (type(None), 1, [": must be null, got 1"]),
    (bool, 1, [": must be true or false, got 1"]),
    (int, 1.5, [": must be a whole number, got 1.5"]),
    (int, 2**63, [": must be a whole number, got 9223372036854775808"]),
    (int, True, [": must be a whole number, got true"]),
    (float, "1", [": must be a number, got '1'"]),
    (str, 1, [": must be text, got 1"]),
    (timedelta, "P1D", [": must be a length of time like PT27H5M, got 'P1D'"]),
    (timedelta, "PT", [": must be a length of time like PT27H5M, got 'PT'"]),
    (timedelta, "PT61M", [": must be a length of time like PT27H5M, got 'PT61M'"]),
    (tuple[int, ...], {}, [": must be an array, got an object"]),
    (tuple[int, ...], [1, "a", None],
     ["/1: must be a whole number, got 'a'", "/2: must be a whole number, got null"]),
    (tuple[int, str], [1], [": must be an array of 2 items, got an array"]),
    (tuple[int, str], ["a", 1],
     ["/0: must be a whole number, got 'a'", "/1: must be text, got 1"]),
    (frozenset[str], ["a", "a"],
     [": must be an array without the same item twice, got an array"]),
    (Mapping[str, int], [], [": must be an object, got an array"]),
    (Mapping[str, int], {"a": "b"}, ["/a: must be a whole number, got 'b'"]),
    (Mapping[int, str], {"01": "a"}, ["/01: must be a whole number, got '01'"]),
    (Mapping[tuple[int, int], str], {}, [": must be an array, got an object"]),
    (int | None, "a", [": must be null, got 'a'"]),
    (Decimal | timedelta, "a", [": must be a length of time like PT27H5M, got 'a'"]),
    (sd.Money, 1, [": must be an object: Money, got 1"]),
    (sd.Money, {"type": "Money"}, ["/amount: is missing", "/currency: is missing"]),
    (sd.Money, {"type": 5}, ["/type: must be Money, got 5"]),
    (object, {"type": "set", "value": [1], "more": 1},
     [": must be an object of type and value, got an object"]),
    (object, {"value": 1}, ["/type: must be a type that may stand here, got null"]),
    (object, {"type": "Ticket"},
     ["/type: must be a type that may stand here, got 'Ticket'"]),
    (Enum, 5, ["/type: must be a type that may stand here, got null"]),
]  # fmt: skip


class TestShapes:
    @pytest.mark.parametrize(("hint", "value", "data"), HINTS)
    def test_write_and_read(self, hint: Any, value: object, data: Any) -> None:
        shape = shape_of(hint)
        assert data == shape.write(value, Spot({}))
        back, problems = read(shape, data)
        assert (value, type(value), []) == (back, type(back), problems)
        assert agreed(shape, data)

    @pytest.mark.parametrize(("hint", "value", "wanted"), OTHERS)
    def test_refuse_to_write_something_else(
        self, hint: Any, value: object, wanted: str
    ) -> None:
        assert wanted == refusal(shape_of(hint), value)

    @pytest.mark.parametrize(("hint", "data", "problems"), WRONG)
    def test_refuse_to_read_something_else(
        self, hint: Any, data: Any, problems: list[str]
    ) -> None:
        shape = shape_of(hint)
        assert (UNREAD, problems) == read(shape, data)
        assert not agreed(shape, data)

    def test_write_whole_numbers_as_such(self) -> None:
        assert read(shape_of(int), 3.0) == (3, [])
        assert type(read(shape_of(int), 3.0)[0]) is int
        assert type(read(shape_of(float), 3)[0]) is int

    def test_refuse_the_same_key_twice(self) -> None:
        wanted = "key must be a key that is not there already, got 1.0"
        pairs = shape_of(Mapping[float, int])
        assert (UNREAD, [f": {wanted}"]) == read(pairs, [[1, 2], [1.0, 3]])
        decimals = shape_of(Mapping[Decimal, int])
        assert read(decimals, {"1": 2, "1.0": 3})[0] is UNREAD

    def test_of_records_choose_by_type(self) -> None:
        shape = shape_of(sd.Money | sd.Interval | None)
        money = record_of(sd.Money).write(sd.Money(1, "EUR"), Spot({}))
        assert (sd.Money(1, "EUR"), []) == read(shape, money)
        assert agreed(shape, None)
        with pytest.raises(
            sd.UnserialisableError, match=r"^the value must be a Money, "
        ):
            record_of(sd.Money).write(1, Spot({}))
        with pytest.raises(
            sd.UnserialisableError, match=r"^the value must be of a kind"
        ):
            shape.write(1, Spot({}))
        found, problems = read(record_of(sd.Money), 1)
        assert (UNREAD, [": must be a Money as an object, got 1"]) == (found, problems)
        assert ["/type: must be \"Money\", got 'Interval'"] == read(
            record_of(sd.Money), {"type": "Interval"}
        )[1]

    def test_of_functions_are_left_out_of_a_choice(self) -> None:
        assert shape_of(str) == shape_of(str | Callable[[], None])

    @pytest.mark.parametrize("hint", [int, list[int], dict, "Money", 5, None, []])
    def test_of_other_types_are_no_records(self, hint: Any) -> None:
        assert records_of(hint) is None

    def test_know_what_they_take(self) -> None:
        cases: list[tuple[Any, Any, bool]] = [
            (bool, True, True),
            (bool, 1, False),
            (int, True, False),
            (int, 1.5, False),
            (int, 3.0, True),
            (float, "1", False),
            (sd.Money, {"type": "Money"}, True),
            (sd.Money, [], False),
            (object, [], True),
            (Enum, {}, True),
            (tuple[int, str], [], True),
            (Mapping[str, int], {}, True),
            (int | None, None, True),
            (int | None, "x", False),
        ]
        for hint, data, expected in cases:
            assert expected is shape_of(hint).takes(data), (hint, data)
        assert record_of(sd.Money).takes({"type": "Money"})
        assert not record_of(sd.Money).takes({"type": "Interval"})
        assert not record_of(sd.Money).takes(5)

    def test_know_what_fits_them(self) -> None:
        cases: list[tuple[Any, Any, bool]] = [
            (type(None), None, True),
            (bool, 1, False),
            (sd.Money, sd.Money(1, "EUR"), True),
            (sd.Money, 1, False),
            (object, object(), True),
            (Enum, sd.Weekday.MONDAY, True),
            (int | None, None, True),
            (int | None, "x", False),
            (tuple[int, str], (1,), False),
            (Mapping[tuple[int, int], str], {}, True),
        ]
        for hint, value, expected in cases:
            assert expected is shape_of(hint).fits(value), (hint, value)


class TestPlaces:
    def test_show_what_was_not_read(self) -> None:
        assert repr(UNREAD) == "UNREAD"

    def test_of_values_with_their_type_take_objects(self) -> None:
        marked = Marked("set", shape_of(int))
        assert marked.takes({})
        assert not marked.takes([])


class TestRules:
    @pytest.mark.parametrize(
        ("hint", "rule", "good", "bad"),
        [
            (int, Rule(low=1, high=3), [1, 3], [0, 4]),
            (float, Rule(above=0, below=1), [0.5], [0, 1]),
            (float | None, Rule(low=0), [None, 0], [-1]),
            (str, Rule(pattern="a+"), ["aa"], ["", "b", "aa\n"]),
            (str, Rule(), ["", "b"], [1]),
            (Decimal, Rule(pattern="1.*", wanted="one"), ["1.5"], ["2", "1x"]),
            (tuple[int, ...], Rule(low=1, high=2), [[1], [1, 2]], [[], [1, 2, 3]]),
            (tuple[int, ...], Rule(each=Rule(low=5)), [[5]], [[4]]),
            (tuple[int, int], Rule(each=Rule(low=5)), [[5, 5]], [[5, 4]]),
            (tuple[int, int], Rule(items=(Rule(low=5), None)), [[5, 0]], [[4, 0]]),
            (Mapping[str, int], Rule(low=1), [{"a": 1}], [{}]),
            (Mapping[str, int], Rule(key=Rule(pattern="a")), [{"a": 1}], [{"b": 1}]),
            (Mapping[float, int], Rule(low=1), [[[1, 1]]], [[]]),
            (bool, Rule(low=1), [True], [1]),
        ],
    )
    def test_narrow_a_shape(
        self, hint: Any, rule: Rule, good: list[Any], bad: list[Any]
    ) -> None:
        shape = refined(shape_of(hint), rule)
        assert [True] * len(good) == [agreed(shape, data) for data in good]
        assert [False] * len(bad) == [agreed(shape, data) for data in bad]

    def test_say_what_is_wanted(self) -> None:
        shape = refined(shape_of(float), Rule(low=0, high=1))
        assert [": must be a number from 0 up to 1, got 2"] == read(shape, 2)[1]
        shape = refined(shape_of(float), Rule(above=0, below=1))
        assert [": must be a number above 0 below 1, got 2"] == read(shape, 2)[1]
        array = shape_of(tuple[int, ...])
        for rule, wanted in (
            (Rule(low=1), "1 or more items"),
            (Rule(low=2, high=2), "2 items"),
            (Rule(low=1, high=2), "1 to 2 items"),
        ):
            data = [] if rule.high is None else [1] * 3
            found = read(refined(array, rule), data)[1]
            assert [f": must have {wanted}, got {len(data)}"] == found
        keyed = refined(shape_of(Mapping[str, int]), Rule(low=1))
        assert [": must have 1 or more members, got 0"] == read(keyed, {})[1]

    def test_are_of_members_that_exist(self) -> None:
        kinds = known_types()
        for tag, members in RULES.items():
            assert members.keys() <= record_of(kinds[tag]).members.keys(), tag
