"""The top of a model's page: its name, what is said of it, and who looks after it."""

from markupsafe import Markup

from app.health.people import key_of, name_of
from app.health.verdict import Care, Status, Verdict
from app.language.carers import gone_or_leaving
from app.language.dates import aged, heard_day
from app.language.fields import field_words
from app.language.labels import Label, label
from app.language.pages import under_name, version_live
from app.language.sentence import Speech
from app.language.sentences import step_for
from app.language.today import checking_told
from app.ui.address import Filters, to_models, to_words
from app.ui.crumbs import crumbs
from app.ui.decided import decided_part
from app.ui.marks import care_mark, status_mark
from app.ui.markup import NOTHING, join, link, name, sentence, sentences
from app.ui.people_address import to_person
from app.ui.shown import Record
from data.facts import FieldName

_PEOPLE = (
    FieldName.OWNER,
    FieldName.BACKUP_OWNER,
    FieldName.EXPERT,
    FieldName.TEAM,
    FieldName.CONTACT,
    FieldName.UNIT,
)


def header(record: Record, speech: Speech) -> Markup:
    """Name, verdict, purpose and people, in the order a reader needs them."""
    return Markup(
        '{}<div class="title"><h1 tabindex="-1">{}</h1>{}</div>{}{}<dl class="facts">{}{}</dl>'
    ).format(
        _crumbs(record, speech),
        name(record.name),
        _marks(record, speech),
        _verdict(record, speech),
        _what_it_does(record),
        join(_person(record, field, speech) for field in _PEOPLE),
        _moments(record, speech),
    )


def _crumbs(record: Record, speech: Speech) -> Markup:
    unit = record.case.facts.get(FieldName.UNIT)
    steps = [link(to_models(), label(Label.MODELS, speech))]
    if unit:
        steps.append(link(to_models(Filters(unit=unit.value)), name(unit.value)))
    return crumbs(steps, name(record.name), speech)


def _marks(record: Record, speech: Speech) -> Markup:
    verdict = record.verdict
    if verdict is None:
        return NOTHING
    return Markup('<span class="marks">{}{}</span>').format(
        _explained(verdict.status, status_mark(verdict.status, speech)),
        _explained(verdict.care, care_mark(verdict.care, speech)),
    )


def _explained(of: Status | Care, mark: Markup) -> Markup:
    return link(to_words(of.value), mark, "quiet")


def _verdict(record: Record, speech: Speech) -> Markup:
    verdict = record.verdict
    if verdict is None:
        why = Label.NOT_JUDGED_YET if record.case.deployed else Label.NOT_IN_USE
        return Markup('<p class="lead">{}</p>').format(label(why, speech))
    said = decided_part(record.decided, verdict.status, speech)
    said += Markup('<p class="lead">{}</p>').format(sentences(under_name(verdict.lead, speech)))
    said += _checking(record, speech)
    step = Markup('<p class="next">{}</p>').format(sentence(step_for(verdict, speech)))
    if verdict.care is Care.LOOKED_AFTER:
        return said + step
    care = (sentences(under_name(reason, speech)) for reason in verdict.care_reasons)
    return said + Markup("<p>{}</p>").format(Markup(" ").join(care)) + step


def _checking(record: Record, speech: Speech) -> Markup:
    """Who looks into it and what is being done, beside what is wrong and never instead of it."""
    found = record.acknowledged
    if found is None:
        return NOTHING
    told = checking_told(name_of(record.case, found.by), found.next_update, speech)
    note = Markup('<p class="soft" dir="auto">{}</p>').format(found.note) if found.note else NOTHING
    return Markup("<p>{}</p>{}").format(sentence(told), note)


def _what_it_does(record: Record) -> Markup:
    told = [record.case.facts[field].value for field in _TOLD if field in record.case.facts]
    return join(Markup('<p class="soft" dir="auto">{}</p>').format(each) for each in told)


_TOLD = (FieldName.WHAT_IT_DOES, FieldName.PURPOSE)


def _person(record: Record, field: FieldName, speech: Speech) -> Markup:
    fact = record.case.facts.get(field)
    if fact is None:
        return _fact(field_words(field, speech), None, speech)
    told = name(_named(fact.value, record, speech))
    if field in _NAMED:
        told = link(to_person(key_of(record.case, fact.value)), told, "quiet")
    return _fact(field_words(field, speech), told, speech)


_NAMED = (FieldName.OWNER, FieldName.BACKUP_OWNER, FieldName.EXPERT)


def _named(value: str, record: Record, speech: Speech) -> str:
    """The name of somebody we know, and since when that person is gone or will be."""
    person = record.case.people.get(value)
    if person is None or person.left_on is None:
        return person.name if person else value
    return gone_or_leaving(person.name, person.left_on, speech)


def _moments(record: Record, speech: Speech) -> Markup:
    live, verdict = record.live, record.verdict
    version = version_live(live.version, live.start, live.start_known, speech) if live else None
    return join(
        (
            _fact(label(Label.VERSION, speech), version, speech),
            _fact(label(Label.LAST_HEARD, speech), _heard(verdict, speech), speech),
            _fact(label(Label.JUDGED_UP_TO, speech), _judged(verdict, speech), speech),
        )
    )


def _heard(verdict: Verdict | None, speech: Speech) -> str:
    at = verdict.last_heard if verdict else None
    return aged(heard_day(at, speech), speech) if at else label(Label.NEVER_HEARD, speech)


def _judged(verdict: Verdict | None, speech: Speech) -> str:
    at = verdict.judged_up_to if verdict else None
    return aged(heard_day(at, speech), speech) if at else label(Label.NOTHING_JUDGED, speech)


def _fact(word: str, value: str | Markup | None, speech: Speech) -> Markup:
    if not value:
        blank = label(Label.NOT_RECORDED, speech)
        drawn = Markup('<dd class="blank">{}</dd>').format(blank)
    else:
        drawn = Markup("<dd>{}</dd>").format(value if isinstance(value, Markup) else name(value))
    return Markup("<div><dt>{}</dt>{}</div>").format(word, drawn)
