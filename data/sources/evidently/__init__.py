"""What Evidently 0.7 found out about a model's data and results becomes readings.

Its reports are read as data. Nothing of them is run, unpickled or shown as the web page they also
are. Of two reports about the same days the newer one counts, and the other is refused by name.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from data.connections import EvidentlyConnection
from data.facts import (
    Arrival,
    ModelRef,
    ReadContext,
    Reading,
    Refusal,
    Trait,
    TraitKind,
    Unchanged,
)
from data.problems import Code, Problem, Rejected, SourceFailed, Unreadable
from data.rows import appearance, cells, matching_files, periods
from data.rows.known_files import AllFiles
from data.rows.plain_text import unreadable
from data.rows.readings import measure_of
from data.sources.evidently.days import Days, days_of
from data.sources.evidently.newest import Newest, Told
from data.sources.evidently.reports import Report, report_of
from data.sources.evidently.results import (
    AskedFor,
    asked_for,
    columns_of,
    settings_of,
    value_in,
)
from data.sources.evidently.whose import about_project, name_in, project_of

LARGEST_FILE = 32 * 2**20
"""Bytes. A report with every preset over a hundred columns stays below a third of it."""

IN_A_WORKSPACE = "*/snapshots/*.json"


@dataclass(frozen=True, slots=True)
class _Wanted:
    """One measure with the result that fills it, and the one that says on how many cases."""

    measure: str
    result: AskedFor
    count: AskedFor | None


@dataclass(frozen=True, slots=True)
class _Plan:
    """A connection that has been checked, and whose clock its reports are read by."""

    connection: EvidentlyConnection
    wanted: tuple[_Wanted, ...]
    clock: periods.Clock
    length: periods.Length
    context: ReadContext


@dataclass(frozen=True, slots=True)
class _Found:
    """A report that was read, and the project it lies in."""

    report: Report
    project: str


def read(connection: EvidentlyConnection, context: ReadContext) -> Iterator[Arrival]:
    """Every result that fills a measure, from every report that matches, and what is refused.

    Where every file is as it was, nothing is read: which report is the newest all of them decide.
    One broken file among several is refused and the others are read. Raises SourceFailed where no
    file matches, or none of them can be read.
    """
    plan = _planned(connection, context)
    pattern = connection.path
    if Path(pattern).is_dir():
        pattern = str(Path(pattern) / IN_A_WORKSPACE)
    before, of_files = context.before(), {Code.NEWER_REPORT}
    files = AllFiles(connection.name, pattern, LARGEST_FILE, before, of_files, about_project)
    if files.unchanged:
        yield Unchanged()
        return
    newest = Newest()
    yield from _with_measures(plan, _readings(plan, pattern, newest))
    _note(connection, newest, context)
    yield files.told()


def _readings(plan: _Plan, pattern: str, newest: Newest) -> Iterator[Reading | Refusal]:
    folder = matching_files.folder_of(pattern)
    for label, found in matching_files.rows(
        plan.connection.name, pattern, lambda path, label: _opened(folder, path, label)
    ):
        told = [found] if isinstance(found, Refusal) else _told(plan, label, found)
        for each in told:
            if isinstance(each, Refusal):
                yield each
            else:
                yield from newest.take(each)
    yield from newest.readings()


def _note(connection: EvidentlyConnection, newest: Newest, context: ReadContext) -> None:
    """Which result fills each measure, how it was worked out where all models have it alike, and
    whether reports say whose time it is when they were made."""
    for measure, result in connection.results.items():
        counts = f" / {connection.counts[measure]}" if measure in connection.counts else ""
        context.note(Trait(TraitKind.ASKED, measure, f"{result}{counts}"))
    held = appearance.holds([newest.written_at()])
    if held is not None:
        context.note(Trait(TraitKind.HOLDS, "timestamp", held.value))
    for measure, settings in newest.settings().items():
        if len(settings) == 1:
            context.note(Trait(TraitKind.SETTINGS, measure, *settings))


def _planned(connection: EvidentlyConnection, context: ReadContext) -> _Plan:
    """The connection ready for use; raises SourceFailed where it cannot give a single reading."""
    try:
        days = periods.zone("time_zone", connection.time_zone or context.time_zone)
        length = periods.length("period", connection.period)
        wanted = tuple(_wanted(connection, measure) for measure in connection.results)
    except Rejected as fault:
        inputs = {"source": connection.name, "address": connection.path, **fault.problem.inputs}
        raise SourceFailed(Problem(fault.problem.code, inputs)) from None
    clock = periods.Clock(days, days if connection.time_zone else None)
    return _Plan(connection, wanted, clock, length, context)


def _wanted(connection: EvidentlyConnection, measure: str) -> _Wanted:
    if measure not in connection.measures:
        known = ", ".join(sorted(connection.measures))
        raise cells.rejected(Code.UNKNOWN_MEASURE, "results", measure, known=known)
    count = connection.counts.get(measure)
    return _Wanted(
        measure,
        _parsed(f"results.{measure}", connection.results[measure]),
        _parsed(f"counts.{measure}", count) if count else None,
    )


def _parsed(field: str, written: str) -> AskedFor:
    found = asked_for(written)
    if found is None:
        raise cells.rejected(
            Code.NOT_ONE_OF, field, written, allowed="DriftedColumnsCount.share, …"
        )
    return found


def _opened(folder: Path, path: Path, label: str) -> Iterator[tuple[str, _Found]]:
    """The report in a file that lies in the folder and is whole; raises Rejected."""
    if not path.resolve().is_relative_to(folder.resolve()):
        raise unreadable(label, Unreadable.OUTSIDE)
    report = report_of(label, matching_files.content(path, label, LARGEST_FILE))
    return iter([(label, _Found(report, project_of(path)))])


def _told(plan: _Plan, label: str, found: _Found) -> Iterator[Told | Refusal]:
    """One report as its readings. Never raises for anything a report may hold."""
    try:
        name = name_in(plan.connection, found.report, found.project)
        days = days_of(found.report, label, plan.clock, plan.length, plan.context.now)
    except Rejected as fault:
        yield _refusal(fault.problem, label, found, "")
        return
    ref = ModelRef(plan.connection.rename.get(name, name), plan.connection.registry or None)
    several = [_one(plan, ref, days, label, found, each) for each in plan.wanted]
    told = [each for each in several if each is not None]
    yield from told
    if len(told) < len(several) and found.report.faults:
        # What is missing may be what could not be read.
        yield _refusal(found.report.faults[0], label, found, "")
    elif not told:
        asked = ", ".join(each.result.written for each in plan.wanted)
        yield _refusal(Problem(Code.NO_SUCH_RESULT, {"field": asked}), label, found, "")


def _one(
    plan: _Plan, ref: ModelRef, days: Days, label: str, found: _Found, wanted: _Wanted
) -> Told | Refusal | None:
    """The reading of one measure, its refusal, or None where the report is not about it."""
    field = wanted.result.written
    try:
        written = value_in(found.report, wanted.result)
        if written is None:
            return None
        unit = plan.connection.measures[wanted.measure].unit
        value = cells.value(field, written, unit)
        count = _count(found.report, wanted.count)
    except Rejected as fault:
        return _refusal(fault.problem, label, found, field)
    columns = columns_of(found.report, wanted.result)
    reading = Reading(
        ref,
        wanted.measure,
        days.start,
        days.end,
        value,
        count,
        place=label,
        columns=columns,
    )
    settings = settings_of(found.report, wanted.result)
    return Told(reading, days.made_at, field, settings, found.report.made_at)


def _count(report: Report, wanted: AskedFor | None) -> int | None:
    written = value_in(report, wanted) if wanted else None
    return None if wanted is None or written is None else cells.count(wanted.written, written)


def _refusal(problem: Problem, label: str, found: _Found, field: str) -> Refusal:
    """What was refused, with what tells this report from another."""
    kept = {"project": found.project, "timestamp": cells.shown(found.report.made_at)}
    kept |= {f"metadata.{cells.shown(key, 80)}": cells.shown(each) for key, each in _some(found)}
    return Refusal(problem, label, {**kept, "result": field})


def _some(found: _Found) -> list[tuple[str, object]]:
    """A report may carry any number of things beside; the first ones tell it apart."""
    return list(found.report.metadata.items())[:10]


def _with_measures(plan: _Plan, found: Iterator[Reading | Refusal]) -> Iterator[Arrival]:
    told: set[tuple[ModelRef, str]] = set()
    for reading in found:
        if isinstance(reading, Reading) and (reading.ref, reading.measure) not in told:
            told.add((reading.ref, reading.measure))
            shape = plan.connection.measures[reading.measure]
            yield measure_of(reading.ref, reading.measure, shape)
        yield reading
