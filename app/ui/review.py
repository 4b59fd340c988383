"""One model to be reviewed: how its review stands, all there is to look at, and the form."""

from markupsafe import Markup

from app.health.days import today
from app.health.people import name_of
from app.health.reviews import due_on, last_review
from app.language import reviews as words
from app.language.labels import label
from app.language.reviews import ReviewLabel
from app.language.sentence import Sentence, Speech
from app.reports.reviews import Signed
from app.ui import states, view
from app.ui.address import to_model
from app.ui.banners import banners
from app.ui.crumbs import crumbs
from app.ui.heads import head
from app.ui.loading.reviews import Reviewing
from app.ui.markup import NOTHING, join, link, name, sentence, sentences
from app.ui.review_evidence import evidence_shown
from app.ui.review_forms import signing, taking_back
from app.ui.reviews_address import Asked, to_reviews
from app.ui.shown import Notice
from app.ui.tables import section, soft
from data.facts import Case


def show(found: Reviewing | None, asked: Asked, notice: Notice, speech: Speech) -> None:
    """Everything of the page."""
    if found is None:
        unknown = states.unknown_model(asked.model, speech)
        view.show(banners(notice, speech) + unknown, key="review")
        return
    view.show(page(found, notice, speech), key="review")


def page(found: Reviewing, notice: Notice, speech: Speech) -> Markup:
    """The page as HTML."""
    steps = [above_all(speech), link(to_model(found.case.slug), name(found.name))]
    above = crumbs(steps, label(ReviewLabel.THIS_MODEL, speech), speech)
    told = (*standing(found.case, speech), *words.explained(speech))
    top = head(words.title(found.name, speech), told, notice, speech, above)
    if found.evidence is None:
        body = soft(label(ReviewLabel.NOT_IN_USE, speech))
    else:
        shown = evidence_shown(found.evidence, speech)
        body = section(label(ReviewLabel.WHAT_YOU_SIGN, speech), shown) + signing(found, speech)
    return top + body + _every(found, speech)


def above_all(speech: Speech) -> Markup:
    """The way back to the list."""
    return link(to_reviews(), label(ReviewLabel.ALL_REVIEWS, speech))


def standing(case: Case, speech: Speech) -> tuple[Sentence, ...]:
    """Until when the newest review holds, and what it said."""
    signed = last_review(case)
    if signed is None:
        return (words.stands(None, False, speech),)
    due, by = due_on(case, signed), name_of(case, signed.by)
    told = words.signed_told(signed.outcome, by, signed.at, signed.conditions, speech)
    return *told, words.stands(due, due < today(case, speech.now), speech)


def called(signed: Signed, case: Case) -> str:
    """Who signed it: the name they had here, else what lists say."""
    return signed.name or name_of(case, signed.by)


def _every(found: Reviewing, speech: Speech) -> Markup:
    if not found.signed:
        return NOTHING
    rows = join(Markup("<li>{}</li>").format(_one(each, found, speech)) for each in found.signed)
    return section(label(ReviewLabel.EARLIER, speech), Markup("<ul>{}</ul>").format(rows))


def _one(signed: Signed, found: Reviewing, speech: Speech) -> Markup:
    slug, by = found.case.slug, called(signed, found.case)
    told = [*words.signed_told(signed.outcome, by, signed.at, signed.conditions, speech)]
    if signed.withdrawn_at is not None:
        told.append(words.taken_back(signed.withdrawn_at, signed.withdrawn_why, speech))
    to = to_reviews(Asked(slug, signed.at))
    more = link(to, sentence(words.show_it(signed.at, speech)))
    drawn = Markup("<p>{} {}</p>").format(sentences(told), more)
    return drawn + taking_back(slug, signed, speech)
