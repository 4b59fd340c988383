"""The table of what people say: who said what, about what, who answers, and what was changed."""

from collections.abc import Sequence

from markupsafe import Markup

from app.health.verdict import Status
from app.language import feedback as words
from app.language.feedback import FeedbackLabel
from app.language.labels import label
from app.language.sentence import Speech
from app.reports.feedback import Feedback, Listed, Said, Step
from app.reports.feedback_rows import measure_asked
from app.ui.address import to_model
from app.ui.feedback_address import to_one
from app.ui.marks import status_mark, toned_mark
from app.ui.markup import NOTHING, blank, link, name, sentence
from app.ui.tables import Cell, soft, table
from data.facts import FeedbackKind, FeedbackState

SHORT = 400
"""So many letters of a text stand in a list; all of it is one click away."""
_TONES = {
    FeedbackKind.WRONG: "bad",
    FeedbackKind.EXPLAINS: "grey",
    FeedbackKind.QUESTION: "blue",
    FeedbackKind.GOOD: "good",
}
_STATES = {
    FeedbackState.OPEN: "light",
    FeedbackState.ANSWERED: "blue",
    FeedbackState.CLOSED: "good",
}


def feedback_table(
    rows: Sequence[Listed], speech: Speech, *, ticks: bool = False, statuses: bool = False
) -> Markup:
    """A row for each. ``ticks`` puts a box before each, ``statuses`` how results stand."""
    heads = [
        FeedbackLabel.SAID,
        FeedbackLabel.ABOUT,
        FeedbackLabel.WHO_ANSWERS,
        FeedbackLabel.ANSWER,
    ]
    drawn = [
        (
            _said(each, speech, ticked=ticks),
            _about(each, speech, status=statuses),
            standing(each.feedback.now, speech),
            answer(each.feedback.now, speech, short=True),
        )
        for each in rows
    ]
    return table([label(each, speech) for each in heads], drawn, kind="said")


def kind_mark(kind: FeedbackKind, speech: Speech) -> Markup:
    """What somebody wants to say: word, icon and colour."""
    return toned_mark(_TONES[kind], words.kind_words(kind, speech))


def state_mark(state: FeedbackState, speech: Speech) -> Markup:
    """How far it is."""
    return toned_mark(_STATES[state], words.state_words(state, speech))


def quoted(text: str, *, short: bool = False) -> Markup:
    """What somebody wrote: lines stay lines, and it keeps its own reading direction."""
    told = f"{text[:SHORT].rstrip()} …" if short and len(text) > SHORT else text
    return Markup('<p class="quoted" dir="auto">{}</p>').format(told)


def standing(now: Step, speech: Speech) -> Markup:
    """How far it is, who answers and by when."""
    drawn = state_mark(now.state, speech)
    if words.is_late(now.due_on, now.state, speech):
        drawn += Markup(" ") + toned_mark("warn", label(FeedbackLabel.LATE, speech))
    if now.state is FeedbackState.OPEN:
        told = words.waits_for(now.answerer_name, now.due_on, speech)
        drawn += Markup("<p>{}</p>").format(sentence(told))
    return drawn


def answer(now: Step, speech: Speech, *, short: bool = False) -> Cell:
    """The answer and what was changed; a dash where there is none yet."""
    if not now.answer:
        return blank(label(FeedbackLabel.NOT_YET, speech))
    return Markup('{}<p class="soft">{}</p>{}').format(
        quoted(now.answer, short=short),
        label(FeedbackLabel.CHANGED, speech),
        quoted(now.changed, short=short),
    )


def about_told(said: Said, speech: Speech) -> str:
    """Which part of the model it is about; empty where it is about all of it."""
    measure = measure_asked(said, speech)
    return words.about(measure, said.group, said.start, said.end, said.unit, speech)


def head_of(one: Feedback, speech: Speech) -> Markup:
    """What sort it is, who said it and when."""
    told = words.said_by(one.said.raised_by, one.said.raised_at, speech)
    return Markup("{} <span>{}</span>").format(kind_mark(one.said.kind, speech), sentence(told))


def _said(one: Listed, speech: Speech, *, ticked: bool) -> Markup:
    said = one.feedback.said
    box = _tick(one.feedback, speech) if ticked else NOTHING
    number = link(to_one(said.id), f"#{said.id}")
    others = Markup('<p class="soft">{}</p>').format(words.merged_told(one.merged, speech))
    return Markup('<div class="head">{}{} {}</div>{}{}').format(
        box,
        number,
        head_of(one.feedback, speech),
        quoted(said.text, short=True),
        others if one.merged else NOTHING,
    )


def _tick(one: Feedback, speech: Speech) -> Markup:
    return Markup('<input type="checkbox" name="feedback" value="{}.{}" aria-label="{}"> ').format(
        one.said.id, one.now.version, words.tick(one.said.id, speech)
    )


def _about(one: Listed, speech: Speech, *, status: bool) -> Markup:
    said, now = one.feedback.said, one.feedback.now
    drawn = link(to_model(said.slug), name(one.name))
    if status and one.status:
        drawn += Markup(" ") + status_mark(Status(one.status), speech)
    if part := about_told(said, speech):
        drawn += soft(name(part))
    if now.theme:
        drawn += Markup('<p class="soft">{}: {}</p>').format(
            label(FeedbackLabel.THEME, speech), name(now.theme)
        )
    return drawn + linked(one, speech)


def linked(one: Listed, speech: Speech) -> Markup:
    """The model it belongs with, or what went wrong with it; empty where nobody said so."""
    now = one.feedback.now
    if not now.linked_slug:
        return NOTHING
    told = words.linked_told(one.linked_name, now.linked_began, speech)
    return soft(link(to_model(now.linked_slug), sentence(told)))
