"""A draw that comes out the same each time."""

from hashlib import sha256

from servicedesk_core.satisfaction._fields import (
    text_of,
)

_BITS = 53
"""As many as a float holds exactly."""


def sample_point(survey: str, contact: str | None, ticket: str, *, seed: str) -> float:
    """Return where a case falls between 0 and 1; below the share, it is sampled.

    The points of different cases are spread evenly and know nothing of each other.
    They are the same in each process and on each machine, and stay so when the share
    is changed: who was sampled at 10% is sampled at 20%.

    Args:
        survey: the survey's name.
        contact: the person's key; None for somebody unknown.
        ticket: the ticket.
        seed: another seed draws another sample.

    Returns:
        At least 0 and below 1: the first 53 bits of the SHA-256 of the four texts, each
        written in UTF-8 after its length and a colon.

    Raises:
        InvalidArgumentError: for an empty survey, contact or ticket.
        WrongTypeError: for what is no text.

    Example:
        >>> f"{sample_point('after case', 'c-17', 'INC1', seed='2026'):.6f}"
        '0.638625'
    """
    names = {"survey": survey, "contact": contact, "ticket": ticket}
    texts = [
        "" if text is None and argument == "contact" else text_of(text, argument)
        for argument, text in names.items()
    ]
    hashed = sha256()
    for text in (text_of(seed, "seed", empty=True), *texts):
        written = text.encode("utf-8", "surrogatepass")
        hashed.update(b"%d:" % len(written) + written)
    drawn = int.from_bytes(hashed.digest()[:8]) >> (64 - _BITS)
    return drawn / (1 << _BITS)
