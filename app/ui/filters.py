"""The filters of the list of models: a form of the page's own, whose answers are the address.

Streamlit's own fields would each be loaded, set up and told their value before the list is there.
A form needs none of that: follow.js turns what is chosen into an address, and the page follows it.
"""

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from app.health.verdict import WORST_FIRST, Care
from app.language.labels import Label, label
from app.language.sentence import Speech
from app.language.statuses import care_words, status_words
from app.ui.address import DAY, LONGEST_SEARCH, Filters, view_of
from app.ui.markup import NOTHING, join, search_field
from app.ui.visit import looked_at


def form(filters: Filters, units: Sequence[str], speech: Speech) -> Markup:
    """Search, status, care and unit in a row; below each other on a phone."""
    fields = (
        search_field(filters.search, label(Label.SEARCH, speech), LONGEST_SEARCH),
        _statuses(filters, speech),
        _care(filters, speech),
        units_field(filters.unit, units, speech),
    )
    return narrow("/models", fields, {"view": view_of(filters)}, "four")


def narrow(
    path: str, fields: Iterable[Markup], kept: Mapping[str, str], columns: str = ""
) -> Markup:
    """A form in a row whose answers are the address of the page at ``path``.

    ``kept`` is what else the address says and no field asks, by name; the past day looked at is
    among it without being named.
    """
    others = join(hidden(name, value) for name, value in kept.items() if value)
    return Markup('<form class="filters {}" action="{}" data-live>{}{}{}</form>').format(
        columns, path, join(fields), others, kept_day()
    )


def kept_day() -> Markup:
    """The past day looked at, for a form: what it leads to is of the same day."""
    looked = looked_at()
    return hidden(DAY, looked.isoformat()) if looked else NOTHING


def hidden(name: str, value: str) -> Markup:
    """What an address says and no field asks."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(name, value)


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
    return select("care", label(Label.CARE, speech), options, chosen)


def units_field(chosen: str, units: Sequence[str], speech: Speech) -> Markup:
    """One unit, or all of them."""
    # A unit of an old link stays choosable, so that the reader sees why nothing matches.
    unlisted = [chosen] if chosen and chosen not in units else []
    options = [("", label(Label.ALL_UNITS, speech)), *((unit, unit) for unit in units)]
    options += [(unit, unit) for unit in unlisted]
    return select("unit", label(Label.UNIT, speech), options, chosen)


def select(name: str, word: str, options: Iterable[tuple[str, str]], chosen: str) -> Markup:
    """One of several: pairs of what the address says and what the reader sees."""
    drawn = join(
        Markup('<option value="{}"{}>{}</option>').format(
            value, Markup(" selected") if value == chosen else "", told
        )
        for value, told in options
    )
    return Markup('<select name="{}" aria-label="{}">{}</select>').format(name, word, drawn)
