"""Sorting what people say, many at once: what is the same, what it is about, what it belongs with.

One action is one transaction: of many that were ticked, either all are changed or none.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, StringConstraints
from sqlalchemy import or_, select

from app.actions.doing import Deed, Doing, Form, NotAsShown, Refused, action
from app.actions.feedback import Short, cleaned, next_step, step, told
from data.facts import FeedbackState
from data.members import Role, Wrong
from data.store import feedback
from data.store.feedback import Feedback, Step
from data.store.feedback_tables import FeedbackAct
from data.store.judgements import incidents
from data.store.tables import models, outlooks

MOST = 200
"""More than this nobody has looked through."""
LONGEST_THEME = 60


def _ticked(typed: Any) -> Any:
    """One box that is ticked comes as a text, several as a list."""
    return (typed,) if isinstance(typed, str) else typed


def _numbered(ticked: tuple[str, ...]) -> tuple[str, ...]:
    for each in ticked:
        number, _, version = each.partition(".")
        if not (number.isascii() and number.isdigit() and version.isascii() and version.isdigit()):
            raise ValueError("not a number and a version")
        if len(each) > 24:
            raise ValueError("too long a number")
    return ticked


Ticked = Annotated[tuple[str, ...], BeforeValidator(_ticked), AfterValidator(_numbered)]


class Sorting(Form):
    """What the form of the list asks; each action takes what it needs of it.

    ``feedback`` holds number and version of each that is ticked, as ``12.3``. ``linked`` is a
    model's slug or name, ``incident`` the number of something that went wrong.
    """

    feedback: Ticked = ()
    theme: Annotated[str, StringConstraints(max_length=LONGEST_THEME), BeforeValidator(cleaned)] = (
        ""
    )
    linked: Short = ""
    incident: Short = ""


@action("merge_feedback", Role.ANALYST, Role.MANAGER)
def merge_feedback(doing: Doing, form: Sorting) -> Deed:
    """Make several one: the first that was said stays, the others are answered with it."""
    ticked = _as_shown(doing, form, least=2)
    if any(each.now.merged_into is not None for each in ticked):
        raise Refused(feedback=Wrong.NOT_ALLOWED)
    first, *others = sorted(ticked, key=lambda each: (each.said.raised_at, each.said.id))
    if any(each.now.state is FeedbackState.CLOSED for each in ticked):
        raise Refused(feedback=Wrong.NOT_ALLOWED)
    # What was merged into one of them before points to the one that stays.
    below = [each for one in others for each in feedback.merged_into(doing.conn, one.said.id)]

    def merged(one: Feedback) -> Step:
        return replace(
            next_step(doing, one, FeedbackAct.MERGED),
            merged_into=first.said.id,
            state=first.now.state,
            answer=first.now.answer,
            changed=first.now.changed,
        )

    return _each(doing, [*others, *below], merged, first.said.slug)


@action("theme_feedback", Role.ANALYST, Role.MANAGER)
def theme_feedback(doing: Doing, form: Sorting) -> Deed:
    """Say in a word or two what all of them are about."""
    if not form.theme:
        raise Refused(theme=Wrong.NEEDED)
    ticked = _as_shown(doing, form)
    theme = " ".join(form.theme.split())
    return _each(
        doing,
        ticked,
        lambda one: replace(next_step(doing, one, FeedbackAct.THEMED), theme=theme),
        _slug_of(ticked),
    )


@action("link_feedback", Role.ANALYST, Role.MANAGER)
def link_feedback(doing: Doing, form: Sorting) -> Deed:
    """Say to which other model, or to what that went wrong, all of them belong."""
    ticked = _as_shown(doing, form)
    slug, began = _belongs(doing, form)
    return _each(
        doing,
        ticked,
        lambda one: replace(
            next_step(doing, one, FeedbackAct.LINKED), linked_slug=slug, linked_began=began
        ),
        _slug_of(ticked),
    )


def _belongs(doing: Doing, form: Sorting) -> tuple[str, Any]:
    """The model, and since when something is wrong where it is about that."""
    if form.incident:
        known = form.incident.isascii() and form.incident.isdigit() and len(form.incident) < 16
        mine = incidents.c.id == int(form.incident) if known else incidents.c.id < 0
        query = select(incidents.c.slug, incidents.c.began)
        found = doing.conn.execute(query.where(mine, incidents.c.withdrawn_at.is_(None))).first()
        if found is None:
            raise Refused(incident=Wrong.NOT_A_CHOICE)
        return found.slug, found.began
    if not form.linked:
        raise Refused(linked=Wrong.NEEDED)
    named = or_(models.c.slug == form.linked, outlooks.c.name == form.linked)
    query = select(models.c.slug).outerjoin(outlooks, outlooks.c.slug == models.c.slug)
    slugs = set(doing.conn.scalars(query.where(named).distinct()))
    if len(slugs) != 1:
        raise Refused(linked=Wrong.NOT_A_CHOICE)
    return slugs.pop(), None


def _as_shown(doing: Doing, form: Sorting, least: int = 1) -> list[Feedback]:
    """Those that were ticked. Raises Refused for too few or too many, and NotAsShown."""
    asked = {int(each.partition(".")[0]): int(each.partition(".")[2]) for each in form.feedback}
    if len(asked) < least:
        raise Refused(feedback=Wrong.NOT_ENOUGH)
    if len(asked) > MOST:
        raise Refused(feedback=Wrong.TOO_LONG)
    found = feedback.now_of(doing.conn, asked)
    if len(found) != len(asked):
        raise Refused(feedback=Wrong.NOT_A_CHOICE)
    for each in found:
        if each.now.version != asked[each.said.id]:
            raise NotAsShown(each.now.by, each.now.at)
    return found


def _each(doing: Doing, some: list[Feedback], after: Callable[[Feedback], Step], slug: str) -> Deed:
    """A step for each of them, and all of it in the one entry of the record."""
    was, became = [], []
    for one in some:
        new = after(one)
        step(doing, one, new)
        was.append({"feedback": one.said.id, **told(one.now)})
        became.append({"feedback": one.said.id, **told(new)})
    return Deed(slug, {"each": became}, {"each": was})


def _slug_of(some: list[Feedback]) -> str:
    """The model it is about; empty where several are."""
    slugs = {each.said.slug for each in some}
    return slugs.pop() if len(slugs) == 1 else ""
