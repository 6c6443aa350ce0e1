"""Findings of checks."""

import pickle

import pytest

from servicedesk_core.findings import Finding, Severity

FINDING = Finding("lifecycle.dead_end", Severity.ERROR, "on_hold", "no way out")


class TestFinding:
    @pytest.mark.parametrize(
        ("severity", "expected"),
        [
            (Severity.ERROR, "error a.b at x/y: so what"),
            (Severity.WARNING, "warning a.b at x/y: so what"),
        ],
    )
    def test_reads_as_a_line(self, severity: Severity, expected: str) -> None:
        assert expected == str(Finding("a.b", severity, "x/y", "so what"))

    def test_is_a_value(self) -> None:
        twin = Finding("lifecycle.dead_end", Severity.ERROR, "on_hold", "no way out")
        assert twin == FINDING
        assert hash(twin) == hash(FINDING)
        assert pickle.loads(pickle.dumps(FINDING)) == FINDING  # noqa: S301

    @pytest.mark.parametrize(
        "other",
        [
            Finding("x", Severity.ERROR, "on_hold", "no way out"),
            Finding("lifecycle.dead_end", Severity.WARNING, "on_hold", "no way out"),
            Finding("lifecycle.dead_end", Severity.ERROR, "x", "no way out"),
            Finding("lifecycle.dead_end", Severity.ERROR, "on_hold", "x"),
        ],
    )
    def test_differs_by_every_field(self, other: Finding) -> None:
        assert other != FINDING

    def test_never_changes(self) -> None:
        with pytest.raises(AttributeError):
            FINDING.code = "other"  # type: ignore[misc]

    def test_shows_its_fields(self) -> None:
        assert repr(FINDING) == (
            "Finding(code='lifecycle.dead_end', severity=<Severity.ERROR: 'error'>, "
            "path='on_hold', message='no way out')"
        )


class TestSeverity:
    def test_has_two_grades_that_are_text(self) -> None:
        assert [str(grade) for grade in Severity] == ["error", "warning"]
