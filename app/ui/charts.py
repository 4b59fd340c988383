"""Charts as finished Vega-Lite specifications; the only place that knows Altair.

Altair takes a tenth of a second to build and check a chart, so each is built once for good; its
words and rows are put in when it is shown. A ``style`` names a look in look.css.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from functools import cache
from typing import Any

import altair as alt

from app.health.verdict import Status
from app.ui.layers import HEIGHT, Spec
from app.ui.points import TONES, Band, Level, Look, Mark, Month, MonthTitles, Note, Titles

DENSE = 120
"""More points than this touch each other; then the line tells and the points stay small."""


def history(
    marks: Sequence[Mark],
    level: Level | None,
    bands: Sequence[Band],
    until: datetime,
    titles: Titles,
    notes: Sequence[Note] = (),
) -> Spec:
    """A figure over time: gaps left open, on the ground of what is usual for it.

    A value that stands out has a shape and a colour of its own. ``until`` is local time; the chart
    reaches to it, so that silence at the end is seen. ``notes`` are numbered on their days.
    """
    points = [_point(each) for each in marks]
    ranges = [_band(each) for each in bands]
    rows: dict[str, list[dict[str, Any]]] = {
        "bands": ranges,
        "anew": [each for each in ranges if each["anew"]],
        "marks": points,
        **{look.value: [each for each in points if each["look"] is look] for look in Look},
        "level": [asdict(level)] if level else [],
        "until": [{"at": until.isoformat()}],
        "notes": [{"at": each.at.isoformat(), "told": str(each.number)} for each in notes],
    }
    return _filled(_history(dense=len(marks) > DENSE), rows, asdict(titles))


def make_ready() -> None:
    """Build every chart, so that no reader waits for it."""
    for dense in (False, True):
        _history(dense=dense)
    _months()


def _filled(shape: Spec, rows: Mapping[str, Sequence[Any]], words: Mapping[str, str]) -> Spec:
    """The chart with its rows and its words, without the layers that have no row.

    ``words`` by what stands for them as a title in the shape.
    """
    layers = [
        each | {"encoding": {place: _told(said, words) for place, said in each["encoding"].items()}}
        for each in shape["layer"]
        if rows[each["data"]["name"]]
    ]
    return {**shape, "layer": layers, "datasets": rows}


def _told(said: Any, words: Mapping[str, str]) -> Any:
    """A channel, or each of several, with its title in the reader's words."""
    if isinstance(said, list):
        return [_told(each, words) for each in said]
    return said | {"title": words[said["title"]]} if said.get("title") else said


def _point(mark: Mark) -> dict[str, Any]:
    return {
        "at": mark.at.isoformat(),
        "value": mark.value,
        "look": mark.look,
        "part": mark.part,
        "period": mark.period,
        "shown": mark.shown,
        "cases": mark.cases,
        "why": mark.why,
    }


def months(found: Sequence[Month], titles: MonthTitles) -> Spec:
    """Money month by month: a bar for what came, a line across it for what was agreed.

    A month without results has neither; one that does not compare with the newest is outlined.
    """
    told = [asdict(each) for each in found if each.value is not None]
    rows = {
        "months": [{"name": each.name} for each in found],
        "same": [each for each in told if not each["others"]],
        "others": [each for each in told if each["others"]],
        "told": told,
    }
    return _filled(_months(), rows, asdict(titles))


def _band(band: Band) -> dict[str, Any]:
    return asdict(band) | {"start": band.start.isoformat(), "end": band.end.isoformat()}


@cache
def _history(*, dense: bool) -> dict[str, Any]:
    layers = [*_band_layers(), _until_layer(), *_line_layers(dense=dense), *_level_layers()]
    layers += _note_layers()
    shape: dict[str, Any] = alt.layer(*layers).properties(height=HEIGHT).to_dict()
    return shape


@cache
def _months() -> dict[str, Any]:
    # The first layer draws nothing: it gives every month its room, with results or without.
    rooms = alt.Chart(alt.NamedData("months")).mark_rule(style="until")
    layers = [
        rooms.encode(x="name:O"),
        _month_bars("same", "accent"),
        _month_bars("others", "others"),
        alt.Chart(alt.NamedData("told")).mark_tick(style="agreed").encode(x="name:O", y="agreed:Q"),
    ]
    shape: dict[str, Any] = alt.layer(*layers).properties(height=HEIGHT).to_dict()
    return shape


