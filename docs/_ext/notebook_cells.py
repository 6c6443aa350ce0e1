"""The cells of a notebook in MyST Markdown, run without Jupyter, and their log."""

import ast
import re
from pathlib import Path

import make_log

_CASES = 2400
_CELL = re.compile(
    r"^```\{code-cell\} ipython3\n(?:---\n.*?^---\n)?(.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_MAGIC = re.compile(r"^%.*\n", re.MULTILINE)


def write_log(path: Path) -> None:
    """Write the invented log that the notebook is shown for.

    Args:
        path: the file to write.
    """
    make_log.main([str(path), "--cases", str(_CASES)])


def cells(page: str) -> list[str]:
    r"""Return the code of each cell, without the magic of IPython.

    Args:
        page: the text of the notebook.

    Example:
        >>> cells("# Hours\n```{code-cell} ipython3\n%matplotlib inline\nn = 1\n```\n")
        ['n = 1\n']
    """
    return [_MAGIC.sub("", code) for code in _CELL.findall(page)]


def run(page: str) -> tuple[dict[str, object], list[object]]:
    r"""Run the cells one after another, in one namespace.

    Args:
        page: the text of the notebook.

    Returns:
        The names that there are at the end, and what each cell shows: the value of its
        last line, or None.

    Example:
        >>> cell = "```{code-cell} ipython3\n"
        >>> names, shown = run(f"{cell}n = 20\n```\n{cell}n + 1\n```\n")
        >>> names["n"], shown
        (20, [None, 21])
    """
    names: dict[str, object] = {"__name__": "__main__"}
    shown = [
        _run(code, f"cell {place}", names)
        for place, code in enumerate(cells(page), start=1)
    ]
    return names, shown


def _run(code: str, where: str, names: dict[str, object]) -> object:
    tree = ast.parse(code, where)
    last = tree.body[-1]
    if isinstance(last, ast.Expr):
        del tree.body[-1]
    exec(compile(tree, where, "exec"), names)  # noqa: S102 - the project's own page
    if not isinstance(last, ast.Expr):
        return None
    line = ast.Expression(last.value)
    return eval(compile(line, where, "eval"), names)  # noqa: S307 - likewise
