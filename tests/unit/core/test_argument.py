"""Arguments of any type as callers hand them in."""

from decimal import Decimal
from typing import Any

import pytest

from servicedesk_core.argument import to_flag, to_items, to_key
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
