"""A JSON file becomes an object, or is refused as a whole: cut off, of two minds, or no JSON.

NaN, which is no JSON, is read as it was meant, because Python writes it; as a value of a measure it
is refused like any other number that nobody can measure.
"""

import json

from data.problems import Unreadable
from data.rows.plain_text import decoded, unreadable

Object = dict[str, object]


class _TwiceError(Exception):
    """A key stands in one object twice."""


def parsed(path: str, content: bytes) -> object:
    """What a JSON file in UTF-8 holds; raises Rejected with FILE_UNREADABLE (path, why, line)."""
    text = decoded(path, content)
    if text.lstrip().startswith("<"):
        raise unreadable(path, Unreadable.WEB_PAGE)
    try:
        found: object = json.loads(text, object_pairs_hook=_no_key_twice)
    except json.JSONDecodeError as fault:
        raise unreadable(path, Unreadable.NOT_JSON, fault.lineno) from None
    except _TwiceError:
        raise unreadable(path, Unreadable.KEYS_REPEAT) from None
    except (RecursionError, ValueError):  # Nested without end, or a number of 5000 digits.
        raise unreadable(path, Unreadable.NOT_JSON) from None
    return found


def _no_key_twice(pairs: list[tuple[str, object]]) -> Object:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _TwiceError
    return found
