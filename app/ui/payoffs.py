"""The models one by one: what each brought in, or what it does in its own units, and who could
agree what that is worth."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from app.language import impact_page as words
from app.language.dates import month as month_words
from app.language.impact_page import ImpactLabel
from app.language.labels import Label, label
from app.language.pages import kpi_phrase, kpi_words, under_name
from app.language.sentence import Speech
from app.language.today import worth_words
from app.reports.impact import ModelPayoff
from app.ui.address import to_model
from app.ui.markup import blank, link, name, sentences
from app.ui.tables import Cell, soft, table


def payoffs(found: Sequence[ModelPayoff], month: date, speech: Speech) -> Markup:
    """A table in the order given."""
    heads = (
        label(ImpactLabel.MODEL, speech),
        words.brought_in_during(month_words(month, speech), speech),
        label(ImpactLabel.AGREED, speech),
        label(ImpactLabel.DIFFERENCE, speech),
    )
    return table(heads, [_row(each, speech) for each in found], kind="payoffs")


def _row(one: ModelPayoff, speech: Speech) -> tuple[Cell, ...]:
    unit = name(one.unit) if one.unit else label(Label.NO_UNIT_RECORDED, speech)
    model = link(to_model(one.slug), name(one.name)) + soft(unit)
    if not one.promised:
        return model, *_in_its_own_units(one, speech)
    nothing = blank(label(ImpactLabel.NO_FULL_RESULTS, speech))
    if one.value is None or one.agreed is None:
        return model, label(ImpactLabel.NO_FULL_RESULTS, speech), nothing, nothing
    told = worth_words(one.value, one.agreed, one.currency, speech)
    least = words.least(one.value, one.agreed, one.currency, speech)
    return model, told.value, least, told.difference


def _in_its_own_units(one: ModelPayoff, speech: Speech) -> tuple[Cell, ...]:
    who = _who(one, speech)
    if one.kpi is None:
        missing = blank(label(Label.NOT_MEASURED, speech))
        return label(Label.NOT_MEASURED, speech), missing, who
    told = kpi_words(one.kpi, speech)
    value = Markup("{}{}").format(name(kpi_phrase(one.kpi, told.value, speech)), soft(told.period))
    return value, name(told.agreed or label(Label.NOTHING_AGREED, speech)), who


def _who(one: ModelPayoff, speech: Speech) -> Markup:
    """Who could agree on a worth, where that is not said to be beside the point."""
    if one.excused is not None:
        return sentences(under_name(one.excused, speech))
    told = words.nobody_could_agree(speech)
    if one.agrees is not None:
        told = words.could_agree(one.agrees.name, one.agrees.is_expert, speech)
    return sentences((words.no_worth_agreed(speech), told))
