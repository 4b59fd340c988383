"""What somebody looks at who reviews a model, part by part; nothing stands here that is not signed.

A review of a past day is drawn for that day, so that its ages are those the reader saw then.
"""

from collections.abc import Iterator

from markupsafe import Markup

from app.health.review_evidence import Agreed, Evidence, GroupsOf, InUse, OpenSaid, Recorded
from app.language import agreements, feedback, reviews
from app.language.dates import aged
from app.language.decisions import decided_told
from app.language.deeds import confirmed, never_confirmed, yes_or_no
from app.language.fields import field_words
from app.language.groups import group_told
from app.language.incidents import incident_told
from app.language.labels import label
from app.language.pages import measure_told, under_name
from app.language.reviews import ReviewLabel, signed_told, why_told
from app.language.sentence import Sentence, Speech
from app.reports.changes import Happened
from app.ui.feedback_table import kind_mark, quoted
from app.ui.happenings import day_by_day
from app.ui.marks import status_mark
from app.ui.markup import join, name, sentence, sentences
from app.ui.papers import fixed_words
from app.ui.questions import cards
from app.ui.tables import folded, soft
from data.facts import Agreement, FieldName, ModelRef


def evidence_shown(evidence: Evidence, speech: Speech) -> Markup:
    """All of it, in the order in which one would ask."""
    changed = ReviewLabel.CHANGED if evidence.before else ReviewLabel.CHANGED_LATELY
    parts = (
        (ReviewLabel.FOR_WHAT, _facts(evidence, speech)),
        (ReviewLabel.IN_USE, join(_in_use(each, speech) for each in evidence.in_use)),
        (ReviewLabel.STANDS, _standing(evidence, speech)),
        (ReviewLabel.AGREED, _agreed(evidence, speech)),
        (ReviewLabel.WRONG, _wrong(evidence, speech)),
        (ReviewLabel.GROUPS, _groups(evidence, speech)),
        (ReviewLabel.SAID, _said(evidence, speech)),
        (changed, _changes(evidence, speech)),
        (ReviewLabel.BEFORE, _before(evidence, speech)),
    )
    return join(
        Markup('<div class="part"><h3>{}</h3>{}</div>').format(label(heading, speech), body)
        for heading, body in parts
    )


def _facts(evidence: Evidence, speech: Speech) -> Markup:
    rows = join(
        Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(
            field_words(each.name, speech), name(_value(each, evidence, speech))
        )
        for each in evidence.facts
    )
    said = evidence.confirmed
    told = confirmed(*said, speech) if said else never_confirmed(speech)
    return Markup('<dl class="facts">{}</dl>').format(rows) + soft(sentence(told))


def _value(fact: Recorded, evidence: Evidence, speech: Speech) -> str:
    if fact.name is FieldName.AFFECTS_PEOPLE:
        return yes_or_no(fact.value, speech)
    if fact.name is FieldName.MEASURE:
        measures = (each.measure for each in evidence.agreed if each.measure.key == fact.value)
        found = next(measures, None)
        return measure_told(found, speech) if found else fact.value
    return fixed_words(fact.name, fact.value, speech) or fact.value


def _in_use(one: InUse, speech: Speech) -> Markup:
    told = reviews.version_told(one.version, one.since, one.since_known, speech)
    built = sentence(reviews.built_by(one.built_by, speech))
    return Markup("<p>{}. {}</p>").format(name(told.removesuffix(".")), built)


def _standing(evidence: Evidence, speech: Speech) -> Markup:
    standing = evidence.standing
    lead = sentences(under_name(standing.reasons[0], speech))
    mark = status_mark(standing.status, speech)
    return Markup("<p>{} {}</p>{}").format(mark, lead, cards(standing.answers, speech))


def _agreed(evidence: Evidence, speech: Speech) -> Markup:
    if not evidence.agreed:
        return soft(label(ReviewLabel.NOTHING_MEASURED, speech))
    return _list(sentences(_terms(each, speech)) for each in evidence.agreed)


def _terms(one: Agreed, speech: Speech) -> tuple[Sentence, ...]:
    asked = agreements.asked(one.measure, speech)
    if one.minimum is None or one.agreed_on is None:
        return reviews.agreed_about(asked, None, speech)
    signed = Agreement(ModelRef(""), "", one.minimum, one.agreed_by, one.agreed_on)
    told = agreements.in_force(signed, one.measure, one.agreed_by, speech)
    again = (reviews.look_again_by(one.review_by, speech),) if one.review_by else ()
    return *reviews.agreed_about(asked, told, speech), *again


def _wrong(evidence: Evidence, speech: Speech) -> Markup:
    measures = {each.measure.key: each.measure for each in evidence.agreed}
    drawn = soft(label(ReviewLabel.NOTHING_WRONG, speech))
    if evidence.wrong:
        told = (incident_told(each, measures.get(each.measure), speech) for each in evidence.wrong)
        drawn = _list(sentences(each) for each in told)
    if evidence.decided is None:
        return drawn
    return drawn + Markup("<p>{}</p>").format(sentences(decided_told(evidence.decided, speech)))


def _groups(evidence: Evidence, speech: Speech) -> Markup:
    if not evidence.groups:
        return soft(label(ReviewLabel.NO_GROUPS, speech))
    return join(_of_measure(each, speech) for each in evidence.groups)


def _of_measure(found: GroupsOf, speech: Speech) -> Markup:
    told = (sentences(group_told(each, found.measure, speech)) for each in found.groups)
    return folded(name(agreements.asked(found.measure, speech)), _list(told))


def _said(evidence: Evidence, speech: Speech) -> Markup:
    if not evidence.said:
        return soft(label(ReviewLabel.NOTHING_SAID, speech))
    return _list(_one_said(each, speech) for each in evidence.said)


def _one_said(one: OpenSaid, speech: Speech) -> Markup:
    by = name(one.raised_by) + Markup(", ") + aged(one.raised_on, speech)
    waits = sentence(feedback.waits_for(one.answerer, one.due_on, speech))
    drawn = kind_mark(one.kind, speech) + Markup(" <span>{}</span>").format(by)
    return drawn + quoted(one.text) + soft(waits)


def _changes(evidence: Evidence, speech: Speech) -> Markup:
    if not evidence.changes:
        return soft(label(ReviewLabel.NOTHING_CHANGED, speech))
    rows = [Happened("", "", each) for each in evidence.changes]
    return day_by_day(rows, speech, named=False)


def _before(evidence: Evidence, speech: Speech) -> Markup:
    signed = evidence.before
    if signed is None:
        return soft(label(ReviewLabel.NOT_REVIEWED, speech))
    told = (
        *signed_told(signed.outcome, signed.by, signed.at, signed.conditions, speech),
        *why_told(signed.why, signed.until, speech),
    )
    return Markup("<p>{}</p>").format(sentences(told))


def _list(rows: Iterator[Markup]) -> Markup:
    return Markup("<ul>{}</ul>").format(join(Markup("<li>{}</li>").format(each) for each in rows))
