"""One review that was signed: what was decided, why, and what was looked at, as it was then."""

from dataclasses import replace

from markupsafe import Markup

from app.language import reviews as words
from app.language.labels import label
from app.language.reviews import ReviewLabel
from app.language.sentence import Speech
from app.ui import states, view
from app.ui.address import to_model
from app.ui.banners import banners
from app.ui.crumbs import crumbs
from app.ui.heads import head
from app.ui.loading.reviews import Looked
from app.ui.markup import link, name, sentence
from app.ui.review import above_all, called
from app.ui.review_evidence import evidence_shown
from app.ui.review_forms import taking_back
from app.ui.reviews_address import Asked, to_reviews
from app.ui.shown import Notice
from app.ui.tables import section, soft


def show(found: Looked | None, asked: Asked, notice: Notice, speech: Speech) -> None:
    """Everything of the page."""
    if found is None:
        nothing = states.nothing_matches(to_reviews(Asked(asked.model)), speech)
        view.show(banners(notice, speech) + nothing, key="review")
        return
    view.show(page(found, notice, speech), key="review")


def page(found: Looked, notice: Notice, speech: Speech) -> Markup:
    """The page as HTML."""
    slug, signed = found.case.slug, found.signed
    steps = [
        above_all(speech),
        link(to_model(slug), name(found.name)),
        link(to_reviews(Asked(slug)), label(ReviewLabel.THIS_MODEL, speech)),
    ]
    title = words.signed_title(found.name, signed.at, speech)
    above = crumbs(steps, sentence(title), speech)
    by = called(signed, found.case)
    told = [*words.signed_told(signed.outcome, by, signed.at, signed.conditions, speech)]
    told += words.why_told(signed.why, signed.until, speech)
    if signed.withdrawn_at is not None:
        told.insert(0, words.taken_back(signed.withdrawn_at, signed.withdrawn_why, speech))
    top = head(title, told, notice, speech, above) + taking_back(slug, signed, speech)
    if found.evidence is None:
        return top + soft(label(ReviewLabel.NOT_KEPT, speech))
    then = evidence_shown(found.evidence, replace(speech, now=signed.at))
    return top + section(label(ReviewLabel.WHAT_THEY_SAW, speech), then)
