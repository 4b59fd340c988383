"""The forms by which a review is signed, and by which whoever signed one takes it back."""

from datetime import timedelta

from markupsafe import Markup

from app.actions.doing import LONGEST_WHY
from app.actions.reviewing import LONGEST_CONDITIONS
from app.health.reviews import bar, builders, every
from app.language import reviews as words
from app.language.dates import local_day
from app.language.decisions import DecisionLabel
from app.language.labels import label
from app.language.reviews import ReviewLabel
from app.language.sentence import Speech
from app.reports.reviews import Signed
from app.ui.deed_form import day_field, folded_form, form, may, text_field, tick_field
from app.ui.filters import hidden
from app.ui.loading.reviews import Reviewing
from app.ui.markup import NOTHING, sentence, sentences
from app.ui.tables import section, soft
from app.ui.visit import who
from data.facts import ReviewOutcome


def signing(found: Reviewing, speech: Speech) -> Markup:
    """The form below what is to be signed; who may sign, for those who may not."""
    member = who()
    told = soft(sentences(words.built_told(builders(found.case), speech)))
    if member is None or not may("sign_review"):
        told += soft(sentence(words.who_signs(speech)))
    elif barred := bar(found.case, member.name, member.email):
        told += Markup("<p>{}</p>").format(sentence(words.barred(barred, speech)))
    else:
        told += _form(found, speech)
    return section(label(ReviewLabel.SIGN_IT, speech), told)


def _form(found: Reviewing, speech: Speech) -> Markup:
    today = local_day(speech.now, speech)
    choices = [(each.value, words.outcome_words(each, speech)) for each in ReviewOutcome]
    until = label(ReviewLabel.UNTIL, speech)
    last = today + every(found.case)
    fields = (
        hidden("model", found.case.slug),
        hidden("evidence", found.seal),
        tick_field("outcome", label(ReviewLabel.YOUR_OUTCOME, speech), choices),
        text_field(
            "conditions",
            label(ReviewLabel.YOUR_CONDITIONS, speech),
            LONGEST_CONDITIONS,
            needed=False,
        ),
        day_field("until", until, today + timedelta(days=1), last, value=last),
        text_field("why", label(ReviewLabel.WHY, speech), LONGEST_WHY, needed=True),
    )
    return form("sign_review", "", fields, speech, ReviewLabel.SIGN_IT)


def taking_back(slug: str, signed: Signed, speech: Speech) -> Markup:
    """To whoever signed it, while it counts."""
    member = who()
    mine = member is not None and signed.account == member.account
    if not mine or signed.withdrawn_at is not None:
        return NOTHING
    at = signed.at.isoformat()
    fields = (
        hidden("model", slug),
        hidden("signed_at", at),
        text_field(
            "why", label(ReviewLabel.WHY_BACK, speech), LONGEST_WHY, needed=True, form="back-"
        ),
    )
    word, button = ReviewLabel.TAKE_BACK, DecisionLabel.TAKE_IT_BACK
    return folded_form("withdraw_review", word, at, fields, speech, button)
