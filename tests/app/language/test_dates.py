"""Days, periods and rhythms read as people say them, in the company's zone."""

from datetime import UTC, date, datetime

import pytest

from app.language import dates
from app.language.sentence import Speech

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
LONDON = Speech(NOW, "en_GB", "Europe/London")
BERLIN = Speech(NOW, "de_DE", "Europe/Berlin")
SHANGHAI = Speech(NOW, "zh_CN", "Asia/Shanghai")
NEW_YORK = Speech(NOW, "en_US", "America/New_York")


def at(year: int, month: int, day: int, hour: int = 0) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("speech", "long", "short"),
    [
        (LONDON, "15 March 2026", "15 March"),
        (BERLIN, "15. März 2026", "15. März"),
        (SHANGHAI, "2026年3月15日", "3月15日"),
    ],
)
def test_days(speech: Speech, long: str, short: str) -> None:
    assert dates.day(at(2026, 3, 15, 12), speech) == long
    assert dates.short_day(at(2026, 3, 15, 12), speech) == short


def test_a_day_of_another_year_keeps_its_year() -> None:
    assert dates.short_day(date(2025, 3, 15), LONDON) == "15 March 2025"


def test_a_moment_is_a_day_of_the_company() -> None:
    assert dates.day(at(2026, 3, 14, 23), SHANGHAI) == "2026年3月15日"
    assert dates.moment(at(2026, 7, 1, 5), LONDON) == "1 July 2026, 06:00"


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2026, 8, 31), "31 August 2026 (84 days ago)"),
        (date(2026, 11, 22), "22 November 2026 (1 day ago)"),
        (date(2026, 11, 23), "23 November 2026 (today)"),
        (date(2026, 12, 1), "1 December 2026 (in 8 days)"),
    ],
)
def test_a_day_carries_its_age(day: date, told: str) -> None:
    assert dates.aged(day, LONDON) == told


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        (at(2026, 11, 21), at(2026, 11, 22), "21 November"),
        (at(2026, 11, 16), at(2026, 11, 23), "the week to 22 November"),
        (at(2025, 11, 17), at(2025, 11, 24), "the week to 23 November 2025"),
        (at(2026, 11, 1), at(2026, 12, 1), "November 2026"),
        (at(2026, 10, 1), at(2027, 1, 1), "the 4th quarter 2026"),
        (at(2026, 1, 1), at(2027, 1, 1), "2026"),
        (at(2026, 11, 3), at(2026, 11, 20), "3 November to 19 November"),
        (at(2026, 11, 3, 9), at(2026, 11, 3, 10), "3 November 2026, 09:00 to 10:00"),
    ],
)
def test_periods_have_their_calendar_name(start: datetime, end: datetime, told: str) -> None:
    assert dates.period(start, end, LONDON) == told


@pytest.mark.parametrize("speech", [LONDON, NEW_YORK, SHANGHAI])
def test_a_week_cut_in_utc_is_the_same_week_in_every_zone(speech: Speech) -> None:
    start, end = at(2026, 6, 15), at(2026, 6, 22)
    assert dates.span_of(start, end, speech) is dates.Span.WEEK
    assert dates.first_day(start, end, speech) == date(2026, 6, 15)
    assert dates.last_day(start, end, speech) == date(2026, 6, 21)


def test_a_day_of_25_hours_is_one_day() -> None:
    start = datetime(2026, 10, 25, tzinfo=LONDON.zone)
    end = datetime(2026, 10, 26, tzinfo=LONDON.zone)
    assert dates.period(start, end, LONDON) == "25 October"


@pytest.mark.parametrize(
    ("duration", "told"),
    [
        ("PT15M", "every 15 minutes"),
        ("PT1H", "hourly"),
        ("P1D", "daily"),
        ("PT24H", "daily"),
        ("P3D", "every 3 days"),
        ("P7D", "weekly"),
        ("P1W", "weekly"),
        ("P2W", "every two weeks"),
        ("P1M", "monthly"),
        ("P3M", "quarterly"),
        ("P1Y", "yearly"),
        ("P12M", "yearly"),
        ("P2Y", "every 2 years"),
        ("PT36H", "every 36 hours"),
    ],
)
def test_rhythms(duration: str, told: str) -> None:
    assert dates.every(duration, LONDON) == told


@pytest.mark.parametrize(
    ("number", "span", "told"),
    [
        (1, dates.Span.DAY, "1 day"),
        (12, dates.Span.WEEK, "12 weeks"),
        (3, dates.Span.MONTH, "3 months"),
        (2, dates.Span.QUARTER, "6 months"),
        (3, dates.Span.YEAR, "3 years"),
    ],
)
def test_so_many_periods(number: int, span: dates.Span, told: str) -> None:
    assert dates.spans(number, span, LONDON) == told


@pytest.mark.parametrize(
    ("end", "told"),
    [
        (date(2026, 3, 6), "5 days"),
        (date(2026, 5, 24), "12 weeks"),
        (date(2026, 11, 1), "8 months"),
        (date(2029, 3, 1), "3 years"),
    ],
)
def test_lengths_of_time(end: date, told: str) -> None:
    assert dates.length(date(2026, 3, 1), end, LONDON) == told


def test_length_in_another_language() -> None:
    assert dates.length(date(2026, 3, 1), date(2026, 5, 24), BERLIN) == "12 Wochen"
    assert dates.length(date(2026, 3, 1), date(2026, 5, 24), SHANGHAI) == "12周"
