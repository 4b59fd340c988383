"""The models one by one: what each brought in, or what it does in its own units, and who could
agree what that is worth."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from app.language import impact_page as words
from app.language.dates import month as month_words
from app.language.dates import period
from app.language.impact_page import ImpactLabel
from app.language.labels import Label, label
from app.language.pages import kpi_told, least_told, side_told, under_name
from app.language.sentence import Speech
from app.language.today import worth_words
from app.reports.impact import ModelPayoff
from app.ui.address import to_model
from app.ui.marks import toned_mark
from app.ui.markup import blank, link, name, sentences
from app.ui.tables import Cell, soft, table
from data.facts import Better


def payoffs(found: Sequence[ModelPayoff], month: date, speech: Speech) -> Markup:
    """A table in the order given."""
    heads = (
        ImpactLabel.MODEL,
        ImpactLabel.RESULT,
        ImpactLabel.AGREED,
        ImpactLabel.DIFFERENCE,
    )
    rows = [_row(each, month, speech) for each in found]
    return table([label(each, speech) for each in heads], rows, kind="payoffs")


def _row(one: ModelPayoff, month: date, speech: Speech) -> tuple[Cell, ...]:
    unit = name(one.unit) if one.unit else label(Label.NO_UNIT_RECORDED, speech)
    model = link(to_model(one.slug), name(one.name)) + soft(unit)
    if not one.promised:
        return model, *_in_its_own_units(one, speech)
    during = soft(month_words(month, speech))
    if one.value is None or one.agreed is None:
        missing = label(ImpactLabel.NO_FULL_RESULTS, speech)
        return model, name(missing) + during, blank(missing), blank(missing)
    told = worth_words(one.value, one.agreed, one.currency, speech)
    least = words.least(one.value, one.agreed, one.currency, speech)
    return (
        model,
        name(told.value) + during,
        side_told(least, Better.HIGHER, speech),
        toned_mark("warn", told.difference) if one.value < one.agreed else told.difference,
    )


def _in_its_own_units(one: ModelPayoff, speech: Speech) -> tuple[Cell, ...]:
    who = _who(one, speech)
    if one.kpi is None:
        missing = blank(label(Label.NOT_MEASURED, speech))
        return label(Label.NOT_MEASURED, speech), missing, who
    value = name(kpi_told(one.kpi, speech)) + soft(period(one.kpi.start, one.kpi.end, speech))
    least = least_told(one.kpi, speech) or label(Label.NOTHING_AGREED, speech)
    return value, name(least), who


def _who(one: ModelPayoff, speech: Speech) -> Markup:
    """Who could agree on a worth, where nobody says that there need not be one."""
    if one.excused is not None:
        return sentences(under_name(one.excused, speech))
    agrees = one.agrees
    told = words.no_worth(
        agrees.name if agrees else "", agrees is not None and agrees.is_expert, speech
    )
    return sentences(told)
