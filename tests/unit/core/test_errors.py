"""Errors: types, codes, attributes, messages and pickles."""

import copy
import inspect
import pickle
import warnings
from datetime import datetime
from decimal import Decimal
from enum import IntEnum, StrEnum

import pytest

from servicedesk_core import errors
from servicedesk_core.errors import (
    AmbiguousTimeError,
    DocumentError,
    DocumentRuleError,
    HolidayCoverageWarning,
    InstantRangeError,
    InvalidArgumentError,
    InvalidDocumentError,
    InvalidHistoryError,
    InvalidHoursError,
    InvalidLifecycleError,
    InvalidMatrixError,
    InvalidPathError,
    NaiveDatetimeError,
    NeverClosesError,
    NeverOpenError,
    NonexistentTimeError,
    NoTargetError,
    Refusal,
    ServiceDeskDeprecationWarning,
    ServiceDeskError,
    TransitionRefusedError,
    UnknownActionError,
    UnknownCountryError,
    UnknownZoneError,
    UnserialisableError,
    WrongTypeError,
    did_you_mean,
    fields,
    member,
)

NAIVE = datetime(2026, 3, 29, 2, 30)  # noqa: DTZ001 - a naive one is the subject


class Level(StrEnum):
    """Stands for a caller's own priority."""

    LOW = "low"


