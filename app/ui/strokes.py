"""The marks of a chart as SVG; how they look stands in look.css, by the names of their styles."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from math import sqrt

from markupsafe import Markup

from app.ui.layers import Layer, NotDrawable, Row
from app.ui.markup import NOTHING, join
from app.ui.plane import Plane, percent, pixels
from app.ui.scales import Names

STRETCHED = 1000
"""Drawing units across a line, which is stretched to the width there is."""
BAR = 0.7
"""The share of its room that a bar fills."""
TICK = 0.9
"""The share of its room that a tick fills."""
SIZE = 30
"""Square pixels of a point, as Vega has it."""
TURN = 0.7
"""Words that begin further right than this share of the width run to the left."""


def strokes(layers: Iterable[Layer], plane: Plane) -> Iterator[Markup]:
    """Every layer, the lowest first. Raises ``NotDrawable``."""
    for layer in layers:
        yield Markup('<g class="{}" data-titles="{}">{}</g>').format(
            layer.style, _titles(layer), join(_DRAWN[layer.kind](layer, plane))
        )


def _titles(layer: Layer) -> str:
    return "\n".join(each["title"] for each in layer.encoding.get("tooltip", ()))


def _told(row: Row, layer: Layer) -> Markup:
    """What the pointer shows, one line for each title."""
    told = "\n".join(str(row[each["field"]]) for each in layer.encoding.get("tooltip", ()))
    return Markup(' data-told="{}"').format(told) if told else NOTHING


def _rects(layer: Layer, plane: Plane) -> Iterator[Markup]:
    for row in layer.rows:
        x, x2 = plane.x(row, layer), plane.x(row, layer, "x2")
        y, y2 = sorted((plane.y(row, layer), plane.y(row, layer, "y2")))
        yield _rect(x, x2 - x, y, y2 - y, _told(row, layer))


def _bars(layer: Layer, plane: Plane) -> Iterator[Markup]:
    width = BAR * _room(plane)
    for row in layer.rows:
        y, y2 = sorted((plane.y(row, layer), plane.upright.at(0.0)))
        yield _rect(plane.x(row, layer) - width / 2, width, y, y2 - y, _told(row, layer))


def _room(plane: Plane) -> float:
    """Percent of the width that each name has."""
    if not isinstance(plane.across, Names):
        raise NotDrawable("a bar or a tick stands over a name; over a stretch of time lies a rect")
    return 100 / len(plane.across.names)


def _ticks(layer: Layer, plane: Plane) -> Iterator[Markup]:
    """A level of one name: a little wider than its bar."""
    half = TICK * _room(plane) / 2
    for row in layer.rows:
        x, y = plane.x(row, layer), pixels(plane.y(row, layer))
        yield Markup('<line x1="{}" x2="{}" y1="{}" y2="{}"/>').format(
            percent(x - half), percent(x + half), y, y
        )


def _rect(x: float, width: float, y: float, height: float, told: Markup) -> Markup:
    return Markup('<rect x="{}" width="{}" y="{}" height="{}"{}/>').format(
        percent(x), percent(width), pixels(y), pixels(height), told
    )


def _rules(layer: Layer, plane: Plane) -> Iterator[Markup]:
    for row in layer.rows:
        x, y = plane.x(row, layer), plane.y(row, layer)
        x2 = plane.x(row, layer, "x2") if layer.has("x2") else x if layer.has("x") else 100.0
        y2 = y if layer.has("y") else plane.upright.height
        yield Markup('<line x1="{}" x2="{}" y1="{}" y2="{}"/>').format(
            percent(x), percent(x2), pixels(y), pixels(y2)
        )


def _lines(layer: Layer, plane: Plane) -> Iterator[Markup]:
    """Only a line is stretched, as it knows no percent; its width is not."""
    part = layer.field("detail") if layer.has("detail") else ""
    yield Markup(
        '<svg viewBox="0 0 {0} {1}" width="100%" height="{1}" preserveAspectRatio="none">{2}</svg>'
    ).format(
        STRETCHED,
        plane.upright.height,
        join(
            Markup('<polyline points="{}"/>').format(" ".join(_corners(rows, layer, plane)))
            for _, rows in groupby(layer.rows, lambda row: row.get(part))
        ),
    )


def _corners(rows: Iterable[Row], layer: Layer, plane: Plane) -> Iterator[str]:
    for row in rows:
        yield f"{plane.x(row, layer) * STRETCHED / 100:.1f},{pixels(plane.y(row, layer))}"


def _points(layer: Layer, plane: Plane) -> Iterator[Markup]:
    half = sqrt(layer.mark.get("size", SIZE)) / 2
    shape = _SHAPES[layer.mark.get("shape", "circle")].format(half, half * sqrt(3) / 2)
    for row in layer.rows:
        yield Markup('<svg x="{}" y="{}"{}>{}</svg>').format(
            percent(plane.x(row, layer)), pixels(plane.y(row, layer)), _told(row, layer), shape
        )


_SHAPES = {
    "circle": Markup('<circle r="{0:.1f}"/>'),
    "square": Markup('<path d="M-{0:.1f}-{0:.1f}V{0:.1f}H{0:.1f}V-{0:.1f}Z"/>'),
    "diamond": Markup('<path d="M0-{0:.1f}L{0:.1f} 0 0 {0:.1f}-{0:.1f} 0Z"/>'),
    "triangle-down": Markup('<path d="M-{0:.1f}-{1:.1f}H{0:.1f}L0 {1:.1f}Z"/>'),
}


def _texts(layer: Layer, plane: Plane) -> Iterator[Markup]:
    dx, dy = layer.mark.get("dx", 0), layer.mark.get("dy", 0)
    for row in layer.rows:
        x = plane.x(row, layer)
        is_turned = x > 100 * TURN
        yield Markup('<text x="{}" y="{}" dx="{}" dy="{}"{}>{}</text>').format(
            percent(x),
            pixels(plane.y(row, layer)),
            -dx if is_turned else dx,
            dy,
            Markup(' text-anchor="end"') if is_turned else NOTHING,
            row[layer.field("text")],
        )


_DRAWN: dict[str, Callable[[Layer, Plane], Iterator[Markup]]] = {
    "bar": _bars,
    "line": _lines,
    "point": _points,
    "rect": _rects,
    "rule": _rules,
    "text": _texts,
    "tick": _ticks,
}
