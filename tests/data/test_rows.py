"""One row at a time: what is taken, with which meaning, and what is refused, with which reason."""

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from itertools import pairwise
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from data.connections import MeasureShape, RowMapping
from data.facts import (
    Arrival,
    Better,
    Measure,
    ModelRef,
    Question,
    ReadContext,
    Reading,
    Refusal,
    Unit,
)
from data.problems import Code, Rejected, SourceFailed
from data.rows import cells, periods, readings

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
BERLIN = ReadContext(NOW, NOW, "Europe/Berlin")
MEASURES = {
    "recall": MeasureShape(),
    "worth": MeasureShape(question=Question.VALUE, unit=Unit.MONEY, currency="EUR"),
    "alarms": MeasureShape(kind="false_alarms", unit=Unit.COUNT, better=Better.LOWER),
}
LONG = RowMapping(
    model="model",
    end="week_ending",
    period="P7D",
    measure="measure",
    value="value",
    count="cases",
    group="segment",
    version="version",
)
ROW = {
    "model": "churn",
    "week_ending": "2026-11-15",
    "measure": "recall",
    "value": "0.61",
    "cases": "400",
    "segment": "",
    "version": "7",
}


def taken(
    row: Mapping[str, object], mapping: RowMapping = LONG, context: ReadContext = BERLIN
) -> list[Arrival]:
    plan = readings.planned("weekly", mapping, MEASURES, context)
    return list(readings.arrivals(plan, [("metrics.csv, row 2", row)]))


def reading(
    row: Mapping[str, object], mapping: RowMapping = LONG, context: ReadContext = BERLIN
) -> Reading:
    _, found = taken(row, mapping, context)
    assert isinstance(found, Reading), found
    return found


def refused(
    row: Mapping[str, object], mapping: RowMapping = LONG, context: ReadContext = BERLIN
) -> Refusal:
    (found,) = taken(row, mapping, context)
    assert isinstance(found, Refusal), found
    return found


def code_of(call: object, *arguments: object) -> Code:
    assert callable(call)
    with pytest.raises(Rejected) as caught:
        call(*arguments)
    return caught.value.problem.code


def test_a_row_becomes_its_measure_and_its_reading() -> None:
    measure, found = taken(ROW)
    assert measure == Measure(
        ModelRef("churn"), "recall", Question.PERFORMANCE, "recall", Unit.SHARE, Better.HIGHER
    )
    assert found == Reading(
        ref=ModelRef("churn"),
        measure="recall",
        start=datetime(2026, 11, 8, 23, tzinfo=UTC),
        end=datetime(2026, 11, 15, 23, tzinfo=UTC),
        value=0.61,
        count=400,
        version="7",
        place="metrics.csv, row 2",
    )


def test_a_measure_is_told_once_for_each_model_before_its_first_reading() -> None:
    plan = readings.planned("weekly", LONG, MEASURES, BERLIN)
    rows = [("1", ROW), ("2", {**ROW, "week_ending": "2026-11-08"}), ("3", {**ROW, "model": "b"})]
    found = list(readings.arrivals(plan, rows))
    assert [type(each) for each in found] == [Measure, Reading, Reading, Measure, Reading]


def test_a_shape_gives_the_measure_its_words() -> None:
    measure = taken({**ROW, "measure": "alarms", "value": "3"})[0]
    assert isinstance(measure, Measure)
    assert (measure.kind, measure.unit, measure.better) == (
        "false_alarms",
        Unit.COUNT,
        Better.LOWER,
    )


WIDE = RowMapping(
    model="model", start="from", end="until", values={"recall": "rec", "worth": "eur"}
)
WIDE_ROW = {"model": "churn", "from": "2026-11-01", "until": "2026-11-01", "rec": 0.5, "eur": 9}


def test_a_wide_row_becomes_one_reading_for_each_measure() -> None:
    found = [each for each in taken(WIDE_ROW, WIDE) if isinstance(each, Reading)]
    assert [(each.measure, each.value) for each in found] == [("recall", 0.5), ("worth", 9.0)]


