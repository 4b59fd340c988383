"""Charts as HTML: what a specification says is drawn where it says, or refused."""

import re
from datetime import UTC, datetime
from typing import Any

import altair as alt
import pytest

from app.language.sentence import Speech
from app.ui.drawn import drawn
from app.ui.layers import NotDrawable

SPEECH = Speech(now=datetime(2026, 11, 27, tzinfo=UTC))
MONTHS = [
    {"at": "2026-01-01T00:00:00", "value": 0, "part": 0, "told": "nothing"},
    {"at": "2026-01-11T00:00:00", "value": 10, "part": 0, "told": "ten"},
    {"at": "2026-01-21T00:00:00", "value": 5, "part": 1, "told": "<five>"},
]
NAMES = [{"unit": "Retail", "sum": 4}, {"unit": "<b>", "sum": -1}]


def timed(mark: str = "point", **said: Any) -> Any:
    chart = getattr(alt.Chart(alt.InlineData(values=MONTHS)), f"mark_{mark}")(**said)
    return chart.encode(x="at:T", y=alt.Y("value:Q", title="letters")).properties(height=100)


def named() -> Any:
    chart = alt.Chart(alt.InlineData(values=NAMES)).mark_bar()
    return chart.encode(x="unit:N", y="sum:Q").properties(height=100)


def draw(chart: Any) -> str:
    return str(drawn(chart.to_dict(), "three letters", SPEECH))


def test_points_lie_where_their_time_and_value_are() -> None:
    places = re.findall(r'<svg x="([\d.]+)%" y="([\d.]+)"', draw(timed()))
    assert places == [("0.00", "100.0"), ("50.00", "0.0"), ("100.00", "50.0")]


def test_a_chart_says_what_it_shows_and_what_its_axis_counts() -> None:
    html = draw(timed())
    assert 'role="img" aria-label="three letters"' in html
    assert ">letters</p>" in html


def test_a_line_breaks_where_its_part_changes() -> None:
    html = draw(timed("line").encode(detail="part:N"))
    assert re.findall(r'points="([^"]+)"', html) == ["0.0,100.0 500.0,0.0", "1000.0,50.0"]
    assert len(re.findall("<polyline", draw(timed("line")))) == 1


def test_the_pointer_shows_escaped_words_under_their_titles() -> None:
    html = draw(timed().encode(tooltip=[alt.Tooltip("told:N", title="How many")]))
    assert 'data-titles="How many"' in html
    assert 'data-told="ten"' in html
    assert "<five>" not in html


def test_values_and_times_stand_at_the_axes() -> None:
    html = draw(timed())
    for told in (">0<", ">2<", ">10<", ">2 Jan<", ">20 Jan<"):
        assert told in html


def test_bars_stand_on_nought_over_their_names() -> None:
    html = draw(named())
    bars = re.findall(r'<rect x="([\d.]+)%" width="([\d.]+)%" y="([\d.]+)" height="([\d.]+)"', html)
    assert bars == [("7.50", "35.00", "0.0", "80.0"), ("57.50", "35.00", "80.0", "20.0")]
    assert ">Retail<" in html
    assert "<b>" not in html


def test_words_near_the_right_edge_run_to_the_left() -> None:
    html = draw(timed("text", dx=5).encode(text="told:N"))
    assert re.findall(r'dx="(-?\d+)"', html) == ["5", "5", "-5"]
    assert html.count('text-anchor="end"') == 1


def test_a_style_is_a_class_and_no_style_is_the_accent() -> None:
    assert '<g class="limit tone-below"' in draw(timed("rule", style=["limit", "tone-below"]))
    assert '<g class="accent"' in draw(timed())


@pytest.mark.parametrize("value", [5.0, 0.0])
def test_one_value_alone_lies_in_the_middle(value: float) -> None:
    rows = alt.InlineData(values=[MONTHS[0] | {"value": value}])
    y = alt.Y("value:Q", scale=alt.Scale(zero=False, nice=False))
    html = draw(alt.Chart(rows).mark_point().encode(x="at:T", y=y).properties(height=100))
    assert '<svg x="50.00%" y="50.0"' in html


@pytest.mark.parametrize(
    "chart",
    [
        timed(color="red"),
        timed("area"),
        timed().encode(color="told:N"),
        timed().encode(y="mean(value):Q"),
        timed().encode(y=alt.Y("value:Q", scale=alt.Scale(type="log"))),
        timed("bar"),
        timed().transform_filter("datum.value > 1"),
        timed() | timed(),
        alt.layer(timed(), named()),
    ],
)
def test_what_cannot_be_drawn_is_refused(chart: Any) -> None:
    with pytest.raises(NotDrawable):
        draw(chart)
