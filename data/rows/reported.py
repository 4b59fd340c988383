"""One report of a pipeline becomes a reading, or a refusal with its reason. Pure.

A report says by name what a column says elsewhere: model, measure, value, start and end of the
period, and if known cases, group, version and the registry of the model.
"""

import difflib
from collections.abc import Mapping
from datetime import datetime

from data.facts import ModelRef, Reading, Refusal
from data.problems import Code, Problem, Rejected
from data.rows import cells, periods

NEEDED = ("model", "measure", "value", "start", "end")
FIELDS = (*NEEDED, "cases", "group", "version", "registry")


def reading_of(
    place: str, row: Mapping[str, object], clock: periods.Clock, now: datetime
) -> Reading | Refusal:
    """The report as a reading. Never raises for anything a row may hold."""
    try:
        for name in row:
            check_name(name)
        start, end = _period(row, clock, now)
        cases = row.get("cases")
        return Reading(
            ref=ModelRef(cells.text("model", row.get("model")), _optional(row, "registry") or None),
            measure=cells.text("measure", row.get("measure")),
            start=start,
            end=end,
            value=cells.number("value", row.get("value")),
            count=None if cells.is_missing(cases) else cells.count("cases", cases),
            group=_optional(row, "group"),
            version=_optional(row, "version"),
            place=place,
        )
    except Rejected as fault:
        return Refusal(fault.problem, place, kept(row))


def check_name(name: str) -> None:
    """Raises Rejected for a field that no report has: left out, it would be missed by nobody."""
    if name not in FIELDS:
        near = difflib.get_close_matches(cells.shown(name, cells.LONGEST_FOUND), FIELDS, 1)
        inputs = {"key": cells.shown(name, cells.LONGEST_FOUND), "nearest": "".join(near)}
        raise Rejected(Problem(Code.UNKNOWN_KEY, inputs))


def kept(row: Mapping[str, object]) -> Mapping[str, str]:
    """What is kept of a refused report: the fields we know, as they came."""
    return {name: cells.shown(row[name]) for name in FIELDS if not cells.is_missing(row.get(name))}


def _period(
    row: Mapping[str, object], clock: periods.Clock, now: datetime
) -> tuple[datetime, datetime]:
    start = periods.start_at("start", row.get("start"), clock)
    end = periods.end_at("end", row.get("end"), clock)
    periods.not_after("end", row.get("end"), end, now)
    return periods.in_order(start, end)


def _optional(row: Mapping[str, object], name: str) -> str:
    cell = row.get(name)
    return "" if cells.is_missing(cell) else cells.text(name, cell)
