"""What was known at an earlier moment."""

from dataclasses import replace
from datetime import datetime

import numpy as np

from app.health.rhythms import later
from data.facts import Case, Measured, Moments, Series, from_moment, moment


def as_known(case: Case, at: datetime) -> Case:
    """The same case with only what had been received by ``at``: readings and runs of pipelines."""
    return replace(
        case,
        measured=tuple(_measured(each, at) for each in case.measured),
        pipeline_runs=tuple(each for each in case.pipeline_runs if each.ended_at <= at),
    )


def _measured(measured: Measured, at: datetime) -> Measured:
    overall = _series(measured.overall, at)
    is_newest = len(overall.ends) == len(measured.overall.ends)
    return replace(
        measured,
        overall=overall,
        columns=measured.columns if is_newest else "",
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


def known_from(series: Series, measured: Measured) -> Moments:
    """From when on each reading was known, shape (n,).

    Of results that were already there when we first looked nobody wrote down when they came, so
    they count as received when their period ended. Where outcomes take time they cannot have been
    known so soon: the agreed time is added, up to the end of the newest of them, which was there.
    """
    delay = measured.agreement.outcomes_after if measured.agreement else ""
    already = series.received <= series.ends
    if not delay or not already.any():
        return series.received
    newest = series.ends[already].max()
    last = from_moment(newest)
    after = np.timedelta64(int((later(last, delay) - last).total_seconds()), "s")
    due = np.minimum(series.ends + after, newest)
    return np.where(already, np.maximum(due, series.received), series.received)
