"""From readings to the points of a chart: gaps, breaches, the limit and the words."""

from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from app.language.sentence import Speech
from app.ui import charts
from app.ui.figure import MOST_POINTS, History, history
from data.facts import Agreement, Better, Measured, Series, Unit
from tests.app.health.case_making import MONDAY, agreement, measure, series

SPEECH = Speech(now=MONDAY + timedelta(weeks=20), time_zone="Europe/London")


def drawn(
    shown: Series, agreed: Agreement | None = None, now: datetime = SPEECH.now, **changes: Any
) -> History:
    measured = Measured(measure(**changes), shown, agreement=agreed)
    found = history(measured, None, Speech(now=now, time_zone="Europe/London"))
    assert found is not None
    return found


def told(found: History) -> str:
    return " ".join(str(each) for each in found.told)


def without(shown: Series, *places: int) -> Series:
    kept = np.setdiff1d(np.arange(len(shown.values)), places)
    return Series(
        "",
        shown.starts[kept],
        shown.ends[kept],
        shown.received[kept],
        shown.values[kept],
        shown.counts[kept],
    )


def test_a_share_is_drawn_on_the_base_its_words_use() -> None:
    found = drawn(series([0.8, 0.75], [900, 900]), agreement(0.7))
    assert [mark.value for mark in found.marks] == [80, 75]
    assert found.level is not None
    assert (found.level.value, found.level.told) == (70, "agreed: at least 70 in 100")
    assert found.titles.axis == "of every 100"
    assert [mark.shown for mark in found.marks] == ["80 in 100", "75 in 100"]


def test_money_is_drawn_as_it_is() -> None:
    values = series([40_000.0, 42_000.0])
    found = drawn(values, agreement(45_000), unit=Unit.MONEY, kind="worth", currency="EUR")
    assert [mark.value for mark in found.marks] == [40_000, 42_000]
    assert found.titles.axis == "EUR"


def test_only_what_is_clearly_beyond_the_limit_is_marked() -> None:
    values, counts = [0.8, 0.69, 0.5], [900.0, 40.0, 900.0]
    found = drawn(series(values, counts), agreement(0.7))
    assert [mark.beyond for mark in found.marks] == [False, False, True]
    assert "1 of 3 points lies clearly beyond" in told(found)


def test_where_lower_is_better_the_limit_is_the_most() -> None:
    found = drawn(
        series([0.1, 0.4], [900, 900]), agreement(0.2), kind="error_rate", better=Better.LOWER
    )
    assert [mark.beyond for mark in found.marks] == [False, True]
    assert found.level is not None
    assert found.level.told == "agreed: at most 20 in 100"


def test_what_did_not_arrive_parts_the_line() -> None:
    found = drawn(without(series([0.8] * 10, [900] * 10), 4, 5, 8), agreement(0.7))
    assert [mark.part for mark in found.marks] == [0, 0, 0, 0, 1, 1, 2]
    assert "The line breaks 2 times" in told(found)


def test_a_gap_is_told_without_a_cause_we_do_not_know() -> None:
    found = drawn(without(series([0.8] * 10, [900] * 10), 4), agreement(0.7))
    assert "The line breaks once, where we have no result." in told(found)


def test_a_whole_line_is_told_without_gaps() -> None:
    found = drawn(series([0.8] * 10, [900] * 10), agreement(0.7), MONDAY + timedelta(weeks=10))
    assert {mark.part for mark in found.marks} == {0}
    assert told(found) == "None of 10 points lies clearly beyond the agreed limit."


def test_a_line_that_stopped_says_so() -> None:
    found = drawn(series([0.8] * 6, [900] * 6), agreement(0.7))
    assert "nothing newer is known" in told(found)


def test_without_an_agreement_no_limit_is_drawn() -> None:
    found = drawn(series([0.8] * 6, [900] * 6))
    assert found.level is None
    assert "limit" not in told(found)


def test_no_reading_is_no_chart() -> None:
    assert history(Measured(measure(), series([])), None, SPEECH) is None


def test_points_stand_at_the_companys_time() -> None:
    summer = datetime(2026, 7, 6, tzinfo=UTC)
    found = drawn(series([0.8, 0.8], [900, 900], start=summer), now=summer + timedelta(weeks=3))
    assert found.marks[0].at == datetime(2026, 7, 13, 1, tzinfo=UTC).replace(tzinfo=None)


def test_a_long_history_is_cut_to_what_a_screen_can_show() -> None:
    found = drawn(series([0.8] * 900, [900] * 900, days=1), now=MONDAY + timedelta(days=900))
    assert len(found.marks) == MOST_POINTS
    assert found.periods == 900
    assert found.marks[-1].period == "22 June"


def spec(found: History, *, dark: bool = False) -> dict[str, Any]:
    until = datetime(2026, 6, 1, tzinfo=UTC).replace(tzinfo=None)
    return charts.history(found.marks, found.level, found.bands, until, found.titles, dark=dark)


def test_a_finished_chart_holds_its_data_and_leaves_the_shape_as_it_was() -> None:
    first = spec(drawn(series([0.8, 0.5], [900, 900]), agreement(0.7)))
    second = spec(drawn(series([0.9], [900]), agreement(0.6)))
    assert [row["value"] for row in first["datasets"]["marks"]] == [80, 50]
    assert [row["value"] for row in second["datasets"]["marks"]] == [90]
    assert first["datasets"]["level"][0]["value"] == 70
    assert first["datasets"]["until"] == [{"at": "2026-06-01T00:00:00"}]
    assert first["layer"] is second["layer"]


def test_dark_and_light_differ_and_a_breach_has_a_shape_of_its_own() -> None:
    found = drawn(series([0.8, 0.5], [900, 900]), agreement(0.7))
    light, dark = str(spec(found)), str(spec(found, dark=True))
    assert "#b3261e" in light
    assert "#b3261e" not in dark
    assert "triangle-down" in light
    assert "triangle-down" in dark
