"""The filters of the list of models: a form of the page's own, whose answers are the address.

Streamlit's own fields would each be loaded, set up and told their value before the list is there.
A form needs none of that: follow.js turns what is chosen into an address, and the page follows it.
"""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from app.health.verdict import WORST_FIRST, Care
from app.language.labels import Label, label
from app.language.sentence import Speech
from app.language.statuses import care_words, status_words
from app.ui.address import LONGEST_SEARCH, Filters
from app.ui.markup import join, search_field


def form(filters: Filters, units: Sequence[str], speech: Speech) -> Markup:
    """Search, status, care and unit in a row; below each other on a phone."""
    return Markup('<form class="filters" action="/models" data-live>{}{}{}{}</form>').format(
        search_field(filters.search, label(Label.SEARCH, speech), LONGEST_SEARCH),
        _statuses(filters, speech),
        _care(filters, speech),
        _units(filters, units, speech),
    )


def _statuses(filters: Filters, speech: Speech) -> Markup:
    """Several can be chosen, so they are boxes to tick behind one that says which are."""
    names = {status: status_words(status, speech).name for status in WORST_FIRST}
    chosen = ", ".join(names[status] for status in filters.statuses)
    boxes = join(
        Markup('<label><input type="checkbox" name="status" value="{}"{}>{}</label>').format(
            status.value, Markup(" checked") if status in filters.statuses else "", name
        )
        for status, name in names.items()
    )
    word = label(Label.STATUS, speech)
    return Markup(
        '<details class="choice"><summary><span class="unseen">{}: </span><span>{}</span></summary>'
        '<div role="group" aria-label="{}">{}</div></details>'
    ).format(word, chosen or label(Label.ALL_STATUSES, speech), word, boxes)


def _care(filters: Filters, speech: Speech) -> Markup:
    options = [("", label(Label.ANY_CARE, speech))]
    options += [(care.value, care_words(care, speech).name) for care in Care]
    chosen = filters.care.value if filters.care else ""
    return _select("care", label(Label.CARE, speech), options, chosen)


def _units(filters: Filters, units: Sequence[str], speech: Speech) -> Markup:
    # A unit of an old link stays choosable, so that the reader sees why nothing matches.
    unlisted = [filters.unit] if filters.unit and filters.unit not in units else []
    options = [("", label(Label.ALL_UNITS, speech)), *((unit, unit) for unit in units)]
    options += [(unit, unit) for unit in unlisted]
    return _select("unit", label(Label.UNIT, speech), options, filters.unit)


def _select(name: str, word: str, options: Iterable[tuple[str, str]], chosen: str) -> Markup:
    drawn = join(
        Markup('<option value="{}"{}>{}</option>').format(
            value, Markup(" selected") if value == chosen else "", told
        )
        for value, told in options
    )
    return Markup('<select name="{}" aria-label="{}">{}</select>').format(name, word, drawn)
