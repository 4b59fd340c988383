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


def judge_pipelines(case: Case, now: datetime) -> Findings:
    """What is wrong with the steps that bring data; those that were never seen are not judged."""
    found = histories(case, now)
    late = [_lateness(case, each, now) for each in found]
    worries = [
        *(_ill_end(each) for each in found),
        *(reason for reason, _ in late),
        *(_shrinking(case, each) for each in found),
    ]
    changes = tuple(moment for _, moment in late if moment)
    return Findings(tuple(each for each in worries if each), (), (), len(found), changes)


def histories(case: Case, now: datetime) -> list[History]:
    """Every pipeline that has run, by name; one that nobody described has no rhythm of its own."""
    listed = sorted(case.pipelines, key=lambda each: (each.every, each.grace, each.place))
    described = {each.name: each for each in listed}
    runs: dict[str, list[PipelineRun]] = {}
    for each in case.pipeline_runs:
        if each.ended_at <= now:
            runs.setdefault(each.pipeline, []).append(each)
    return [
        _history(described.get(name, Pipeline(case.ref, name)), runs[name]) for name in sorted(runs)
    ]


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


def _lateness(case: Case, history: History, now: datetime) -> tuple[Reason | None, datetime | None]:
    """That it is late, or else from when it will be; neither where no rhythm can be known."""
    last = history.newest.ended_at
    quiet = quiet_of(case, "", history.runs[0].ended_at, last + LONGEST_WAIT)
    every = history.pipeline.every or learned_gap(history.ends, quiet)
    if not every:
        return None, None
    assumed = not history.pipeline.every
    usual = last + usual_gap(history.ends, quiet) if assumed else last
    expected_by = after_quiet(last, max(later(last, every), usual), quiet)
    wait = wait_after(last, every, history.pipeline.grace)
    late_from = after_quiet(expected_by, expected_by + wait, quiet)
    if now < late_from:
        return None, late_from
    inputs: dict[str, Input] = {"last_run": last, "every": every, "assumed": assumed}
    basis: dict[str, Input] = {"expected_by": expected_by, "late_from": late_from}
    return _reason(ReasonCode.PIPELINE_LATE, history, inputs, basis), None


def _shrinking(case: Case, history: History) -> Reason | None:
    """The newest run brought less than half of what is usual at that time of the week."""
    newest = history.newest
    if newest.outcome is not RunEnd.SUCCEEDED or newest.rows is None:
        return None
    most = max((each.rows or 0 for each in history.runs[:-1]), default=0)
    quiet = quiet_of(case, "", history.runs[0].ended_at, newest.ended_at)
    if newest.rows >= SMALLEST_SHARE * most or quiet_at(quiet, newest.ended_at):
        return None
    rows = _comparable(history, quiet)
    if len(rows) < RUNS_TO_COMPARE:
        return None
    usual = float(np.median(rows))
    if newest.rows >= SMALLEST_SHARE * usual:
        return None
    inputs: dict[str, Input] = {
        "rows": newest.rows,
        "usual_rows": round(usual),
        "last_run": newest.ended_at,
    }
    basis: dict[str, Input] = {"runs": len(rows), "smallest_share": SMALLEST_SHARE}
    return _reason(ReasonCode.PIPELINE_SHRINKING, history, inputs, basis)


def _comparable(history: History, quiet: tuple[Quiet, ...]) -> list[int]:
    """The rows of the newest good runs before this one that are like it."""
    like = _like(history, quiet)
    rows = [each.rows for each in like if each.outcome is RunEnd.SUCCEEDED]
    return [each for each in rows if each is not None][-COMPARED_AT_MOST:]


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
