"""What must hold between the values of an entry, each of which is right by itself."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from data.facts import Better, Unit
from data.problems import Code, Problem, Rejected, next_update_problem
from data.rows import cells, periods
from data.sources.company_file.entries import (
    AcknowledgedEntry,
    AgreementEntry,
    DataEntry,
    Entry,
    ExamEntry,
    LiveEntry,
    ModelEntry,
    PauseEntry,
    PipelineRunEntry,
    QuietTimeEntry,
    Shape,
)
from data.sources.company_file.facts import describes_measure

_LEVELS = ("minimum", "expected", "stop_line", "largest_gap")
_INSTANT = timedelta(microseconds=1)


class Shapes:
    """The measures the file describes, by model and key: agreements are held against them."""

    def __init__(self, entries: Iterator[Entry]) -> None:
        self._known = {
            (entry.model, entry.measure): entry
            for entry in entries
            if isinstance(entry, Shape) and describes_measure(entry)
        }

    def of(self, entry: AgreementEntry) -> Shape | None:
        """The words of the agreed measure: in the entry itself, or elsewhere in the file."""
        return entry if describes_measure(entry) else self._known.get((entry.model, entry.measure))


def faults_between(
    entry: Entry, shapes: Shapes, now: datetime, zone: ZoneInfo
) -> Iterator[Problem]:
    """Every contradiction within one entry."""
    today = now.astimezone(zone).date()
    if isinstance(entry, ModelEntry):
        yield from _future("retired_on", entry.retired_on, today)
    elif isinstance(entry, AgreementEntry):
        yield from _agreement_faults(entry, shapes.of(entry), today)
    elif isinstance(entry, PauseEntry):
        yield from _order_faults(entry.start, entry.end)
    elif isinstance(entry, LiveEntry):
        yield from _future("start", entry.start.astimezone(zone).date(), today)
        if entry.end:
            # A last day lasts to its midnight, and that day may be today.
            yield from _future("end", (entry.end - _INSTANT).astimezone(zone).date(), today)
            yield from _order_faults(entry.start, entry.end)
    else:
        yield from _ground_faults(entry, now, zone)


def _ground_faults(entry: Entry, now: datetime, zone: ZoneInfo) -> Iterator[Problem]:
    today = now.astimezone(zone).date()
    if isinstance(entry, QuietTimeEntry):
        # Days that come again every year may reach over New Year.
        yield from () if entry.every_year else _days_faults(entry.start, entry.end)
    elif isinstance(entry, AcknowledgedEntry):
        yield from _future("on", entry.on, today)
        yield from filter(None, (next_update_problem(entry.on, entry.next_update),))
    elif isinstance(entry, DataEntry):
        yield from _future("approved_on", entry.approved_on, today)
        yield from _days_faults(entry.approved_on, entry.until)
    elif isinstance(entry, PipelineRunEntry):
        yield from _to_come("ended_at", entry.ended_at, now)
    elif isinstance(entry, ExamEntry) and entry.end:
        yield from _to_come("end", entry.end, now)
        if entry.start:
            yield from _order_faults(entry.start, entry.end)


def _agreement_faults(entry: AgreementEntry, shape: Shape | None, today: date) -> Iterator[Problem]:
    yield from _future("agreed_on", entry.agreed_on, today)
    if entry.review_by and entry.review_by <= entry.agreed_on:
        inputs = {"start": entry.agreed_on.isoformat(), "end": entry.review_by.isoformat()}
        yield Problem(Code.PERIOD_BACKWARDS, inputs)
    low, high = entry.worth_low, entry.worth_high
    if low is not None and high is not None and low > high:
        inputs = {"field": "worth_low", "found": str(low), "allowed": f"≤ worth_high ({high})"}
        yield Problem(Code.NOT_ONE_OF, inputs)
    if shape:
        yield from _level_faults(entry, shape)


def _level_faults(entry: AgreementEntry, shape: Shape) -> Iterator[Problem]:
    """What only makes sense once the measure's unit and good direction are known."""
    for name in _LEVELS if shape.unit is Unit.SHARE else ():
        level = getattr(entry, name)
        if level is not None and not 0 <= level <= 1:
            yield cells.rejected(Code.NOT_A_SHARE, name, level).problem
    if entry.expected is None:
        return
    short = entry.expected - entry.minimum
    if (short if shape.better is Better.HIGHER else -short) < 0:
        inputs = {"minimum": entry.minimum, "expected": entry.expected}
        yield Problem(Code.MINIMUM_BEYOND_EXPECTED, inputs)


def _days_faults(first: date | None, last: date | None) -> Iterator[Problem]:
    """Both days count, so they may be the same."""
    if first and last and last < first:
        inputs = {"start": first.isoformat(), "end": last.isoformat()}
        yield Problem(Code.PERIOD_BACKWARDS, inputs)


def _order_faults(start: datetime, end: datetime) -> Iterator[Problem]:
    try:
        periods.in_order(start, end)
    except Rejected as fault:
        yield fault.problem


def _to_come(field: str, at: datetime, now: datetime) -> Iterator[Problem]:
    try:
        periods.not_after(field, at, at, now)
    except Rejected as fault:
        yield fault.problem


def _future(field: str, on: date | None, today: date) -> Iterator[Problem]:
    if on is not None and on > today:
        yield cells.rejected(Code.IN_THE_FUTURE, field, on).problem
