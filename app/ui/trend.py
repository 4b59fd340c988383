"""The small line of a list: where a figure has been, with missing periods left open."""

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

WIDTH, HEIGHT, EDGE = 120, 32, 3
"""Drawing units; the style sheet decides how large that is on screen."""


def trend(values: Sequence[float | None], minimum: float | None, told: str) -> Markup:
    """An SVG line of ``values``, oldest first; None is a gap. ``told`` says it in words.

    ``minimum`` draws what was agreed as a dashed line. Fewer than two values draw nothing.
    """
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return Markup("")
    drawing = _Frame(len(values), [*known, *([] if minimum is None else [minimum])])
    return Markup(
        '<svg class="trend" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}</svg>'
    ).format(
        WIDTH, HEIGHT, told, drawing.level(minimum), drawing.lines(values), drawing.end(values)
    )


class _Frame:
    """Places values in the drawing."""

    def __init__(self, count: int, levels: Sequence[float]) -> None:
        self.low, self.high = min(levels), max(levels)
        self.step = (WIDTH - 2 * EDGE) / max(count - 1, 1)

    def x(self, place: int) -> str:
        return f"{EDGE + place * self.step:.1f}"

    def y(self, value: float) -> str:
        spread = self.high - self.low
        share = (value - self.low) / spread if spread else 0.5
        return f"{HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE):.1f}"

    def level(self, minimum: float | None) -> Markup:
        if minimum is None:
            return Markup("")
        return Markup('<line class="level" x1="0" x2="{}" y1="{}" y2="{}"/>').format(
            WIDTH, self.y(minimum), self.y(minimum)
        )

    def lines(self, values: Sequence[float | None]) -> Markup:
        drawn = Markup("")
        for is_known, stretch in groupby(enumerate(values), lambda item: item[1] is not None):
            if is_known:
                points = " ".join(f"{self.x(at)},{self.y(v)}" for at, v in stretch if v is not None)
                drawn += Markup('<polyline points="{}"/>').format(points)
        return drawn

    def end(self, values: Sequence[float | None]) -> Markup:
        place, value = max((at, v) for at, v in enumerate(values) if v is not None)
        return Markup('<circle cx="{}" cy="{}" r="2.6"/>').format(self.x(place), self.y(value))
