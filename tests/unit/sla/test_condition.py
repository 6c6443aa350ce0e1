"""Conditions: tests of fields as data, and how they combine."""

import pickle
from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import attrs
import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.priority import Priority
from servicedesk_core.sla import AllOf, AnyOf, Condition, Not, Op
from servicedesk_core.sla.condition import (
    AnyCondition,
    is_serialisable,
    look_up,
    read_condition,
)
from servicedesk_core.tickets import open_ticket

ACME = {"customer": "acme", "priority": 2, "tags": ("vip", "eu"), "note": ""}
TICKET = open_ticket(
    "INC7",
    at=datetime(2026, 1, 5, 9, tzinfo=UTC),
    priority=Priority.HIGH,
    group="network",
    attributes={"customer": "acme", "group": "shadowed"},
)
YES, NO = Condition("priority", "==", 2), Condition("priority", "==", 3)
NAMES = {"==", "!=", "<", "<=", ">", ">=", "in", "not in", "contains"}


def is_gold(subject: Any) -> bool:
    return bool(subject["customer"] == "acme")


class TestOp:
    def test_its_values_are_what_one_writes(self) -> None:
        assert {op.value for op in Op} == NAMES | {"is set", "is not set"}

    @pytest.mark.parametrize(
        ("field", "op", "value", "holds"),
        [
            ("customer", "==", "acme", True),
            ("customer", "==", "globex", False),
            ("customer", "!=", "globex", True),
            ("customer", "!=", "acme", False),
            ("priority", "<", 3, True),
            ("priority", "<", 2, False),
            ("priority", "<=", 2, True),
            ("priority", "<=", 1, False),
            ("priority", ">", 1, True),
            ("priority", ">", 2, False),
            ("priority", ">=", 2, True),
            ("priority", ">=", 3, False),
            ("customer", "in", ["acme", "globex"], True),
            ("customer", "in", ["globex"], False),
            ("priority", "in", range(1, 3), True),
            ("priority", "in", frozenset({3, 4}), False),
            ("customer", "not in", ["globex"], True),
            ("customer", "not in", {"acme"}, False),
            ("tags", "contains", "vip", True),
            ("tags", "contains", "us", False),
            ("customer", "contains", "cm", True),
            ("customer", "is set", None, True),
            ("note", "is set", None, False),
            ("customer", "is not set", None, False),
            ("note", "is not set", None, True),
        ],
    )
    def test_each_compares_as_it_says(
        self, field: str, op: str, value: object, *, holds: bool
    ) -> None:
        assert holds is Condition(field, op, value).holds(ACME)
        assert holds is Condition(field, Op(op), value)(ACME)

    @pytest.mark.parametrize(
        ("op", "value", "holds"),
        [
            ("==", 1, False),
            ("==", None, True),
            ("!=", 1, True),
            ("!=", None, False),
            ("<", 1, False),
            ("<=", 1, False),
            (">", 1, False),
            (">=", 1, False),
            ("in", [1, None], False),
            ("not in", [1, None], True),
            ("contains", 1, False),
            ("is set", None, False),
            ("is not set", None, True),
        ],
    )
    @pytest.mark.parametrize(
        "subject", [{}, {"site": None}, SimpleNamespace(site=None)]
    )
    def test_what_is_missing_or_none_equals_none_alone(
        self, op: str, value: object, subject: object, *, holds: bool
    ) -> None:
        assert holds is Condition("site", op, value).holds(subject)

    @pytest.mark.parametrize(
        ("field", "op", "value"),
        [
            ("customer", "<", 5),
            ("customer", ">=", 5),
            ("priority", "contains", 2),
            ("customer", "contains", 5),
        ],
    )
    def test_what_makes_no_sense_does_not_hold(
        self, field: str, op: str, value: object
    ) -> None:
        assert Condition(field, op, value).holds(ACME) is False


