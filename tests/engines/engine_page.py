"""The code of a page of the documentation as a program."""

import os
import subprocess
import sys
from pathlib import Path

HOW_TO = Path(__file__).parents[2] / "docs/how-to"

_OPENING, _CLOSING = "```{code-block} py", "```"
_MINUTES = 10


def program(text: str) -> str:
    """Return the blocks of a page, each line where the page has it."""
    lines, inside = [], False
    for line in text.splitlines():
        fence = line == (_CLOSING if inside else _OPENING)
        inside ^= fence
        lines.append(line if inside and not fence else "")
    return "\n".join(lines)


def run(page: str, folder: Path) -> None:
    """Run the blocks of a page in a folder, as a program of its own.

    Engines warn of what is new in pandas and of their own names, keep threads and
    change settings: none of it is for the tests to see.
    """
    path = folder / "program.py"  # not the name of what it imports
    text = (HOW_TO / f"{page}.md").read_text(encoding="utf-8")
    path.write_text(program(text), encoding="utf-8")
    settings = {
        "HOME": str(folder),
        "PYSPARK_PYTHON": sys.executable,
        "RAY_USAGE_STATS_ENABLED": "0",
        "SPARK_LOCAL_IP": "127.0.0.1",
    }
    subprocess.run(  # noqa: S603 - our own code
        [sys.executable, path],
        cwd=folder,
        env={**os.environ, **settings},
        check=True,
        timeout=_MINUTES * 60,
    )
