"""How many models have which status: a bar, and a legend whose entries narrow the list."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from app.health.verdict import WORST_FIRST, Care, Status
from app.language.amounts import whole
from app.language.labels import Label, label
from app.language.pages import bar_told, care_counted
from app.language.sentence import Speech
from app.language.statuses import status_words
from app.ui.address import Filters, to_models, to_words
from app.ui.marks import icon
from app.ui.markup import NOTHING, join, link
from app.ui.shown import Fleet


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a bar: it looks like a status, and its entry of the legend leads to ``href``."""

    like: Status
    count: int
    word: str
    href: str
    current: bool


def bar(parts: Sequence[Part], speech: Speech) -> Markup:
    """Parts of a whole as one bar, which is also told in words."""
    drawn = join(
        Markup('<span class="tone-{}" style="--n:{}"></span>').format(each.like.value, each.count)
        for each in parts
    )
    told = bar_told([(each.word, each.count) for each in parts], speech)
    return Markup('<div class="bar" role="img" aria-label="{}">{}</div>').format(told, drawn)


def legend(called: str, parts: Sequence[Part], apart: Markup, speech: Speech) -> Markup:
    """How many each part has, as links that narrow a list; ``apart`` stands beside them."""
    entries = join(_entry(each, speech) for each in parts)
    return Markup('<ul class="legend" aria-label="{}">{}{}</ul>').format(called, entries, apart)


def status_bar(fleet: Fleet, filters: Filters, speech: Speech) -> Markup:
    """Every deployed model as a part of one bar, worst first, with its legend below."""
    found = [_part(each, fleet, filters, speech) for each in WORST_FIRST if fleet.counts.get(each)]
    deployed = [each for each in found if each.like is not Status.RETIRED]
    care = _care(fleet, filters, speech)
    return Markup('<div>{}{}<p class="soft">{}</p></div>').format(
        bar(deployed, speech),
        legend(label(Label.NARROW_BY_STATUS, speech), found, care, speech),
        link(to_words(), label(Label.WHAT_DO_THESE_MEAN, speech), "quiet"),
    )


def _part(status: Status, fleet: Fleet, filters: Filters, speech: Speech) -> Part:
    return Part(
        like=status,
        count=fleet.counts[status],
        word=status_words(status, speech).name,
        href=to_models(filters.only(status)),
        current=filters.statuses == (status,),
    )


def _entry(part: Part, speech: Speech) -> Markup:
    return Markup('<li><a class="tone-{}" href="{}"{}>{}<strong>{}</strong> {}</a></li>').format(
        part.like.value,
        part.href,
        _current(part.current),
        icon(part.like),
        whole(part.count, speech),
        part.word,
    )


def _care(fleet: Fleet, filters: Filters, speech: Speech) -> Markup:
    if not fleet.needing_care:
        return NOTHING
    return Markup('<li class="apart"><a class="tone-{}" href="{}"{}>{}{}</a></li>').format(
        Care.NEEDS_CARE.value,
        to_models(filters.toggled(Care.NEEDS_CARE)),
        _current(filters.care is Care.NEEDS_CARE),
        icon(Care.NEEDS_CARE),
        care_counted(fleet.needing_care, speech),
    )


def _current(is_current: bool) -> Markup:
    return Markup(' aria-current="true"') if is_current else NOTHING
