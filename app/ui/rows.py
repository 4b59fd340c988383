"""The list of models: a table with room, cards without."""

from collections.abc import Sequence

from markupsafe import Markup

from app.health.verdict import Brief, Care
from app.language.labels import Label, label
from app.language.pages import heard, kpi_words, trend_told, under_name
from app.language.sentence import Speech
from app.ui.address import to_model
from app.ui.grid import grid
from app.ui.marks import care_mark, status_mark
from app.ui.markup import NOTHING, name, sentences
from app.ui.shown import Row
from app.ui.trend import trend

_COLUMNS = (
    Label.STATUS,
    Label.MODEL_AND_WHY,
    Label.FIGURE,
    Label.TREND,
    Label.LAST_HEARD,
)


def model_table(rows: Sequence[Row], speech: Speech) -> Markup:
    """Models in the order given, each with a link to its page."""
    heads = [label(each, speech) for each in _COLUMNS]
    return grid(label(Label.MODELS, speech), heads, (_cells(row, speech) for row in rows))


def _cells(row: Row, speech: Speech) -> tuple[Markup, ...]:
    return (
        _marks(row, speech),
        _model(row, speech),
        _figure(row.brief, speech),
        _path(row.brief, speech),
        name(heard(row.last_heard, speech)),
    )


def _marks(row: Row, speech: Speech) -> Markup:
    return Markup('<span class="marks">{}{}</span>').format(
        status_mark(row.status, speech), care_mark(row.care, speech)
    )


def _model(row: Row, speech: Speech) -> Markup:
    care = row.brief.care[:1] if row.care is Care.NEEDS_CARE else ()
    found = (row.brief.lead, *care)
    why = [under_name(each, speech)[0] for each in found]
    return Markup(
        '<span class="name"><a href="{}">{}</a></span><p class="why">{}</p><p class="people">{}</p>'
    ).format(to_model(row.slug), name(row.name), sentences(why), _people(row, speech))


def _people(row: Row, speech: Speech) -> Markup:
    owner = name(row.owner) if row.owner else label(Label.NO_OWNER_RECORDED, speech)
    unit = name(row.unit) if row.unit else label(Label.NO_UNIT_RECORDED, speech)
    return Markup("{} · {}").format(owner, unit)


def _figure(brief: Brief, speech: Speech) -> Markup:
    if brief.kpi is None:
        return Markup('<span class="agreed">{}</span>').format(label(Label.NOT_MEASURED, speech))
    words = kpi_words(brief.kpi, speech)
    agreed = words.agreed or label(Label.NOTHING_AGREED, speech)
    return Markup('<div class="value">{}</div><div class="agreed">{}</div>').format(
        name(words.value), name(agreed)
    )


def _path(brief: Brief, speech: Speech) -> Markup:
    if brief.kpi is None:
        return NOTHING
    told = trend_told(brief.trend, brief.kpi, speech)
    return trend(brief.trend, brief.kpi.minimum, told)
