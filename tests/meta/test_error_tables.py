"""The table of errors that the site has."""

import re
from importlib import import_module
from inspect import isclass
from pkgutil import walk_packages

import pytest

import servicedesk_core as sd
from error_tables import error_table, errors

ROWS = [line[2:-2].split(" | ") for line in error_table().splitlines()[2:]]


def row(name: str) -> list[str]:
    """Return the cells of an error."""
    (found,) = (cells for cells in ROWS if f"`{name} <" in cells[0])
    return found


def test_every_error_of_every_module_is_in_it() -> None:
    classes = {
        value
        for module in walk_packages(sd.__path__, f"{sd.__name__}.")
        for value in vars(import_module(module.name)).values()
        if isclass(value) and issubclass(value, sd.ServiceDeskError)
    }

    assert classes - {sd.ServiceDeskError} == set(errors())
    assert len(errors()) == len(ROWS)


def test_a_row_tells_code_class_cause_and_message_in_both_languages() -> None:
    error, cause, message = row("UnknownZoneError")
    code, link, builtin = error.split("<br>")

    assert ("`calendar.zone`", "ValueError") == (code, builtin)
    assert "<servicedesk_core.errors.UnknownZoneError>" in link
    assert "A time zone that the IANA database does not have." == cause
    english, russian = message.split("<br>")
    assert (
        "tz must be an IANA time zone, got <var>zone</var> <var>hint</var>" == english
    )
    assert "<var>zone</var>" in russian


def test_what_has_no_page_is_no_link() -> None:
    (found,) = (cells[0] for cells in ROWS if "NaiveColumnError" in cells[0])

    assert "<br>`NaiveColumnError`<br>" in found


@pytest.mark.parametrize("cells", ROWS, ids=lambda cells: cells[0].split("`")[1])
def test_every_message_with_words_is_in_both_languages(cells: list[str]) -> None:
    words = re.sub("<var>.*?</var>", "", cells[2])

    assert not re.search("[a-z]{2}", words) or "<br>" in cells[2]
    assert "{" not in cells[2]
