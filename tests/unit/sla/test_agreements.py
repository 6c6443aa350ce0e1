"""Agreements in order: which one applies to whom, and when."""

import pickle
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import (
    InvalidArgumentError,
    NaiveDatetimeError,
    WrongTypeError,
)
from servicedesk_core.sla import (
    Agreement,
    AgreementKind,
    Agreements,
    Condition,
    ServiceLevelTarget,
)

NINE = datetime(2026, 1, 5, 9, tzinfo=UTC)
DAY = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
ALWAYS = ServiceCalendar.always()
HOUR = timedelta(hours=1)


def agreement(name: str, *, calendar: Any = DAY, **options: Any) -> Agreement:
    target = ServiceLevelTarget("resolution", 4 * HOUR, calendar)
    return Agreement(name, [target], **options)


GOLD = agreement("gold", applies=Condition("customer", "==", "acme"))
OLD = agreement("old", valid_to=NINE)
STANDARD = agreement("standard", valid_from=NINE)
NETWORK = agreement("network", kind="ola", while_group="network")
SERVERS = agreement("servers", kind="ola", while_group="servers")
OTHERS = agreement("others", kind="ola")
BACKUP = agreement("backup", kind="ola", while_group="network")
LINE = agreement(
    "line", kind="underpinning", applies=Condition("vendor", "==", "telco")
)
ALL = Agreements([GOLD, OLD, STANDARD, NETWORK, SERVERS, OTHERS, BACKUP, LINE])


