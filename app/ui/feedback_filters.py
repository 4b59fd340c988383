"""The filters of what people say, and what they are called where a list was narrowed by them."""

from collections.abc import Iterable

from markupsafe import Markup

from app.language import feedback as words
from app.language.feedback import FeedbackLabel
from app.language.labels import Label, label
from app.language.sentence import Speech
from app.reports.feedback import Named
from app.ui.feedback_address import DISAGREE, PATH, Asked, Which
from app.ui.filters import narrow, select
from data.facts import FeedbackKind, FeedbackState

_STATES = {
    Which.OPEN: FeedbackState.OPEN,
    Which.ANSWERED: FeedbackState.ANSWERED,
    Which.CLOSED: FeedbackState.CLOSED,
}


def filters(asked: Asked, named: Named, speech: Speech) -> Markup:
    """How far it is, what was said, of which model, under which theme, and who is to answer."""
    kinds = [(each.value, words.kind_words(each, speech)) for each in FeedbackKind]
    fields = (
        _field("kind", FeedbackLabel.KIND, FeedbackLabel.ALL_KINDS, kinds, asked, speech),
        _field("model", Label.MODEL, FeedbackLabel.ALL_MODELS, named.models, asked, speech),
        _field(
            "theme",
            FeedbackLabel.THEME,
            FeedbackLabel.ALL_THEMES,
            _same(named.themes),
            asked,
            speech,
        ),
        _field(
            "answerer",
            FeedbackLabel.ANSWERER,
            FeedbackLabel.ALL_ANSWERERS,
            _same(named.answerers),
            asked,
            speech,
        ),
    )
    if asked.disagree:
        return narrow(PATH, fields, {"view": DISAGREE})
    states = [(each.value, _state(each, speech)) for each in Which if each is not Which.WAITING]
    state = _field("state", FeedbackLabel.STATE, FeedbackLabel.WAITING, states, asked, speech)
    late = [("yes", label(FeedbackLabel.LATE, speech))]
    overdue = _field(
        "late", FeedbackLabel.LATE_OR_NOT, FeedbackLabel.NOT_ASKED_FOR, late, asked, speech
    )
    return narrow(PATH, (state, overdue, *fields), {})


def chosen_of(asked: Asked, named: Named, speech: Speech) -> tuple[tuple[str, str], ...]:
    """The filters that are set: what each is called, and what was chosen."""
    said = (
        (FeedbackLabel.STATE, "" if asked.disagree else _state(asked.which, speech)),
        (FeedbackLabel.VIEWS, label(FeedbackLabel.DISAGREE, speech) if asked.disagree else ""),
        (FeedbackLabel.KIND, words.kind_words(asked.kind, speech) if asked.kind else ""),
        (Label.MODEL, dict(named.models).get(asked.model, asked.model)),
        (FeedbackLabel.THEME, asked.theme),
        (FeedbackLabel.ANSWERER, asked.answerer),
        (FeedbackLabel.LATE_OR_NOT, label(FeedbackLabel.LATE, speech) if asked.late else ""),
    )
    return tuple((label(name, speech), to) for name, to in said if to)


def _state(which: Which, speech: Speech) -> str:
    if which in _STATES:
        return words.state_words(_STATES[which], speech)
    every = FeedbackLabel.ALL_STATES if which is Which.ALL else FeedbackLabel.WAITING
    return label(every, speech)


def _field(
    name: str,
    word: FeedbackLabel | Label,
    everything: FeedbackLabel,
    options: Iterable[tuple[str, str]],
    asked: Asked,
    speech: Speech,
) -> Markup:
    chosen, there = asked.said[name], list(options)
    # What an old link names stays choosable, so that the reader sees why nothing matches.
    unlisted = [(chosen, chosen)] if chosen and chosen not in dict(there) else []
    usual = ("", label(everything, speech))
    return select(name, label(word, speech), [usual, *there, *unlisted], chosen)


def _same(values: Iterable[str]) -> list[tuple[str, str]]:
    return [(each, each) for each in values]
