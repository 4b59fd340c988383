"""The whole verdict: worst first, unknown beats fine, pauses hide nothing, green expires."""

from datetime import date, timedelta

import pytest

from app.health.judge import judge
from app.health.keeping import verdict_from_json, verdict_to_json
from app.health.verdict import Care, ReasonCode, Status, Verdict
from data.facts import (
    FieldName,
    Measured,
    Pause,
    Person,
    Question,
    Unit,
)
from tests.app.health.case_making import REF, after, agreement, case, measured

FINE, LOW = [0.8] * 8, [0.8] * 5 + [0.6] * 3
WEEKS = 8


def recall(values: list[float] = FINE) -> Measured:
    return measured(values, [1000.0] * len(values))


def uptime(value: float = 0.999) -> Measured:
    return measured(
        [value] * WEEKS, minimum=0.99, key="uptime", kind="availability",
        question=Question.AVAILABILITY,
    )  # fmt: skip


def worth(value: float = 60_000) -> Measured:
    return measured(
        [value] * WEEKS, minimum=40_000, key="worth", kind="worth",
        question=Question.VALUE, unit=Unit.MONEY,
    )  # fmt: skip


def status(verdict: Verdict, question: Question) -> Status:
    return next(each.status for each in verdict.answers if each.question is question)


def test_every_question_is_answered_once_in_order() -> None:
    verdict = judge(case(recall()), after(WEEKS))
    assert [each.question for each in verdict.answers] == list(Question)


def test_a_low_impact_model_meets_with_reporting_and_right() -> None:
    verdict = judge(case(recall()), after(WEEKS))
    assert (verdict.status, verdict.lead.code) == (Status.MEETS, ReasonCode.MEASURE_MEETS)
    assert verdict.care is Care.LOOKED_AFTER


@pytest.mark.parametrize("impact", ["medium", "high", None])
def test_an_unanswered_required_question_blocks_green(impact: str | None) -> None:
    verdict = judge(case(recall(), facts={FieldName.IMPACT: impact}), after(WEEKS))
    assert (verdict.status, verdict.lead.code) == (
        Status.ATTENTION,
        ReasonCode.REQUIRED_UNANSWERED,
    )
    assert verdict.lead.inputs["impact_assumed"] is (impact is None)


def test_a_medium_impact_model_with_all_answers_meets() -> None:
    full = case(recall(), uptime(), worth(), facts={FieldName.IMPACT: "medium"})
    assert judge(full, after(WEEKS)).status is Status.MEETS


def test_where_people_are_affected_groups_are_required() -> None:
    facts = {FieldName.IMPACT: "medium", FieldName.AFFECTS_PEOPLE: "yes"}
    verdict = judge(case(recall(), uptime(), worth(), facts=facts), after(WEEKS))
    assert verdict.lead.inputs["questions"] == "fairness"


def test_the_worst_answer_leads() -> None:
    verdict = judge(case(recall(LOW), worth(10_000), uptime()), after(WEEKS))
    assert verdict.status is Status.BELOW
    assert [each.code for each in verdict.reasons] == [ReasonCode.MEASURE_BELOW] * 2
    assert verdict.lead.inputs["kind"] == "recall"


def test_silence_replaces_what_was_there_and_says_it() -> None:
    verdict = judge(case(recall(LOW)), after(WEEKS + 10))
    assert (verdict.status, verdict.lead.code) == (Status.SILENT, ReasonCode.SILENT)
    assert verdict.lead.inputs["last_status"] == "below"


def test_a_verdict_says_when_it_stops_holding() -> None:
    one = case(recall())
    verdict = judge(one, after(WEEKS))
    steps = [verdict]
    while steps[-1].holds_until:
        steps.append(judge(one, steps[-1].holds_until))
    assert [each.status for each in steps][-1] is Status.SILENT
    assert len(steps) <= 6


def test_readings_without_an_agreement() -> None:
    verdict = judge(case(measured(FINE, [100.0] * 8, minimum=None)), after(WEEKS))
    assert verdict.status is Status.UNAGREED


def test_nothing_measured() -> None:
    verdict = judge(case(), after(WEEKS))
    assert (verdict.status, verdict.lead.code) == (Status.UNMEASURED, ReasonCode.NOT_MEASURED)
    assert status(verdict, Question.FRESHNESS) is Status.UNMEASURED


def test_only_a_business_figure_is_measured() -> None:
    verdict = judge(case(worth()), after(WEEKS))
    assert verdict.status is Status.ATTENTION
    assert verdict.lead.inputs["questions"] == "performance"


