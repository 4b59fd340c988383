"""The content of a file of Evidently becomes a JSON object, or is refused as a whole."""

import json

from data.problems import Unreadable
from data.rows.plain_text import decoded, unreadable
from data.strict_json import KeyTwiceError, Parsed, strict_text


def parsed(label: str, content: bytes) -> Parsed:
    """What the file holds; raises Rejected with FILE_UNREADABLE (path, why, line).

    NaN, which is no JSON, is let in, because Evidently writes it where a number cannot be told;
    where that number is asked for, it is refused by itself.
    """
    text = decoded(label, content)
    if text.lstrip().startswith("<"):
        raise unreadable(label, Unreadable.WEB_PAGE)
    try:
        return strict_text(text, nan=True)
    except json.JSONDecodeError as fault:
        raise unreadable(label, Unreadable.NOT_JSON, fault.lineno) from None
    except KeyTwiceError:
        raise unreadable(label, Unreadable.KEYS_REPEAT) from None
    except (RecursionError, ValueError):  # Nested without end, or a number of 5000 digits.
        raise unreadable(label, Unreadable.NOT_JSON) from None