def test_one_wrong_value_of_a_wide_row_leaves_the_others() -> None:
    found = taken({**WIDE_ROW, "rec": "n/a"}, WIDE)
    assert [type(each) for each in found] == [Refusal, Measure, Reading]
    assert isinstance(found[0], Refusal)
    assert found[0].problem.inputs == {"field": "rec", "found": "n/a"}
    assert found[0].row == {
        "until": "2026-11-01",
        "from": "2026-11-01",
        "model": "churn",
        "rec": "n/a",
        "eur": "9",
    }


def test_a_wide_measure_nobody_described_is_told_once_and_not_read() -> None:
    mapping = replace(WIDE, values={"recal": "rec", "worth": "eur"})
    plan = readings.planned("weekly", mapping, MEASURES, BERLIN)
    found = list(readings.arrivals(plan, [("1", WIDE_ROW), ("2", WIDE_ROW)]))
    assert [type(each) for each in found] == [Refusal, Measure, Reading, Reading]
    assert isinstance(found[0], Refusal)
    assert found[0].problem.code is Code.UNKNOWN_MEASURE
    assert found[0].problem.inputs["known"] == "alarms, recall, worth"


BARE = datetime.fromisoformat("2026-11-15T00:00")
BAD_CELLS: list[tuple[str, object, Code]] = [
    ("value", "", Code.VALUE_MISSING),
    ("value", None, Code.VALUE_MISSING),
    ("value", "  ", Code.VALUE_MISSING),
    ("value", "NA", Code.VALUE_MISSING),
    ("value", "null", Code.VALUE_MISSING),
    ("value", "-", Code.VALUE_MISSING),
    ("value", "n/a", Code.VALUE_MISSING),
    ("value", "#N/A", Code.VALUE_MISSING),
    ("value", "#DIV/0!", Code.VALUE_MISSING),
    ("value", "NaN", Code.NOT_FINITE),
    ("value", math.nan, Code.NOT_FINITE),
    ("value", math.inf, Code.NOT_FINITE),
    ("value", "-inf", Code.NOT_FINITE),
    ("value", "1e400", Code.NOT_FINITE),
    ("value", "1e99999999999999999999", Code.NOT_FINITE),
    ("value", Decimal("1e400"), Code.NOT_FINITE),
    ("value", Decimal("sNaN"), Code.NOT_FINITE),
    ("value", 10**5000, Code.NOT_FINITE),
    ("value", "1,234", Code.NOT_A_NUMBER),
    ("value", "1.234,56", Code.NOT_A_NUMBER),
    ("value", "0,61", Code.NOT_A_NUMBER),
    ("value", "61 %", Code.NOT_A_NUMBER),
    ("value", "1_000", Code.NOT_A_NUMBER),
    ("value", "0x1", Code.NOT_A_NUMBER),
    ("value", "٠", Code.NOT_A_NUMBER),
    ("value", "=1+1", Code.NOT_A_NUMBER),
    ("value", "0.6.1", Code.NOT_A_NUMBER),
    ("value", True, Code.NOT_A_NUMBER),
    ("value", b"0.6", Code.NOT_A_NUMBER),
    ("value", date(2026, 1, 1), Code.NOT_A_NUMBER),
    ("value", "93", Code.NOT_A_SHARE),
    ("value", "-0.01", Code.NOT_A_SHARE),
    ("value", 1.0000001, Code.NOT_A_SHARE),
    ("cases", "12.5", Code.NOT_A_COUNT),
    ("cases", "-1", Code.NOT_A_COUNT),
    ("cases", 2**53 + 1, Code.NOT_A_COUNT),
    ("cases", "many", Code.NOT_A_NUMBER),
    ("week_ending", "", Code.VALUE_MISSING),
    ("week_ending", "01/02/2026", Code.DATE_AMBIGUOUS),
    ("week_ending", "1.2.26", Code.DATE_AMBIGUOUS),
    ("week_ending", "13/02/2026", Code.NOT_A_DATE),
    ("week_ending", "2026-02-30", Code.NOT_A_DATE),
    ("week_ending", "2026-W05", Code.NOT_A_DATE),
    ("week_ending", "46054", Code.NOT_A_DATE),
    ("week_ending", 46054, Code.NOT_A_DATE),
    ("week_ending", "infinity", Code.NOT_A_DATE),
    ("week_ending", "1970-01-01", Code.OUTSIDE_TIME),
    ("week_ending", "2206-01-01", Code.OUTSIDE_TIME),
    ("week_ending", date(9999, 12, 31), Code.OUTSIDE_TIME),
    ("week_ending", "1990-01-02", Code.OUTSIDE_TIME),
    ("week_ending", "2026-11-23", Code.IN_THE_FUTURE),
    ("week_ending", "2026-11-15T08:00", Code.NO_TIME_ZONE),
    ("week_ending", BARE, Code.NO_TIME_ZONE),
    ("model", "", Code.VALUE_MISSING),
    ("model", None, Code.VALUE_MISSING),
    ("model", "a\x00b", Code.NOT_PLAIN_TEXT),
    ("model", "a\nb", Code.NOT_PLAIN_TEXT),
    ("model", "abc\u202etxt", Code.NOT_PLAIN_TEXT),
    ("model", "\ud800", Code.NOT_PLAIN_TEXT),
    ("model", b"\xff", Code.NOT_PLAIN_TEXT),
    ("model", 1.5, Code.NOT_PLAIN_TEXT),
    ("model", "x" * 251, Code.TEXT_TOO_LONG),
    ("segment", "x" * 251, Code.TEXT_TOO_LONG),
    ("version", True, Code.NOT_PLAIN_TEXT),
    ("measure", "recal", Code.UNKNOWN_MEASURE),
]


