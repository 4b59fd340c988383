"""The period a run's tags name: whole days of the company, or exact moments."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from data.facts import ReadContext
from data.problems import Code, Problem, Rejected
from data.sources.mlflow.answers import CLOCK_TOLERANCE, shortened

EARLIEST_PERIOD = datetime(1970, 1, 1, tzinfo=UTC)
"""No model has been answering longer than computers count time; an earlier year is a slip."""

_SHOWN = 100
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def period(
    first: tuple[str, str], last: tuple[str, str], context: ReadContext
) -> tuple[datetime, datetime]:
    """Start and end in UTC of the period between two tags, each given as name and value.

    A value is an ISO 8601 moment with its offset, or a day alone. A day alone is a day of the
    company's time zone and belongs to the period as a whole: it starts at midnight, and as an
    end it lasts until the following midnight. So 2026-03-02 to 2026-03-08 is one week. Raises
    Rejected for no zone, no date, an end not after its start, and an end that is still to come.
    """
    start = _moment(*first, context, whole_day_until_its_end=False)
    end = _moment(*last, context, whole_day_until_its_end=True)
    if end <= start:
        backwards = {"start": shortened(first[1], _SHOWN), "end": shortened(last[1], _SHOWN)}
        raise Rejected(Problem(Code.PERIOD_BACKWARDS, backwards))
    if end > context.now + CLOCK_TOLERANCE:
        raise Rejected(_problem(Code.IN_THE_FUTURE, *last))
    return start, end


def _moment(
    field: str, value: str, context: ReadContext, *, whole_day_until_its_end: bool
) -> datetime:
    if not value:
        raise Rejected(Problem(Code.VALUE_MISSING, {"field": field}))
    try:
        if _DAY.fullmatch(value):
            day = date.fromisoformat(value) + timedelta(days=int(whole_day_until_its_end))
            at = datetime.combine(day, time.min, ZoneInfo(context.time_zone))
        else:
            at = datetime.fromisoformat(value)
    except (ValueError, OverflowError) as error:
        raise Rejected(_problem(Code.NOT_A_DATE, field, value)) from error
    if at.tzinfo is None:
        raise Rejected(_problem(Code.NO_TIME_ZONE, field, value))
    return _within_time(field, value, at)


def _within_time(field: str, value: str, at: datetime) -> datetime:
    try:
        in_utc = at.astimezone(UTC)
    except OverflowError as error:
        raise Rejected(_problem(Code.OUTSIDE_TIME, field, value)) from error
    if in_utc < EARLIEST_PERIOD:
        raise Rejected(_problem(Code.OUTSIDE_TIME, field, value))
    return in_utc


def _problem(code: Code, field: str, value: str) -> Problem:
    return Problem(code, {"field": field, "found": shortened(value, _SHOWN)})
