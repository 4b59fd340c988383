"""What people say of one model, on its page: below it, and as numbers on its charts."""

from collections.abc import Sequence
from datetime import date, datetime, time

from markupsafe import Markup

from app.language import feedback as words
from app.language.dates import local_day
from app.language.feedback import FeedbackLabel
from app.language.labels import label
from app.language.sentence import Speech
from app.reports.feedback import Feedback
from app.ui.feedback_address import Asked, Which, to_feedback, to_one
from app.ui.feedback_forms import raising
from app.ui.feedback_table import about_told, answer, head_of, quoted, standing
from app.ui.markup import NOTHING, join, link, name, sentence
from app.ui.points import Note
from app.ui.shown import Record
from app.ui.tables import section, soft
from data.facts import Measured


def said_of_it(record: Record, speech: Speech) -> Markup:
    """What was said of the model, open things first, and the form to say something."""
    said = record.said
    drawn = raising(record.case, speech)
    if said is None or not said.first:
        none = soft(label(FeedbackLabel.NONE_ABOUT, speech))
        return section(label(FeedbackLabel.TITLE, speech), none + drawn)
    rows = join(_one(each, speech) for each in said.first)
    drawn += Markup('<ul class="story">{}</ul>').format(rows)
    if said.total > len(said.first):
        drawn += soft(words.more_told(len(said.first), said.total, speech))
    everything = to_feedback(Asked(which=Which.ALL, model=record.slug))
    drawn += Markup('<p class="further">{}</p>').format(
        link(everything, label(FeedbackLabel.SHOW_ALL, speech))
    )
    return section(label(FeedbackLabel.TITLE, speech), drawn)


def _one(one: Feedback, speech: Speech) -> Markup:
    part = about_told(one.said, speech)
    return Markup('<li><div class="head">{} {}</div>{}{}<div>{}</div>{}</li>').format(
        link(to_one(one.said.id), f"#{one.said.id}"),
        head_of(one, speech),
        soft(name(part)) if part else NOTHING,
        quoted(one.said.text, short=True),
        standing(one.now, speech),
        answer(one.now, speech, short=True) if one.now.answer else NOTHING,
    )


def notes(record: Record, measured: Measured, speech: Speech) -> list[Note]:
    """What explains the results of one measure, numbered by its day.

    What was said of everybody stands on every chart; what was said of one measure, on its own.
    """
    found = record.said.explained if record.said else ()
    mine = [each for each in found if _is_about(each, record.slug, measured.measure.key)]
    dated = sorted(((_day(each, speech), each) for each in mine), key=lambda one: one[0])
    return [
        Note(
            at=datetime.combine(on, time()),
            number=number,
            said=sentence(words.note_told(number, on, each.said.raised_by, speech)),
            text=each.said.text,
            href=to_one(each.said.id),
        )
        for number, (on, each) in enumerate(dated, start=1)
    ]


def _is_about(one: Feedback, slug: str, measure: str) -> bool:
    if one.said.unit:
        return not one.said.group
    return one.said.slug == slug and one.said.measure in ("", measure) and not one.said.group


def _day(one: Feedback, speech: Speech) -> date:
    return one.said.start or local_day(one.said.raised_at, speech)


def explained(shown: Sequence[Note], speech: Speech) -> Markup:
    """The text of every number on a chart, below it."""
    if not shown:
        return NOTHING
    drawn = join(
        Markup('<li>{} <span dir="auto" class="quoted">{}</span></li>').format(
            link(each.href, each.said, "quiet"), each.text
        )
        for each in shown
    )
    return Markup('<div class="notes"><p class="soft">{}</p><ul>{}</ul></div>').format(
        label(FeedbackLabel.EXPLAINED, speech), drawn
    )
