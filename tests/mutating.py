"""What a source reads, changed at random: for tests that every change is taken right or refused."""

import copy
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from hypothesis import strategies as st

Path = tuple[str | int, ...]


@st.composite
def mutated(
    draw: st.DrawFn,
    whole: dict[str, Any],
    odd: st.SearchStrategy[object],
    names: Sequence[str],
    aside: Collection[str] = (),
) -> dict[str, Any]:
    """This object of JSON with one to four things lost, renamed, replaced, nested or there twice.

    ``odd`` is what things are replaced with, ``names`` what keys are renamed to; what stands
    below a key of ``aside`` is left as it is.
    """
    found = copy.deepcopy(whole)
    for _ in range(draw(st.integers(1, 4))):
        path = draw(st.sampled_from(list(places(found, aside))))
        inside: Any = found
        last: Any = path[-1]
        for step in path[:-1]:
            inside = inside[step]
        match draw(st.sampled_from(["lose", "rename", "replace", "nest", "twice"])):
            case "lose":
                del inside[last]
            case "rename" if isinstance(inside, dict):
                inside[draw(st.sampled_from(names))] = inside.pop(last)
            case "nest":
                inside[last] = {"value": inside[last]}
            case "twice" if isinstance(inside, list):
                inside.append(copy.deepcopy(inside[last]))
            case _:
                inside[last] = copy.deepcopy(draw(odd))
        if not list(places(found, aside)):
            break
    return found


def places(found: object, aside: Collection[str], path: Path = ()) -> Iterator[Path]:
    """Where anything stands in it."""
    if path:
        yield path
    inside = found.items() if isinstance(found, dict) else ()
    listed = enumerate(found) if isinstance(found, list) else ()
    for key, value in (*inside, *listed):
        if key not in aside:
            yield from places(value, aside, (*path, key))
