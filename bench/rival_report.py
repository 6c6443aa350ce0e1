"""The parts of the report, in Markdown."""

import os
import platform
import re
from collections.abc import Iterable, Sequence
from importlib import metadata
from pathlib import Path

import attrs

OURS = "servicedesk_core"
NOT_INSTALLED = "not installed"

_TEXT_COLUMNS = {
    "version",
    "notes",
    "bar",
    "question",
    "expected",
    "answer",
    "verdict",
}


@attrs.frozen
class Bar:
    """A limit, and what was measured against it."""

    work: str
    limit: float
    measured: float
    unit: str
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Whether the limit is kept."""
        if self.at_least:
            return self.measured >= self.limit
        return self.measured <= self.limit

    @property
    def cells(self) -> list[str]:
        """The bar's line in the table of bars."""
        sign = ">=" if self.at_least else "<="
        return [
            self.work,
            f"{sign} {self.limit:g} {self.unit}",
            f"{figure(self.measured)} {self.unit}",
            "pass" if self.met else "FAIL",
        ]


@attrs.frozen
class Section:
    """A table of the report, its bars, and how many of our answers were wrong."""

    title: str
    table: str
    bars: Sequence[Bar] = ()
    wrong: int = 0


def figure(value: float) -> str:
    """Return a number in three significant digits, without an exponent."""
    return f"{value:.3g}" if value < 1000 else f"{value:,.0f}"


def table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; columns after the first are aligned to the right."""
    rule = [
        "---" if n == 0 or name in _TEXT_COLUMNS else "---:"
        for n, name in enumerate(head)
    ]
    rows = [head, rule, *lines]
    return "\n".join("| " + " | ".join(map(_cell, row)) + " |" for row in rows)


def _cell(text: str) -> str:
    return " ".join(text.replace("|", r"\|").split())


def bars_table(sections: Iterable[Section]) -> str:
    """Return the table of every section's bars."""
    bars = [bar for section in sections for bar in section.bars]
    return table(["work", "bar", "measured", "verdict"], [bar.cells for bar in bars])


def machine() -> str:
    """Return the processor, the operating system and the interpreter."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{_processor()}, {os.cpu_count()} CPUs, {platform.system()}, {python}"


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    text = info.read_text(encoding="utf-8") if info.exists() else ""
    named = re.search(r"^model name\s*:\s*(.+)$", text, re.MULTILINE)
    return named[1] if named else platform.processor() or platform.machine()


def version(distribution: str) -> str:
    """Return a distribution's version, or that it is not installed."""
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return NOT_INSTALLED
