"""JSON as its own rules have it: no NaN, no key twice, and an object at the top."""

import json

Parsed = dict[str, object]


class KeyTwiceError(ValueError):
    """A key stands twice in one object."""


def strict(content: bytes) -> Parsed:
    """A JSON object in UTF-8; else ValueError, or RecursionError where it is nested too deep."""
    return strict_text(content.decode())


def strict_text(text: str, *, nan: bool = False) -> Parsed:
    """The same of a text. ``nan`` lets NaN and Infinity in, which Python writes."""
    found = json.loads(
        text, parse_constant=float if nan else _no_constant, object_pairs_hook=_no_key_twice
    )
    if not isinstance(found, dict):
        raise ValueError
    return found


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _no_key_twice(pairs: list[tuple[str, object]]) -> Parsed:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise KeyTwiceError
    return found
