"""The log that notebooks of the site read, made anew for each build."""

import os

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from notebook_cells import write_log


def provide_log(app: Sphinx) -> None:
    """Write the log, and name it to the kernels that run the cells."""
    path = app.doctreedir / "log.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_log(path)
    os.environ["INCIDENT_LOG"] = str(path)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Tell Sphinx of it."""
    app.connect("builder-inited", provide_log)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
