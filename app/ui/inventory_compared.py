"""How a brought list stands to what is recorded, part by part, and the form that takes it in."""

from markupsafe import Markup

from app.actions.bringing import MOST_TICKED
from app.language import own_list as words
from app.language.fields import field_words, kind_words
from app.language.labels import Label, label
from app.language.own_list import OwnListLabel
from app.language.problems import problem_words
from app.language.record_values import value_told
from app.language.sentence import Speech
from app.ui.address import to_model
from app.ui.deed_form import form
from app.ui.filters import hidden
from app.ui.inventory_columns import values
from app.ui.loading.inventory import Looking
from app.ui.markup import NOTHING, join, link, name, sentence
from app.ui.tables import Cell, folded, section, soft, table
from data.facts import FieldName
from data.lists.comparison import Comparison, Difference, FoundBy, Matched, New

MOST_SHOWN = 50
"""Of a part that is looked at and not decided on; whoever wants more looks into the list itself."""


def comparison(looking: Looking, speech: Speech) -> Markup:
    """Everything that was found, what asks for a decision last before the button."""
    found = looking.found
    if found is None:
        return NOTHING
    parts = _refused(found, speech) + _new(found, speech) + _fills(found, speech)
    return parts + _taking_in(looking, found, speech) + _missing(found, speech)


def _refused(found: Comparison, speech: Speech) -> Markup:
    if not found.refused:
        return NOTHING
    heads = [label(each, speech) for each in (OwnListLabel.WHERE, OwnListLabel.WRONG)]
    rows = [
        (name(each.place), sentence(problem_words(each.problem, speech)))
        for each in found.refused[:MOST_SHOWN]
    ]
    drawn = table(heads, rows, kind="refused") + _more(len(found.refused), speech)
    return section(label(OwnListLabel.REFUSED, speech), drawn)


def _new(found: Comparison, speech: Speech) -> Markup:
    if not found.new:
        return NOTHING
    heads = [
        label(Label.MODEL, speech),
        field_words(FieldName.KIND, speech),
        label(OwnListLabel.LISTED, speech),
    ]
    rows = [_added(each, speech) for each in found.new[:MOST_SHOWN]]
    drawn = soft(label(OwnListLabel.NEW_WHY, speech)) + table(heads, rows, kind="brought")
    return section(label(OwnListLabel.NEW, speech), drawn + _more(len(found.new), speech))


def _added(new: New, speech: Speech) -> tuple[Cell, ...]:
    told = dict(new.entry.told)
    del told[FieldName.KIND]
    where = soft(words.row_number(new.entry.row, speech))
    return name(new.name) + where, kind_words(new.kind, speech), values(told, speech)


def _fills(found: Comparison, speech: Speech) -> Markup:
    filled = [each for each in found.matched if each.fills]
    if not filled:
        return NOTHING
    heads = [label(Label.MODEL, speech), label(OwnListLabel.LISTED, speech)]
    rows = [(_model(each, speech), values(each.fills, speech)) for each in filled[:MOST_SHOWN]]
    drawn = soft(label(OwnListLabel.FILLS_WHY, speech)) + table(heads, rows, kind="brought")
    return section(label(OwnListLabel.FILLS, speech), drawn + _more(len(filled), speech))


def _taking_in(looking: Looking, found: Comparison, speech: Speech) -> Markup:
    """The differences with a tick for each, and the button."""
    if found.changes_nothing:
        return NOTHING
    fields = (
        hidden("brought", str(looking.number)),
        hidden("seen", looking.seal),
        _differences(found, speech),
        Markup('<span class="wrong tone-below" data-wrong="overwrite" role="alert"></span>'),
    )
    return form("take_in_list", looking.seal[:12], fields, speech, OwnListLabel.TAKE_IN)


def _differences(found: Comparison, speech: Speech) -> Markup:
    differing = [(each, of) for each in found.matched for of in each.differences]
    if not differing:
        return NOTHING
    heads = [
        label(Label.MODEL, speech),
        label(Label.FACT, speech),
        label(OwnListLabel.RECORDED, speech),
        label(OwnListLabel.LISTED, speech),
        label(OwnListLabel.LIST_IS_RIGHT, speech),
    ]
    rows = [_difference(each, of, speech) for each, of in differing[:MOST_TICKED]]
    drawn = soft(label(OwnListLabel.DIFFER_WHY, speech)) + table(heads, rows, kind="differing")
    if len(differing) > MOST_TICKED:
        drawn += soft(sentence(words.the_first(MOST_TICKED, len(differing), speech)))
    return section(label(OwnListLabel.DIFFER, speech), drawn)


def _difference(of: Matched, each: Difference, speech: Speech) -> tuple[Cell, ...]:
    tick = Markup('<input type="checkbox" name="overwrite" value="{}" aria-label="{}">').format(
        each.key, words.right_tick(each.field, of.model.called, speech)
    )
    return (
        _model(of, speech),
        field_words(each.field, speech),
        name(value_told("value", each.recorded, speech, each.field)),
        name(value_told("value", each.listed, speech, each.field)),
        tick,
    )


def _missing(found: Comparison, speech: Speech) -> Markup:
    if not found.missing:
        return NOTHING
    named = join(
        Markup("<li>{}</li>").format(link(to_model(each.slug), name(each.called)))
        for each in found.missing[:MOST_SHOWN]
    )
    listed = Markup('<ul class="named">{}</ul>').format(named)
    shown = folded(label(OwnListLabel.WHICH, speech), listed + _more(len(found.missing), speech))
    why = soft(label(OwnListLabel.MISSING_WHY, speech))
    return section(label(OwnListLabel.MISSING, speech), why + shown)


def _model(of: Matched, speech: Speech) -> Markup:
    """The model by its name here, where it stands in the list, and by what it was found."""
    told = words.row_number(of.entry.row, speech)
    drawn = link(to_model(of.model.slug), name(of.model.called)) + soft(told)
    if of.by is FoundBy.BUSINESS_NAME and of.entry.name:
        drawn += soft(words.found_by_business_name(of.entry.name, speech))
    return drawn


def _more(total: int, speech: Speech) -> Markup:
    return soft(words.and_more(total - MOST_SHOWN, speech)) if total > MOST_SHOWN else NOTHING
