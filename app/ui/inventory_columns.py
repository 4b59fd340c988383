"""What each column of a brought list holds, to be changed; and its first rows as understood."""

from collections.abc import Mapping

from markupsafe import Markup

from app.language import own_list as words
from app.language.fields import field_words, kind_words
from app.language.labels import Label, label
from app.language.own_list import OwnListLabel
from app.language.record_values import value_told
from app.language.sentence import Speech
from app.ui.brought_columns import columns_table, options_of
from app.ui.filters import hidden
from app.ui.loading.inventory import Looking
from app.ui.markup import NOTHING, join, name
from app.ui.tables import folded, soft, table
from data.facts import FieldName, Kind
from data.lists.columns import COLUMNS
from data.lists.entries import Entry


def columns(looking: Looking, speech: Speech) -> Markup:
    """The columns with what each holds; open where nobody could say which one names the models."""
    headings = looking.grid.headings
    options = [(each.value, words.column_words(each, speech)) for each in COLUMNS]
    chosen = {place: column.value for place, column in looking.mapping.items()}
    drawn = Markup(
        '<form method="post" action="/list/columns" class="deed">{}{}{}'
        '<p class="end"><button class="button">{}</button></p></form>'
    ).format(
        hidden("brought", str(looking.number)),
        columns_table(looking.grid, chosen, options, speech),
        _otherwise(looking.otherwise, speech),
        label(OwnListLabel.READ_AGAIN, speech),
    )
    is_open = Markup(" open") if looking.found is None else NOTHING
    return Markup('<details class="numbers"{}><summary>{}</summary>{}</details>').format(
        is_open, words.columns_told(len(looking.mapping), len(headings), speech), drawn
    )


def first_rows(looking: Looking, speech: Speech) -> Markup:
    """The first rows in our words."""
    if not looking.first:
        return NOTHING
    heads = [label(Label.MODEL, speech), label(OwnListLabel.UNDERSTOOD, speech)]
    rows = [(_row(each, speech), values(each.told, speech)) for each in looking.first]
    return folded(label(OwnListLabel.PREVIEW, speech), table(heads, rows, kind="brought"))


def values(told: Mapping[FieldName, str], speech: Speech) -> Markup:
    """What a list says of a model, field by field, in our words."""
    return Markup('<dl class="parts">{}</dl>').format(
        join(
            Markup('<div><dt>{}</dt><dd dir="auto">{}</dd></div>').format(
                field_words(field, speech), value_told("value", value, speech, field)
            )
            for field, value in told.items()
        )
    )


def _otherwise(chosen: Kind | None, speech: Speech) -> Markup:
    choices = [("", label(OwnListLabel.NOT_ADDED, speech))]
    choices += [(each.value, kind_words(each, speech)) for each in Kind]
    return Markup(
        '<label class="field"><span>{}</span><select name="otherwise">{}</select></label>'
    ).format(label(OwnListLabel.OTHERWISE, speech), options_of(choices, chosen or ""))


def _row(entry: Entry, speech: Speech) -> Markup:
    where = soft(words.row_number(entry.row, speech))
    registry = soft(name(entry.registry)) if entry.registry else NOTHING
    return name(entry.name or entry.called) + registry + where
