"""What people may do about a model, on its page."""

from datetime import timedelta

from markupsafe import Markup

from app.actions.looking_into import LONGEST
from app.health.urgency import STATUS_WEIGHTS
from app.language.agreements import AgreementLabel
from app.language.dates import local_day
from app.language.deeds import DeedLabel
from app.language.labels import label
from app.language.sentence import Speech
from app.ui.agreements_address import Asked, to_agreements
from app.ui.deed_form import day_field, folded_form, text_field
from app.ui.filters import hidden
from app.ui.markup import NOTHING, link
from app.ui.shown import Record

LONGEST_NOTE = 1_000


def taking_part(record: Record, speech: Speech) -> Markup:
    """The way to what was agreed, and the forms for those who may fill them in."""
    if record.verdict is None:
        return NOTHING
    agreed = Asked(record.case.slug)
    to = link(to_agreements(agreed), label(AgreementLabel.TO_AGREEMENTS, speech))
    drawn = Markup('<p class="soft">{}</p>').format(to)
    if record.verdict.status not in STATUS_WEIGHTS:
        return drawn
    return drawn + look_into(record.case.slug, speech)


def look_into(slug: str, speech: Speech) -> Markup:
    """The form; nothing for those who may not."""
    today = local_day(speech.now, speech)
    fields = (
        hidden("model", slug),
        day_field(
            "next_update",
            label(DeedLabel.NEXT_UPDATE, speech),
            today + timedelta(days=1),
            today + LONGEST,
        ),
        text_field("note", label(DeedLabel.NOTE, speech), LONGEST_NOTE, needed=False),
    )
    return folded_form("look_into", DeedLabel.LOOK_INTO, "", fields, speech)
