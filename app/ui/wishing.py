"""The form by which somebody chooses what they are told by mail."""

from markupsafe import Markup

from app.language import wishes as words
from app.language.labels import label
from app.language.sentence import Speech
from app.language.wishes import WishedWhen, WishLabel
from app.ui.deed_form import choice_field, form
from app.ui.markup import sentence, sentences
from app.ui.shown import Wished
from app.ui.tables import section
from data.members import Member
from data.notices import About


def wishing(member: Member, found: Wished, speech: Speech) -> Markup:
    """What is chosen now, to be chosen anew; or why nothing can be."""
    heading = label(WishLabel.HEADING, speech)
    if not member.email:
        return section(heading, Markup("<p>{}</p>").format(sentence(words.no_address(speech))))
    told = [*words.goes_to(member.email, speech)]
    if found.when is None:
        told.insert(0, words.no_wish_yet(speech))
    chosen = form("choose_notices", "", _fields(found, speech), speech, WishLabel.SAVE)
    return section(heading, Markup("<p>{}</p>").format(sentences(told)) + chosen)


def _fields(found: Wished, speech: Speech) -> tuple[Markup, ...]:
    when = WishedWhen.NOTHING if found.when is None else words.chosen_when(found.when)
    whens = [(each.value, words.when_words(each, speech)) for each in WishedWhen]
    abouts = [(each.value, words.about_words(each, speech)) for each in About]
    units = [("", label(WishLabel.NO_UNIT, speech)), *((each, each) for each in found.units)]
    return (
        choice_field("when", label(WishLabel.WHEN, speech), whens, when.value),
        choice_field("about", label(WishLabel.ABOUT, speech), abouts, found.about.value),
        choice_field("unit", label(WishLabel.UNIT, speech), units, found.unit),
    )
