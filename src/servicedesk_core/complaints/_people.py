"""Who decides: a person, never a program."""

from servicedesk_core.argument import to_one
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.lifecycles import Role
from servicedesk_core.tickets import Actor


def to_person(by: object, argument: str) -> Actor:
    """Return an actor who is no program.

    Raises:
        InvalidArgumentError: if it acts in the role of the system.
        WrongTypeError: if it is no Actor.

    Example:
        >>> to_person(Actor("anna", "agent"), "by").id
        'anna'
    """
    actor = to_one(by, Actor, argument, "an Actor")
    if actor.role is Role.SYSTEM:
        raise InvalidArgumentError(argument, actor.id, "a person")
    return actor
