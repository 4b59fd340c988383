"""Who looks into it: one trouble at a time, until the news that was promised is overdue."""

from datetime import date, datetime, timedelta
from itertools import permutations
from zoneinfo import ZoneInfo

import pytest

from app.health.acknowledged import acknowledged_changes, acknowledgement_of, first_acknowledged
from app.health.judge import judge
from app.health.urgency import trouble_since
from app.health.verdict import Status
from data.facts import Acknowledgement, Case
from tests.app.health.case_making import MONDAY, REF, after, case, measured

DAY = timedelta(days=1)
BEGAN = MONDAY + timedelta(weeks=6)
NOW = after(9)
TODAY = NOW.date()


def said(on: date, next_update: date, by: str = "ana") -> Acknowledgement:
    return Acknowledgement(REF, on, by, next_update)


def falling(*acknowledged: Acknowledgement, **changes: object) -> Case:
    weekly = measured([0.8] * 6 + [0.5] * 3, [900] * 9)
    return case(weekly, acknowledged=acknowledged, **changes)


@pytest.mark.parametrize(
    ("on", "next_update", "counts"),
    [
        (BEGAN.date(), TODAY, True),
        (TODAY, TODAY + DAY, True),
        (BEGAN.date() - DAY, TODAY + DAY, False),
        (TODAY - 2 * DAY, TODAY - DAY, False),
        (TODAY + DAY, TODAY + 2 * DAY, False),
    ],
    ids=["first and last day", "today", "before it began", "overdue", "to come"],
)
def test_it_counts_from_the_day_it_began_until_its_news_is_overdue(
    on: date, next_update: date, counts: bool
) -> None:
    one = said(on, next_update)
    assert acknowledgement_of(falling(one), BEGAN, NOW) == (one if counts else None)


def test_where_nothing_is_wrong_nothing_is_acknowledged() -> None:
    assert acknowledgement_of(falling(said(TODAY, TODAY + DAY)), None, NOW) is None
    assert acknowledgement_of(falling(), BEGAN, NOW) is None


def test_the_newest_counts_in_whatever_order_they_come() -> None:
    many = [
        said(TODAY - 2 * DAY, TODAY + 9 * DAY),
        said(TODAY - DAY, TODAY + DAY),
        said(TODAY - DAY, TODAY + 2 * DAY, "priya"),
    ]
    for some in permutations(many):
        assert acknowledgement_of(falling(*some), BEGAN, NOW) == many[2]
        assert first_acknowledged(falling(*some), BEGAN, None) == many[0]


def test_days_are_those_of_the_company() -> None:
    late = datetime(2026, 1, 5, 23, 30, tzinfo=ZoneInfo("UTC"))
    one = said(date(2026, 1, 5), date(2026, 1, 6))
    assert acknowledgement_of(falling(one), late, late) == one
    warsaw = falling(one, time_zone="Europe/Warsaw")
    assert acknowledgement_of(warsaw, late, late) is None


def test_what_is_said_holds_no_longer_than_the_acknowledgement() -> None:
    one = falling(said(TODAY - DAY, TODAY + 2 * DAY))
    verdict = judge(one, NOW)
    assert verdict.status is Status.BELOW
    until = verdict.holds_until
    assert until is not None
    assert until == datetime(*(TODAY + 3 * DAY).timetuple()[:3], tzinfo=ZoneInfo("UTC"))
    assert acknowledgement_of(one, trouble_since(one, verdict), until - DAY / 24) is not None
    later = judge(one, until)
    assert later.status is Status.BELOW
    assert acknowledgement_of(one, trouble_since(one, later), until) is None


def test_it_changes_nothing_of_the_verdict_itself() -> None:
    plain, taken = judge(falling(), NOW), judge(falling(said(TODAY, TODAY + DAY)), NOW)
    assert (taken.status, taken.reasons, taken.answers) == (
        plain.status,
        plain.reasons,
        plain.answers,
    )


def test_only_moments_to_come_change_anything() -> None:
    one = falling(said(TODAY - 9 * DAY, TODAY - DAY), said(TODAY + DAY, TODAY + 2 * DAY))
    days = [each.date() for each in acknowledged_changes(one, NOW)]
    assert days == [TODAY + DAY, TODAY + 3 * DAY]


def test_of_an_incident_the_first_word_while_it_lasted_counts() -> None:
    early, within = said(BEGAN.date() - DAY, TODAY), said(BEGAN.date() + DAY, TODAY)
    one = falling(early, within)
    assert first_acknowledged(one, BEGAN, BEGAN + 2 * DAY) == within
    assert first_acknowledged(one, BEGAN, BEGAN + DAY) == within
    assert first_acknowledged(one, BEGAN, BEGAN + DAY / 2) is None
