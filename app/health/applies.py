"""Does a question apply? Only a person can say that it does not, with a reason and for a time."""

from datetime import datetime

from app.health.days import day_after, today
from app.health.people import name_of
from app.health.verdict import Answer, Input, Reason, ReasonCode, Status
from data.facts import Case, DoesNotApply, Question

RULE = "does_not_apply"
VERSION = 1

ALWAYS_ASKED = (Question.FRESHNESS, Question.OWNERSHIP)
"""Whether anything comes at all and who looks after it can be asked of every model."""


def does_not_apply(case: Case, question: Question, now: datetime) -> Answer | None:
    """That the question does not apply, while somebody's word for it holds; else None.

    It counts as answered, and says nothing good about the model.
    """
    said = newest_word(case, question)
    if said is None or said.review_by < today(case, now):
        return None
    inputs: dict[str, Input] = {
        "question": question.value,
        "by": name_of(case, said.by),
        "reason": said.reason,
        "review_by": said.review_by,
    }
    reason = Reason(ReasonCode.DOES_NOT_APPLY, inputs, {"place": said.place}, RULE, VERSION)
    return Answer(question, Status.MEETS, (reason,), day_after(case, said.review_by))


def newest_word(case: Case, question: Question) -> DoesNotApply | None:
    """What was said last about a question, which is what holds longest."""
    if question in ALWAYS_ASKED:
        return None
    said = [each for each in case.does_not_apply if each.question is question]
    return max(said, key=_place, default=None)


def _place(said: DoesNotApply) -> tuple[object, ...]:
    return said.review_by, said.by, said.reason, said.place
