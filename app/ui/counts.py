"""How many models have which status: a bar, and a legend whose entries narrow the list."""

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


def status_bar(fleet: Fleet, filters: Filters, speech: Speech) -> Markup:
    """Every deployed model as a part of one bar, worst first, with its legend below."""
    found = [(status, fleet.counts[status]) for status in WORST_FIRST if fleet.counts.get(status)]
    deployed = [(status, count) for status, count in found if status is not Status.RETIRED]
    told = bar_told([(status_words(s, speech).name, n) for s, n in deployed], speech)
    parts = join(
        Markup('<span class="tone-{}" style="--n:{}"></span>').format(status.value, count)
        for status, count in deployed
    )
    entries = join(_entry(status, count, filters, speech) for status, count in found)
    return Markup(
        '<div><div class="bar" role="img" aria-label="{}">{}</div>'
        '<ul class="legend" aria-label="{}">{}{}</ul><p class="soft">{}</p></div>'
    ).format(
        told,
        parts,
        label(Label.NARROW_BY_STATUS, speech),
        entries,
        _care(fleet, filters, speech),
        link(to_words(), label(Label.WHAT_DO_THESE_MEAN, speech), "quiet"),
    )


def _entry(status: Status, count: int, filters: Filters, speech: Speech) -> Markup:
    return Markup('<li><a class="tone-{}" href="{}"{}>{}<strong>{}</strong> {}</a></li>').format(
        status.value,
        to_models(filters.only(status)),
        _current(filters.statuses == (status,)),
        icon(status),
        whole(count, speech),
        status_words(status, speech).name,
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
