"""The door: what is refused before it is stored, and why. Pure; no database, no clock."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from math import isnan

import isodate
from isodate import ISO8601Error

from data.facts import (
    Acknowledgement,
    Agreement,
    Arrival,
    Baseline,
    Confirmation,
    DataUse,
    Decision,
    ExamResult,
    Fact,
    FieldName,
    Keeping,
    LiveSpell,
    ModelRef,
    Pause,
    Pipeline,
    PipelineRun,
    QuietTime,
    Reading,
    Review,
    Rhythm,
    Unit,
)
from data.problems import Code, Problem, Rejected, next_update_problem
from data.store.columns import is_finite
from data.store.names import unnamed, unwieldy

FUTURE_ALLOWANCE = timedelta(minutes=5)
"""Clocks of two machines differ a little; more than this is a wrong date, not a slow clock."""

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""No deployed model reported before this; an older date is an empty field read as 1970 or 1900."""


SLOWEST_RHYTHM = timedelta(days=731)
"""Two years; a figure that comes more rarely watches nothing."""

SLOWEST_OUTCOMES = timedelta(days=3653)
"""Ten years until what really happened is known."""


def reading_problem(reading: Reading, unit: Unit, now: datetime) -> Problem | None:
    """Why this reading cannot be taken, or None. ``unit`` is that of its measure."""
    return (
        unwieldy(reading)
        or _period_problem(reading.start, reading.end, now)
        or _value_problem(reading, unit)
    )


def exam_problem(exam: ExamResult, unit: Unit) -> Problem | None:
    """Why this result of an exam cannot be taken, or None. ``unit`` is that of its measure."""
    return _value_problem(exam, unit)


def inventory_problem(arrival: Arrival, now: datetime) -> Problem | None:
    """Why this fact about a model cannot be taken, or None."""
    unusable = unnamed(arrival) or unwieldy(arrival) or _naive_field(arrival)
    return unusable or _known_before(arrival) or _ground_problem(arrival, now)


def _known_before(arrival: Arrival) -> Problem | None:
    match arrival:
        case Rhythm() | Pipeline():
            return _rhythm_problem(arrival)
        case Fact(name=FieldName.CADENCE, value=value):
            return _duration_problem("cadence", value, SLOWEST_RHYTHM)
        case Agreement():
            return _agreement_problem(arrival)
        case Pause(start=start, end=end):
            return _backwards(start, end)
        case LiveSpell(start=start, end=end) if end is not None:
            return _backwards(start, end)
    return None


def _ground_problem(arrival: Arrival, now: datetime) -> Problem | None:
    match arrival:
        case QuietTime(start=start, end=end, every_year=False):
            return _days_backwards(start, end)
        case DataUse(approved_on=approved_on, until=until) if approved_on is not None:
            return _ahead("approved_on", approved_on, now) or _days_backwards(approved_on, until)
        case Confirmation(on=on) | Baseline(start=on):
            return _ahead("on", on, now)
        case Acknowledgement(on=on, next_update=next_update):
            return _ahead("on", on, now) or next_update_problem(on, next_update)
        case Decision(at=at) | Keeping(at=at) | Review(at=at):
            return _to_come("at", at, now) or _days_backwards(at.date(), arrival.until)
        case PipelineRun(ended_at=at, rows=rows):
            outside = _too_early("ended_at", at) or _to_come("ended_at", at, now)
            return outside or _count_problem("rows", rows)
        case ExamResult(start=start, end=end):
            return _exam_period_problem(start, end, now)
    return None


def _ahead(field: str, on: date, now: datetime) -> Problem | None:
    """The company's day may begin before the day of UTC does."""
    if on <= (now + timedelta(days=1)).date():
        return None
    return Problem(Code.IN_THE_FUTURE, {"field": field, "found": on.isoformat()})


def _exam_period_problem(
    start: datetime | None, end: datetime | None, now: datetime
) -> Problem | None:
    outside = (_too_early("start", start) if start is not None else None) or (
        _to_come("end", end, now) if end is not None else None
    )
    if outside or start is None or end is None:
        return outside
    return _backwards(start, end)


def in_its_unit(agreement: Agreement, unit: Unit) -> None:
    """Raises Rejected for 70 where shares are kept as 0 to 1: no reading could ever meet it."""
    for name in ("minimum", "expected", "stop_line", "largest_gap"):
        value = getattr(agreement, name)
        if unit is Unit.SHARE and value is not None and not 0 <= value <= 1:
            raise Rejected(Problem(Code.NOT_A_SHARE, {"field": name, "found": str(value)}))


