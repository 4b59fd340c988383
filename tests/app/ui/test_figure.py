"""From readings to the points of a chart: gaps, breaches, the limit and the words."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from app.health.insight import Behaviour, Changing, Flagged, Meeting, SpecialCause, Stretch
from app.language.sentence import Speech
from app.ui import charts
from app.ui.figure import MOST_POINTS, History, history
from app.ui.points import Look
from data.facts import Agreement, Better, Measured, Series, Unit
from tests.app.health.case_making import MONDAY, agreement, measure, series

SPEECH = Speech(now=MONDAY + timedelta(weeks=20), time_zone="Europe/London")


def drawn(
    shown: Series,
    agreed: Agreement | None = None,
    now: datetime = SPEECH.now,
    behaviour: Behaviour | None = None,
    **changes: Any,
) -> History:
    measured = Measured(measure(**changes), shown, agreement=agreed)
    found = history(measured, behaviour, Speech(now=now, time_zone="Europe/London"))
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


def usual(first: int, stop: int, why: str = "", *, mean: float = 0.8) -> Stretch:
    start, end = (MONDAY + timedelta(weeks=week) for week in (first, stop))
    return Stretch(start, end, stop - first, mean, mean - 0.3, mean + 0.3, why)


def marked(week: int, *, worse: bool) -> Flagged:
    start = MONDAY + timedelta(weeks=week)
    causes = (SpecialCause.SHIFT, SpecialCause.OUTSIDE)
    return Flagged(start, start + timedelta(weeks=1), 0.8, causes, worse)


def behaved(*stretches: Stretch, flagged: tuple[Flagged, ...] = ()) -> Behaviour:
    answers = (Changing.NO_CLEAR_CHANGE, Meeting.SOMETIMES)
    return Behaviour(*answers, stretches=stretches, flagged=flagged)


def test_what_stands_out_is_marked_with_its_way_and_why() -> None:
    flagged = (marked(2, worse=True), marked(3, worse=False), marked(19, worse=True))
    values, counts = [0.8] * 19 + [0.4], [900.0] * 20
    shown = behaved(usual(0, 20), flagged=flagged)
    found = drawn(series(values, counts), agreement(0.7), behaviour=shown)
    looks = [(at, mark.look) for at, mark in enumerate(found.marks) if mark.why]
    assert looks == [(2, Look.WORSE), (3, Look.BETTER), (19, Look.BEYOND)]
    assert found.marks[2].why.startswith("for the worse: results in a row on one side")
    assert found.marks[19].why.startswith("clearly beyond the limit; for the worse:")


def test_the_usual_range_of_a_share_is_drawn_within_what_shares_can_be() -> None:
    found = drawn(series([0.8] * 20, [900] * 20), behaviour=behaved(usual(0, 20)))
    (band,) = found.bands
    assert (band.lower, band.mean, band.upper) == (50.0, 80.0, 100.0)
    assert not band.anew


def test_a_range_worked_out_anew_says_by_what_where_there_is_room() -> None:
    shown = behaved(usual(0, 14), usual(14, 38, "version:7"), usual(38, 40, "version:8"))
    found = drawn(series([0.8] * 40, [900] * 40), now=MONDAY + timedelta(weeks=41), behaviour=shown)
    assert [(each.anew, each.told) for each in found.bands] == [
        (False, ""),
        (True, "Version 7"),
        (True, ""),
    ]


def test_a_range_from_before_the_chart_begins_with_it() -> None:
    days = MOST_POINTS + 100
    shown = behaved(usual(0, 7), usual(7, days // 7, "version:7"))
    found = drawn(
        series([0.8] * days, [900] * days, days=1),
        now=MONDAY + timedelta(days=days),
        behaviour=shown,
    )
    (band,) = found.bands
    assert band.start.date() == (MONDAY + timedelta(days=100)).date()
    assert (band.anew, band.told) == (False, "")


def test_a_chart_draws_only_what_is_there() -> None:
    plain = drawn(series([0.8] * 20, [900] * 20))
    usually = drawn(series([0.8] * 20, [900] * 20), behaviour=behaved(usual(0, 20)))
    anew = drawn(
        series([0.8] * 20, [900] * 20), behaviour=behaved(usual(0, 8), usual(8, 20, "version:7"))
    )
    layers = [len(spec(each)["layer"]) for each in (plain, usually, anew)]
    assert layers[0] < layers[1] < layers[2]
    assert "diamond" not in str(spec(usually))
    flagged = behaved(usual(0, 20), flagged=(marked(2, worse=True),))
    assert "diamond" in str(spec(drawn(series([0.8] * 20, [900] * 20), behaviour=flagged)))


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


def spec(found: History) -> Mapping[str, Any]:
    until = datetime(2026, 6, 1, tzinfo=UTC).replace(tzinfo=None)
    return charts.history(found.marks, found.level, found.bands, until, found.titles)


def test_a_finished_chart_holds_its_data_and_leaves_the_shape_as_it_was() -> None:
    first = spec(drawn(series([0.8, 0.5], [900, 900]), agreement(0.7)))["datasets"]
    second = spec(drawn(series([0.4], [900]), agreement(0.6)))["datasets"]
    assert [row["value"] for row in first["marks"]] == [80, 50]
    assert [row["value"] for row in second["marks"]] == [40]
    assert [row["value"] for row in first["level"] + second["level"]] == [70, 60]
    assert first["until"] == [{"at": "2026-06-01T00:00:00"}]


def test_a_breach_has_a_shape_of_its_own_and_is_drawn_once() -> None:
    found = spec(drawn(series([0.8, 0.5], [900, 900]), agreement(0.7)))
    assert [row["value"] for row in found["datasets"]["beyond"]] == [50]
    assert [row["value"] for row in found["datasets"]["usual"]] == [80]
    (breaches,) = [each for each in found["layer"] if each["data"]["name"] == "beyond"]
    assert (breaches["mark"]["shape"], breaches["mark"]["style"]) == ("triangle-down", "tone-below")
