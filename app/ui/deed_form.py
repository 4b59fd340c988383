"""Forms that change something: each asks for one action, and is drawn for those who may do it.

Drawing one allows nothing: ``app.actions.doing`` decides when it is sent.
"""

from collections.abc import Iterable
from datetime import date
from enum import Enum

from markupsafe import Markup

from app.actions.everything import ACTIONS
from app.language.deeds import DeedLabel
from app.language.labels import label
from app.language.sentence import Speech
from app.ui.markup import NOTHING, join
from app.ui.visit import looked_at, who

_WRONG = Markup('<span class="wrong tone-below" data-wrong="{}" id="{}-wrong" role="alert"></span>')
_FIELD = Markup('<label class="field"><span>{}</span>{}{}</label>')


def may(action: str) -> bool:
    """Whether whoever is here may do this, today and not on a past day."""
    member = who()
    return looked_at() is None and member is not None and member.may(ACTIONS[action].allowed)


def folded_form(
    action: str, word: DeedLabel, about: str, fields: Iterable[Markup], speech: Speech
) -> Markup:
    """The form behind a line that says what it is for; nothing for those who may not do it.

    ``about`` tells two forms of one action apart on a page.
    """
    if not may(action):
        return NOTHING
    return Markup('<details class="deed"><summary>{}</summary>{}</details>').format(
        label(word, speech), form(action, about, fields, speech)
    )


def form(
    action: str,
    about: str,
    fields: Iterable[Markup],
    speech: Speech,
    button: Enum = DeedLabel.SAVE,
) -> Markup:
    """The form itself, with its button and the line that says how it went."""
    return Markup(
        '<form class="deed" data-does="{}" data-about="{}" data-away="{}">{}'
        '<p class="end"><button type="submit" class="button">{}</button>'
        '<span role="status"></span></p></form>'
    ).format(
        action,
        about,
        label(DeedLabel.AWAY, speech),
        join(fields),
        label(button, speech),
    )


def day_field(name: str, word: str, first: date, last: date) -> Markup:
    """A day between two, both included."""
    field = Markup('<input type="date" name="{}" min="{}" max="{}" required {}>').format(
        name, first.isoformat(), last.isoformat(), _described(name)
    )
    return _FIELD.format(word, field, _WRONG.format(name, name))


def text_field(name: str, word: str, longest: int, *, needed: bool, value: str = "") -> Markup:
    """Several lines of text, of so many letters at most."""
    field = Markup('<textarea name="{}" rows="3" maxlength="{}" dir="auto" {}{}>{}</textarea>')
    drawn = field.format(
        name, longest, _described(name), Markup(" required") if needed else NOTHING, value
    )
    return _FIELD.format(word, drawn, _WRONG.format(name, name))


def _described(name: str) -> Markup:
    return Markup('aria-describedby="{}-wrong"').format(name)
