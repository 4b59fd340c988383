"""Readings and limits of two units of one measure are never judged together."""

from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import Engine

from app.health.measure_changes import measure_changes
from data.facts import Arrival, Better, Measure, Measured, Reading, Trait, TraitKind, Unit
from data.store.engine import writing
from data.store.landing import Adding, land
from data.store.tables import SourceKind
from tests.data.feeding import (
    FILES,
    NOW,
    RECALL,
    TABLE,
    WEEK,
    agreement,
    case_of,
    churn,
    feed,
    feed_registry,
    weekly,
)

DELAY = replace(RECALL, unit=Unit.DAYS)
HOURS = replace(RECALL, unit=Unit.HOURS)
SECOND = replace(FILES, name="second")


def tell(engine: Engine, measure: Measure, at: datetime, value: float, weeks: int = 3) -> None:
    """What one table says of the measure, all of it again."""
    feed(engine, (TABLE, [measure, *weekly(weeks, value)]), now=at)


def add(engine: Engine, kind: SourceKind, at: datetime, *arrivals: Arrival) -> None:
    """What comes in beside the rounds, under the name of its kind."""
    with writing(engine) as conn:
        assert not land(conn, Adding(kind, str(kind), False, at), arrivals, set()).refused


def started(engine: Engine) -> None:
    feed_registry(engine, [each for each in churn() if not isinstance(each, Measure)])
    tell(engine, DELAY, NOW, 4.0)


def now(engine: Engine, at: datetime) -> Measured:
    (measured,) = case_of(engine, as_of=at).measured
    return measured


def values(engine: Engine, at: datetime) -> list[float]:
    return [float(each) for each in now(engine, at).overall.values]


def test_what_was_told_in_another_unit_is_left_out(engine: Engine) -> None:
    started(engine)
    newest = weekly(1, 90.0, end=NOW + WEEK)
    feed(engine, (TABLE, [HOURS, *weekly(3, 4.0), *newest]), now=NOW + WEEK)
    assert values(engine, NOW + WEEK) == [90.0]
    # On the day before, nobody knew another unit.
    assert values(engine, NOW) == [4.0] * 3
    (change,) = now(engine, NOW + WEEK).redefined
    assert (change.what, change.before, change.now, change.at, change.still) == (
        TraitKind.UNIT,
        "days",
        "hours",
        NOW + WEEK,
        False,
    )


def test_results_that_are_told_anew_in_the_new_unit_count(engine: Engine) -> None:
    started(engine)
    tell(engine, HOURS, NOW + WEEK, 96.0)
    assert values(engine, NOW + WEEK) == [96.0] * 3


def test_a_unit_that_was_a_slip_gives_back_what_was_told_before(engine: Engine) -> None:
    started(engine)
    tell(engine, HOURS, NOW + WEEK, 4.0)
    assert values(engine, NOW + WEEK) == []
    tell(engine, DELAY, NOW + 2 * WEEK, 4.0)
    assert values(engine, NOW + 2 * WEEK) == [4.0] * 3


def test_another_currency_is_another_unit(engine: Engine) -> None:
    euros = replace(RECALL, unit=Unit.MONEY, currency="EUR")
    feed_registry(engine, [each for each in churn() if not isinstance(each, Measure)])
    tell(engine, euros, NOW, 4.0)
    tell(engine, replace(euros, currency="USD"), NOW + WEEK, 4.0)
    assert values(engine, NOW + WEEK) == []


@pytest.mark.parametrize("kind", [SourceKind.REPORTED, SourceKind.BROUGHT])
def test_results_of_a_source_that_says_no_unit_are_in_the_one_that_counted(
    engine: Engine, kind: SourceKind
) -> None:
    started(engine)
    add(engine, kind, NOW, *weekly(1, 5.0, end=NOW - 4 * WEEK))
    assert values(engine, NOW) == [5.0, 4.0, 4.0, 4.0]
    tell(engine, HOURS, NOW + WEEK, 96.0)
    assert values(engine, NOW + WEEK) == [96.0] * 3
    add(engine, kind, NOW + 2 * WEEK, *weekly(1, 120.0, end=NOW - 5 * WEEK))
    assert values(engine, NOW + 2 * WEEK) == [120.0, 96.0, 96.0, 96.0]
    tell(engine, DELAY, NOW + 3 * WEEK, 4.0)
    assert values(engine, NOW + 3 * WEEK) == [5.0, 4.0, 4.0, 4.0]


