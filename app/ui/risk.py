"""What could go wrong: how much it would matter, how likely it is, and by which steps."""

from markupsafe import Markup

from app.health.insight import Risk
from app.language.labels import Label, label
from app.language.risks import (
    impact_told,
    likelihood_look,
    likelihood_told,
    likelihood_words,
    risk_receipt,
    step_told,
)
from app.language.sentence import Speech
from app.ui import markup
from app.ui.marks import toned_mark
from app.ui.markup import NOTHING, join, sentences
from app.ui.shown import Record
from app.ui.tables import section


def risk(record: Record, speech: Speech) -> Markup:
    """The risk of a model in words; empty where nothing was worked out yet."""
    if record.beside is None:
        return NOTHING
    found = record.beside.insight.risk
    likely = sentences(likelihood_told(found, speech)) + _steps(found, speech)
    body = Markup('<dl class="answers">{}{}</dl>{}').format(
        _part(label(Label.HOW_MUCH_IT_MATTERS, speech), sentences(impact_told(found, speech))),
        _part(_likely(found, speech), likely),
        markup.receipt(risk_receipt(found, speech), label(Label.SHOW_THE_NUMBERS, speech)),
    )
    return section(label(Label.COULD_GO_WRONG, speech), body)


def _part(asked: str | Markup, told: Markup) -> Markup:
    return Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(asked, told)


def _likely(found: Risk, speech: Speech) -> Markup:
    _, tone = likelihood_look(found.likelihood)
    mark = toned_mark(tone, likelihood_words(found.likelihood, speech))
    return Markup('<span class="marks">{} {}</span>').format(label(Label.HOW_LIKELY, speech), mark)


def _steps(found: Risk, speech: Speech) -> Markup:
    told = (sentences(step_told(each, speech)) for each in found.steps)
    drawn = join(Markup("<li>{}</li>").format(each) for each in told)
    return Markup('<ul class="steps">{}</ul>').format(drawn) if drawn else NOTHING
