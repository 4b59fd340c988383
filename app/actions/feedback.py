"""What people say of a model, and what becomes of it: asked, answered, and agreed to be closed.

Everybody may say something. Whoever said it is the one who agrees that it is answered, and nobody
closes it for them.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from app.actions.baselines import REBASING, begin_anew
from app.actions.doing import Anothers, Deed, Doing, Form, NotAsShown, Refused, action
from app.health.answer_days import answer_by
from app.health.days import today
from data.facts import Case, FeedbackKind, FeedbackState, FieldName, Person
from data.members import Member, Role, Wrong
from data.store import accounts, cases, feedback
from data.store.columns import storable
from data.store.feedback import Feedback, Said, Step
from data.store.feedback_tables import FeedbackAct
from data.store.who_is_who import people_at

LONGEST_TEXT = 4_000
LONGEST_DUE = timedelta(days=92)
"""An answer a quarter away is none."""
EVERYBODY = tuple(Role)


def cleaned(typed: Any) -> Any:
    """Text as both databases keep it, before it is asked how long it is."""
    return storable(typed).strip() if isinstance(typed, str) else typed


Text = Annotated[
    str, StringConstraints(min_length=1, max_length=LONGEST_TEXT), BeforeValidator(cleaned)
]
"""What somebody has to say: something, and not more than one reads."""
Short = Annotated[str, StringConstraints(max_length=1_000), BeforeValidator(cleaned)]
Day = Annotated[date | None, BeforeValidator(lambda typed: typed or None)]


class RaiseFeedback(Form):
    """What is said about a model; the rest says which part of it, and may stay empty.

    ``whole_unit`` says it of every model of its unit. ``rebases`` says that what is usual begins
    anew on its first day.
    """

    model: str
    kind: FeedbackKind
    text: Text
    measure: Short = ""
    group: Short = ""
    start: Day = None
    end: Day = None
    whole_unit: Literal["", "yes"] = ""
    rebases: Literal["", "yes"] = ""


class OfOne(Form):
    """One feedback as it was shown."""

    feedback: Annotated[int, Field(ge=1, lt=2**53)]
    version: Annotated[int, Field(ge=1, lt=2**31)]


class AssignFeedback(OfOne):
    """Who is to answer, and by when."""

    answerer: Annotated[
        str, StringConstraints(min_length=1, max_length=1_000), BeforeValidator(cleaned)
    ]
    due_on: date


class AnswerFeedback(OfOne):
    """The answer, and what was changed; nothing changed needs a reason."""

    answer: Text
    changed: Text


class NotYetAnswered(OfOne):
    """Why the answer is none."""

    why: Text


@action("raise_feedback", *EVERYBODY)
def raise_feedback(doing: Doing, form: RaiseFeedback) -> Deed:
    """Say something. The model's owner is asked to answer, else the backup, else nobody."""
    number = doing.model(form.model)
    case = cases.case(doing.conn, form.model, doing.now)
    if case is None:
        raise Refused(model=Wrong.NOT_A_CHOICE)
    case = replace(case, time_zone=doing.time_zone)
    _check_about(case, form, doing.today, doing.who)
    said = _said(doing, form, case)
    asked = _answerer(case, doing)
    first = Step(
        1,
        doing.now,
        FeedbackAct.RAISED,
        doing.who.name,
        FeedbackState.OPEN,
        asked.email or asked.name if asked else "",
        asked.name if asked else "",
        answer_by(case, doing.now),
    )
    kept = feedback.raise_one(doing.conn, number, said, first)
    if form.rebases:
        begin_anew(doing, said)
    about = form.model_dump(mode="json", exclude={"model"}, exclude_defaults=True)
    return Deed(form.model, {"feedback": kept, **about, **told(first)})


def _said(doing: Doing, form: RaiseFeedback, case: Case) -> Said:
    """What is said, with how its measure is told. A single day is a period of its own."""
    measure = next(
        (each.measure for each in case.measured if each.measure.key == form.measure), None
    )
    return Said(
        id=0,
        slug=form.model,
        kind=form.kind,
        text=form.text,
        raised_by=doing.who.name,
        raised_at=doing.now,
        account=doing.who.account,
        measure=form.measure,
        group=form.group,
        start=form.start or form.end,
        end=form.end or form.start,
        unit=_unit(case, form),
        phrase=measure.phrase if measure else "",
        measure_kind=measure.kind if measure else "",
    )


