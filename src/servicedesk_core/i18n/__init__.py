"""Labels, messages and durations in English and Russian.

Codes, names of members and messages of errors are English and stay as they are; text
for people is looked up. Catalogues are plain mappings, loaded when they are first
asked: nothing reads a file, a locale or the environment.
"""

from servicedesk_core.lazy import loader

# As type checkers know it; importing typing would cost the first use.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from servicedesk_core.i18n.duration import (
        DurationStyle as DurationStyle,
        duration_text as duration_text,
        length_text as length_text,
    )
    from servicedesk_core.i18n.language import LANGUAGES as LANGUAGES
    from servicedesk_core.i18n.messages import message as message
    from servicedesk_core.i18n.vocabulary import (
        label as label,
        member_word as member_word,
        word as word,
    )

_HOMES = {
    "DurationStyle": "duration",
    "LANGUAGES": "language",
    "duration_text": "duration",
    "label": "vocabulary",
    "length_text": "duration",
    "member_word": "vocabulary",
    "message": "messages",
    "word": "vocabulary",
}

__all__ = [  # noqa: PLE0604 - the names are strings
    *_HOMES,
]


if not TYPE_CHECKING:  # else a type checker would take every typo for a name
    __getattr__ = loader(__name__, _HOMES)


def __dir__() -> list[str]:
    return sorted(__all__)
