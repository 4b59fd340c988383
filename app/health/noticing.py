"""How fast do we notice? What went wrong over the fleet, month by month.

Of a handful of incidents no habit can be told, so nothing is said of how fast we usually notice.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median_high
from zoneinfo import ZoneInfo

from app.health.days import midnight

FEW = 5
"""The median of fewer says more about which ones they were than about how we notice."""
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Span:
    """One incident: began, noticed, and fixed (None: still open)."""

    began: datetime
    noticed: datetime
    fixed: datetime | None


@dataclass(frozen=True, slots=True)
class Month:
    """One month of the company's calendar.

    ``began`` counts what began in it. ``days`` is how many days it took to notice half of those
    (None: none began), and ``open_at_end`` how many were open at its end, or are open now.
    """

    start: date
    began: int
    days: int | None
    open_at_end: int


def first_month(now: datetime, time_zone: str) -> datetime:
    """When the oldest of the months told began: eleven before the present one."""
    day = now.astimezone(ZoneInfo(time_zone)).date()
    return midnight(_month_before(day, MONTHS - 1), ZoneInfo(time_zone))


def by_month(spans: Sequence[Span], now: datetime, time_zone: str) -> tuple[Month, ...]:
    """The last twelve months, the oldest first; the last one is not over yet."""
    zone = ZoneInfo(time_zone)
    today = now.astimezone(zone).date()
    starts = [_month_before(today, back) for back in range(MONTHS - 1, -1, -1)]
    return tuple(_month(start, spans, now, zone) for start in starts)


def usual_days(spans: Iterable[Span], time_zone: str) -> int | None:
    """In how many days at least half of these were noticed; None of too few to tell."""
    days = [_days(each, ZoneInfo(time_zone)) for each in spans]
    return median_high(days) if len(days) >= FEW else None


def _month(start: date, spans: Sequence[Span], now: datetime, zone: ZoneInfo) -> Month:
    first, end = midnight(start, zone), midnight(_month_before(start, -1), zone)
    at = min(end, now)
    began = [each for each in spans if first <= each.began < end]
    still = [each for each in spans if each.began < at and (not each.fixed or each.fixed >= at)]
    days = median_high(_days(each, zone) for each in began) if began else None
    return Month(start, len(began), days, len(still))


def _days(span: Span, zone: ZoneInfo) -> int:
    """Calendar days, as everybody counts them."""
    began, noticed = (each.astimezone(zone).date() for each in (span.began, span.noticed))
    return (noticed - began) // timedelta(days=1)


def _month_before(day: date, back: int) -> date:
    """The first day of the month so many months before that of ``day``."""
    months = day.year * 12 + day.month - 1 - back
    return date(months // 12, months % 12 + 1, 1)
