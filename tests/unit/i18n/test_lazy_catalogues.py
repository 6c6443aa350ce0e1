"""Catalogues are loaded when they are asked, and no sooner."""

import json
import subprocess
import sys

import pytest

LOADED = """
import json, sys
from datetime import UTC, datetime, timedelta
import servicedesk_core as sd
{}
prefix = "servicedesk_core.i18n."
print(json.dumps(sorted(
    name.removeprefix(prefix) for name in sys.modules
    if name.startswith((prefix + "labels.", prefix + "phrases."))
)))
"""


def loaded(code: str) -> list[str]:
    printed = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-W", "error", "-c", LOADED.format(code)],
        capture_output=True,
        check=True,
        text=True,
        timeout=60,
    ).stdout
    found: list[str] = json.loads(printed)
    return found


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("", []),
        (
            (
                "desk = sd.ServiceCalendar.parse('Mo-Fr 09:00-18:00', tz='UTC')\n"
                "desk.elapsed(datetime.now(UTC), datetime.now(UTC))\n"
                "sd.duration_text(timedelta(hours=2), language='ru')"
            ),
            [],
        ),
        ("sd.label(sd.SlaState.MET, language='ru')", ["labels.sla"]),
        ("sd.label(sd.Priority.LOW)", ["labels.priority"]),
        ("sd.message(sd.WrongTypeError('a', 1, 'text'))", []),
    ],
)
def test_only_what_is_needed(code: str, expected: list[str]) -> None:
    assert expected == loaded(code)
