"""What every table and column of the store holds, in words, and the page that tells it."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Float, Integer, Table
from sqlalchemy.types import TypeEngine

SHARED = "shared"
TABLE = "table"
PARTS: Mapping[str, str] = {
    "told": "What sources and people said of models, through time",
    "people": "People who sign in, and what they did",
    "judged": "What Rollcall worked out of it (`rollcall judge` works it out anew)",
    "ourselves": "About Rollcall itself",
}
_KINDS: Sequence[tuple[type[TypeEngine[Any]], str]] = (
    (JSON, "JSON"),
    (Boolean, "true or false"),
    (Integer, "whole number"),
    (Float, "number"),
    (DateTime, "moment"),
    (Date, "day"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What one table holds, and each of its columns, by name."""

    part: str
    about: str
    columns: Mapping[str, str]


@cache
def entries() -> Mapping[str, Entry]:
    """What is written down, by table; a column's own words go before the shared ones."""
    text = files("data.export").joinpath("dictionary.toml").read_text(encoding="utf-8")
    told = tomllib.loads(text)
    return {
        name: Entry(part, words[TABLE], words)
        for part in PARTS
        for name, words in told[part].items()
    }


def meaning(table: str, column: str) -> str:
    """What a column holds. Raises KeyError where nobody wrote it down."""
    own = entries()[table].columns
    return own[column] if column in own else shared()[column]


@cache
def shared() -> Mapping[str, str]:
    """What columns of the same name hold in several tables."""
    text = files("data.export").joinpath("dictionary.toml").read_text(encoding="utf-8")
    found: Mapping[str, str] = tomllib.loads(text)[SHARED]
    return found


def reference(tables: Iterable[Table], rows: Mapping[str, int] | None = None) -> str:
    """Every table with its columns as Markdown, and where they were counted with their rows."""
    found = {each.name: each for each in tables}
    lines: list[str] = []
    for part, heading in PARTS.items():
        lines += [f"## {heading}", ""]
        for name, entry in entries().items():
            if entry.part == part and name in found:
                lines += _table(found[name], entry, rows)
    return "\n".join(lines)


def _table(table: Table, entry: Entry, rows: Mapping[str, int] | None) -> Iterator[str]:
    counted = f" ({rows[table.name]:,} rows)" if rows is not None else ""
    yield from (f"### {table.name}{counted}", "", entry.about, "")
    yield from ("| column | holds | meaning |", "|---|---|---|")
    for column in table.columns:
        yield f"| `{column.name}` | {_kind(column)} | {meaning(table.name, column.name)} |"
    yield ""


def _kind(column: Column[Any]) -> str:
    found = (word for kind, word in _KINDS if isinstance(column.type, kind))
    return next(found, "text")
