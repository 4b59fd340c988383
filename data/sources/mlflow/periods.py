"""The period a run's tags name: whole days of the company, or exact moments."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from data.problems import Code, Problem, Rejected
from data.sources.mlflow.answers import shortened

_SHOWN = 100
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def period(
    first: tuple[str, str], last: tuple[str, str], time_zone: str
) -> tuple[datetime, datetime]:
    """Start and end in UTC of the period between two tags, each given as name and value.

    A value is an ISO 8601 moment with its offset, or a day alone. A day alone is a day of
    ``time_zone`` and belongs to the period as a whole: it starts at midnight, and as an end it
    lasts until the following midnight. So 2026-03-02 to 2026-03-08 is one week. Raises Rejected
    for what is no date or has no zone; whether the period makes sense is the store's to judge.
    """
    zone = ZoneInfo(time_zone)
    return _moment(*first, zone, days_on=0), _moment(*last, zone, days_on=1)


def _moment(field: str, value: str, zone: ZoneInfo, *, days_on: int) -> datetime:
    if not value:
        raise Rejected(Problem(Code.VALUE_MISSING, {"field": field}))
    found = {"field": field, "found": shortened(value, _SHOWN)}
    try:
        if _DAY.fullmatch(value):
            day = date.fromisoformat(value) + timedelta(days=days_on)
            return datetime.combine(day, time.min, zone).astimezone(UTC)
        at = datetime.fromisoformat(value)
        if at.tzinfo is None:
            raise Rejected(Problem(Code.NO_TIME_ZONE, found))
        return at.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise Rejected(Problem(Code.NOT_A_DATE, found)) from error
