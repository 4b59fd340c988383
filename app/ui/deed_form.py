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
_TICK = Markup(
    '<label class="tick"><input type="radio" name="{}" value="{}" required {}>'
    "<span>{}</span></label>"
)


def may(action: str) -> bool:
    """Whether whoever is here may do this, today and not on a past day."""
    member = who()
    return looked_at() is None and member is not None and member.may(ACTIONS[action].allowed)


def folded_form(
    action: str,
    word: Enum,
    about: str,
    fields: Iterable[Markup],
    speech: Speech,
    button: Enum = DeedLabel.SAVE,
) -> Markup:
    """The form behind a line that says what it is for; nothing for those who may not do it.

    ``about`` tells two forms of one action apart on a page.
    """
    if not may(action):
        return NOTHING
    return Markup('<details class="deed"><summary>{}</summary>{}</details>').format(
        label(word, speech), form(action, about, fields, speech, button)
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


def day_field(
    name: str,
    word: str,
    first: date,
    last: date,
    *,
    needed: bool = True,
    form: str = "",
    value: date | None = None,
) -> Markup:
    """A day between two, both included; ``value`` is what stands there beforehand.

    ``form`` tells it apart from fields of this name in other forms of the page.
    """
    field = Markup('<input type="date" name="{}" value="{}" min="{}" max="{}" {}{}>').format(
        name,
        value.isoformat() if value else "",
        first.isoformat(),
        last.isoformat(),
        _described(name, form),
        Markup(" required") if needed else NOTHING,
    )
    return _FIELD.format(word, field, _wrong(name, form))


def text_field(
    name: str, word: str, longest: int, *, needed: bool, value: str = "", form: str = ""
) -> Markup:
    """Several lines of text, of so many letters at most."""
    field = Markup('<textarea name="{}" rows="3" maxlength="{}" dir="auto" {}{}>{}</textarea>')
    drawn = field.format(
        name, longest, _described(name, form), Markup(" required") if needed else NOTHING, value
    )
    return _FIELD.format(word, drawn, _wrong(name, form))


def tick_field(name: str, word: str, choices: Iterable[tuple[str, str]], form: str = "") -> Markup:
    """One of a few, none of them chosen beforehand: pairs of what is sent and what is read."""
    ticks = join(_TICK.format(name, value, _described(name, form), told) for value, told in choices)
    return Markup("<fieldset><legend>{}</legend>{}{}</fieldset>").format(
        word, ticks, _wrong(name, form)
    )


def line_field(
    name: str,
    word: str,
    longest: int,
    *,
    needed: bool,
    value: str = "",
    among: Iterable[tuple[str, str]] = (),
    form: str = "",
) -> Markup:
    """One line of text. ``among`` are pairs to choose from: what is sent, and what a reader sees;
    anything else may be typed."""
    options = join(Markup('<option value="{}">{}</option>').format(*each) for each in among)
    listed = Markup('<datalist id="{}{}-among">{}</datalist>').format(form, name, options)
    field = Markup(
        '<input name="{}" maxlength="{}" value="{}" dir="auto" autocomplete="off" {}{}{}>'
    ).format(
        name,
        longest,
        value,
        Markup('list="{}{}-among" ').format(form, name) if options else NOTHING,
        _described(name, form),
        Markup(" required") if needed else NOTHING,
    )
    return _FIELD.format(word, field + listed if options else field, _wrong(name, form))


def choice_field(
    name: str, word: str, options: Iterable[tuple[str, str]], chosen: str = "", form: str = ""
) -> Markup:
    """One of several: pairs of what is kept and what is read."""
    drawn = join(
        Markup('<option value="{}"{}>{}</option>').format(
            value, Markup(" selected") if value == chosen else "", told
        )
        for value, told in options
    )
    field = Markup('<select name="{}" {}>{}</select>').format(name, _described(name, form), drawn)
    return _FIELD.format(word, field, _wrong(name, form))


def number_field(
    name: str, word: str, value: str = "", *, needed: bool = False, replays: bool = False
) -> Markup:
    """A number; ``replays`` has the form answered beside itself while it is typed."""
    marks = (Markup(" required"), needed), (Markup(" data-replays"), replays)
    field = Markup('<input type="number" step="any" name="{}" value="{}" {}{}>').format(
        name, value, _described(name, ""), join(mark for mark, wanted in marks if wanted)
    )
    drawn = _FIELD.format(word, field, _wrong(name, ""))
    return drawn + Markup("<div data-answer></div>") if replays else drawn


def _wrong(name: str, form: str) -> Markup:
    return _WRONG.format(name, f"{form}{name}")


def _described(name: str, form: str) -> Markup:
    return Markup('aria-describedby="{}{}-wrong"').format(form, name)
