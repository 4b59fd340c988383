"""What people may do about a model, on its page."""

from datetime import timedelta

from markupsafe import Markup

from app.actions.looking_into import LONGEST
from app.health.decisions import keeping_of
from app.health.people import name_of
from app.health.urgency import STATUS_WEIGHTS
from app.health.verdict import Status
from app.language.agreements import AgreementLabel
from app.language.dates import local_day
from app.language.decisions import DecisionLabel, kept_told, may_decide, may_look_into
from app.language.deeds import DeedLabel
from app.language.labels import label
from app.language.reviews import ReviewLabel
from app.language.sentence import Sentence, Speech
from app.ui import deciding
from app.ui.agreements_address import Asked, to_agreements
from app.ui.baselines import begun
from app.ui.decided import ASKED
from app.ui.deed_form import day_field, folded_form, may, text_field
from app.ui.filters import hidden
from app.ui.markup import NOTHING, link, sentences
from app.ui.review import standing
from app.ui.reviews_address import Asked as ReviewAsked
from app.ui.reviews_address import to_reviews
from app.ui.shown import Record
from app.ui.tables import soft
from app.ui.visit import looked_at

LONGEST_NOTE = 1_000
DECIDED_ABOUT = (*ASKED, Status.ATTENTION)
"""What may be decided about: more than where somebody should."""


def taking_part(record: Record, speech: Speech) -> Markup:
    """The way to what was agreed; the forms for those who may fill them in, for others who may."""
    agreed = link(
        to_agreements(Asked(record.case.slug)), label(AgreementLabel.TO_AGREEMENTS, speech)
    )
    drawn = soft(agreed) + _reviewed(record, speech) + _kept(record, speech)
    drawn += begun(record.case, speech)
    status = record.verdict.status if record.verdict else Status.RETIRED
    if status is Status.RETIRED or looked_at() is not None:
        return drawn
    if status in DECIDED_ABOUT:
        drawn += deciding.decide(record, speech)
    if status in STATUS_WEIGHTS:
        drawn += look_into(record, speech)
    return drawn + deciding.pause(record, speech) + _who_may(record, status, speech)


def look_into(record: Record, speech: Speech) -> Markup:
    """To take it on, and to take back that somebody did."""
    slug, found = record.case.slug, record.acknowledged
    today = local_day(speech.now, speech)
    next_update = label(DeedLabel.NEXT_UPDATE, speech)
    fields = (
        hidden("model", slug),
        day_field("next_update", next_update, today + timedelta(days=1), today + LONGEST),
        text_field("note", label(DeedLabel.NOTE, speech), LONGEST_NOTE, needed=False),
    )
    drawn = folded_form("look_into", DeedLabel.LOOK_INTO, "", fields, speech)
    # What a source tells cannot be taken back here.
    if found is None or found.place:
        return drawn
    said = (hidden("model", slug), hidden("on", found.on.isoformat()), hidden("by", found.by))
    word, button = DecisionLabel.STOP_LOOKING, DecisionLabel.TAKE_IT_BACK
    return drawn + folded_form("stop_looking_into", word, "", said, speech, button)


def _who_may(record: Record, status: Status, speech: Speech) -> Markup:
    """Who may do what the reader may not, where it is yet to be done."""
    told: list[Sentence] = []
    if status in ASKED and _is_open(record) and not may("decide"):
        told += may_decide(speech)
    if status in STATUS_WEIGHTS and record.acknowledged is None and not may("look_into"):
        told += may_look_into(speech)
    return soft(sentences(told)) if told else NOTHING


def _is_open(record: Record) -> bool:
    return record.decided is None or record.decided.ran_out


def _reviewed(record: Record, speech: Speech) -> Markup:
    """How the review of the whole model stands, and the way to it."""
    if not record.case.deployed:
        return NOTHING
    to = to_reviews(ReviewAsked(record.case.slug))
    return soft(
        Markup("{} {}").format(
            sentences(standing(record.case, speech)),
            link(to, label(ReviewLabel.THIS_MODEL, speech)),
        )
    )


def _kept(record: Record, speech: Speech) -> Markup:
    """Who decided to keep it although nobody seemed to miss it."""
    found = keeping_of(record.case, speech.now)
    if found is None:
        return NOTHING
    by = name_of(record.case, found.by)
    return soft(sentences(kept_told(by, found.at, found.until, found.why, speech)))
