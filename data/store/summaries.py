"""The summaries judging keeps beside outlooks, a table for each subject.

To add one: copy a neighbour such as ``data.store.roles`` (its row, its table, what pages ask of
it), give it a line in ``TABLES`` and a step in ``migrations``, and say in
``app.judging_summaries`` how its rows come about.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any, Protocol

from sqlalchemy import Connection, Table, delete, insert

from data.store import (
    candidates,
    group_checks,
    happenings,
    kept_models,
    live_libraries,
    live_versions,
    month_worths,
    open_costs,
    own_results,
    pipeline_states,
    reviewed,
    risks,
    roles,
    signatures,
    signs,
    teams,
    uses,
)

_AT_ONCE = 500

TABLES: Mapping[type, Table] = {
    roles.Role: roles.table,
    pipeline_states.PipelineState: pipeline_states.table,
    live_libraries.LiveLibrary: live_libraries.table,
    month_worths.MonthWorth: month_worths.table,
    open_costs.OpenCost: open_costs.table,
    own_results.OwnResult: own_results.table,
    risks.KeptRisk: risks.table,
    teams.Team: teams.table,
    signatures.Signature: signatures.table,
    uses.Use: uses.table,
    signs.KeptSign: signs.table,
    kept_models.KeptModel: kept_models.table,
    happenings.KeptHappening: happenings.table,
    live_versions.LiveVersion: live_versions.table,
    candidates.Candidate: candidates.table,
    group_checks.GroupCheck: group_checks.table,
    reviewed.Reviewed: reviewed.table,
}
"""Which rows are kept in which table; a row's fields are named as the columns."""


class Summary(Protocol):
    """A frozen dataclass about one model."""

    @property
    def slug(self) -> str: ...


def replace(conn: Connection, slugs: Sequence[str], rows: Iterable[Summary]) -> None:
    """Keep these of these models; whatever was kept of them before is gone."""
    drop(conn, slugs)
    found: dict[type, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        found[type(row)].append(_columns(row))
    for kind, kept in found.items():
        for first in range(0, len(kept), _AT_ONCE):
            conn.execute(insert(TABLES[kind]), kept[first : first + _AT_ONCE])


def drop(conn: Connection, slugs: Sequence[str]) -> None:
    """Forget everything kept of these models."""
    for first in range(0, len(slugs), _AT_ONCE):
        for table in TABLES.values():
            some = table.c.slug.in_(slugs[first : first + _AT_ONCE])
            conn.execute(delete(table).where(some))


def _columns(row: Any) -> dict[str, Any]:
    return {each.name: getattr(row, each.name) for each in fields(row)}
