"""Arguments of any type as callers hand them in."""

from decimal import Decimal
from typing import Any

import pytest

from servicedesk_core.argument import (
    to_flag,
    to_items,
    to_key,
    to_many,
    to_mapping,
    to_one,
    to_optional,
    to_pair,
    to_several,
)
from servicedesk_core.errors import WrongTypeError


class TestItems:
    @pytest.mark.parametrize(
        "values", ["12", b"12", {1: 2}, {1}, frozenset({1}), {1: 2}.keys(), 7, None]
    )
    def test_texts_mappings_and_sets_are_no_lists(self, values: Any) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^tags must be a list, got "
        ) as found:
            to_items(values, "tags", "a list")
        assert values is found.value.value

    def test_any_other_iterable_is(self) -> None:
        assert to_items(iter([1, 1]), "tags", "a list") == (1, 1)

    def test_a_set_will_do_where_nothing_comes_twice(self) -> None:
        assert to_items({7}, "tags", "a list", unordered=True) == (7,)

    @pytest.mark.parametrize("values", ["12", b"12", {1: 2}, 7])
    def test_a_text_and_a_mapping_never_will(self, values: Any) -> None:
        with pytest.raises(WrongTypeError, match=r"^tags must be a list, got "):
            to_items(values, "tags", "a list", unordered=True)


class TestMany:
    def test_all_of_the_type_are_kept_in_order(self) -> None:
        assert to_many(iter("ba"), str, "tags", "texts") == ("b", "a")
        assert to_many({"a"}, str, "tags", "texts", unordered=True) == ("a",)

    def test_one_of_another_type_is_named(self) -> None:
        with pytest.raises(WrongTypeError, match=r"^tags must be texts, got 7$"):
            to_many(["a", 7], str, "tags", "texts")

    @pytest.mark.parametrize("values", ["ab", {"a": 1}, {"a"}, 7])
    def test_texts_mappings_and_sets_are_no_lists(self, values: Any) -> None:
        wanted = r"^tags must be texts, in a list, got "
        with pytest.raises(WrongTypeError, match=wanted) as found:
            to_many(values, str, "tags", "texts")
        assert values is found.value.value


class TestSeveral:
    @pytest.mark.parametrize("values", [["a"], {"a"}, {"a": 1}, "a", iter("a")])
    def test_whatever_holds_them_will_do(self, values: Any) -> None:
        assert to_several(values, str, "tags", "texts, in a set") == ("a",)

    def test_several_types_will_do(self) -> None:
        assert to_several([1, "a"], (int, str), "tags", "tags") == (1, "a")

    def test_no_iterable_is_refused(self) -> None:
        wanted = r"^tags must be texts, in a set, got 7$"
        with pytest.raises(WrongTypeError, match=wanted):
            to_several(7, str, "tags", "texts, in a set", each="texts")

    def test_one_of_another_type_is_named(self) -> None:
        with pytest.raises(WrongTypeError, match=r"^tags must be texts, got 7$"):
            to_several([7], str, "tags", "texts, in a set", each="texts")

    def test_without_words_of_its_own_it_is_told_in_those_of_all(self) -> None:
        wanted = r"^tags must be texts, in a set, got 7$"
        with pytest.raises(WrongTypeError, match=wanted):
            to_several([7], str, "tags", "texts, in a set")


class TestPair:
    def test_a_tuple_and_a_list_of_two_are_pairs(self) -> None:
        assert to_pair((1, 2), "first", "a pair") == (1, 2)
        assert to_pair([1, 2], "first", "a pair") == (1, 2)

    @pytest.mark.parametrize("value", [(1,), (1, 2, 3), "ab", {1, 2}, None])
    def test_nothing_else_is(self, value: Any) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^first must be a pair, got "
        ) as found:
            to_pair(value, "first", "a pair")
        assert value is found.value.value


class TestMapping:
    def test_a_mapping_stays_as_it_is(self) -> None:
        scores = {"ivan": 7}
        assert to_mapping(scores, "scores", "scores by client") is scores

    def test_anything_else_is_refused(self) -> None:
        wanted = r"^scores must be scores by client, got \[7\]$"
        values: Any = [7]
        with pytest.raises(WrongTypeError, match=wanted):
            to_mapping(values, "scores", "scores by client")


class TestOne:
    def test_a_value_of_the_type_stays_as_it_is(self) -> None:
        assert to_one("a", str, "name", "a text") == "a"
        assert to_optional("a", str, "name", "a text") == "a"

    def test_none_may_stand_for_none(self) -> None:
        assert to_optional(None, str, "name", "a text") is None

    @pytest.mark.parametrize("read", [to_one, to_optional])
    def test_another_type_is_refused(self, read: Any) -> None:
        with pytest.raises(WrongTypeError, match=r"^name must be a text, got 7$"):
            read(7, str, "name", "a text")

    def test_none_is_of_another_type(self) -> None:
        with pytest.raises(WrongTypeError, match=r"^name must be a text, got None$"):
            to_one(None, str, "name", "a text")


class TestKey:
    def test_what_has_a_hash_stays_as_it_is(self) -> None:
        key = ("ivan", 7)
        assert to_key(key, "client") is key
        assert to_key(None, "client") is None

    @pytest.mark.parametrize("value", [[1], ("ivan", [1]), {}, Decimal("sNaN")])
    def test_what_has_none_is_refused(self, value: Any) -> None:
        wanted = r"^client must be a hashable value, got "
        with pytest.raises(WrongTypeError, match=wanted) as found:
            to_key(value, "client")
        assert value is found.value.value


class TestFlag:
    def test_true_and_false_stay_as_they_are(self) -> None:
        assert to_flag(True, "exact") is True
        assert to_flag(False, "exact") is False

    @pytest.mark.parametrize("value", [1, 0, None, "yes"])
    def test_nothing_else_is_a_choice_of_two(self, value: Any) -> None:
        with pytest.raises(WrongTypeError, match=r"^exact must be True or False, got "):
            to_flag(value, "exact")
