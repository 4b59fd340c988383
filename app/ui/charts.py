"""Charts as finished Vega-Lite specifications; the only place that knows Altair.

An Altair object costs far more at every run than a dict, so the shape of a chart is built once and
its rows are put in when it is shown. A ``style`` names a look in look.css.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

import altair as alt

from app.health.verdict import Status
from app.ui.layers import HEIGHT, Spec
from app.ui.points import TONES, Band, Level, Look, Mark, Titles

DENSE = 120
"""More points than this touch each other; then the line tells and the points stay small."""


def history(
    marks: Sequence[Mark],
    level: Level | None,
    bands: Sequence[Band],
    until: datetime,
    titles: Titles,
) -> Spec:
    """A figure over time: gaps left open, on the ground of what is usual for it.

    A value that stands out has a shape and a colour of its own. ``until`` is local time; the chart
    reaches to it, so that silence at the end is seen.
    """
    there = _There(
        level=level is not None,
        bands=bool(bands),
        anew=any(each.anew for each in bands),
        looks=tuple(look for look in _SHAPES if any(each.look is look for each in marks)),
        dense=len(marks) > DENSE,
    )
    points = [asdict(mark) | {"at": mark.at.isoformat()} for mark in marks]
    ranges = [_band(each) for each in bands]
    rows = {look.value: [each for each in points if each["look"] is look] for look in Look}
    return _history_shape(titles, there) | {
        "datasets": rows
        | {
            "marks": points,
            "bands": ranges,
            "anew": [each for each in ranges if each["anew"]],
            "until": [{"at": until.isoformat()}],
            "level": [asdict(level)] if level else [],
        }
    }


def _band(band: Band) -> dict[str, Any]:
    return asdict(band) | {"start": band.start.isoformat(), "end": band.end.isoformat()}


@dataclass(frozen=True, slots=True)
class _There:
    """What a chart has; nothing is drawn of what it has not."""

    level: bool
    bands: bool
    anew: bool
    looks: tuple[Look, ...]
    dense: bool


@lru_cache(maxsize=64)
def _history_shape(titles: Titles, there: _There) -> dict[str, Any]:
    layers = [*(_band_layers(titles) if there.bands else []), _until_layer()]
    if there.anew:
        layers += _anew_layers()
    layers += _line_layers(titles, there)
    if there.level:
        layers += _level_layers(titles)
    shape: dict[str, Any] = alt.layer(*layers).properties(height=HEIGHT).to_dict()
    return shape


def _x(field: str) -> alt.X:
    return alt.X(f"{field}:T", title=None, axis=alt.Axis(tickCount=8))


def _y(field: str, titles: Titles) -> alt.Y:
    scale = alt.Scale(zero=False, nice=True, padding=12)
    return alt.Y(f"{field}:Q", title=titles.axis, scale=scale, axis=alt.Axis(tickCount=5))


def _band_layers(titles: Titles) -> list[alt.Chart]:
    """The usual range as a quiet ground, and its middle."""
    spans = alt.Chart(alt.NamedData("bands")).encode(x=_x("start"), x2="end:T")
    return [
        spans.mark_rect(style="ground").encode(y=_y("lower", titles), y2="upper:Q"),
        spans.mark_rule(style="middle").encode(y=_y("mean", titles)),
    ]


def _anew_layers() -> list[alt.Chart]:
    """Where the usual range was worked out anew, and by what."""
    begun = alt.Chart(alt.NamedData("anew")).encode(x=_x("start"))
    return [
        begun.mark_rule(style="begun"),
        begun.mark_text(style="begun", dx=5, dy=11).encode(text="told:N"),
    ]


def _until_layer() -> alt.Chart:
    """Nothing to see: it only stretches the axis."""
    unseen: alt.Chart = alt.Chart(alt.NamedData("until")).mark_rule(style="until")
    return unseen.encode(x=_x("at"))


def _line_layers(titles: Titles, there: _There) -> list[alt.Chart]:
    line = alt.Chart(alt.NamedData("marks")).encode(x=_x("at"), y=_y("value", titles))
    look = "dense" if there.dense else "accent"
    return [
        line.mark_line(style=look).encode(detail="part:N"),
        _points(Look.USUAL, "circle", 9 if there.dense else 26, "accent", titles),
        *(
            _points(each, _SHAPES[each], _size(each, there), f"tone-{TONES[each].value}", titles)
            for each in there.looks
        ),
    ]


def _points(look: Look, shape: str, size: int, style: str, titles: Titles) -> alt.Chart:
    told = [("period", titles.period), ("shown", titles.value), ("cases", titles.cases)]
    if look is not Look.USUAL:
        told.append(("why", titles.why))
    points = alt.Chart(alt.NamedData(look.value)).encode(
        x=_x("at"),
        y=_y("value", titles),
        tooltip=[alt.Tooltip(f"{field}:N", title=title) for field, title in told],
    )
    shown: alt.Chart = points.mark_point(style=style, shape=shape, size=size, filled=True)
    return shown


_SHAPES = {Look.BETTER: "square", Look.WORSE: "diamond", Look.BEYOND: "triangle-down"}
"""The gravest is drawn last, above the others."""


def _size(look: Look, there: _There) -> int:
    """Square pixels. What is good must not shout over what is bad."""
    small, large = (14, 30) if there.dense else (34, 64)
    return small if look is Look.BETTER else large


def _level_layers(titles: Titles) -> list[alt.Chart]:
    look = ["limit", f"tone-{Status.ATTENTION.value}"]
    base = alt.Chart(alt.NamedData("level")).encode(y=_y("value", titles))
    return [
        base.mark_rule(style=look),
        base.mark_text(style=look, dx=4, dy=-6).encode(text="told:N"),
    ]
