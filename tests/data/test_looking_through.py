"""Files of results that people bring: what is understood, asked, foreseen, and then taken in."""

import csv
import io
from collections import Counter
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet
from sqlalchemy import Engine, select

from data import sheets
from data.connections import MeasureShape
from data.facts import Better, FieldName, Measure, Question, Unit
from data.looking_through import SOURCE, Looked, Moment, look_through, propose, take_in
from data.problems import Code, Rejected, Unreadable
from data.results.columns import HEADINGS
from data.sheets import apart
from data.store import brought_files
from data.store.brought_tables import What
from data.store.engine import reading, writing
from data.store.landing import Landed
from data.store.sources import refusals
from data.store.tables import readings
from tests.app.actions.people import somebody
from tests.data.feeding import NOW, RECALL, churn, feed_registry, typed
from tests.data.lists.workbooks import workbook

ZONE = "Europe/London"
AT = Moment(NOW, date(2026, 11, 23), ZONE)
HEADER = ("model", "end", "measure", "value", "cases")
FALSE_ALARMS = Measure(
    RECALL.ref, "false_alarms", Question.PERFORMANCE, "count", Unit.COUNT, Better.LOWER
)
WORTH = Measure(RECALL.ref, "worth", Question.VALUE, "worth", Unit.MONEY, Better.HIGHER)
SAVED = {"saved": MeasureShape(Question.VALUE, "saving", Unit.MONEY)}


def as_csv(*rows: tuple[object, ...], separator: str = ",") -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=separator).writerows(rows)
    return buffer.getvalue().encode()


@pytest.fixture
def store(engine: Engine) -> Engine:
    called = typed(FieldName.BUSINESS_NAME, "Renewal letters")
    feed_registry(engine, churn(FALSE_ALARMS, WORTH, called))
    return engine


class Person:
    """Somebody with one store, who brings files, says things and takes in."""

    def __init__(self, store: Engine) -> None:
        self.store = store
        self.account = somebody(store, NOW, []).account

    def bring(self, content: bytes, name: str = "results.csv") -> Looked:
        grid = sheets.with_rows(sheets.read(name, content, HEADINGS))
        with writing(self.store) as conn:
            said = propose(conn, self.account, grid, AT, SAVED)
            brought_files.bring(conn, self.account, What.RESULTS, grid, said, "", NOW)
        return self.look()

    def waiting(self) -> brought_files.Waiting:
        with reading(self.store) as conn:
            found = brought_files.waiting(conn, self.account, What.RESULTS, NOW)
        assert found
        return found

    def look(self) -> Looked:
        with reading(self.store) as conn:
            return look_through(conn, self.waiting(), AT)

    def say(self, **answers: str) -> Looked:
        found = self.waiting()
        said = {**found.said, "answers": {**found.said["answers"], **answers}}
        with writing(self.store) as conn:
            brought_files.say(conn, self.account, What.RESULTS, found.id, said)
        return self.look()

    def hold(self, columns: dict[int, str]) -> Looked:
        found = self.waiting()
        said = {**found.said, "columns": {str(at): holds for at, holds in columns.items()}}
        with writing(self.store) as conn:
            brought_files.say(conn, self.account, What.RESULTS, found.id, said)
        return self.look()

    def take(self) -> Landed:
        waiting = self.waiting()
        with writing(self.store) as conn:
            return take_in(conn, waiting, look_through(conn, waiting, AT), AT)


@pytest.fixture
def ana(store: Engine) -> Person:
    return Person(store)


def counts(looked: Looked) -> tuple[int, int, int, int]:
    found = looked.found
    assert found, (looked.understood, looked.problem)
    return len(found.new), len(found.replaced), found.known, len(found.refused)


def landed(found: Landed) -> tuple[int, int, int, int]:
    return found.new, found.corrected, found.known, len(found.refused)


