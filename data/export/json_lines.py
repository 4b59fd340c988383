"""A table as JSON Lines: one object on each line, with every column by its name."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Table

from data.export.faults import Failed, Fault
from data.store.whole import as_text
from data.strict_json import strict

Row = Mapping[str, Any]

LONGEST_LINE = 64 * 2**20
"""Bytes. What people and sources say of one model in one row is bounded far below this; a file of
one endless line would fill the memory."""


def write(path: Path, _table: Table, batches: Iterable[Sequence[Row]]) -> None:
    """Write the rows. Moments are written in UTC."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for batch in batches:
            for row in batch:
                file.write(json.dumps(row, default=as_text, ensure_ascii=False) + "\n")


def read(path: Path, _table: Table) -> Iterator[tuple[int, Row]]:
    """Each row with its line. Raises Failed."""
    # Opened as bytes: only a line feed ends a line, whatever else stands in a text.
    with path.open("rb") as file:
        for number, line in enumerate(iter(partial(file.readline, LONGEST_LINE + 1), b""), start=1):
            try:
                if len(line) > LONGEST_LINE:
                    raise ValueError("longer than any row of ours")
                found = strict(line)
            except (ValueError, RecursionError):
                raise Failed(Fault.NOT_AN_OBJECT, file=path.name, row=number) from None
            yield number, found
