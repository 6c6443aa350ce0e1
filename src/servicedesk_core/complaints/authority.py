"""Which group may decide: by compensation limit and rights to override."""

from collections.abc import Iterable
from decimal import Decimal

import attrs

from servicedesk_core.argument import to_many
from servicedesk_core.complaints._exact import to_money, to_optional_money
from servicedesk_core.complaints._facts import check_flag, check_text, to_text
from servicedesk_core.complaints.resonance import ComplaintClass
from servicedesk_core.errors import InvalidArgumentError, member
from servicedesk_core.money import Money


def _limit(limit: Money | None) -> Money | None:
    return to_optional_money(limit, "limit")


def _overrides(overrides: Iterable[str]) -> frozenset[str]:
    read = to_many(overrides, str, "overrides", "names of rules", unordered=True)
    return frozenset(to_text(rule, "overrides") for rule in read)


@attrs.frozen
class Authority:
    """What a support group may decide by itself.

    Args:
        group: its name.
        limit: the most that it may compensate; None if there is no limit.
        overrides: the rules that it may make exceptions from.
        takes_resonance: whether resonant complaints go to it.

    Raises:
        InvalidArgumentError: for a blank name or a negative limit.
        WrongTypeError: for a value of another type.

    Example:
        >>> line = Authority("line 1", limit=Money(1000, "RUB"))
        >>> line.suffices(Money(1000, "RUB")), line.suffices(Money(1001, "RUB"))
        (True, False)
    """

    group: str = attrs.field(validator=check_text)
    limit: Money | None = attrs.field(kw_only=True, converter=_limit)
    overrides: frozenset[str] = attrs.field(
        kw_only=True, default=frozenset(), converter=_overrides
    )
    takes_resonance: bool = attrs.field(
        kw_only=True, default=False, validator=check_flag
    )

    def suffices(
        self,
        amount: Money,
        *,
        overrides: Iterable[str] = (),
        complaint_class: ComplaintClass | str = ComplaintClass.ORDINARY,
    ) -> bool:
        """Tell whether the group may decide a complaint.

        Args:
            amount: what is to be compensated, 0 or more.
            overrides: the rules that it takes an exception from.
            complaint_class: of the complaint.

        Raises:
            InvalidArgumentError: for a negative amount, another currency than that of
                the limit, or an unknown class.
            WrongTypeError: for a value of another type.
        """
        wanted = to_money(amount, "amount")
        rules = _overrides(overrides)
        read = member(ComplaintClass, complaint_class, "complaint_class")
        return (
            (self.limit is None or wanted <= self.limit)
            and rules <= self.overrides
            and (self.takes_resonance or read is not ComplaintClass.RESONANCE)
        )


def route_by_authority(
    authorities: Iterable[Authority],
    *,
    amount: Money,
    overrides: Iterable[str] = (),
    complaint_class: ComplaintClass | str = ComplaintClass.ORDINARY,
    current: str | None = None,
) -> Authority | None:
    """Return who is to decide a complaint: the smallest authority that suffices.

    Args:
        authorities: of each group one.
        amount: what is to be compensated, 0 or more.
        overrides: the rules that it takes an exception from.
        complaint_class: a resonant one goes only to groups that take those.
        current: the group that has it; it keeps it if it may decide.

    Returns:
        The one with the lowest limit; of equal ones that with the fewest rights, then
        by name. None if no group may decide.

    Raises:
        InvalidArgumentError: for a group named twice, an unknown ``current``, a
            negative amount, two currencies, or an unknown class.
        WrongTypeError: for a value of another type.

    Example:
        >>> groups = [
        ...     Authority("line 1", limit=Money(1000, "RUB")),
        ...     Authority("care", limit=Money(50000, "RUB"), takes_resonance=True),
        ... ]
        >>> route_by_authority(groups, amount=Money(500, "RUB")).group
        'line 1'
        >>> route_by_authority(
        ...     groups, amount=Money(500, "RUB"), complaint_class="resonance"
        ... ).group
        'care'
    """
    read = to_many(authorities, Authority, "authorities", "Authority values")
    groups = [each.group for each in read]
    if len(set(groups)) < len(groups):
        raise InvalidArgumentError("authorities", groups, "one for each group")
    if current is not None and current not in groups:
        raise InvalidArgumentError("current", current, "one of the groups")
    rules = _overrides(overrides)
    enough = [
        each
        for each in read
        if each.suffices(amount, overrides=rules, complaint_class=complaint_class)
    ]
    return min(enough, default=None, key=lambda each: _size(each, current))


def _size(
    authority: Authority, current: str | None
) -> tuple[bool, bool, Decimal, int, str]:
    limit = authority.limit
    return (
        authority.group != current,
        limit is None,
        Decimal() if limit is None else limit.amount,
        len(authority.overrides),
        authority.group,
    )
