"""What could go wrong: how much it would matter, how likely it is, by which steps, unnoticed."""

from markupsafe import Markup

from app.health.coverage import coverage
from app.health.insight import Risk
from app.health.risk_moves import way_down
from app.language.labels import Label, label
from app.language.risk_moves import cure_told, way_told
from app.language.risks import (
    impact_told,
    likelihood_look,
    likelihood_told,
    likelihood_words,
    risk_receipt,
    step_told,
)
from app.language.risks_page import RiskLabel
from app.language.sentence import Speech
from app.ui import markup
from app.ui.coverage import worries
from app.ui.marks import toned_mark
from app.ui.markup import NOTHING, join, sentence, sentences
from app.ui.shown import Record
from app.ui.tables import section


def risk(record: Record, speech: Speech) -> Markup:
    """The risk of a model in words; empty where nothing was worked out yet."""
    if record.beside is None or record.verdict is None:
        return NOTHING
    found = record.beside.insight.risk
    likely = sentences(likelihood_told(found, speech)) + _steps(found, speech)
    covers = coverage(record.case, record.verdict)
    body = Markup('<dl class="answers">{}{}{}</dl>{}').format(
        _part(label(Label.HOW_MUCH_IT_MATTERS, speech), sentences(impact_told(found, speech))),
        _part(_likely(found, speech), likely),
        _part(label(RiskLabel.WOULD_WE_NOTICE, speech), worries(covers, speech)),
        markup.receipt(risk_receipt(found, speech), label(Label.SHOW_THE_NUMBERS, speech)),
    )
    return section(label(Label.COULD_GO_WRONG, speech), body)


def likelihood_mark(found: Risk, speech: Speech) -> Markup:
    """How likely trouble is, as a mark."""
    _, tone = likelihood_look(found.likelihood)
    return toned_mark(tone, likelihood_words(found.likelihood, speech))


def way(found: Risk, speech: Speech) -> Markup:
    """How much has to go before trouble is less likely, and what takes each step away."""
    down = way_down(found)
    if down is None:
        return NOTHING
    cures = [sentence(cure_told(each, down, speech)) for each in found.steps if down.needed]
    return Markup("<p>{}</p>{}").format(sentence(way_told(down, speech)), points(cures))


def points(told: list[Markup]) -> Markup:
    """Sentences below each other; empty where there are none."""
    drawn = join(Markup("<li>{}</li>").format(each) for each in told)
    return Markup('<ul class="steps">{}</ul>').format(drawn) if drawn else NOTHING


def _part(asked: str | Markup, told: Markup) -> Markup:
    return Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(asked, told)


def _likely(found: Risk, speech: Speech) -> Markup:
    return Markup('<span class="marks">{} {}</span>').format(
        label(Label.HOW_LIKELY, speech), likelihood_mark(found, speech)
    )


def _steps(found: Risk, speech: Speech) -> Markup:
    return points([sentences(step_told(each, speech)) for each in found.steps]) + way(found, speech)