@pytest.mark.parametrize(("column", "cell", "code"), BAD_CELLS, ids=lambda told: cells.shown(told))
def test_a_wrong_cell_refuses_the_row_and_names_the_column(
    column: str, cell: object, code: Code
) -> None:
    found = refused({**ROW, column: cell})
    assert found.problem.code is code
    assert found.problem.inputs["field"] == column
    assert found.place == "metrics.csv, row 2"
    assert set(found.row) == set(ROW)
    assert all("\x00" not in kept and len(kept) <= 500 for kept in found.row.values())


GOOD_VALUES = [
    ("0.61", 0.61),
    (" 0.61 ", 0.61),
    ("+.5", 0.5),
    ("6.1e-1", 0.61),
    (0, 0.0),
    (1, 1.0),
    (Decimal("0.1"), 0.1),
    (0.1, 0.1),
]


@pytest.mark.parametrize(("cell", "value"), GOOD_VALUES)
def test_a_number_keeps_its_meaning(cell: object, value: float) -> None:
    assert reading({**ROW, "value": cell}).value == value


@pytest.mark.parametrize(
    ("cell", "value"), [("61", 0.61), (61.3, 0.613), ("0.61", 0.0061), (100, 1)]
)
def test_percent_is_kept_as_a_share(cell: object, value: float) -> None:
    assert reading({**ROW, "value": cell}, replace(LONG, scale="percent")).value == value


def test_percent_is_for_shares_alone() -> None:
    mapping = replace(LONG, scale="percent")
    assert reading({**ROW, "measure": "worth", "value": "250"}, mapping).value == 250
    assert refused({**ROW, "value": "100.1"}, mapping).problem.code is Code.NOT_A_SHARE


@pytest.mark.parametrize("cell", ["-1", "2.5"])
def test_a_measure_that_counts_takes_whole_numbers_only(cell: str) -> None:
    found = refused({**ROW, "measure": "alarms", "value": cell})
    assert found.problem.code is Code.NOT_A_COUNT


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("007", "007"),
        ("1e5", "1e5"),
        ("NA", "NA"),
        (" churn ", "churn"),
        (7, "7"),
        (7.0, "7"),
        (Decimal(7), "7"),
        (UUID(int=7), "00000000-0000-0000-0000-000000000007"),
        ("信用风险", "信用风险"),
        ("<b>:green[x]</b>", "<b>:green[x]</b>"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
    ],
)
def test_a_name_is_taken_as_it_is_written(cell: object, text: str) -> None:
    assert reading({**ROW, "model": cell}).ref == ModelRef(text)


