"""A code by which a client follows a request without telling who they are."""

import hmac
from itertools import count

from servicedesk_core.argument import to_one
from servicedesk_core.complaints._facts import to_text
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError

# What Crockford's base 32 keeps: no I, L, O and U, which are misread or offend.
_CHARACTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {
    character: value
    for value, character in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*")
}
_LENGTH = 12
_SHORTEST_KEY = 16


def tracking_code(id: str, *, key: bytes) -> str:  # noqa: A002 - the field's own word
    """Return the code of a request, the same one each time.

    It has 11 characters of 32 and a check character. They come from a keyed hash of
    the id, so without the key nobody learns the id from a code or guesses the next
    one. Two ids of a million share a code with a chance of 1 in 60,000.

    Args:
        id: the app's name for the request.
        key: the app's secret, 16 bytes or more. Another key makes other codes.

    Raises:
        InvalidArgumentError: if ``id`` is blank or ``key`` too short; the message
            does not show the key.
        WrongTypeError: if either is of another type.

    Source:
        HMAC with SHA-256 (RFC 2104); the check character is that of ISO 7064
        MOD 37-2; the characters are those of Crockford's base 32.

    Example:
        >>> tracking_code("INC0042", key=b"sixteen bytes or more")
        'EWV2ZK6G1V52'
    """
    name = to_text(id, "id")
    # The errors must not show the secret.
    if not isinstance(key, bytes):
        raise WrongTypeError("key", type(key), "bytes")
    if len(key) < _SHORTEST_KEY:
        wanted = f"{_SHORTEST_KEY} bytes or more"
        raise InvalidArgumentError("key", f"{len(key)} bytes", wanted)
    codes = (_code(f"{attempt}:{name}", key) for attempt in count())
    # Five of 37 check characters are left out too; then the next attempt counts.
    return next(code for code in codes if code[-1] in _CHARACTERS)


def is_valid_tracking_code(code: str) -> bool:
    """Tell whether a code has no slip: every one wrong character, every two swapped.

    A code that passes may still belong to no request.

    Args:
        code: as the client wrote it, in capitals and without spaces.

    Raises:
        WrongTypeError: if it is no text.

    Source:
        ISO 7064 MOD 37-2: the values, weighted by powers of 2, leave 1 modulo 37.

    Example:
        >>> is_valid_tracking_code("EWV2ZK6G1V52")
        True
        >>> is_valid_tracking_code("EVW2ZK6G1V52")
        False
    """
    to_one(code, str, "code", "a text")
    known = len(code) == _LENGTH and set(code) <= set(_CHARACTERS)
    return known and (_weigh(code[:-1]) + _VALUES[code[-1]]) % 37 == 1


def _code(text: str, key: bytes) -> str:
    digest = hmac.digest(key, text.encode(errors="surrogatepass"), "sha256")
    # 32 divides 256, so each character is as likely as the others.
    body = "".join(_CHARACTERS[byte % 32] for byte in digest[: _LENGTH - 1])
    value = (1 - _weigh(body)) % 37
    return body + "".join(each for each, found in _VALUES.items() if found == value)


def _weigh(body: str) -> int:
    weight = 0
    for character in body:
        weight = (weight + _VALUES[character]) * 2 % 37
    return weight
