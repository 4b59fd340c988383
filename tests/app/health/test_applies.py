"""A question that does not apply: said by a person, for a reason, and for a time."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.health.applies import does_not_apply
from app.health.judge import judge
from app.health.reasons import BASIS, INPUTS
from app.health.verdict import ReasonCode, Status
from data.facts import DoesNotApply, Question
from tests.app.health.case_making import REF, case, measured
from tests.app.health.footing_making import data

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def word(question: Question, review_by: date, by: str = "ana") -> DoesNotApply:
    return DoesNotApply(REF, question, by, "It sorts parcels.", review_by, "company.toml")


def test_while_it_holds_the_question_is_answered() -> None:
    one = case(does_not_apply=(word(Question.FAIRNESS, date(2026, 3, 2)),))
    answer = does_not_apply(one, Question.FAIRNESS, NOW)
    assert answer is not None
    assert answer.lead.code is ReasonCode.DOES_NOT_APPLY
    assert answer.lead.inputs == {
        "question": "fairness",
        "by": "Ana Ruiz",
        "reason": "It sorts parcels.",
        "review_by": date(2026, 3, 2),
    }
    assert answer.holds_until == datetime(2026, 3, 3, tzinfo=UTC)
    assert does_not_apply(one, Question.FAIRNESS, answer.holds_until) is None
    assert does_not_apply(one, Question.VALUE, NOW) is None


@pytest.mark.parametrize("question", [Question.FRESHNESS, Question.OWNERSHIP])
def test_these_can_be_asked_of_every_model(question: Question) -> None:
    one = case(does_not_apply=(word(question, date(2027, 1, 1)),))
    assert does_not_apply(one, question, NOW) is None


def test_it_stands_until_the_facts_say_something() -> None:
    """Nobody recorded the software, so footing is not measured, until an approval ends."""
    left_out = word(Question.FOOTING, date(2026, 12, 1))
    one = case(
        measured([0.8] * 8, [100.0] * 8),
        data_uses=(data(until=date(2026, 3, 4)),),
        does_not_apply=(left_out,),
    )
    verdict = judge(one, NOW)
    ends = datetime(2026, 3, 5, tzinfo=UTC)
    assert (verdict.status, verdict.holds_until) == (Status.MEETS, ends)
    assert judge(one, ends).lead.code is ReasonCode.DATA_APPROVAL_ENDED


words = st.builds(
    word, st.sampled_from(list(Question)), st.dates(), st.sampled_from(["ana", "somebody"])
)


@given(
    st.lists(words, max_size=5),
    st.sampled_from(list(Question)),
    st.sampled_from(["UTC", "Asia/Tokyo", "America/New_York"]),
)
def test_any_words_in_any_order(
    said: list[DoesNotApply], question: Question, time_zone: str
) -> None:
    answer = does_not_apply(case(does_not_apply=tuple(said), time_zone=time_zone), question, NOW)
    turned = case(does_not_apply=tuple(said[::-1]), time_zone=time_zone)
    assert does_not_apply(turned, question, NOW) == answer
    if answer is not None:
        assert set(answer.lead.inputs) <= set(INPUTS[answer.lead.code])
        assert set(answer.lead.basis) <= set(BASIS[answer.lead.code])
        until = answer.holds_until or NOW + timedelta(days=400)
        assert does_not_apply(turned, question, until - timedelta(seconds=1)) == answer
