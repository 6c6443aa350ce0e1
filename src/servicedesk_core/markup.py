"""Small tables of HTML, every text in them escaped."""

from collections.abc import Iterable

_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"}
)


def escaped(text: str) -> str:
    """Return a text as HTML shows it, markup and quotes spelt out.

    Example:
        >>> escaped('<b> & "c"')
        '&lt;b&gt; &amp; &quot;c&quot;'
    """
    return text.translate(_ESCAPES)


def html_table(
    rows: Iterable[Iterable[str]], *, header: Iterable[str] = (), caption: str = ""
) -> str:
    """Return a table of texts with a border and no other style.

    Args:
        rows: the cells of each row.
        header: the heads of the columns; none if it is empty.
        caption: what stands above it; nothing if it is empty.

    Example:
        >>> html_table([["R&D", "1"]])
        '<table border="1"><tr><td>R&amp;D</td><td>1</td></tr></table>'
    """
    told = f"<caption>{escaped(caption)}</caption>" if caption else ""
    head = _row(header, "th")
    body = "".join(_row(row, "td") for row in rows)
    return f'<table border="1">{told}{head}{body}</table>'


def _row(cells: Iterable[str], tag: str) -> str:
    inside = "".join(f"<{tag}>{escaped(cell)}</{tag}>" for cell in cells)
    return f"<tr>{inside}</tr>" if inside else ""
