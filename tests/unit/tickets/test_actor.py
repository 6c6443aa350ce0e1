"""Who acts on a ticket."""

import pickle

import attrs
import pytest

from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.lifecycles import Role
from servicedesk_core.tickets import Actor


class TestActor:
    @pytest.mark.parametrize("role", Role)
    def test_a_role_may_be_given_as_a_word(self, role: Role) -> None:
        assert Actor("anna", role.value).role is role

    @pytest.mark.parametrize("role", ["boss", "", "AGENT", None, 1])
    def test_an_unknown_role_is_refused(self, role: str) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            Actor("anna", role)
        error = caught.value
        assert (error.argument, error.value, error.wanted) == (
            "role",
            role,
            "one of requester, agent, system, vendor, approver",
        )

    def test_it_is_a_value(self) -> None:
        anna = Actor("anna", Role.AGENT)
        copy = pickle.loads(pickle.dumps(anna))  # noqa: S301 - made above
        assert (anna, hash(anna)) == (copy, hash(copy))

    @pytest.mark.parametrize(
        "other", [Actor("boris", Role.AGENT), Actor("anna", Role.VENDOR)]
    )
    def test_another_id_or_role_is_another_actor(self, other: Actor) -> None:
        assert Actor("anna", Role.AGENT) != other

    def test_it_does_not_change(self) -> None:
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            Actor("anna", Role.AGENT).role = Role.SYSTEM  # type: ignore[misc]
