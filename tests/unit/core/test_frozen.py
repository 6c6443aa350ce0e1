"""A mapping that is a value."""

import copy
import pickle
from collections import Counter
from enum import StrEnum

import pytest

from servicedesk_core.errors import WrongTypeError
from servicedesk_core.frozen import FrozenMap, counts_of, freeze


class TestFrozenMap:
    def test_reads_as_a_mapping(self) -> None:
        ours = FrozenMap({"site": "Kazan", "floor": "3"})
        assert ours["site"] == "Kazan"
        assert list(ours) == ["site", "floor"]
        assert list(ours.items()) == [("site", "Kazan"), ("floor", "3")]
        assert len(ours) == 2
        assert "floor" in ours
        assert "room" not in ours
        assert ours.get("room", "none") == "none"

    def test_a_missing_key_is_a_key_error(self) -> None:
        with pytest.raises(KeyError, match="room"):
            FrozenMap({"site": "Kazan"})["room"]

    def test_is_equal_to_any_mapping_with_its_items(self) -> None:
        ours = FrozenMap({"a": 1, "b": 2})
        assert ours == {"b": 2, "a": 1}
        assert ours == FrozenMap({"b": 2, "a": 1})
        assert ours != {"a": 1}
        assert ours != FrozenMap({"a": 1, "b": 3})

    def test_hashes_by_its_items_in_any_order(self) -> None:
        ours = FrozenMap({"a": 1, "b": 2})
        assert hash(ours) == hash(FrozenMap({"b": 2, "a": 1}))
        assert len({ours, FrozenMap({"b": 2, "a": 1}), FrozenMap({"a": 1})}) == 2

    def test_differs_in_hash_by_keys_and_values(self) -> None:
        hashes = {hash(FrozenMap({key: n})) for key in "ab" for n in (1, 2)}
        assert len(hashes) == 4

    def test_values_without_a_hash_give_it_none(self) -> None:
        with pytest.raises(TypeError, match="unhashable"):
            hash(FrozenMap({"a": []}))

    @pytest.mark.parametrize("items", [None, {}])
    def test_may_be_empty(self, items: dict[str, int] | None) -> None:
        empty: FrozenMap[str, int] = FrozenMap(items)
        assert len(empty) == 0
        assert empty == {}
        assert not empty
        assert hash(empty) == hash(FrozenMap())

    def test_copies_what_it_is_given(self) -> None:
        given = {"a": 1}
        ours = FrozenMap(given)
        given["a"] = 2
        assert ours["a"] == 1

    def test_takes_no_item(self) -> None:
        ours = FrozenMap({"a": 1})
        with pytest.raises(TypeError, match="item assignment"):
            ours["a"] = 2  # type: ignore[index]
        with pytest.raises(AttributeError):
            ours.extra = 2  # type: ignore[attr-defined]

    def test_shows_its_items(self) -> None:
        assert repr(FrozenMap({"a": 1})) == "FrozenMap({'a': 1})"
        assert repr(FrozenMap()) == "FrozenMap({})"

    @pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
    def test_pickles(self, protocol: int) -> None:
        ours = FrozenMap({"a": 1, "b": 2})
        twin = pickle.loads(pickle.dumps(ours, protocol))  # noqa: S301
        assert type(ours) is type(twin)
        assert ours == twin
        assert hash(ours) == hash(twin)
        assert list(ours) == list(twin)

    def test_copies(self) -> None:
        ours = FrozenMap({"a": (1,)})
        assert ours == copy.copy(ours)
        assert ours == copy.deepcopy(ours)

    def test_a_subclass_pickles_as_itself(self) -> None:
        twin = pickle.loads(pickle.dumps(Labels({"a": 1})))  # noqa: S301
        assert type(twin) is Labels
        assert twin == {"a": 1}


class Labels(FrozenMap[str, int]):
    """A caller's own kind of mapping."""


class TestFreeze:
    def test_gives_a_frozen_map(self) -> None:
        frozen = freeze({"site": "Kazan"})
        assert type(frozen) is FrozenMap
        assert frozen == {"site": "Kazan"}

    def test_keeps_a_frozen_map_equal(self) -> None:
        ours = FrozenMap({"site": "Kazan"})
        assert ours == freeze(ours)

    @pytest.mark.parametrize("items", [None, "site", 5, [("site", "Kazan")], {"site"}])
    def test_takes_a_mapping_alone(self, items: dict[str, object]) -> None:
        with pytest.raises(WrongTypeError) as caught:
            freeze(items)
        error = caught.value
        assert (error.argument, error.value, error.wanted) == (
            "attributes",
            items,
            "a mapping of names to values",
        )

    @pytest.mark.parametrize("value", [[], {}, {1}, bytearray(b"x")])
    def test_a_value_that_may_change_is_refused_by_its_name(
        self, value: object
    ) -> None:
        with pytest.raises(WrongTypeError) as caught:
            freeze({"site": "Kazan", "floors": value})
        error = caught.value
        assert (error.argument, error.value, error.wanted) == (
            "attributes['floors']",
            value,
            "a value that never changes",
        )

    def test_values_that_stay_hash(self) -> None:
        given: dict[str, object] = {
            "a": None,
            "b": (1, "x"),
            "c": frozenset({2}),
            "d": FrozenMap(),
        }
        assert hash(freeze(given)) == hash(freeze(dict(reversed(given.items()))))


class Answer(StrEnum):
    YES = "yes"
    NO = "no"


class TestCounts:
    def test_every_member_is_there_in_the_order_of_the_enum(self) -> None:
        found = counts_of(Answer, [Answer.NO, Answer.NO])
        assert [(Answer.YES, 0), (Answer.NO, 2)] == list(found.items())

    def test_none_is_no_member(self) -> None:
        assert counts_of(Answer, [None, Answer.YES]) == {Answer.YES: 1, Answer.NO: 0}

    def test_what_is_counted_already_is_not_counted_again(self) -> None:
        counted = Counter({Answer.YES: 3})
        assert counts_of(Answer, counted) == {Answer.YES: 3, Answer.NO: 0}
