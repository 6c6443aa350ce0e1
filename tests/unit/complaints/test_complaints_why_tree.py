"""Why, and why that."""

from typing import Any

import pytest

from servicedesk_core.complaints import Solution, WhyTree
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.satisfaction import Remedy

QUOTE = Solution("quote by load", remedy="expectation")
HIRE = Solution("hire", remedy="result")
MAP = Solution("check the map", remedy="result")
TREE = WhyTree(
    "late",
    {
        "late": ["overload", "wrong address"],
        "overload": ["few couriers", "peak"],
        "wrong address": ["old map"],
    },
    solutions={"overload": [QUOTE], "few couriers": [HIRE], "wrong address": [MAP]},
)


class TestTree:
    def test_levels_go_down_from_the_problem(self) -> None:
        assert (
            ("late",),
            ("overload", "wrong address"),
            ("few couriers", "peak", "old map"),
        ) == TREE.levels
        assert 2 == TREE.depth

    def test_root_causes_are_those_without_a_why(self) -> None:
        tree = WhyTree("p", {"p": ["a", "b", "c"], "b": ["d"], "d": ["e", "f"]})

        assert ("few couriers", "peak", "old map") == TREE.root_causes
        assert ("a", "e", "f", "c") == tree.root_causes

    def test_a_problem_is_not_its_own_cause(self) -> None:
        tree = WhyTree("late", {})

        assert ((), 0, (("late",),)) == (tree.root_causes, tree.depth, tree.levels)

    def test_each_cause_has_a_way(self) -> None:
        assert ("late", "overload", "peak") == TREE.path("peak")
        assert ("late",) == TREE.path("late")
        with pytest.raises(
            InvalidArgumentError, match=r"^cause must be one in the tree, got 'rain'$"
        ):
            TREE.path("rain")

    def test_each_level_has_its_solutions(self) -> None:
        assert ((), (QUOTE, MAP), (HIRE,)) == tuple(
            TREE.solutions_at(level) for level in range(3)
        )
        with pytest.raises(
            InvalidArgumentError, match=r"^level must be between 0 and 2, got 3$"
        ):
            TREE.solutions_at(3)

    def test_the_problem_may_have_a_solution(self) -> None:
        tree = WhyTree("late", {}, solutions={"late": [QUOTE]})

        assert (QUOTE,) == tree.solutions_at(0)

    def test_equal_trees_are_equal(self) -> None:
        same = WhyTree(TREE.problem, TREE.causes, solutions=TREE.solutions)

        assert same == TREE
        assert hash(same) == hash(TREE)


class TestChain:
    def test_it_is_a_tree_without_branches(self) -> None:
        found = WhyTree.chain("late", "no van", "no driver", solutions={"late": [HIRE]})

        assert found == WhyTree(
            "late",
            {"late": ["no van"], "no van": ["no driver"]},
            solutions={"late": [HIRE]},
        )
        assert ("no driver",) == found.root_causes

    def test_without_a_why_there_is_the_problem(self) -> None:
        assert WhyTree("late", {}) == WhyTree.chain("late")

    @pytest.mark.parametrize(
        "whys", [("late",), ("van", "van"), ("van", "late"), ("van", "road", "van")]
    )
    def test_a_circle_is_refused(self, whys: tuple[str, ...]) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^causes must be a cause that does not lead back to itself, got "
            rf"'{whys[-1]}'$",
        ):
            WhyTree.chain("late", *whys)


class TestDepth:
    def test_five_whys_are_enough_unless_said_otherwise(self) -> None:
        assert 5 == WhyTree.chain("p", *"abcde").depth
        with pytest.raises(
            InvalidArgumentError,
            match=r"^max_depth must be 6 or more for this tree, got 5$",
        ):
            WhyTree.chain("p", *"abcdef")

    @pytest.mark.parametrize("max_depth", [6, None])
    def test_more_have_to_be_allowed(self, max_depth: int | None) -> None:
        assert 6 == WhyTree.chain("p", *"abcdef", max_depth=max_depth).depth
        causes = {one: [two] for one, two in zip("pabcde", "abcdef", strict=True)}
        assert 6 == WhyTree("p", causes, max_depth=max_depth).depth

    def test_no_why_at_all_is_no_limit(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^max_depth must be 1 or more"):
            WhyTree("p", {}, max_depth=0)


class TestRefused:
    def test_a_cause_of_two_effects(self) -> None:
        for causes in ({"p": ["a", "a"]}, {"p": ["a", "b"], "b": ["a"]}):
            with pytest.raises(
                InvalidArgumentError,
                match=r"^causes must be a cause of one effect, got 'a'$",
            ):
                WhyTree("p", causes)

    def test_an_effect_or_a_solution_of_nothing(self) -> None:
        wanted = "must be of the problem or of a cause in the tree, got 'x'$"
        with pytest.raises(InvalidArgumentError, match=rf"^causes {wanted}"):
            WhyTree("p", {"x": ["y"]})
        with pytest.raises(InvalidArgumentError, match=rf"^causes {wanted}"):
            WhyTree("p", {"x": ["y"], "y": ["x"]})
        with pytest.raises(InvalidArgumentError, match=rf"^solutions {wanted}"):
            WhyTree("p", {}, solutions={"x": [HIRE]})

    def test_other_values(self) -> None:
        broken: Any = 7
        with pytest.raises(InvalidArgumentError, match=r"^problem must be a text that"):
            WhyTree(" ", {})
        with pytest.raises(InvalidArgumentError, match=r"^causes must be a text that"):
            WhyTree("p", {" ": ["a"]})
        with pytest.raises(
            InvalidArgumentError, match=r"^causes\['p'\] must be a text that"
        ):
            WhyTree("p", {"p": [" "]})
        with pytest.raises(WrongTypeError, match=r"^causes must be causes by effect"):
            WhyTree("p", broken)
        with pytest.raises(
            WrongTypeError, match=r"^causes\['p'\] must be causes, in a list, got 'a'$"
        ):
            WhyTree("p", {"p": "a"})
        with pytest.raises(WrongTypeError, match=r"^solutions must be solutions by"):
            WhyTree("p", {}, solutions=broken)
        with pytest.raises(
            WrongTypeError, match=r"^solutions\['p'\] must be Solution values, got 7$"
        ):
            WhyTree("p", {}, solutions={"p": [broken]})


class TestSolution:
    def test_it_raises_the_result_or_corrects_the_expectation(self) -> None:
        assert (Remedy.EXPECTATION, Remedy.RESULT) == (QUOTE.remedy, HIRE.remedy)

    def test_unknown_remedies_are_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^remedy must be one of result"
        ):
            Solution("x", remedy="prayer")
        with pytest.raises(InvalidArgumentError, match=r"^text must be a text that is"):
            Solution(" ", remedy="result")
