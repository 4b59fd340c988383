"""Is it reporting? The newest evidence of any measure, against the rhythm it should keep."""

from datetime import datetime

from app.health.people import name_of
from app.health.quiet import Quiet, longest, next_change, quiet_at
from app.health.rhythms import Pace, pace_of
from app.health.verdict import Answer, Input, Reason, ReasonCode, Status
from data.facts import Case, Question

RULE = "reporting_rhythm"
VERSION = 2


def judge_freshness(case: Case, now: datetime) -> Answer:
    """On time, quiet as agreed, late, or silent; what was said before is told elsewhere.

    What waits for outcomes shows late that a model has stopped, so it decides only where nothing
    else reports.
    """
    paces = [pace for measured in case.measured if (pace := pace_of(case, measured))]
    if not paces:
        return Answer(
            Question.FRESHNESS, Status.UNMEASURED, (Reason(ReasonCode.NEVER_HEARD, rule=RULE),)
        )
    deciding = decisive(paces)
    due = max(deciding, key=lambda each: (each.silent_from, *_place(each)))
    newest = max(paces, key=_place)
    if now < due.late_from:
        return _in_time(case, deciding, newest, due, now)
    if now < due.silent_from:
        return _answer(Status.MEETS, ReasonCode.LATE, due, due, due.silent_from)
    return _answer(Status.SILENT, ReasonCode.SILENT, newest, due, None)


def decisive(paces: list[Pace]) -> list[Pace]:
    """Those that show whether a model still runs: without waiting for outcomes, where any do."""
    return [each for each in paces if not each.waits] or paces


def _place(pace: Pace) -> tuple[datetime, str, bool]:
    """The newest first; of equals always the same, in whatever order they came."""
    return pace.last, pace.every, pace.assumed


def _in_time(case: Case, deciding: list[Pace], newest: Pace, due: Pace, now: datetime) -> Answer:
    """Not late; where only quiet times explain that, it says so until that changes."""
    pausing = [_pausing(each, now) for each in deciding if now < each.late_from]
    until = min([due.late_from, *_changes(deciding, now)])
    quiet = longest(each for each in pausing if each)
    if quiet is None or not all(pausing):
        return _answer(Status.MEETS, ReasonCode.REPORTING, newest, due, until)
    return _quiet(case, newest, quiet, until)


def _changes(deciding: list[Pace], now: datetime) -> list[datetime]:
    """When a quiet time may begin or cease to explain that nothing comes."""
    quiet = [each for each in deciding if each.quiet]
    edges = [
        *(each.awaited_from for each in quiet),
        *(next_change(each.quiet, now) for each in quiet),
        *(each.late_from for each in deciding if quiet),
    ]
    return [each for each in edges if each and each > now]


def _pausing(pace: Pace, now: datetime) -> Quiet | None:
    """The quiet time without which results would be missed by now."""
    return quiet_at(pace.quiet, now) if now >= pace.awaited_from else None


def _quiet(case: Case, newest: Pace, quiet: Quiet, until: datetime) -> Answer:
    inputs: dict[str, Input] = {
        "last_heard": newest.last,
        "until": quiet.last_day,
        "by": name_of(case, quiet.agreed.by),
        "reason": quiet.agreed.reason,
    }
    basis: dict[str, Input] = {"from": quiet.first_day, "place": quiet.agreed.place}
    reason = Reason(ReasonCode.QUIET, inputs, basis, RULE, VERSION)
    return Answer(Question.FRESHNESS, Status.MEETS, (reason,), until)


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