def test_a_name_is_turned_into_the_registrys_where_told() -> None:
    mapping = replace(LONG, rename={"churn": "Churn model"}, registry="mlflow")
    assert reading(ROW, mapping).ref == ModelRef("Churn model", "mlflow")


def test_optional_columns_may_be_empty() -> None:
    found = reading({**ROW, "cases": None, "segment": " ", "version": ""})
    assert (found.count, found.group, found.version) == (None, "", "")


def hours(row: Mapping[str, object], mapping: RowMapping, context: ReadContext = BERLIN) -> float:
    found = reading(row, mapping, context)
    return (found.end - found.start) / timedelta(hours=1)


DAILY = replace(LONG, period="P1D")


@pytest.mark.parametrize(
    ("zone", "day", "length"),
    [
        ("Europe/Berlin", "2026-03-29", 23),
        ("Europe/Berlin", "2026-10-25", 25),
        ("Europe/Berlin", "2026-10-26", 24),
        ("America/New_York", "2026-03-08", 23),
        ("America/New_York", "2026-11-01", 25),
        ("Australia/Lord_Howe", "2026-04-05", 24.5),
        ("Australia/Lord_Howe", "2026-10-04", 23.5),
        ("Asia/Kolkata", "2026-03-29", 24),
        ("UTC", "2026-10-25", 24),
        ("Africa/Cairo", "2026-04-24", 23),  # The clocks go on at midnight itself.
    ],
)
def test_a_day_lasts_as_long_as_it_does_there(zone: str, day: str, length: float) -> None:
    context = replace(BERLIN, time_zone=zone)
    assert hours({**ROW, "week_ending": day}, DAILY, context) == length
    by_two = replace(DAILY, start="week_ending", period="")
    assert hours({**ROW, "week_ending": day}, by_two, context) == length


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"])
@pytest.mark.parametrize("year", [2025, 2024])
def test_days_follow_each_other_without_gap_through_a_year(zone: str, year: int) -> None:
    context = replace(BERLIN, time_zone=zone)
    first = date(year, 1, 1)
    length = (date(year + 1, 1, 1) - first).days
    days = [first + timedelta(days=number) for number in range(length)]
    found = [reading({**ROW, "week_ending": day}, DAILY, context) for day in days]
    assert all(one.end == two.start for one, two in pairwise(found))
    assert found[-1].end - found[0].start == timedelta(days=length)


@pytest.mark.parametrize(
    ("cells_", "mapping", "start", "end"),
    [
        # A month and its last day; a month may also be told by its first day.
        (
            {"week_ending": "2026-02-28"},
            replace(LONG, period="P1M"),
            "2026-01-31T23:00",
            "2026-02-28T23:00",
        ),
        (
            {"from": date(2026, 2, 1)},
            replace(LONG, end="", start="from", period="P1M"),
            "2026-01-31T23:00",
            "2026-02-28T23:00",
        ),
        # A time with its offset is that moment, and a day back is a day in that offset.
        (
            {"week_ending": "2026-03-30T00:00+02:00"},
            DAILY,
            "2026-03-28T22:00",
            "2026-03-29T22:00",
        ),
        # Where the configuration says whose times they are, that zone's day is meant: 23 hours.
        (
            {"week_ending": "2026-03-30T00:00+02:00"},
            replace(DAILY, time_zone="Europe/Berlin"),
            "2026-03-28T23:00",
            "2026-03-29T22:00",
        ),
        (
            {"week_ending": datetime.fromisoformat("2026-03-30T00:00")},
            replace(DAILY, time_zone="Europe/Berlin"),
            "2026-03-28T23:00",
            "2026-03-29T22:00",
        ),
        (
            {"week_ending": datetime(2026, 6, 1, 5, tzinfo=timezone(timedelta(hours=5)))},
            replace(LONG, period="PT6H"),
            "2026-05-31T18:00",
            "2026-06-01T00:00",
        ),
        # A table of New York days in a company of Berlin.
        (
            {"week_ending": "20260601"},
            replace(DAILY, time_zone="America/New_York"),
            "2026-06-01T04:00",
            "2026-06-02T04:00",
        ),
        (
            {"from": "2026-06-01 08:00Z", "week_ending": "2026-06-01 09:30:00+00:00"},
            replace(LONG, start="from", period=""),
            "2026-06-01T08:00",
            "2026-06-01T09:30",
        ),
    ],
)
def test_a_period_is_what_was_written(
    cells_: dict[str, object], mapping: RowMapping, start: str, end: str
) -> None:
    found = reading({**ROW, **cells_}, mapping)
    assert found.start == datetime.fromisoformat(start).replace(tzinfo=UTC)
    assert found.end == datetime.fromisoformat(end).replace(tzinfo=UTC)
    assert found.start.tzinfo is UTC
    assert found.end.tzinfo is UTC


