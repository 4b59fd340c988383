"""One thing that somebody said, with everything that became of it and the forms to go on."""

from markupsafe import Markup

from app.language import feedback as words
from app.language.feedback import FeedbackLabel
from app.language.labels import label
from app.language.sentence import Speech
from app.reports.feedback import Feedback, FeedbackAct, OneSaid, Step
from app.ui import states, view
from app.ui.address import to_model
from app.ui.banners import banners
from app.ui.feedback_address import to_feedback, to_one
from app.ui.feedback_forms import of_one
from app.ui.feedback_table import about_told, answer, head_of, kind_mark, linked, quoted, standing
from app.ui.markup import NOTHING, join, link, name, sentence
from app.ui.shown import Notice
from app.ui.tables import section, soft


def show(found: OneSaid | None, people: list[str], notice: Notice, speech: Speech) -> None:
    """Everything of the page."""
    view.show(page(found, people, notice, speech), key="feedback")


def page(found: OneSaid | None, people: list[str], notice: Notice, speech: Speech) -> Markup:
    """The page as HTML. ``people`` are names that lists know."""
    if found is None:
        return banners(notice, speech) + states.unknown_feedback(speech)
    one = found.listed.feedback
    drawn = banners(notice, speech) + _top(found, speech)
    drawn += of_one(one, found.incidents, people, speech)
    if one.now.answer:
        body = answer(one.now, speech)
        drawn += section(label(FeedbackLabel.ANSWER, speech), Markup("{}").format(body))
    drawn += section(label(FeedbackLabel.STORY, speech), _story(found.story, speech))
    return drawn + _merged(found, speech)


def _top(found: OneSaid, speech: Speech) -> Markup:
    listed = found.listed
    said, now = listed.feedback.said, listed.feedback.now
    part = about_told(said, speech)
    into = Markup("<p>{}</p>").format(
        link(to_one(now.merged_into), words.merged_into(now.merged_into, speech))
        if now.merged_into is not None
        else NOTHING
    )
    return Markup(
        '<p class="crumb">{}</p><div class="title"><h1 tabindex="-1">{}</h1>{}</div>'
        "<p>{}</p>{}{}{}<div>{}</div>{}"
    ).format(
        link(to_feedback(), label(FeedbackLabel.TO_LIST, speech)),
        Markup('#{} <a href="{}">{}</a>').format(said.id, to_model(said.slug), name(listed.name)),
        kind_mark(said.kind, speech),
        sentence(words.said_by(said.raised_by, said.raised_at, speech)),
        soft(name(part)) if part else NOTHING,
        quoted(said.text),
        linked(listed, speech),
        standing(now, speech),
        into if now.merged_into is not None else NOTHING,
    )


def _story(story: tuple[Step, ...], speech: Speech) -> Markup:
    return Markup('<ol class="story">{}</ol>').format(join(_step(each, speech) for each in story))


def _step(step: Step, speech: Speech) -> Markup:
    told = sentence(words.act_told(step.act.value, step.by, step.at, step.why, speech))
    more = NOTHING
    if step.act is FeedbackAct.NOT_YET:
        more = quoted(step.why)
    elif step.act is FeedbackAct.ANSWERED:
        more = Markup("{}").format(answer(step, speech, short=True))
    elif step.act is FeedbackAct.ASSIGNED:
        waits = words.waits_for(step.answerer_name, step.due_on, speech)
        more = Markup("<p>{}</p>").format(sentence(waits))
    elif step.act is FeedbackAct.THEMED:
        more = quoted(step.theme)
    return Markup("<li><p>{}</p>{}</li>").format(told, more)


def _merged(found: OneSaid, speech: Speech) -> Markup:
    if not found.merged:
        return NOTHING
    drawn = join(_other(each, speech) for each in found.merged)
    body = Markup('<ul class="story">{}</ul>').format(drawn)
    return section(label(FeedbackLabel.MERGED, speech), body)


def _other(one: Feedback, speech: Speech) -> Markup:
    return Markup('<li>{} <span class="head">{}</span>{}</li>').format(
        link(to_one(one.said.id), f"#{one.said.id}"),
        head_of(one, speech),
        quoted(one.said.text, short=True),
    )
