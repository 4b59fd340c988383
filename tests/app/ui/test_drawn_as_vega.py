"""The same specification, drawn by us and by Vega: every mark and tick lies at the same place."""

import re
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import altair as alt
import pytest
import vl_convert

from app.language.sentence import Speech
from app.ui.drawn import drawn

WIDTH = 1000
NEARLY = 0.1
"""Pixels; both round."""
SPEECH = Speech(now=datetime(2026, 11, 27, tzinfo=UTC))
STEPS = (timedelta(hours=6), timedelta(days=7), timedelta(days=30), timedelta(days=400))
Places = list[tuple[float, float]]


def timed(seed: int) -> Any:
    """Points of a random range and rhythm, on an axis with and without nought."""
    random = Random(seed)
    first, step = datetime(2025, random.randint(1, 12), 3, tzinfo=UTC), random.choice(STEPS)
    scale, level = 10 ** random.uniform(-3, 6), random.choice((0, 1, 50))
    rows = [
        {
            "at": f"{first + step * place:%Y-%m-%dT%H:%M:%S}",
            "value": scale * (level + random.random()),
        }
        for place in range(random.randint(2, 40))
    ]
    y = alt.Y("value:Q", axis=alt.Axis(tickCount=5), scale=_scale(seed))
    points = alt.Chart(alt.InlineData(values=rows)).mark_point(filled=True, size=36)
    return points.encode(x=alt.X("at:T", axis=alt.Axis(tickCount=8)), y=y).properties(height=280)


def _scale(seed: int) -> alt.Scale:
    return alt.Scale(zero=True) if seed % 2 else alt.Scale(zero=False, padding=12)


def ours(chart: Any) -> str:
    return str(drawn(chart.to_dict(), "", SPEECH))


def vegas(chart: Any) -> str:
    return vl_convert.vegalite_to_svg(chart.properties(width=WIDTH).to_dict())


def places(found: str, pattern: str, stretch: float = 1) -> Places:
    return [(float(x) * stretch, float(y)) for x, y in re.findall(pattern, found)]


def assert_same(one: Places, other: Places) -> None:
    assert len(one) == len(other) > 0
    for (x, y), (x2, y2) in zip(one, other, strict=True):
        assert (x, y) == pytest.approx((x2, y2), abs=NEARLY)


@pytest.mark.parametrize("seed", range(12))
def test_points_lie_at_the_same_place(seed: int) -> None:
    chart = timed(seed)
    assert_same(
        places(ours(chart), r'<svg x="([\d.]+)%" y="([\d.]+)"', WIDTH / 100),
        places(vegas(chart), r'<path aria-label="[^"]*"[^>]*translate\(([\d.]+),([\d.]+)\)'),
    )


@pytest.mark.parametrize("seed", range(12))
def test_the_same_values_are_told(seed: int) -> None:
    chart = timed(seed)
    labels = vegas(chart).split("role-axis-label")[2].split("</g>")[0]
    told = re.findall(r"<text[^>]*>([^<]+)<", labels)
    assert re.findall(r'<text x="-8"[^>]*>([^<]+)<', ours(chart)) == told


def test_bars_are_as_high() -> None:
    rows = [{"unit": "Retail", "sum": 4}, {"unit": "Parcels", "sum": -1}]
    bars = alt.Chart(alt.InlineData(values=rows)).mark_bar()
    chart = bars.encode(x=alt.X("unit:N", sort=None), y="sum:Q").properties(height=100)
    high = re.findall(
        r'<path aria-label="[^"]*"[^>]* d="M[\d.]+,([\d.]+)h[\d.]+v([\d.]+)', vegas(chart)
    )
    unsorted = bars.encode(x="unit:N", y="sum:Q").properties(height=100)
    assert re.findall(r' y="([\d.]+)" height="([\d.]+)"/>', ours(unsorted)) == [
        (f"{float(y):.1f}", f"{float(height):.1f}") for y, height in high
    ]


def test_ticks_are_as_high() -> None:
    rows = [{"unit": "Retail", "sum": 4}, {"unit": "Parcels", "sum": 1}]
    ticks = alt.Chart(alt.InlineData(values=rows)).mark_tick()
    y = alt.Y("sum:Q", scale=alt.Scale(zero=True))
    sorted_ = ticks.encode(x=alt.X("unit:N", sort=None), y=y).properties(height=100)
    unsorted = ticks.encode(x="unit:N", y=y).properties(height=100)
    # Vega draws a tick as a box of one pixel, from its upper edge.
    edges = re.findall(r'<path aria-label="[^"]*"[^>]* d="M[\d.]+,([-\d.]+)h', vegas(sorted_))
    found = re.findall(r'<line x1="[\d.]+%" x2="[\d.]+%" y1="([\d.]+)"', ours(unsorted))
    assert [float(each) for each in found[-2:]] == pytest.approx(
        [float(each) + 0.5 for each in edges], abs=0.1
    )
