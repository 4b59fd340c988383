"""Reports and JSON Lines: whatever comes is taken with its meaning, or refused with a reason."""

import json
import math
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.facts import Reading, Refusal
from data.problems import Rejected
from data.rows import json_lines, reported
from data.rows.periods import Clock

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
CLOCK = Clock(ZoneInfo("Europe/Berlin"))
ROW: Mapping[str, object] = {
    "model": "churn",
    "measure": "recall",
    "value": 0.7,
    "start": "2026-11-09",
    "end": "2026-11-15",
}
CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.decimals(),
    st.text(),
    st.dates(),
    st.datetimes(),
    st.sampled_from(["2026-11-10", "2026-11-10T08:00Z", "0.5", "1e400", "ann\u0000a", "\ud800"]),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)
ROWS = st.dictionaries(st.sampled_from(reported.FIELDS) | st.text(max_size=5), CELLS)


def told(row: Mapping[str, object]) -> Reading | Refusal:
    return reported.reading_of("report", row, CLOCK, NOW)


@given(ROWS, st.booleans())
def test_nothing_raises_and_nothing_nonsensical_is_taken(
    row: dict[str, object], whole: bool
) -> None:
    found = told({**ROW, **row} if whole else row)
    if isinstance(found, Refusal):
        assert set(found.row) <= set(reported.FIELDS)
        json.dumps(dict(found.row)).encode()
        return
    assert found.start.tzinfo is found.end.tzinfo is UTC
    assert found.start < found.end <= NOW + timedelta(minutes=5)
    assert math.isfinite(found.value)
    assert found.ref.name
    assert found.measure


@given(st.floats(allow_nan=False, allow_infinity=False, max_value=1e300, min_value=-1e300))
def test_a_number_is_taken_exactly(value: float) -> None:
    for written in (value, repr(value), Decimal(repr(value))):
        found = told({**ROW, "value": written})
        assert isinstance(found, Reading)
        assert found.value == value


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-11-09", "2026-11-15"),
        (date(2026, 11, 9), date(2026, 11, 15)),
        ("2026-11-08T23:00Z", "2026-11-16T00:00+01:00"),
        (datetime(2026, 11, 8, 23, tzinfo=UTC), datetime(2026, 11, 15, 23, tzinfo=UTC)),
    ],
)
def test_a_week_of_berlin_may_be_written_in_many_ways(start: object, end: object) -> None:
    found = told({**ROW, "start": start, "end": end})
    assert isinstance(found, Reading)
    assert found.start == datetime(2026, 11, 8, 23, tzinfo=UTC)
    assert found.end == datetime(2026, 11, 15, 23, tzinfo=UTC)


NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | NUMBERS | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(st.dictionaries(st.text(), JSON), min_size=1))
def test_every_object_comes_back_with_its_row(objects: list[dict[str, object]]) -> None:
    content = "\n".join(json.dumps(each, ensure_ascii=True) for each in objects).encode()
    found = list(json_lines.rows("f", content))
    assert [row for _, row in found] == objects
    assert [place for place, _ in found] == [f"f, row {n}" for n in range(1, len(objects) + 1)]


@given(st.binary() | st.text().map(str.encode))
def test_any_other_content_is_refused_with_its_line(content: bytes) -> None:
    found: list[object] = []
    with suppress(Rejected):
        found = [row for _, row in json_lines.rows("f", b"{" + content)]
    assert all(isinstance(row, dict) for row in found)
