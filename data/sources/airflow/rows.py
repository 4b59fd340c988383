"""One DAG, or one run of one, as Airflow lists it, becomes what we need of it. Pure.

Everything raises Rejected with the field that is wrong.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from data.facts import RunEnd
from data.problems import Code, Problem, Rejected
from data.rows import cells, periods
from data.sources.airflow.schedules import every

ENDS: Mapping[str, RunEnd] = {"success": RunEnd.SUCCEEDED, "failed": RunEnd.FAILED}
GOING_ON = ("queued", "running")
BACKFILL = "backfill"
"""Runs that make up for days long past; they say nothing of how things go today."""

MOST_TAGS = 200
"""Of one DAG; one that feeds more models is named in the configuration."""

READ = (
    *("dag_id", "is_paused", "timetable_summary", "tags"),
    *("dag_run_id", "state", "run_type", "start_date", "end_date"),
)
"""The fields that are read; a list of thousands is held without the others."""

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Dag:
    """One DAG. ``every`` is empty where its schedule does not tell, ``tags`` are as sent."""

    name: str
    every: str
    paused: bool
    tags: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Ended:
    """How and when one run ended."""

    name: str
    at: datetime
    end: RunEnd


def dag(row: Row) -> Dag:
    """What one row of the list of DAGs says."""
    name = _name("dag_id", row)
    paused = row.get("is_paused")
    if not isinstance(paused, bool):
        raise cells.rejected(Code.NOT_ONE_OF, "is_paused", str(paused), allowed="true, false")
    return Dag(name, every(_schedule(row)), paused, tuple(_tags(row)))


def model(tag: object, prefix: str) -> str:
    """The model that a tag names behind this prefix; empty for any other tag."""
    if not isinstance(tag, str):
        raise cells.rejected(Code.NOT_PLAIN_TEXT, "tags", cells.shown(tag))
    ours = prefix and tag.startswith(prefix)
    return cells.text("tags", tag.removeprefix(prefix)) if ours else ""


def began(row: Row, now: datetime) -> datetime:
    """Since when a run goes on."""
    if row.get("state") != "running":
        raise cells.rejected(Code.NOT_ONE_OF, "state", str(row.get("state")), allowed="running")
    return _moment("start_date", row, now)


def ended(row: Row, dag: str, now: datetime) -> Ended | None:
    """How a run ended; None for one that says nothing of it. ``dag`` is whose runs were asked."""
    _of(row, dag)
    state = cells.text("state", row.get("state"))
    if state in GOING_ON or row.get("run_type") == BACKFILL:
        return None
    if state not in ENDS:
        allowed = ", ".join((*ENDS, *GOING_ON))
        raise cells.rejected(Code.NOT_ONE_OF, "state", state, allowed=allowed)
    name = _name("dag_run_id", row)
    return Ended(name, _moment("end_date", row, now), ENDS[state])


def _moment(field: str, row: Row, now: datetime) -> datetime:
    """A moment of the past, in UTC."""
    cell = row.get(field)
    found = periods.day_or_time(field, cell)
    if not isinstance(found, datetime) or found.utcoffset() is None:
        raise cells.rejected(Code.NO_TIME_ZONE, field, cell)
    periods.not_after(field, cell, found, now)
    return found.astimezone(UTC)


def kept(row: Row) -> dict[str, str]:
    """Of a row that is refused, what says which one it is."""
    names = ("dag_id", "dag_run_id", "state", "is_paused", "start_date", "end_date")
    return {name: cells.shown(row[name]) for name in names if name in row}


def _name(field: str, row: Row) -> str:
    """A name exactly as it was sent: Airflow is asked about it again."""
    cell = row.get(field)
    name = cells.text(field, cell)
    if name != cell:
        raise cells.rejected(Code.NOT_PLAIN_TEXT, field, cell)
    return name


def _of(row: Row, dag: str) -> None:
    if row.get("dag_id") != dag:
        raise cells.rejected(Code.NOT_ONE_OF, "dag_id", cells.shown(row.get("dag_id")), allowed=dag)


def _schedule(row: Row) -> str:
    """Empty for a DAG that only people or other DAGs start."""
    found = row.get("timetable_summary")
    if found is None or isinstance(found, str):
        return found or ""
    raise cells.rejected(Code.NOT_PLAIN_TEXT, "timetable_summary", found)


def _tags(row: Row) -> Iterator[object]:
    found = row.get("tags")
    if not isinstance(found, list):
        raise cells.rejected(Code.NOT_ONE_OF, "tags", cells.shown(found), allowed="[{…}]")
    if len(found) > MOST_TAGS:
        told = {"found": f"{len(found)} tags", "allowed": f"up to {MOST_TAGS}"}
        raise Rejected(Problem(Code.NOT_ONE_OF, {"field": "tags", **told}))
    for tag in found:
        yield tag.get("name") if isinstance(tag, dict) else tag
