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
    due = max(paces, key=lambda each: each.silent_from)
    newest = max(paces, key=lambda each: each.last)
    if now < due.late_from:
        return _answer(Status.MEETS, ReasonCode.REPORTING, newest, due, due.late_from)
    if now < due.silent_from:
        return _answer(Status.MEETS, ReasonCode.LATE, due, due, due.silent_from)
    return _answer(Status.SILENT, ReasonCode.SILENT, newest, due, None)


def _answer(
    status: Status, code: ReasonCode, told: Pace, due: Pace, holds_until: datetime | None
) -> Answer:
    """What was heard is told with its rhythm; what is due last decides about silence."""
    inputs: dict[str, Input] = {
        "last_heard": told.last,
        "every": told.every,
        "assumed": told.assumed,
    }
    basis: dict[str, Input] = {"expected_by": due.expected_by}
    (inputs if code is ReasonCode.LATE else basis)["silent_from"] = due.silent_from
    reason = Reason(code, inputs, basis, RULE, VERSION)
    return Answer(Question.FRESHNESS, status, (reason,), holds_until)
