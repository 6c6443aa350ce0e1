"""Which causes there are, and whether people choose alike."""

from typing import Any

import pytest

from servicedesk_core.complaints import CauseScheme, coder_agreement
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.stats import cohen_kappa

SCHEME = CauseScheme("delivery", ["load", "address"], examples={"load": ["late!"]})


class TestScheme:
    def test_it_begins_at_version_one(self) -> None:
        assert (1, ("load", "address")) == (SCHEME.version, SCHEME.causes)
        assert {"load": ("late!",)} == SCHEME.examples

    def test_the_next_version_has_causes_and_examples_of_its_own(self) -> None:
        found = SCHEME.revise(["rain"], examples={"rain": ["wet"]})

        assert (
            CauseScheme("delivery", ["rain"], version=2, examples={"rain": ["wet"]})
            == found
        )
        assert {} == SCHEME.revise(["load"]).examples

    @pytest.mark.parametrize("causes", [[], ["a", "a"]])
    def test_causes_are_different_ones(self, causes: list[str]) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^causes must be one or several different ones, got",
        ):
            CauseScheme("x", causes)

    def test_an_example_is_of_a_cause(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^examples must be of causes of the scheme, got 'rain'$",
        ):
            SCHEME.revise(["load"], examples={"rain": ["wet"]})

    def test_other_values_are_refused(self) -> None:
        broken: Any = 7
        with pytest.raises(InvalidArgumentError, match=r"^name must be a text that is"):
            CauseScheme(" ", ["a"])
        with pytest.raises(InvalidArgumentError, match=r"^causes must be a text that"):
            CauseScheme("x", [" "])
        with pytest.raises(InvalidArgumentError, match=r"^version must be 1 or more"):
            CauseScheme("x", ["a"], version=0)
        with pytest.raises(
            InvalidArgumentError, match=r"^examples\['a'\] must be a text that"
        ):
            CauseScheme("x", ["a"], examples={"a": [""]})
        with pytest.raises(WrongTypeError, match=r"^examples must be texts by cause"):
            CauseScheme("x", ["a"], examples=broken)
        with pytest.raises(WrongTypeError, match=r"^causes must be names of causes"):
            CauseScheme("x", broken)


class TestAgreement:
    def test_it_is_that_of_the_table_of_both(self) -> None:
        pairs = (
            [("load", "load")] * 45
            + [("load", "address")] * 15
            + [("address", "load")] * 25
            + [("address", "address")] * 15
        )
        first = {f"C{n}": one for n, (one, _) in enumerate(pairs)}
        second = {f"C{n}": other for n, (_, other) in enumerate(pairs)}
        backwards = dict(reversed(second.items()))

        found = coder_agreement(first, backwards, scheme=SCHEME)

        assert cohen_kappa([[45, 15], [25, 15]]) == found

    def test_nothing_has_no_agreement(self) -> None:
        assert coder_agreement({}, {}, scheme=SCHEME) is None

    def test_both_sort_the_same_complaints(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^second must be of the same complaints, got \['C2'\]$",
        ):
            coder_agreement({"C1": "load"}, {"C2": "load"}, scheme=SCHEME)

    @pytest.mark.parametrize("name", ["first", "second"])
    def test_both_choose_from_the_scheme(self, name: str) -> None:
        coded = {"first": {"C1": "load"}, "second": {"C1": "load"}, name: {"C1": "x"}}
        with pytest.raises(
            InvalidArgumentError,
            match=rf"^{name}\['C1'\] must be a cause of the scheme, got 'x'$",
        ):
            coder_agreement(coded["first"], coded["second"], scheme=SCHEME)

    def test_other_values_are_refused(self) -> None:
        broken: Any = 7
        with pytest.raises(WrongTypeError, match=r"^scheme must be a CauseScheme, got"):
            coder_agreement({}, {}, scheme=broken)
        with pytest.raises(WrongTypeError, match=r"^first must be causes by complaint"):
            coder_agreement(broken, {}, scheme=SCHEME)
