"""The list of the page about risks: why each model stands where it stands, and what would help."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from app.health.coverage import Worry
from app.health.insight import Risk
from app.language.coverage import worry_words
from app.language.fields import impact_words
from app.language.labels import Label, label
from app.language.risks import impact_told, likelihood_words, nothing_likelier, step_told
from app.language.risks_page import RiskLabel, was
from app.language.sentence import Speech
from app.reports.risks import RiskOf
from app.ui.address import to_model
from app.ui.coverage import cover_mark, unwatched
from app.ui.markup import blank, link, name, sentence, sentences
from app.ui.risk import likelihood_mark, points, way
from app.ui.tables import Cell, folded, soft, table


def risk_table(rows: Sequence[RiskOf], speech: Speech) -> Markup:
    """Models in the order given, each with a link to its page."""
    heads = (
        label(Label.MODEL_AND_WHY, speech),
        label(RiskLabel.MATTERS, speech),
        label(RiskLabel.CHANCE, speech),
        *(worry_words(each, speech) for each in Worry),
    )
    return table(heads, (_row(each, speech) for each in rows), kind="risks")


def _row(one: RiskOf, speech: Speech) -> tuple[Cell, ...]:
    return (
        _model(one, speech),
        _matters(one.risk, speech),
        _chance(one.risk, speech),
        *_worries(one, speech),
    )


def _model(one: RiskOf, speech: Speech) -> Markup:
    return Markup('<div class="name">{}</div>{}{}{}').format(
        link(to_model(one.slug), name(one.name), "quiet"),
        soft(_people(one, speech)),
        _steps(one.risk, speech),
        folded(label(RiskLabel.WHY_AND_WHAT_HELPS, speech), _why(one, speech)),
    )


def _people(one: RiskOf, speech: Speech) -> Markup:
    owner = name(one.owner) if one.owner else label(Label.NO_OWNER_RECORDED, speech)
    unit = name(one.unit) if one.unit else label(Label.NO_UNIT_RECORDED, speech)
    return Markup("{} · {}").format(owner, unit)


def _steps(risk: Risk, speech: Speech) -> Markup:
    if not risk.steps:
        return Markup("<p>{}</p>").format(sentence(nothing_likelier(speech)))
    return points([sentences(step_told(each, speech)) for each in risk.steps])


def _why(one: RiskOf, speech: Speech) -> Markup:
    told = Markup("<p>{}</p>").format(sentences(impact_told(one.risk, speech)))
    return told + way(one.risk, speech) + unwatched(one.covers, speech)


def _matters(risk: Risk, speech: Speech) -> Markup:
    told = Markup("{}").format(impact_words(risk.impact, speech))
    if not risk.impact_assumed:
        return told
    return Markup('{} <span class="soft">{}</span>').format(told, label(RiskLabel.ASSUMED, speech))


def _chance(risk: Risk, speech: Speech) -> Markup:
    mark = likelihood_mark(risk, speech)
    if risk.before is risk.likelihood:
        return mark
    before = was(likelihood_words(risk.before, speech), speech)
    return Markup('{} <span class="soft">{}</span>').format(mark, before)


def _worries(one: RiskOf, speech: Speech) -> Iterator[Markup]:
    """A cell for each worry; blank where nobody looked yet."""
    found = {each.worry: each for each in one.covers}
    for worry in Worry:
        cover = found.get(worry)
        yield cover_mark(cover, speech) if cover else blank(label(Label.NOT_MEASURED, speech))
