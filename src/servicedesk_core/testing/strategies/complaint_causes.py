"""Why complaints come: schemes of causes, trees of whys, rankings, labelled texts."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from servicedesk_core.complaints import (
    CLASSIFIER_LABELS,
    LANGUAGE_MODEL_LABELS,
    CauseAttribution,
    CauseParty,
    CauseProposal,
    CauseScheme,
    LabelNeed,
    LabelReadiness,
    Pareto,
    ParetoItem,
    ProposalState,
    Solution,
    TopicReadiness,
    UserErrorCause,
    WhyTree,
    label_readiness,
    pareto,
)
from servicedesk_core.money import Money
from servicedesk_core.satisfaction import Remedy
from servicedesk_core.testing.strategies._complaint_parts import (
    decimal_shares,
    in_one_currency,
    or_published,
    people,
    prices,
)
from servicedesk_core.testing.strategies.numbers import counts, decimals_
from servicedesk_core.testing.strategies.stats import confidences
from servicedesk_core.testing.strategies.texts import names
from servicedesk_core.tickets import Actor

_DEEPEST = 5
_USUAL = (Decimal("0.8"), Decimal("0.95"))
"""The limits of the classes A and B."""
_PUBLISHED = (CLASSIFIER_LABELS, LANGUAGE_MODEL_LABELS)


def cause_attributions() -> st.SearchStrategy[CauseAttribution]:
    """Whose doing contacts are: the company's, or a user's whom something misled.

    They shrink to the company's.

    Example:
        >>> from hypothesis import find
        >>> find(cause_attributions(), lambda cause: cause.sub_cause).party.value
        'user'
    """
    mistakes = st.sampled_from(UserErrorCause)
    users = st.builds(CauseAttribution, st.just(CauseParty.USER), mistakes)
    return st.just(CauseAttribution()) | users


def cause_schemes() -> st.SearchStrategy[CauseScheme]:
    """Schemes of one to four causes, of any version, with examples or without.

    They shrink to a single cause.

    Example:
        >>> from hypothesis import find
        >>> find(cause_schemes(), lambda scheme: scheme.examples).examples["a"]
        ()
    """
    texts = st.lists(names(), max_size=2)
    return st.builds(
        _cause_scheme,
        names(),
        st.dictionaries(names(), st.none() | texts, min_size=1, max_size=4),
        counts(min=1, max=5),
    )


def cause_proposals() -> st.SearchStrategy[CauseProposal]:
    """Causes that a machine proposed, decided by a person or not yet.

    They shrink to one not decided.

    Example:
        >>> from hypothesis import find
        >>> find(cause_proposals(), lambda found: found.decided_by).state.value
        'confirmed'
    """
    return st.builds(
        _cause_proposal,
        names(),
        cause_schemes(),
        counts(max=3),
        st.sampled_from(ProposalState),
        people(),
    )


def solutions() -> st.SearchStrategy[Solution]:
    """What could be done about causes, by every remedy.

    They shrink to one that is called ``"a"``.

    Example:
        >>> from hypothesis import find
        >>> find(solutions(), lambda solution: True).text
        'a'
    """
    return st.builds(Solution, names(), remedy=st.sampled_from(Remedy))


def why_trees() -> st.SearchStrategy[WhyTree]:
    """Trees of up to four causes, chains and branches, with solutions or without.

    They shrink to a problem of which nobody asked why.

    Example:
        >>> from hypothesis import find
        >>> found = find(why_trees(), lambda tree: tree.depth == 2)
        >>> [len(level) for level in found.levels]
        [1, 1, 1]
    """
    own = st.lists(solutions(), max_size=2)
    nodes = st.tuples(names(), counts(max=3), st.none() | own)
    return st.builds(
        _why_tree,
        st.lists(nodes, min_size=1, max_size=5, unique_by=lambda node: node[0]),
        st.none() | counts(min=1, max=_DEEPEST),
    )


def paretos() -> st.SearchStrategy[Pareto]:
    """Up to four causes by size, of counts or costs, whose whole may be nothing.

    They shrink to no cause at all.

    Example:
        >>> from hypothesis import find
        >>> find(paretos(), lambda pareto: pareto.items).vital_few
        ()
    """
    return in_one_currency(lambda currency: _paretos(currency, least=0))


def pareto_items() -> st.SearchStrategy[ParetoItem]:
    """Causes with what they add to those before them, of every class.

    They shrink to one of a whole that is nothing.

    Example:
        >>> from hypothesis import find
        >>> find(pareto_items(), lambda item: item.cost).share is None
        True
    """
    return in_one_currency(
        lambda currency: st.builds(
            lambda ranking, place: ranking.items[place % len(ranking.items)],
            _paretos(currency, least=1),
            counts(max=3),
        )
    )


def label_needs() -> st.SearchStrategy[LabelNeed]:
    """How many labelled texts methods need, such as those published.

    They shrink to one text.

    Example:
        >>> from hypothesis import find
        >>> find(label_needs(), lambda need: need.comfortable).comfortable >= 1
        True
    """
    own = st.builds(
        lambda least, more, source: LabelNeed(
            least, comfortable=None if more is None else least + more, source=source
        ),
        counts(min=1),
        st.none() | counts(),
        st.none() | names(),
    )
    return or_published(own, _PUBLISHED)


def label_readinesses() -> st.SearchStrategy[LabelReadiness]:
    """Whether enough texts of up to four topics are labelled, and fit a topic.

    They shrink to no topic.

    Example:
        >>> from hypothesis import find
        >>> find(label_readinesses(), lambda labels: labels.is_ready).topics[0].labelled
        1
    """
    return _label_readinesses(least=0)


def topic_readinesses() -> st.SearchStrategy[TopicReadiness]:
    """How far the labelled texts of topics go, to every end.

    They shrink to a topic without any.

    Example:
        >>> from hypothesis import find
        >>> find(topic_readinesses(), lambda topic: topic.labelled).readiness.value
        'comfortable'
    """
    return st.builds(
        lambda found, place: found.topics[place % len(found.topics)],
        _label_readinesses(least=1),
        counts(max=3),
    )


def _cause_scheme(
    name: str, causes: Mapping[str, Sequence[str] | None], version: int
) -> CauseScheme:
    examples = {cause: texts for cause, texts in causes.items() if texts is not None}
    return CauseScheme(name, list(causes), version=version, examples=examples)


def _cause_proposal(
    complaint: str, scheme: CauseScheme, place: int, state: ProposalState, by: Actor
) -> CauseProposal:
    return CauseProposal(
        complaint,
        scheme.causes[place % len(scheme.causes)],
        scheme=scheme,
        state=state,
        decided_by=None if state is ProposalState.PROPOSED else by,
    )


def _why_tree(
    nodes: Sequence[tuple[str, int, Sequence[Solution] | None]], max_depth: int | None
) -> WhyTree:
    """Return a tree whose nodes each hang on one before them."""
    order = [name for name, _, _ in nodes]
    causes: dict[str, list[str]] = {}
    depths = {order[0]: 0}
    for place, (name, above, _) in enumerate(nodes[1:]):
        effect = order[max(0, place - above)]
        causes.setdefault(effect, []).append(name)
        depths[name] = depths[effect] + 1
    deepest = max(depths.values())
    return WhyTree(
        order[0],
        causes,
        solutions={name: own for name, _, own in nodes if own is not None},
        max_depth=None if max_depth is None else max(max_depth, deepest),
    )


def _paretos(currency: str, *, least: int) -> st.SearchStrategy[Pareto]:
    counted = st.tuples(counts() | decimals_(), prices(currency))
    return st.builds(
        _pareto,
        st.dictionaries(names(), counted, min_size=least, max_size=4),
        decimals_(min_value=Decimal("0.01"), max_value=1),
        st.just(_USUAL) | st.tuples(decimal_shares(), decimal_shares()),
        is_costed=st.booleans(),
    )


def _pareto(
    counted: Mapping[str, tuple[Decimal, Money]],
    threshold: Decimal,
    limits: tuple[Decimal, Decimal],
    *,
    is_costed: bool,
) -> Pareto:
    costs = {cause: cost for cause, (_, cost) in counted.items()}
    return pareto(
        {cause: count for cause, (count, _) in counted.items()},
        threshold=threshold,
        abc=(min(limits), max(limits)),
        unit_costs=costs if is_costed else None,
    )


def _label_readinesses(*, least: int) -> st.SearchStrategy[LabelReadiness]:
    return st.builds(
        label_readiness,
        st.dictionaries(names(), counts(max=40), min_size=least, max_size=4),
        need=label_needs(),
        other=counts(),
        other_limit=st.none() | decimal_shares(),
        confidence=confidences(),
    )


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        CauseAttribution: cause_attributions,
        CauseScheme: cause_schemes,
        CauseProposal: cause_proposals,
        Solution: solutions,
        WhyTree: why_trees,
        Pareto: paretos,
        ParetoItem: pareto_items,
        LabelNeed: label_needs,
        LabelReadiness: label_readinesses,
        TopicReadiness: topic_readinesses,
    }
)
