"""JSON as its own rules have it: no NaN, no key twice, and an object at the top."""

import json

Parsed = dict[str, object]


def strict(content: bytes) -> Parsed:
    """A JSON object in UTF-8; else ValueError, or RecursionError where it is nested too deep."""
    found = json.loads(
        content.decode(), parse_constant=_no_constant, object_pairs_hook=_no_key_twice
    )
    if not isinstance(found, dict):
        raise ValueError
    return found


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _no_key_twice(pairs: list[tuple[str, object]]) -> Parsed:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found
