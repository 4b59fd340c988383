"""Which data goes through which step to which model, as one picture: the only use of Plotly.

Altair has no bands that part and join. Plotly's script has 4.7 MB, so that the picture is drawn
only for whoever asks for it; the list on the same page says all that it shows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import streamlit as st
from markupsafe import Markup, escape

from app.health.steps import NEED_SOMEBODY
from app.language.labels import label
from app.language.pipelines import (
    StepLabel,
    more_models,
    picture_caption,
    picture_told,
    picture_too_wide,
)
from app.language.sentence import Speech
from app.language.statuses import status_words
from app.language.step_words import data_in, state_words
from app.reports.pipelines import ListedStep
from app.ui.markup import sentence, sentences
from app.ui.step_list import LIKE
from app.ui.tables import soft
from app.ui.theme import DARK, LIGHT, Palette

LONGEST, LONGEST_RIGHT = 34, 21
"""Letters of a name that stand beside its box, and in the right half, where names of both sides
share the room between; pointing at the box shows the others."""
ROW, LEAST, MOST = 26, 260, 1600
"""Pixels: of one name, and of the picture."""
CLEAR = "59"
"""How much of a band covers those below it, as the last two digits of a colour."""

Figure = dict[str, Any]


def caption(speech: Speech) -> Markup:
    """How to read the picture; where it would be too narrow to read, that the list is enough."""
    return Markup('<div class="if-wide">{}</div><div class="if-narrow">{}</div>').format(
        soft(sentences(picture_caption(speech))), soft(sentence(picture_too_wide(speech)))
    )


def show(steps: Sequence[ListedStep], speech: Speech, *, dark: bool) -> None:
    """Draw these steps. On a phone the picture is left out."""
    st.html(_NOT_ON_A_PHONE)
    models = {each.slug for one in steps for each in one.models}
    with st.container(key=_KEY):
        st.plotly_chart(
            figure(steps, speech, dark=dark),
            theme=None,
            config={"displayModeBar": False},
            key="flow",
            alt=picture_told(len(steps), len(models), speech),
        )


_KEY = "flow-picture"
# The same width as in look.css, which does not reach Streamlit's own parts.
_NOT_ON_A_PHONE = (
    f"<style>@media (max-width: 60rem) {{ .st-key-{_KEY} {{ display: none; }} }}</style>"
)


def figure(steps: Sequence[ListedStep], speech: Speech, *, dark: bool) -> Figure:
    """The picture as Plotly wants it."""
    palette = DARK if dark else LIGHT
    flow = _Flow(palette)
    for one in steps:
        _draw(one, flow, speech)
    nodes = list(flow.nodes.values())
    trace = {
        "type": "sankey",
        "arrangement": "fixed",
        "node": {
            "label": [each.name for each in nodes],
            "color": [each.colour for each in nodes],
            "customdata": [str(escape(each.told)) for each in nodes],
            "hovertemplate": "%{customdata}<extra></extra>",
            "pad": 14,
            "thickness": 12,
            "line": {"width": 0},
        },
        "link": {
            "source": [each.source for each in flow.links],
            "target": [each.target for each in flow.links],
            "value": [each.width for each in flow.links],
            "color": [each.colour for each in flow.links],
            "hoverinfo": "skip",
        },
        "textfont": {"color": palette.ink, "size": 13, "shadow": "none"},
    }
    return {"data": [trace], "layout": _layout(flow, palette)}


def _layout(flow: "_Flow", palette: Palette) -> Figure:
    return {
        "template": {},
        "height": max(LEAST, min(MOST, ROW * flow.tallest)),
        "margin": {"l": 4, "r": 4, "t": 8, "b": 8},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": '"Source Sans", sans-serif', "color": palette.ink, "size": 13},
        "hoverlabel": {
            "bgcolor": palette.raised,
            "bordercolor": palette.line,
            "font": {"color": palette.ink},
        },
    }


@dataclass(frozen=True, slots=True)
class _Node:
    """A box: its number, what stands beside it, and what pointing at it tells."""

    number: int
    name: str
    told: str
    colour: str


@dataclass(frozen=True, slots=True)
class _Link:
    source: int
    target: int
    width: float
    colour: str


@dataclass(slots=True)
class _Flow:
    """The picture while it is put together. Data of one name is one box, and so is a model."""

    palette: Palette
    nodes: dict[tuple[str, str], _Node] = field(default_factory=dict)
    links: list[_Link] = field(default_factory=list)

    def node(self, kind: str, key: str, name: str, told: str, colour: str) -> int:
        """The number of a box, which is made where there is none yet."""
        known = self.nodes.get((kind, key))
        if known is None:
            known = _Node(len(self.nodes), name, told, colour)
            self.nodes[kind, key] = known
        return known.number

    def link(self, source: int, target: int, width: float, colour: str) -> None:
        self.links.append(_Link(source, target, width, colour))

    @property
    def tallest(self) -> int:
        """How many boxes the fullest column may have."""
        kinds: dict[str, int] = {}
        for kind, _ in self.nodes:
            kinds[kind] = kinds.get(kind, 0) + 1
        return max(kinds.values(), default=1)


def _draw(one: ListedStep, flow: _Flow, speech: Speech) -> None:
    """One step with what it reads, writes and feeds. All bands of it together are as wide as the
    number of models."""
    needs = one.state in NEED_SOMEBODY
    tone = flow.palette.tones[LIKE[one.state]].bar if needs else flow.palette.accent
    band = tone + CLEAR if needs else flow.palette.line
    told = f"{one.step.name}: {state_words(one.state, speech)}"
    sign = f"{status_words(LIKE[one.state], speech).icon} " if needs else ""
    step = flow.node("step", one.step.key, _short(sign + one.step.name, LONGEST), told, tone)
    width = max(one.fed, 1)
    for number, share in _data(one.step.reads, LONGEST, flow, speech):
        flow.link(number, step, width * share, band)
    for number, share in _data(one.step.writes, LONGEST_RIGHT, flow, speech):
        flow.link(step, number, width * share, band)
        for model, models in _models(one, flow, speech):
            flow.link(number, model, models * share, band)


def _data(written: str, longest: int, flow: _Flow, speech: Speech) -> list[tuple[int, float]]:
    """The boxes of data, each with its share of the band."""
    names = {each.casefold(): each for each in data_in(written)}
    if not names:
        names = {"": label(StepLabel.DATA_NOT_NAMED, speech)}
    boxes = [
        flow.node("data", key, _short(each, longest), each, flow.palette.soft)
        for key, each in names.items()
    ]
    return [(number, 1 / len(boxes)) for number in boxes]


def _models(one: ListedStep, flow: _Flow, speech: Speech) -> Iterator[tuple[int, int]]:
    """The boxes of the models a step feeds, each with how many models it stands for."""
    for each in one.models:
        told = f"{each.name}: {status_words(each.status, speech).name}"
        colour = flow.palette.tones[each.status].bar
        named = _short(each.name, LONGEST_RIGHT)
        yield flow.node("model", each.slug, named, told, colour), 1
    more = one.fed - len(one.models)
    if more:
        word = more_models(more, speech)
        yield flow.node("more", one.step.key, word, word, flow.palette.soft), more


def _short(name: str, longest: int) -> str:
    """A name as it stands in the picture; what looks like a mark of Plotly's is none."""
    return str(escape(name if len(name) <= longest else f"{name[: longest - 1].rstrip()}…"))
