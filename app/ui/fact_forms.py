"""Forms on a model's page by which people change and confirm what is recorded of it."""

from collections.abc import Iterable

from markupsafe import Markup

from app.actions.facts import CHANGED_HERE, LONGEST
from app.health.care import confirmed_last
from app.health.people import name_of
from app.language import deeds as words
from app.language.deeds import DeedLabel
from app.language.fields import field_words, impact_words, kind_words
from app.language.labels import Label, label
from app.language.sentence import Speech
from app.ui.deed_form import choice_field, folded_form, form, line_field, may
from app.ui.filters import hidden
from app.ui.markup import NOTHING, sentence
from app.ui.shown import Record
from data.facts import FieldName, Impact, Kind


def confirming(record: Record, speech: Speech) -> Markup:
    """Who confirmed it last, and the form to do so."""
    last = confirmed_last(record.case)
    told = (
        words.confirmed(name_of(record.case, last.by), last.on, speech)
        if last
        else words.never_confirmed(speech)
    )
    said = Markup('<p class="soft">{}</p>').format(sentence(told))
    if not may("confirm_facts"):
        return said
    fields = [hidden("model", record.case.slug)]
    return said + form("confirm_facts", "", fields, speech, DeedLabel.CONFIRM)


def changing(record: Record, name: FieldName, speech: Speech) -> Markup:
    """The form that changes one field; nothing for those who may not, and where nobody can."""
    if name not in CHANGED_HERE:
        return NOTHING
    fact = record.case.facts.get(name)
    value = fact.value if fact else ""
    fields = (
        hidden("model", record.case.slug),
        hidden("name", name.value),
        hidden("seen", value),
        _value(name, value, speech),
        Markup('<p class="soft">{}</p>').format(label(DeedLabel.TAKE_BACK_BY_EMPTYING, speech)),
    )
    return folded_form("change_facts", DeedLabel.CHANGE, name.value, fields, speech)


def adding(record: Record, blanks: Iterable[FieldName], speech: Speech) -> Markup:
    """The form that says what is not recorded yet."""
    options = [(each.value, field_words(each, speech)) for each in blanks if each in CHANGED_HERE]
    if not options:
        return NOTHING
    fields = (
        hidden("model", record.case.slug),
        hidden("seen", ""),
        choice_field("name", label(DeedLabel.FIELD, speech), options, form="new-"),
        line_field("value", label(Label.VALUE, speech), LONGEST, needed=True, form="new-"),
    )
    return folded_form("change_facts", DeedLabel.ADD, "new", fields, speech)


def changing_many(table: Markup, people: Iterable[tuple[str, str]], speech: Speech) -> Markup:
    """The table, and what to change for every model that is ticked in it.

    ``people`` are suggested as values, by key and name.
    """
    shared = [each for each in CHANGED_HERE if each is not FieldName.BUSINESS_NAME]
    names = [(each.value, field_words(each, speech)) for each in shared]
    owner = FieldName.OWNER.value
    choices = [option for name in CHANGED_HERE for option in _options(name, speech)]
    fields = (
        table,
        _what_is_ticked(speech),
        hidden("shown_at", speech.now.isoformat()),
        choice_field("name", label(DeedLabel.WHICH_FIELD, speech), names, owner, "many-"),
        line_field(
            "value",
            label(Label.VALUE, speech),
            LONGEST,
            needed=False,
            among=[*people, *choices],
            form="many-",
        ),
        Markup('<p class="soft">{}</p>').format(label(DeedLabel.TAKE_BACK_BY_EMPTYING, speech)),
    )
    return form("change_facts", "many", fields, speech, DeedLabel.CHANGE_TICKED)


def _what_is_ticked(speech: Speech) -> Markup:
    return Markup(
        '<p><strong>{}</strong> <span class="wrong tone-below" data-wrong="model" role="alert">'
        "</span></p>"
    ).format(label(DeedLabel.CHANGE_MANY, speech))


def _value(name: FieldName, value: str, speech: Speech) -> Markup:
    options = _options(name, speech)
    word, of = label(DeedLabel.VALUE, speech), f"{name.value}-"
    if options:
        blank = ("", label(DeedLabel.NOBODY_SAID, speech))
        return choice_field("value", word, [blank, *options], value, of)
    return line_field("value", word, LONGEST, needed=False, value=value, form=of)


def _options(name: FieldName, speech: Speech) -> list[tuple[str, str]]:
    if name is FieldName.IMPACT:
        return [(each.value, impact_words(each, speech)) for each in Impact]
    if name is FieldName.KIND:
        return [(each.value, kind_words(each, speech)) for each in Kind]
    if name is FieldName.AFFECTS_PEOPLE:
        return [(each, words.yes_or_no(each, speech)) for each in ("yes", "no")]
    return []
