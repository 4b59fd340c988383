"""Is it reporting? The newest evidence of any measure, against the rhythm it should keep."""

from datetime import datetime

from app.health.rhythms import Pace, pace_of
from app.health.verdict import Answer, Input, Reason, ReasonCode, Status
from data.facts import Case, Question

RULE = "reporting_rhythm"
VERSION = 1


def judge_freshness(case: Case, now: datetime) -> Answer:
    """On time, late, or silent; what was last said is told elsewhere (``last_status``)."""
    paces = [pace for measured in case.measured if (pace := pace_of(case, measured))]
    if not paces:
        return Answer(
            Question.FRESHNESS, Status.UNMEASURED, (Reason(ReasonCode.NEVER_HEARD, rule=RULE),)
        )
    pace = max(paces, key=lambda each: each.silent_from)
    if now < pace.expected_by:
        return _answer(Status.MEETS, ReasonCode.REPORTING, pace, pace.expected_by)
    if now < pace.silent_from:
        return _answer(Status.MEETS, ReasonCode.LATE, pace, pace.silent_from)
    return _answer(Status.SILENT, ReasonCode.SILENT, pace, None)


def _answer(status: Status, code: ReasonCode, pace: Pace, holds_until: datetime | None) -> Answer:
    inputs: dict[str, Input] = {
        "last_heard": pace.last,
        "every": pace.every,
        "assumed": pace.assumed,
    }
    if code is ReasonCode.LATE:
        inputs["silent_from"] = pace.silent_from
    basis: dict[str, Input] = {"expected_by": pace.expected_by}
    if code is not ReasonCode.LATE:
        basis["silent_from"] = pace.silent_from
    reason = Reason(code, inputs, basis, RULE, VERSION)
    return Answer(Question.FRESHNESS, status, (reason,), holds_until)
