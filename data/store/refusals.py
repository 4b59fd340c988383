"""Refusals: rows nobody took, each kept once for as long as its source still sends it."""

import hashlib
import json
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, insert, select, update

from data.facts import Refusal
from data.store.columns import not_before, storable
from data.store.runs import Run
from data.store.tables import refusals

MOST_KEPT = 10_000
"""New refusals of one run that are kept; its counts tell of all of them. Nobody reads more, and a
table of the wrong kind would fill the store."""

FORGOTTEN_AFTER = timedelta(days=35)
"""How long a refused report is shown where nobody reports the same again: a good month."""

_AT_ONCE = 500

Series = tuple[str, ...]
"""Registry, model, measure and group."""


class RefusalShelf:
    """The refusals of one run, laid down in batches and settled when the run is published."""

    def __init__(self, conn: Connection, run: Run) -> None:
        self.run = run
        mine = refusals.c.source_id == run.source_id
        still = select(refusals.c.digest, refusals.c.id).where(mine, refusals.c.gone_at.is_(None))
        self._unseen = {row.digest: row.id for row in conn.execute(still)}
        self._seen: set[str] = set()

    def lay(self, conn: Connection, batch: Iterable[Refusal]) -> None:
        """Store the refusals that are new, up to the limit; one said again stays as it was."""
        rows = {row["digest"]: row for row in map(self._row, batch)}
        new = [row for digest, row in rows.items() if self._is_new(digest)]
        if new:
            conn.execute(insert(refusals), new)

    def close_missing(self, conn: Connection) -> None:
        """Close those the source no longer sends."""
        self._close(conn, list(self._unseen.values()))

    def close_told_anew(self, conn: Connection, told: Collection[Series]) -> None:
        """Close those of what was told of now, and those of which nobody has told for long."""
        ids = list(self._unseen.values())
        rows = refusals.c
        old = self.run.now - FORGOTTEN_AFTER
        for first in range(0, len(ids), _AT_ONCE):
            some = rows.id.in_(ids[first : first + _AT_ONCE])
            found = conn.execute(select(rows.id, rows.row_text, rows.refused_at).where(some))
            over = [
                each.id
                for each in found
                if each.refused_at < old or series_of(each.row_text) in told
            ]
            self._close(conn, over)

    def _close(self, conn: Connection, ids: Sequence[int]) -> None:
        for first in range(0, len(ids), _AT_ONCE):
            some = refusals.c.id.in_(ids[first : first + _AT_ONCE])
            gone = not_before(refusals.c.refused_at, self.run.now)
            conn.execute(update(refusals).where(some).values(gone_at=gone))

    def _is_new(self, digest: str) -> bool:
        if self._unseen.pop(digest, None) is not None:
            self._seen.add(digest)
            return False
        if digest in self._seen or len(self._seen) >= MOST_KEPT:
            return False
        self._seen.add(digest)
        return True

    def _row(self, refusal: Refusal) -> dict[str, Any]:
        said = {
            "code": refusal.problem.code.value,
            "inputs": plain(refusal.problem.inputs),
            "place": storable(refusal.place),
            "row_text": plain(refusal.row),
        }
        digest = hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
        about = {"source_id": self.run.source_id, "run_id": self.run.id, "digest": digest}
        return {**said, **about, "refused_at": self.run.now}


def series_of(row: Mapping[str, Any]) -> Series:
    """Of which model, measure and group a refused row tells, in the words it used."""
    named = ("registry", "model", "measure", "group")
    return tuple(storable(str(row.get(name, ""))).strip() for name in named)


def plain(values: Mapping[str, Any]) -> dict[str, str | int | float]:
    """Values both databases keep as JSON: no NaN, no infinity, no NUL."""
    plain: dict[str, str | int | float] = {}
    for name, value in values.items():
        counts = isinstance(value, int) or (isinstance(value, float) and math.isfinite(value))
        plain[storable(str(name))] = value if counts else storable(str(value))
    return plain
