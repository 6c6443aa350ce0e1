"""Priority matrices over any enums."""

import pickle
from enum import Enum, StrEnum
from itertools import product
from typing import Any

import attrs
import pytest

from servicedesk_core.errors import (
    InvalidArgumentError,
    InvalidMatrixError,
    ServiceDeskError,
)
from servicedesk_core.priority import (
    SERVICENOW,
    Impact,
    Priority,
    PriorityMatrix,
    Urgency,
)


class Reach(Enum):
    SITE = "site"
    DESK = "desk"


class Hurry(Enum):
    NOW = "now"
    LATER = "later"
    SOMEDAY = "someday"


class Rank(StrEnum):
    FIRST = "first"
    SECOND = "second"
    THIRD = "third"


def matrix(rows: list[list[Rank]]) -> PriorityMatrix[Reach, Hurry, Rank]:
    """Return a matrix: a row for each reach, a column for each hurry."""
    return PriorityMatrix(
        {
            (reach, hurry): rows[i][j]
            for i, reach in enumerate(Reach)
            for j, hurry in enumerate(Hurry)
        }
    )


F, S, T = Rank
OURS = matrix([[F, F, S], [S, S, T]])
CELLS = dict(OURS.cells)


class TestConstruction:
    def test_cells_are_copied(self) -> None:
        cells = dict(CELLS)
        made = PriorityMatrix(cells)
        cells[Reach.SITE, Hurry.NOW] = Rank.THIRD
        assert made == OURS

    def test_an_empty_matrix_is_refused(self) -> None:
        with pytest.raises(InvalidMatrixError) as caught:
            PriorityMatrix({})
        assert str(caught.value) == "priority matrix: it must have cells"

    def test_a_missing_cell_is_named(self) -> None:
        cells = dict(CELLS)
        del cells[Reach.DESK, Hurry.LATER]
        with pytest.raises(InvalidMatrixError) as caught:
            PriorityMatrix(cells)
        actual = (str(caught.value), caught.value.cells)
        assert actual == (
            "priority matrix: no priority for (DESK, LATER)",
            ((Reach.DESK, Hurry.LATER),),
        )

    def test_all_missing_cells_are_named(self) -> None:
        with pytest.raises(InvalidMatrixError) as caught:
            PriorityMatrix({(Reach.SITE, Hurry.LATER): Rank.FIRST})
        assert caught.value.reason == (
            "no priority for (SITE, NOW), (SITE, SOMEDAY), "
            "(DESK, NOW), (DESK, LATER), (DESK, SOMEDAY)"
        )
        assert len(caught.value.cells) == 5

    @pytest.mark.parametrize(
        ("key", "found"),
        [
            (("site", Hurry.NOW), "'site', <Reach.DESK: 'desk'>, <Reach.SITE: 'site'>"),
            (
                (Reach.SITE, Reach.SITE),
                (
                    "<Hurry.LATER: 'later'>, <Hurry.NOW: 'now'>, "
                    "<Hurry.SOMEDAY: 'someday'>, <Reach.SITE: 'site'>"
                ),
            ),
        ],
    )
    def test_a_foreign_key_is_refused(
        self, key: tuple[Reach, Hurry], found: str
    ) -> None:
        with pytest.raises(InvalidMatrixError) as caught:
            PriorityMatrix({**CELLS, key: Rank.FIRST})
        assert caught.value.reason == f"each axis must be of one enum, got {found}"

    def test_keys_of_no_enum_are_refused(self) -> None:
        with pytest.raises(InvalidMatrixError) as caught:
            PriorityMatrix({(1, 2): Rank.FIRST})  # type: ignore[type-var]
        assert caught.value.reason == "each axis must be of one enum, got 1"

    @pytest.mark.parametrize(
        "key", [5, None, "ab", Reach.SITE, (), (Reach.SITE,), (*Reach, Hurry.NOW)]
    )
    def test_a_key_that_is_no_pair_is_refused(self, key: tuple[Reach, Hurry]) -> None:
        with pytest.raises(InvalidMatrixError) as caught:
            PriorityMatrix({**CELLS, key: Rank.FIRST})
        reason = f"each key must be a pair of impact and urgency, got {key!r}"
        assert caught.value.reason == reason

    def test_a_foreign_priority_is_refused(self) -> None:
        cells = {**CELLS, (Reach.SITE, Hurry.NOW): Priority.LOW}
        with pytest.raises(InvalidMatrixError, match="each axis must be of one enum"):
            PriorityMatrix(cells)

    def test_priorities_of_no_enum_are_refused(self) -> None:
        cells = dict.fromkeys(CELLS, "first")
        with pytest.raises(InvalidMatrixError) as caught:
            PriorityMatrix(cells)  # type: ignore[type-var]
        assert caught.value.reason == "each axis must be of one enum, got 'first'"

    def test_the_error_is_a_value_error_and_pickles(self) -> None:
        with pytest.raises(InvalidMatrixError) as caught:
            PriorityMatrix({(Reach.SITE, Hurry.LATER): Rank.FIRST})
        copy = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - made above
        kinds = [isinstance(copy, kind) for kind in (ServiceDeskError, ValueError)]
        assert (kinds, copy.code) == ([True, True], "priority.matrix")
        assert (copy.reason, copy.cells) == (caught.value.reason, caught.value.cells)