def test_an_unagreed_second_measure_does_not_lower_an_agreed_one() -> None:
    extra = measured(FINE, [100.0] * 8, minimum=None, key="precision", kind="precision")
    assert judge(case(recall(), extra), after(WEEKS)).status is Status.MEETS


def pause(weeks: int, length: int) -> Pause:
    start = after(weeks, 0)
    return Pause(REF, start, start + timedelta(weeks=length), "ana", "Stocktaking.", True)


def test_a_pause_shows_what_was_before() -> None:
    verdict = judge(case(recall(), pauses=(pause(WEEKS, 20),)), after(WEEKS + 10))
    assert (verdict.status, verdict.lead.code) == (Status.PAUSED, ReasonCode.PAUSED)
    assert verdict.lead.inputs["last_status"] == "meets"
    assert verdict.holds_until == after(WEEKS + 20, 0)


def test_a_pause_never_hides_a_red() -> None:
    for weeks_later in (0, 10):
        verdict = judge(case(recall(LOW), pauses=(pause(WEEKS, 20),)), after(WEEKS + weeks_later))
        assert verdict.status is Status.BELOW
        assert verdict.reasons[1].code is ReasonCode.PAUSED


def test_a_pause_after_another_hides_no_red() -> None:
    chain = (pause(WEEKS + 10, 20), pause(WEEKS, 11))
    verdict = judge(case(recall(LOW), pauses=chain), after(WEEKS + 20))
    assert verdict.status is Status.BELOW


def test_of_two_pauses_the_one_that_lasts_longer_is_told_whatever_their_order() -> None:
    both = pause(WEEKS - 1, 4), pause(WEEKS - 2, 9)
    for pauses in (both, both[::-1]):
        first = judge(case(recall(), pauses=pauses), after(WEEKS - 2))
        assert first.holds_until == after(WEEKS - 1, 0)
        lead = judge(case(recall(), pauses=pauses), after(WEEKS)).lead
        assert lead.inputs["until"] == after(WEEKS + 7, 0)


def test_a_pause_expires() -> None:
    verdict = judge(case(recall(), pauses=(pause(WEEKS, 20),)), after(WEEKS + 20))
    assert verdict.status is Status.SILENT


def test_a_coming_pause_ends_what_holds_now() -> None:
    verdict = judge(case(recall(), pauses=(pause(WEEKS, 20),)), after(WEEKS, -1))
    assert verdict.holds_until == after(WEEKS, 0)


def test_retired_models_say_so() -> None:
    verdict = judge(case(recall(), retired_on=after(WEEKS).date()), after(WEEKS))
    assert (verdict.status, verdict.lead.code) == (Status.RETIRED, ReasonCode.RETIRED)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"facts": {FieldName.OWNER: None}}, ReasonCode.NO_OWNER),
        ({"facts": {FieldName.BACKUP_OWNER: None}}, ReasonCode.NO_BACKUP),
        (
            {"people": {"ana": Person("ana", "Ana", left_on=date(2026, 2, 1))}},
            ReasonCode.OWNER_LEFT,
        ),
        (
            {"people": {"priya": Person("priya", "Priya", left_on=date(2026, 2, 1))}},
            ReasonCode.BACKUP_LEFT,
        ),
    ],
)
def test_care_stands_beside_the_status(changes: dict[str, object], code: ReasonCode) -> None:
    verdict = judge(case(recall(), **changes), after(WEEKS))
    assert verdict.status is Status.MEETS
    assert verdict.care is Care.NEEDS_CARE
    assert verdict.care_reasons[0].code is code


def test_an_overdue_agreement_is_a_matter_of_care() -> None:
    old = measured(FINE, [1000.0] * 8, agreement=agreement(review_by=date(2026, 1, 10)))
    verdict = judge(case(old), after(WEEKS))
    assert verdict.status is Status.MEETS
    assert verdict.care_reasons[0].code is ReasonCode.AGREEMENT_OVERDUE


def test_the_day_an_owner_leaves_is_foreseen() -> None:
    leaving = {"ana": Person("ana", "Ana", left_on=date(2026, 3, 3))}
    verdict = judge(case(recall(), people=leaving), after(WEEKS))
    assert verdict.care is Care.LOOKED_AFTER
    assert verdict.holds_until is not None
    assert verdict.holds_until.date() == date(2026, 3, 3)


def test_a_verdict_survives_being_kept() -> None:
    verdict = judge(case(recall(LOW), worth(), pauses=(pause(WEEKS, 2),)), after(WEEKS))
    assert verdict_from_json(verdict_to_json(verdict)) == verdict