def test_results_reported_before_another_source_told_another_unit_are_left_out(
    engine: Engine,
) -> None:
    started(engine)
    add(engine, SourceKind.REPORTED, NOW, *weekly(1, 5.0, end=NOW - 4 * WEEK))
    feed(engine, (SECOND, [HOURS, *weekly(1, 90.0, end=NOW + WEEK)]), now=NOW + WEEK)
    assert values(engine, NOW + WEEK) == [90.0]


def test_results_first_reported_after_a_change_are_in_the_new_unit(engine: Engine) -> None:
    started(engine)
    tell(engine, HOURS, NOW + WEEK, 96.0)
    # Their periods ended long before, yet nobody told them before the change.
    add(engine, SourceKind.BROUGHT, NOW + 2 * WEEK, *weekly(1, 120.0, end=NOW - 4 * WEEK))
    assert values(engine, NOW + 2 * WEEK) == [120.0, 96.0, 96.0, 96.0]


def test_what_was_agreed_for_another_unit_does_not_hold_until_it_is_signed_again(
    engine: Engine,
) -> None:
    started(engine)
    feed(engine, (FILES, [agreement(5.0, NOW)]), now=NOW)
    assert now(engine, NOW).agreement is not None
    tell(engine, HOURS, NOW + WEEK, 96.0)
    found = now(engine, NOW + WEEK)
    assert found.agreement is None
    assert found.agreed_otherwise is not None
    assert found.agreed_otherwise.minimum == 5.0
    feed(engine, (FILES, [agreement(120.0, NOW + WEEK)]), now=NOW + 2 * WEEK)
    found = now(engine, NOW + 2 * WEEK)
    assert found.agreement is not None
    assert (found.agreement.minimum, found.earlier, found.agreed_otherwise) == (120.0, (), None)


def test_a_limit_does_not_hold_where_the_word_went_to_a_source_with_another_unit(
    engine: Engine,
) -> None:
    started(engine)
    feed(engine, (FILES, [agreement(5.0, NOW)]), now=NOW)
    newest = weekly(1, 90.0, end=NOW + WEEK)
    feed(engine, (SECOND, [HOURS, *newest]), now=NOW + WEEK)
    found = now(engine, NOW + WEEK)
    assert (values(engine, NOW + WEEK), found.measure.unit) == ([90.0], Unit.HOURS)
    assert found.agreement is None
    assert found.agreed_otherwise is not None
    feed(engine, (FILES, [agreement(120.0, NOW + WEEK)]), now=NOW + 2 * WEEK)
    signed_again = now(engine, NOW + 2 * WEEK).agreement
    assert signed_again is not None
    assert signed_again.minimum == 120.0


def test_a_limit_does_not_hold_where_people_say_another_unit_later(
    engine: Engine,
) -> None:
    started(engine)
    feed(engine, (FILES, [agreement(5.0, NOW)]), now=NOW)
    add(engine, SourceKind.COMPANY_FILE, NOW + WEEK, HOURS)
    found = now(engine, NOW + WEEK)
    assert found.measure.unit is Unit.HOURS
    assert found.agreement is None
    assert found.agreed_otherwise is not None


def test_a_limit_of_long_ago_holds_where_one_source_tells_it_with_the_unit(
    engine: Engine,
) -> None:
    started(engine)
    newest = weekly(1, 90.0, end=NOW + WEEK)
    long_ago = agreement(80.0, NOW - 10 * WEEK)
    feed(engine, (SECOND, [HOURS, long_ago, *newest]), now=NOW + WEEK)
    found = now(engine, NOW + WEEK).agreement
    assert found is not None
    assert found.minimum == 80.0
    other_words = replace(HOURS, phrase="is {value} late")
    feed(engine, (SECOND, [other_words, long_ago, *newest]), now=NOW + 2 * WEEK)
    assert now(engine, NOW + 2 * WEEK).agreement == found


def test_a_limit_told_before_all_results_is_of_the_first_unit(engine: Engine) -> None:
    started(engine)
    feed(engine, (FILES, [agreement(5.0, NOW - 10 * WEEK)]), now=NOW)
    assert now(engine, NOW).agreement is not None
    feed(engine, (SECOND, [HOURS]), now=NOW + WEEK)
    assert now(engine, NOW + WEEK).agreement is None