class TestSelect:
    @pytest.mark.parametrize(
        ("customer", "at", "name"),
        [
            ("acme", NINE, "gold"),
            ("acme", NINE - HOUR, "gold"),
            ("globex", NINE, "standard"),
            ("globex", NINE - HOUR, "old"),
        ],
    )
    def test_it_is_the_first_that_is_valid_and_applies(
        self, customer: str, at: datetime, name: str
    ) -> None:
        found = ALL.select({"customer": customer}, at=at)

        assert found is not None
        assert name == found.name

    @pytest.mark.parametrize(
        ("kind", "name"),
        [("sla", "gold"), (AgreementKind.OLA, "network"), ("underpinning", "line")],
    )
    def test_each_kind_has_its_own(self, kind: AgreementKind | str, name: str) -> None:
        subject = {"customer": "acme", "vendor": "telco"}
        found = ALL.select(subject, at=NINE, kind=kind)

        assert found is not None
        assert name == found.name

    @pytest.mark.parametrize(
        ("agreements", "kind"),
        [(ALL, "underpinning"), (Agreements([GOLD]), "sla"), (Agreements([]), "sla")],
    )
    def test_there_may_be_none(self, agreements: Agreements, kind: str) -> None:
        assert agreements.select({"customer": "globex"}, at=NINE, kind=kind) is None

    def test_the_order_decides(self) -> None:
        everybody = agreement("everybody")
        shadowed = Agreements([everybody, GOLD])

        assert everybody == shadowed.select({"customer": "acme"}, at=NINE)

    def test_an_unknown_kind_is_refused(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^kind must be one of sla,"):
            ALL.select({}, at=NINE, kind="contract")

    def test_a_naive_instant_is_refused_by_name(self) -> None:
        with pytest.raises(NaiveDatetimeError, match=r"^at must be an aware"):
            ALL.select({}, at=NINE.replace(tzinfo=None))
        with pytest.raises(NaiveDatetimeError, match=r"^at must be an aware"):
            ALL.select_all({}, at=NINE.replace(tzinfo=None))


class TestSelectAll:
    @pytest.mark.parametrize(
        ("subject", "at", "names"),
        [
            (
                {"customer": "acme", "vendor": "telco"},
                NINE,
                ["gold", "network", "servers", "others", "line"],
            ),
            ({}, NINE - HOUR, ["old", "network", "servers", "others"]),
        ],
    )
    def test_it_is_the_first_of_each_kind_and_group(
        self, subject: dict[str, str], at: datetime, names: list[str]
    ) -> None:
        assert names == [each.name for each in ALL.select_all(subject, at=at)]

    def test_there_may_be_none(self) -> None:
        assert Agreements([GOLD]).select_all({}, at=NINE) == ()


class TestCalendars:
    NAMED = Agreements(
        [
            agreement("gold", calendar={1: "hotline", 2: "desk", 3: ALWAYS}),
            agreement("standard", calendar="desk"),
        ],
        calendars={"desk": DAY, "hotline": ALWAYS, "nights": DAY},
    )

    def test_what_targets_name_is_looked_up(self) -> None:
        gold = self.NAMED.select({}, at=NINE)

        assert gold is not None
        assert (ALWAYS, DAY, ALWAYS) == gold.targets[0].calendars

    def test_the_agreements_themselves_stay_as_they_were(self) -> None:
        assert ("hotline", "desk", ALWAYS) == (
            self.NAMED.agreements[0].targets[0].calendars
        )

    @pytest.mark.parametrize(
        ("calendars", "hint"),
        [({}, ""), ({"nights": DAY}, ""), ({"desc": DAY}, ", such as 'desc'")],
    )
    def test_a_calendar_that_nobody_knows_is_refused(
        self, calendars: dict[str, ServiceCalendar], hint: str
    ) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            Agreements([agreement("gold", calendar="desk")], calendars=calendars)

        assert str(caught.value) == (
            f"calendars must be given for 'desk', which agreement 'gold' names{hint}, "
            f"got {list(calendars)}"
        )

    def test_another_calendar_may_stand_under_a_name(self) -> None:
        changed = self.NAMED.with_calendar("desk", ALWAYS)
        gold = changed.select({}, at=NINE)

        assert gold is not None
        assert (ALWAYS, ALWAYS, ALWAYS) == gold.targets[0].calendars
        assert DAY is self.NAMED.calendars["desk"]
        assert {"desk": ALWAYS, "hotline": ALWAYS, "nights": DAY} == changed.calendars

    @pytest.mark.parametrize(
        ("name", "known"),
        [("dsk", "desk"), ("zzz", "desk, hotline"), ("nights", "desk, hotline")],
    )
    def test_a_name_that_no_target_has_is_refused(self, name: str, known: str) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            self.NAMED.with_calendar(name, ALWAYS)

        assert str(caught.value) == (
            f"name must be one that a target has: {known}, got {name!r}"
        )

    @pytest.mark.parametrize("calendars", [None, 5, [DAY], "desk"])
    def test_calendars_have_names(self, calendars: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            Agreements([], calendars=calendars)

        assert str(caught.value) == (
            f"calendars must be calendars by name, got {calendars!r}"
        )

    @pytest.mark.parametrize("calendars", [{1: DAY}, {"desk": "Mo-Fr 09:00-17:00"}])
    def test_what_is_no_calendar_or_no_name_is_refused(self, calendars: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            Agreements([], calendars={"nights": ALWAYS} | calendars)

        assert calendars == caught.value.value


class TestCheck:
    def test_sound_agreements_have_no_findings(self) -> None:
        assert Agreements([agreement("standard")]).check() == ()

    def test_one_that_never_counts_is_found(self) -> None:
        found = Agreements([agreement("everybody"), GOLD]).check()

        assert any("gold" in finding.path for finding in found)


class TestValue:
    def test_any_iterable_of_agreements_will_do(self) -> None:
        assert Agreements(iter(ALL.agreements)) == ALL

    @pytest.mark.parametrize("agreements", [None, 5, GOLD])
    def test_what_is_no_list_is_refused(self, agreements: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            Agreements(agreements)

        assert str(caught.value) == (
            f"agreements must be Agreements, in a list, got {agreements!r}"
        )

    @pytest.mark.parametrize("other", ["gold", None, ALL])
    def test_what_is_no_agreement_is_refused(self, other: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            Agreements([GOLD, other])

        assert str(caught.value) == f"agreements must be Agreements, got {other!r}"

    def test_two_of_one_name_are_refused(self) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            Agreements([GOLD, STANDARD, GOLD])

        assert str(caught.value) == (
            "agreements must be of different names, got ['gold', 'standard', 'gold']"
        )

    @pytest.mark.parametrize(
        "other",
        [
            Agreements([STANDARD, GOLD]),
            Agreements([GOLD]),
            Agreements([GOLD, STANDARD], calendars={"desk": DAY}),
        ],
    )
    def test_order_agreements_and_calendars_make_the_difference(
        self, other: Agreements
    ) -> None:
        assert other != Agreements([GOLD, STANDARD])

    def test_it_pickles(self) -> None:
        named = TestCalendars.NAMED
        copy = pickle.loads(pickle.dumps(named))  # noqa: S301 - just made

        assert copy == named
        assert hash(copy) == hash(named)
        assert copy.select({}, at=NINE) == named.select({}, at=NINE)
        assert "_resolved" not in repr(named)
