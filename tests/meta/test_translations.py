"""Everything that the library says to people is there in both languages."""

import ast
import re
from collections.abc import Iterator, Mapping
from enum import Enum
from importlib import import_module
from inspect import isclass
from pkgutil import walk_packages
from string import Formatter

import attrs
import pytest

import servicedesk_core as sd
from meta.message_texts import CARRIERS, ROOT, Sources
from servicedesk_core.i18n.phrasebook import PACKAGES as PHRASED, read
from servicedesk_core.i18n.vocabulary import PACKAGES as LABELLED
from servicedesk_core.tickets import events
from servicedesk_core.tickets.kinds import LIFECYCLES

# All but what tests are written with, which tells people nothing.
MODULES = [
    import_module(found.name)
    for found in walk_packages(sd.__path__, f"{sd.__name__}.")
    if found.name.split(".")[1] != "testing"
]
PACKAGES = sorted(
    {path.relative_to(ROOT).parts[0].removesuffix(".py") for path in ROOT.rglob("*.py")}
)
PHRASES: Mapping[str, Mapping[str, str]] = {
    name: import_module(f"servicedesk_core.i18n.phrases.{name}").PHRASES
    for name in PHRASED
}
KNOWN = {text for phrases in PHRASES.values() for text in phrases}
LABELS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    name: import_module(f"servicedesk_core.i18n.labels.{name}").LABELS
    for name in LABELLED
}
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)  # noqa: RUF001
# Codes and names of the field that Russian has in Latin letters, and what has no words.
LATIN = {
    *("CES", "CSAT", "DSAT", "NPS", "OLA", "SLA"),
    *("RR1", "RR2", "RR3", "RR4", "RR5", "RR6"),
    *(
        "None",
        "null",
        "start",
        "until",
        "{reason}{where}",
        "{where}: {reason}",
        "{}: {}",
        "{} → {}, {}",
    ),
}
# These come into texts as they are: the name of a currency or of a scale, what another
# error says, what a document has.
VALUES = {
    "actual.currency",
    "currency",
    "price.currency",
    "self._wanted()",
    "str(error)",
    "str(scale)",
    "str(self.scale)",
    "str(wanted)",
}
# What the sources join from pieces: the bounds of a number.
JOINED = {
    *("a number {}", "a whole number {}"),
    *("above {}", "below {}", "from {}", "from {} up to {}", "up to {}"),
}


@pytest.fixture(scope="module")
def sources() -> Sources:
    return Sources()


@pytest.fixture(scope="module")
def missing(sources: Sources) -> dict[str, set[str]]:
    """The texts that the phrasebook has not, and the packages that say them."""
    # What may stand in a place is a text of ours if it has several words.
    inner = {text: homes for text, homes in sources.inner.items() if " " in text}
    return {
        text: {module.partition(".")[0] for module in homes}
        for texts in (sources.texts, inner)
        for text, homes in texts.items()
        if text not in KNOWN and has_words(text)
    }


def has_words(text: str) -> bool:
    return any(letter.isalpha() for part in read(text)[0] for letter in part)


def is_russian(text: str) -> bool:
    return bool(CYRILLIC.search(text)) or text in LATIN


class TestPhrases:
    @pytest.mark.parametrize("name", PACKAGES)
    def test_every_text_is_in_the_phrasebook(
        self, name: str, missing: dict[str, set[str]]
    ) -> None:
        assert [] == sorted(text for text, homes in missing.items() if name in homes)

    @pytest.mark.parametrize("name", PHRASED)
    def test_no_phrase_is_dead(self, name: str, sources: Sources) -> None:
        said = {*sources.texts, *sources.inner, *templates(), *JOINED}

        assert [] == sorted(set(PHRASES[name]) - said)

    def test_what_is_joined_from_pieces_is_in_the_phrasebook(self) -> None:
        assert [] == sorted(JOINED - KNOWN)

    def test_every_template_of_an_error_is_in_the_phrasebook(self) -> None:
        assert [] == sorted(templates() - KNOWN)

    @pytest.mark.parametrize("name", PHRASED)
    def test_texts_have_the_same_places(self, name: str) -> None:
        differing = [
            english
            for english, russian in PHRASES[name].items()
            if places(english) != places(russian)
        ]

        assert [] == differing

    @pytest.mark.parametrize("name", PHRASED)
    def test_places_are_apart(self, name: str) -> None:
        """Nothing tells where a value ends and the next one begins without a text."""
        glued = [
            english
            for english in PHRASES[name]
            if not any(read(english)[1]) and "" in read(english)[0][1:-1]
        ]

        assert [] == glued

    @pytest.mark.parametrize("name", PHRASED)
    def test_texts_are_russian(self, name: str) -> None:
        texts = PHRASES[name].values()

        assert [] == [text for text in texts if not is_russian(text)]

    def test_no_phrase_is_told_twice(self) -> None:
        assert len(KNOWN) == sum(map(len, PHRASES.values()))

    def test_every_catalogue_is_listed(self) -> None:
        assert set(PHRASED) == catalogues("phrases")

    def test_every_text_is_found(self, sources: Sources) -> None:
        """What is built in a way that nobody reads would go untranslated."""
        assert set() == {why for _, why in sources.unknown} - VALUES

    def test_every_text_of_an_error_is_looked_for(self) -> None:
        """The table of the texts that errors carry has all of them."""
        texts = {name for places in CARRIERS.values() for name in places}
        # Names are the caller's, and so is the notation that was read.
        carried = texts - {"argument", "calendar", "text"}
        missed = {
            f"{error.__name__}.{field.name}"
            for error in errors()
            if attrs.has(error)
            for field in attrs.fields(error)
            if field.name in carried - set(CARRIERS.get(error.__name__, ()))
        }

        assert set() == missed


