"""How Sphinx builds the site: `make docs`."""

import sys
from importlib.metadata import version as installed_version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))
sys.path.insert(0, str(Path(__file__).parents[1] / "examples"))

project = "servicedesk_core"
author = "The servicedesk_core authors"
project_copyright = author
version = release = installed_version("servicedesk-core")

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.graphviz",
    "sphinx.ext.napoleon",
    "api_pages",
    "bench_picture",
    "clock_picture",
    "coverage_picture",
    "error_pages",
    "lifecycle_pages",
    "mathml",
    "notebook_log",
    "page_language",
    "plot_pages",
]
myst_enable_extensions = ["colon_fence", "dollarmath"]
myst_update_mathjax = False
html_math_renderer = "mathml"
# The notebook runs anew with each build: its figures are those of this library.
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 120
nb_output_stderr = "error"
nitpicky = True
# Types of the inside, met in signatures: callers neither make nor ask them.
nitpick_ignore = [
    ("py:class", "servicedesk_core.calendars.combination.Part"),
    ("py:class", "servicedesk_core.calendars.combination.Source"),
    ("py:class", "servicedesk_core.calendars.day_rules.CountryDays"),
    ("py:class", "servicedesk_core.calendars.day_rules.FixedDays"),
    ("py:class", "servicedesk_core.calendars.day_rules.HalfDay"),
    ("py:class", "servicedesk_core.calendars.day_rules.YearlyDays"),
    ("py:class", "servicedesk_core.calendars.hours.Piece"),
    ("py:class", "servicedesk_core.calendars.recurrence.RecurringDays"),
    ("py:class", "servicedesk_core.frames.unit.Unit"),
    ("py:class", "servicedesk_core.plots.shares.Table"),
    ("py:class", "servicedesk_core.sla.condition.Logic"),
    ("py:class", "servicedesk_core.sla.metric.MetricRules"),
    ("py:class", "servicedesk_core.testing.asserts.due.Hours"),
    ("py:class", "servicedesk_core.testing.clock.Hours"),
    # Aliases in quoted annotations, which lose their module.
    ("py:class", "AnyCondition"),
    ("py:class", "Log"),
    ("py:class", "Windows"),
]
# Of other projects, whose inventories are not fetched: the site needs no network.
nitpick_ignore_regex = [
    ("py:class", r"(cattrs|hypothesis|icalendar|matplotlib|numpy|pydantic|pytest)\..*"),
]

# --- pages -------------------------------------------------------------------------

html_theme = "furo"
html_title = f"servicedesk_core {release}"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_favicon = "_static/favicon.svg"
html_copy_source = False
pygments_dark_style = "github-dark"
graphviz_output_format = "svg"

# --- the reference of names ----------------------------------------------------------

add_module_names = False
autodoc_default_options = {"members": True}
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 88
napoleon_numpy_docstring = False
toc_object_entries_show_parents = "hide"
