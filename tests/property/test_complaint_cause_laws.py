"""Laws of samples, causes, registers and measures."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, strategies as st

from servicedesk_core.complaints import (
    AbcClass,
    Authority,
    ComplaintEntry,
    ComplaintRegister,
    Handling,
    SerialRule,
    WhyTree,
    draw_sample,
    draw_stratified,
    effect,
    pareto,
    reach,
    repeat_chains,
    route_by_authority,
)
from servicedesk_core.money import Money
from servicedesk_core.tickets import TicketKind, open_ticket

START = datetime(2026, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)

names = st.text("abcdef", min_size=1, max_size=3)
counts = st.dictionaries(names, st.integers(0, 1000), max_size=8)
keys = st.lists(names, unique=True, max_size=20)
shares = st.decimals(0, 1, places=3)


class TestPareto:
    @given(counts, st.integers(1, 100))
    def test_the_few_reach_the_threshold_and_no_fewer_do(
        self, given_counts: dict[str, int], percent: int
    ) -> None:
        threshold = Fraction(percent, 100)
        found = pareto(given_counts, threshold=percent / 100)
        total = sum(given_counts.values())
        few = [given_counts[key] for key in found.vital_few]
        if total:
            assert sum(few) >= threshold * total > sum(few[:-1])
        else:
            assert [] == few

    @given(counts)
    def test_order_and_classes_descend(self, given_counts: dict[str, int]) -> None:
        found = pareto(given_counts)
        sizes = [each.count for each in found.items]
        classes = [each.abc for each in found.items if each.abc]
        assert sorted(sizes, reverse=True) == sizes
        assert sorted(classes) == classes
        assert set(given_counts) == set(found.order)
        if classes:
            assert 1.0 == found.items[-1].cumulative
            assert AbcClass.C is classes[-1]

    @given(counts, st.randoms(use_true_random=False))
    def test_the_order_of_the_counts_plays_no_part(
        self, given_counts: dict[str, int], chance: Random
    ) -> None:
        mixed = list(given_counts.items())
        chance.shuffle(mixed)
        assert pareto(given_counts) == pareto(dict(mixed))


class TestSamples:
    @given(keys, st.data(), st.text(max_size=3))
    def test_a_larger_sample_contains_the_smaller_ones(
        self, items: list[str], data: st.DataObject, seed: str
    ) -> None:
        n = data.draw(st.integers(0, len(items)))
        m = data.draw(st.integers(0, n))
        large = draw_sample(items, n, seed=seed, key=str)
        small = draw_sample(items, m, seed=seed, key=str)
        assert (n, m) == (len(large), len(small))
        assert set(small) <= set(large) <= set(items)

    @given(keys, st.data())
    def test_strata_are_within_one_of_their_share(
        self, items: list[str], data: st.DataObject
    ) -> None:
        n = data.draw(st.integers(0, len(items)))
        found = draw_stratified(
            items, n, seed="x", key=str, stratum=lambda each: each[0]
        )
        assert n == len(found)
        for letter in {each[0] for each in items}:
            size = sum(each[0] == letter for each in items)
            drawn = sum(each[0] == letter for each in found)
            assert abs(Fraction(n * size, len(items)) - drawn) < 1


class TestTrees:
    @given(st.lists(st.integers(0, 30), max_size=12))
    def test_every_cause_has_a_way_that_ends_in_it(self, above: list[int]) -> None:
        causes: dict[str, list[str]] = {}
        for place, parent in enumerate(above, start=1):
            causes.setdefault(f"c{parent % place}", []).append(f"c{place}")
        tree = WhyTree("c0", causes, max_depth=None)
        every = [each for level in tree.levels for each in level]
        assert len(above) + 1 == len(every) == len(set(every))
        for depth, level in enumerate(tree.levels):
            for each in level:
                path = tree.path(each)
                assert (depth + 1, "c0", each) == (len(path), path[0], path[-1])
        leaves = {each for each in every if each not in causes} if above else set()
        assert leaves == set(tree.root_causes)


class TestReach:
    @given(st.lists(shares, max_size=6), shares)
    def test_one_more_attempt_reaches_no_fewer(
        self, probabilities: list[Decimal], more: Decimal
    ) -> None:
        few, many = reach(probabilities), reach([*probabilities, more])
        assert 0 <= few <= many <= 1
        assert many == pytest.approx(1 - (1 - few) * (1 - float(more)))


class TestEffects:
    @given(
        st.integers(0, 1000),
        st.integers(1, 100),
        st.integers(0, 1000),
        st.integers(1, 9),
    )
    def test_the_unit_of_the_volume_plays_no_part(
        self, before: int, volume: int, after: int, factor: int
    ) -> None:
        one = effect(10, before=(before, volume), after=(after, volume))
        other = effect(
            10, before=(before, volume * factor), after=(after, volume * factor)
        )
        assert one.actual == pytest.approx(other.actual)
        assert before - after == pytest.approx(one.actual)


class TestAuthorities:
    @given(st.lists(st.integers(0, 100), min_size=1, max_size=6), st.integers(0, 120))
    def test_no_smaller_authority_would_do(
        self, limits: list[int], amount: int
    ) -> None:
        groups = [
            Authority(f"g{n}", limit=Money(limit, "EUR"))
            for n, limit in enumerate(limits)
        ]
        found = route_by_authority(groups, amount=Money(amount, "EUR"))
        enough = [limit for limit in limits if limit >= amount]
        expected = Money(min(enough), "EUR") if enough else None
        assert expected == (found.limit if found else None)


class TestChains:
    @given(st.lists(st.tuples(st.integers(0, 60), st.sampled_from("ab")), max_size=10))
    def test_the_first_deadline_is_never_reset(
        self, sent: list[tuple[int, str]]
    ) -> None:
        tickets = [
            open_ticket(
                f"C{n}",
                at=START + day * DAY,
                kind=TicketKind.COMPLAINT,
                requester=client,
            )
            for n, (day, client) in enumerate(sent)
        ]
        chains = repeat_chains(tickets, key=lambda each: each.requester, within=7 * DAY)
        members = [each.id for chain in chains for each in chain.tickets]
        assert sorted(each.id for each in tickets) == sorted(members)
        for chain in chains:
            assert chain.received_at == min(each.opened_at for each in chain.tickets)
            assert chain.level == len(chain.tickets)


class TestRegisters:
    @given(
        st.lists(
            st.tuples(
                st.sampled_from("ab"),
                st.sampled_from([None, "confirmed", "not_confirmed", "partial"]),
            ),
            max_size=12,
        ),
        st.integers(1, 4),
        shares,
    )
    def test_who_is_reviewed_complains_often_and_without_ground(
        self, told: list[tuple[str, str | None]], k: int, share: Decimal
    ) -> None:
        register = ComplaintRegister(
            [
                ComplaintEntry(f"C{n}", client, "cash", at=START, outcome=outcome)
                for n, (client, outcome) in enumerate(told)
            ]
        )
        rule = SerialRule(complaints=k, window=DAY, unfounded=share)
        for client in "ab":
            own = [outcome for each, outcome in told if each == client]
            decided = [each for each in own if each]
            unfounded = decided.count("not_confirmed")
            is_serial = (
                len(own) >= k
                and bool(decided)
                and unfounded >= Fraction(share) * len(decided)
            )
            expected = Handling.MANUAL_REVIEW if is_serial else Handling.ORDINARY
            assert expected is rule.handling(register, client, now=START)
