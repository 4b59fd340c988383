"""Charts as finished Vega-Lite specifications; the only place that knows Altair.

An Altair object costs far more at every run than a dict, so the shape of a chart is built once
per appearance and the data is put in when it is shown.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from typing import Any

import altair as alt

from app.health.verdict import Status
from app.ui.points import TONES, Band, Level, Look, Mark, Titles
from app.ui.theme import DARK, LIGHT, Palette

HEIGHT = 280
"""Pixels: tall enough to see a change of a twentieth, short enough to leave room for words."""


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
    marks: Sequence[Mark],
    level: Level | None,
    bands: Sequence[Band],
    until: datetime,
    titles: Titles,
    *,
    dark: bool,
) -> Spec:
    """A figure over time: gaps left open, on the ground of what is usual for it.

    A value that stands out has a shape and a colour of its own. ``until`` is local time; the chart
    reaches to it, so that silence at the end is seen.
    """
    there = _There(
        level=level is not None,
        bands=bool(bands),
        anew=any(each.anew for each in bands),
        marked=any(each.why for each in marks),
        dense=len(marks) > DENSE,
    )
    shape = _history_shape(titles, there, dark)
    rows = {
        "marks": [_point(each) for each in marks],
        "bands": [_band(each) for each in bands],
        "until": [{"at": until.isoformat()}],
        "level": [asdict(level)] if level else [],
    }
    return shape | {"layer": list(_filled(shape["layer"], rows))}


def _filled(layers: Sequence[Spec], rows: Mapping[str, Sequence[Spec]]) -> Iterator[Spec]:
    """The layers with their rows, once for all that share them.

    Rows that only have a name Streamlit would send as tables, which takes longer at both ends.
    """
    for name, sharing in groupby(layers, lambda layer: layer["data"]["name"]):
        bare = [{key: told for key, told in each.items() if key != "data"} for each in sharing]
        yield {"data": {"values": rows[name]}, "layer": bare}


def _point(mark: Mark) -> dict[str, Any]:
    point = asdict(mark) | {"at": mark.at.isoformat()}
    if not mark.why:
        # Most points are like this one, and every byte is sent to every reader.
        del point["look"], point["why"]
    return point


def _band(band: Band) -> dict[str, Any]:
    return asdict(band) | {"start": band.start.isoformat(), "end": band.end.isoformat()}


@dataclass(frozen=True, slots=True)
class _There:
    """What a chart has: a layer without anything in it costs time and confuses screen readers."""

    level: bool
    bands: bool
    anew: bool
    marked: bool
    dense: bool


@lru_cache(maxsize=64)
def _history_shape(titles: Titles, there: _There, dark: bool) -> Spec:
    palette = DARK if dark else LIGHT
    layers = _band_layers(titles, palette, there.anew) if there.bands else []
    layers += [*_line_layers(titles, palette, there), _until_layer()]
    if there.level:
        layers += _level_layers(palette)
    chart = alt.layer(*layers).properties(width="container", height=HEIGHT)
    spec: Spec = _quiet(chart, palette).to_dict()
    return spec


def _x(field: str) -> alt.X:
    axis = alt.Axis(grid=False, tickCount=8, labelExpr=_DATES)
    return alt.X(f"{field}:T", title=None, axis=axis)


def _y(field: str, titles: Titles) -> alt.Y:
    scale = alt.Scale(zero=False, nice=True, padding=12)
    return alt.Y(f"{field}:Q", title=titles.axis, scale=scale)


def _band_layers(titles: Titles, palette: Palette, anew: bool) -> list[alt.Chart]:
    """The usual range as a quiet ground, its middle, and where it was worked out anew."""
    base = alt.Chart(alt.NamedData("bands"))
    spans = base.encode(x=_x("start"), x2="end:T")
    layers = [
        spans.mark_rect(color=palette.accent_ground).encode(y=_y("lower", titles), y2="upper:Q"),
        spans.mark_rule(color=palette.soft, opacity=0.55).encode(y=_y("mean", titles)),
    ]
    if not anew:
        return layers
    begun = base.transform_filter("datum.anew").encode(x=_x("start"))
    words = begun.mark_text(
        align="left", baseline="top", dx=5, dy=2, fontSize=12, color=palette.soft
    )
    return [
        *layers,
        begun.mark_rule(color=palette.soft, strokeDash=[2, 3]),
        words.encode(y=alt.value(0), text="told:N"),
    ]


def _line_layers(titles: Titles, palette: Palette, there: _There) -> list[alt.Chart]:
    base = alt.Chart(alt.NamedData("marks")).encode(x=_x("at"), y=_y("value", titles))
    points = base.mark_point(filled=True, opacity=1, strokeWidth=0)
    told = [("period", titles.period), ("shown", titles.value), ("cases", titles.cases)]
    usual = points.transform_filter("!datum.why").encode(
        color=alt.value(palette.accent),
        size=alt.value(9 if there.dense else 26),
        tooltip=[alt.Tooltip(f"{field}:N", title=title) for field, title in told],
    )
    width = 1.25 if there.dense else 1.75
    layers = [
        base.mark_line(color=palette.accent, strokeWidth=width).encode(detail="part:N"),
        usual,
    ]
    if there.marked:
        why = [*told, ("why", titles.why)]
        layers.append(_marked(points, why, palette, dense=there.dense))
    return layers


def _marked(
    points: alt.Chart, told: Sequence[tuple[str, str]], palette: Palette, *, dense: bool
) -> alt.Chart:
    """What stands out. What is good must not shout over what is bad."""
    small, large = (14, 30) if dense else (34, 64)
    is_better = f"datum.look == '{Look.BETTER.value}'"
    shown: alt.Chart = points.transform_filter("datum.why").encode(
        color=alt.Color("look:N", legend=None, scale=_by_look(_colours(palette))),
        shape=alt.Shape("look:N", legend=None, scale=_by_look(_SHAPES)),
        size=alt.condition(is_better, alt.value(small), alt.value(large)),
        tooltip=[alt.Tooltip(f"{field}:N", title=title) for field, title in told],
    )
    return shown


def _colours(palette: Palette) -> dict[Look, str]:
    """The colours of the points that stand out."""
    return {look: palette.tones[status].bar for look, status in TONES.items()}


_SHAPES = {Look.BEYOND: "triangle-down", Look.WORSE: "diamond", Look.BETTER: "square"}


def _by_look(range_: Mapping[Look, str]) -> alt.Scale:
    return alt.Scale(domain=[each.value for each in range_], range=list(range_.values()))


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
