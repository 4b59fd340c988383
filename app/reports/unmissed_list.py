"""The models with signs that nobody would miss them, as a table to download."""

from app.language import carers
from app.language.labels import Label, label
from app.language.lists import Column, about_list, narrowed_to, stamp
from app.language.sentence import Speech
from app.language.statuses import care_words, status_words
from app.language.unmissed import UnmissedLabel, caution, sign_told
from app.reports.exports import Cell, Table
from app.reports.model_list import chosen
from app.reports.unmissed import Doubt, Unmissed
from data.store.outlooks import Choice


def unmissed_list(found: Unmissed, choice: Choice, is_pretend: bool, speech: Speech) -> Table:
    """A row for each model; what the list is not stands above it and in every row."""
    shown = " ".join((narrowed_to(chosen(choice, speech), speech), *map(str, caution(speech))))
    rows = [_row(each, speech) for each in found.doubts]
    heads = (
        Label.MODEL,
        UnmissedLabel.HOW_MANY,
        UnmissedLabel.SIGNS,
        Label.STATUS,
        Label.CARE,
        Label.UNIT,
        UnmissedLabel.ASK,
        UnmissedLabel.KEPT_BY,
        UnmissedLabel.KEPT_UNTIL,
        UnmissedLabel.KEPT_WHY,
        Column.ADDRESS,
    )
    return Table(
        title=label(UnmissedLabel.WOULD_BE_MISSED, speech),
        about=(*about_list(len(rows), found.matching, is_pretend, speech), shown),
        heads=tuple(label(each, speech) for each in heads),
        rows=rows,
        stamp=stamp(len(rows), found.matching, shown, is_pretend, speech),
    )


def _row(doubt: Doubt, speech: Speech) -> tuple[Cell, ...]:
    charge, kept = doubt.charge, doubt.kept
    return (
        charge.name,
        len(doubt.signs),
        "\n".join(str(sign_told(each, speech)) for each in doubt.signs),
        status_words(charge.status, speech).name,
        care_words(charge.care, speech).name,
        charge.unit or label(Label.NO_UNIT_RECORDED, speech),
        carers.reached_at(charge.team, charge.contact, speech),
        *((kept.by, kept.until, kept.why) if kept else (None, None, None)),
        f"/model?model={charge.slug}",
    )
