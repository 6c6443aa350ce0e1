"""The strategies of satisfaction draw answers, scores and reports of every kind."""

from collections.abc import Callable, Hashable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, strategies as st

from servicedesk_core import satisfaction
from servicedesk_core.calendars import DayRule
from servicedesk_core.errors import WrongTypeError
from servicedesk_core.satisfaction import (
    Binary,
    Confirmation,
    Crosshair,
    Direction,
    ElevenPoint,
    ExpectationGap,
    FivePoint,
    FollowUpOutcome,
    Happiness,
    KanoCategory,
    MeanScore,
    NetScore,
    NoCall,
    NpsMethod,
    PairedDifference,
    Scale,
    SevenPoint,
    ShareScore,
    SurveyPolicy,
    TenPoint,
    ZonePosition,
)
from servicedesk_core.testing.strategies.satisfaction import STRATEGIES
from servicedesk_core.testing.strategies.satisfaction_feedback import (
    case_outcome_reports,
    feedbacks,
    follow_up_policies,
    follow_up_reports,
    follow_ups,
    outreaches,
    survey_funnels,
)
from servicedesk_core.testing.strategies.satisfaction_quality import (
    derived_importances,
    disconfirmations,
    expectation_gaps,
    importance_performances,
    kano_properties,
    service_qualities,
    zones_of_tolerance,
)
from servicedesk_core.testing.strategies.satisfaction_ratings import (
    other_scales,
    ratings,
    scales,
    scores,
)
from servicedesk_core.testing.strategies.satisfaction_scores import (
    happiness_scores,
    lost_times,
    mean_scores,
    net_scores,
    paired_differences,
    satisfaction_scores,
    score_differences,
    share_scores,
    team_comparisons,
    team_scores,
)
from strategy_checks import (
    check_fields_vary,
    check_values,
    check_whole_package,
    drawn,
    entries,
    kinds,
    minimal,
)
from strategy_kinds import Make, check_kinds, sample

_SHARES = ("CSAT", "DSAT", "CES 2.0 share")
_NAMED = (Binary, ElevenPoint, FivePoint, SevenPoint, TenPoint)
_CONSTANT: Mapping[type, set[str]] = {
    **{kind: {"low", "high", "step"} for kind in _NAMED},
    ExpectationGap: {"method"},
    Happiness: {"name", "method", "breaks", "prior"},
    MeanScore: {"method"},
    PairedDifference: {"name", "method"},
    ShareScore: {"method"},
    SurveyPolicy: {"condition"},  # a function
}


class TestEveryType:
    def test_has_a_strategy(self) -> None:
        check_whole_package(satisfaction, STRATEGIES)

    @entries(STRATEGIES)
    def test_draws_different_values_that_pickle_and_hash(
        self, type_: type, make: Make
    ) -> None:
        check_values(type_, make(), distinct=2 if type_ in _NAMED else 5)

    @entries(STRATEGIES)
    def test_varies_in_every_field(self, type_: type, make: Make) -> None:
        constant = _CONSTANT.get(type_, set())
        check_fields_vary(type_, sample(make), constant=constant)


class TestShrinking:
    @pytest.mark.parametrize(
        ("strategy", "simplest"),
        [
            (scales(), "1..5"),
            (other_scales(), "0..1"),
            (satisfaction_scores(), "CSAT undefined (n=0)"),
            (share_scores(), "CSAT undefined (n=0)"),
            (mean_scores(), "CSAT mean undefined (n=0)"),
            (net_scores(), "NPS undefined (n=0)"),
            (happiness_scores(), "Happiness undefined (n=0)"),
            (
                lost_times(),
                "LostTime(n=0, missing=0, total=Fraction(0, 1), median=None)",
            ),
            (expectation_gaps(), "expectation gap undefined (n=0)"),
            (team_comparisons(), "team 1: undefined"),
        ],
    )
    def test_leads_to_the_simplest_value(
        self, strategy: st.SearchStrategy[Any], simplest: str
    ) -> None:
        assert simplest == str(minimal(strategy))

    def test_leads_to_no_ratings_from_1_to_5(self) -> None:
        found = minimal(ratings())
        assert (FivePoint(), 0, 0, None) == (
            found.scale,
            found.n,
            found.missing,
            found.weights,
        )

    def test_leads_to_a_low_score_without_a_call(self) -> None:
        found = minimal(follow_ups())
        assert (1, FivePoint(), (), True) == (
            found.feedback.score,
            found.scale,
            found.calls,
            found.is_open,
        )