class TestPriority:
    @pytest.mark.parametrize(("key", "priority"), CELLS.items())
    def test_each_cell_is_found(self, key: tuple[Reach, Hurry], priority: Rank) -> None:
        assert OURS.priority(impact=key[0], urgency=key[1]) is priority

    def test_swapped_arguments_are_refused(self) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            SERVICENOW.priority(
                impact=Urgency.HIGH,  # type: ignore[arg-type]
                urgency=Impact.LOW,  # type: ignore[arg-type]
            )
        error = caught.value
        assert (error.argument, error.value) == ("impact", Urgency.HIGH)
        assert str(error) == (
            "impact must be a member of Impact (HIGH, MEDIUM, LOW), "
            "got <Urgency.HIGH: 1>"
        )

    @pytest.mark.parametrize("impact", [1, None, "high", Urgency.HIGH, Reach.SITE])
    def test_an_impact_of_another_kind_is_refused(self, impact: Impact) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            SERVICENOW.priority(impact=impact, urgency=Urgency.HIGH)
        assert (caught.value.argument, caught.value.value) == ("impact", impact)

    @pytest.mark.parametrize("urgency", [1, None, "high", Impact.HIGH, Hurry.NOW])
    def test_an_urgency_of_another_kind_is_refused(self, urgency: Urgency) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            SERVICENOW.priority(impact=Impact.HIGH, urgency=urgency)
        error = caught.value
        assert (error.argument, error.value, error.wanted) == (
            "urgency",
            urgency,
            "a member of Urgency (HIGH, MEDIUM, LOW)",
        )