def asked(looked: Looked) -> set[str]:
    assert looked.understood
    return {each.key for each in looked.understood.open} | set(looked.understood.missing)


LONG = (
    HEADER,
    ("churn", "2026-11-15", "recall", "0.61", 400),
    ("churn", "2026-11-08", "recall", "0.64", 380),
    ("churn", "2026-11-01", "recall", "0.6", 390),
)
WIDE = (
    ("Model", "Week ending", "Recall", "False alarms", "Cases"),
    ("Renewal  letters", date(2026, 11, 15), 0.61, 12, 400),
    ("churn", date(2026, 11, 8), 0.64, None, 380),
)


def test_a_file_is_foreseen_taken_in_and_then_changes_nothing(ana: Person) -> None:
    looked = ana.bring(as_csv(*LONG))
    assert counts(looked) == (3, 0, 0, 0)
    assert landed(ana.take()) == (3, 0, 0, 0)
    again = ana.look()
    assert counts(again) == (0, 0, 3, 0)
    assert again.found
    assert again.found.changes_nothing
    with reading(ana.store) as conn:
        rows = conn.execute(select(readings).order_by(readings.c.end_at)).all()
    assert [(row.value, row.case_count) for row in rows] == [(0.6, 390), (0.64, 380), (0.61, 400)]
    assert rows[-1].place == "results.csv, row 2"


def test_a_corrected_value_replaces_the_earlier_one_which_stays(ana: Person) -> None:
    ana.bring(as_csv(*LONG))
    ana.take()
    looked = ana.bring(as_csv(*LONG[:-1], ("churn", "2026-11-01", "recall", "0.7", 390)))
    assert counts(looked) == (0, 1, 2, 0)
    assert looked.found
    (one,) = looked.found.replaced
    assert (one.earlier, one.reading.value) == (0.6, 0.7)
    assert landed(ana.take()) == (0, 1, 2, 0)
    with reading(ana.store) as conn:
        kept = conn.execute(select(readings.c.value).where(readings.c.superseded_at.is_not(None)))
        assert list(kept.scalars()) == [0.6]


def test_a_workbook_of_one_column_for_each_measure(ana: Person) -> None:
    looked = ana.bring(workbook(("Notes", [("hello",)]), ("Results", WIDE)), "results.xlsx")
    assert counts(looked) == (3, 0, 0, 0)
    assert looked.empty == 1
    assert {(each.ref.name, each.measure, each.value) for each in looked.first} == {
        ("churn", "recall", 0.61),
        ("churn", "false_alarms", 12),
        ("churn", "recall", 0.64),
    }
    assert landed(ana.take()) == (3, 0, 0, 0)


def test_parquet_says_the_same_in_a_process_of_its_own(ana: Person) -> None:
    buffer = io.BytesIO()
    columns = {
        "model": ["churn", "churn"],
        "end": pa.array([date(2026, 11, 15), date(2026, 11, 8)]),
        "recall": pa.array([1.234e-1, None]),
        "cases": pa.array([400, 380], pa.int32()),
    }
    parquet.write_table(pa.table(columns), buffer)
    grid = apart.read("results.parquet", buffer.getvalue(), HEADINGS)
    assert grid == sheets.read("results.parquet", buffer.getvalue(), HEADINGS)
    looked = ana.bring(buffer.getvalue(), "results.parquet")
    assert counts(looked) == (1, 0, 0, 0)
    assert looked.empty == 1
    assert looked.first[0].value == 0.1234


# What could mean two things.

AMBIGUOUS = (
    ("model", "from", "to", "worth"),
    ("churn", "01/02/2026", "07/02/2026", "1.234"),
    ("churn", "08/02/2026", "12/02/2026", "2.345"),
)


