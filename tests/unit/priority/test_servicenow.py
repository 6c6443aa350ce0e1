"""ServiceNow's matrix, cell by cell, and the library's own enums."""

import pytest

from servicedesk_core.priority import SERVICENOW, Impact, Priority, Urgency


class TestEnums:
    def test_impact_runs_from_1_high_to_3_low(self) -> None:
        assert [(i.name, i.value) for i in Impact] == [
            ("HIGH", 1),
            ("MEDIUM", 2),
            ("LOW", 3),
        ]

    def test_urgency_runs_from_1_high_to_3_low(self) -> None:
        assert [(u.name, u.value) for u in Urgency] == [
            ("HIGH", 1),
            ("MEDIUM", 2),
            ("LOW", 3),
        ]

    def test_priority_runs_from_1_critical_to_5_planning(self) -> None:
        assert [(p.name, p.value) for p in Priority] == [
            ("CRITICAL", 1),
            ("HIGH", 2),
            ("MODERATE", 3),
            ("LOW", 4),
            ("PLANNING", 5),
        ]


class TestServicenow:
    @pytest.mark.parametrize(
        ("impact", "urgency", "priority"),
        [
            (Impact.HIGH, Urgency.HIGH, Priority.CRITICAL),
            (Impact.HIGH, Urgency.MEDIUM, Priority.HIGH),
            (Impact.HIGH, Urgency.LOW, Priority.MODERATE),
            (Impact.MEDIUM, Urgency.HIGH, Priority.HIGH),
            (Impact.MEDIUM, Urgency.MEDIUM, Priority.MODERATE),
            (Impact.MEDIUM, Urgency.LOW, Priority.LOW),
            (Impact.LOW, Urgency.HIGH, Priority.MODERATE),
            (Impact.LOW, Urgency.MEDIUM, Priority.LOW),
            (Impact.LOW, Urgency.LOW, Priority.PLANNING),
        ],
    )
    def test_each_cell_is_as_published(
        self, impact: Impact, urgency: Urgency, priority: Priority
    ) -> None:
        assert SERVICENOW.priority(impact=impact, urgency=urgency) is priority

    def test_there_are_nine_cells(self) -> None:
        assert len(SERVICENOW.cells) == 9

    def test_it_is_monotone(self) -> None:
        assert SERVICENOW.is_monotone is True
