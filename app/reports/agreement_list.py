"""What waits for a signature, as a table to download."""

from collections.abc import Sequence

from app.language.agreements import AgreementLabel, headline, need_told, since
from app.language.fields import impact_words
from app.language.labels import Label, label
from app.language.lists import about_list, stamp
from app.language.sentence import Speech
from app.reports.agreements import Waiting
from app.reports.exports import Table

_HEADS = (
    Label.MODEL,
    Label.UNIT,
    AgreementLabel.NEED,
    AgreementLabel.SINCE,
    AgreementLabel.MATTERS,
)


def agreement_list(
    found: Sequence[Waiting], deployed: int, is_pretend: bool, speech: Speech
) -> Table:
    """One row for each that waits, in the order of the page."""
    told = str(headline(len({each.slug for each in found}), deployed, speech))
    return Table(
        title=told,
        about=about_list(len(found), len(found), is_pretend, speech),
        heads=tuple(label(each, speech) for each in _HEADS),
        rows=[
            (
                each.name,
                each.unit,
                need_told(each.need.value, speech),
                str(since(each.need.value, each.since, each.by, speech)),
                impact_words(each.impact, speech),
            )
            for each in found
        ],
        stamp=stamp(len(found), len(found), told, is_pretend, speech),
    )
