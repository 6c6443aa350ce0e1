"""The strategies of surveys draw any policy, and decisions for every reason."""

from collections.abc import Callable, Hashable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given

from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.satisfaction import (
    FOREVER,
    AgeRule,
    Cap,
    Defer,
    Quarantine,
    Send,
    Skip,
    SurveyGate,
    SurveyOutcome,
    SurveyPurpose,
    SurveyReason,
    first_failure,
)
from servicedesk_core.testing.strategies.survey_decisions import (
    defers,
    gate_checks,
    sends,
    skips,
    survey_decisions,
)
from servicedesk_core.testing.strategies.surveys import (
    caps,
    quarantines,
    survey_contacts,
    survey_policies,
    survey_records,
    survey_triggers,
)
from strategy_checks import drawn, minimal
from strategy_kinds import Make, check_kinds, some

_ANSWERS = (None, True, False)
ONLY_WAITS = {SurveyReason.DELAY, SurveyReason.QUIET_HOURS}
MAY_WAIT = {
    *ONLY_WAITS,
    SurveyReason.NEW_CONTACT,
    SurveyReason.RECONTACT,
    SurveyReason.QUARANTINE,
    SurveyReason.CAP,
    SurveyReason.QUOTA,
}


class TestDecisions:
    @pytest.mark.parametrize("reason", sorted({*SurveyReason} - ONLY_WAITS))
    def test_skip_for_the_reason_asked_for(self, reason: SurveyReason) -> None:
        found = drawn(skips(reason), examples=10)
        assert {reason} == {decision.reason for decision in found}

    @pytest.mark.parametrize("reason", sorted(MAY_WAIT))
    def test_defer_for_the_reason_asked_for(self, reason: SurveyReason) -> None:
        found = drawn(defers(reason.value), examples=10)
        assert {reason} == {decision.reason for decision in found}

    def test_skip_for_any_reason_unless_asked_for_one(self) -> None:
        assert len({decision.reason for decision in some(skips)}) > 5

    @pytest.mark.parametrize("reason", sorted(ONLY_WAITS))
    def test_never_skip_for_what_passes(self, reason: SurveyReason) -> None:
        with pytest.raises(InvalidArgumentError, match=f"one of .*, got '{reason}'"):
            skips(reason)

    @pytest.mark.parametrize("reason", ["stale", "hunger"])
    def test_never_defer_for_what_stays(self, reason: str) -> None:
        with pytest.raises(InvalidArgumentError, match=f"one of .*, got '{reason}'"):
            defers(reason)

    @given(survey_decisions())
    def test_have_the_reason_of_their_first_gate_that_did_not_pass(
        self, decision: Send | Skip | Defer
    ) -> None:
        failed = first_failure(decision.trace)
        assert (failed and failed.reason) == getattr(decision, "reason", None)

    def test_shrink_to_a_survey_that_goes_out(self) -> None:
        assert "send a" == str(minimal(survey_decisions()))

    def test_shrink_to_a_survey_that_is_not_active(self) -> None:
        found = str(minimal(skips()))
        assert "skip (inactive): the survey is not active" == found


class TestGateChecks:
    def test_shrink_to_one_that_passes(self) -> None:
        assert "match: pass, event a" == str(minimal(gate_checks()))


