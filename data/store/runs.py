"""Runs: one reading of one source each. What a run brings is seen only once it is published."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from data.problems import Code, Problem, SourceFailed
from data.store.tables import RunState, SourceKind, company, readings, refusals, runs, sources


@dataclass(frozen=True, slots=True)
class Run:
    """One reading of one source. ``first_ok`` is None until the source has once succeeded."""

    id: int
    source_id: int
    source: str
    first_ok: datetime | None
    now: datetime
    kind: SourceKind

    @property
    def first_load(self) -> bool:
        return self.first_ok is None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many arrivals came, were kept, and were refused."""

    read: int = 0
    kept: int = 0
    refused: int = 0


def claim_store(conn: Connection, *, pretend: bool, time_zone: str) -> None:
    """Say whose store this is. Raises SourceFailed where it belongs to the other company."""
    row = conn.execute(select(company)).first()
    if row is None:
        conn.execute(insert(company).values(id=1, pretend=pretend, time_zone=time_zone))
    elif row.pretend is not pretend:
        raise SourceFailed(Problem(Code.MIXED_COMPANIES))
    elif row.time_zone != time_zone:
        conn.execute(update(company).values(time_zone=time_zone))


def zone_of_real(conn: Connection) -> str:
    """The time zone of the real company this store is of, as the last sync was told it.

    Raises SourceFailed: MIXED_COMPANIES where it is the pretend one, NOTHING_READ where nobody was
    read yet.
    """
    row = conn.execute(select(company)).first()
    if row is None:
        raise SourceFailed(Problem(Code.NOTHING_READ))
    if row.pretend:
        raise SourceFailed(Problem(Code.MIXED_COMPANIES))
    return str(row.time_zone)


def bury_dead(conn: Connection, now: datetime) -> None:
    """Mark runs whose process was killed as failed and delete what they left behind."""
    dead = list(conn.scalars(select(runs.c.id).where(runs.c.state == RunState.RUNNING)))
    for run_id in dead:
        _fail(conn, run_id, Tally(), Problem(Code.INTERNAL), now)


def start(conn: Connection, kind: SourceKind, name: str, *, pretend: bool, now: datetime) -> Run:
    """Open a run of a source, which is made where it is new."""
    same = (sources.c.kind == kind) & (sources.c.name == name)
    row = conn.execute(select(sources.c.id, sources.c.first_ok).where(same)).first()
    if row is None:
        values = {"kind": kind, "name": name, "pretend": pretend}
        made = insert(sources).values(values).returning(sources.c.id)
        source_id, first_ok = conn.execute(made).scalar_one(), None
    else:
        source_id, first_ok = row.id, row.first_ok
    conn.execute(update(sources).where(sources.c.id == source_id).values(last_tried=now))
    opened = {"source_id": source_id, "state": RunState.RUNNING, "started": now}
    run_id = conn.execute(insert(runs).values(opened).returning(runs.c.id)).scalar_one()
    return Run(run_id, source_id, name, first_ok, now, kind)


def publish(conn: Connection, run: Run, tally: Tally) -> None:
    """From here on everybody sees what the run brought."""
    values = {"state": RunState.PUBLISHED, "finished": run.now, **_counts(tally)}
    conn.execute(update(runs).where(runs.c.id == run.id).values(values))
    # A clock set back must not make the last success older than the first.
    last = max(run.now, run.first_ok or run.now)
    said = {"last_ok": last, "problem_code": None, "problem_inputs": None}
    said["fewer_confirmed"] = None
    if run.first_load:
        said["first_ok"] = run.now
    conn.execute(update(sources).where(sources.c.id == run.source_id).values(said))


def fail(conn: Connection, run: Run, tally: Tally, problem: Problem) -> None:
    """Drop what the run brought and say why; what the source told before stays."""
    _fail(conn, run.id, tally, problem, run.now)
    said = {"problem_code": problem.code.value, "problem_inputs": dict(problem.inputs)}
    conn.execute(update(sources).where(sources.c.id == run.source_id).values(said))


def drop(conn: Connection, run_id: int) -> None:
    """Delete what an unpublished run has laid down so far."""
    conn.execute(delete(readings).where(readings.c.run_id == run_id))
    conn.execute(delete(refusals).where(refusals.c.run_id == run_id))


def _fail(conn: Connection, run_id: int, tally: Tally, problem: Problem, now: datetime) -> None:
    drop(conn, run_id)
    started = conn.scalar(select(runs.c.started).where(runs.c.id == run_id))
    values = {
        "state": RunState.FAILED,
        "finished": max(now, started) if started else now,
        "problem_code": problem.code.value,
        "problem_inputs": dict(problem.inputs),
        **_counts(tally),
    }
    conn.execute(update(runs).where(runs.c.id == run_id).values(values))


def _counts(tally: Tally) -> Mapping[str, int]:
    return {
        "read_count": tally.read,
        "kept_count": tally.kept,
        "refused_count": tally.refused,
    }
