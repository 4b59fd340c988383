"""Sources to store: read each source once, keep what came, and what did not.

A source that fails leaves what it told before; the others go on. Nothing is seen half done.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

from sqlalchemy import Engine

from data.connections import (
    AirflowConnection,
    Connection,
    EvidentlyConnection,
    FilesConnection,
    MlflowConnection,
    OpenLineageConnection,
    PrometheusConnection,
    SampleConnection,
    SqlConnection,
    StaffConnection,
)
from data.facts import Arrival, FeedbackTold, ReadContext
from data.problems import Code, Problem, ReadWhole, SourceFailed
from data.store import brought_files, feedback_told, runs, watermarks
from data.store.engine import reading, writing
from data.store.intake import Intake
from data.store.lock import only_one
from data.store.readings import latest_ends
from data.store.runs import Run, Tally
from data.store.tables import RunState, SourceKind

log = logging.getLogger(__name__)

LONGEST_READ = timedelta(hours=4)
"""A first load of ten million values takes two; what takes longer keeps the others waiting."""

Reader = Callable[[Any, ReadContext], Iterator[Arrival]]

_KINDS: Mapping[type, SourceKind] = {
    SampleConnection: SourceKind.SAMPLE,
    MlflowConnection: SourceKind.MLFLOW,
    PrometheusConnection: SourceKind.PROMETHEUS,
    SqlConnection: SourceKind.SQL,
    FilesConnection: SourceKind.FILES,
    EvidentlyConnection: SourceKind.EVIDENTLY,
    StaffConnection: SourceKind.STAFF,
    OpenLineageConnection: SourceKind.OPENLINEAGE,
    AirflowConnection: SourceKind.AIRFLOW,
}
"""In the order in which they are read: those that list models before those that measure them, and
those that name people before those that tell who they are."""


@dataclass(frozen=True, slots=True)
class SyncProgress:
    """How far the source being read has come."""

    source: str
    read: int
    kept: int
    refused: int


@dataclass(frozen=True, slots=True)
class SourceReport:
    """What one source brought. ``problem`` says why it failed."""

    name: str
    kind: str
    state: str
    read: int
    kept: int
    refused: int
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What all sources brought, in the order in which they were read."""

    sources: tuple[SourceReport, ...]

    @property
    def failed(self) -> bool:
        return any(report.problem is not None for report in self.sources)


@dataclass(frozen=True, slots=True)
class _Job:
    """One source to read now. ``said`` is what people say of its models, where they are pretend.

    ``settings`` is everything that the configuration says of it, in words.
    """

    kind: SourceKind
    name: str
    pretend: bool
    read: Callable[[ReadContext], Iterator[Arrival]]
    accept_shrink: bool = False
    said: Callable[[ReadContext], Iterable[FeedbackTold]] | None = None
    settings: str = ""


def sync(
    engine: Engine,
    connections: Sequence[Connection],
    *,
    now: datetime,
    time_zone: str,
    base: Path,
    accept_shrink: bool = False,
    on_progress: Callable[[SyncProgress], None] | None = None,
    readers: Mapping[type, Reader] | None = None,
) -> SyncReport:
    """Read every source. ``base`` is the folder that relative paths of files start from.

    Raises SourceFailed: SYNC_RUNNING where another sync holds the store, MIXED_COMPANIES where
    the store belongs to the pretend company and a source does not, or the other way round.
    """
    chosen = readers if readers is not None else _readers()
    jobs = [
        _job(connection, chosen[type(connection)], base, accept_shrink)
        for connection in sorted(connections, key=_reading_order)
    ]
    return _run(engine, jobs, now, time_zone, on_progress)


def import_file(engine: Engine, path: Path, *, now: datetime, time_zone: str) -> SourceReport:
    """Read one company file. What it said the last time and says no longer is closed.

    Raises SourceFailed as ``sync`` does; a file that cannot be read is in the report.
    """
    from data.sources import company_file

    job = _Job(
        SourceKind.COMPANY_FILE,
        path.name,
        pretend=False,
        read=lambda context: company_file.read(path, context),
        accept_shrink=True,
    )
    return _run(engine, [job], now, time_zone, None).sources[0]


def _readers() -> Mapping[type, Reader]:
    # Read late: a source's client library is loaded only where somebody syncs.
    from data.sample import source as sample
    from data.sources import (
        airflow,
        evidently,
        files,
        mlflow,
        openlineage,
        prometheus,
        sql,
        staff,
    )

    return {
        MlflowConnection: mlflow.read,
        PrometheusConnection: prometheus.read,
        SqlConnection: sql.read,
        FilesConnection: files.read,
        EvidentlyConnection: evidently.read,
        StaffConnection: staff.read,
        OpenLineageConnection: openlineage.read,
        AirflowConnection: airflow.read,
        SampleConnection: sample.read,
    }


