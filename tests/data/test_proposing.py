"""Any table gives a proposal, never an exception; and what people's tables mean is found."""

import csv
import io
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.language.measures import KINDS
from data.connections import MeasureShape
from data.facts import Better, ReadContext, Unit
from data.rows import readings
from data.rows.column_names import MEASURES
from data.rows.looking import Seen
from data.rows.proposals import Known, Proposal, Why
from data.rows.proposing import propose

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def seen(text: str) -> Seen:
    rows = tuple(dict(row) for row in csv.DictReader(io.StringIO(text), delimiter=";"))
    return Seen(tuple(rows[0]), rows, whole=True)


def proposed(text: str, told: Mapping[str, str] | None = None, **known: object) -> Proposal:
    return propose(seen(text), Known(**known), told or {})  # type: ignore[arg-type]


def why(found: Proposal, key: str) -> Why:
    return next(each.why for each in found.choices if each.key == key)


GERMAN = """Modell;Woche bis;Trefferquote %;Kosten EUR;Anzahl;Region
churn;01.11.2026;61,5;1.234,50;400;
churn;08.11.2026;62,5;2.234,50;1.300;Nord
churn;15.11.2026;63,5;12,5;300;Nord
"""


def test_a_german_table_with_a_column_for_each_measure() -> None:
    found = proposed(GERMAN)
    rows = found.mapping
    assert (rows.model, rows.end, rows.count, rows.group) == (
        "Modell",
        "Woche bis",
        "Anzahl",
        "Region",
    )
    assert rows.values == {"trefferquote": "Trefferquote %", "kosten_eur": "Kosten EUR"}
    assert (rows.dates, rows.decimals, rows.scale) == ("day first", "comma", "percent")
    assert rows.period == "P7D"
    assert found.new["kosten_eur"] == MeasureShape(
        question=found.new["kosten_eur"].question,
        kind="cost",
        unit=Unit.MONEY,
        better=Better.LOWER,
        currency="EUR",
    )
    assert found.new["trefferquote"].kind == "recall"
    assert (found.open, found.missing) == ((), ())


LONG = """name;day;metric;reading;n
churn;2026-11-01;recall;0.61;400
churn;2026-11-02;recall;0.62;410
churn;2026-11-03;saved;18250;
"""


def test_a_table_with_one_measure_a_row() -> None:
    found = proposed(LONG, models={"churn", "fraud"})
    rows = found.mapping
    assert (rows.model, rows.end, rows.period) == ("name", "day", "P1D")
    assert (rows.measure, rows.value, rows.count) == ("metric", "reading", "n")
    assert why(found, "model") is Why.KNOWN_MODELS
    assert {key: shape.unit for key, shape in found.new.items()} == {
        "recall": Unit.SHARE,
        "saved": Unit.MONEY,
    }
    # Shares of 0 to 1 with a decimal point are what is read anyway.
    assert (rows.scale, rows.decimals, rows.dates, found.open) == ("", "", "", ())


def test_contents_are_believed_before_names() -> None:
    table = "model;thing;end;recall\nforest;churn;2026-11-08;0.6\nforest;fraud;2026-11-15;0.6\n"
    assert proposed(table, models={"churn", "fraud"}).mapping.model == "thing"
    assert proposed(table).mapping.model == "model"


def test_a_described_measure_is_used_again() -> None:
    found = proposed(
        "model;week_end;recall_pct\nchurn;2026-11-08;61\nchurn;2026-11-15;64\n",
        measures={"recall": MeasureShape()},
    )
    assert found.mapping.values == {"recall": "recall_pct"}
    assert (found.new, found.mapping.scale) == ({}, "percent")


@pytest.mark.parametrize(
    ("days", "start", "end", "period"),
    [
        (("2026-08-01", "2026-09-01", "2026-10-01"), "day", "", "P1M"),
        (("2026-08-31", "2026-09-30", "2026-10-31"), "", "day", "P1M"),
        (("2026-11-02", "2026-11-09", "2026-11-16"), "day", "", "P7D"),
        (("2026-11-01", "2026-11-08", "2026-11-15"), "", "day", "P7D"),
        (("2026-11-01", "2026-11-02", "2026-11-03"), "", "day", "P1D"),
    ],
)
def test_the_one_date_of_a_row_is_its_first_or_its_last(
    days: tuple[str, ...], start: str, end: str, period: str
) -> None:
    table = "model;day;recall\n" + "".join(f"churn;{each};0.6\n" for each in days)
    found = proposed(table).mapping
    assert (found.start, found.end, found.period) == (start, end, period)


OPEN = [
    ("dates", "churn;{};0.6", ("03/04/2026", "04/04/2026"), ("day first", "month first")),
    ("decimals", "churn;2026-11-01;{}", ("1.234", "1.235"), ("comma", "point")),
    ("decimals", "churn;2026-11-01;{}", ("1,234", "12,235"), ("comma", "point")),
    ("scale", "churn;2026-11-01;{}", ("0.61", "64"), ("percent", "share")),
    ("time_zone", "churn;{};0.6", ("2026-11-01 06:00", "2026-11-01 07:00"), ("Europe/Berlin",)),
]


@pytest.mark.parametrize(("key", "row", "cells", "allowed"), OPEN)
def test_what_could_mean_two_things_is_asked_and_then_kept(
    key: str, row: str, cells: tuple[str, ...], allowed: tuple[str, ...]
) -> None:
    table = "model;end;recall\n" + "".join(row.format(each) + "\n" for each in cells)
    found = proposed(table, time_zone="Europe/Berlin")
    asked = [each for each in found.open if each.key == key]
    assert [each.allowed for each in asked] == [allowed]
    for answer in allowed:
        after = proposed(table, {key: answer}, time_zone="Europe/Berlin")
        assert key not in {each.key for each in after.open}
        assert getattr(after.mapping, key) == ("" if answer == "share" else answer)


