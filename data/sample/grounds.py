"""What a model of the pretend company stands on: software, data, and the steps that bring it."""

from collections.abc import Iterator
from datetime import timedelta

import numpy as np

from data.facts import AnswerUse, DataUse, ModelRef, Pipeline, PipelineRun, RunEnd, RunsWith
from data.sample.calendar_days import PERIODS, at
from data.sample.chance import chance
from data.sample.change_outline import Days, Every
from data.sample.ground_outline import PipelineOutline
from data.sample.outline import CompanyOutline, ModelOutline
from data.sample.setting import Setting
from data.sample.stories import axis_of, told

MACHINES = "platform inventory"
"""Who tells which software is installed where a model runs."""
SCHEDULER = "pipeline log"
RUNS_TOLD_SINCE: dict[Every, int] = {"P1D": -60, "P7D": -182, "P1M": -364}
"""A pipeline log does not go back for ever; the day of the oldest run it still knows."""
ROWS_VARY = 0.03
MINUTES_VARY = 6.0


def installed(ref: ModelRef, outline: ModelOutline, company: CompanyOutline) -> Iterator[RunsWith]:
    """The software that runs where the live version does, if anybody reports it."""
    for line in company.stacks[outline.runs] if outline.runs else ():
        name, _, exact = line.partition("==")
        bare = name.split(">")[0]
        yield RunsWith(ref, bare, exact or company.installed[bare], MACHINES)


def data_uses(
    setting: Setting, ref: ModelRef, outline: ModelOutline, company: CompanyOutline, place: str
) -> Iterator[DataUse]:
    """The data a model uses, by whom that was approved, and until when."""
    for used in (company.data[key] for key in outline.data):
        until = None if used.until is None else setting.day(used.until)
        yield DataUse(ref, used.name, used.by, setting.day(used.on), until, place)


def answer_uses(ref: ModelRef, outline: ModelOutline, place: str) -> Iterator[AnswerUse]:
    """What uses the answers of a model, and what people do without them."""
    for use in outline.uses:
        told = use.name, use.kind, use.stops, use.fallback, use.contact
        yield AnswerUse(ref, *told, place)


def pipelines(
    setting: Setting, ref: ModelRef, outline: ModelOutline, company: CompanyOutline
) -> Iterator[Pipeline | PipelineRun]:
    """The steps that bring data to a model, each followed by its runs until ``setting.now``."""
    for key in outline.pipelines:
        step = company.pipelines[key]
        grace = company.grace[step.every]
        yield Pipeline(ref, step.name, step.every, grace, step.reads, step.writes, SCHEDULER)
        yield from _runs(setting, ref, key, step)


def _runs(
    setting: Setting, ref: ModelRef, key: str, step: PipelineOutline
) -> Iterator[PipelineRun]:
    """One run after each period, in the morning of the next one."""
    period = PERIODS[step.every]
    first = period.number_of(setting.day(RUNS_TOLD_SINCE[step.every]))
    numbers = range(first, period.number_of(setting.now.astimezone(setting.zone).date()) + 1)
    luck = chance((str(setting.seed), "pipeline", key), first, len(numbers))
    axis = axis_of([period.first_day(number) for number in numbers], setting.first_day)
    rows = (step.rows + told(step.changes, axis)) * (1.0 + ROWS_VARY * luck.value)
    minutes = np.abs(MINUTES_VARY * luck.cases)
    for day, count, late in zip(axis.days.tolist(), rows.tolist(), minutes.tolist(), strict=True):
        ended = at(setting.day(day), setting.zone, step.hour) + timedelta(minutes=round(late))
        if ended <= setting.now and not _within(step.missed, day):
            outcome = _outcome(step, day)
            kept = None if outcome is RunEnd.FAILED else max(round(count), 0)
            yield PipelineRun(ref, step.name, ended, outcome, kept, SCHEDULER)


def _outcome(step: PipelineOutline, day: int) -> RunEnd:
    if _within(step.failed, day):
        return RunEnd.FAILED
    return RunEnd.CHECKS_FAILED if _within(step.checks_failed, day) else RunEnd.SUCCEEDED


def _within(spans: tuple[Days, ...], day: int) -> bool:
    return any(begin <= day < end for begin, end in spans)