class TestWithCells:
    def test_it_replaces_the_cells_given(self) -> None:
        cell = (Reach.SITE, Hurry.SOMEDAY)
        actual = OURS.with_cells({cell: Rank.THIRD})
        assert actual == matrix([[F, F, T], [S, S, T]])

    def test_the_matrix_itself_stays(self) -> None:
        made = matrix([[F, F, S], [S, S, T]])
        made.with_cells({(Reach.SITE, Hurry.NOW): Rank.THIRD})
        assert made == OURS

    @pytest.mark.parametrize(
        ("cell", "argument", "enum"),
        [
            # Each equals a cell of the matrix, as a key of a dict.
            ((Urgency.LOW, Impact.HIGH), "impact", "Impact"),
            ((Impact.LOW, Impact.HIGH), "urgency", "Urgency"),
            ((3, 1), "impact", "Impact"),
            ((Impact.LOW, 1), "urgency", "Urgency"),
            # None of these does.
            ((Reach.SITE, Urgency.LOW), "impact", "Impact"),
            ((Impact.LOW, None), "urgency", "Urgency"),
        ],
    )
    def test_a_key_of_other_enums_is_refused(
        self, cell: tuple[Impact, Urgency], argument: str, enum: str
    ) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            SERVICENOW.with_cells({cell: Priority.LOW})
        error = caught.value
        assert (error.argument, error.value, error.wanted) == (
            argument,
            cell[argument == "urgency"],
            f"a member of {enum} (HIGH, MEDIUM, LOW)",
        )

    def test_one_key_of_other_enums_among_many_is_refused(self) -> None:
        cells = {
            (Impact.LOW, Urgency.LOW): Priority.LOW,
            (Urgency.LOW, Impact.HIGH): Priority.LOW,
        }
        with pytest.raises(InvalidArgumentError) as caught:
            SERVICENOW.with_cells(cells)  # type: ignore[arg-type]
        assert (caught.value.argument, caught.value.value) == ("impact", Urgency.LOW)

    def test_no_cells_change_nothing(self) -> None:
        assert OURS.with_cells({}) == OURS

    def test_a_foreign_priority_is_refused(self) -> None:
        cells = {(Impact.LOW, Urgency.LOW): 4}
        with pytest.raises(InvalidMatrixError, match="each axis must be of one enum"):
            SERVICENOW.with_cells(cells)  # type: ignore[arg-type]


