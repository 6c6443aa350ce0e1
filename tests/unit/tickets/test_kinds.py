"""The small vocabularies of tickets."""

import pickle
from enum import StrEnum

import attrs
import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.lifecycles import INCIDENT
from servicedesk_core.tickets import (
    EscalationKind,
    HoldReason,
    Link,
    LinkKind,
    TicketKind,
)
from servicedesk_core.tickets.kinds import LIFECYCLES


class TestVocabularies:
    @pytest.mark.parametrize(
        ("vocabulary", "words"),
        [
            (TicketKind, ["incident"]),
            (HoldReason, ["caller", "vendor", "change", "problem", "evidence"]),
            (EscalationKind, ["functional", "hierarchical"]),
            (
                LinkKind,
                ["caused_by", "child_of", "duplicate_of", "follows", "related"],
            ),
        ],
    )
    def test_the_words_are_stable(
        self, vocabulary: type[StrEnum], words: list[str]
    ) -> None:
        assert [str(member) for member in vocabulary] == words


class TestLifecycles:
    def test_every_kind_has_one(self) -> None:
        assert set(LIFECYCLES) == set(TicketKind)

    def test_an_incident_has_the_incident_table(self) -> None:
        assert LIFECYCLES[TicketKind.INCIDENT] is INCIDENT

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
            "one of caused_by, child_of, duplicate_of, follows, related",
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
