"""What a check of agreements finds: one planted fault at a time."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Any

import pytest

from servicedesk_core.calendars import ServiceCalendar, SpecialHours, WeeklyHours
from servicedesk_core.priority import GlpiPriority, Priority
from servicedesk_core.sla import (
    Agreement,
    AgreementKind,
    Agreements,
    AllOf,
    AnyOf,
    Condition,
    CustomMetric,
    Metric,
    ServiceLevelTarget,
    WorkingDays,
)
from servicedesk_core.sla.audit import REASONS, audit
from servicedesk_core.tickets import HoldReason

HOUR = timedelta(hours=1)
OFFICE = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="Europe/Riga", name="office")
LONG = ServiceCalendar.parse("Mo-Sa 08:00-20:00", tz="Europe/Riga", name="long")
ALWAYS = ServiceCalendar.always()
PAST = ServiceCalendar(
    WeeklyHours({}),
    tz="UTC",
    special=[SpecialHours("2025-03-03", ["09:00-17:00"])],
    name="past",
)
"""Open on one day of 2025, and never again."""

ACME = Condition("customer", "==", "acme")
EITHER = Condition("customer", "in", ["acme", "globex"])
URGENT = Condition("priority", "<=", 2)
VENDOR_TIME = CustomMetric("vendor time", start=["paused"], stop=["resumed"])

Within = timedelta | WorkingDays | Mapping[Any, Any]


def is_loud(subject: Any) -> bool:
    return bool(subject["loud"])


def target(
    metric: Metric | CustomMetric,
    within: Within,
    calendar: Any = OFFICE,
    **options: Any,
) -> ServiceLevelTarget:
    return ServiceLevelTarget(metric, within, calendar, **options)


def solve(within: Within = 8 * HOUR, **options: Any) -> ServiceLevelTarget:
    return target(Metric.RESOLUTION, within, **options)


def answer(within: Within = HOUR, **options: Any) -> ServiceLevelTarget:
    return target(Metric.FIRST_RESPONSE, within, **options)


def valid(since: str | None, until: str | None) -> dict[str, Any]:
    return {
        name: None if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC)
        for name, text in (("valid_from", since), ("valid_to", until))
    }


def sla(name: str = "rest", *targets: ServiceLevelTarget, **options: Any) -> Agreement:
    return Agreement(name, targets or [answer(), solve()], **options)


def ola(name: str, *targets: ServiceLevelTarget, **options: Any) -> Agreement:
    kind = options.pop("kind", AgreementKind.OLA)
    return Agreement(name, targets or [solve(4 * HOUR)], kind=kind, **options)


def found(*agreements: Agreement) -> list[str]:
    """The findings as lines, without their severity."""
    lines = [str(finding) for finding in Agreements(agreements).check()]
    return [line.partition(" ")[2] for line in lines]


def told(*agreements: Agreement) -> str:
    """The only finding, or a line for each."""
    return "\n".join(found(*agreements))


CLEAN = (
    sla(
        "gold",
        target(Metric.ACKNOWLEDGE, HOUR / 2),
        answer({1: HOUR, 2: 2 * HOUR, 3: None}),
        target(Metric.NEXT_RESPONSE, 3 * HOUR, pauses=()),
        target(Metric.RESTORATION, {1: 3 * HOUR, 2: 6 * HOUR, 3: 9 * HOUR}),
        solve({1: 4 * HOUR, 2: 8 * HOUR, 3: WorkingDays(5)}, warn_at=(0.5, 0.9)),
        target(VENDOR_TIME, 24 * HOUR),
        applies=ACME & URGENT,
        **valid(None, "2026-07-01"),
    ),
    sla("gold again", answer(), solve(), applies=ACME, **valid("2026-01-01", None)),
    sla("silver", answer(), solve(16 * HOUR), applies=EITHER),
    sla("rest", answer(2 * HOUR), solve(24 * HOUR)),
    ola("network", while_group="network", applies=ACME),
    ola("servers", solve(3 * HOUR), while_group="servers"),
    ola("lines", kind=AgreementKind.UNDERPINNING),
)


class TestClean:
    def test_what_is_in_order_has_no_findings(self) -> None:
        assert found(*CLEAN) == []

    def test_of_nothing_there_is_nothing_to_say(self) -> None:
        assert audit(()) == ()

    def test_every_fault_below_is_found_beside_it(self) -> None:
        """Faults are found wherever they stand, and nothing else is."""
        fault = sla("late", answer(8 * HOUR), solve(4 * HOUR), applies=URGENT)

        assert told(*CLEAN[:3], fault, *CLEAN[3:]) == (
            "sla.response_too_long at late/first_response: 8 h is longer than 4 h "
            "of resolution"
        )


class TestShadowed:
    @pytest.mark.parametrize(
        ("earlier", "later"),
        [
            pytest.param(None, None, id="nothing before nothing"),
            pytest.param(None, ACME, id="nothing"),
            pytest.param(ACME, ACME, id="equal"),
            pytest.param(is_loud, is_loud, id="the same function"),
            pytest.param(EITHER, ACME, id="one of several values"),
            pytest.param(EITHER, EITHER, id="as many values"),
            pytest.param(
                URGENT, Condition("priority", "in", [1, 2]), id="values in a range"
            ),
            pytest.param(
                Condition("a.b", "is set"), Condition("a.b", "==", 1), id="dotted names"
            ),
            pytest.param(ACME, ACME & URGENT, id="a part of all"),
            pytest.param(ACME | URGENT, URGENT, id="one of any"),
            pytest.param(ACME | URGENT, URGENT | ACME, id="any in another order"),
            pytest.param(ACME & URGENT, URGENT & ACME, id="all in another order"),
            pytest.param(AllOf(()), None, id="all of no parts"),
            pytest.param(ACME, AnyOf(()), id="what never applies"),
            pytest.param(~ACME, ~ACME, id="equal negations"),
        ],
    )
    def test_an_earlier_one_that_applies_wherever_it_would(
        self, earlier: Any, later: Any
    ) -> None:
        first, second = sla("first", applies=earlier), sla("second", applies=later)

        findings = [line for line in found(first, second) if "shadowed" in line]

        assert findings == [
            "sla.shadowed at second: 'first' comes first and applies wherever it would"
        ]

    @pytest.mark.parametrize(
        ("earlier", "later"),
        [
            pytest.param(ACME, None, id="a condition before nothing"),
            pytest.param(ACME, EITHER, id="a value before several"),
            pytest.param(ACME & URGENT, ACME, id="all before a part"),
            pytest.param(ACME, ACME | URGENT, id="one before any"),
            pytest.param(URGENT, Condition("priority", "<", 2), id="ranges"),
            pytest.param(URGENT, Condition("rank", "==", 1), id="another field"),
            pytest.param(URGENT, Condition("priority", "in", ()), id="no value"),
            pytest.param(is_loud, ACME, id="a function before data"),
            pytest.param(~ACME, ACME, id="a negation"),
            pytest.param(
                Condition("priority", "<", 2),
                Condition("priority", "in", range(2)),
                id="a range of numbers",
            ),
        ],
    )
    def test_not_where_it_may_be_selected_or_that_is_not_plain(
        self, earlier: Any, later: Any
    ) -> None:
        first, second = sla("first", applies=earlier), sla("second", applies=later)

        assert [line for line in found(first, second) if "shadowed" in line] == []

    def test_it_is_told_once_however_many_shadow_it(self) -> None:
        assert found(sla("first"), sla("second"), sla("third")) == [
            "sla.shadowed at second: 'first' comes first and applies wherever it would",
            "sla.shadowed at third: 'first' comes first and applies wherever it would",
        ]

    @pytest.mark.parametrize(
        "other",
        [
            ola("second"),
            sla("second", while_group="network"),
            sla("second", target(Metric.TIME_TO_OWN, HOUR), while_group="network"),
        ],
    )
    def test_not_by_one_of_another_kind_or_group(self, other: Agreement) -> None:
        assert not any("shadowed" in line for line in found(sla("first"), other))

    @pytest.mark.parametrize(
        ("earlier", "later"),
        [
            (valid(None, None), valid("2026-01-01", None)),
            (valid("2026-01-01", None), valid("2026-01-01", None)),
            (valid("2026-01-01", "2027-01-01"), valid("2026-03-01", "2027-01-01")),
        ],
    )
    def test_by_one_that_is_valid_as_long(self, earlier: Any, later: Any) -> None:
        lines = found(sla("first", **earlier), sla("second", **later))

        assert ["sla.shadowed at second"] == [line.partition(":")[0] for line in lines]

    @pytest.mark.parametrize(
        ("earlier", "later"),
        [
            (valid("2026-01-01", None), valid(None, None)),
            (valid(None, "2027-01-01"), valid(None, None)),
            (valid("2026-01-01", "2027-01-01"), valid("2026-01-01", None)),
        ],
    )
    def test_not_by_one_that_is_valid_for_less(self, earlier: Any, later: Any) -> None:
        assert found(sla("first", **earlier), sla("second", **later)) == []


class TestDefault:
    def test_every_agreement_of_a_kind_has_a_condition(self) -> None:
        assert told(sla("gold", applies=ACME), sla("urgent", applies=URGENT)) == (
            "sla.no_default at sla: every agreement has a condition; none is for "
            "the rest"
        )

    def test_each_kind_is_looked_at_by_itself(self) -> None:
        assert told(sla(), ola("network", applies=ACME)) == (
            "sla.no_default at ola: every agreement has a condition; none is for "
            "the rest"
        )


class TestValidity:
    def test_time_between_an_agreement_and_the_next_for_the_same(self) -> None:
        assert told(
            sla("gold 2025", applies=ACME, **valid("2025-01-01", "2026-01-01")),
            sla("gold 2026", applies=ACME, **valid("2026-01-02", None)),
            sla(),
        ) == (
            "sla.validity_gap at gold 2025: nothing is valid from 2026-01-01 "
            "00:00:00+00:00 to 2026-01-02 00:00:00+00:00, when 'gold 2026' begins"
        )

    def test_the_next_is_the_one_that_begins_first(self) -> None:
        lines = found(
            sla("third", **valid("2028-01-01", None)),
            sla("second", **valid("2027-01-01", "2028-01-01")),
            sla("first", **valid(None, "2026-01-01")),
        )

        assert len(lines) == 1
        assert lines[0].endswith("when 'second' begins")

    @pytest.mark.parametrize(
        "other",
        [
            sla("next", **valid("2026-01-01", None)),
            sla("next", **valid("2025-12-01", None)),
            sla("next", applies=ACME, **valid("2026-02-01", None)),
            ola("next", **valid("2026-02-01", None)),
            sla("next", **valid(None, "2025-06-01")),
        ],
        ids=["at once", "before", "for others", "of another kind", "earlier"],
    )
    def test_no_gap(self, other: Agreement) -> None:
        lines = found(sla("first", **valid("2025-06-01", "2026-01-01")), other)

        assert not any("gap" in line for line in lines)

    def test_only_the_last_before_it_is_told_of(self) -> None:
        lines = found(
            sla("first", **valid(None, "2026-01-01")),
            sla("second", **valid("2026-01-01", "2027-01-01")),
            sla("third", **valid("2028-01-01", None)),
        )

        assert [line.partition(":")[0] for line in lines] == [
            "sla.validity_gap at second"
        ]

    def test_one_that_goes_on_fills_it(self) -> None:
        summer = sla("summer", **valid("2026-06-01", "2026-09-01"))
        later = sla("next summer", **valid("2027-06-01", "2027-09-01"))

        assert found(summer, later, sla()) == []


class TestFunctions:
    @pytest.mark.parametrize(
        "applies", [is_loud, ACME & is_loud, AnyOf((is_loud, ACME))]
    )
    def test_a_function_cannot_be_stored(self, applies: Any) -> None:
        assert found(sla("loud", applies=applies), sla()) == [
            "sla.function at loud: its condition has a function, which cannot be stored"
        ]


class TestDuplicates:
    def test_one_for_a_group_and_one_for_all(self) -> None:
        assert found(ola("all"), ola("network", while_group="network")) == [
            "sla.duplicate_target at network/resolution: 'all' times it too"
        ]

    @pytest.mark.parametrize(
        ("first", "second"), [(ACME, None), (None, ACME), (EITHER, ACME)]
    )
    def test_one_of_them_may_be_for_fewer(self, first: Any, second: Any) -> None:
        lines = found(
            ola("network", while_group="network", applies=first),
            ola("all", applies=second),
            ola("rest", target(Metric.TIME_TO_OWN, HOUR)),
        )

        assert "sla.duplicate_target at all/resolution: 'network' times it too" in lines

    def test_one_that_is_to_follow_the_other(self) -> None:
        assert found(
            sla("old", **valid(None, "2026-07-01")),
            sla("new", solve(), **valid("2026-06-01", None)),
        ) == ["sla.duplicate_target at new/resolution: 'old' times it too"]

    @pytest.mark.parametrize(
        "other",
        [
            ola("two", while_group="network", applies=Condition("site", "==", "Riga")),
            ola("two", target(Metric.TIME_TO_OWN, HOUR), while_group="network"),
            ola("two", while_group="network", **valid(None, "2026-01-01")),
            sla("two", while_group="network"),
        ],
        ids=["for others", "of another metric", "at another time", "of another kind"],
    )
    def test_nothing_is_timed_twice(self, other: Agreement) -> None:
        rest = ola("rest", target(Metric.ACKNOWLEDGE, HOUR))
        lines = found(
            ola("one", applies=ACME, **valid("2026-01-01", None)), rest, other
        )

        assert not any("duplicate" in line for line in lines)

    def test_one_ends_as_the_other_begins(self) -> None:
        first = ola("one", **valid(None, "2026-01-01"))
        second = ola("two", while_group="network", **valid("2026-01-01", None))

        assert found(first, second) == []
        assert found(second, first) == []

    def test_an_exception_for_a_time_is_none(self) -> None:
        assert found(sla("strike", **valid("2026-06-01", "2026-07-01")), sla()) == []

    def test_each_group_has_its_own(self) -> None:
        assert found(ola("a", while_group="a"), ola("b", while_group="b")) == []


class TestMissing:
    def test_a_priority_that_another_target_has(self) -> None:
        assert found(
            sla("rest", answer({1: HOUR}), solve({1: HOUR, 2: HOUR, 3: HOUR}))
        ) == ["sla.missing_priority at rest/first_response: no time for priority 2, 3"]

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ({1: HOUR, 2: None}, {1: HOUR, 2: HOUR}),
            ({1: HOUR}, {1: HOUR, 2: None}),
            (HOUR, {1: HOUR, 2: HOUR}),
        ],
        ids=["none on purpose", "nobody has a time", "one time for all"],
    )
    def test_what_is_meant_is_no_fault(self, first: Within, second: Within) -> None:
        assert found(sla("rest", answer(first), solve(second))) == []

    def test_agreements_do_not_have_to_agree(self) -> None:
        gold = sla("gold", solve({1: HOUR, 2: HOUR}), applies=ACME)

        assert found(gold, sla("rest", solve({1: HOUR}))) == []

    def test_hours_for_a_priority_that_another_target_has(self) -> None:
        first = answer(HOUR, calendar={1: ALWAYS})

        assert found(sla("rest", first, solve({1: 8 * HOUR, 2: 8 * HOUR}))) == [
            "sla.missing_calendar at rest/first_response: no hours for priority 2"
        ]

    def test_hours_for_every_priority(self) -> None:
        first = answer(HOUR, calendar={1: ALWAYS, 2: OFFICE})

        assert found(sla("rest", first, solve({1: 8 * HOUR, 2: 8 * HOUR}))) == []


class Rank(IntEnum):
    FIRST = 1
    LAST = 2


class Word(StrEnum):
    LOW = "a"
    HIGH = "b"


class TestPriorityOrder:
    def test_a_priority_with_more_time_than_a_lower_one(self) -> None:
        within = {3: 4 * HOUR, 1: 8 * HOUR, 2: 2 * HOUR}

        assert told(sla("rest", solve(within))) == (
            "sla.priority_order at rest/resolution/1: 8 h is longer than 2 h of "
            "priority 2"
        )

    def test_it_is_compared_with_every_lower_one(self) -> None:
        within = {1: 8 * HOUR, 2: WorkingDays(1), 3: 4 * HOUR}

        assert told(sla("rest", solve(within))) == (
            "sla.priority_order at rest/resolution/1: 8 h is longer than 4 h of "
            "priority 3"
        )

    def test_working_days_are_compared_too(self) -> None:
        within = {1: WorkingDays(2), 2: WorkingDays(1)}

        assert told(sla("rest", solve(within))) == (
            "sla.priority_order at rest/resolution/1: 2 working days is longer "
            "than 1 working day of priority 2"
        )

    @pytest.mark.parametrize(
        ("within", "path"),
        [
            ({Rank.LAST: HOUR, Rank.FIRST: 2 * HOUR}, "1"),
            ({Priority.LOW: HOUR, Priority.HIGH: 2 * HOUR}, "2"),
            ({GlpiPriority.MAJOR: 2 * HOUR, GlpiPriority.LOW: HOUR}, "6"),
        ],
        ids=["one's own", "ours", "GLPI's, the largest first"],
    )
    def test_numbers_have_an_order(self, within: Within, path: str) -> None:
        lines = found(sla("rest", solve(within)))

        assert [line.partition(":")[0] for line in lines] == [
            f"sla.priority_order at rest/resolution/{path}"
        ]

    @pytest.mark.parametrize(
        "within",
        [
            {1: HOUR, 2: HOUR},
            {1: HOUR, 2: None, 3: 2 * HOUR},
            {"P1": 2 * HOUR, "P2": HOUR},
            {Word.LOW: 2 * HOUR, Word.HIGH: HOUR},
            {1: 2 * HOUR, "else": HOUR},
            {False: 2 * HOUR, True: HOUR},
            {GlpiPriority.MAJOR: HOUR, GlpiPriority.LOW: 2 * HOUR},
        ],
        ids=["equal", "rising", "words", "enum of words", "mixed", "truth", "GLPI"],
    )
    def test_in_order_or_without_one(self, within: Within) -> None:
        assert found(sla("rest", solve(within))) == []

    def test_other_hours_cannot_be_compared(self) -> None:
        calendars = {1: OFFICE, 2: LONG}

        assert (
            found(sla("rest", solve({1: 8 * HOUR, 2: 4 * HOUR}, calendar=calendars)))
            == []
        )


LONGER = [
    (Metric.FIRST_RESPONSE, Metric.RESOLUTION, "response"),
    (Metric.FIRST_RESPONSE, Metric.RESTORATION, "response"),
    (Metric.NEXT_RESPONSE, Metric.RESOLUTION, "response"),
    (Metric.NEXT_RESPONSE, Metric.RESTORATION, "response"),
    (Metric.RESTORATION, Metric.RESOLUTION, "restoration"),
    (Metric.ACKNOWLEDGE, Metric.FIRST_RESPONSE, "acknowledge"),
]


class TestTooLong:
    @pytest.mark.parametrize(("metric", "limit", "code"), LONGER)
    def test_one_that_should_come_first(
        self, metric: Metric, limit: Metric, code: str
    ) -> None:
        rest = sla("rest", target(limit, 2 * HOUR), target(metric, 2.5 * HOUR))

        assert told(rest) == (
            f"sla.{code}_too_long at rest/{metric}: 2 h 30 min is longer than 2 h "
            f"of {limit}"
        )

    @pytest.mark.parametrize(("metric", "limit", "code"), LONGER)
    def test_as_long_is_not_longer(
        self, metric: Metric, limit: Metric, code: str
    ) -> None:
        rest = sla("rest", target(limit, 2 * HOUR), target(metric, 2 * HOUR))

        assert not any(code in line for line in found(rest))

    @pytest.mark.parametrize(
        ("first", "second", "path"),
        [
            ({1: 2 * HOUR, 2: HOUR}, {1: HOUR, 2: HOUR}, "1"),
            (2 * HOUR, {1: 2 * HOUR, 2: HOUR, 3: 3 * HOUR}, "2"),
            ({1: HOUR, 2: 3 * HOUR}, 2 * HOUR, "2"),
        ],
    )
    def test_each_priority_is_compared_with_itself(
        self, first: Within, second: Within, path: str
    ) -> None:
        lines = found(sla("rest", answer(first), solve(second)))

        assert [each.partition(":")[0] for each in lines if "too_long" in each] == [
            f"sla.response_too_long at rest/first_response/{path}"
        ]

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            (answer(9 * HOUR), solve(8 * HOUR, calendar=LONG)),
            (answer(9 * HOUR), solve(WorkingDays(1))),
            (answer(WorkingDays(3)), solve(HOUR)),
            (answer(WorkingDays(3), calendar=LONG), solve(WorkingDays(2))),
            (answer({1: 9 * HOUR, 2: None}), solve({1: None, 2: HOUR})),
        ],
        ids=["hours", "of days", "days", "days of other hours", "other priorities"],
    )
    def test_what_cannot_be_compared_is_left_alone(
        self, first: ServiceLevelTarget, second: ServiceLevelTarget
    ) -> None:
        assert found(sla("rest", first, second)) == []

    def test_as_many_working_days_are_not_more(self) -> None:
        assert found(sla("rest", answer(WorkingDays(2)), solve(WorkingDays(2)))) == []

    def test_working_days_are_compared(self) -> None:
        rest = sla("rest", answer(WorkingDays(2)), solve(WorkingDays(1)))

        assert told(rest) == (
            "sla.response_too_long at rest/first_response: 2 working days is "
            "longer than 1 working day of resolution"
        )


class TestSupport:
    @pytest.mark.parametrize("kind", [AgreementKind.OLA, AgreementKind.UNDERPINNING])
    def test_it_allows_more_time_than_the_sla(self, kind: AgreementKind) -> None:
        network = ola("network", solve(9 * HOUR), kind=kind, while_group="network")

        assert told(network, sla()) == (
            "sla.support_too_long at network/resolution: 9 h is longer than 8 h of "
            "'rest'"
        )

    def test_each_priority_is_compared(self) -> None:
        network = ola("network", solve({1: HOUR, 2: 9 * HOUR}))

        assert told(sla(), network) == (
            "sla.support_too_long at network/resolution/2: 9 h is longer than 8 h "
            "of 'rest'"
        )

    def test_it_serves_every_sla_that_may_apply(self) -> None:
        gold = sla("gold", solve(2 * HOUR), applies=ACME)

        assert told(gold, sla(), ola("network", solve(5 * HOUR))) == (
            "sla.support_too_long at network/resolution: 5 h is longer than 2 h of "
            "'gold'"
        )

    def test_with_a_condition_it_serves_the_first_sla_for_all_of_it(self) -> None:
        bronze = sla("bronze", solve(40 * HOUR), applies=ACME)
        slow = ola("slow", solve(30 * HOUR), applies=ACME)

        assert found(bronze, sla(), slow, ola("fast")) == []

    def test_it_serves_the_next_if_the_first_is_not_valid_all_the_time(self) -> None:
        bronze = sla(
            "bronze", solve(40 * HOUR), applies=ACME, **valid(None, "2026-07-01")
        )
        slow = ola("slow", solve(30 * HOUR), applies=ACME)

        assert found(bronze, sla(), slow, ola("fast")) == [
            "sla.support_too_long at slow/resolution: 30 h is longer than 8 h of 'rest'"
        ]

    @pytest.mark.parametrize(
        "network",
        [
            ola("network", solve(9 * HOUR, calendar=LONG)),
            ola("network", target(Metric.TIME_TO_OWN, 9 * HOUR)),
            ola("network", target(VENDOR_TIME, 9 * HOUR)),
            ola("network", solve(9 * HOUR), **valid(None, "2026-01-01")),
        ],
        ids=["other hours", "another metric", "one's own metric", "another time"],
    )
    def test_what_cannot_be_compared_is_left_alone(self, network: Agreement) -> None:
        assert found(sla(**valid("2026-01-01", None)), network) == []

    def test_an_sla_that_may_be_for_others_is_left_alone(self) -> None:
        strict = sla("strict", solve(2 * HOUR), applies=URGENT)

        assert told(strict, sla(), ola("network", applies=ACME), ola("all")) == (
            "sla.support_too_long at all/resolution: 4 h is longer than 2 h of 'strict'"
        )

    def test_a_metric_of_one_s_own_is_compared(self) -> None:
        rest = sla("rest", target(VENDOR_TIME, HOUR))

        assert told(rest, ola("network", target(VENDOR_TIME, 2 * HOUR))) == (
            "sla.support_too_long at network/vendor time: 2 h is longer than 1 h "
            "of 'rest'"
        )


def opening(year: int) -> ServiceCalendar:
    return ServiceCalendar.versions({f"{year}-01-01": OFFICE}, name="new")


class TestHours:
    def test_hours_that_never_come(self) -> None:
        assert told(sla("rest", solve(HOUR, calendar=PAST))) == (
            "sla.never_open at rest/resolution: past never opens after 2026-01-01 "
            "00:00:00+00:00"
        )

    def test_they_are_looked_for_since_the_agreement_is_valid(self) -> None:
        rest = sla("rest", solve(HOUR, calendar=PAST), **valid("2025-01-01", None))

        assert found(rest) == []

    def test_they_are_told_once_for_all_priorities(self) -> None:
        calendars = {1: PAST, 2: PAST, 3: ALWAYS}
        within = {1: HOUR, 2: HOUR, 3: WorkingDays(1)}
        rest = sla("rest", solve(within, calendar=calendars))

        assert [line.partition(":")[0] for line in found(rest)] == [
            "sla.never_open at rest/resolution",
            "sla.days_around_the_clock at rest/resolution/3",
        ]

    def test_more_time_than_a_year_has(self) -> None:
        # 366 days from Friday 2 January 2026 09:00 on have 261 working days and 8
        # hours each of them.
        longest = 262 * 8 * HOUR

        assert found(sla("rest", solve(longest))) == []
        assert told(sla("rest", solve(longest + timedelta(microseconds=1)))) == (
            "sla.beyond_a_year at rest/resolution: office takes over a year for "
            "2096 h 0.000001 s"
        )

    def test_a_year_has_366_days(self) -> None:
        year = timedelta(days=366)
        tick = timedelta(microseconds=1)

        assert found(sla("rest", solve(year, calendar=ALWAYS))) == []
        assert len(found(sla("rest", solve(year + tick, calendar=ALWAYS)))) == 1

    def test_more_working_days_than_a_year_has(self) -> None:
        assert found(sla("rest", solve(WorkingDays(261)))) == []
        assert told(sla("rest", solve(WorkingDays(262)))) == (
            "sla.beyond_a_year at rest/resolution: office takes over a year for 262 "
            "working days"
        )

    @pytest.mark.parametrize(
        "within", [9 * HOUR, timedelta.max, WorkingDays(2), WorkingDays(10**9)]
    )
    def test_time_that_never_comes(self, within: Within) -> None:
        rest = sla("rest", solve(within, calendar=PAST), **valid("2025-01-01", None))

        assert [line.partition(":")[0] for line in found(rest)] == [
            "sla.beyond_a_year at rest/resolution"
        ]

    def test_the_year_is_that_after_the_first_opening(self) -> None:
        assert found(sla("rest", solve(HOUR, calendar=opening(2030)))) == []

    def test_each_priority_is_looked_at(self) -> None:
        rest = sla("rest", solve({1: HOUR, 2: 9000 * HOUR, 3: None}))

        assert [line.partition(":")[0] for line in found(rest)] == [
            "sla.beyond_a_year at rest/resolution/2"
        ]

    def test_a_year_that_no_table_of_holidays_knows_is_not_asked_for(self) -> None:
        """A short time needs no more than the first days: there is no warning."""
        known = ServiceCalendar.parse("Mo-Fr 09:00-18:00", tz="Europe/Moscow")
        russian = ServiceCalendar.parse(
            "Mo-Fr 09:00-18:00", tz="Europe/Moscow", holidays="RU"
        )

        assert found(sla("rest", solve(calendar=russian), answer(calendar=known))) == []

    @pytest.mark.parametrize(
        "calendar",
        [ALWAYS, ServiceCalendar.parse("Mo-Su 00:00-24:00", tz="Europe/Riga")],
    )
    def test_working_days_of_hours_that_never_close(
        self, calendar: ServiceCalendar
    ) -> None:
        assert told(sla("rest", solve(WorkingDays(3), calendar=calendar))) == (
            f"sla.days_around_the_clock at rest/resolution: {calendar} never "
            "closes: every day is a working day"
        )

    def test_hours_around_the_clock_are_fine(self) -> None:
        assert found(sla("rest", solve(HOUR, calendar=ALWAYS))) == []


class TestWarnings:
    def test_one_that_comes_when_it_is_due(self) -> None:
        assert told(sla("rest", solve(warn_at=(0.5, 1.0)))) == (
            "sla.warning_at_due at rest/resolution: the warning at 1.0 comes when "
            "it is due"
        )

    @pytest.mark.parametrize("warn_at", [(), (0.999,)])
    def test_one_that_comes_before_is_fine(self, warn_at: tuple[float, ...]) -> None:
        assert found(sla("rest", solve(warn_at=warn_at))) == []


class TestPauses:
    def test_a_metric_of_one_s_own_has_its_own(self) -> None:
        odd = target(VENDOR_TIME, HOUR, pauses={"vendor", "nobody"})

        assert told(sla("rest", odd)) == (
            "sla.idle_pauses at rest/vendor time: vendor time pauses by its own "
            "signals alone"
        )

    @pytest.mark.parametrize("pauses", [set(), {"caller"}])
    def test_the_default_says_nothing(self, pauses: set[str]) -> None:
        assert found(sla("rest", target(VENDOR_TIME, HOUR, pauses=pauses))) == []

    def test_reasons_that_no_ticket_gives(self) -> None:
        assert found(sla("rest", solve(pauses={"vendor", "zeal", "fog"}))) == [
            "sla.unknown_pause at rest/resolution: no hold of ours has reason 'fog'",
            "sla.unknown_pause at rest/resolution: no hold of ours has reason 'zeal'",
        ]

    def test_every_hold_reason_is_known(self) -> None:
        assert found(sla("rest", solve(pauses=set(HoldReason)))) == []

    def test_reasons_are_those_of_holds_and_of_states_that_pause(self) -> None:
        states = {"on_hold", "awaiting_approval", "awaiting_complainant", "external"}

        assert REASONS == {*HoldReason} | states


NEEDED = {
    "sla.shadowed": "error",
    "sla.no_default": "warning",
    "sla.validity_gap": "warning",
    "sla.function": "warning",
    "sla.duplicate_target": "warning",
    "sla.missing_priority": "warning",
    "sla.missing_calendar": "error",
    "sla.priority_order": "warning",
    "sla.response_too_long": "warning",
    "sla.restoration_too_long": "warning",
    "sla.acknowledge_too_long": "warning",
    "sla.support_too_long": "warning",
    "sla.never_open": "error",
    "sla.beyond_a_year": "warning",
    "sla.days_around_the_clock": "warning",
    "sla.warning_at_due": "warning",
    "sla.idle_pauses": "warning",
    "sla.unknown_pause": "warning",
}
"""How much each finding matters, in the order in which they are told."""

FAULTY = (
    sla(
        "all wrong",
        target(Metric.ACKNOWLEDGE, 10 * HOUR),
        answer(9 * HOUR),
        target(Metric.NEXT_RESPONSE, HOUR, calendar={1: OFFICE}),
        target(Metric.PERIODIC_UPDATE, HOUR, calendar=PAST, warn_at=(1,)),
        target(Metric.RESTORATION, 9 * HOUR),
        target(Metric.TIME_TO_OWN, {1: WorkingDays(999)}, calendar=ALWAYS),
        solve({1: 8.5 * HOUR, 2: 8 * HOUR}, pauses={"rain"}),
        target(VENDOR_TIME, HOUR, pauses={"rain"}),
        applies=is_loud,
        **valid(None, "2026-01-01"),
    ),
    sla("after", applies=is_loud, **valid("2026-02-01", None)),
    sla("unseen", applies=is_loud, **valid("2026-02-01", None)),
    ola("network", solve(12 * HOUR), while_group="network"),
    ola("all", solve(12 * HOUR), applies=is_loud),
)


class TestTable:
    def test_every_finding_has_its_severity_and_comes_in_its_order(self) -> None:
        findings = audit(FAULTY)

        assert {each.code: str(each.severity) for each in findings} == NEEDED
        assert list(dict.fromkeys(each.code for each in findings)) == list(NEEDED)

    def test_every_finding_is_explained(self) -> None:
        rows = re.findall(r"``(sla\.\w+)`` +(\w+)", audit.__doc__ or "")

        assert dict(rows) == NEEDED
        assert [code for code, _ in rows] == list(NEEDED)


class TestNamedCalendars:
    def test_a_check_knows_the_hours_that_have_names(self) -> None:
        rest = sla("rest", solve(calendar="desk"), answer(9 * HOUR, calendar="desk"))

        for hours, codes in (
            (OFFICE, {"sla.response_too_long"}),
            (PAST, {"sla.response_too_long", "sla.never_open"}),
        ):
            findings = Agreements([rest], calendars={"desk": hours}).check()
            assert codes == {each.code for each in findings}

    def test_names_that_nobody_looked_up_are_compared_but_not_asked(self) -> None:
        days = target(Metric.TIME_TO_OWN, WorkingDays(999), calendar="never")
        rest = sla(
            "rest", solve(calendar="desk"), answer(9 * HOUR, calendar="desk"), days
        )

        assert [each.code for each in audit((rest,))] == ["sla.response_too_long"]