class TestCondition:
    @pytest.mark.parametrize("op", ["=", "is", None, ""])
    def test_an_unknown_operator_is_refused_with_all_that_there_are(
        self, op: Any
    ) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            Condition("priority", op, 2)

        assert str(caught.value) == (
            "op must be one of ==, !=, <, <=, >, >=, in, not in, contains, is set, "
            f"is not set, got {op!r}"
        )

    @pytest.mark.parametrize("field", ["", None, 5])
    def test_a_field_has_a_name(self, field: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            Condition(field, "==", 2)

        assert str(caught.value) == f"field must be the name of a field, got {field!r}"

    @pytest.mark.parametrize("op", ["in", "not in"])
    @pytest.mark.parametrize("value", ["acme", 5, None])
    def test_there_are_several_values_to_be_among(self, op: str, value: object) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            Condition("customer", op, value)

        assert str(caught.value) == (
            f"value must be several values, in a list, got {value!r}"
        )

    def test_a_list_is_kept_as_what_never_changes(self) -> None:
        names = ["acme"]
        ours = Condition("customer", "in", names)
        names.append("globex")

        assert ours.value == ("acme",)
        assert hash(ours) == hash(Condition("customer", "in", ("acme",)))

    @pytest.mark.parametrize(
        ("condition", "text"),
        [
            (Condition("priority", "<=", 2), "priority <= 2"),
            (Condition("customer", "in", ["a", "b"]), "customer in ('a', 'b')"),
            (Condition("site", "is set"), "site is set"),
            (Condition("site", "is not set", 5), "site is not set"),
        ],
    )
    def test_its_text_is_what_one_wrote(self, condition: Condition, text: str) -> None:
        assert text == str(condition)

    @pytest.mark.parametrize(
        "other",
        [
            Condition("urgency", "==", 2),
            Condition("priority", "!=", 2),
            Condition("priority", "==", 1),
        ],
    )
    def test_another_field_operator_or_value_makes_another(
        self, other: Condition
    ) -> None:
        assert other != YES

    def test_it_never_changes(self) -> None:
        ours: Any = Condition("priority", "==", 2)

        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            ours.field = "urgency"

    @pytest.mark.parametrize("condition", [YES, YES & NO, YES | NO, ~(YES & NO)])
    def test_it_pickles(self, condition: Any) -> None:
        copy = pickle.loads(pickle.dumps(condition))  # noqa: S301 - just made

        assert condition == copy
        assert hash(condition) == hash(copy)


class TestLookUp:
    @pytest.mark.parametrize(
        ("field", "expected"),
        [
            ("id", "INC7"),
            ("priority", Priority.HIGH),
            ("group", "network"),
            ("customer", "acme"),
            ("attributes.customer", "acme"),
            ("attributes.group", "shadowed"),
            ("priority.name", "HIGH"),
        ],
    )
    def test_a_ticket_has_fields_and_attributes(
        self, field: str, expected: object
    ) -> None:
        assert expected == look_up(TICKET, field)

    @pytest.mark.parametrize(
        ("field", "expected"),
        [
            ("site", "Kazan"),
            ("customer", "acme"),
            ("owner.name", "clara"),
            ("owner.tier", 2),
        ],
    )
    def test_so_has_a_mapping(self, field: str, expected: object) -> None:
        subject = {
            "site": "Kazan",
            "attributes": {"customer": "acme", "site": "shadowed"},
            "owner": SimpleNamespace(name="clara", attributes={"tier": 2}),
        }

        assert expected == look_up(subject, field)

    @pytest.mark.parametrize(
        "field", ["nothing", "attributes.nothing", "group.nothing", "customer.nothing"]
    )
    @pytest.mark.parametrize(
        "subject",
        [TICKET, ACME, {"attributes": None}, SimpleNamespace(attributes=5), None],
    )
    def test_what_is_not_there_is_not_set(self, field: str, subject: object) -> None:
        assert Condition(field, "is not set").holds(subject)
        assert not Condition(field, "==", 5).holds(subject)

    @pytest.mark.parametrize("field", ["_do", "__class__", "__dict__"])
    def test_what_is_private_is_not_looked_at(self, field: str) -> None:
        assert not Condition(field, "is set").holds(TICKET)

    def test_an_attribute_may_have_a_private_name(self) -> None:
        assert Condition("_x", "==", 5).holds(
            SimpleNamespace(_x=1, attributes={"_x": 5})
        )


class TestCombining:
    @pytest.mark.parametrize(
        ("condition", "holds"),
        [
            (YES & YES, True),
            (YES & NO, False),
            (NO & YES, False),
            (YES | NO, True),
            (NO | YES, True),
            (NO | NO, False),
            (~YES, False),
            (~NO, True),
            (~(YES & NO), True),
            ((YES | NO) & ~NO, True),
            (AllOf(()), True),
            (AnyOf(()), False),
            (AllOf([YES, YES, NO]), False),
            (AnyOf([NO, NO, YES]), True),
            (Not(is_gold), False),
            (YES & is_gold, True),
            (NO | is_gold, True),
            (AllOf([is_gold, NO]), False),
        ],
    )
    def test_all_any_and_not(self, condition: AnyCondition, *, holds: bool) -> None:
        assert holds is condition(ACME)

    def test_parts_come_in_order(self) -> None:
        assert AllOf((YES, NO)) == YES & NO
        assert AnyOf((YES, NO)) == YES | NO
        assert Not(YES) == ~YES
        assert (YES & NO) != (NO & YES)

    @pytest.mark.parametrize(
        ("condition", "text"),
        [
            (YES & NO, "priority == 2 and priority == 3"),
            (YES | NO, "priority == 2 or priority == 3"),
            (~YES, "not priority == 2"),
            (~~YES, "not not priority == 2"),
            (~(YES & NO), "not (priority == 2 and priority == 3)"),
            ((YES | NO) & YES, "(priority == 2 or priority == 3) and priority == 2"),
            (YES & is_gold, "priority == 2 and a function"),
            (Not(is_gold), "not a function"),
            (AllOf(()), "always"),
            (AnyOf(()), "never"),
        ],
    )
    def test_their_text_has_brackets_where_they_matter(
        self, condition: AnyCondition, text: str
    ) -> None:
        assert text == str(condition)

    @pytest.mark.parametrize(
        ("condition", "expected"),
        [
            (YES, True),
            (YES & NO, True),
            (YES | NO, True),
            (~YES, True),
            (is_gold, False),
            (YES & is_gold, False),
            (YES | is_gold, False),
            (Not(is_gold), False),
            (~(YES & (NO | is_gold)), False),
        ],
    )
    def test_a_function_in_them_is_no_data(
        self, condition: AnyCondition, *, expected: bool
    ) -> None:
        assert expected is is_serialisable(condition)

    @pytest.mark.parametrize("other", [5, None, "acme"])
    @pytest.mark.parametrize(
        "combine",
        [lambda other: YES & other, lambda other: YES | other],
    )
    def test_only_conditions_combine(
        self, combine: Callable[[object], object], other: object
    ) -> None:
        with pytest.raises(WrongTypeError) as caught:
            combine(other)

        assert str(caught.value) == (
            f"other must be a Condition or a function, got {other!r}"
        )

    @pytest.mark.parametrize("kind", [AllOf, AnyOf])
    def test_every_part_is_one(self, kind: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            kind([YES, "acme"])

        assert str(caught.value) == (
            "parts must be a Condition or a function, got 'acme'"
        )

    def test_a_condition_is_read_as_it_is(self) -> None:
        assert YES is read_condition(YES, "applies")
        assert is_gold is read_condition(is_gold, "applies")
