"""What in a configuration may be a secret, and how it is kept out of sight."""

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote, quote_plus

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from data.connections import Connection

HIDDEN = "•••"
_LONGEST_SHOWN = 60
_SECRET_KEY = re.compile(r"password|passwd|secret|token|credential|_env$|url", re.IGNORECASE)
# Shorter parts are words that stand in other lines too.
_SHORTEST_PART = 16
# The keys of a connection that name a variable with a secret in it.
_SECRET_IN = ("password_env", "token_env", "url_env")


def shown(key: str, value: object) -> str:
    """A value as a fault may repeat it: short, on one line, and nothing that may be secret."""
    if _SECRET_KEY.search(key):
        return HIDDEN
    if isinstance(value, Mapping):
        return "{…}"
    if isinstance(value, list | tuple):
        return "[…]"
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"


def secret_variables(value: object) -> Iterator[str]:
    """Every variable that a ``…_env`` key anywhere in the file names."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if str(key).endswith("_env") and isinstance(inner, str):
                yield inner
            yield from secret_variables(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from secret_variables(inner)


def password_of(url: str) -> str:
    """The password inside a database address, or nothing."""
    try:
        return str(make_url(url).password or "")
    except (ArgumentError, ValueError):  # ValueError: a port that is not a number.
        return ""


def parts_of(url: str) -> list[str]:
    """The parts of an address that alone may open what it leads to: users, paths and their like."""
    return [part for part in re.split(r"[/:@?&=]+", url) if len(part) >= _SHORTEST_PART]


def _quoted_whole(value: str) -> str:
    return quote(value, safe="")


def secret_values(
    url: str, connections: Iterable[Connection], others: Iterable[str] = ()
) -> tuple[str, ...]:
    """Values that must never be written anywhere, longest first so that none hides in another.

    Each also as an address writes it, and the whole address of a store that has a password.
    """
    names = [
        getattr(connection, key)
        for connection in connections
        for key in _SECRET_IN
        if hasattr(connection, key)
    ]
    values = {os.environ.get(name, "").strip() for name in names} | set(others)
    values |= {url} if password_of(url) else set()
    values |= {password_of(each) for each in values}
    values |= {form(each) for each in values for form in (quote, quote_plus, _quoted_whole)}
    return tuple(sorted(filter(None, values), key=len, reverse=True))
