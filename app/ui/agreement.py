"""What good means for one model: what counts, what waits, every version, and the form."""

from markupsafe import Markup

from app.health.brief import business_measure
from app.health.people import name_of
from app.language import agreements as words
from app.language.agreements import AgreementLabel
from app.language.labels import label
from app.language.sentence import Speech
from app.reports.agreements import Proposal
from app.ui import states, view
from app.ui.address import to_model
from app.ui.agreement_forms import answering
from app.ui.agreements_address import Asked, to_agreements
from app.ui.banners import banners
from app.ui.crumbs import crumbs
from app.ui.deed_form import may
from app.ui.heads import head
from app.ui.history import chart
from app.ui.loading.agreements import Agreeing
from app.ui.markup import NOTHING, join, link, name, sentence
from app.ui.shown import Notice
from app.ui.tables import section
from data.facts import Case, Measured


def show(found: Agreeing | None, asked: Asked, notice: Notice, speech: Speech) -> None:
    """Everything of the page but the form, which is a part of its own."""
    if found is None:
        unknown = states.unknown_model(asked.model, speech)
        view.show(banners(notice, speech) + unknown, key="agreement")
        return
    view.show(page(found, asked, notice, speech), key="agreement")


def page(found: Agreeing, asked: Asked, notice: Notice, speech: Speech) -> Markup:
    """The page as HTML."""
    record = found.record
    steps = [
        link(to_agreements(), label(AgreementLabel.TO_AGREEMENTS, speech)),
        link(to_model(record.case.slug), name(record.name)),
    ]
    last = label(AgreementLabel.MEASURES, speech)
    above = crumbs(steps, Markup("{}").format(last), speech)
    title = words.title(record.name, speech)
    top = head(title, words.explained(speech), notice, speech, above)
    chosen = chosen_measure(found, asked)
    if chosen is None:
        return top + join(_measure(each, found, speech) for each in _first_first(record.case))
    return top + chart(chosen, None, None, speech) + _measure(chosen, found, speech)


def _first_first(case: Case) -> list[Measured]:
    """What the business looks at leads."""
    first = business_measure(case)
    return sorted(case.measured, key=lambda each: each is not first)


def chosen_measure(found: Agreeing, asked: Asked) -> Measured | None:
    """The measure that is asked for; the one there is, where there is one alone."""
    measured = found.record.case.measured
    if len(measured) == 1:
        return measured[0]
    return next((each for each in measured if each.measure.key == asked.measure), None)


def _measure(measured: Measured, found: Agreeing, speech: Speech) -> Markup:
    """What counts for one measure, what waits, and what was signed before."""
    key, slug = measured.measure.key, found.record.case.slug
    told = [each for each in found.proposals if each.measure == key]
    waiting = join(
        answering(each, measured, speech) for each in told if each.state.value == "waiting"
    )
    body = _in_force(measured, found, speech) + waiting + _versions(measured, told, found, speech)
    to = link(to_agreements(Asked(slug, key)), label(AgreementLabel.WRITE, speech))
    more = Markup("<p>{}</p>").format(to) if may("propose_agreement") else NOTHING
    return section(words.asked(measured.measure, speech), body + more)


def _in_force(measured: Measured, found: Agreeing, speech: Speech) -> Markup:
    signed = measured.agreement
    if signed is None and measured.agreed_otherwise is not None:
        return Markup("<p>{}</p>").format(label(AgreementLabel.DOES_NOT_HOLD, speech))
    if signed is None:
        return Markup("<p>{}</p>").format(label(AgreementLabel.NOTHING_AGREED, speech))
    by = name_of(found.record.case, signed.agreed_by)
    return Markup("<p>{}</p>").format(
        sentence(words.in_force(signed, measured.measure, by, speech))
    )


def _versions(measured: Measured, told: list[Proposal], found: Agreeing, speech: Speech) -> Markup:
    """What counted before, and what was proposed here, newest first."""
    before = [
        sentence(words.in_force(each, measured.measure, _by(each.agreed_by, found), speech))
        for each in reversed(measured.earlier)
    ]
    here = [sentence(words.state_told(each, speech)) for each in told]
    rows = join(Markup("<li>{}</li>").format(each) for each in (*here, *before))
    if not rows:
        return NOTHING
    return Markup('<details class="numbers"><summary>{}</summary><ul>{}</ul></details>').format(
        label(AgreementLabel.VERSIONS, speech), rows
    )


def _by(named: str, found: Agreeing) -> str:
    return name_of(found.record.case, named)
