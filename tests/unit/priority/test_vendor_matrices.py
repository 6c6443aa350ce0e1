"""The vendors' matrices, cell by cell as published, and their enums."""

import pickle
from collections.abc import Mapping
from enum import Enum, IntEnum, StrEnum
from typing import Any

import pytest

import servicedesk_core as sd
from servicedesk_core import priority
from servicedesk_core.errors import InvalidArgumentError, InvalidMatrixError
from servicedesk_core.priority import (
    GLPI,
    ITOP,
    JIRA,
    SERVICENOW,
    GlpiImpact,
    GlpiPriority,
    GlpiUrgency,
    Impact,
    ItopImpact,
    ItopPriority,
    ItopUrgency,
    JiraImpact,
    JiraPriority,
    JiraUrgency,
    Priority,
    PriorityMatrix,
    Urgency,
)

# A row for each impact, a column for each urgency from critical to low.
ITOP_ROWS = {
    ItopImpact.DEPARTMENT: "CRITICAL CRITICAL HIGH   LOW",
    ItopImpact.SERVICE: "CRITICAL     HIGH     MEDIUM LOW",
    ItopImpact.PERSON: "HIGH          MEDIUM   MEDIUM LOW",
}
# A row for each urgency, a column for each impact from very low to very high.
GLPI_ROWS = {
    GlpiUrgency.VERY_LOW: "VERY_LOW VERY_LOW LOW    LOW       LOW",
    GlpiUrgency.LOW: "VERY_LOW      LOW      LOW    MEDIUM    MEDIUM",
    GlpiUrgency.MEDIUM: "LOW        LOW      MEDIUM HIGH      HIGH",
    GlpiUrgency.HIGH: "LOW          MEDIUM   HIGH   HIGH      VERY_HIGH",
    GlpiUrgency.VERY_HIGH: "LOW     MEDIUM   HIGH   VERY_HIGH VERY_HIGH",
}
# A row for each impact, a column for each urgency from critical to lowest.
JIRA_ROWS = {
    JiraImpact.EXTENSIVE: "HIGHEST   HIGH   MEDIUM LOW LOWEST",
    JiraImpact.SIGNIFICANT: "HIGHEST HIGH   MEDIUM LOW LOWEST",
    JiraImpact.MODERATE: "HIGH       MEDIUM LOW    LOW LOWEST",
    JiraImpact.MINOR: "MEDIUM        LOW    LOWEST LOW LOWEST",
}
ITOP_CELLS = [
    (impact, urgency, ItopPriority[name])
    for impact, row in ITOP_ROWS.items()
    for urgency, name in zip(ItopUrgency, row.split(), strict=True)
]
GLPI_CELLS = [
    (impact, urgency, GlpiPriority[name])
    for urgency, row in GLPI_ROWS.items()
    for impact, name in zip(GlpiImpact, row.split(), strict=True)
]
JIRA_CELLS = [
    (impact, urgency, JiraPriority[name])
    for impact, row in JIRA_ROWS.items()
    for urgency, name in zip(JiraUrgency, row.split(), strict=True)
]
VENDORS: Mapping[str, PriorityMatrix[Any, Any, Any]] = {
    "ITOP": ITOP,
    "GLPI": GLPI,
    "JIRA": JIRA,
}
AXES: Mapping[str, tuple[type[Enum], type[Enum], type[Enum]]] = {
    "ITOP": (ItopImpact, ItopUrgency, ItopPriority),
    "GLPI": (GlpiImpact, GlpiUrgency, GlpiPriority),
    "JIRA": (JiraImpact, JiraUrgency, JiraPriority),
}


