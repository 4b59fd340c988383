"""Days of the company's calendar as moments."""

from datetime import MAXYEAR, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from data.facts import Case


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """When a day of the company begins."""
    return datetime.combine(day, time(), zone)


def today(case: Case, now: datetime) -> date:
    """The day it is for the company."""
    return now.astimezone(ZoneInfo(case.time_zone)).date()


def day_before(day: date) -> date:
    """The day before; the first day there is has none and stays."""
    return day - timedelta(days=1) if day > date.min else day


def day_after(case: Case, day: date) -> datetime | None:
    """When a day of the company is over; None in the last year there is, which means never."""
    zone = ZoneInfo(case.time_zone)
    return midnight(day + timedelta(days=1), zone) if day.year < MAXYEAR else None
