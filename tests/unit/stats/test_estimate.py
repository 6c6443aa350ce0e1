"""What an estimate, a comparison and a test answer."""

from servicedesk_core.stats import Difference, Estimate, Significance


class TestEstimate:
    def test_it_prints_with_n_and_interval(self) -> None:
        assert str(Estimate(4.25, 3.91, 4.5, 120, 0.9, "t")) == (
            "4.25 (n=120, 90% CI 3.91..4.5)"
        )


class TestDifference:
    def test_it_prints_with_signs(self) -> None:
        found = Difference(-0.2, -0.4, 0.01, 0.95, None, "newcombe")
        assert str(found) == "-0.2 (95% CI -0.4..+0.01)"

    def test_its_p_value_is_that_of_its_test(self) -> None:
        test = Significance(2.1, 0.036, None, "z")
        assert Difference(1.0, 0.1, 1.9, 0.95, test, "wald").p_value == 0.036

    def test_without_a_test_there_is_no_p_value(self) -> None:
        assert Difference(0.0, 0.0, 0.0, 0.95, None, "wald").p_value is None