class TestScores:
    @given(st.data())
    def test_lie_on_any_scale(self, data: st.DataObject) -> None:
        scale = data.draw(scales())
        assert data.draw(scores(scale)) in scale

    @pytest.mark.parametrize("scale", [FivePoint(), Scale(0, 3, step=0.5)])
    def test_are_all_that_a_scale_has(self, scale: Scale) -> None:
        assert {*scale.points} == kinds(scores(scale), float)

    def test_shrink_to_the_lowest(self) -> None:
        assert 1 == minimal(scores(FivePoint(Direction.LOWER_IS_BETTER)))

    def test_lie_between_the_ends_without_steps(self) -> None:
        found = drawn(scores(Scale(-2, 3, step=None)), examples=200)
        assert {-2, -1, 0, 1, 2, 3} <= {*found}
        assert any(not float(score).is_integer() for score in found)

    def test_lie_between_ends_that_no_whole_number_divides(self) -> None:
        narrow = Scale(0.25, 0.75, step=None)
        assert all(score in narrow for score in drawn(scores(narrow)))

    def test_of_no_scale_are_refused(self) -> None:
        with pytest.raises(WrongTypeError, match=r"scale must be a Scale, got 5"):
            scores(5)  # type: ignore[arg-type]


class TestRatings:
    def test_are_on_the_scale_asked_for(self) -> None:
        scale = Scale(0, 4, Direction.LOWER_IS_BETTER, step=0.5)
        assert {scale} == kinds(ratings(scale), lambda found: found.scale)

    def test_of_no_scale_are_refused(self) -> None:
        with pytest.raises(WrongTypeError, match=r"scale must be a Scale or None"):
            ratings("1..5")  # type: ignore[arg-type]

    def test_may_have_weights_of_which_some_are_0(self) -> None:
        weights = [found.weights for found in drawn(ratings(), examples=100)]
        assert any(
            0 in sums.values() and any(sums.values()) for sums in weights if sums
        )


