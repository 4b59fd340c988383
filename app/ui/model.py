"""The page of one model, put together: what is said, the chart, the eight questions, the papers."""

from collections.abc import Iterator

from markupsafe import Markup

from app.health.brief import business_measure
from app.health.insight import Behaviour
from app.health.people import name_of
from app.health.verdict import Answer, Verdict
from app.language.sentence import Speech
from app.reports.charges import UsedBy
from app.ui import history, papers, states, view
from app.ui.banners import banners
from app.ui.behaviour import others
from app.ui.candidate import candidate
from app.ui.feedback_forms import raising
from app.ui.groups import groups
from app.ui.happenings import happened_to
from app.ui.header import header
from app.ui.incidents import incidents
from app.ui.markup import NOTHING, join
from app.ui.model_steps import model_steps
from app.ui.months import money
from app.ui.questions import question_cards
from app.ui.risk import risk
from app.ui.said import notes, said_of_it
from app.ui.shown import Notice, Record
from app.ui.software import model_software
from app.ui.taking import taking_part
from app.ui.together import nothing, together
from app.ui.uses import used_by
from app.ui.waiting import waiting_for
from data.facts import Measured, Question


def show(record: Record, notice: Notice, speech: Speech) -> None:
    """Everything of the page, top to bottom."""
    view.show(page(record, notice, speech), key="model")


def page(record: Record, notice: Notice, speech: Speech) -> Markup:
    """The page as HTML."""
    top = banners(notice, speech) + header(record, speech)
    middle = _judged(record, record.verdict, speech) if record.verdict else NOTHING
    return top + taking_part(record, speech) + middle + _across(record, speech)


def _judged(record: Record, verdict: Verdict, speech: Speech) -> Markup:
    """The charts and what follows from them, beside the questions."""
    drawn = join(_chart(each, record, speech) for each in _charted(record))
    return Markup('<div class="beside"><div>{}</div><div>{}</div></div>').format(
        drawn + risk(record, speech) + together(record, speech), question_cards(verdict, speech)
    )


def _chart(measured: Measured, record: Record, speech: Speech) -> Markup:
    """The chart of one measure with what people explain about it, and the form to say more."""
    told = _behaviour(measured, record), _answer_about(measured, record)
    noted = notes(record, measured, speech)
    drawn = history.chart(measured, *told, speech, noted)
    return drawn + raising(record.case, speech, measured)


def _across(record: Record, speech: Speech) -> Markup:
    """What needs the whole width, below the charts and the questions."""
    return join(
        (
            said_of_it(record, speech),
            used_by(_uses(record), speech) if record.verdict else NOTHING,
            groups(record, speech),
            incidents(record, speech),
            waiting_for(record, speech),
            money(record, speech),
            happened_to(record, speech),
            others(_not_charted(record), speech),
            candidate(record, speech),
            nothing(record, speech),
            model_steps(record, speech),
            model_software(record, speech),
            papers.versions(record, speech),
            papers.facts(record, speech),
        )
    )


def _uses(record: Record) -> list[UsedBy]:
    people = record.case.people
    return [
        UsedBy(
            use.name,
            use.kind,
            use.stops,
            use.fallback,
            name_of(record.case, use.contact),
            people[use.contact].left_on if use.contact in people else None,
        )
        for use in record.case.uses
    ]


def show_unknown(slug: str, notice: Notice, speech: Speech) -> None:
    """The address names no model we know."""
    view.show(banners(notice, speech) + states.unknown_model(slug, speech), key="model")


def _charted(record: Record) -> list[Measured]:
    """The business measure, and one more question that is measured; more would hide the first."""
    first = business_measure(record.case)
    others = [
        each
        for question in _CHARTED
        for each in record.case.measured
        if each.measure.question is question and each is not first and len(each.overall.values)
    ]
    return [each for each in (first, *others) if each is not None][:MOST_CHARTS]


_CHARTED = (Question.PERFORMANCE, Question.VALUE)
MOST_CHARTS = 2


def _not_charted(record: Record) -> Iterator[tuple[Measured, Behaviour, Answer | None]]:
    charted = _charted(record)
    for measured in record.case.measured:
        behaviour = _behaviour(measured, record)
        if behaviour is not None and behaviour.stretches and measured not in charted:
            yield measured, behaviour, _answer_about(measured, record)


def _behaviour(measured: Measured, record: Record) -> Behaviour | None:
    insights = record.beside.insight.measures if record.beside else ()
    key = measured.measure.key
    return next((each.behaviour for each in insights if each.measure == key), None)


def _answer_about(measured: Measured, record: Record) -> Answer | None:
    answers = record.verdict.answers if record.verdict else ()
    return next((each for each in answers if each.measure == measured.measure.key), None)
