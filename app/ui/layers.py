"""What we take of a Vega-Lite specification; anything else is refused, never quietly left out."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

Spec = Mapping[str, Any]
Row = Mapping[str, Any]

HEIGHT = 280
"""Pixels: tall enough to see a change of a twentieth, short enough to leave room for words."""

_CHART = {"$schema", "config", "data", "datasets", "encoding", "height", "layer", "mark", "width"}
_MARKS = {"bar", "line", "point", "rect", "rule", "text", "tick"}
_MARK = {"type", "style", "size", "shape", "filled", "dx", "dy"}
_PLACES = {"x", "x2", "y", "y2"}
_CHANNELS = {*_PLACES, "detail", "text", "tooltip"}
_CHANNEL = {"field", "type", "title", "axis", "scale"}
_AXIS = {"tickCount", "title"}
_SCALE = {"zero", "nice", "padding"}


class NotDrawable(ValueError):
    """A specification asks for something that is not drawn here."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One kind of mark over its rows. ``fields`` names the column of every channel in use."""

    kind: str
    mark: Spec
    encoding: Mapping[str, Any]
    rows: Sequence[Row]

    def has(self, channel: str) -> bool:
        return channel in self.encoding

    def field(self, channel: str) -> str:
        field: str = self.encoding[channel]["field"]
        return field

    def values(self, *channels: str) -> Iterator[Any]:
        """Every value of these channels; of those in use only."""
        for channel in filter(self.has, channels):
            field = self.field(channel)
            yield from (row[field] for row in self.rows)

    @property
    def style(self) -> str:
        """The names of its look, as classes of the style sheet."""
        styles = self.mark.get("style", "accent")
        return styles if isinstance(styles, str) else " ".join(styles)


def layers_of(spec: Spec) -> list[Layer]:
    """Every layer with its rows. Raises ``NotDrawable``."""
    _only(spec, _CHART, "a chart")
    found = []
    for each in spec.get("layer", [spec]):
        _only(each, _CHART - {"layer"}, "a layer")
        found.append(_layer(each, spec))
    return found


def asked(layers: Sequence[Layer], place: str, part: str) -> Mapping[str, Any]:
    """What the layers say together of the axis or the scale of a place."""
    said = [each.encoding[place].get(part) or {} for each in layers if each.has(place)]
    return dict(chain.from_iterable(each.items() for each in said))


def title_of(layers: Sequence[Layer], place: str) -> str:
    """The title of an axis, empty where nobody gave one."""
    titles = (each.encoding[place].get("title") for each in layers if each.has(place))
    return next(filter(None, titles), "")


def _layer(layer: Spec, spec: Spec) -> Layer:
    mark = layer["mark"] if isinstance(layer["mark"], Mapping) else {"type": layer["mark"]}
    _only(mark, _MARK, "a mark")
    _only([mark["type"]], _MARKS, "a chart")
    encoding = layer.get("encoding", {})
    _only(encoding, _CHANNELS, "an encoding")
    for place in _PLACES & set(encoding):
        _only(encoding[place], _CHANNEL, place)
        _only(encoding[place].get("axis") or {}, _AXIS, "an axis")
        _only(encoding[place].get("scale") or {}, _SCALE, "a scale")
    return Layer(mark["type"], mark, encoding, _rows(layer.get("data", spec.get("data")), spec))


def _rows(data: Any, spec: Spec) -> Sequence[Row]:
    if not data:
        raise NotDrawable("a layer without data")
    rows: Sequence[Row] = data["values"] if "values" in data else spec["datasets"][data["name"]]
    return rows


def _only(asked_for: Collection[str], known: Collection[str], where: str) -> None:
    unknown = sorted(set(asked_for) - set(known))
    if unknown:
        raise NotDrawable(f"{', '.join(unknown)} in {where}; known: {', '.join(sorted(known))}")