class TestEnums:
    @pytest.mark.parametrize(
        ("enum", "members"),
        [
            (ItopImpact, "1 DEPARTMENT, 2 SERVICE, 3 PERSON"),
            (ItopUrgency, "1 CRITICAL, 2 HIGH, 3 MEDIUM, 4 LOW"),
            (ItopPriority, "1 CRITICAL, 2 HIGH, 3 MEDIUM, 4 LOW"),
            (GlpiImpact, "1 VERY_LOW, 2 LOW, 3 MEDIUM, 4 HIGH, 5 VERY_HIGH"),
            (GlpiUrgency, "1 VERY_LOW, 2 LOW, 3 MEDIUM, 4 HIGH, 5 VERY_HIGH"),
            (
                GlpiPriority,
                "1 VERY_LOW, 2 LOW, 3 MEDIUM, 4 HIGH, 5 VERY_HIGH, 6 MAJOR",
            ),
        ],
    )
    def test_numbers_are_the_vendors(self, enum: type[IntEnum], members: str) -> None:
        assert ", ".join(f"{each.value} {each.name}" for each in enum) == members

    @pytest.mark.parametrize(
        ("enum", "members"),
        [
            (JiraImpact, "Extensive, Significant, Moderate, Minor"),
            (JiraUrgency, "Critical, High, Medium, Low, Lowest"),
            (JiraPriority, "Highest, High, Medium, Low, Lowest"),
        ],
    )
    def test_jiras_names_run_from_most_to_least(
        self, enum: type[StrEnum], members: str
    ) -> None:
        assert ", ".join(enum) == members
        assert [each.name for each in enum] == members.upper().split(", ")

    @pytest.mark.parametrize(
        ("enum", "value", "member"),
        [
            (ItopImpact, 3, ItopImpact.PERSON),
            (GlpiPriority, 6, GlpiPriority.MAJOR),
            (JiraUrgency, "Lowest", JiraUrgency.LOWEST),
        ],
    )
    def test_a_member_is_found_by_the_vendors_value(
        self, enum: type[Enum], value: object, member: Enum
    ) -> None:
        assert enum(value) is member


class TestItop:
    @pytest.mark.parametrize(("impact", "urgency", "priority"), ITOP_CELLS)
    def test_each_cell_is_as_published(
        self, impact: ItopImpact, urgency: ItopUrgency, priority: ItopPriority
    ) -> None:
        assert ITOP.priority(impact=impact, urgency=urgency) is priority

    def test_there_are_twelve_cells(self) -> None:
        assert (len(ITOP_CELLS), len(ITOP.cells)) == (12, 12)

    def test_a_department_comes_before_a_person(self) -> None:
        """Comments in iTop's source say the reverse of what agents see."""
        actual = [
            ITOP.priority(impact=impact, urgency=ItopUrgency.CRITICAL)
            for impact in (ItopImpact.DEPARTMENT, ItopImpact.PERSON)
        ]
        assert actual == [ItopPriority.CRITICAL, ItopPriority.HIGH]

    def test_it_is_monotone(self) -> None:
        assert (ITOP.is_monotone, ITOP.disorders) == (True, ())


class TestGlpi:
    @pytest.mark.parametrize(("impact", "urgency", "priority"), GLPI_CELLS)
    def test_each_cell_is_as_published(
        self, impact: GlpiImpact, urgency: GlpiUrgency, priority: GlpiPriority
    ) -> None:
        assert GLPI.priority(impact=impact, urgency=urgency) is priority

    def test_there_are_twenty_five_cells(self) -> None:
        assert (len(GLPI_CELLS), len(GLPI.cells)) == (25, 25)

    def test_impact_and_urgency_weigh_the_same(self) -> None:
        turned = {
            (impact, urgency): GLPI.priority(
                impact=GlpiImpact(urgency), urgency=GlpiUrgency(impact)
            )
            for impact, urgency in GLPI.cells
        }
        assert turned == GLPI.cells

    def test_only_major_is_given_by_no_cell(self) -> None:
        assert {*GlpiPriority} - {*GLPI.cells.values()} == {GlpiPriority.MAJOR}

    def test_an_own_cell_may_give_major(self) -> None:
        cell = (GlpiImpact.VERY_HIGH, GlpiUrgency.VERY_HIGH)
        ours = GLPI.with_cells({cell: GlpiPriority.MAJOR})
        actual = (ours.priority(impact=cell[0], urgency=cell[1]), ours.is_monotone)
        assert actual == (GlpiPriority.MAJOR, True)

    def test_larger_is_more_urgent(self) -> None:
        actual = [
            GLPI.priority(impact=impact, urgency=urgency).value
            for impact, urgency in zip(GlpiImpact, GlpiUrgency, strict=True)
        ]
        assert actual == [1, 2, 3, 4, 5]

    def test_it_is_monotone_from_least_to_most(self) -> None:
        assert (GLPI.is_monotone, GLPI.disorders) == (True, ())

    def test_it_is_monotone_with_priorities_from_most_to_least(self) -> None:
        class Order(IntEnum):
            FIRST = 1
            SECOND = 2
            THIRD = 3
            FOURTH = 4
            FIFTH = 5

        turned = {cell: Order(6 - number) for cell, number in GLPI.cells.items()}
        assert PriorityMatrix(turned).is_monotone is True