def test_what_could_mean_two_things_is_asked_once_and_remembered(ana: Person) -> None:
    looked = ana.bring(as_csv(*AMBIGUOUS))
    assert asked(looked) == {"dates", "decimals"}
    assert looked.found is None
    assert asked(ana.say(dates="day first")) == {"decimals"}
    looked = ana.say(decimals="comma")
    assert counts(looked) == (2, 0, 0, 0)
    assert looked.first[0].value == 1234
    assert looked.first[0].start.date() == date(2026, 2, 1)
    ana.take()
    later = as_csv(AMBIGUOUS[0], ("churn", "03/04/2026", "09/04/2026", "3.456"))
    assert ana.bring(later).first[0].value == 3456
    other = Person(ana.store)
    assert counts(other.bring(later)) == (1, 0, 0, 0)


def test_what_was_answered_stays_where_the_same_person_brings_a_mended_file(ana: Person) -> None:
    ana.bring(as_csv(*AMBIGUOUS))
    ana.say(dates="month first", decimals="point")
    looked = ana.bring(as_csv(*AMBIGUOUS[:2]))
    assert asked(looked) == set()
    assert looked.first[0].value == 1.234


def test_another_layout_is_asked_anew(ana: Person) -> None:
    ana.bring(as_csv(*AMBIGUOUS))
    ana.say(dates="day first", decimals="comma")
    ana.take()
    other = [("churn", *row[1:]) for row in AMBIGUOUS[1:]]
    looked = ana.bring(as_csv(("model", "start", "end", "worth"), *other))
    assert asked(looked) == {"dates", "decimals"}


def test_what_the_rows_decide_goes_before_what_was_remembered(ana: Person) -> None:
    ana.bring(as_csv(*AMBIGUOUS))
    ana.say(dates="month first", decimals="point")
    row = ("churn", "13/02/2026", "20/02/2026", "1.234,5")
    looked = ana.bring(as_csv(*AMBIGUOUS, row))
    assert counts(looked) == (3, 0, 0, 0)
    assert [each.value for each in looked.first] == [1234, 2345, 1234.5]
    assert looked.first[0].start.date() == date(2026, 2, 1)


def test_numbers_of_a_workbook_are_never_ambiguous(ana: Person) -> None:
    rows = [AMBIGUOUS[0], ("churn", date(2026, 2, 1), date(2026, 2, 7), 1.234)]
    looked = ana.bring(workbook(("Results", rows)), "results.xlsx")
    assert looked.first[0].value == 1.234


def test_shares_and_percentages_are_asked_apart(ana: Person) -> None:
    rows = [("churn", f"2026-11-{day:02}", "recall", "0.9", 1) for day in range(1, 9)]
    looked = ana.bring(as_csv(HEADER, *rows, ("churn", "2026-11-15", "recall", "61", 1)))
    assert asked(looked) == {"scale"}
    assert counts(ana.say(scale="share")) == (8, 0, 0, 1)
    assert ana.say(scale="percent").first[-1].value == 0.61


def test_a_time_without_a_zone_is_asked_for(ana: Person) -> None:
    looked = ana.bring(as_csv(HEADER, ("churn", "2026-11-15 09:30", "recall", "0.5", 1)))
    assert "time_zone" in asked(looked)
    assert ana.say(time_zone="UTC", period="P1D").first[0].end.hour == 9


def test_a_midnight_of_a_workbook_among_times_is_a_moment_and_no_day(ana: Person) -> None:
    rows = [
        ("model", "start", "end", "recall"),
        ("churn", datetime(2026, 11, 1, 23), datetime(2026, 11, 2), 0.5),  # noqa: DTZ001
        ("churn", datetime(2026, 11, 2), datetime(2026, 11, 2, 1), 0.6),  # noqa: DTZ001
    ]
    ana.bring(workbook(("Results", rows)), "results.xlsx")
    looked = ana.say(time_zone="UTC")
    assert [(each.start.hour, each.end.hour) for each in looked.first] == [(23, 0), (0, 1)]


