"""Which days a report is about."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import PurePath

from data.problems import Code
from data.rows import periods
from data.rows.cells import rejected
from data.sources.evidently.reports import Report

START = "rollcall.period_start"
END = "rollcall.period_end"
_FIELD = "timestamp"
_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Days:
    """From when to when a report tells, and when it was made: a newer one of the same days counts.

    All in UTC.
    """

    start: datetime
    end: datetime
    made_at: datetime


def days_of(
    report: Report, label: str, clock: periods.Clock, length: periods.Length, now: datetime
) -> Days:
    """The period a report names; else the one before the midnight before it was made.

    Where the report does not say when it was made, the date in the name of its file is the last day
    of the period. Raises Rejected.
    """
    by_name = report.made_at is None
    written = _day_in(label) if by_name else report.made_at
    at_of = periods.end_at if by_name else periods.start_at
    made_at = at_of(_FIELD, written, clock)
    periods.not_after(_FIELD, written, made_at, now)
    if START in report.metadata or END in report.metadata:
        start, end = _named(report.metadata, clock, now)
    else:
        end = made_at if by_name else _midnight_before(made_at, clock)
        start = _before(end, length, written)
    start, end = periods.in_order(start, end)
    return Days(start, end, made_at)


def _named(
    metadata: Mapping[str, object], clock: periods.Clock, now: datetime
) -> tuple[datetime, datetime]:
    start = periods.start_at(START, metadata.get(START), clock)
    end = periods.end_at(END, metadata.get(END), clock)
    periods.not_after(END, metadata.get(END), end, now)
    return start, end


def _midnight_before(at: datetime, clock: periods.Clock) -> datetime:
    return datetime.combine(at.astimezone(clock.days).date(), time(), clock.days)


def _before(end: datetime, length: periods.Length, written: object) -> datetime:
    try:
        start = length.before(end)
    except (OverflowError, ValueError):
        raise rejected(Code.OUTSIDE_TIME, _FIELD, written) from None
    if start.year < periods.FIRST_YEAR:
        raise rejected(Code.OUTSIDE_TIME, _FIELD, written)
    return start


def _day_in(label: str) -> str:
    found = _DAY.findall(PurePath(label).name)
    if len(found) != 1:
        raise rejected(Code.VALUE_MISSING, _FIELD)
    return str(found[0])