class TestIsMonotone:
    @pytest.mark.parametrize(
        "rows",
        [
            [[F, F, S], [S, S, T]],
            [[F, S, T], [F, S, T]],
            [[F, F, F], [T, T, T]],
            [[S, S, S], [S, S, S]],
        ],
    )
    def test_less_need_never_coming_earlier_is(self, rows: list[list[Rank]]) -> None:
        assert matrix(rows).is_monotone is True

    @pytest.mark.parametrize(
        "rows", [[[T, S, S], [S, S, F]], [[T, T, T], [F, F, F]], [[T, S, F]] * 2]
    )
    def test_priorities_may_run_the_opposite_way(self, rows: list[list[Rank]]) -> None:
        assert matrix(rows).is_monotone is True

    @pytest.mark.parametrize(
        "rows",
        [
            [[F, S, F], [F, S, S]],
            [[F, S, S], [F, F, S]],
            [[F, S, T], [F, T, S]],
            [[S, S, T], [F, S, T]],
            [[F, S, T], [T, T, S]],
        ],
    )
    def test_one_step_back_is_not(self, rows: list[list[Rank]]) -> None:
        assert matrix(rows).is_monotone is False

    def test_steps_both_ways_along_different_axes_are_not(self) -> None:
        assert matrix([[S, S, T], [F, F, S]]).is_monotone is False

    def test_the_order_is_that_of_definition_not_of_the_mapping(self) -> None:
        turned = PriorityMatrix(dict(reversed(CELLS.items())))
        assert turned.is_monotone is True

    def test_a_single_cell_is(self) -> None:
        class One(Enum):
            ONLY = 1

        assert PriorityMatrix({(One.ONLY, One.ONLY): One.ONLY}).is_monotone is True

    def test_jiras_published_default_is_not(self) -> None:
        class JiraImpact(Enum):
            EXTENSIVE = 1
            SIGNIFICANT = 2
            MODERATE = 3
            MINOR = 4

        class JiraLevel(Enum):
            HIGHEST = 1
            HIGH = 2
            MEDIUM = 3
            LOW = 4
            LOWEST = 5

        published = ["12345", "12345", "23445", "34545"]
        cells = {
            (impact, urgency): JiraLevel(int(published[i][j]))
            for i, impact in enumerate(JiraImpact)
            for j, urgency in enumerate(JiraLevel)
        }
        mended = {**cells, (JiraImpact.MINOR, JiraLevel.LOW): JiraLevel.LOWEST}
        actual = (
            PriorityMatrix(cells).is_monotone,
            PriorityMatrix(mended).is_monotone,
        )
        assert actual == (False, True)

    def test_glpis_where_more_is_more_urgent_is(self) -> None:
        class Level(Enum):
            VERY_LOW = 1
            LOW = 2
            MEDIUM = 3
            HIGH = 4
            VERY_HIGH = 5

        published = ["11222", "12233", "22344", "23445", "23455"]
        glpi = PriorityMatrix(
            {
                (impact, urgency): Level(int(published[j][i]))
                for i, impact in enumerate(Level)
                for j, urgency in enumerate(Level)
            }
        )
        assert glpi.is_monotone is True

    @pytest.mark.parametrize("turned_priority", [False, True])
    @pytest.mark.parametrize("turned_urgency", [False, True])
    @pytest.mark.parametrize("turned_impact", [False, True])
    def test_impact_and_urgency_must_be_defined_the_same_way(
        self, *, turned_impact: bool, turned_urgency: bool, turned_priority: bool
    ) -> None:
        rows = [[F, S, T], [S, T, T]]
        if turned_impact:
            rows.reverse()
        if turned_urgency:
            rows = [row[::-1] for row in rows]
        if turned_priority:
            rows = [[{F: T, S: S, T: F}[rank] for rank in row] for row in rows]
        assert matrix(rows).is_monotone is (turned_impact == turned_urgency)

    def test_the_values_of_members_do_not_count(self) -> None:
        class Number(Enum):
            MIDDLE = 2
            MOST = 3
            LEAST = 1

        cells = dict(zip(CELLS, [*Number] * 2, strict=True))
        assert PriorityMatrix(cells).is_monotone is True

    def test_it_is_so_for_every_matrix_that_keeps_a_way_from_cell_to_cell(self) -> None:
        """All 729 matrices, against every two cells of which one needs no less."""
        keys = list(CELLS)
        ordered = [(0, 3), (1, 4), (2, 5), (0, 1), (1, 2), (3, 4), (4, 5)]
        ordered += [(0, 2), (3, 5), (0, 4), (0, 5), (1, 5)]
        agreed = 0
        for places in product(range(3), repeat=len(keys)):
            ranks = [list(Rank)[place] for place in places]
            made = PriorityMatrix(dict(zip(keys, ranks, strict=True)))
            later = all(places[a] <= places[b] for a, b in ordered)
            earlier = all(places[a] >= places[b] for a, b in ordered)
            agreed += made.is_monotone is (later or earlier)
        assert agreed == 729


