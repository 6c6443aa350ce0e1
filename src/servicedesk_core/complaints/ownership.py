"""Which team answers for which topic: exactly one for each."""

from collections.abc import Iterable, Mapping
from math import fsum
from types import MappingProxyType

import attrs

from servicedesk_core.argument import to_many, to_mapping
from servicedesk_core.complaints._facts import to_text
from servicedesk_core.complaints.feedback import FeedbackItem, FeedbackKind
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.findings import Finding, Findings, Severity
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.stats import Estimate, mean_interval

_CONTACTS = frozenset({FeedbackKind.CONTACT, FeedbackKind.COMPLAINT})


@attrs.frozen
class TeamKpi:
    """What clients say of a team's own zone.

    Attributes:
        contacts: how many contacts and complaints came.
        csi: the mean of its satisfaction scores; None without any.
        interval: that mean with its interval; None for fewer than two scores.
        scores: how many there were.
    """

    contacts: int
    csi: float | None
    interval: Estimate | None
    scores: int


def _zones(zones: Mapping[str, Iterable[str]]) -> FrozenMap[str, tuple[str, ...]]:
    found = {}
    for team, topics in to_mapping(zones, "zones", "topics by team").items():
        name = f"zones[{team!r}]"
        read = to_many(topics, str, name, "topics")
        if len(set(read)) < len(read):
            raise InvalidArgumentError(name, read, "each topic once")
        found[to_text(team, "zones")] = tuple(to_text(topic, name) for topic in read)
    return FrozenMap(found)


@attrs.frozen
class TeamZones:
    """The topics that each team answers for.

    Args:
        zones: topics by team.

    Raises:
        InvalidArgumentError: for a blank name, or a topic named twice by one team.
        WrongTypeError: for a value of another type.

    Source:
        Each team has an exact zone of responsibility.

    Example:
        >>> zones = TeamZones({"cards": ["card"], "credit": ["loan", "card"]})
        >>> [each.code for each in zones.check(["card", "loan", "cash"])]
        ['ownership.double_owner', 'ownership.uncovered_topic']
    """

    zones: Mapping[str, tuple[str, ...]] = attrs.field(converter=_zones)

    def owners(self, topic: str) -> tuple[str, ...]:
        """Return the teams that answer for a topic, in the order given.

        Raises:
            InvalidArgumentError: if the topic is blank.
            WrongTypeError: if it is no text.
        """
        to_text(topic, "topic")
        return tuple(team for team, topics in self.zones.items() if topic in topics)

    def check(self, topics: Iterable[str]) -> Findings:
        """Return the topics that not exactly one team answers for.

        Args:
            topics: all that clients turn to the company about; those that the teams
                name are checked too.

        Raises:
            WrongTypeError: if one is no text.
        """
        asked = to_many(topics, str, "topics", "topics", unordered=True)
        named = (topic for own in self.zones.values() for topic in own)
        found = []
        for topic in dict.fromkeys((*asked, *named)):
            owners = self.owners(topic)
            if len(owners) != 1:
                code = _CODES[bool(owners)]
                said = f"owned by {', '.join(owners) or 'no team'}"
                found.append(Finding(code, Severity.ERROR, topic, said))
        return tuple(found)

    def kpis(
        self, feedback: Iterable[FeedbackItem], *, confidence: float = 0.95
    ) -> Mapping[str, TeamKpi]:
        """Return what clients say of each team's zone, by team.

        What counts is the topic, not the team that was named.

        Args:
            feedback: about topics that exactly one team answers for; the satisfaction
                scores on one scale.
            confidence: of the intervals, above 0 and below 1.

        Raises:
            InvalidArgumentError: for a topic without one owner, or a confidence out
                of range.
            WrongTypeError: if one is no FeedbackItem.
        """
        said: dict[str, list[FeedbackItem]] = {team: [] for team in self.zones}
        for each in to_many(feedback, FeedbackItem, "feedback", "FeedbackItem values"):
            owners = self.owners(each.topic)
            if len(owners) != 1:
                wanted = "about topics that exactly one team owns"
                raise InvalidArgumentError("feedback", each.topic, wanted)
            said[owners[0]].append(each)
        return FrozenMap({team: _kpi(own, confidence) for team, own in said.items()})


_CODES = MappingProxyType(
    {True: "ownership.double_owner", False: "ownership.uncovered_topic"}
)
"""By whether a topic has any owner."""


def _kpi(feedback: list[FeedbackItem], confidence: float) -> TeamKpi:
    scores = [
        each.score
        for each in feedback
        if each.kind is FeedbackKind.CSI and each.score is not None
    ]
    return TeamKpi(
        sum(each.kind in _CONTACTS for each in feedback),
        fsum(scores) / len(scores) if scores else None,
        mean_interval(scores, confidence=confidence),
        len(scores),
    )