@pytest.mark.parametrize("written", ["2026-03-29T02:30", "2026-10-25 02:30:00"])
def test_a_time_that_the_clock_change_makes_none_or_two_is_refused(written: str) -> None:
    mapping = replace(DAILY, time_zone="Europe/Berlin")
    found = refused({**ROW, "week_ending": written}, mapping)
    assert found.problem.code is Code.CLOCKS_CHANGE
    assert found.problem.inputs["zone"] == "Europe/Berlin"


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    mapping = replace(LONG, start="from", period="")
    found = refused({**ROW, "from": "2026-11-17"}, mapping)
    assert found.problem.code is Code.PERIOD_BACKWARDS
    assert found.problem.inputs == {
        "start": "2026-11-16T23:00:00+00:00",
        "end": "2026-11-15T23:00:00+00:00",
    }


def test_a_clock_may_be_five_minutes_ahead_and_no_more() -> None:
    mapping = replace(LONG, period="PT1H")
    soon = NOW + timedelta(minutes=5)
    assert reading({**ROW, "week_ending": soon}, mapping).end == soon
    found = refused({**ROW, "week_ending": NOW + timedelta(minutes=5, seconds=1)}, mapping)
    assert found.problem.code is Code.IN_THE_FUTURE


def test_today_is_taken_when_it_is_over() -> None:
    row = {**ROW, "week_ending": "2026-11-23"}
    assert refused(row).problem.code is Code.IN_THE_FUTURE
    midnight = NOW + timedelta(hours=11)
    assert reading(row, context=replace(BERLIN, now=midnight)).end == midnight


@pytest.mark.parametrize(
    ("mapping", "code", "field"),
    [
        (replace(LONG, model=""), Code.VALUE_MISSING, "model"),
        (replace(LONG, end=""), Code.VALUE_MISSING, "end"),
        (replace(LONG, period=""), Code.VALUE_MISSING, "period"),
        (replace(LONG, period="weekly"), Code.NOT_A_DURATION, "period"),
        (replace(LONG, period="P0D"), Code.NOT_A_DURATION, "period"),
        (replace(LONG, period="P0.5M"), Code.NOT_A_DURATION, "period"),
        (replace(LONG, value=""), Code.VALUE_MISSING, "value"),
        (replace(LONG, measure="", value=""), Code.VALUE_MISSING, "measure"),
        (replace(LONG, scale="permille"), Code.NOT_ONE_OF, "scale"),
        (replace(LONG, time_zone="Mars/Base"), Code.NOT_ONE_OF, "time_zone"),
        (replace(LONG, time_zone="../etc/passwd"), Code.NOT_ONE_OF, "time_zone"),
    ],
)
def test_a_mapping_that_gives_no_reading_fails_the_source(
    mapping: RowMapping, code: Code, field: str
) -> None:
    with pytest.raises(SourceFailed) as caught:
        readings.planned("weekly", mapping, MEASURES, BERLIN)
    assert caught.value.problem.code is code
    assert caught.value.problem.inputs["field"] == field
    assert caught.value.problem.inputs["source"] == "weekly"


