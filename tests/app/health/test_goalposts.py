"""A limit made easier while it was failed, or just before, without a word why."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.health.goalposts import moved, moved_until
from app.health.reasons import BASIS, INPUTS
from app.health.verdict import ReasonCode
from data.facts import Agreement, Better, Measured
from tests.app.health.case_making import MONDAY, agreement, case, measured

SIGNED = date(2026, 3, 2)
"""The day the eighth week ends."""
NOW = datetime(2026, 6, 1, tzinfo=UTC)
FINE, LOW = [0.8] * 8, [0.8] * 6 + [0.66] * 2


def loosened(
    values: list[float], *, to: float = 0.6, earlier: float = 0.7, **more: Any
) -> Measured:
    """Weekly from MONDAY, 1000 cases each; from 70 in 100 to 60 in 100 on SIGNED."""
    signed = {"agreed_on": SIGNED, **more.pop("signed", {})}
    one = measured(values, [1000.0] * len(values), agreement=agreement(to, **signed), **more)
    return replace(one, earlier=(agreement(earlier),))


def is_moved(one: Measured, now: datetime = NOW) -> bool:
    return moved(case(one), one, now) is not None


def test_a_limit_lowered_while_results_failed_it() -> None:
    one = loosened(LOW)
    reason = moved(case(one), one, NOW)
    assert reason is not None
    assert reason.code is ReasonCode.GOALPOSTS_MOVED
    assert reason.inputs == {
        "kind": "recall",
        "unit": "share",
        "better": "higher",
        "value": 0.66,
        "minimum": 0.6,
        "earlier_minimum": 0.7,
        "agreed_by": "Ana Ruiz",
        "agreed_on": SIGNED,
    }
    assert reason.basis["earlier_agreed_on"] == date(2025, 12, 1)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (loosened(FINE), False),
        (loosened(LOW, signed={"why": "The market changed."}), False),
        (loosened(LOW, signed={"why": "  "}), True),
        (loosened(LOW, to=0.75), False),
        (loosened(LOW, to=0.7), False),
        (loosened([0.8] * 5 + [0.66] * 2 + [0.8]), True),
        (loosened([0.8] * 4 + [0.66] + [0.8] * 3), False),
        (loosened([]), False),
        (replace(loosened(LOW), earlier=()), False),
        (replace(loosened(LOW), agreement=None), False),
    ],
)
def test_when_it_counts(one: Measured, expected: bool) -> None:
    assert is_moved(one) is expected


def test_lower_is_better() -> None:
    one = loosened([0.3] * 8, to=0.4, earlier=0.2, better=Better.LOWER)
    assert is_moved(one)
    assert not is_moved(loosened([0.3] * 8, to=0.1, earlier=0.2, better=Better.LOWER))


def test_green_only_because_of_it_within_a_quarter() -> None:
    assert is_moved(loosened([*FINE, 0.66]))
    assert not is_moved(loosened([*FINE, 0.5]))
    assert is_moved(loosened([*FINE, *[0.8] * 12, 0.66]), NOW + timedelta(days=60))
    assert not is_moved(loosened([*FINE, *[0.8] * 13, 0.66]), NOW + timedelta(days=60))


def test_it_is_told_for_a_year() -> None:
    one = loosened(LOW)
    begins = datetime(2026, 3, 2, tzinfo=UTC)
    ends = datetime(2027, 3, 3, tzinfo=UTC)
    second = timedelta(seconds=1)
    assert not is_moved(one, begins - second)
    assert is_moved(one, begins)
    assert is_moved(one, ends - second)
    assert not is_moved(one, ends)
    assert moved_until(case(one), one, begins - second) == begins
    assert moved_until(case(one), one, begins) == ends
    assert moved_until(case(one), one, ends) is None


def test_signing_it_once_more_does_not_make_it_forgotten() -> None:
    one = loosened(LOW)
    assert one.agreement is not None
    again = replace(one.agreement, agreed_on=SIGNED + timedelta(days=30))
    more = replace(one, agreement=again, earlier=(*one.earlier, one.agreement))
    reason = moved(case(more), more, NOW)
    assert reason is not None
    assert reason.inputs["agreed_on"] == SIGNED


def test_a_limit_made_stricter_again_is_forgiven() -> None:
    one = loosened(LOW)
    assert one.agreement is not None
    back = replace(one.agreement, minimum=0.7, agreed_on=SIGNED + timedelta(days=30))
    assert not is_moved(replace(one, agreement=back, earlier=(*one.earlier, one.agreement)))


shares = st.floats(0, 1)


@st.composite
def some_agreement(draw: st.DrawFn) -> Agreement:
    return agreement(
        draw(st.sampled_from([0.5, 0.6, 0.7, 0.8])),
        agreed_on=draw(st.dates(date(2025, 11, 1), date(2026, 8, 1))),
        why=draw(st.sampled_from(["", "The market changed."])),
        place=draw(st.sampled_from(["a", "b"])),
    )


@st.composite
def some_measured(draw: st.DrawFn) -> Measured:
    one = measured(
        draw(st.lists(shares, max_size=20)),
        agreement=draw(st.one_of(st.none(), some_agreement())),
        better=draw(st.sampled_from(list(Better))),
    )
    return replace(one, earlier=tuple(draw(st.lists(some_agreement(), max_size=3))))


@given(some_measured(), st.integers(0, 600))
@settings(max_examples=200, deadline=None)
def test_whatever_was_signed(one: Measured, days: int) -> None:
    now, here = MONDAY + timedelta(days=days), case(one)
    reason = moved(here, one, now)
    turned = replace(one, earlier=one.earlier[::-1])
    assert moved(here, turned, now) == reason
    until = moved_until(here, one, now) or now + timedelta(days=4000)
    assert moved(here, one, until - timedelta(seconds=1)) == reason
    if reason:
        assert set(reason.inputs) <= set(INPUTS[reason.code])
        assert set(reason.basis) <= set(BASIS[reason.code])
