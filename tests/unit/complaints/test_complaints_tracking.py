"""Codes by which a client follows a request."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis.strategies import integers, text

from servicedesk_core.complaints import is_valid_tracking_code, tracking_code
from servicedesk_core.complaints.tracking import _weigh
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError

KEY = b"sixteen bytes or more"
CHARACTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
EVERY = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*"
IDS = text(min_size=1).filter(str.strip)


class TestCode:
    def test_it_is_the_same_each_time(self) -> None:
        assert "EWV2ZK6G1V52" == tracking_code("INC0042", key=KEY)
        assert tracking_code("INC0042", key=KEY) == tracking_code("INC0042", key=KEY)

    def test_another_key_makes_another(self) -> None:
        assert tracking_code("INC1", key=KEY) != tracking_code("INC1", key=KEY[::-1])

    @given(IDS)
    def test_it_has_12_characters_that_are_hard_to_misread(self, name: str) -> None:
        code = tracking_code(name, key=KEY)

        assert 12 == len(code)
        assert set(code) <= set(CHARACTERS)
        assert is_valid_tracking_code(code)

    def test_ids_in_a_row_have_codes_that_differ_widely(self) -> None:
        codes = [tracking_code(f"INC{n}", key=KEY) for n in range(1000)]

        assert 1000 == len(set(codes))
        assert set(CHARACTERS) == {code[0] for code in codes}
        assert set(CHARACTERS) == {code[10] for code in codes}
        assert set(CHARACTERS) == {code[11] for code in codes}
        assert 100 > sum(one[0] == two[0] for one, two in pairwise(codes))

    def test_half_a_surrogate_has_one_too(self) -> None:
        assert is_valid_tracking_code(tracking_code("\ud800", key=KEY))

    def test_16_bytes_of_key_are_enough(self) -> None:
        assert is_valid_tracking_code(tracking_code("INC1", key=b"0123456789abcdef"))

    def test_a_short_key_is_refused_and_not_shown(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^key must be 16 bytes or more, got '15 bytes'$",
        ):
            tracking_code("INC1", key=b"0123456789abcde")

    def test_a_key_of_another_type_is_refused_and_not_shown(self) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^key must be bytes, got <class 'str'>$"
        ):
            tracking_code("INC1", key="secret")  # type: ignore[arg-type]

    def test_a_blank_id_is_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^id must be a text that is not blank, got ' '$",
        ):
            tracking_code(" ", key=KEY)

    def test_an_id_that_is_no_text_is_refused(self) -> None:
        with pytest.raises(WrongTypeError, match=r"^id must be a text, got 7$"):
            tracking_code(7, key=KEY)  # type: ignore[arg-type]


class TestCheck:
    def test_the_check_character_is_that_of_the_norm(self) -> None:
        # The donation number of ISBT 128, which uses ISO 7064 MOD 37-2.
        assert "H" == EVERY[(1 - _weigh("G123498654321")) % 37]

    @given(IDS, integers(0, 11))
    def test_every_single_wrong_character_is_found(self, name: str, place: int) -> None:
        code = tracking_code(name, key=KEY)
        for wrong in set(EVERY) - {code[place]}:
            slip = code[:place] + wrong + code[place + 1 :]

            assert not is_valid_tracking_code(slip)

    @given(IDS)
    def test_every_two_swapped_neighbours_are_found(self, name: str) -> None:
        code = tracking_code(name, key=KEY)
        for place, (one, two) in enumerate(pairwise(code)):
            slip = code[:place] + two + one + code[place + 2 :]

            assert (one == two) is is_valid_tracking_code(slip)

    @pytest.mark.parametrize(
        "code",
        ["", "EWV2ZK6G1V5", "0EWV2ZK6G1V52", "ewv2zk6g1v52", " EWV2ZK6G1V52", "Ж" * 12],
    )
    def test_another_form_is_none(self, code: str) -> None:
        assert not is_valid_tracking_code(code)

    def test_a_code_that_is_no_text_is_refused(self) -> None:
        with pytest.raises(WrongTypeError, match=r"^code must be a text, got 7$"):
            is_valid_tracking_code(7)  # type: ignore[arg-type]
