"""What a page shows when there is nothing to show, in words and with a way on."""

from enum import Enum

from markupsafe import Markup

from app.language.answer_uses import UseLabel
from app.language.feedback import FeedbackLabel
from app.language.handovers import HandoverLabel
from app.language.handovers import unknown_person as unknown
from app.language.labels import Label, label
from app.language.pages import model_unknown
from app.language.past_days import PastLabel
from app.language.sentence import Speech
from app.ui.address import to_models, to_sources, to_words
from app.ui.feedback_address import to_feedback
from app.ui.markup import NOTHING, join, sentence
from app.ui.people_address import to_people
from app.ui.shown import Notice


def empty(notice: Notice, registered: bool, speech: Speech) -> Markup:
    """No model in use is known: why that is so, as far as it is known."""
    if notice.past is not None:
        return _state(
            label(PastLabel.NOTHING_BY_THEN, speech),
            label(PastLabel.NOTHING_BY_THEN_WHY, speech),
            NOTHING,
        )
    if notice.read_in_vain:
        return not_judged(speech)
    return none_deployed(speech) if registered else nothing_known(speech)


def nothing_known(speech: Speech) -> Markup:
    """The store is empty: what that means, and what to do next."""
    steps = (Label.STEP_CONNECT, Label.STEP_SYNC, Label.STEP_LOOK)
    drawn = join(Markup("<li><span>{}</span></li>").format(label(step, speech)) for step in steps)
    return _state(
        label(Label.NOTHING_KNOWN, speech),
        label(Label.NOTHING_KNOWN_WHY, speech),
        Markup("<ol>{}</ol>").format(drawn),
    )


def not_judged(speech: Speech) -> Markup:
    """Sources were read, and nothing was judged yet: what to do."""
    return _state(
        label(Label.READ_NOT_JUDGED, speech), label(Label.READ_NOT_JUDGED_WHY, speech), NOTHING
    )


def none_deployed(speech: Speech) -> Markup:
    """Models are registered, and none of them is in use."""
    return _state(
        label(Label.NONE_DEPLOYED, speech), label(Label.NONE_DEPLOYED_WHY, speech), NOTHING
    )


def nothing_found(speech: Speech) -> Markup:
    """The filters leave nothing over."""
    return none_matches(
        label(Label.NOTHING_FOUND, speech),
        label(Label.NOTHING_FOUND_WHY, speech),
        to_models(),
        label(Label.CLEAR_FILTERS, speech),
    )


def nothing_matches(everything: str, speech: Speech) -> Markup:
    """The choice of a list other than that of models leaves nothing over."""
    return none_matches(
        label(Label.NOTHING_MATCHES, speech),
        label(Label.NOTHING_MATCHES_WHY, speech),
        everything,
        label(Label.SHOW_EVERYTHING, speech),
    )


def none_matches(title: str, why: str, everything: str, clear: str) -> Markup:
    """Filters leave nothing of a list over; ``everything`` is the address without them."""
    return Markup(
        '<div class="state"><h2>{}</h2><p>{}</p><p><a class="button" href="{}">{}</a></p></div>'
    ).format(title, why, everything, clear)


def no_use_recorded(speech: Speech) -> Markup:
    """Nobody wrote down what uses the answers of any model."""
    return _part(UseLabel.NONE_RECORDED, UseLabel.NONE_RECORDED_WHY, speech)


def nobody_said_anything(speech: Speech) -> Markup:
    """Nobody has said anything about a model yet."""
    return _part(FeedbackLabel.NOBODY_YET, FeedbackLabel.NOBODY_YET_WHY, speech)


def nobody_disagrees(speech: Speech) -> Markup:
    """Of no model do people say the opposite of its results."""
    return _part(FeedbackLabel.NONE_DISAGREE, FeedbackLabel.NONE_DISAGREE_WHY, speech)


def unknown_feedback(speech: Speech) -> Markup:
    """An address names something that nobody said by then."""
    back = _button(to_feedback(), FeedbackLabel.TO_LIST, speech)
    why = label(FeedbackLabel.UNKNOWN_WHY, speech)
    return _state(label(FeedbackLabel.UNKNOWN, speech), why, back)


def unknown_person(key: str, speech: Speech) -> Markup:
    """An address names somebody who looks after nothing."""
    back = _button(to_people(), HandoverLabel.TO_EVERYBODY, speech)
    why = label(HandoverLabel.UNKNOWN_PERSON_WHY, speech)
    return _state(sentence(unknown(key, speech)), why, back)


def unknown_model(slug: str, speech: Speech) -> Markup:
    """An address names a model we do not know, or none at all."""
    told = sentence(model_unknown(slug, speech)) if slug else label(Label.NO_MODEL_CHOSEN, speech)
    return _state(told, label(Label.UNKNOWN_MODEL_WHY, speech), _back(speech))


def unknown_source(speech: Speech) -> Markup:
    """An address names a source we do not know."""
    back = _button(to_sources(), Label.TO_ALL_SOURCES, speech)
    return _state(label(Label.UNKNOWN_SOURCE, speech), label(Label.UNKNOWN_MODEL_WHY, speech), back)


def no_word_found(speech: Speech) -> Markup:
    """No explained word holds what was looked for."""
    return Markup('<div class="state"><h2>{}</h2><p>{}</p>{}</div>').format(
        label(Label.NO_WORD_FOUND, speech),
        label(Label.NO_WORD_FOUND_WHY, speech),
        _button(to_words(), Label.ALL_WORDS, speech),
    )


def store_away(speech: Speech) -> Markup:
    """Our own records cannot be read: said in words, never as a zero or a green."""
    return _state(label(Label.STORE_AWAY, speech), label(Label.STORE_AWAY_WHY, speech), NOTHING)


def past_awaited(speech: Speech) -> Markup:
    """A past day is being judged."""
    return _past_soon(PastLabel.WAIT, PastLabel.WAIT_WHY, speech)


def past_busy(speech: Speech) -> Markup:
    """Too many past days are being judged for this one to wait, too."""
    return _past_soon(PastLabel.BUSY, PastLabel.BUSY_WHY, speech)


def _past_soon(what: PastLabel, why: PastLabel, speech: Speech) -> Markup:
    told = _state(label(what, speech), label(why, speech), NOTHING)
    return Markup('<div role="status">{}</div>').format(told)


def past_failed(speech: Speech) -> Markup:
    """A past day could not be judged."""
    back = Markup('<p><a class="button" href="/">{}</a></p>').format(
        label(PastLabel.TO_TODAY, speech)
    )
    return _state(label(PastLabel.FAILED, speech), label(PastLabel.FAILED_WHY, speech), back)


def _back(speech: Speech) -> Markup:
    return _button(to_models(), Label.TO_ALL_MODELS, speech)


def _button(href: str, word: Enum, speech: Speech) -> Markup:
    return Markup('<p><a class="button" href="{}">{}</a></p>').format(href, label(word, speech))


def _part(title: Enum, why: Enum, speech: Speech) -> Markup:
    """A part of a page that has nothing to show."""
    return Markup('<div class="state"><h2>{}</h2><p>{}</p></div>').format(
        label(title, speech), label(why, speech)
    )


def _state(title: str, why: str, more: Markup) -> Markup:
    return Markup('<div class="state"><h1 tabindex="-1">{}</h1><p>{}</p>{}</div>').format(
        title, why, more
    )
