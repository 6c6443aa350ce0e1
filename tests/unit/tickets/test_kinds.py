"""The small vocabularies of tickets."""

import pickle
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.lifecycles import (
    CHANGE,
    COMPLAINT,
    EMERGENCY_CHANGE,
    INCIDENT,
    PROBLEM,
    SERVICE_REQUEST,
    STANDARD_CHANGE,
    Lifecycle,
)
from servicedesk_core.tickets import (
    LIFECYCLES,
    EscalationKind,
    HoldReason,
    Link,
    LinkKind,
    MajorStatus,
    Outcome,
    Promise,
    TicketKind,
)

TABLES: dict[str, Lifecycle] = {
    "incident": INCIDENT,
    "service_request": SERVICE_REQUEST,
    "problem": PROBLEM,
    "change": CHANGE,
    "standard_change": STANDARD_CHANGE,
    "emergency_change": EMERGENCY_CHANGE,
    "complaint": COMPLAINT,
}
# each kind of link, and how the other ticket relates to this one
INVERSES = {
    "blocked_by": "blocks",
    "blocks": "blocked_by",
    "caused_by": "causes",
    "causes": "caused_by",
    "child_of": "parent_of",
    "duplicate_of": "duplicated_by",
    "duplicated_by": "duplicate_of",
    "followed_by": "follows",
    "follows": "followed_by",
    "known_error": "known_error_of",
    "known_error_of": "known_error",
    "parent_of": "child_of",
    "related": "related",
}
LINK_KINDS = list(INVERSES)
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
# Half past two comes twice that night, an hour apart.
FIRST = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"))
SECOND = FIRST.replace(fold=1)


class TestVocabularies:
    @pytest.mark.parametrize(
        ("vocabulary", "words"),
        [
            (TicketKind, list(TABLES)),
            (HoldReason, ["caller", "vendor", "change", "problem", "evidence"]),
            (EscalationKind, ["functional", "hierarchical"]),
            (MajorStatus, ["proposed", "accepted", "rejected"]),
            (Outcome, ["upheld", "partly_upheld", "rejected"]),
            (LinkKind, LINK_KINDS),
        ],
    )
    def test_the_words_are_stable(
        self, vocabulary: type[StrEnum], words: list[str]
    ) -> None:
        assert [str(member) for member in vocabulary] == words


class TestLifecycles:
    def test_every_kind_has_one(self) -> None:
        assert set(LIFECYCLES) == set(TicketKind)

    @pytest.mark.parametrize("kind", TicketKind)
    def test_it_is_the_one_of_its_name(self, kind: TicketKind) -> None:
        table = LIFECYCLES[kind]
        assert (table is TABLES[kind], table.name) == (True, kind.value)

    @pytest.mark.parametrize("kind", TicketKind)
    def test_every_kind_can_be_merged(self, kind: TicketKind) -> None:
        assert "merged" in LIFECYCLES[kind].categories

    def test_the_table_of_tables_does_not_change(self) -> None:
        with pytest.raises(TypeError, match="item assignment"):
            LIFECYCLES[TicketKind.INCIDENT] = INCIDENT  # type: ignore[index]


class TestLink:
    def test_its_kind_may_be_given_as_a_word(self) -> None:
        assert Link("child_of", "INC2").kind is LinkKind.CHILD_OF

    @pytest.mark.parametrize("kind", ["friend_of", "", None])
    def test_an_unknown_kind_is_refused(self, kind: str) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            Link(kind, "INC2")
        error = caught.value
        assert (error.argument, error.value, error.wanted) == (
            "kind",
            kind,
            f"one of {', '.join(LINK_KINDS)}",
        )

    @pytest.mark.parametrize("other", ["", None, 2, b"INC2"])
    def test_the_other_is_the_id_of_a_ticket(self, other: str) -> None:
        with pytest.raises(WrongTypeError) as caught:
            Link("child_of", other)
        error = caught.value
        assert (error.argument, error.value, error.wanted) == (
            "other",
            other,
            "the id of another ticket",
        )

    def test_it_is_a_value(self) -> None:
        link = Link(LinkKind.FOLLOWS, "INC2")
        copy = pickle.loads(pickle.dumps(link))  # noqa: S301 - made above
        assert (link, hash(link)) == (copy, hash(copy))

    def test_it_does_not_change(self) -> None:
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            Link("child_of", "INC2").other = "INC3"  # type: ignore[misc]


class TestInverse:
    @pytest.mark.parametrize("kind", LinkKind)
    def test_it_is_the_same_relation_read_from_the_other_side(
        self, kind: LinkKind
    ) -> None:
        assert str(kind.inverse) == INVERSES[kind]

    @pytest.mark.parametrize("kind", LinkKind)
    def test_that_of_the_inverse_is_the_kind_itself(self, kind: LinkKind) -> None:
        assert kind.inverse.inverse is kind


class TestPromise:
    PROMISE = Promise(NOON, "a call", NOON.replace(hour=9))

    def changed(self, **fields: Any) -> Promise:
        return attrs.evolve(self.PROMISE, **fields)

    def test_it_is_not_kept_at_first(self) -> None:
        assert self.PROMISE.kept_at is None

    def test_it_is_a_value(self) -> None:
        copy = pickle.loads(pickle.dumps(self.PROMISE))  # noqa: S301 - made above
        assert (self.PROMISE, hash(self.PROMISE)) == (copy, hash(copy))

    @pytest.mark.parametrize(
        "changed",
        [
            {"due": NOON.replace(hour=13)},
            {"text": "a visit"},
            {"made_at": NOON},
            {"kept_at": NOON},
        ],
    )
    def test_anything_else_makes_another(self, changed: dict[str, Any]) -> None:
        assert self.changed(**changed) != self.PROMISE

    @pytest.mark.parametrize("field", ["due", "made_at", "kept_at"])
    def test_its_instants_tell_it_apart_in_a_repeated_hour(self, field: str) -> None:
        one, other = (self.changed(**{field: at}) for at in (FIRST, SECOND))
        # As datetimes of one zone they are equal.
        assert FIRST == SECOND
        assert (one == other, len({one, other})) == (False, 2)

    @pytest.mark.parametrize("field", ["due", "made_at", "kept_at"])
    def test_one_instant_in_two_zones_is_one_promise(self, field: str) -> None:
        instants = (SECOND, SECOND.astimezone(UTC))
        one, other = (self.changed(**{field: at}) for at in instants)
        assert (one, hash(one)) == (other, hash(other))

    def test_it_does_not_change(self) -> None:
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            self.PROMISE.kept_at = NOON  # type: ignore[misc]
