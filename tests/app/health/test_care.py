"""Care: who is named, who is gone, and what somebody should have looked at again."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from app.health.care import judge_care
from app.health.judge import judge
from app.health.verdict import Care, ReasonCode, Status
from data.facts import DoesNotApply, FeedbackDue, FeedbackKind, FieldName, Person, Question
from tests.app.health.case_making import REF, agreement, case, measured

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
GONE = Person("zoe", "Zoe Hart", left_on=date(2026, 3, 2))


def word(review_by: date = date(2026, 6, 30), **changes: Any) -> DoesNotApply:
    standard: dict[str, Any] = {
        "question": Question.FAIRNESS,
        "by": "ana",
        "reason": "It sorts parcels.",
        "place": "company.toml",
    }
    return DoesNotApply(REF, review_by=review_by, **(standard | changes))


@pytest.mark.parametrize(
    ("name", "nobody", "gone"),
    [
        (FieldName.OWNER, ReasonCode.NO_OWNER, ReasonCode.OWNER_LEFT),
        (FieldName.BACKUP_OWNER, ReasonCode.NO_BACKUP, ReasonCode.BACKUP_LEFT),
        (FieldName.EXPERT, ReasonCode.NO_EXPERT, ReasonCode.EXPERT_LEFT),
    ],
)
def test_nobody_and_gone(name: FieldName, nobody: ReasonCode, gone: ReasonCode) -> None:
    none = judge_care(case(facts={name: None}), NOW)
    assert [each.code for each in none.reasons] == [nobody]
    one = case(facts={name: "zoe"})
    left = judge_care(replace_people(one), NOW)
    assert [each.code for each in left.reasons] == [gone]
    assert left.lead.inputs["left_on"] == date(2026, 3, 2)
    assert "Zoe Hart" in left.lead.inputs.values()
    before = judge_care(replace_people(one), datetime(2026, 3, 1, 12, tzinfo=UTC))
    assert before.status is Status.MEETS
    assert before.holds_until == datetime(2026, 3, 2, tzinfo=UTC)


def replace_people(one: Any) -> Any:
    one.people["zoe"] = GONE
    return one


def test_an_overdue_word_that_a_question_does_not_apply_needs_care_and_no_more() -> None:
    one = case(measured([0.8] * 8, [100.0] * 8), does_not_apply=(word(date(2026, 3, 1)),))
    verdict = judge(one, NOW)
    assert (verdict.status, verdict.care) == (Status.MEETS, Care.NEEDS_CARE)
    overdue = verdict.care_reasons[0]
    assert overdue.code is ReasonCode.DOES_NOT_APPLY_OVERDUE
    assert overdue.inputs == {
        "question": "fairness",
        "by": "Ana Ruiz",
        "review_by": date(2026, 3, 1),
    }
    assert overdue.basis == {"reason": "It sorts parcels.", "place": "company.toml"}


def test_the_last_day_is_in_time_and_the_next_is_not() -> None:
    answer = judge_care(case(does_not_apply=(word(date(2026, 3, 2)),)), NOW)
    assert answer.status is Status.MEETS
    assert answer.holds_until == datetime(2026, 3, 3, tzinfo=UTC)


def test_a_newer_word_makes_an_old_one_good() -> None:
    words = (word(date(2026, 1, 1)), word(date(2026, 6, 30)))
    assert judge_care(case(does_not_apply=words), NOW).status is Status.MEETS
    assert judge_care(case(does_not_apply=words[::-1]), NOW).status is Status.MEETS


def test_days_at_the_end_of_the_calendar_are_never() -> None:
    never = date(9999, 12, 31)
    one = case(
        measured([0.8] * 8, agreement=agreement(review_by=never)),
        people={"ana": Person("ana", "Ana Ruiz", left_on=never)},
        does_not_apply=(word(never),),
        time_zone="America/New_York",
    )
    answer = judge_care(one, NOW)
    assert answer.status is Status.MEETS
    assert answer.holds_until is None


def due(on: date, by: str = "Gwen Pritchard", answerer: str = "Ana Ruiz") -> FeedbackDue:
    return FeedbackDue(REF, FeedbackKind.WRONG, date(2026, 2, 2), by, on, answerer)


def test_feedback_past_its_day_needs_care_told_by_the_one_due_longest() -> None:
    waiting = (due(date(2026, 3, 1), "Vic"), due(date(2026, 2, 20)), due(date(2026, 3, 2)))
    answer = judge_care(case(feedback_due=waiting), NOW)
    assert [each.code for each in answer.reasons] == [ReasonCode.FEEDBACK_OVERDUE]
    assert answer.lead.inputs == {
        "raised_by": "Gwen Pritchard",
        "raised_on": date(2026, 2, 2),
        "due_on": date(2026, 2, 20),
        "answerer": "Ana Ruiz",
        "count": 2,
    }


def test_on_its_day_feedback_is_in_time_and_the_care_line_says_until_when() -> None:
    answer = judge_care(case(feedback_due=(due(date(2026, 3, 2), answerer=""),)), NOW)
    assert answer.status is Status.MEETS
    assert answer.holds_until == datetime(2026, 3, 3, tzinfo=UTC)