class TestDisorders:
    def test_there_are_none_where_priorities_keep_their_way(self) -> None:
        assert OURS.disorders == ()

    def test_there_are_none_where_they_keep_the_opposite_way(self) -> None:
        assert matrix([[T, S, S], [S, S, F]]).disorders == ()

    def test_there_are_none_where_all_are_equal(self) -> None:
        assert matrix([[S, S, S], [S, S, S]]).disorders == ()

    def test_one_along_urgency(self) -> None:
        assert matrix([[F, S, S], [S, T, S]]).disorders == (
            ((Reach.DESK, Hurry.LATER), (Reach.DESK, Hurry.SOMEDAY)),
        )

    def test_one_along_impact(self) -> None:
        assert matrix([[F, T, T], [F, S, T]]).disorders == (
            ((Reach.SITE, Hurry.LATER), (Reach.DESK, Hurry.LATER)),
        )

    def test_one_where_priorities_run_the_opposite_way(self) -> None:
        assert matrix([[T, S, F], [S, F, S]]).disorders == (
            ((Reach.DESK, Hurry.LATER), (Reach.DESK, Hurry.SOMEDAY)),
            ((Reach.SITE, Hurry.SOMEDAY), (Reach.DESK, Hurry.SOMEDAY)),
        )

    def test_a_wrong_corner_is_named_alone(self) -> None:
        """The first and the last cell are equal, and so tell no way."""
        cell = (Impact.LOW, Urgency.LOW)
        assert SERVICENOW.with_cells({cell: Priority.CRITICAL}).disorders == (
            ((Impact.LOW, Urgency.MEDIUM), cell),
            ((Impact.MEDIUM, Urgency.LOW), cell),
        )

    def test_those_along_urgency_come_first_in_the_order_of_definition(self) -> None:
        assert matrix([[S, F, T], [F, S, F]]).disorders == (
            ((Reach.SITE, Hurry.LATER), (Reach.SITE, Hurry.SOMEDAY)),
            ((Reach.DESK, Hurry.NOW), (Reach.DESK, Hurry.LATER)),
            ((Reach.SITE, Hurry.LATER), (Reach.DESK, Hurry.LATER)),
        )

    def test_those_along_impact_come_in_the_order_of_urgency(self) -> None:
        assert matrix([[S, S, T], [F, F, T]]).disorders == (
            ((Reach.SITE, Hurry.NOW), (Reach.DESK, Hurry.NOW)),
            ((Reach.SITE, Hurry.LATER), (Reach.DESK, Hurry.LATER)),
        )

    def test_of_two_ways_broken_alike_the_definitions_is_right(self) -> None:
        assert matrix([[F, S, F], [F, S, F]]).disorders == (
            ((Reach.SITE, Hurry.LATER), (Reach.SITE, Hurry.SOMEDAY)),
            ((Reach.DESK, Hurry.LATER), (Reach.DESK, Hurry.SOMEDAY)),
        )

    def test_the_order_of_the_mapping_does_not_count(self) -> None:
        made = matrix([[S, F, T], [F, S, F]])
        turned = PriorityMatrix(dict(reversed(dict(made.cells).items())))
        assert turned.disorders == made.disorders


class TestPriorities:
    def test_cells_of_other_priorities_are_refused(self) -> None:
        """Members of two IntEnums are equal as numbers, so types are compared."""
        foreign: Any = {key: Impact(min(p, 3)) for key, p in SERVICENOW.cells.items()}
        with pytest.raises(InvalidMatrixError, match="must be Priority, got Impact"):
            SERVICENOW.with_cells(foreign)

    @pytest.mark.parametrize("key", [5, (1, 2, 3)])
    def test_a_replaced_key_that_is_no_pair_is_refused(self, key: Any) -> None:
        with pytest.raises(InvalidMatrixError, match="must be a pair"):
            SERVICENOW.with_cells({key: Priority.LOW})


class TestValue:
    def test_equal_cells_are_equal_and_hash_alike(self) -> None:
        copy = matrix([[F, F, S], [S, S, T]])
        assert (copy, hash(copy)) == (OURS, hash(OURS))

    def test_different_cells_are_not_equal(self) -> None:
        assert matrix([[F, F, S], [S, S, S]]) != OURS

    def test_equal_cells_over_other_axes_are_not_equal(self) -> None:
        turned: Any = PriorityMatrix(
            {
                (Urgency(impact), Impact(urgency)): priority
                for (impact, urgency), priority in SERVICENOW.cells.items()
            }
        )
        assert turned.cells == SERVICENOW.cells
        assert turned != SERVICENOW

    def test_its_repr_is_its_cells(self) -> None:
        assert repr(OURS) == f"PriorityMatrix(cells={OURS.cells!r})"

    def test_it_pickles(self) -> None:
        copy = pickle.loads(pickle.dumps(SERVICENOW))  # noqa: S301 - made above
        actual = copy.priority(impact=Impact.LOW, urgency=Urgency.HIGH)
        assert (copy, actual) == (SERVICENOW, Priority.MODERATE)

    def test_it_does_not_change(self) -> None:
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            OURS.cells = {}  # type: ignore[misc]
