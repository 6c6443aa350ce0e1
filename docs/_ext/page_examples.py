"""The examples of a page, run one after another."""

import re

_EXAMPLE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SESSION = ">>>"


def names_of(page: str) -> dict[str, object]:
    r"""Return the names that there are after the examples of a page.

    Sessions, which show what they print, are left out.

    Args:
        page: its text, in MyST Markdown.

    Example:
        >>> names_of("# Hours\n```python\nn = 20\n```\n```python\nn += 1\n```\n")["n"]
        21
    """
    names: dict[str, object] = {}
    for example in _EXAMPLE.findall(page):
        if not example.startswith(_SESSION):
            exec(example, names)  # noqa: S102 - the project's own pages
    return names
