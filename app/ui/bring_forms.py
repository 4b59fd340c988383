"""The forms of the page on which results are brought."""

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from app.language import own_list as list_words
from app.language import own_results as words
from app.language.labels import label
from app.language.own_results import OwnResultsLabel
from app.language.sentence import Speech
from app.ui.brought_columns import columns_table, options_of
from app.ui.filters import hidden
from app.ui.loading.bring import Looking
from app.ui.markup import NOTHING, join
from data.results.columns import OF_MEASURE, Part
from data.results.understanding import PERIODS, Understood
from data.rows.proposals import Why

MOST_MEASURES = 200
"""Measures to choose from for each column; a company has some dozens."""


def bringing(speech: Speech) -> Markup:
    """A form of the browser's own: a file goes with it, and it is answered by the page again."""
    return Markup(
        '<form method="post" action="/results/bring" enctype="multipart/form-data" class="deed">'
        '<label class="field"><span>{}</span>'
        '<input type="file" name="file" required accept=".xlsx,.xlsm,.csv,.parquet"></label>'
        '<p class="end"><button class="button">{}</button></p></form>'
    ).format(label(OwnResultsLabel.FILE, speech), label(OwnResultsLabel.LOOK, speech))


def putting_away(speech: Speech) -> Markup:
    """The button that forgets the file that waits."""
    return Markup(
        '<form method="post" action="/results/away"><button class="button">{}</button></form>'
    ).format(label(OwnResultsLabel.AWAY, speech))


def understanding(looking: Looking, found: Understood, speech: Speech) -> Markup:
    """What must be asked, and below it what the columns hold and how they are written."""
    lacks = [each for each in found.missing if each != "period"]
    told = list_words.columns_told(len(looking.columns), len(looking.grid.headings), speech)
    inside = _columns(looking, speech) + join(_answered(found, speech))
    asked = join(_asked(found, speech))
    return Markup(
        '<form method="post" action="/results/columns" class="deed">{}{}'
        '<details class="numbers"{}><summary>{}</summary>{}{}</details>{}</form>'
    ).format(
        hidden("brought", str(looking.number)),
        asked,
        Markup(" open") if lacks else NOTHING,
        told,
        inside,
        NOTHING if asked else _button(speech),
        _button(speech) if asked else NOTHING,
    )


def _button(speech: Speech) -> Markup:
    word = label(OwnResultsLabel.READ_AGAIN, speech)
    return Markup('<p class="end"><button class="button">{}</button></p>').format(word)


def _columns(looking: Looking, speech: Speech) -> Markup:
    assert looking.looked
    keys = sorted(looking.looked.known.shapes())[:MOST_MEASURES]
    options = [(each.value, words.part_words(each, speech)) for each in Part]
    options += [(OF_MEASURE + key, words.measure_option(key, speech)) for key in keys]
    return columns_table(looking.grid, looking.columns, options, speech)


def _asked(found: Understood, speech: Speech) -> Iterator[Markup]:
    """A select for each question, with nothing chosen beforehand."""
    for each in found.open:
        asked = words.asked(each.key, each.example, speech)
        yield _select(each.key, asked, each.allowed, "", speech)
    if "period" in found.missing:
        told = label(OwnResultsLabel.PERIOD, speech)
        yield _select("period", told, PERIODS, "", speech)


def _answered(found: Understood, speech: Speech) -> Iterator[Markup]:
    """What a person said, to be changed. What the rows decide themselves is not asked."""
    for each in found.choices:
        if each.key == "period":
            told = label(OwnResultsLabel.PERIOD, speech)
            yield _select("period", told, PERIODS, each.value, speech)
        elif each.why is Why.TOLD:
            asked = words.asked(each.key, str(each.inputs.get("example", "")), speech)
            yield _select(each.key, asked, found.allowed[each.key], each.value, speech)


def _select(key: str, asked: str, answers: Iterable[str], chosen: str, speech: Speech) -> Markup:
    options = [(each, words.answer_words(key, each, speech)) for each in answers]
    if not chosen:
        options = [("", label(OwnResultsLabel.CHOOSE, speech)), *options]
    return Markup(
        '<label class="field"><span>{}</span><select name="{}"{}>{}</select></label>'
    ).format(asked, key, NOTHING if chosen else Markup(" required"), options_of(options, chosen))
