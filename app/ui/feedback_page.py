"""The page about what people say: how much waits, what to show, and the list with its answers."""

from dataclasses import replace

from markupsafe import Markup

from app.language import feedback as words
from app.language.feedback import FeedbackLabel
from app.language.labels import Label, label
from app.language.sentence import Speech
from app.ui import states, view
from app.ui.address import PAGE_LENGTH
from app.ui.feedback_address import Asked, Which, to_feedback, to_file
from app.ui.feedback_filters import filters
from app.ui.feedback_forms import may_sort, sorting
from app.ui.feedback_table import feedback_table
from app.ui.heads import head
from app.ui.loading.feedback import Shown
from app.ui.markup import NOTHING, join
from app.ui.paging import paging
from app.ui.results import clearing, not_understood, results
from app.ui.shown import Notice
from app.ui.tables import section


def show(shown: Shown, asked: Asked, notice: Notice, speech: Speech) -> None:
    """Everything of the page."""
    view.show(page(shown, asked, notice, speech), key="feedback")


def page(shown: Shown, asked: Asked, notice: Notice, speech: Speech) -> Markup:
    """The page as HTML."""
    found = shown.found
    if not found.on_list and not found.named.models:
        return states.empty(notice, shown.registered, speech)
    if asked.disagree:
        lead = [words.disagreeing_why(speech)]
        top = head(words.disagreeing(found.disagreeing, speech), lead, notice, speech)
    else:
        counted = found.counted
        lead = words.beside(counted.answered, counted.closed, speech)
        top = head(words.headline(counted.open, counted.late, speech), lead, notice, speech)
    return top + _ways(asked, speech) + _list(shown, asked, speech)


def _ways(asked: Asked, speech: Speech) -> Markup:
    """Everything, or what numbers and people say differently."""
    views = ((Asked(), FeedbackLabel.LIST), (Asked(disagree=True), FeedbackLabel.DISAGREE))
    entries = join(
        Markup('<li><a href="{}"{}>{}</a></li>').format(
            to_feedback(each),
            Markup(' aria-current="true"') if each.disagree is asked.disagree else NOTHING,
            label(word, speech),
        )
        for each, word in views
    )
    name = label(FeedbackLabel.VIEWS, speech)
    return Markup('<nav aria-label="{}"><ul class="legend">{}</ul></nav>').format(name, entries)


def _list(shown: Shown, asked: Asked, speech: Speech) -> Markup:
    found = shown.found
    if not found.named.models:
        return states.nobody_said_anything(speech)
    drawn = filters(asked, found.named, speech) + not_understood(asked.understood, speech)
    if not found.rows:
        return drawn + _nothing(asked, speech)
    first = (asked.page - 1) * PAGE_LENGTH + 1
    told = words.found(first, first + len(found.rows) - 1, found.matching, speech)
    everything = to_feedback(Asked(which=Which.ALL, disagree=asked.disagree))
    clear = clearing(everything, label(Label.SHOW_EVERYTHING, speech), narrowed=asked.narrowed)
    line = results(told, clear, lambda kind: to_file(kind, asked), speech)
    turn = paging(
        asked.page, found.matching, lambda page: to_feedback(replace(asked, page=page)), speech
    )
    title = FeedbackLabel.DISAGREE if asked.disagree else FeedbackLabel.LIST
    return drawn + section(label(title, speech), line + _table(shown, asked, speech) + turn)


def _table(shown: Shown, asked: Asked, speech: Speech) -> Markup:
    found, ticks = shown.found, may_sort()
    table = feedback_table(found.rows, speech, ticks=ticks, statuses=asked.disagree)
    return sorting(table, found.named.models, found.named.themes, speech) if ticks else table


def _nothing(asked: Asked, speech: Speech) -> Markup:
    """Nothing matches; that nobody disagrees is no reason to look further."""
    if asked.disagree and not asked.narrowed:
        return states.nobody_disagrees(speech)
    return states.nothing_matches(to_feedback(Asked(which=Which.ALL)), speech)
