"""One line of a log of OpenLineage events becomes what we need of it, or is refused by its field.

The form is that of https://openlineage.io/spec/2-0-2/OpenLineage.json and of the facets
``outputStatistics`` and ``dataQualityAssertions``; everything else in an event is left out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from data.facts import RunEnd
from data.problems import Code
from data.rows import cells, periods

ENDS: Mapping[str, RunEnd] = {
    "COMPLETE": RunEnd.SUCCEEDED,
    "FAIL": RunEnd.FAILED,
    "ABORT": RunEnd.FAILED,
}
GOING_ON = ("START", "RUNNING", "OTHER")

_CLOCK = periods.Clock(ZoneInfo("UTC"), None)
Object = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Named:
    """A job or a piece of data: its name counts within its namespace."""

    namespace: str
    name: str


@dataclass(frozen=True, slots=True)
class Event:
    """What one event says. ``end`` is None while the run goes on, ``rows`` where nobody counted."""

    job: Named
    run: str
    at: datetime
    end: RunEnd | None
    reads: tuple[Named, ...]
    writes: tuple[Named, ...]
    rows: int | None


def event(found: Object, now: datetime) -> Event | None:
    """None for events about a job or data alone, which tell of no run. Raises Rejected."""
    if "run" not in found:
        return None
    inputs, outputs = _objects(found, "inputs"), _objects(found, "outputs")
    return Event(
        job=_named("job", _object(found, "job")),
        run=cells.text("run.runId", _object(found, "run").get("runId")),
        at=_moment(found, now),
        end=_end(found, [*inputs, *outputs]),
        reads=tuple(_named("inputs", each) for each in inputs),
        writes=tuple(_named("outputs", each) for each in outputs),
        rows=_rows(outputs),
    )


def _moment(found: Object, now: datetime) -> datetime:
    cell = found.get("eventTime")
    at = periods.start_at("eventTime", cell, _CLOCK).astimezone(UTC)
    periods.not_after("eventTime", cell, at, now)
    return at


def _end(found: Object, data: list[Object]) -> RunEnd | None:
    kind = cells.text("eventType", found.get("eventType"))
    if kind not in (*ENDS, *GOING_ON):
        allowed = ", ".join((*ENDS, *GOING_ON))
        raise cells.rejected(Code.NOT_ONE_OF, "eventType", kind, allowed=allowed)
    if ENDS.get(kind) is RunEnd.SUCCEEDED and not all(map(_holds, data)):
        return RunEnd.CHECKS_FAILED
    return ENDS.get(kind)


def _holds(data: Object) -> bool:
    """Whether every check of this piece of data came out well."""
    return all(
        each.get("success") is not False
        for facets in (_object(data, "facets", {}), _object(data, "inputFacets", {}))
        for each in _objects(_object(facets, "dataQualityAssertions", {}), "assertions")
    )


def _rows(outputs: list[Object]) -> int | None:
    counts = list(_counts(outputs))
    return sum(counts) if counts else None


def _counts(outputs: list[Object]) -> Iterator[int]:
    for output in outputs:
        statistics = _object(_object(output, "outputFacets", {}), "outputStatistics", {})
        if statistics.get("rowCount") is not None:
            yield cells.count("outputStatistics.rowCount", statistics["rowCount"])


def _named(field: str, found: Object) -> Named:
    return Named(
        cells.text(f"{field}.namespace", found.get("namespace")),
        cells.text(f"{field}.name", found.get("name")),
    )


def _object(holder: Object, key: str, missing: Object | None = None) -> Object:
    found = holder.get(key)
    if isinstance(found, dict):
        return found
    if found is None and missing is not None:
        return missing
    raise _not_a(key, found, "{…}")


def _objects(holder: Object, key: str) -> list[Object]:
    found = holder.get(key) or []
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise _not_a(key, found, "[{…}]")
    return found


def _not_a(key: str, found: object, allowed: str) -> Exception:
    if found is None:
        return cells.rejected(Code.VALUE_MISSING, key)
    return cells.rejected(Code.NOT_ONE_OF, key, found, allowed=allowed)