def test_a_limit_for_the_other_direction_does_not_hold_and_results_stay(engine: Engine) -> None:
    started(engine)
    feed(engine, (FILES, [agreement(5.0, NOW)]), now=NOW)
    tell(engine, replace(DELAY, better=Better.LOWER), NOW + WEEK, 4.0)
    found = now(engine, NOW + WEEK)
    assert found.agreement is None
    assert [each.what for each in found.redefined] == [TraitKind.BETTER]
    assert values(engine, NOW + WEEK) == [4.0] * 3


def test_of_two_sources_with_two_units_one_counts_and_it_is_told(engine: Engine) -> None:
    started(engine)
    newest = weekly(1, 90.0, end=NOW + WEEK)
    tell(engine, DELAY, NOW + WEEK, 4.0)
    feed(engine, (FILES, [HOURS, *newest]), now=NOW + WEEK)
    assert values(engine, NOW + WEEK) == [90.0]
    (change,) = now(engine, NOW + WEEK).redefined
    assert (change.before, change.now, change.still) == ("days", "hours", True)


def from_place(place: str, readings: list[Reading]) -> list[Reading]:
    return [replace(each, place=place) for each in readings]


def test_of_two_units_the_place_shown_is_that_of_the_results_that_count(engine: Engine) -> None:
    started(engine)
    feed(engine, (TABLE, [DELAY, *from_place("table", weekly(3, 4.0))]), now=NOW + WEEK)
    newest = from_place("files", weekly(1, 90.0, end=NOW - 5 * WEEK))
    feed(engine, (SECOND, [HOURS, *newest]), now=NOW + WEEK)
    found = now(engine, NOW + WEEK)
    assert ([float(each) for each in found.overall.values], found.place) == ([90.0], "files")
    # Where nothing is left, no place is that of a result.
    tell(engine, replace(DELAY, phrase="is {value} late"), NOW + 2 * WEEK, 4.0)
    feed(engine, (SECOND, [replace(HOURS, unit=Unit.MINUTES)]), now=NOW + 3 * WEEK)
    nothing = now(engine, NOW + 3 * WEEK)
    assert (nothing.measure.unit, len(nothing.overall.values), nothing.place) == (
        Unit.MINUTES,
        0,
        "",
    )


def test_two_units_are_told_of_since_the_later_source_was_first_read(engine: Engine) -> None:
    started(engine)
    feed(engine, (SECOND, [HOURS]), now=NOW + WEEK)
    (change,) = now(engine, NOW + WEEK).redefined
    assert (change.at, change.still) == (NOW + WEEK, True)
    (happening,) = measure_changes(case_of(engine, as_of=NOW + WEEK))
    assert happening.at == NOW + WEEK
    assert now(engine, NOW).redefined == ()
    # Other words for the same unit make it no younger.
    feed(engine, (SECOND, [replace(HOURS, phrase="is {value} late")]), now=NOW + 2 * WEEK)
    (still,) = [each for each in now(engine, NOW + 2 * WEEK).redefined if each.still]
    assert still.at == NOW + WEEK


def test_other_words_change_nothing_about_results(engine: Engine) -> None:
    started(engine)
    feed(engine, (FILES, [agreement(3.0, NOW)]), now=NOW)
    tell(engine, replace(DELAY, phrase="is {value} late"), NOW + WEEK, 4.0)
    found = now(engine, NOW + WEEK)
    assert [each.what for each in found.redefined] == [TraitKind.MEANING]
    assert found.agreement is not None
    assert values(engine, NOW + WEEK) == [4.0] * 3


def test_how_a_measure_is_asked_for_is_known_of_its_models(engine: Engine) -> None:
    feed_registry(engine, [each for each in churn() if not isinstance(each, Measure)])
    for number, column in enumerate(("delay_v1", "delay_v1", "delay_v2")):

        def told(context, column=column):  # type: ignore[no-untyped-def]
            context.note(Trait(TraitKind.ASKED, "recall", column))
            return [DELAY, *weekly(3, 4.0)]

        feed(engine, (TABLE, told), now=NOW + number * WEEK)
    (change,) = now(engine, NOW + 2 * WEEK).redefined
    assert (change.what, change.before, change.now) == (TraitKind.ASKED, "delay_v1", "delay_v2")
    assert change.at == NOW + 2 * WEEK
    assert now(engine, NOW + WEEK).redefined == ()
