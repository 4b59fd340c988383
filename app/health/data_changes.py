"""What befell the data of a model: steps that failed or brought far less, and approvals."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from app.health.days import day_after, midnight
from app.health.happening import Happening, HappeningKind
from app.health.people import name_of
from app.health.pipelines import SMALLEST_SHARE, History, histories, shrinking
from app.health.verdict import Input
from data.facts import Case, RunEnd

_ENDS = {
    RunEnd.FAILED: HappeningKind.PIPELINE_FAILED,
    RunEnd.CHECKS_FAILED: HappeningKind.CHECKS_FAILED,
    RunEnd.SUCCEEDED: HappeningKind.PIPELINE_GOOD,
}


def data_changes(case: Case, now: datetime) -> Iterator[Happening]:
    """Everything of pipelines and of approvals, in no order."""
    for history in histories(case, now):
        yield from _ends(history)
        yield from _shrank(case, history)
    yield from _approvals(case)


def _ends(history: History) -> Iterator[Happening]:
    """Where it began to fail, and where it was good again; it was good before its first run."""
    stretches = groupby(history.runs, key=lambda run: run.outcome)
    for place, (outcome, runs) in enumerate(stretches):
        first, *others = runs
        if outcome is RunEnd.SUCCEEDED and place == 0:
            continue
        inputs: dict[str, Input] = {"pipeline": history.pipeline.name}
        if outcome is not RunEnd.SUCCEEDED:
            inputs["times"] = 1 + len(others)
        yield Happening(_ENDS[outcome], first.ended_at, first.ended_at, inputs)


def _shrank(case: Case, history: History) -> Iterator[Happening]:
    """Where it began to bring less than half of what was usual."""
    shrunk, most = False, 0
    for place, run in enumerate(history.runs):
        # Asking what is usual takes long, and what is near the most there was is no question.
        small = run.rows is not None and run.rows < SMALLEST_SHARE * most
        reason = shrinking(case, _until(history, place)) if small else None
        if reason is not None and not shrunk:
            told = ("pipeline", "rows", "usual_rows")
            inputs = {name: reason.inputs[name] for name in told}
            yield Happening(HappeningKind.ROWS_SHRANK, run.ended_at, run.ended_at, inputs)
        shrunk, most = reason is not None, max(most, run.rows or 0)


def _until(history: History, place: int) -> History:
    return History(history.pipeline, history.runs[: place + 1], history.ends[: place + 1])


def _approvals(case: Case) -> Iterator[Happening]:
    """What was approved, and what no longer is."""
    for use in case.data_uses:
        if not use.approved_by:
            continue
        by = name_of(case, use.approved_by)
        if use.approved_on is not None:
            at = midnight(use.approved_on, ZoneInfo(case.time_zone))
            inputs: dict[str, Input] = {"data": use.name, "by": by, "until": use.until}
            yield Happening(HappeningKind.DATA_APPROVED, at, at, inputs)
        ends = day_after(case, use.until) if use.until else None
        if ends is not None:
            yield Happening(HappeningKind.APPROVAL_ENDED, ends, ends, {"data": use.name, "by": by})