class TestJira:
    @pytest.mark.parametrize(("impact", "urgency", "priority"), JIRA_CELLS)
    def test_each_cell_is_as_published(
        self, impact: JiraImpact, urgency: JiraUrgency, priority: JiraPriority
    ) -> None:
        assert JIRA.priority(impact=impact, urgency=urgency) is priority

    def test_there_are_twenty_cells(self) -> None:
        assert (len(JIRA_CELLS), len(JIRA.cells)) == (20, 20)

    def test_extensive_and_significant_weigh_the_same(self) -> None:
        extensive, significant = (
            [JIRA.priority(impact=impact, urgency=urgency) for urgency in JiraUrgency]
            for impact in (JiraImpact.EXTENSIVE, JiraImpact.SIGNIFICANT)
        )
        assert extensive == significant

    def test_it_is_not_monotone_for_one_pair_of_cells(self) -> None:
        """With a minor impact, low urgency goes before medium."""
        minor = JiraImpact.MINOR
        actual = (JIRA.is_monotone, JIRA.disorders)
        pair = ((minor, JiraUrgency.MEDIUM), (minor, JiraUrgency.LOW))
        assert actual == (False, (pair,))

    @pytest.mark.parametrize(
        ("urgency", "priority"),
        [
            (JiraUrgency.LOW, JiraPriority.LOWEST),
            (JiraUrgency.MEDIUM, JiraPriority.LOW),
        ],
    )
    def test_either_cell_of_the_pair_mends_it(
        self, urgency: JiraUrgency, priority: JiraPriority
    ) -> None:
        mended = JIRA.with_cells({(JiraImpact.MINOR, urgency): priority})
        assert mended.is_monotone is True