@action("assign_feedback", Role.ANALYST, Role.MANAGER)
def assign_feedback(doing: Doing, form: AssignFeedback) -> Deed:
    """Ask somebody to answer by a day."""
    one = shown(doing, form.feedback, form.version)
    if form.due_on <= doing.today:
        raise Refused(due_on=Wrong.NOT_LATER)
    if form.due_on > doing.today + LONGEST_DUE:
        raise Refused(due_on=Wrong.TOO_FAR)
    called, name = _named(doing, form.answerer)
    after = next_step(doing, one, FeedbackAct.ASSIGNED)
    return keep(doing, one, replace(after, answerer=called, answerer_name=name, due_on=form.due_on))


@action("answer_feedback", *EVERYBODY)
def answer_feedback(doing: Doing, form: AnswerFeedback) -> Deed:
    """Answer and say what was changed: whoever is asked to, analysts, experts and managers."""
    one = shown(doing, form.feedback, form.version)
    if not may_answer(doing.who, one):
        raise Anothers
    if one.now.state is FeedbackState.CLOSED or one.now.merged_into is not None:
        raise Refused(answer=Wrong.NOT_ALLOWED)
    after = replace(
        next_step(doing, one, FeedbackAct.ANSWERED),
        state=FeedbackState.ANSWERED,
        answer=form.answer,
        changed=form.changed,
    )
    return keep(doing, one, after)


@action("agree_to_close", *EVERYBODY)
def agree_to_close(doing: Doing, form: OfOne) -> Deed:
    """Whoever raised it, and nobody else, says that it is answered."""
    one = shown(doing, form.feedback, form.version)
    _only_who_raised(doing, one)
    if one.now.state is not FeedbackState.ANSWERED:
        raise Refused(feedback=Wrong.NOT_ALLOWED)
    after = next_step(doing, one, FeedbackAct.AGREED)
    return keep(doing, one, replace(after, state=FeedbackState.CLOSED, closed_at=after.at))


@action("not_yet_answered", *EVERYBODY)
def not_yet_answered(doing: Doing, form: NotYetAnswered) -> Deed:
    """Whoever raised it says why it is not answered, and it is open again with a new day."""
    one = shown(doing, form.feedback, form.version)
    _only_who_raised(doing, one)
    if one.now.state is FeedbackState.OPEN:
        raise Refused(why=Wrong.NOT_ALLOWED)
    case = cases.case(doing.conn, one.said.slug, doing.now)
    if case is None:
        raise Refused(feedback=Wrong.NOT_A_CHOICE)
    due = answer_by(replace(case, time_zone=doing.time_zone), doing.now)
    # What was merged into another and is not answered with it is a matter of its own again.
    return keep(
        doing,
        one,
        feedback.reopened(one.now, doing.who.name, _at(doing, one), form.why, due),
        carried=one.now.merged_into is None,
    )


ANSWERING = frozenset({Role.ANALYST, Role.EXPERT, Role.MANAGER})


def may_answer(who: Member, one: Feedback) -> bool:
    """Whether this person may answer it: by what they do here, or because they are asked to."""
    asked = one.now.answerer.casefold()
    return who.may(ANSWERING) or (bool(asked) and who.called.casefold() == asked)


def shown(doing: Doing, number: int, version: int) -> Feedback:
    """One feedback, as the form was drawn from. Raises NotAsShown where it has moved on."""
    found = feedback.now_of(doing.conn, [number])
    if not found:
        raise Refused(feedback=Wrong.NOT_A_CHOICE)
    if found[0].now.version != version:
        raise NotAsShown(found[0].now.by, found[0].now.at)
    return found[0]


def next_step(doing: Doing, one: Feedback, act: FeedbackAct) -> Step:
    """The step that changes nothing yet: everything stays as it is."""
    return replace(
        one.now,
        version=one.now.version + 1,
        at=_at(doing, one),
        act=act,
        by=doing.who.name,
        why="",
    )


def _at(doing: Doing, one: Feedback) -> Any:
    return max(doing.now, one.now.at)


def keep(doing: Doing, one: Feedback, after: Step, *, carried: bool = True) -> Deed:
    """Keep a step, and the same for what was merged into it where that is ``carried`` along."""
    step(doing, one, after)
    others = feedback.merged_into(doing.conn, one.said.id) if carried else []
    for each in others:
        step(doing, each, _along(each.now, after))
    also = {"with": [each.said.id for each in others]} if others else {}
    before = {"feedback": one.said.id, **told(one.now)}
    return Deed(one.said.slug, {"feedback": one.said.id, **told(after), **also}, before)


