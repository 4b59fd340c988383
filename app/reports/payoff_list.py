"""What each model brought in during one month, as a table to download."""

from collections.abc import Sequence
from datetime import date

from app.language import impact_page as words
from app.language.impact_page import ImpactLabel
from app.language.labels import Label, label
from app.language.lists import Column, about_list, column, narrowed_to, stamp
from app.language.pages import kpi_told, least_told, under_name
from app.language.sentence import Speech
from app.reports.exports import Cell, Table
from app.reports.impact import ModelPayoff
from data.store.payoffs import Chosen


def payoff_list(
    rows: Sequence[ModelPayoff],
    matching: int,
    month: date,
    chosen: Chosen,
    is_pretend: bool,
    speech: Speech,
) -> Table:
    """A table of these models. ``matching`` is how many there are in all under this choice."""
    shown = narrowed_to(_chosen(chosen, speech), speech)
    during = words.brought_in_during(month, speech)
    return Table(
        title=during,
        about=(*about_list(len(rows), matching, is_pretend, speech), shown),
        heads=(
            label(ImpactLabel.MODEL, speech),
            label(Label.UNIT, speech),
            during,
            label(ImpactLabel.AT_LEAST, speech),
            label(ImpactLabel.CURRENCY, speech),
            label(Label.FIGURE, speech),
            column(Column.AGREED, speech),
            label(ImpactLabel.WHO_COULD_AGREE, speech),
            column(Column.ADDRESS, speech),
        ),
        rows=[_row(each, speech) for each in rows],
        stamp=stamp(len(rows), matching, shown, is_pretend, speech),
    )


def _chosen(chosen: Chosen, speech: Speech) -> tuple[tuple[str, str], ...]:
    kinds = {True: ImpactLabel.PROMISED, False: ImpactLabel.UNPROMISED}
    which = label(kinds[chosen.promised], speech) if chosen.promised is not None else ""
    said = ((Label.UNIT, chosen.unit), (ImpactLabel.WHICH_MODELS, which))
    return tuple((label(name, speech), to) for name, to in said if to)


def _row(one: ModelPayoff, speech: Speech) -> tuple[Cell, ...]:
    kpi = one.kpi
    return (
        one.name,
        one.unit or label(Label.NO_UNIT_RECORDED, speech),
        one.value,
        one.agreed if one.value is not None else None,
        (one.currency or speech.currency) if one.promised else "",
        kpi_told(kpi, speech) if kpi else "",
        least_told(kpi, speech) if kpi else "",
        _who(one, speech),
        f"/model?model={one.slug}",
    )


def _who(one: ModelPayoff, speech: Speech) -> str:
    if one.promised:
        return ""
    if one.excused is not None:
        return " ".join(str(each) for each in under_name(one.excused, speech))
    agrees = one.agrees
    if agrees is None:
        return str(words.who_could_agree("", False, speech))
    return str(words.who_could_agree(agrees.name, agrees.is_expert, speech))
