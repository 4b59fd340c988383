"""Logs of OpenLineage events become the steps that bring data to models, and how each ran.

A log is what OpenLineage's own file transport writes: one event a line. A step whose data a model
uses belongs to it, and so does every step before that one.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from data.connections import OpenLineageConnection
from data.facts import (
    Arrival,
    ModelRef,
    Pipeline,
    PipelineRun,
    ReadContext,
    Refusal,
    Unchanged,
)
from data.problems import Code, Problem, Rejected, SourceFailed, Unreadable
from data.rows import cells, matching_files
from data.rows.known_files import AllFiles
from data.rows.matching_files import Row, Rows
from data.rows.plain_text import unreadable
from data.sources.openlineage.events import Named, event
from data.sources.openlineage.flows import MOST_JOBS, Flows
from data.strict_json import strict

LONGEST_LINE = 2**20
"""Bytes. Events with the columns of wide tables take a few thousand."""

LARGEST_FILE = 2**30
"""Bytes; it is read line by line, and this is some hundred thousand events."""


def read(connection: OpenLineageConnection, context: ReadContext) -> Iterator[Arrival]:
    """Each step of each model with its runs, and a refusal for each line that cannot be taken.

    Where every log is as it was, nothing is read: the events of a run may stand in several.
    Raises SourceFailed where no file matches, none of them can be opened, or they name no end of
    jobs.
    """
    files = AllFiles(
        connection.name, connection.path, LARGEST_FILE, context.before(), {Code.UNKNOWN_JOB}
    )
    if files.unchanged:
        yield Unchanged()
        return
    yield from _whole(connection, context)
    yield files.told()


def _whole(connection: OpenLineageConnection, context: ReadContext) -> Iterator[Arrival]:
    flows = Flows()
    for place, row in matching_files.rows(connection.name, connection.path, _opened):
        if isinstance(row, Refusal):
            yield row
            continue
        try:
            found = event(row, context.now)
        except Rejected as fault:
            yield Refusal(fault.problem, place, _kept(row))
        else:
            if found is not None and not flows.take(found, place):
                told = {"source": connection.name, "address": connection.path}
                raise SourceFailed(Problem(Code.LIST_TOO_LONG, {**told, "limit": MOST_JOBS}))
    yield from _told(connection, flows)


def _opened(path: Path, label: str) -> Rows:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise unreadable(label, Unreadable.TOO_LARGE)
        with path.open("rb"):
            pass
    except OSError:
        raise unreadable(label, Unreadable.NO_ACCESS) from None
    return _lines(path, label)


def _lines(path: Path, label: str) -> Rows:
    with path.open("rb") as file:
        number = 0
        while line := file.readline(LONGEST_LINE):
            number += 1
            place = f"{label}, line {number}"
            if not line.endswith(b"\n") and len(line) == LONGEST_LINE:
                _skip(file)
                yield place, _refused(label, Unreadable.TOO_LARGE, number, place)
            elif line.strip():
                yield place, _parsed(line, label, number, place)


def _skip(file: BinaryIO) -> None:
    """The rest of a line that is too long."""
    while (rest := file.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
        pass


def _parsed(line: bytes, label: str, number: int, place: str) -> Row | Refusal:
    try:
        return strict(line)
    except (ValueError, RecursionError):
        return _refused(label, Unreadable.NOT_JSON, number, place)


def _refused(label: str, why: Unreadable, number: int, place: str) -> Refusal:
    return Refusal(unreadable(label, why, number).problem, place, {})


def _kept(row: Row) -> dict[str, str]:
    """Of an event that is refused, what says which one it is; its facets may hold anything."""
    kept = ("eventTime", "eventType", "job", "run")
    return {name: cells.shown(row[name]) for name in kept if name in row}


def _told(connection: OpenLineageConnection, flows: Flows) -> Iterator[Arrival]:
    for model, jobs in connection.feeds.items():
        ref = ModelRef(model, connection.registry or None)
        last: list[Named] = []
        for job in jobs:
            found = flows.called(job)
            last += found
            if not found:
                yield _never_heard(job)
                yield Pipeline(ref, job, connection.every.get(job, ""), place=connection.name)
        for name in flows.before(last):
            yield from _step(connection, flows, ref, name)


def _never_heard(job: str) -> Refusal:
    return Refusal(Problem(Code.UNKNOWN_JOB, {"found": job}), f"feeds, {job}", {})


def _step(
    connection: OpenLineageConnection, flows: Flows, ref: ModelRef, name: Named
) -> Iterator[Arrival]:
    job = flows.jobs[name]
    alone = len(flows.called(name.name)) == 1
    called = name.name if alone else f"{name.namespace}/{name.name}"
    every = connection.every.get(called, connection.every.get(name.name, ""))
    yield Pipeline(
        ref,
        called,
        every,
        reads=_listed(job.reads),
        writes=_listed(job.writes),
        place=connection.name,
    )
    for run in job.newest():
        yield PipelineRun(ref, called, run.at, run.end, run.rows, run.place)


def _listed(data: set[Named]) -> str:
    return "; ".join(sorted({each.name for each in data}))
