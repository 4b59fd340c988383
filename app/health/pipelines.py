"""The steps that bring data: late, failed, or bringing far less than usual."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile

import numpy as np

from app.health.findings import Findings
from app.health.quiet import Quiet, after_quiet, quiet_at, quiet_of
from app.health.rhythms import LONGEST_WAIT, later, learned_gap, usual_gap, wait_after
from app.health.verdict import Input, Reason, ReasonCode
from data.facts import Case, Moments, Pipeline, PipelineRun, RunEnd, moment

RULE = "pipelines"
VERSION = 1

RUNS_TO_COMPARE = 6
"""Below six runs nobody can say what is usual."""
COMPARED_AT_MOST = 26
"""Half a year of the same day of the week: what is usual may grow with the company."""
SMALLEST_SHARE = 0.5
"""A public holiday or a slow week takes a third; where half is gone, a source is gone."""
WEEK = timedelta(days=7)
WITHIN_A_WEEK = timedelta(days=4)
"""What runs more often than this may follow the days of the week, and nights and weekends are
small; so it is compared with the runs of the same time of the week."""
SAME_TIME = (timedelta(minutes=90), timedelta(hours=12))
"""How far from whole weeks ago counts as the same time: half a gap, within these ends; an hour is
what clocks change by."""


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """One pipeline and its runs until now, oldest first; never none. ``ends`` has shape (n,)."""

    pipeline: Pipeline
    runs: tuple[PipelineRun, ...]
    ends: Moments

    @property
    def newest(self) -> PipelineRun:
        return self.runs[-1]


@dataclass(frozen=True, slots=True)
class Due:
    """When the next run is expected, and from when it is late.

    ``every`` is an ISO 8601 duration; ``assumed`` is True where we worked it out ourselves.
    """

    every: str
    assumed: bool
    expected_by: datetime
    late_from: datetime


@dataclass(frozen=True, slots=True)
class Usual:
    """How many rows the newest run should have written, from how many runs like it."""

    rows: float
    runs: int


def judge_pipelines(case: Case, now: datetime) -> Findings:
    """What is wrong with the steps that bring data; those that were never seen are not judged."""
    found = histories(case, now)
    dues = [(each, expected) for each in found if (expected := due(case, each))]
    worries = [
        *(_ill_end(each) for each in found),
        *(_late(each, expected) for each, expected in dues if expected.late_from <= now),
        *(shrinking(case, each) for each in found),
    ]
    changes = tuple(expected.late_from for _, expected in dues if now < expected.late_from)
    return Findings(tuple(each for each in worries if each), (), (), len(found), changes)


def histories(case: Case, now: datetime) -> list[History]:
    """Every pipeline that has run, by name; one that nobody described has no rhythm of its own."""
    known = described(case)
    runs: dict[str, list[PipelineRun]] = {}
    for each in case.pipeline_runs:
        if each.ended_at <= now:
            runs.setdefault(each.pipeline, []).append(each)
    return [
        _history(known.get(name, Pipeline(case.ref, name)), runs[name]) for name in sorted(runs)
    ]


def described(case: Case) -> dict[str, Pipeline]:
    """What was written down of each pipeline, by name; of several sources always the same one."""
    listed = sorted(case.pipelines, key=lambda each: (each.every, each.grace, each.place))
    return {each.name: each for each in listed}


def _history(pipeline: Pipeline, runs: list[PipelineRun]) -> History:
    runs = sorted(runs, key=_place)
    ends = np.array([moment(each.ended_at) for each in runs], dtype="M8[s]")
    return History(pipeline, tuple(runs), ends)


def _place(run: PipelineRun) -> tuple[datetime, str, int, str]:
    """By time; of two ends at one moment the worse goes first, so that a good repeat counts."""
    return run.ended_at, run.outcome.value, run.rows or 0, run.place


def _reason(
    code: ReasonCode, history: History, inputs: dict[str, Input], basis: dict[str, Input]
) -> Reason:
    told: dict[str, Input] = {"pipeline": history.pipeline.name, **inputs}
    place = history.pipeline.place or history.newest.place
    return Reason(code, told, {**basis, "place": place}, RULE, VERSION)


def _ill_end(history: History) -> Reason | None:
    """The newest run failed, or what it brought failed its checks."""
    newest = history.newest
    if newest.outcome is RunEnd.SUCCEEDED:
        return None
    good = [each.ended_at for each in history.runs if each.outcome is RunEnd.SUCCEEDED]
    inputs: dict[str, Input] = {"failed_at": newest.ended_at}
    if good:
        inputs["last_run"] = good[-1]
    failed = takewhile(lambda each: each.outcome is not RunEnd.SUCCEEDED, reversed(history.runs))
    code = (
        ReasonCode.PIPELINE_FAILED
        if newest.outcome is RunEnd.FAILED
        else ReasonCode.PIPELINE_CHECKS_FAILED
    )
    return _reason(code, history, inputs, {"failures": len(list(failed))})


def due(case: Case, history: History) -> Due | None:
    """By when it should run again; None where no rhythm can be known."""
    last = history.newest.ended_at
    quiet = quiet_of(case, "", history.runs[0].ended_at, last + LONGEST_WAIT)
    every = history.pipeline.every or learned_gap(history.ends, quiet)
    if not every:
        return None
    assumed = not history.pipeline.every
    usual = last + usual_gap(history.ends, quiet) if assumed else last
    expected_by = after_quiet(last, max(later(last, every), usual), quiet)
    wait = wait_after(last, every, history.pipeline.grace)
    return Due(every, assumed, expected_by, after_quiet(expected_by, expected_by + wait, quiet))


def _late(history: History, expected: Due) -> Reason:
    inputs: dict[str, Input] = {
        "last_run": history.newest.ended_at,
        "every": expected.every,
        "assumed": expected.assumed,
    }
    basis: dict[str, Input] = {
        "expected_by": expected.expected_by,
        "late_from": expected.late_from,
    }
    return _reason(ReasonCode.PIPELINE_LATE, history, inputs, basis)


def shrinking(case: Case, history: History) -> Reason | None:
    """The newest run brought less than half of what is usual at that time of the week."""
    newest = history.newest
    if newest.outcome is not RunEnd.SUCCEEDED or newest.rows is None:
        return None
    most = max((each.rows or 0 for each in history.runs[:-1]), default=0)
    if newest.rows >= SMALLEST_SHARE * most or quiet_at(_quiet(case, history), newest.ended_at):
        return None
    usual = usual_of(case, history)
    if usual is None or newest.rows >= SMALLEST_SHARE * usual.rows:
        return None
    inputs: dict[str, Input] = {
        "rows": newest.rows,
        "usual_rows": round(usual.rows),
        "last_run": newest.ended_at,
    }
    basis: dict[str, Input] = {"runs": usual.runs, "smallest_share": SMALLEST_SHARE}
    return _reason(ReasonCode.PIPELINE_SHRINKING, history, inputs, basis)


def usual_of(case: Case, history: History) -> Usual | None:
    """What is usual at the time of the week of the newest run; None while too few are like it."""
    like = _like(history, _quiet(case, history))
    rows = [each.rows for each in like if each.outcome is RunEnd.SUCCEEDED]
    known = [each for each in rows if each is not None][-COMPARED_AT_MOST:]
    if len(known) < RUNS_TO_COMPARE:
        return None
    return Usual(float(np.median(known)), len(known))


def _quiet(case: Case, history: History) -> tuple[Quiet, ...]:
    return quiet_of(case, "", history.runs[0].ended_at, history.newest.ended_at)


def _like(history: History, quiet: tuple[Quiet, ...]) -> Iterable[PipelineRun]:
    before = history.runs[:-1]
    if quiet:
        before = tuple(each for each in before if not quiet_at(quiet, each.ended_at))
    gaps = np.diff(history.ends).astype(np.float64)
    gap = timedelta(seconds=float(np.median(gaps))) if len(gaps) else WEEK
    if gap >= WITHIN_A_WEEK:
        return before
    near = min(max(gap / 2, SAME_TIME[0]), SAME_TIME[1])
    return [each for each in before if _off_weeks(history.newest, each) <= near]


def _off_weeks(newest: PipelineRun, before: PipelineRun) -> timedelta:
    """How far a run lies from whole weeks before the newest."""
    off = (newest.ended_at - before.ended_at) % WEEK
    return min(off, WEEK - off)