class OutOfRangeError(InstantRangeError):
    """An error that its twin is equal to, unlike ours."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OutOfRangeError) and self.question == other.question

    __hash__ = InstantRangeError.__hash__


# error, builtin base, code, message, attributes
NEVER = OutOfRangeError("it")
ERRORS: list[tuple[ServiceDeskError, type[Exception], str, str, dict[str, object]]] = [
    (
        WrongTypeError("at", 5, "an aware datetime"),
        TypeError,
        "argument.type",
        "at must be an aware datetime, got 5",
        {"argument": "at", "value": 5, "wanted": "an aware datetime"},
    ),
    (
        InvalidArgumentError("end", "x{y}", "later"),
        ValueError,
        "argument.value",
        "end must be later, got 'x{y}'",
        {"argument": "end", "value": "x{y}", "wanted": "later"},
    ),
    (
        NaiveDatetimeError("start", NAIVE),
        ValueError,
        "time.naive",
        (
            "start must be an aware datetime, got the naive "
            "datetime.datetime(2026, 3, 29, 2, 30); localize(value, tz) adds the zone"
        ),
        {"argument": "start", "value": NAIVE},
    ),
    (
        AmbiguousTimeError(NAIVE, "Europe/Berlin"),
        ValueError,
        "time.ambiguous",
        "2026-03-29 02:30:00 occurs twice in Europe/Berlin",
        {"value": NAIVE, "tz": "Europe/Berlin"},
    ),
    (
        NonexistentTimeError(NAIVE, "Europe/Berlin"),
        ValueError,
        "time.nonexistent",
        "2026-03-29 02:30:00 does not exist in Europe/Berlin: the clocks skip it",
        {"value": NAIVE, "tz": "Europe/Berlin"},
    ),
    (
        InstantRangeError("the answer"),
        OverflowError,
        "time.range",
        "the answer lies outside the years 1 to 9999",
        {"question": "the answer"},
    ),
    (
        UnknownZoneError("Europe/Berlim"),
        ValueError,
        "calendar.zone",
        "tz must be an IANA time zone, got 'Europe/Berlim'",
        {"zone": "Europe/Berlim", "matches": ()},
    ),
    (
        UnknownZoneError("Rome", ("Europe/Rome", "Africa/Lome")),
        ValueError,
        "calendar.zone",
        (
            "tz must be an IANA time zone, got 'Rome'; "
            "did you mean Europe/Rome or Africa/Lome?"
        ),
        {"zone": "Rome", "matches": ("Europe/Rome", "Africa/Lome")},
    ),
    (
        UnknownCountryError("country", "QQ"),
        ValueError,
        "calendar.country",
        "country must be a code that the holidays package knows, got 'QQ'",
        {"argument": "country", "value": "QQ", "matches": ()},
    ),
    (
        UnknownCountryError("subdivision", "by", ("BY",)),
        ValueError,
        "calendar.country",
        (
            "subdivision must be a code that the holidays package knows, got 'by'; "
            "did you mean BY?"
        ),
        {"argument": "subdivision", "value": "by", "matches": ("BY",)},
    ),
    (
        InvalidHoursError("windows overlap"),
        ValueError,
        "calendar.hours",
        "windows overlap",
        {"reason": "windows overlap", "text": None, "position": None, "windows": ()},
    ),
    (
        InvalidHoursError("expected a time", "Mo", 2, ("a", "b")),
        ValueError,
        "calendar.hours",
        "expected a time at position 2 of 'Mo'",
        {
            "reason": "expected a time",
            "text": "Mo",
            "position": 2,
            "windows": ("a", "b"),
        },
    ),
    (
        InvalidHoursError("expected a time", "Mo"),
        ValueError,
        "calendar.hours",
        "expected a time in 'Mo'",
        {"reason": "expected a time", "text": "Mo", "position": None, "windows": ()},
    ),
    (
        InvalidHoursError("expected a time", "", 0),
        ValueError,
        "calendar.hours",
        "expected a time at position 0 of ''",
        {"reason": "expected a time", "text": "", "position": 0, "windows": ()},
    ),
    (
        NeverOpenError("desk", "after noon"),
        LookupError,
        "calendar.never_open",
        "desk is never open after noon",
        {"calendar": "desk", "when": "after noon"},
    ),
    (
        NeverClosesError("desk", "before noon"),
        LookupError,
        "calendar.never_closes",
        "desk never closes before noon",
        {"calendar": "desk", "when": "before noon"},
    ),
    (
        HolidayCoverageWarning("desk", 1991, 2027),
        UserWarning,
        "calendar.coverage",
        (
            "the days off of desk are known from 1991 to 2027 only; the answer "
            "reaches beyond"
        ),
        {"calendar": "desk", "first": 1991, "last": 2027},
    ),
    (
        ServiceDeskDeprecationWarning("desk.Old", "desk.New", "0.3.0"),
        UserWarning,
        "name.deprecated",
        "desk.Old is deprecated and leaves in version 0.3.0: use desk.New",
        {"old": "desk.Old", "new": "desk.New", "leaves": "0.3.0"},
    ),
    (
        InvalidLifecycleError("door", "states must differ"),
        ValueError,
        "lifecycle.table",
        "lifecycle 'door': states must differ",
        {"lifecycle": "door", "reason": "states must differ"},
    ),
    (
        UnknownActionError("door", "pish"),
        ValueError,
        "lifecycle.action",
        "lifecycle 'door' has no action 'pish'",
        {"lifecycle": "door", "action": "pish", "matches": ()},
    ),
    (
        UnknownActionError("door", "pish", ("push",)),
        ValueError,
        "lifecycle.action",
        "lifecycle 'door' has no action 'pish'; did you mean push?",
        {"lifecycle": "door", "action": "pish", "matches": ("push",)},
    ),
    (
        TransitionRefusedError(
            "INC1",
            "close",
            "new",
            (Refusal("a.state", "not resolved"), Refusal("a.by", "no agent", "by")),
        ),
        ValueError,
        "ticket.refused",
        "cannot close ticket 'INC1' in new: not resolved; no agent",
        {
            "ticket": "INC1",
            "action": "close",
            "state": "new",
            "reasons": (
                Refusal("a.state", "not resolved"),
                Refusal("a.by", "no agent", "by"),
            ),
        },
    ),
    (
        InvalidHistoryError(3, "the second opening"),
        ValueError,
        "ticket.history",
        "event 3: the second opening",
        {"position": 3, "reason": "the second opening"},
    ),
    (
        InvalidMatrixError("a cell is missing", (("high", "low"),)),
        ValueError,
        "priority.matrix",
        "priority matrix: a cell is missing",
        {"reason": "a cell is missing", "cells": (("high", "low"),)},
    ),
    (
        InvalidPathError("expected a number", "x% lead", 0),
        ValueError,
        "escalation.path",
        "expected a number at position 0 of 'x% lead'",
        {"reason": "expected a number", "text": "x% lead", "position": 0},
    ),
    (
        NoTargetError("resolution", Level.LOW),
        LookupError,
        "sla.no_target",
        "resolution has no target for priority <Level.LOW: 'low'>",
        {"metric": "resolution", "priority": Level.LOW},
    ),
    (
        DocumentError("/history/0", "is missing"),
        ValueError,
        "document.shape",
        "/history/0: is missing",
        {"path": "/history/0", "reason": "is missing"},
    ),
    (
        DocumentRuleError("", "too late", NEVER),
        ValueError,
        "document.rule",
        "the document: too late",
        {"path": "", "reason": "too late", "error": NEVER},
    ),
    (
        InvalidDocumentError.of([DocumentError("", "is missing")]),
        ExceptionGroup,
        "document.invalid",
        "the document cannot be read: the document: is missing",
        {},
    ),
    (
        UnserialisableError("/applies", 5, "a Condition"),
        TypeError,
        "document.unserialisable",
        "/applies must be a Condition, to be stored; got 5",
        {"path": "/applies", "value": 5, "wanted": "a Condition"},
    ),
]
KINDS = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, ServiceDeskError) and kind is not ServiceDeskError
]
each_error = pytest.mark.parametrize(
    ("error", "base", "code", "message", "attributes"), ERRORS
)


def attributes_of(error: ServiceDeskError) -> dict[str, object]:
    return {field.name: getattr(error, field.name) for field in fields(error)}


class TestEveryError:
    def test_the_table_below_holds_every_class(self) -> None:
        assert set(KINDS) == {type(row[0]) for row in ERRORS}

    def test_codes_are_unique_and_dotted(self) -> None:
        codes = [kind.code for kind in KINDS]
        assert sorted(set(codes)) == sorted(codes)
        assert all(code.count(".") == 1 for code in codes)

    @each_error
    def test_says_what_was_wrong(
        self,
        error: ServiceDeskError,
        base: type[Exception],
        code: str,
        message: str,
        attributes: dict[str, object],
    ) -> None:
        assert message == str(error)
        assert code == error.code
        assert isinstance(error, base)
        assert isinstance(error, ServiceDeskError)
        assert attributes == attributes_of(error)

    @each_error
    @pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
    def test_pickles(
        self,
        error: ServiceDeskError,
        base: type[Exception],
        code: str,
        message: str,
        attributes: dict[str, object],
        protocol: int,
    ) -> None:
        twin = pickle.loads(pickle.dumps(error, protocol))  # noqa: S301
        assert type(error) is type(twin)
        assert isinstance(twin, base)
        assert code == twin.code
        assert message == str(twin)
        assert attributes == attributes_of(twin)

    @each_error
    def test_copies(
        self,
        error: ServiceDeskError,
        base: type[Exception],
        code: str,
        message: str,
        attributes: dict[str, object],
    ) -> None:
        for twin in (copy.copy(error), copy.deepcopy(error)):
            assert isinstance(twin, base)
            assert code == twin.code
            assert message == str(twin)
            assert attributes == attributes_of(twin)

    @each_error
    def test_may_be_caught_as_a_builtin_error(
        self,
        error: ServiceDeskError,
        base: type[Exception],
        code: str,
        message: str,
        attributes: dict[str, object],
    ) -> None:
        with pytest.raises(base) as caught:
            raise error
        assert caught.value is error
        assert (code, message) == (error.code, str(caught.value))
        assert list(attributes) == [field.name for field in fields(error)]

    def test_shows_its_attributes(self) -> None:
        assert (
            repr(NeverOpenError("desk", "at all"))
            == "NeverOpenError(calendar='desk', when='at all')"
        )

    def test_is_equal_to_itself_only(self) -> None:
        error = InstantRangeError("it")
        assert error == error  # noqa: PLR0124 - identity is the rule
        assert error != InstantRangeError("it")
        assert len({error, InstantRangeError("it")}) == 2

    def test_an_error_without_attributes_has_no_values(self) -> None:
        assert fields(ServiceDeskError()) == ()
        assert ServiceDeskError().values() == {"hint": ""}
        assert ServiceDeskError.code == "error"

    @pytest.mark.parametrize(("args", "text"), [((), ""), (("odd {0}",), "odd {0}")])
    def test_an_error_without_a_template_says_what_it_is_given(
        self, args: tuple[str, ...], text: str
    ) -> None:
        assert str(ServiceDeskError(*args)) == text


class TestWarning:
    def test_may_be_given_as_one(self) -> None:
        warning = HolidayCoverageWarning("desk", 1991, 2027)
        with pytest.warns(HolidayCoverageWarning) as caught:
            warnings.warn(warning, stacklevel=1)
        (found,) = caught
        assert found.message is warning
        assert found.category is HolidayCoverageWarning

    def test_there_are_two(self) -> None:
        found = {kind.__name__ for kind in KINDS if issubclass(kind, Warning)}
        assert found == {"HolidayCoverageWarning", "ServiceDeskDeprecationWarning"}


class Size(IntEnum):
    """A vocabulary of numbers."""

    SMALL = 1
    LARGE = 2


class TestMember:
    @pytest.mark.parametrize("value", [Size.LARGE, 2])
    def test_is_the_member_or_that_of_the_value(self, value: object) -> None:
        assert member(Size, value, "size") is Size.LARGE

    def test_words_name_members_too(self) -> None:
        assert member(Level, "low", "level") is Level.LOW

    @pytest.mark.parametrize("value", [3, "LARGE", "", None, [], {}, Decimal("sNaN")])
    def test_anything_else_is_refused_with_the_values(self, value: object) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            member(Size, value, "size")
        error = caught.value
        assert (error.argument, error.value, error.wanted) == (
            "size",
            value,
            "one of 1, 2",
        )
        assert isinstance(error, ValueError)

    def test_does_not_show_the_error_it_came_from(self) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            member(Level, "high", "level")
        error = caught.value
        assert (error.__cause__, error.__suppress_context__) == (None, True)
        assert str(caught.value) == "level must be one of low, got 'high'"


class TestHint:
    @pytest.mark.parametrize(
        ("matches", "expected"),
        [
            ((), ""),
            (("a",), "; did you mean a?"),
            (("a", "b"), "; did you mean a or b?"),
            (["a", "b", "c"], "; did you mean a or b or c?"),
        ],
    )
    def test_names_the_matches(self, matches: list[str], expected: str) -> None:
        assert expected == did_you_mean(matches)


class TestRefusal:
    def test_is_a_value(self) -> None:
        refusal = Refusal("ticket.state", "wrong state", "state")
        assert refusal == Refusal("ticket.state", "wrong state", "state")
        assert hash(refusal) == hash(Refusal("ticket.state", "wrong state", "state"))
        assert refusal != Refusal("ticket.state", "wrong state")
        assert refusal == pickle.loads(pickle.dumps(refusal))  # noqa: S301

    def test_names_a_field_only_if_one_is_at_fault(self) -> None:
        assert Refusal("a", "b").field is None

    def test_never_changes(self) -> None:
        with pytest.raises(AttributeError):
            Refusal("a", "b").code = "c"  # type: ignore[misc]


class TestModule:
    """Some errors are loaded when they are first used, and are its own all the same."""

    def test_what_it_does_not_have_is_an_attribute_error(self) -> None:
        with pytest.raises(AttributeError, match="no attribute 'NoErrror'"):
            errors.NoErrror  # type: ignore[attr-defined]  # noqa: B018

    def test_every_class_is_listed_and_says_that_it_is_its_own(self) -> None:
        names = {type(row[0]).__name__ for row in ERRORS}

        assert names <= set(dir(errors))
        assert {getattr(errors, name).__module__ for name in names} == {
            "servicedesk_core.errors"
        }
