"""The list of risks as a table to download: the same models in the same order as on the page."""

from collections.abc import Sequence

from app.health.coverage import Cover, Watch, Worry
from app.health.insight import Risk
from app.health.risk_moves import way_down
from app.language.coverage import cover_told, watch_words, worry_words
from app.language.fields import impact_words
from app.language.labels import Label, label
from app.language.lists import Column, about_list, column, narrowed_to, stamp
from app.language.risk_moves import cure_told, way_told
from app.language.risks import impact_told, likelihood_words, step_told
from app.language.risks_page import RiskLabel
from app.language.sentence import Sentence, Speech
from app.language.translating import joined
from app.reports.exports import Cell, Table
from app.reports.risks import RiskOf

_FIRST = (
    Label.MODEL,
    RiskLabel.MATTERS,
    RiskLabel.MATTERS_WHY,
    RiskLabel.CHANCE,
    RiskLabel.CHANCE_BEFORE,
    RiskLabel.MAKES_LIKELIER,
    RiskLabel.WOULD_HELP,
)
_LAST = (RiskLabel.NOT_WATCHED_WHY, Label.OWNER, Label.UNIT)


def risk_list(
    rows: Sequence[RiskOf],
    matching: int,
    chosen: tuple[tuple[str, str], ...],
    is_pretend: bool,
    speech: Speech,
) -> Table:
    """A table of these models. ``matching`` is how many there are in all under what was chosen."""
    shown = narrowed_to(chosen, speech)
    return Table(
        title=label(Label.COULD_GO_WRONG, speech),
        about=(*about_list(len(rows), matching, is_pretend, speech), shown),
        heads=(
            *(label(each, speech) for each in _FIRST),
            *(worry_words(each, speech) for each in Worry),
            *(label(each, speech) for each in _LAST),
            column(Column.ADDRESS, speech),
        ),
        rows=[_row(each, speech) for each in rows],
        stamp=stamp(len(rows), matching, shown, is_pretend, speech),
    )


def _row(one: RiskOf, speech: Speech) -> tuple[Cell, ...]:
    risk = one.risk
    covers = {each.worry: each for each in one.covers}
    told = tuple(sentence for each in risk.steps for sentence in step_told(each, speech))
    return (
        one.name,
        impact_words(risk.impact, speech),
        joined(impact_told(risk, speech)[-1:]),
        likelihood_words(risk.likelihood, speech),
        likelihood_words(risk.before, speech),
        joined(told),
        joined(_helps(risk, speech)),
        *(_watch(covers.get(each), speech) for each in Worry),
        "\n".join(_why(each, speech) for each in one.covers if each.watch is not Watch.WATCHED),
        one.owner or label(Label.NO_OWNER_RECORDED, speech),
        one.unit or label(Label.NO_UNIT_RECORDED, speech),
        f"/model?model={one.slug}",
    )


def _helps(risk: Risk, speech: Speech) -> tuple[Sentence, ...]:
    way = way_down(risk)
    if way is None:
        return ()
    cures = tuple(cure_told(each, way, speech) for each in risk.steps if way.needed)
    return way_told(way, speech), *cures


def _watch(cover: Cover | None, speech: Speech) -> str | None:
    return watch_words(cover.watch, speech) if cover else None


def _why(cover: Cover, speech: Speech) -> str:
    told = joined(cover_told(cover, speech))
    return f"{worry_words(cover.worry, speech)}: {told}"
