"""A case as it was known at an earlier moment."""

from dataclasses import replace
from datetime import datetime

from data.facts import Case, Measured, Series, moment


def as_known(case: Case, at: datetime) -> Case:
    """The same case with only what had been received by ``at``: readings and runs of pipelines."""
    return replace(
        case,
        measured=tuple(_measured(each, at) for each in case.measured),
        pipeline_runs=tuple(each for each in case.pipeline_runs if each.ended_at <= at),
    )


def _measured(measured: Measured, at: datetime) -> Measured:
    return replace(
        measured,
        overall=_series(measured.overall, at),
        groups=tuple(_series(each, at) for each in measured.groups),
    )


def _series(series: Series, at: datetime) -> Series:
    known = series.received <= moment(at)
    return Series(
        series.group,
        series.starts[known],
        series.ends[known],
        series.received[known],
        series.values[known],
        series.counts[known],
    )