def step(doing: Doing, one: Feedback, after: Step) -> None:
    """Keep one step. Raises NotAsShown where somebody else was faster."""
    if not feedback.step(doing.conn, one, after, doing.who.account):
        raise NotAsShown(one.now.by, one.now.at)


def _along(own: Step, after: Step) -> Step:
    """The step of what was merged: the answer and the state of the other, its own the rest."""
    return replace(
        after,
        version=own.version + 1,
        at=max(after.at, own.at),
        theme=own.theme,
        merged_into=own.merged_into,
        linked_slug=own.linked_slug,
        linked_began=own.linked_began,
    )


def told(one: Step) -> dict[str, Any]:
    """A step as the record keeps it; what is empty is left out."""
    said = {
        "version": one.version,
        "state": one.state.value,
        "answerer": one.answerer_name,
        "due_on": one.due_on.isoformat() if one.due_on else "",
        "answer": one.answer,
        "changed": one.changed,
        "theme": one.theme,
        "merged_into": one.merged_into,
        "linked": one.linked_slug,
        "linked_began": one.linked_began.isoformat() if one.linked_began else "",
        "why": one.why,
    }
    return {name: value for name, value in said.items() if value}


def _only_who_raised(doing: Doing, one: Feedback) -> None:
    """Names and addresses may pass to somebody else; an account does not."""
    if one.said.account is None or one.said.account != doing.who.account:
        raise Anothers


def _rebasing_wrong(form: RaiseFeedback, who: Member) -> dict[str, Wrong]:
    """What is usual begins anew for everybody together, on a day, where somebody says why."""
    if not form.rebases:
        return {}
    wrong = {} if form.start else {"start": Wrong.NEEDED}
    allowed = form.kind is FeedbackKind.EXPLAINS and not form.group and who.may(REBASING)
    return wrong if allowed else {**wrong, "rebases": Wrong.NOT_ALLOWED}


def _check_about(case: Case, form: RaiseFeedback, day: date, who: Member) -> None:
    """Raises Refused with every field that is not of this model, or not a day that was."""
    wrong: dict[str, Wrong] = {}
    measures = [each for each in case.measured if form.measure in ("", each.measure.key)]
    if form.measure and not measures:
        wrong["measure"] = Wrong.NOT_A_CHOICE
    groups = {each.group for one in measures for each in one.groups}
    if form.group and form.group not in groups:
        wrong["group"] = Wrong.NOT_A_CHOICE
    wrong |= {
        name: Wrong.NOT_PAST
        for name, on in (("start", form.start), ("end", form.end))
        if on is not None and on > day
    }
    if form.start and form.end and form.end < form.start:
        wrong["end"] = Wrong.NOT_IN_ORDER
    if form.whole_unit and form.kind is not FeedbackKind.EXPLAINS:
        wrong["whole_unit"] = Wrong.NOT_ALLOWED
    wrong |= _rebasing_wrong(form, who)
    if wrong:
        raise Refused(**wrong)


def _unit(case: Case, form: RaiseFeedback) -> str:
    if not form.whole_unit:
        return ""
    if FieldName.UNIT not in case.facts:
        raise Refused(whole_unit=Wrong.NOT_ALLOWED)
    return case.facts[FieldName.UNIT].value


def _answerer(case: Case, doing: Doing) -> Person | None:
    """Who is asked to answer where nobody says who: the owner, the backup where that one left."""
    for role in (FieldName.OWNER, FieldName.BACKUP_OWNER):
        if role in case.facts:
            key = case.facts[role].value
            person = case.people.get(key, Person(key, key))
            if person.left_on is None or person.left_on > today(case, doing.now):
                return person
    return None


def _named(doing: Doing, typed: str) -> tuple[str, str]:
    """How inventories name whoever is meant, and their name. Raises Refused for nobody known."""
    listed = people_at(doing.conn, doing.now).values()
    here = [each for each in listed if each.left_on is None or each.left_on > doing.today]
    known = [(each.email or each.name, each.name) for each in here]
    known += [(each.email or each.name, each.name) for each in _let_in(doing)]
    meant = {each for each in known if typed.casefold() in map(str.casefold, each)}
    if len(meant) != 1:
        raise Refused(answerer=Wrong.NOT_A_CHOICE)
    return meant.pop()


def _let_in(doing: Doing) -> Iterable[accounts.Account]:
    return (each for each in accounts.everybody(doing.conn) if each.shut_out_at is None)
