"""Where the values of a chart lie: across as a share of the width, upright in pixels."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.ui.layers import Layer, NotDrawable, Row, asked
from app.ui.scales import Across, Names, Upright, across, upright


@dataclass(frozen=True, slots=True)
class Plane:
    """Where values lie; without a channel they begin at the left and at the top."""

    across: Across | Names
    upright: Upright

    def x(self, row: Row, layer: Layer, channel: str = "x") -> float:
        """Percent of the width."""
        return 100 * self.across.at(row[layer.field(channel)]) if layer.has(channel) else 0.0

    def y(self, row: Row, layer: Layer, channel: str = "y") -> float:
        """Pixels from the top."""
        return self.upright.at(row[layer.field(channel)]) if layer.has(channel) else 0.0


def plane_of(layers: Sequence[Layer], height: int) -> Plane:
    """The one place of all layers. Raises ``NotDrawable``."""
    wide = [value for each in layers for value in each.values("x", "x2")]
    kinds = {each.encoding["x"].get("type") for each in layers if each.has("x")}
    if len(kinds) > 1 or not kinds <= {"temporal", "ordinal", "nominal"}:
        raise NotDrawable("across lies either time or names")
    tall = [value for each in layers for value in each.values("y", "y2")]
    scale = asked(layers, "y", "scale")
    if scale.get("zero", True):
        tall.append(0.0)
    return Plane(
        across(wide) if kinds == {"temporal"} else Names(tuple(dict.fromkeys(wide))),
        upright(tall, height, padding=scale.get("padding", 0), nice=scale.get("nice", True)),
    )


def percent(value: float) -> str:
    return f"{value:.2f}%"


def pixels(value: float) -> str:
    return f"{value:.1f}"