def test_how_long_a_period_is_follows_from_the_dates_or_is_asked(ana: Person) -> None:
    one = as_csv(HEADER, LONG[1])
    assert asked(ana.bring(one)) == {"period"}
    looked = ana.say(period="P1M")
    assert (looked.first[0].end - looked.first[0].start).days == 31
    looked = ana.bring(as_csv(*LONG))
    assert counts(looked) == (3, 0, 0, 0)


# The columns.


def test_what_columns_hold_can_be_corrected(ana: Person) -> None:
    rows = (("x", "day", "y"), ("churn", "2026-11-15", "0.61"), ("churn", "2026-11-08", "0.6"))
    looked = ana.bring(as_csv(*rows))
    assert "values" in asked(looked)
    assert counts(ana.hold({0: "model", 1: "end", 2: "measure:recall"})) == (2, 0, 0, 0)
    assert "values" in asked(ana.hold({0: "model", 1: "end", 2: "measure:nonsense", 9: "value"}))


def test_a_measure_of_the_configuration_is_described_with_its_first_result(ana: Person) -> None:
    rows = (("model", "end", "saved"), ("churn", "2026-11-15", "18250"), ("churn", "2026-11-08", 1))
    looked = ana.bring(as_csv(*rows))
    assert counts(looked) == (2, 0, 0, 0)
    assert landed(ana.take()) == (2, 0, 0, 0)
    assert counts(ana.look()) == (0, 0, 2, 0)


def test_two_columns_of_one_name_are_refused(ana: Person) -> None:
    rows = [("model", "end", "recall", "recall"), ("churn", "2026-11-15", 1, 1)]
    with pytest.raises(Rejected) as refused:
        ana.bring(workbook(("Results", rows)), "results.xlsx")
    assert refused.value.problem.inputs["why"] == Unreadable.COLUMNS_REPEAT


# Rows that cannot be taken.

BAD = [
    (("churn", "2026-11-22", "recall", "0.5"), Code.FIELDS_UNEVEN),
    (("churn", "2026-11-22", "recall", "1", "234", "5"), Code.FIELDS_UNEVEN),
    (("churn", "2026-02-30", "recall", "0.5", 1), Code.NOT_A_DATE),
    (("churn", "2206-01-01", "recall", "0.5", 1), Code.OUTSIDE_TIME),
    (("churn", "2026-11-29", "recall", "0.5", 1), Code.IN_THE_FUTURE),
    (("churn", "2026-11-22", "recall", "inf", 1), Code.NOT_FINITE),
    (("churn", "2026-11-22", "recall", "much", 1), Code.NOT_A_NUMBER),
    (("churn", "2026-11-22", "recall", "430", 1), Code.NOT_A_SHARE),
    (("churn", "2026-11-22", "false_alarms", "1.5", 1), Code.NOT_A_COUNT),
    (("churn", "2026-11-22", "recall", "0.5", -4), Code.NOT_A_COUNT),
    (("churm", "2026-11-22", "recall", "0.5", 1), Code.UNKNOWN_MODEL),
    (("\u0441hurn", "2026-11-22", "recall", "0.5", 1), Code.LETTER_OF_ANOTHER),
    (("churn", "2026-11-22", "recal", "0.5", 1), Code.UNKNOWN_MEASURE),
    (("ch\u202eurn", "2026-11-22", "recall", "0.5", 1), Code.NOT_PLAIN_TEXT),
    (("", "2026-11-22", "recall", "0.5", 1), Code.VALUE_MISSING),
]


def test_bad_rows_are_refused_with_their_places_and_the_others_are_taken(ana: Person) -> None:
    looked = ana.bring(as_csv(*LONG, *(row for row, _ in BAD)))
    assert counts(looked) == (3, 0, 0, len(BAD))
    assert looked.found
    found = {each.place: each.problem.code for each in looked.found.refused}
    assert found == {f"results.csv, row {at}": code for at, (_, code) in enumerate(BAD, start=5)}
    assert landed(ana.take()) == (3, 0, 0, len(BAD))
    with reading(ana.store) as conn:
        kept = refusals(conn, SOURCE, 99)
    assert {each.place: each.problem.code for each in kept} == found