def test_a_period_of_a_thousand_years_is_refused_and_not_an_error() -> None:
    found = refused(ROW, replace(LONG, period="P3000Y"))
    assert found.problem.code is Code.OUTSIDE_TIME


@pytest.mark.parametrize("written", ["P7D", "PT1H", "P1M", "P1DT12H", "P1W", "P1Y2M"])
def test_a_length_moves_on_and_back_to_the_same_moment(written: str) -> None:
    at = datetime(2026, 6, 15, tzinfo=ZoneInfo("Europe/Berlin"))
    length = periods.length("every", written)
    assert length.before(length.after(at).astimezone(at.tzinfo)) == at


@pytest.mark.parametrize("written", ["P", "PT", "1 day", "-P1D", "P0D", "P99999999999D", "T1H"])
def test_what_is_no_length_is_refused(written: str) -> None:
    assert code_of(periods.length, "every", written) is Code.NOT_A_DURATION


def test_what_is_shown_fits_a_store_and_a_sentence() -> None:
    assert cells.shown("a\x00b\u202e\ud800") == "a\ufffdb\ufffd\ufffd"
    assert cells.shown("x" * 600) == "x" * 499 + "…"
    assert cells.shown(10**5000) == "int"
    assert cells.shown(None) == ""


any_cell = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.decimals(),
    st.text(),
    st.binary(),
    st.dates(),
    st.datetimes(),
    st.datetimes(timezones=st.sampled_from([UTC, ZoneInfo("Europe/Berlin")])),
    st.timedeltas(),
    st.uuids(),
    st.lists(st.integers()),
    st.sampled_from(["0.61", "1e400", "NaN", "007", "recall", "2026-11-15", "01/02/2026", "1,234"]),
    st.from_regex(r"\A[0-9eE+., -]{1,12}\Z"),
    st.from_regex(r"\A20\d\d-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?\Z"),
)
any_row = st.fixed_dictionaries(dict.fromkeys(ROW, any_cell))
one_bad = st.builds(
    lambda column, cell: {**ROW, column: cell}, st.sampled_from(sorted(ROW)), any_cell
)


@settings(deadline=None)  # A busy machine is no fault of a row.
@given(row=st.one_of(any_row, one_bad), zone=st.sampled_from(["", "Europe/Berlin"]))
@example(row={**ROW, "week_ending": datetime.fromisoformat("9999-12-31T23:59")}, zone="UTC")
@example(row={**ROW, "week_ending": date.min}, zone="")
def test_any_row_is_taken_with_its_meaning_or_refused_with_its_field(
    row: dict[str, object], zone: str
) -> None:
    found = taken(row, replace(LONG, time_zone=zone))
    last = found[-1]
    if isinstance(last, Refusal):
        assert len(found) == 1
        inputs = last.problem.inputs
        assert inputs.get("field") in ROW or last.problem.code is Code.PERIOD_BACKWARDS
        return
    assert isinstance(last, Reading)
    assert last.ref.name == str(row["model"]).strip() or not isinstance(row["model"], str)
    assert last.value == (float(Decimal(str(row["value"]).strip())))
    assert last.count is None or last.count == Decimal(str(row["cases"]).strip())
    assert last.start < last.end <= NOW + periods.CLOCK_SKEW
    assert last.start.tzinfo is UTC
    assert 0 <= last.value <= 1


@settings(deadline=None)
@given(
    value=st.floats(min_value=0, max_value=1),
    cases=st.integers(min_value=0, max_value=2**53),
    end=st.dates(min_value=date(2000, 1, 1), max_value=date(2026, 11, 22)),
    name=st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=200),
)
def test_every_sound_row_is_taken(value: float, cases: int, end: date, name: str) -> None:
    row = {**ROW, "value": repr(value), "cases": str(cases), "week_ending": str(end), "model": name}
    found = reading(row)
    assert (found.value, found.count, found.ref.name) == (value, cases, name)
    local = found.end.astimezone(ZoneInfo("Europe/Berlin"))
    assert local.replace(tzinfo=None) == datetime.combine(
        end + timedelta(days=1), datetime.min.time()
    )