def as_text(arrival: Arrival) -> Mapping[str, str]:
    """An arrival as a person can read it beside the reason of its refusal: field to text."""
    shown: dict[str, str] = {}
    for item in fields(arrival):
        value = getattr(arrival, item.name)
        if isinstance(value, ModelRef):
            shown["model"] = value.name
            shown |= {"registry": value.registry} if value.registry else {}
        elif value not in (None, ""):
            shown[item.name] = value.isoformat() if isinstance(value, datetime) else str(value)
    return shown


def _period_problem(start: datetime, end: datetime, now: datetime) -> Problem | None:
    for name, moment in (("start", start), ("end", end)):
        if moment.tzinfo is None:
            return Problem(Code.NO_TIME_ZONE, {"field": name, "found": moment.isoformat()})
    return _too_early("start", start) or _to_come("end", end, now) or _backwards(start, end)


def _too_early(field: str, at: datetime) -> Problem | None:
    found = {"field": field, "found": at.isoformat()}
    return Problem(Code.OUTSIDE_TIME, found) if at < EARLIEST else None


def _to_come(field: str, at: datetime, now: datetime) -> Problem | None:
    found = {"field": field, "found": at.isoformat()}
    return Problem(Code.IN_THE_FUTURE, found) if at > now + FUTURE_ALLOWANCE else None


def _backwards(start: datetime, end: datetime) -> Problem | None:
    # The store keeps periods to the second, so a shorter one would have no length.
    if end.replace(microsecond=0) > start.replace(microsecond=0):
        return None
    return Problem(Code.PERIOD_BACKWARDS, {"start": start.isoformat(), "end": end.isoformat()})


def _days_backwards(first: date, last: date | None) -> Problem | None:
    """Both days count, so one day by itself is in order."""
    if last is None or first <= last:
        return None
    return Problem(Code.PERIOD_BACKWARDS, {"start": first.isoformat(), "end": last.isoformat()})


def _value_problem(reading: Reading | ExamResult, unit: Unit) -> Problem | None:
    found: dict[str, str | int | float] = {"field": "value", "found": str(reading.value)}
    if not is_finite(reading.value):
        return Problem(Code.NOT_FINITE, found)
    if unit is Unit.SHARE and not 0 <= reading.value <= 1:
        return Problem(Code.NOT_A_SHARE, found)
    if unit is Unit.COUNT and reading.value < 0:
        return Problem(Code.NOT_A_COUNT, found)
    return _count_problem("count", reading.count)


def _count_problem(field: str, count: int | None) -> Problem | None:
    if count is None or 0 <= count < 2**53:
        return None
    return Problem(Code.NOT_A_COUNT, {"field": field, "found": str(count)})


def _rhythm_problem(rhythm: Rhythm | Pipeline) -> Problem | None:
    told = [(name, getattr(rhythm, name)) for name in ("every", "grace")]
    found = (_duration_problem(name, text, SLOWEST_RHYTHM) for name, text in told if text)
    return next(filter(None, found), None)


def _duration_problem(field: str, text: str, longest: timedelta) -> Problem | None:
    """A rhythm of centuries would make a green that never expires."""
    begin = datetime(2000, 1, 1, tzinfo=UTC)
    try:
        length = begin + isodate.parse_duration(text) - begin
    except (ISO8601Error, OverflowError, ValueError):
        length = timedelta(0)
    if timedelta(0) < length <= longest:
        return None
    return Problem(Code.NOT_A_DURATION, {"field": field, "found": text})


def _agreement_problem(agreement: Agreement) -> Problem | None:
    if agreement.outcomes_after:
        found = _duration_problem("outcomes_after", agreement.outcomes_after, SLOWEST_OUTCOMES)
        if found:
            return found
    names = ("minimum", "expected", "stop_line", "largest_gap", "worth_low", "worth_high")
    for name in names:
        value = getattr(agreement, name)
        if value is not None and (isnan(value) or not is_finite(value)):
            return Problem(Code.NOT_FINITE, {"field": name, "found": str(value)})
    cases = agreement.minimum_cases
    if cases is not None and not 0 <= cases < 2**31:
        return Problem(Code.NOT_A_COUNT, {"field": "minimum_cases", "found": str(cases)})
    low, high = agreement.worth_low, agreement.worth_high
    if low is not None and high is not None and low > high:
        inputs = {"field": "worth_low", "found": str(low), "allowed": f"<= {high}"}
        return Problem(Code.NOT_ONE_OF, inputs)
    return None


def _naive_field(arrival: Arrival) -> Problem | None:
    for item in fields(arrival):
        value = getattr(arrival, item.name)
        if isinstance(value, datetime) and value.tzinfo is None:
            return Problem(Code.NO_TIME_ZONE, {"field": item.name, "found": value.isoformat()})
    return None