def _reading_order(connection: Connection) -> int:
    return list(_KINDS).index(type(connection))


def _job(connection: Connection, reader: Reader, base: Path, accept_shrink: bool) -> _Job:
    placed = connection
    below = FilesConnection | EvidentlyConnection | StaffConnection | OpenLineageConnection
    if isinstance(connection, below):
        placed = replace(connection, path=str(base / connection.path))
    return _Job(
        _KINDS[type(connection)],
        connection.name,
        isinstance(connection, SampleConnection),
        lambda context: reader(placed, context),
        accept_shrink,
        _said(connection),
        repr(connection),
    )


def _said(connection: Connection) -> Callable[[ReadContext], Iterable[FeedbackTold]] | None:
    """What the people of the pretend company say; those of a real one say it themselves."""
    if not isinstance(connection, SampleConnection):
        return None
    from data.sample.said import read_said

    return lambda context: read_said(connection, context)


def _run(
    engine: Engine,
    jobs: Sequence[_Job],
    now: datetime,
    time_zone: str,
    on_progress: Callable[[SyncProgress], None] | None,
) -> SyncReport:
    if len({job.pretend for job in jobs}) > 1:
        raise SourceFailed(Problem(Code.MIXED_COMPANIES))
    with only_one(engine, now):
        with writing(engine) as conn:
            for job in jobs[:1]:
                runs.claim_store(conn, pretend=job.pretend, time_zone=time_zone)
            runs.bury_dead(conn, now)
            brought_files.forget_old(conn, now)
        reports = [_read_one(engine, job, now, time_zone, on_progress) for job in jobs]
    return SyncReport(tuple(reports))


def _read_one(
    engine: Engine,
    job: _Job,
    now: datetime,
    time_zone: str,
    on_progress: Callable[[SyncProgress], None] | None,
) -> SourceReport:
    with writing(engine) as conn:
        run = runs.start(conn, job.kind, job.name, pretend=job.pretend, now=now)
    read_with = watermarks.digest(job.settings, time_zone, watermarks.our_code())
    context = ReadContext(
        now,
        run.first_ok or now,
        time_zone,
        lambda: _known_until(engine, run.source_id),
    )

    def intake() -> Intake:
        return Intake(engine, run, _teller(job.name, on_progress), read_with=read_with)

    taken = intake()
    try:
        problem = _read(taken, job, replace(context, before=taken.before, note=taken.note))
    except ReadWhole:
        with writing(engine) as conn:
            runs.drop(conn, run.id)
        taken = intake()
        problem = _read(taken, job, replace(context, note=taken.note))
    if problem is not None:
        with writing(engine) as conn:
            runs.fail(conn, run, taken.tally, problem)
    elif job.said is not None:
        with writing(engine) as conn:
            feedback_told.tell(conn, job.said(context))
    _tell(run, taken.tally, problem)
    return _report(job, taken.tally, problem)


def _known_until(engine: Engine, source_id: int) -> Mapping[str, datetime]:
    with reading(engine) as conn:
        return latest_ends(conn, source_id)


def _read(intake: Intake, job: _Job, context: ReadContext) -> Problem | None:
    """Read a source to its end and publish it; what went wrong otherwise. Raises ReadWhole."""
    ends = monotonic() + LONGEST_READ.total_seconds()
    try:
        for arrival in job.read(context):
            if monotonic() > ends:
                hours = LONGEST_READ // timedelta(hours=1)
                return Problem(Code.READ_TOO_LONG, {"source": job.name, "hours": hours})
            intake.take(arrival)
        intake.finish(accept_shrink=job.accept_shrink)
    except ReadWhole:
        raise
    except SourceFailed as failure:
        return failure.problem
    except Exception:
        # One source's bug must not keep the others from being read; the log has the details.
        log.exception("source %s failed inside", job.name)
        return Problem(Code.INTERNAL, {"source": job.name})
    return None


def _teller(
    source: str, on_progress: Callable[[SyncProgress], None] | None
) -> Callable[[Tally], None]:
    def tell(tally: Tally) -> None:
        if on_progress is not None:
            on_progress(SyncProgress(source, tally.read, tally.kept, tally.refused))

    return tell


def _tell(run: Run, tally: Tally, problem: Problem | None) -> None:
    counted = (run.source, tally.read, tally.kept, tally.refused)
    if problem is None:
        log.info("source %s read=%d kept=%d refused=%d", *counted)
    else:
        log.warning("source %s failed code=%s", run.source, problem.code.value)


def _report(job: _Job, tally: Tally, problem: Problem | None) -> SourceReport:
    state = RunState.PUBLISHED if problem is None else RunState.FAILED
    return SourceReport(
        job.name, job.kind.value, state.value, tally.read, tally.kept, tally.refused, problem
    )
