"""The door: what is refused before it is stored, and why. Pure; no database, no clock."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from math import isnan

import isodate
from isodate import ISO8601Error

from data.facts import (
    Agreement,
    Arrival,
    Fact,
    FieldName,
    Library,
    LiveSpell,
    LiveVersion,
    Measure,
    ModelRef,
    Pause,
    Person,
    Reading,
    Rhythm,
    Unit,
    Version,
)
from data.problems import Code, Problem, Rejected
from data.store.columns import is_finite, storable

LONGEST_NAME = 1_000
"""Bytes of UTF-8. PostgreSQL indexes no more than 2,700 bytes a row, and names come in pairs."""

LONGEST_LIBRARY = 2_400
"""Bytes of UTF-8 of one line of a library list, which is indexed whole."""

FUTURE_ALLOWANCE = timedelta(minutes=5)
"""Clocks of two machines differ a little; more than this is a wrong date, not a slow clock."""

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""No deployed model reported before this; an older date is an empty field read as 1970 or 1900."""


SLOWEST_RHYTHM = timedelta(days=731)
"""Two years; a figure that comes more rarely watches nothing."""

SLOWEST_OUTCOMES = timedelta(days=3653)
"""Ten years until what really happened is known."""

_NAMES: Mapping[type, tuple[str, ...]] = {
    Version: ("version",),
    Library: ("name",),
    Measure: ("key",),
    Rhythm: ("every",),
    Person: ("key",),
}
_INDEXED: Mapping[type, tuple[str, ...]] = {
    Version: ("version",),
    LiveVersion: ("version",),
    LiveSpell: ("version",),
    Measure: ("key",),
    Person: ("key",),
    Fact: ("place",),
}


def reading_problem(reading: Reading, unit: Unit, now: datetime) -> Problem | None:
    """Why this reading cannot be taken, or None. ``unit`` is that of its measure."""
    return (
        _too_long(reading, ("group",))
        or _period_problem(reading.start, reading.end, now)
        or _value_problem(reading, unit)
    )


def inventory_problem(arrival: Arrival) -> Problem | None:
    """Why this fact about a model cannot be taken, or None."""
    unusable = _unnamed(arrival) or _unwieldy(arrival) or _naive_field(arrival)
    if unusable:
        return unusable
    match arrival:
        case Rhythm(every=every, grace=grace):
            return _duration_problem("every", every, SLOWEST_RHYTHM) or (
                _duration_problem("grace", grace, SLOWEST_RHYTHM) if grace else None
            )
        case Fact(name=FieldName.CADENCE, value=value):
            return _duration_problem("cadence", value, SLOWEST_RHYTHM)
        case Agreement():
            return _agreement_problem(arrival)
        case Pause(start=start, end=end):
            return _backwards(start, end)
        case LiveSpell(start=start, end=end) if end is not None:
            return _backwards(start, end)
    return None


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
    if start < EARLIEST:
        return Problem(Code.OUTSIDE_TIME, {"field": "start", "found": start.isoformat()})
    if end > now + FUTURE_ALLOWANCE:
        return Problem(Code.IN_THE_FUTURE, {"field": "end", "found": end.isoformat()})
    return _backwards(start, end)


def _backwards(start: datetime, end: datetime) -> Problem | None:
    # The store keeps periods to the second, so a shorter one would have no length.
    if end.replace(microsecond=0) > start.replace(microsecond=0):
        return None
    return Problem(Code.PERIOD_BACKWARDS, {"start": start.isoformat(), "end": end.isoformat()})


def _value_problem(reading: Reading, unit: Unit) -> Problem | None:
    found: dict[str, str | int | float] = {"field": "value", "found": str(reading.value)}
    if not is_finite(reading.value):
        return Problem(Code.NOT_FINITE, found)
    if unit is Unit.SHARE and not 0 <= reading.value <= 1:
        return Problem(Code.NOT_A_SHARE, found)
    if unit is Unit.COUNT and reading.value < 0:
        return Problem(Code.NOT_A_COUNT, found)
    if reading.count is not None and not 0 <= reading.count < 2**53:
        return Problem(Code.NOT_A_COUNT, {"field": "count", "found": str(reading.count)})
    return None


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


def _unnamed(arrival: Arrival) -> Problem | None:
    """What a row is found by must not be empty."""
    for name in _NAMES.get(type(arrival), ()):
        if not storable(getattr(arrival, name)):
            return Problem(Code.VALUE_MISSING, {"field": name})
    ref = getattr(arrival, "ref", None)
    if ref is not None and not storable(ref.name):
        return Problem(Code.VALUE_MISSING, {"field": "model"})
    return None


def _unwieldy(arrival: Arrival) -> Problem | None:
    if isinstance(arrival, Library):
        line = (arrival.version, arrival.name, arrival.requirement, arrival.file)
        if _bytes("".join(line)) > LONGEST_LIBRARY:
            return Problem(Code.TEXT_TOO_LONG, {"field": "requirement", "limit": LONGEST_LIBRARY})
    return _too_long(arrival, _INDEXED.get(type(arrival), ()))


def _too_long(arrival: Arrival, names: Sequence[str]) -> Problem | None:
    told = [(name, getattr(arrival, name)) for name in names]
    ref = getattr(arrival, "ref", None)
    if ref is not None:
        told += [("model", ref.name), ("registry", ref.registry or "")]
    for name, value in told:
        if _bytes(value) > LONGEST_NAME:
            return Problem(Code.TEXT_TOO_LONG, {"field": name, "limit": LONGEST_NAME})
    return None


def _bytes(text: str) -> int:
    return len(text) if text.isascii() else len(storable(text).encode())


def _naive_field(arrival: Arrival) -> Problem | None:
    for item in fields(arrival):
        value = getattr(arrival, item.name)
        if isinstance(value, datetime) and value.tzinfo is None:
            return Problem(Code.NO_TIME_ZONE, {"field": item.name, "found": value.isoformat()})
    return None