WRITTEN = [
    ("comma", "1.234,5", 1234.5),
    ("comma", "1.234", 1234.0),
    ("comma", "1.234.567", 1234567.0),
    ("comma", "-0,61", -0.61),
    ("comma", "1 234,5", 1234.5),
    ("comma", "1\u202f234", 1234.0),
    ("comma", "12,5e3", 12500.0),
    ("comma", 0.61, 0.61),
    ("point", "1,234.5", 1234.5),
    ("point", "1,234", 1234.0),
    ("point", "1'234.5", 1234.5),
    ("point", "1e-05", 0.00001),
    ("point", "0.61", 0.61),
]


@pytest.mark.parametrize(("decimals", "cell", "meant"), WRITTEN)
def test_numbers_are_read_as_the_mapping_says(decimals: str, cell: object, meant: float) -> None:
    found = reading(ROW | {"measure": "worth", "value": cell}, replace(LONG, decimals=decimals))
    assert found.value == meant


NOT_WRITTEN_SO = [
    ("comma", "0.61"),
    ("comma", "0.612"),
    ("comma", "1,234.5"),
    ("comma", "12.34"),
    ("comma", "1.2345"),
    ("comma", "1.234 567"),
    ("comma", "1,2,3"),
    ("comma", ","),
    ("point", "0,61"),
    ("point", "0,612"),
    ("point", "1.234,5"),
    ("point", "1,23"),
    ("point", "12 %"),
]


@pytest.mark.parametrize(("decimals", "cell"), NOT_WRITTEN_SO)
def test_what_is_written_otherwise_is_refused(decimals: str, cell: str) -> None:
    found = refused(ROW | {"measure": "worth", "value": cell}, replace(LONG, decimals=decimals))
    assert found.problem.code is Code.NOT_A_NUMBER
    assert found.problem.inputs["found"] == cell
    assert found.problem.inputs.get("example", "0.61") == (
        "0,61" if decimals == "comma" else "0.61"
    )


def test_counts_are_read_as_the_mapping_says() -> None:
    row = ROW | {"value": "0,61", "cases": "1.400"}
    assert reading(row, replace(LONG, decimals="comma")).count == 1400


ORDERED = [
    ("day first", "03/04/2026", date(2026, 4, 3)),
    ("month first", "03/04/2026", date(2026, 3, 4)),
    ("day first", "3.4.26", date(2026, 4, 3)),
    ("day first", "2026-04-03", date(2026, 4, 3)),
    ("month first", "4-13-2026", date(2026, 4, 13)),
]


@pytest.mark.parametrize(("dates", "cell", "day"), ORDERED)
def test_dates_are_read_as_the_mapping_says(dates: str, cell: str, day: date) -> None:
    found = reading(ROW | {"week_ending": cell}, replace(LONG, dates=dates))
    assert found.end.astimezone(ZoneInfo("Europe/Berlin")).date() == day + timedelta(days=1)


def test_times_are_read_so_too() -> None:
    mapping = replace(LONG, dates="day first", time_zone="Europe/Berlin")
    found = reading(ROW | {"week_ending": "03.04.2026 06:00"}, mapping)
    assert found.end == datetime(2026, 4, 3, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("dates", "cell"), [("day first", "04/13/2026"), ("month first", "13.4.26")]
)
def test_a_date_that_does_not_fit_the_order_is_refused(dates: str, cell: str) -> None:
    found = refused(ROW | {"week_ending": cell}, replace(LONG, dates=dates))
    assert found.problem.code is Code.NOT_A_DATE


@pytest.mark.parametrize(("key", "value"), [("dates", "day"), ("decimals", ","), ("scale", "%")])
def test_a_mapping_says_only_what_is_known(key: str, value: str) -> None:
    with pytest.raises(SourceFailed) as caught:
        readings.planned("weekly", replace(LONG, **{key: value}), MEASURES, BERLIN)  # type: ignore[arg-type]
    assert caught.value.problem.code is Code.NOT_ONE_OF
    assert caught.value.problem.inputs["field"] == key
