"""What would come of a file of results, part by part, and the form that takes it in."""

from collections.abc import Iterable

from markupsafe import Markup

from app.language import own_list as list_words
from app.language.amounts import whole
from app.language.dates import period
from app.language.labels import Label, label
from app.language.own_list import OwnListLabel
from app.language.own_results import OwnResultsLabel
from app.language.problems import problem_words
from app.language.quantities import exact
from app.language.sentence import Speech
from app.ui.address import to_model
from app.ui.deed_form import form
from app.ui.filters import hidden
from app.ui.loading.bring import Looked, Looking, Replaced, Wrong
from app.ui.markup import NOTHING, link, name, sentence
from app.ui.tables import Cell, section, soft, table
from data.facts import Reading
from data.results.known import KnownModels

MOST_SHOWN = 50
"""Of a part; whoever wants more looks into the file itself."""
FIRST = 10
"""Results that show how a file was understood."""


def looked_through(looking: Looking, speech: Speech) -> Markup:
    """Everything that was found, and the button."""
    looked = looking.looked
    if looked is None or looked.found is None:
        return NOTHING
    parts = _first(looked, speech) + _wrong(looking.wrong, speech)
    parts += _replaced(looked.found.replaced, looked.known, speech)
    if looked.found.changes_nothing:
        return parts
    fields = (
        hidden("brought", str(looking.number)),
        hidden("seen", looked.seal),
        Markup('<span class="wrong tone-below" data-wrong="brought" role="alert"></span>'),
    )
    word = OwnResultsLabel.TAKE_IN
    return parts + form("take_in_results", looked.seal[:12], fields, speech, word)


def _first(looked: Looked, speech: Speech) -> Markup:
    if not looked.first:
        return NOTHING
    heads = [
        label(each, speech)
        for each in (
            Label.MODEL,
            OwnResultsLabel.MEASURE,
            Label.PERIOD,
            Label.VALUE,
            Label.CASES,
            Label.GROUP,
        )
    ]
    rows = [_reading(each, looked.known, speech) for each in looked.first[:FIRST]]
    return section(label(OwnResultsLabel.PREVIEW, speech), table(heads, rows, kind="looked"))


def _reading(one: Reading, known: KnownModels, speech: Speech) -> tuple[Cell, ...]:
    return (
        _model(one, known),
        name(one.measure),
        period(one.start, one.end, speech),
        _value(one, one.value, known, speech),
        whole(one.count, speech) if one.count is not None else "",
        name(one.group) if one.group else label(OwnResultsLabel.EVERYBODY, speech),
    )


def _model(one: Reading, known: KnownModels) -> Markup:
    """By its name here; a model that nobody knows, as the file calls it."""
    found = known.named(one.ref.name)
    return link(to_model(found.slug), name(found.called)) if found else name(one.ref.name)


def _value(one: Reading, value: float, known: KnownModels, speech: Speech) -> str:
    shape = known.shapes(known.named(one.ref.name)).get(one.measure)
    if shape is None:
        return str(value)
    return exact(value, shape.unit, speech, shape.things, shape.currency)


def _wrong(wrong: Iterable[Wrong], speech: Speech) -> Markup:
    """Each reason once, with how often it was met and where first."""
    rows = [
        (
            sentence(problem_words(each.problem, speech)),
            whole(each.count, speech),
            name(each.place),
        )
        for each in wrong
    ]
    if not rows:
        return NOTHING
    heads = [
        label(each, speech)
        for each in (OwnListLabel.WRONG, OwnResultsLabel.HOW_OFTEN, OwnResultsLabel.FIRST_AT)
    ]
    drawn = table(heads, rows[:MOST_SHOWN], kind="refused") + _more(len(rows), speech)
    return section(label(OwnResultsLabel.REFUSED, speech), drawn)


def _replaced(found: tuple[Replaced, ...], known: KnownModels, speech: Speech) -> Markup:
    if not found:
        return NOTHING
    heads = [
        label(each, speech)
        for each in (
            Label.MODEL,
            OwnResultsLabel.MEASURE,
            Label.PERIOD,
            OwnResultsLabel.EARLIER,
            OwnResultsLabel.NOW,
        )
    ]
    rows = [
        (
            _model(each.reading, known),
            name(each.reading.measure),
            period(each.reading.start, each.reading.end, speech),
            _value(each.reading, each.earlier, known, speech),
            _value(each.reading, each.reading.value, known, speech),
        )
        for each in found[:MOST_SHOWN]
    ]
    drawn = table(heads, rows, kind="looked") + _more(len(found), speech)
    why = soft(label(OwnResultsLabel.REPLACED_WHY, speech))
    return section(label(OwnResultsLabel.REPLACED, speech), why + drawn)


def _more(total: int, speech: Speech) -> Markup:
    if total <= MOST_SHOWN:
        return NOTHING
    return soft(list_words.and_more(total - MOST_SHOWN, speech))