class TestForeignEnums:
    @pytest.mark.parametrize(
        ("vendor", "impact", "urgency", "argument"),
        [
            # Each equals the right member, as a number or as a string.
            ("ITOP", Impact.HIGH, ItopUrgency.LOW, "impact"),
            ("ITOP", ItopUrgency.CRITICAL, ItopUrgency.LOW, "impact"),
            ("ITOP", 1, ItopUrgency.LOW, "impact"),
            ("ITOP", ItopImpact.PERSON, ItopPriority.LOW, "urgency"),
            ("GLPI", GlpiUrgency.HIGH, GlpiUrgency.HIGH, "impact"),
            ("GLPI", GlpiImpact.HIGH, GlpiImpact.HIGH, "urgency"),
            ("GLPI", GlpiImpact.HIGH, GlpiPriority.HIGH, "urgency"),
            ("GLPI", GlpiImpact.HIGH, Urgency.HIGH, "urgency"),
            ("JIRA", "Minor", JiraUrgency.HIGH, "impact"),
            ("JIRA", JiraImpact.MINOR, JiraPriority.HIGH, "urgency"),
            ("JIRA", JiraImpact.MINOR, "High", "urgency"),
            # None of these does.
            ("GLPI", GlpiImpact.HIGH, GlpiPriority.MAJOR, "urgency"),
            ("JIRA", GlpiImpact.HIGH, JiraUrgency.HIGH, "impact"),
            ("JIRA", JiraImpact.MINOR, None, "urgency"),
        ],
    )
    def test_a_foreign_impact_or_urgency_is_refused(
        self, vendor: str, impact: object, urgency: object, argument: str
    ) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            VENDORS[vendor].priority(impact=impact, urgency=urgency)
        enum = AXES[vendor][argument == "urgency"]
        assert (caught.value.argument, caught.value.wanted) == (
            argument,
            f"a member of {enum.__name__} ({', '.join(enum.__members__)})",
        )

    def test_the_refusal_lists_the_vendors_members(self) -> None:
        impact: Any = Impact.HIGH
        with pytest.raises(InvalidArgumentError) as caught:
            ITOP.priority(impact=impact, urgency=ItopUrgency.LOW)
        assert str(caught.value) == (
            "impact must be a member of ItopImpact (DEPARTMENT, SERVICE, PERSON), "
            "got <Impact.HIGH: 1>"
        )

    @pytest.mark.parametrize("vendor", VENDORS)
    def test_servicenows_cells_are_refused(self, vendor: str) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            VENDORS[vendor].with_cells(SERVICENOW.cells)
        assert (caught.value.argument, caught.value.value) == ("impact", Impact.HIGH)

    @pytest.mark.parametrize(
        ("vendor", "foreign"),
        [
            ("ITOP", GlpiPriority.LOW),
            ("GLPI", Priority.HIGH),
            ("JIRA", JiraUrgency.LOW),
        ],
    )
    def test_a_foreign_priority_is_refused(self, vendor: str, foreign: Enum) -> None:
        made = VENDORS[vendor]
        with pytest.raises(InvalidMatrixError, match="each axis must be of one enum"):
            made.with_cells({next(iter(made.cells)): foreign})


class TestVendors:
    @pytest.mark.parametrize("vendor", VENDORS)
    def test_each_is_found_in_the_package(self, vendor: str) -> None:
        assert getattr(sd.priority, vendor) is VENDORS[vendor]

    @pytest.mark.parametrize("vendor", VENDORS)
    def test_keys_and_priorities_are_of_its_own_enums(self, vendor: str) -> None:
        kinds = {
            (type(impact), type(urgency), type(priority))
            for (impact, urgency), priority in VENDORS[vendor].cells.items()
        }
        assert kinds == {AXES[vendor]}

    @pytest.mark.parametrize("vendor", ["ITOP", "JIRA"])
    def test_some_cell_gives_each_priority(self, vendor: str) -> None:
        assert {*VENDORS[vendor].cells.values()} == {*AXES[vendor][2]}

    @pytest.mark.parametrize("vendor", VENDORS)
    def test_each_pickles(self, vendor: str) -> None:
        copy = pickle.loads(pickle.dumps(VENDORS[vendor]))  # noqa: S301 - made above
        assert copy == VENDORS[vendor]


class TestOneInstancesOwn:
    """An instance of ServiceNow that has no planning priority."""

    OWN = SERVICENOW.with_cells({(Impact.LOW, Urgency.LOW): Priority.LOW})

    def test_its_last_cell_is_4(self) -> None:
        rows = [
            [self.OWN.priority(impact=impact, urgency=urgency) for urgency in Urgency]
            for impact in Impact
        ]
        assert rows == [[1, 2, 3], [2, 3, 4], [3, 4, 4]]

    def test_the_delivered_matrix_still_has_5_there(self) -> None:
        actual = SERVICENOW.priority(impact=Impact.LOW, urgency=Urgency.LOW)
        assert (actual, actual.value) == (Priority.PLANNING, 5)

    def test_it_is_monotone(self) -> None:
        assert self.OWN.is_monotone is True


class TestNames:
    def test_what_is_no_name_of_it_is_an_attribute_error(self) -> None:
        with pytest.raises(AttributeError, match="no attribute 'JIRRA'"):
            priority.JIRRA  # type: ignore[attr-defined]  # noqa: B018

    def test_every_name_is_listed_and_there(self) -> None:
        assert set(priority.__all__) <= set(dir(priority))
        assert all(hasattr(priority, name) for name in priority.__all__)
