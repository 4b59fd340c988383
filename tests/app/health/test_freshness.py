"""Is it reporting: on time, late, silent, and what is told where several measures report."""

from datetime import timedelta

from app.health.freshness import judge_freshness
from app.health.verdict import ReasonCode, Status
from data.facts import Question, Rhythm
from tests.app.health.case_making import REF, after, case, measured


def test_on_time_then_late_then_silent() -> None:
    """Half of four days of grace is over before a figure is late."""
    weekly = case(measured([0.8] * 8, [100.0] * 8), rhythm=Rhythm(REF, "P1W", "P4D"))
    late, silent = after(9, 48), after(9, 96)
    steps = [late - timedelta(seconds=1), late, silent]
    answers = [judge_freshness(weekly, at) for at in steps]
    assert [each.lead.code for each in answers] == [
        ReasonCode.REPORTING,
        ReasonCode.LATE,
        ReasonCode.SILENT,
    ]
    assert [each.status for each in answers] == [Status.MEETS, Status.MEETS, Status.SILENT]
    assert [each.holds_until for each in answers] == [late, silent, None]


def test_the_newest_evidence_is_told_even_where_another_is_awaited_longer() -> None:
    daily = measured([0.9] * 57, [100.0] * 57, days=1, key="up", question=Question.AVAILABILITY)
    weekly = measured([0.8] * 8, [100.0] * 8)
    silent = judge_freshness(case(daily, weekly), after(40))
    assert silent.status is Status.SILENT
    assert silent.lead.inputs["last_heard"] == after(8, 24)
    assert silent.lead.inputs["every"] == "P1D"


def test_never_heard() -> None:
    answer = judge_freshness(case(), after(1))
    assert (answer.status, answer.lead.code) == (Status.UNMEASURED, ReasonCode.NEVER_HEARD)