DECIDED = [
    ("dates", ("03/04/2026", "13/04/2026"), "day first", "13/04/2026"),
    ("dates", ("03/04/2026", "04/13/2026"), "month first", "04/13/2026"),
    ("decimals", ("1.234", "1.234,5"), "comma", "1.234,5"),
    ("decimals", ("1,234", "1,234.5"), "point", "1,234.5"),
    ("decimals", ("0,612", "1.234"), "comma", "0,612"),
]


@pytest.mark.parametrize(("key", "cells", "value", "example"), DECIDED)
def test_what_the_rows_decide_is_said_and_not_asked(
    key: str, cells: tuple[str, ...], value: str, example: str
) -> None:
    row = "churn;{};1" if key == "dates" else "churn;2026-11-01;{}"
    table = "model;end;mae\n" + "".join(row.format(each) + "\n" for each in cells)
    found = proposed(table)
    said = next(each for each in found.choices if each.key == key)
    assert (said.value, said.inputs["example"]) == (value, example)
    assert key not in {each.key for each in found.open}


def test_rows_that_contradict_each_other_are_asked_about() -> None:
    found = proposed("model;end;mae\nchurn;13/04/2026;1\nchurn;04/13/2026;1\n")
    assert [each.key for each in found.open] == ["dates"]


def test_what_a_person_says_goes_first() -> None:
    told = {"model": "Region", "count": "", "values": "Anzahl", "measures.anzahl.unit": "number"}
    found = proposed(GERMAN, told)
    assert (found.mapping.model, found.mapping.count) == ("Region", "")
    assert found.mapping.values == {"anzahl": "Anzahl"}
    assert found.new["anzahl"].unit is Unit.NUMBER
    assert found.mapping.group == ""


@pytest.mark.parametrize(("hour", "trap"), [("00:00:00", "end"), ("06:00:00", "")])
def test_ends_that_are_all_midnights_are_noticed(hour: str, trap: str) -> None:
    rows = "".join(f"churn;2026-11-0{day} {hour};0.6\n" for day in (1, 2, 3))
    assert proposed("model;end;recall\n" + rows).midnights == trap


def test_what_is_nowhere_is_missing() -> None:
    assert proposed("a;b\nx;y\nz;y\n").missing == ("model", "end", "values")
    assert proposed("model;end;recall\nchurn;2026-11-01;0.6\n").missing == ("period",)


def test_every_kind_we_propose_has_plain_words() -> None:
    assert {shape.kind for shape in MEASURES.values()} <= KINDS.keys()


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.decimals(),
    st.dates(),
    st.datetimes(),
    st.datetimes(timezones=st.just(UTC)),
    st.binary(max_size=5),
    st.text(max_size=12),
    st.sampled_from(["03/04/2026", "13.4.26", "1.234", "1,234", "0,61", "61 %", "churn", "recall"]),
    st.timedeltas(),
    st.lists(st.integers(), max_size=2),
)
NAMES = st.one_of(
    st.text(max_size=8),
    st.sampled_from(["model", "end", "start", "value", "metric", "n", "recall_pct", "cost EUR"]),
)
TOLD = st.dictionaries(
    st.sampled_from(["model", "end", "start", "measure", "value", "count", "group", "values"]),
    st.text(max_size=8),
    max_size=3,
)


@st.composite
def tables(draw: st.DrawFn) -> Seen:
    names = draw(st.lists(NAMES, max_size=6, unique=True))
    rows = draw(st.lists(st.tuples(*(CELLS for _ in names)), max_size=8))
    return Seen(tuple(names), tuple(dict(zip(names, row, strict=True)) for row in rows), True)


@settings(deadline=None)
@given(tables(), TOLD, st.sets(st.sampled_from(["churn", "fraud"])))
def test_any_table_gives_a_proposal_that_can_be_read(
    table: Seen, told: dict[str, str], models: set[str]
) -> None:
    found = propose(table, Known(models, {"recall": MeasureShape()}), told)
    assert all(each.example and each.allowed for each in found.open)
    if found.missing:
        return
    shapes = {"recall": MeasureShape(), **found.new}
    plan = readings.planned("any", found.mapping, shapes, ReadContext(NOW, NOW, "UTC"))
    places = [(f"row {number}", row) for number, row in enumerate(table.rows)]
    assert all(readings.arrivals(plan, places))


@given(st.dates(date(2001, 1, 1), date(2025, 1, 1)), st.decimals(0, 10**6, places=2))
def test_a_table_written_the_german_way_is_read_as_it_was_meant(
    first: date, amount: Decimal
) -> None:
    days = [first + timedelta(days=each) for each in range(40)]
    grouped = f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))
    rows = tuple({"model": "m", "end": f"{d:%d.%m.%Y}", "mae": grouped} for d in days)
    found = propose(Seen(("model", "end", "mae"), rows, True), Known(), {})
    assert (found.mapping.dates, found.mapping.decimals) == ("day first", "comma")
    plan = readings.planned("any", found.mapping, found.new, ReadContext(NOW, NOW, "UTC"))
    got = list(readings.arrivals(plan, [("", row) for row in rows]))[1:]
    assert [each.end.date() for each in got] == [d + timedelta(days=1) for d in days]  # type: ignore[union-attr]
    assert {each.value for each in got} == {float(amount)}  # type: ignore[union-attr]