def test_two_values_for_one_period_are_both_refused(ana: Person) -> None:
    looked = ana.bring(as_csv(*LONG, ("churn", "2026-11-15", "recall", "0.9", 400)))
    assert counts(looked) == (2, 0, 0, 2)
    assert landed(ana.take()) == (2, 0, 0, 2)


def test_a_cell_that_holds_no_value_says_nothing(ana: Person) -> None:
    nothing = ["", "NA", "n/a", "-", "null", "#N/A", "#DIV/0!"]
    written = [*nothing, *["0.5"] * 9]
    days = [f"2026-10-{at:02}" for at in range(1, 1 + len(written))]
    rows = [("churn", day, "recall", cell, 1) for day, cell in zip(days, written, strict=True)]
    looked = ana.bring(as_csv(HEADER, *rows))
    assert counts(looked) == (9, 0, 0, 0)
    assert looked.empty == len(nothing)


def test_errors_of_excel_are_nothing_and_a_formula_without_result_is_named(ana: Person) -> None:
    rows = [
        *WIDE,
        ("churn", date(2026, 11, 1), "#REF!", "=1+1", 5),
        ("#N/A", date(2026, 11, 1), 0.5, 1, 5),
    ]
    looked = ana.bring(workbook(("Results", rows)), "results.xlsx")
    assert looked.found
    codes = Counter(each.problem.code for each in looked.found.refused)
    assert codes == {Code.FORMULA_UNSOLVED: 1, Code.VALUE_MISSING: 1}


def test_a_refused_row_is_over_once_the_same_is_told_anew(ana: Person) -> None:
    wrong = (("model", "end", "recall"), ("Renewal letters", "2026-11-15", "61 %"))
    right = (wrong[0], ("Renewal letters", "2026-11-15", "0.61"), ("churn", "2026-11-08", "0.6"))
    ana.bring(as_csv(*wrong, ("churn", "2026-11-08", "0.6")))
    assert landed(ana.take()) == (1, 0, 0, 1)
    with reading(ana.store) as conn:
        assert len(refusals(conn, SOURCE, 9)) == 1
    ana.bring(as_csv(*right))
    assert landed(ana.take()) == (1, 0, 1, 0)
    with reading(ana.store) as conn:
        assert refusals(conn, SOURCE, 9) == []


def test_a_model_may_be_named_with_its_registry(ana: Person) -> None:
    ana.bring(as_csv(HEADER, ("registry/Churn", "2026-11-15", "recall", "0.5", 1)))
    assert counts(ana.say(period="P7D")) == (1, 0, 0, 0)


names = st.sampled_from(["churn", "Renewal letters", "nobody", "", "007"])
ends = st.sampled_from(["2026-11-15", "2026-11-08", "15.11.2026", "2026-11-15 10:00", "x", ""])
keys = st.sampled_from(["recall", "worth", "Recall", "saved", "zzz", ""])
values = st.sampled_from(["0.5", "0,5", "1.234", "61", "-3", "nan", "", "1e400", "=1"])
rows = st.lists(st.tuples(names, ends, keys, values, st.sampled_from(["", "5", "x"])), min_size=1)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(told=rows, dates=st.sampled_from(["day first", "month first"]))
def test_what_is_foreseen_is_what_happens(ana: Person, told: list[Any], dates: str) -> None:
    looked = ana.bring(as_csv(HEADER, *told))
    if looked.found is None:
        answers = {"dates": dates, "decimals": "comma", "scale": "percent", "time_zone": "UTC"}
        looked = ana.say(**answers, period="P7D")
    assert looked.problem is None
    if looked.found is not None:
        assert landed(ana.take()) == counts(looked)
        assert counts(ana.look())[:2] == (0, 0)
