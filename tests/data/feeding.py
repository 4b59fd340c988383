"""Sources that hand over what a test says, and a look at everything a store holds."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from data.connections import (
    Connection,
    FilesConnection,
    MlflowConnection,
    RowMapping,
    SampleConnection,
    SqlConnection,
)
from data.facts import (
    Agreement,
    Arrival,
    Better,
    Case,
    Fact,
    FieldName,
    Kind,
    LiveBy,
    LiveVersion,
    Measure,
    Model,
    ModelRef,
    Origin,
    Question,
    ReadContext,
    Reading,
    Unit,
    Version,
)
from data.store import cases
from data.store.engine import reading
from data.store.histories import HISTORIES
from data.store.tables import measures, metadata, models, runs, sources
from data.sync import SourceReport, SyncReport, sync

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
WEEK = timedelta(days=7)
MADE = NOW - timedelta(days=400)
REF = ModelRef("churn", "registry")
RECALL = Measure(REF, "recall", Question.PERFORMANCE, "recall", Unit.SHARE, Better.HIGHER)
ROWS = RowMapping(model="model", end="day", period="P1D")

REGISTRY = MlflowConnection("registry", "http://127.0.0.1:1")
TABLE = SqlConnection("metrics", "METRICS_URL", "metrics", ROWS)
FILES = FilesConnection("exports", "exports/*.csv", ROWS)
PRETEND = SampleConnection()


def churn(*more: Arrival, live: str = "1") -> list[Arrival]:
    """A model of 400 days with one live version and one measure."""
    found: list[Arrival] = [Model(REF, MADE), RECALL]
    if live:
        found += [Version(REF, live, MADE + WEEK), LiveVersion(REF, live, LiveBy.ALIAS, "champion")]
    return [*found, *more]


def weekly(weeks: int, value: float = 0.7, end: datetime = NOW, **other: Any) -> list[Reading]:
    """Readings of recall of the last ``weeks`` weeks, newest first."""
    ends = [end - number * WEEK for number in range(weeks)]
    told = {"ref": REF, "measure": "recall", "count": 200, **other}
    return [Reading(start=at - WEEK, end=at, value=value, **told) for at in ends]


def typed(name: FieldName, value: str, ref: ModelRef = REF) -> Fact:
    return Fact(ref, name, value, Origin.TYPED, "company.toml, models 1")


def read_tag(name: FieldName, value: str, ref: ModelRef = REF) -> Fact:
    return Fact(ref, name, value, Origin.READ, f"tag rollcall.{name}")


def vendor(name: str) -> list[Arrival]:
    """A model no registry knows, as the company file lists it."""
    ref = ModelRef(name, "company file")
    return [Model(ref), typed(FieldName.KIND, Kind.VENDOR, ref)]


def agreement(minimum: float, agreed: datetime, **other: Any) -> Agreement:
    return Agreement(REF, "recall", minimum, "Ana Ruiz", agreed.date(), **other)


Source = Callable[[ReadContext], Iterable[Arrival]] | Iterable[Arrival]


def feed(
    engine: Engine, *told: tuple[Connection, Source], now: datetime = NOW, **other: Any
) -> SyncReport:
    """Sync these connections, each handing over what stands beside it."""
    by_name = {connection.name: source for connection, source in told}

    def read(connection: Connection, context: ReadContext) -> Iterator[Arrival]:
        source = by_name[connection.name]
        yield from source(context) if callable(source) else source

    readers = {type(connection): read for connection, _ in told}
    connections = [connection for connection, _ in told]
    told_to = {"time_zone": "Europe/London", "base": Path("/nowhere"), **other}
    return sync(engine, connections, now=now, readers=readers, **told_to)


def feed_registry(
    engine: Engine, arrivals: Source, now: datetime = NOW, **other: Any
) -> SourceReport:
    """Sync one registry."""
    return feed(engine, (REGISTRY, arrivals), now=now, **other).sources[0]


def case_of(engine: Engine, slug: str = "churn", as_of: datetime = NOW) -> Case:
    """The case of a model that must be there."""
    with reading(engine) as conn:
        found = cases.case(conn, slug, as_of)
    assert found is not None
    return found


def listed(engine: Engine, as_of: datetime = NOW) -> list[str]:
    """The slugs on the list."""
    with reading(engine) as conn:
        return [found.slug for found in cases.cases(conn, as_of)]


def everything(engine: Engine, *, numbers: bool = True) -> dict[str, list[tuple[str, ...]]]:
    """Every row of every table but the runs; a source without the moments of its last visit.

    Without ``numbers``, rows that hold the same but were numbered otherwise are the same.
    """
    left_out = {sources.c.last_tried, sources.c.last_ok, sources.c.problem_code}
    left_out |= {sources.c.problem_inputs}
    found = {}
    with reading(engine) as conn:
        for table in metadata.sorted_tables:
            if table is runs:
                continue
            left_out |= set() if numbers else {table.c[name] for name in ("id",) if name in table.c}
            columns = [column for column in table.columns if column not in left_out]
            found[table.name] = sorted(
                tuple(map(repr, row)) for row in conn.execute(select(*columns))
            )
    return found


def visible(engine: Engine, as_of: datetime = NOW) -> str:
    """Everything readers can see of the models at a moment, as text to compare.

    Numbers of rows are left out: a killed run uses some up on PostgreSQL.
    """
    with reading(engine) as conn:
        found = [_told(case) for case in cases.cases(conn, as_of)]
        slugs = {row.id: row.slug for row in conn.execute(select(models))}
        keys = {
            row.id: (slugs[row.model_id], row.measure_key) for row in conn.execute(select(measures))
        }
        for table in HISTORIES:
            rows = [dict(row) for row in conn.execute(select(table)).mappings()]
            for row in rows:
                del row["id"], row["run_id"]
                row["of"] = slugs.get(row.pop("model_id", 0)), keys.get(row.pop("measure_id", 0))
            found += sorted(map(repr, rows))
    return "\n".join(found)


def _told(case: Case) -> str:
    series = [
        (
            one.group,
            one.starts.tolist(),
            one.ends.tolist(),
            one.values.tolist(),
            one.counts.tolist(),
        )
        for measured in case.measured
        for one in (measured.overall, *measured.groups)
    ]
    return f"{case.slug} {sorted(case.facts.items())} {case.spells} {case.retired_on} {series}"
