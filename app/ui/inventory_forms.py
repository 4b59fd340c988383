"""The forms of the page about one's own list: bringing a file, and adding a model by hand."""

from markupsafe import Markup

from app.actions.bringing import LONGEST_NAME, LONGEST_WORDS
from app.language.fields import impact_words, kind_words
from app.language.labels import label
from app.language.own_list import OwnListLabel
from app.language.sentence import Speech
from app.ui.deed_form import choice_field, form, line_field, may, text_field
from app.ui.markup import NOTHING
from app.ui.tables import section, soft
from data.facts import Impact, Kind


def bringing(speech: Speech) -> Markup:
    """A form of the browser's own: a file goes with it, and it is answered by the page again."""
    return Markup(
        '<form method="post" action="/list/bring" enctype="multipart/form-data" class="deed">'
        '<label class="field"><span>{}</span>'
        '<input type="file" name="file" required accept=".xlsx,.xlsm,.csv"></label>'
        '<p class="end"><button class="button">{}</button></p></form>'
    ).format(label(OwnListLabel.FILE, speech), label(OwnListLabel.LOOK, speech))


def putting_away(speech: Speech) -> Markup:
    """The button that forgets the list that waits."""
    return Markup(
        '<form method="post" action="/list/away"><button class="button">{}</button></form>'
    ).format(label(OwnListLabel.AWAY, speech))


def adding(speech: Speech) -> Markup:
    """The form for one model that no system tells us of."""
    if not may("add_model"):
        return NOTHING
    sorts = [(each.value, kind_words(each, speech)) for each in _BY_HAND]
    impacts = [("", label(OwnListLabel.NOBODY_SAID, speech))]
    impacts += [(each.value, impact_words(each, speech)) for each in Impact]
    fields = (
        choice_field("sort", _word(OwnListLabel.SORT, speech), sorts),
        line_field("called", _word(OwnListLabel.NAME, speech), LONGEST_NAME, needed=True),
        text_field("purpose", _word(OwnListLabel.PURPOSE, speech), LONGEST_WORDS, needed=False),
        line_field("owner", _word(OwnListLabel.OWNER, speech), LONGEST_NAME, needed=False),
        line_field("unit", _word(OwnListLabel.UNIT, speech), LONGEST_NAME, needed=False),
        choice_field("impact", _word(OwnListLabel.IMPACT, speech), impacts),
    )
    drawn = form("add_model", "new", fields, speech, OwnListLabel.ADD)
    why = soft(label(OwnListLabel.BY_HAND_WHY, speech))
    return section(label(OwnListLabel.BY_HAND, speech), why + drawn)


_BY_HAND = (Kind.VENDOR, Kind.LANGUAGE, Kind.SPREADSHEET, Kind.RULES)


def _word(word: OwnListLabel, speech: Speech) -> str:
    return label(word, speech)