_MONTH = {"period": "month", "told": "value", "least": "agreed", "difference": "difference"}


def _month_bars(rows: str, look: str) -> alt.Chart:
    bars: alt.Chart = alt.Chart(alt.NamedData(rows)).mark_bar(style=look)
    return bars.encode(
        x="name:O",
        y=alt.Y("value:Q", title="axis"),
        tooltip=[alt.Tooltip(f"{field}:N", title=title) for field, title in _MONTH.items()],
    )


def _x(field: str) -> alt.X:
    return alt.X(f"{field}:T", title=None, axis=alt.Axis(tickCount=8))


def _y(field: str) -> alt.Y:
    scale = alt.Scale(zero=False, nice=True, padding=12)
    return alt.Y(f"{field}:Q", title="axis", scale=scale, axis=alt.Axis(tickCount=5))


def _band_layers() -> list[alt.Chart]:
    """The usual range as a quiet ground, its middle, where it was worked out anew and by what."""
    spans = alt.Chart(alt.NamedData("bands")).encode(x=_x("start"), x2="end:T")
    begun = alt.Chart(alt.NamedData("anew")).encode(x=_x("start"))
    return [
        spans.mark_rect(style="ground").encode(y=_y("lower"), y2="upper:Q"),
        spans.mark_rule(style="middle").encode(y=_y("mean")),
        begun.mark_rule(style="begun"),
        begun.mark_text(style="begun", dx=5, dy=11).encode(text="told:N"),
    ]


def _note_layers() -> list[alt.Chart]:
    """A quiet line on the day, and the number of what is said of it below the chart."""
    noted = alt.Chart(alt.NamedData("notes")).encode(x=_x("at"))
    return [
        noted.mark_rule(style="noted"),
        noted.mark_text(style="noted", dx=4, dy=26).encode(text="told:N"),
    ]


def _until_layer() -> alt.Chart:
    """Nothing to see: it only stretches the axis."""
    unseen: alt.Chart = alt.Chart(alt.NamedData("until")).mark_rule(style="until")
    return unseen.encode(x=_x("at"))


def _line_layers(*, dense: bool) -> list[alt.Chart]:
    """The line, its points, and above them what stands out; the gravest is drawn last."""
    line = alt.Chart(alt.NamedData("marks")).mark_line(style="dense" if dense else "accent")
    # What is good must not shout over what is bad.
    usual, better, other = (9, 14, 30) if dense else (26, 34, 64)
    return [
        line.encode(x=_x("at"), y=_y("value"), detail="part:N"),
        _points(Look.USUAL, "circle", usual, "accent", _POINT),
        _points(Look.BETTER, "square", better, _tone(Look.BETTER), _MARKED),
        _points(Look.WORSE, "diamond", other, _tone(Look.WORSE), _MARKED),
        _points(Look.BEYOND, "triangle-down", other, _tone(Look.BEYOND), _MARKED),
    ]


_POINT = {"period": "period", "shown": "value", "cases": "cases"}
_MARKED = _POINT | {"why": "why"}
"""What the pointer shows of a point: each column with its title."""


def _points(look: Look, shape: str, size: int, style: str, told: Mapping[str, str]) -> alt.Chart:
    """Points of one look; their size in square pixels."""
    points = alt.Chart(alt.NamedData(look.value)).encode(
        x=_x("at"),
        y=_y("value"),
        tooltip=[alt.Tooltip(f"{field}:N", title=title) for field, title in told.items()],
    )
    shown: alt.Chart = points.mark_point(style=style, shape=shape, size=size, filled=True)
    return shown


def _tone(look: Look) -> str:
    return f"tone-{TONES[look].value}"


def _level_layers() -> list[alt.Chart]:
    look = ["limit", f"tone-{Status.ATTENTION.value}"]
    base = alt.Chart(alt.NamedData("level")).encode(y=_y("value"))
    return [
        base.mark_rule(style=look),
        base.mark_text(style=look, dx=4, dy=-6).encode(text="told:N"),
    ]
