"""What uses the answers of a model, what stops without them, and what people do then."""

from collections.abc import Sequence

from markupsafe import Markup

from app.language import answer_uses as words
from app.language.answer_uses import UseLabel
from app.language.labels import label
from app.language.pages import and_more
from app.language.sentence import Speech
from app.reports.charges import UsedBy
from app.ui.markup import NOTHING, join, name, sentence
from app.ui.tables import Cell, folded, section, soft, table

MOST_USES = 3
"""In a cell of a list; the others are one click away."""


def used_by(uses: Sequence[UsedBy], speech: Speech) -> Markup:
    """The section of a model's page."""
    title = label(UseLabel.WHO_USES, speech)
    if not uses:
        told = (UseLabel.NOTHING_RECORDED, UseLabel.NOT_NOBODY, UseLabel.ASK_USES)
        return section(title, soft(" ".join(label(each, speech) for each in told)))
    shown = (UseLabel.USED_BY, UseLabel.STOPS, UseLabel.FALLBACK, UseLabel.TELL)
    heads = [label(each, speech) for each in shown]
    return section(title, table(heads, [_row(each, speech) for each in uses], kind="uses"))


def _row(use: UsedBy, speech: Speech) -> tuple[Cell, ...]:
    called = name(use.name) + soft(words.use_kind(use.kind, speech))
    return called, stops(use, speech), fallback(use, speech), whom_to_tell(use, speech)


def stopping(uses: Sequence[UsedBy], speech: Speech) -> Markup:
    """What stops without a model, in a cell; that nothing is recorded is said as such."""
    if not uses:
        return soft(label(UseLabel.NOTHING_RECORDED, speech))
    first, rest = uses[:MOST_USES], uses[MOST_USES:]
    more = folded(and_more(len(rest), speech), _list(rest, speech)) if rest else NOTHING
    return _list(first, speech) + more


def _list(uses: Sequence[UsedBy], speech: Speech) -> Markup:
    items = join(
        Markup("<li>{}</li>").format(sentence(words.stops_told(use.name, use.stops, speech)))
        for use in uses
    )
    return Markup('<ul class="named">{}</ul>').format(items)


def stops(use: UsedBy, speech: Speech) -> Markup:
    """What stops without the answers."""
    return _told(use.stops, UseLabel.STOPS_UNKNOWN, speech)


def fallback(use: UsedBy, speech: Speech) -> Markup:
    """What people do then."""
    return _told(use.fallback, UseLabel.NO_FALLBACK, speech)


def whom_to_tell(use: UsedBy, speech: Speech) -> Markup:
    """The contact of an application, and that the person is gone where that is so."""
    told = words.contact_told(use.contact, use.contact_left_on, speech)
    return _told(told, UseLabel.NO_CONTACT, speech)


def _told(text: str, blank: UseLabel, speech: Speech) -> Markup:
    return name(text) if text else soft(label(blank, speech))