class TestKinds:
    @pytest.mark.parametrize(
        ("make", "kind", "wanted"),
        [
            pytest.param(
                scales,
                lambda scale: (type(scale), scale.direction),
                {(kind, way) for kind in (*_NAMED, Scale) for way in Direction},
                id="scales of every kind in both directions",
            ),
            pytest.param(
                other_scales,
                lambda scale: scale.step,
                {None, 1, 2, 0.5, 0.1, 2.5},
                id="whole, half and decimal steps, and none",
            ),
            pytest.param(
                ratings,
                lambda found: (found.n > 0, found.missing > 0, found.weights is None),
                {
                    (has_answers, has_missing, is_plain)
                    for has_answers in (True, False)
                    for has_missing in (True, False)
                    for is_plain in (True, has_answers is False)
                },
                id="ratings with answers, missing ones and weights, and without",
            ),
            pytest.param(
                satisfaction_scores,
                type,
                {ShareScore, MeanScore, NetScore, Happiness},
                id="scores of every type",
            ),
            pytest.param(
                share_scores,
                lambda score: (
                    score.value is None,
                    score.name in _SHARES and score.name,
                ),
                {
                    (empty, name)
                    for empty in (True, False)
                    for name in (*_SHARES, False)
                },
                id="shares of every name, defined and not",
            ),
            pytest.param(
                mean_scores,
                lambda score: score.name,
                {"CSAT mean", "CES 1.0", "CES 2.0", "CSI", "ACSI", "SUS"},
                id="means of every name",
            ),
            pytest.param(
                mean_scores,
                lambda score: (score.value is None, score.variance is None),
                {(True, True), (False, True), (False, False)},
                id="means undefined, without an interval and with one",
            ),
            pytest.param(
                net_scores,
                lambda score: score.method,
                {*NpsMethod},
                id="net scores by every method",
            ),
            pytest.param(
                net_scores,
                lambda score: score.name in {"NPS", "CES 2.0 index"} and score.name,
                {"NPS", "CES 2.0 index", False},
                id="net scores of every name",
            ),
            pytest.param(
                happiness_scores,
                lambda score: (score.value is None, score.lost is None),
                {(True, True), (True, False), (False, True), (False, False)},
                id="happiness and lost time, known and not",
            ),
            pytest.param(
                lost_times,
                lambda lost: (lost.n > 0, lost.missing > 0),
                {(True, True), (True, False), (False, True), (False, False)},
                id="lost time named and left out",
            ),
            pytest.param(
                score_differences,
                lambda found: (found.method, found.significance is None),
                {
                    (method, is_untested)
                    for method in ("newcombe", "welch", "unpooled_z")
                    for is_untested in (True, False)
                },
                id="differences of scores by every method, with a test and without",
            ),
            pytest.param(
                paired_differences,
                lambda found: found.significance and found.significance.method,
                {"mcnemar", "mcnemar_exact", None},
                id="pairs tested either way and not",
            ),
            pytest.param(
                team_scores,
                lambda row: (type(row.score), row.shrunken is None),
                {
                    (kind, is_unknown)
                    for kind in (ShareScore, MeanScore, NetScore, Happiness)
                    for is_unknown in (True, False)
                },
                id="teams with scores of every type, shrunken and not",
            ),
            pytest.param(
                team_scores,
                lambda row: row.rank,
                {None, 1, 2, 3},
                id="teams of every rank and of none",
            ),
            pytest.param(
                team_comparisons,
                lambda row: (row.difference is None, row.p_value is None),
                {(True, True), (False, True), (False, False)},
                id="teams compared with a test, without and not at all",
            ),
            pytest.param(
                disconfirmations,
                lambda found: (found.confirmation, found.scale is None),
                {
                    (confirmation, is_free)
                    for confirmation in Confirmation
                    for is_free in (True, False)
                },
                id="expectations exceeded, met and failed, on a scale and on none",
            ),
            pytest.param(
                disconfirmations,
                lambda found: type(found.gap),
                {int, float, Decimal, Fraction},
                id="gaps of every type of number",
            ),
            pytest.param(
                expectation_gaps,
                lambda gap: (min(gap.n, 2), gap.missing > 0),
                {(n, has_missing) for n in (0, 1, 2) for has_missing in (True, False)},
                id="gaps of nobody, of one and of more, some missing",
            ),
            pytest.param(
                zones_of_tolerance,
                lambda zone: zone.position,
                {*ZonePosition},
                id="services in every position",
            ),
            pytest.param(
                importance_performances,
                lambda found: (found.crosshair, found.n > 0),
                {
                    (crosshair, has_items)
                    for crosshair in (*Crosshair, None)
                    for has_items in (True, False)
                },
                id="items and none, by every crosshair and by given lines",
            ),
            pytest.param(
                derived_importances,
                lambda found: (found.method, found.value is None, found.missing > 0),
                {
                    (method, is_undefined, has_missing)
                    for method in satisfaction.ImportanceMethod
                    for is_undefined in (True, False)
                    for has_missing in (True, False)
                },
                id="importance by either method, defined and not, some missing",
            ),
            pytest.param(
                kano_properties,
                lambda found: found.category,
                {*KanoCategory, None},
                id="properties of every category and of none",
            ),
            pytest.param(
                service_qualities,
                lambda found: (found.method, found.points is None, found.value is None),
                {
                    (method, is_plain, is_undefined)
                    for method in ("servqual", "servperf")
                    for is_plain in (True, False)
                    for is_undefined in (True, False)
                },
                id="quality by either method, with points and without, defined and not",
            ),
            pytest.param(
                feedbacks,
                lambda answer: (answer.score is None, answer.comment is None),
                {(True, True), (True, False), (False, True), (False, False)},
                id="answers with a score and words and without",
            ),
            pytest.param(
                follow_up_policies,
                lambda policy: (policy.calendar is None, policy.rule),
                {(True, DayRule.SAME_TIME), *((False, rule) for rule in DayRule)},
                id="policies with every rule of days",
            ),
            pytest.param(
                follow_ups,
                lambda task: (task.no_call, task.outcome),
                {
                    *((reason, None) for reason in NoCall),
                    *((None, outcome) for outcome in (*FollowUpOutcome, None)),
                },
                id="low scores with every outcome and every reason not to call",
            ),
            pytest.param(
                follow_ups,
                lambda task: (len(task.calls), task.rescore is None),
                {(0, True), *((n, kept) for n in (1, 2, 3) for kept in (True, False))},
                id="low scores with up to three calls, and given anew",
            ),
            pytest.param(
                follow_up_reports,
                lambda report: (report.called > 0, report.overdue + report.pending > 0),
                {(True, True), (True, False), (False, True), (False, False)},
                id="reports on calls made and to be made",
            ),
            pytest.param(
                follow_up_reports,
                lambda report: (report.overdue > 0, report.gain is None),
                {(True, True), (True, False), (False, True), (False, False)},
                id="reports on calls that are late and on scores given anew",
            ),
            pytest.param(
                case_outcome_reports,
                lambda found: (found.n > 0, found.missing > 0),
                {(True, True), (True, False), (False, True), (False, False)},
                id="cases with a tag and without",
            ),
            pytest.param(
                outreaches,
                lambda found: found.found and found.found.value in {0, 1},
                {None, True, False},
                id="calls that found something sometimes, always or never, and none",
            ),
            pytest.param(
                survey_funnels,
                lambda funnel: (funnel.shown is None, funnel.started is None),
                {(True, True), (True, False), (False, True), (False, False)},
                id="funnels with every stage known and not",
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
