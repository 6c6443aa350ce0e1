"""Complaints that the public or the authorities hear of."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from servicedesk_core.complaints import (
    ComplaintClass,
    Precursor,
    RepeatChain,
    ResonanceChannel,
    ResonanceRule,
    repeat_chains,
)
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.tickets import TicketKind, open_ticket

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
DAY = timedelta(days=1)
RULE = ResonanceRule(jumps_to=3, repeats=2)


def chain(repeats: int, *, is_open: bool = True) -> RepeatChain:
    sent = [
        open_ticket(f"C{n}", at=MONDAY + n * DAY, kind=TicketKind.COMPLAINT)
        for n in range(repeats + 1)
    ]
    if not is_open:
        end = MONDAY + 99 * DAY
        sent = [each.respond(at=end, by=None, outcome="upheld") for each in sent]
    (found,) = repeat_chains(sent, key=lambda _: "matter", within=DAY)
    return found


class TestClass:
    @pytest.mark.parametrize("channel", list(ResonanceChannel))
    def test_the_first_person_the_media_and_the_authorities_are_heard(
        self, channel: ResonanceChannel
    ) -> None:
        assert ComplaintClass.RESONANCE is RULE.classify(channel)
        assert ComplaintClass.RESONANCE is RULE.classify(channel.value)

    def test_the_lines_are_not(self) -> None:
        assert ComplaintClass.ORDINARY is RULE.classify("phone")

    def test_a_company_has_channels_of_its_own(self) -> None:
        rule = ResonanceRule(jumps_to=2, repeats=1, channels=["blog"])

        assert frozenset({"blog"}) == rule.channels
        assert ComplaintClass.ORDINARY is rule.classify("media")


class TestLevel:
    @pytest.mark.parametrize(("repeats", "level"), [(0, 3), (2, 3), (3, 4)])
    def test_it_jumps_and_never_falls(self, repeats: int, level: int) -> None:
        assert level == RULE.level(chain(repeats), channel="media")

    def test_without_resonance_it_climbs_step_by_step(self) -> None:
        assert [1, 2, 5] == [RULE.level(chain(n), channel="phone") for n in (0, 1, 4)]


class TestPrecursor:
    @pytest.mark.parametrize(
        ("repeats", "score", "is_warning"),
        [(0, 0.0, False), (1, 0.5, False), (2, 1.0, True), (3, 1.5, True)],
    )
    def test_repeats_without_a_solution_announce_it(
        self, repeats: int, score: float, is_warning: Any
    ) -> None:
        found = RULE.precursor(chain(repeats))

        assert Precursor(repeats, is_unresolved=True, score=score) == found
        assert is_warning is found.is_warning

    def test_a_solution_ends_it(self) -> None:
        found = RULE.precursor(chain(5, is_open=False))

        assert Precursor(5, is_unresolved=False, score=0.0) == found
        assert not found.is_warning


class TestRefused:
    @pytest.mark.parametrize("argument", ["jumps_to", "repeats"])
    def test_numbers_below_one(self, argument: str) -> None:
        numbers: dict[str, Any] = {"jumps_to": 1, "repeats": 1, argument: 0}
        with pytest.raises(
            InvalidArgumentError, match=rf"^{argument} must be 1 or more, got 0$"
        ):
            ResonanceRule(**numbers)

    def test_blank_channels(self) -> None:
        wanted = "must be a text that is not blank, got ' '$"
        with pytest.raises(InvalidArgumentError, match=rf"^channels {wanted}"):
            ResonanceRule(jumps_to=1, repeats=1, channels=[" "])
        with pytest.raises(InvalidArgumentError, match=rf"^channel {wanted}"):
            RULE.classify(" ")

    def test_other_values(self) -> None:
        broken: Any = 7
        for ask in (RULE.precursor, lambda each: RULE.level(each, channel="media")):
            with pytest.raises(
                WrongTypeError, match=r"^chain must be a RepeatChain, got 7$"
            ):
                ask(broken)
        with pytest.raises(WrongTypeError, match=r"^channels must be names of channel"):
            ResonanceRule(jumps_to=1, repeats=1, channels="media")
