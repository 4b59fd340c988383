"""What was decided about a model in trouble: about that trouble, the newest, until it runs out."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import permutations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.health.decisions import (
    decision_changes,
    decision_of,
    keeping_of,
    newest_decision,
)
from app.health.judge import judge
from app.health.urgency import trouble_since
from app.health.verdict import Status
from data.facts import Case, DecidedUse, Decision, Keeping, Person
from tests.app.health.case_making import MONDAY, REF, after, case, measured

DAY = timedelta(days=1)
BEGAN = MONDAY + timedelta(weeks=6)
NOW = after(9)
TODAY = NOW.date()
MADE = Decision(REF, NOW - 2 * DAY, "tom", DecidedUse.SECOND_CHECK, TODAY + 3 * DAY, "Ana reads on")


def falling(*decisions: Decision, **changes: object) -> Case:
    weekly = measured([0.8] * 6 + [0.5] * 3, [900] * 9)
    return case(weekly, decisions=decisions, **changes)


def test_it_is_told_by_name_with_what_was_decided() -> None:
    named = falling(MADE, people={"tom": Person("tom", "Tom Field")})
    found = decision_of(named, BEGAN, NOW)
    assert found is not None
    assert (found.by, found.use, found.at) == ("Tom Field", DecidedUse.SECOND_CHECK, MADE.at)
    assert (found.until, found.why, found.ran_out) == (MADE.until, "Ana reads on", False)


@pytest.mark.parametrize(
    ("at", "until", "ran_out"),
    [
        (BEGAN, TODAY, False),
        (NOW, TODAY + DAY, False),
        (NOW - 3 * DAY, TODAY - DAY, True),
        (BEGAN - DAY, TODAY + DAY, None),
        (NOW + timedelta(minutes=1), TODAY + DAY, None),
    ],
    ids=["first moment and last day", "just now", "ran out", "before it began", "to come"],
)
def test_it_counts_from_the_trouble_on_and_says_when_it_has_run_out(
    at: datetime, until: date, ran_out: bool | None
) -> None:
    found = decision_of(falling(replace(MADE, at=at, until=until)), BEGAN, NOW)
    assert (found.ran_out if found else None) is ran_out


def test_where_nothing_is_wrong_nothing_is_decided() -> None:
    assert decision_of(falling(MADE), None, NOW) is None
    assert decision_of(falling(), BEGAN, NOW) is None
    assert newest_decision(falling()) is None


def test_the_newest_counts_in_whatever_order_they_come_also_where_it_ran_out_first() -> None:
    brief = replace(MADE, at=NOW - DAY, until=TODAY - DAY, use=DecidedUse.FALLBACK)
    for some in permutations([MADE, brief, replace(MADE, at=NOW - 3 * DAY)]):
        found = decision_of(falling(*some), BEGAN, NOW)
        assert found is not None
        assert (found.use, found.ran_out) == (DecidedUse.FALLBACK, True)
        assert newest_decision(falling(*some)) == brief


def test_days_are_those_of_the_company() -> None:
    late = datetime(2026, 1, 5, 23, 30, tzinfo=ZoneInfo("UTC"))
    one = replace(MADE, at=late - DAY, until=date(2026, 1, 5))
    began = late - 5 * DAY
    found = decision_of(falling(one), began, late)
    assert found is not None
    assert not found.ran_out
    warsaw = decision_of(falling(one, time_zone="Europe/Warsaw"), began, late)
    assert warsaw is not None
    assert warsaw.ran_out


def test_what_is_said_holds_no_longer_than_the_decision_and_a_red_stays_red() -> None:
    one = falling(MADE)
    verdict = judge(one, NOW)
    until = datetime(*(MADE.until + DAY).timetuple()[:3], tzinfo=ZoneInfo("UTC"))
    assert (verdict.status, verdict.holds_until) == (Status.BELOW, until)
    later = judge(one, until)
    found = decision_of(one, trouble_since(one, later), until)
    assert later.status is Status.BELOW
    assert found is not None
    assert found.ran_out


def test_it_changes_nothing_of_the_verdict_itself() -> None:
    plain, decided = judge(falling(), NOW), judge(falling(MADE), NOW)
    assert (decided.status, decided.reasons, decided.answers) == (
        plain.status,
        plain.reasons,
        plain.answers,
    )


hours = st.integers(-24 * 40, 24 * 40)
made = st.builds(
    lambda at, days, by, use: Decision(
        REF,
        NOW + timedelta(hours=at),
        by,
        use,
        (NOW + timedelta(hours=at)).date() + days * DAY,
        "x",
    ),
    hours,
    st.integers(0, 40),
    st.sampled_from(["ana", "tom"]),
    st.sampled_from(DecidedUse),
)


@given(st.lists(made, max_size=5), hours, st.sampled_from(["UTC", "Asia/Tokyo"]))
def test_between_the_moments_at_which_it_changes_nothing_changes(
    decisions: list[Decision], later: int, zone: str
) -> None:
    one = falling(*decisions, time_zone=zone)
    at = NOW + timedelta(hours=later)
    nxt = min(decision_changes(one, at), default=at + 90 * DAY)
    assert nxt > at
    before = decision_of(one, BEGAN, at)
    assert decision_of(one, BEGAN, nxt - timedelta(microseconds=1)) == before
    assert decision_of(one, BEGAN, at + (nxt - at) / 2) == before


@given(st.lists(made, min_size=1, max_size=5))
def test_what_counts_is_never_older_than_another_about_the_same(decisions: list[Decision]) -> None:
    found = decision_of(falling(*decisions), BEGAN, NOW)
    about = [each for each in decisions if BEGAN.date() <= each.at.date() and each.at <= NOW]
    assert (found is None) is (not about)
    if found is not None:
        assert found.at == max(each.at for each in about)
        assert found.ran_out is (found.until < TODAY)


def test_a_model_is_kept_until_the_day_named_by_the_newest_word() -> None:
    kept = Keeping(REF, NOW - 9 * DAY, "tom", TODAY, "For the flood")
    assert keeping_of(case(keepings=(kept,)), NOW) == kept
    assert keeping_of(case(keepings=(kept,)), NOW + DAY) is None
    shorter = replace(kept, at=NOW - DAY, until=TODAY - DAY)
    assert keeping_of(case(keepings=(kept, shorter)), NOW) is None
    assert keeping_of(case(keepings=(replace(kept, at=NOW + DAY),)), NOW) is None
    assert keeping_of(case(), NOW) is None