class TestKinds:
    @pytest.mark.parametrize(
        ("make", "kind", "wanted"),
        [
            pytest.param(
                survey_decisions,
                type,
                {Send, Skip, Defer},
                id="decisions of every type",
            ),
            pytest.param(
                skips,
                lambda skip: sum(not check.passes for check in skip.trace) > 1,
                {True, False},
                id="messages that one gate or several stop",
            ),
            pytest.param(
                defers,
                lambda defer: defer.reason,
                MAY_WAIT,
                id="messages that wait for every reason",
            ),
            pytest.param(
                sends,
                lambda send: send.record.purpose,
                {*SurveyPurpose},
                id="messages of every purpose",
            ),
            pytest.param(
                sends,
                lambda send: send.expires_at is None,
                {True, False},
                id="messages that expire and do not",
            ),
            pytest.param(
                sends,
                lambda send: send.record.inclusion_probability < 1,
                {True, False},
                id="messages to a sample and to all",
            ),
            pytest.param(
                sends,
                lambda send: send.trace[-1].gate,
                {SurveyGate.QUOTA, SurveyGate.PRIORITY},
                id="messages alone and before another survey",
            ),
            pytest.param(
                gate_checks,
                lambda check: (check.passes, check.until is None),
                {(True, True), (False, True), (False, False)},
                id="gates that pass, stop and defer",
            ),
            pytest.param(
                quarantines,
                lambda rest: rest.ages,
                {*AgeRule},
                id="rests by every rule of age",
            ),
            pytest.param(
                quarantines,
                lambda rest: (rest.period == FOREVER) - (not rest.period),
                {1, 0, -1},
                id="rests without an end, with one and of no length",
            ),
            pytest.param(
                caps,
                lambda cap: cap.ages,
                {*AgeRule},
                id="caps by every rule of age",
            ),
            pytest.param(
                caps,
                lambda cap: cap.within == FOREVER,
                {True, False},
                id="caps with an end and without",
            ),
            pytest.param(
                survey_policies,
                lambda policy: tuple(map(type, policy.recontact)),
                {(), (Quarantine,), (Cap,)},
                id="policies with every kind of rule of their own",
            ),
            pytest.param(
                survey_policies,
                lambda policy: (policy.precedence, len(policy.recontact) > 0),
                {("strictest", True), ("strictest", False), ("survey_replaces", True)},
                id="policies of either precedence",
            ),
            pytest.param(
                survey_policies,
                lambda policy: (policy.delay_hours is None, policy.hours is None),
                {(True, True), (True, False), (False, True), (False, False)},
                id="policies with hours and without",
            ),
            pytest.param(
                survey_policies,
                lambda policy: (policy.expires_after is None, len(policy.reminders)),
                {(endless, count) for endless in (True, False) for count in (0, 1, 2)},
                id="policies with reminders and an end and without",
            ),
            pytest.param(
                survey_triggers,
                lambda trigger: trigger.purpose,
                {*SurveyPurpose},
                id="triggers of every purpose",
            ),
            pytest.param(
                survey_triggers,
                lambda trigger: (
                    trigger.closed_at is None,
                    trigger.reopened_at is None,
                ),
                {(True, True), (True, False), (False, True), (False, False)},
                id="triggers of tickets closed and reopened and not",
            ),
            pytest.param(
                survey_contacts,
                lambda contact: (contact.key is None, contact.consent),
                {(anonymous, yes) for anonymous in (True, False) for yes in _ANSWERS},
                id="persons known and not, with consent and without",
            ),
            pytest.param(
                survey_records,
                lambda record: (record.outcome, record.bounced),
                {
                    (outcome, back)
                    for outcome in SurveyOutcome
                    for back in (True, False)
                },
                id="messages of every outcome, bounced and not",
            ),
        ],
    )
    def test_are_drawn(
        self,
        make: Make,
        kind: Callable[[Any], Hashable],
        wanted: set[Hashable],
    ) -> None:
        check_kinds(make, kind, wanted)


class TestShrinking:
    def test_leads_to_no_rest(self) -> None:
        assert Quarantine(timedelta()) == minimal(quarantines())

    def test_leads_to_one_message_a_day(self) -> None:
        assert Cap(1, timedelta(days=1)) == minimal(caps())

    def test_leads_to_a_policy_without_rules(self) -> None:
        found = minimal(survey_policies())
        rules = (found.recontact, found.quarantines, found.caps, found.quotas)
        assert ("a", ((), (), (), ())) == (found.survey, rules)

    def test_leads_to_somebody_unknown(self) -> None:
        assert minimal(survey_contacts()).key is None

    def test_leads_to_the_first_ticket(self) -> None:
        assert "INC1" == minimal(survey_triggers()).ticket
        assert "INC1" == minimal(survey_records()).ticket
