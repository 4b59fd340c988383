"""Payloads changed by chance, the same ones in every run, for whatever reads them.

Something in them is lost, renamed, of another kind, nested, there twice, or the whole is cut off.
``MUTATED_PAYLOADS`` in the environment says how many each source is given: a few hundred where
nobody says, 20,000 before a release.
"""

import copy
import json
import os
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Any

from data.problems import Code
from data.reach import Server

COUNT = int(os.environ.get("MUTATED_PAYLOADS", "300"))
MOST_CHANGES = 4

NOTHING: tuple[object, ...] = (None, "", " ", [], {})
NUMBERS: tuple[object, ...] = (
    *(True, 0, -1, 7, 0.5, 1.7, 93, 1e308, 10**400, float("nan"), float("-inf")),
    *("NaN", "-Inf", "0.5", "93", "1,5", "1e400", "007", "12 %", "٣"),
)
WORDS: tuple[object, ...] = (
    *("churn", "a\0b", "\u202e", "сhurn", "x" * 3000, "<b>x</b>", "=1+1"),
    *("2026-11-24", "01/02/2026", "9999-12-31", "P7D"),
)
ODD: tuple[object, ...] = (*NOTHING, *NUMBERS, *WORDS)

Path = tuple[str | int, ...]


def chances() -> Iterator[Random]:
    """What each payload comes by."""
    return map(Random, range(COUNT))


def every(
    whole: Callable[[Random], Any],
    names: Sequence[str],
    odd: Sequence[object] = ODD,
    without: Sequence[str] = (),
) -> Iterator[tuple[Random, Any]]:
    """Each payload with one to four changes, and the chance it came by.

    ``names`` are what keys are renamed to; what lies below the keys ``without`` is left alone.
    """
    for chance in chances():
        payload = copy.deepcopy(whole(chance))
        for _ in range(chance.randint(1, MOST_CHANGES)):
            found = list(places(payload, without))
            if found:
                _change(payload, chance.choice(found), chance, names, odd)
        yield chance, payload


def places(found: object, without: Sequence[str] = (), path: Path = ()) -> Iterator[Path]:
    """Where anything stands in a payload."""
    if path:
        yield path
    inside = found.items() if isinstance(found, dict) else ()
    listed = enumerate(found) if isinstance(found, list) else ()
    for key, value in (*inside, *listed):
        if key not in without:
            yield from places(value, without, (*path, key))


def _change(
    payload: Any, path: Path, chance: Random, names: Sequence[str], odd: Sequence[object]
) -> None:
    inside: Any = payload
    for step in path[:-1]:
        inside = inside[step]
    last: Any = path[-1]
    match chance.choice(["lose", "rename", "replace", "nest", "twice"]):
        case "lose":
            del inside[last]
        case "rename" if isinstance(inside, dict):
            inside[chance.choice(names)] = inside.pop(last)
        case "nest":
            inside[last] = {"value": inside[last]}
        case "twice" if isinstance(inside, list):
            inside.append(copy.deepcopy(inside[last]))
        case _:
            inside[last] = copy.deepcopy(chance.choice(odd))


def as_json(payload: Any, chance: Random) -> bytes:
    """The payload as JSON; one in ten is cut off, and one in ten has a key twice."""
    text = json.dumps(payload)
    match chance.randrange(10):
        case 0:
            return text[: chance.randrange(len(text) + 1)].encode()
        case 1:
            return _key_twice(payload, chance).encode()
    return text.encode()


def _key_twice(payload: Any, chance: Random) -> str:
    found = [path for path in places(payload) if isinstance(path[-1], str)]
    if not found:
        return json.dumps(payload)
    payload, path = copy.deepcopy(payload), chance.choice(found)
    inside: Any = payload
    for step in path[:-1]:
        inside = inside[step]
    inside["there twice"] = chance.choice([7, "x", inside[path[-1]]])
    return json.dumps(payload).replace('"there twice"', json.dumps(path[-1]))


def plainly(content: bytes) -> Any:
    """What JSON says, read as simply as can be; None where it is none or has a key twice."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            raise ValueError("a key twice")
        return found

    try:
        return json.loads(content, object_pairs_hook=once)
    except ValueError:
        return None


def lines_changed(text: str, chance: Random, odd: Sequence[object] = ODD) -> str:
    """A table in text with one to four changes to its cells, its lines or its end."""
    rows = [line.split(",") for line in text.splitlines()]
    for _ in range(chance.randint(1, MOST_CHANGES)):
        row = chance.choice(rows)
        at = chance.randrange(len(row))
        match chance.randrange(8):
            case 0 if len(row) > 1:
                del row[at]
            case 1:
                row.insert(at, row[at])
            case 2:
                rows.append(list(row))
            case 3 if len(rows) > 1:
                rows.remove(row)
            case 4:
                row[at] = f'"{row[at]}'
            case 5:
                whole = "\n".join(map(",".join, rows))
                rows = [
                    each.split(",")
                    for each in whole[: chance.randrange(len(whole) + 1)].split("\n")
                ]
            case _:
                row[at] = str(chance.choice(odd))
    return "\n".join(map(",".join, rows)) + "\n"


class Straight(Server):
    """A server that is asked without a network, which takes longer than reading an answer.

    ``answer`` gives what it says at a path to what is asked there; None for nothing there.
    """

    def __init__(self, answer: Callable[[str, Any], bytes | None]) -> None:
        self._named = {"source": "twin", "address": "http://twin"}
        self._answer = answer

    def _ask(self, _method: str, path: str, _params: object, body: Any, *_: object) -> bytes:
        found = self._answer(path, body)
        if found is None:
            raise self.failed(Code.WRONG_ADDRESS, status=404)
        return found
