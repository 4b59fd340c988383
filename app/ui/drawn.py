"""A chart as HTML of ours: any page puts it among its words.

Altair says what a chart is made of; drawing it here takes about two milliseconds, where Vega would
take a browser two hundred. One drawing serves every width, light, dark and paper: places across
are shares of the width, the letters keep their size, and the colours stand in look.css.
"""

from collections.abc import Sequence

from markupsafe import Markup

from app.language.axes import time_ticks, value_ticks
from app.language.sentence import Speech
from app.ui.layers import HEIGHT, Spec, asked, layers_of, title_of
from app.ui.markup import join
from app.ui.plane import Plane, percent, pixels, plane_of
from app.ui.scales import Names
from app.ui.strokes import strokes

TICKS_ACROSS = 8
TICKS_UPRIGHT = 5
BELOW = 38
"""Pixels for the words below a chart, on two lines."""
MOST_ON_A_PHONE = 6
"""More words than this touch each other below a narrow chart."""


def drawn(spec: Spec, told: str, speech: Speech) -> Markup:
    """An Altair chart (``chart.to_dict()``), drawn; ``told`` says all of it in words.

    How a page makes one::

        rows = alt.InlineData(values=[{"at": "2026-03-01", "sum": 40.0, "period": "March"}, ...])
        chart = alt.Chart(rows).mark_bar(style="accent").encode(
            x="period:O", y=alt.Y("sum:Q", title="EUR"),
            tooltip=[alt.Tooltip("period:N", title="Period")],
        )
        drawn(chart.to_dict(), "March: 40 EUR. ...", speech)

    Altair stays in ``app/ui/charts.py``, where a chart is built once and its rows and words are
    put in when it is shown. Marks: bar, line, point, rect, rule, text and tick, alone or as layers.
    Across: time (``:T``, local, ISO 8601) or names (``:O``, in the order of their rows, in lines
    where they hold a line break). Upright: numbers (``:Q``). A line breaks where its ``detail``
    changes; ``tooltip`` is what the pointer shows. No colours: ``style`` names a look in look.css
    (accent, ground, limit, tone-below, ...).

    Raises ``NotDrawable`` for anything else. The chart is one image to who cannot see it, so what
    it shows must stand in words or in a table beside it, too.
    """
    layers = layers_of(spec)
    plane = plane_of(layers, spec.get("height", HEIGHT))
    values = plane.upright.ticks(asked(layers, "y", "axis").get("tickCount", TICKS_UPRIGHT))
    labels = value_ticks(values, speech)
    ticks = asked(layers, "x", "axis").get("tickCount", TICKS_ACROSS)
    body = (_grid(values, labels, plane), _below(plane, ticks, speech), *strokes(layers, plane))
    return Markup(
        '<div class="chart" role="img" aria-label="{}" style="--letters:{}">'
        '<p class="unit">{}</p><svg height="{}">{}</svg></div>'
    ).format(
        told,
        max(map(len, labels), default=0),
        title_of(layers, "y"),
        plane.upright.height + BELOW,
        join(body),
    )


def _grid(values: Sequence[float], labels: Sequence[str], plane: Plane) -> Markup:
    lines = (
        Markup('<line x2="100%" y1="{0}" y2="{0}"/><text x="-8" y="{0}" dy="4">{1}</text>').format(
            pixels(plane.upright.at(value)), label
        )
        for value, label in zip(values, labels, strict=True)
    )
    return Markup('<g class="grid">{}</g>').format(join(lines))


def _below(plane: Plane, count: int, speech: Speech) -> Markup:
    if isinstance(plane.across, Names):
        places = [plane.across.at(each) for each in plane.across.names]
        words = [tuple(each.split("\n")) for each in plane.across.names]
        first = 0
    else:
        moments = plane.across.ticks(count)
        places, words = [plane.across.share(each) for each in moments], time_ticks(moments, speech)
        first = next((at for at, each in enumerate(moments) if each.month == each.day == 1), 0)
    every = -(-len(words) // MOST_ON_A_PHONE)
    ticks = (
        _tick(place, lines, plane.upright.height, spare=(at - first) % every != 0)
        for at, (place, lines) in enumerate(zip(places, words, strict=True))
    )
    return Markup('<g class="ticks"><line x2="100%" y1="{0}" y2="{0}"/>{1}</g>').format(
        plane.upright.height, join(ticks)
    )


def _tick(place: float, lines: Sequence[str], bottom: int, *, spare: bool) -> Markup:
    """A tick and its words; those that are spare are left out where it is narrow."""
    x = percent(100 * place)
    words = join(
        Markup('<tspan x="{}" y="{}">{}</tspan>').format(x, bottom + 20 + 14 * at, line)
        for at, line in enumerate(lines)
    )
    return Markup('<line x1="{0}" x2="{0}" y1="{1}" y2="{2}"/><text class="{3}">{4}</text>').format(
        x, bottom, bottom + 5, "spare" if spare else "", words
    )