class TestLabels:
    @pytest.mark.parametrize("name", PACKAGES)
    def test_every_member_has_one(self, name: str) -> None:
        table = LABELS[name] if name in LABELS else LABELS["core"]
        missing = {
            key for enum in enums(name) for key in keys(enum) if key not in table
        }

        assert [] == sorted(missing)

    def test_no_label_of_a_member_is_dead(self) -> None:
        known = {key for name in PACKAGES for enum in enums(name) for key in keys(enum)}
        labelled = {
            key for table in LABELS.values() for key in table if key[0].isupper()
        }

        assert [] == sorted(labelled - known)

    def test_every_state_action_and_event_has_one(self) -> None:
        tables = LIFECYCLES.values()
        states = {f"state.{state.name}" for table in tables for state in table.states}
        actions = {f"action.{row.name}" for table in tables for row in table.actions}
        names = {f"event.{name}" for name in events.__all__ if name != "Event"}

        assert states | actions == {
            key for key in LABELS["lifecycles"] if key.startswith(("state.", "action."))
        }
        assert names == {key for key in LABELS["tickets"] if key.startswith("event.")}

    def test_every_heading_of_an_explanation_has_one(self, sources: Sources) -> None:
        assert [] == [name for name in sorted(headings(sources)) if not worded(name)]

    def test_every_word_of_a_plot_has_one(self, sources: Sources) -> None:
        said = asked("word", sources)

        assert [] == [name for name in sorted(said) if not worded(name)]

    def test_every_sentence_has_one(self, sources: Sources) -> None:
        said = asked("Phrase", sources)
        told = {
            key.removeprefix("phrase.")
            for table in LABELS.values()
            for key in table
            if key.startswith("phrase.")
        }

        assert [] == [code for code in sorted(said) if not worded(code)]
        assert [] == sorted(told - said)

    @pytest.mark.parametrize("name", LABELLED)
    def test_texts_are_there_in_both_languages(self, name: str) -> None:
        bad = {
            key: pair
            for key, pair in LABELS[name].items()
            if not all(pair)
            or not is_russian(pair[1])
            or CYRILLIC.search(pair[0])
            or (pair[0] == pair[1] and has_words(pair[0]))
            or places(pair[0]) != places(pair[1])
        }

        assert {} == bad

    def test_a_code_is_told_one_way(self) -> None:
        ways: dict[str, set[tuple[str, str]]] = {}
        for table in LABELS.values():
            for key, pair in table.items():
                ways.setdefault(key, set()).add(pair)

        assert {} == {key: pairs for key, pairs in ways.items() if len(pairs) > 1}

    def test_every_catalogue_is_listed(self) -> None:
        assert set(LABELLED) == catalogues("labels")


def places(text: str) -> list[str]:
    """Return the places of a text, named or not, in no order."""
    found = [
        "" if name is None or name.isdigit() or not name else name
        for _, name, _, _ in Formatter().parse(text)
        if name is not None
    ]
    return sorted(found)


def catalogues(kind: str) -> set[str]:
    files = (ROOT / "i18n" / kind).glob("*.py")
    return {file.stem for file in files} - {"__init__"}


def errors(
    base: type[sd.ServiceDeskError] = sd.ServiceDeskError,
) -> Iterator[type[sd.ServiceDeskError]]:
    for error in base.__subclasses__():
        if error.__module__.startswith(sd.__name__):
            yield error
            yield from errors(error)


def templates() -> set[str]:
    return {error.template for error in errors() if error.template}


def enums(name: str) -> set[type[Enum]]:
    """Return the public enums of a package."""
    home = f"{sd.__name__}.{name}"
    return {
        value
        for module in MODULES
        for value in vars(module).values()
        if isclass(value)
        and issubclass(value, Enum)
        and f"{value.__module__}.".startswith(f"{home}.")
        and not value.__name__.startswith("_")
    }


def keys(enum: type[Enum]) -> list[str]:
    return [f"{enum.__name__}.{name}" for name in enum.__members__]


def worded(code: str) -> bool:
    """Tell whether a heading, a sentence or a code has a word in a catalogue."""
    prefixed = (f"heading.{code}", f"phrase.{code}", code)
    return any(key in table for table in LABELS.values() for key in prefixed)


def calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == name:
            yield node


def first_text(call: ast.Call) -> str | None:
    match call.args:
        case [ast.Constant(value=str(text)), *_]:
            return text
        case _:
            return None


def headings(sources: Sources) -> set[str]:
    """Return the names of the facts and the columns of every explanation."""
    found = set()
    for tree in (module.node for module in sources.modules.values()):
        if not any(calls(tree, "Explanation")):
            continue
        for node in ast.walk(tree):
            match node:
                case ast.Tuple(elts=[ast.Constant(value=str(name)), ast.expr()]):
                    found.add(name)
                case ast.Subscript(value=ast.Name(id="Explanation"), slice=row):
                    found |= columns(ast.unparse(row))
                case _:
                    pass
    shown = import_module("servicedesk_core.tickets.ticket")._SHOWN
    return {name for name in found | set(shown) if re.fullmatch("[a-z_]+", name)}


def columns(row: str) -> set[str]:
    kinds = (vars(module).get(row) for module in MODULES)
    kind = next((each for each in kinds if each is not None and attrs.has(each)), None)
    return {field.name for field in attrs.fields(kind)} if kind else set()


def asked(function: str, sources: Sources) -> set[str]:
    """Return the codes that a function is called with."""
    texts = (first_text(call) for call, _ in sources.calls[function])
    return {text for text in texts if text}
