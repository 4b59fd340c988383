"""Charts as finished Vega-Lite specifications; the only place that knows Altair.

An Altair object costs far more at every run than a dict, so the shape of a chart is built once
per appearance and the data is put in when it is shown.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

import altair as alt

from app.health.verdict import Status
from app.ui.theme import DARK, LIGHT, Palette

HEIGHT = 280
"""Pixels: tall enough to see a change of a twentieth, short enough to leave room for words."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One point. ``at`` is local time; ``part`` counts up at every gap; the rest is words."""

    at: datetime
    value: float
    beyond: bool
    part: int
    period: str
    shown: str
    cases: str


@dataclass(frozen=True, slots=True)
class Level:
    """A horizontal line with its words, such as the agreed minimum."""

    value: float
    told: str


@dataclass(frozen=True, slots=True)
class Titles:
    """The words of a chart: the axis with its unit, and what the pointer shows."""

    axis: str
    period: str
    value: str
    cases: str


DENSE = 120
"""More points than this touch each other; then the line tells and the points stay small."""
_EDGES = {"top": 4, "bottom": 0, "left": 0, "right": 16}
_DATES = (
    "timeFormat(datum.value, '%H%M') != '0000' ? timeFormat(datum.value, '%H:%M')"
    " : date(datum.value) != 1 ? timeFormat(datum.value, '%-d %b')"
    " : datum.index == 0 || month(datum.value) == 0"
    " ? [timeFormat(datum.value, '%b'), timeFormat(datum.value, '%Y')]"
    " : timeFormat(datum.value, '%b')"
)
"""What stands under a tick: the month, and the year with the first of them and every January."""

Spec = dict[str, Any]
AnyChart = alt.LayerChart | alt.FacetChart


def history(
    marks: Sequence[Mark], level: Level | None, until: datetime, titles: Titles, *, dark: bool
) -> Spec:
    """A figure over time: gaps left open, values beyond what was agreed as red triangles.

    ``until`` is local time; the chart reaches to it, so that silence at the end is seen.
    """
    spec: Spec = dict(_history_shape(titles, level is not None, len(marks) > DENSE, dark))
    spec["datasets"] = {
        "marks": [asdict(mark) | {"at": mark.at.isoformat()} for mark in marks],
        "until": [{"at": until.isoformat()}],
    }
    if level is not None:
        spec["datasets"]["level"] = [asdict(level)]
    return spec


@lru_cache(maxsize=64)
def _history_shape(titles: Titles, with_level: bool, dense: bool, dark: bool) -> Spec:
    palette = DARK if dark else LIGHT
    layers = [*_line_layers(titles, palette, dense), _until_layer()]
    if with_level:
        layers += _level_layers(palette)
    chart = alt.layer(*layers).properties(width="container", height=HEIGHT)
    spec: Spec = _quiet(chart, palette).to_dict()
    return spec


def _line_layers(titles: Titles, palette: Palette, dense: bool) -> list[alt.Chart]:
    red, line = palette.tones[Status.BELOW].bar, palette.accent
    base = alt.Chart(alt.NamedData("marks")).encode(
        x=alt.X("at:T", title=None, axis=alt.Axis(grid=False, tickCount=8, labelExpr=_DATES)),
        y=alt.Y("value:Q", title=titles.axis, scale=alt.Scale(zero=False, nice=True, padding=12)),
    )
    points = base.mark_point(filled=True, opacity=1, strokeWidth=0).encode(
        color=alt.condition("datum.beyond", alt.value(red), alt.value(line)),
        shape=alt.condition("datum.beyond", alt.value("triangle-down"), alt.value("circle")),
        size=alt.condition("datum.beyond", alt.value(64), alt.value(9 if dense else 26)),
        tooltip=[
            alt.Tooltip("period:N", title=titles.period),
            alt.Tooltip("shown:N", title=titles.value),
            alt.Tooltip("cases:N", title=titles.cases),
        ],
    )
    width = 1.25 if dense else 1.75
    return [base.mark_line(color=line, strokeWidth=width).encode(detail="part:N"), points]


def _until_layer() -> alt.Chart:
    """Nothing to see: it only stretches the axis."""
    unseen: alt.Chart = alt.Chart(alt.NamedData("until")).mark_rule(opacity=0)
    return unseen.encode(x="at:T")


def _level_layers(palette: Palette) -> list[alt.Chart]:
    ink = palette.tones[Status.ATTENTION].ink
    base = alt.Chart(alt.NamedData("level")).encode(y=alt.Y("value:Q"))
    place: dict[str, Any] = {"align": "left", "baseline": "bottom", "dx": 4, "dy": -4}
    font: dict[str, Any] = {"fontSize": 12, "fontWeight": 600}
    # The same words underneath, wide and in the colour of the page, keep lines off the letters.
    halo = base.mark_text(stroke=palette.page, strokeWidth=4, **place, **font)
    words = base.mark_text(color=ink, **place, **font)
    return [
        base.mark_rule(color=ink, strokeDash=[5, 4], strokeWidth=1.5),
        *(each.encode(text="told:N", x=alt.value(0)) for each in (halo, words)),
    ]


def _quiet(chart: AnyChart, palette: Palette) -> Any:
    font = "Source Sans, sans-serif"
    soft, line = palette.soft, palette.line
    return (
        chart.configure(
            background="transparent",
            font=font,
            padding=_EDGES,
        )
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=soft,
            labelFontSize=12,
            titleColor=soft,
            titleFontSize=12,
            titleFontWeight="normal",
            gridColor=line,
            domainColor=line,
            tickColor=line,
            labelPadding=6,
            titlePadding=10,
        )
        .configure_axisY(
            domain=False,
            ticks=False,
            tickCount=5,
            titleAngle=0,
            titleAlign="left",
            titleAnchor="end",
            titleX=0,
            titleY=-14,
        )
        .configure_text(color=palette.ink, font=font)
    )
