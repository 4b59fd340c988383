"""What a list shows of one model: the lead reason, its care, one business figure and its trend."""

import numpy as np

from app.health.judge import required
from app.health.verdict import Brief, Kpi, ReasonCode, Status, Verdict
from data.facts import Case, FieldName, Measured, Question, Series, from_moment

TREND_LENGTH = 26
"""Half a year of weeks: as much as a line of a few millimetres can tell."""

_SHOWN_FIRST = (Question.VALUE, Question.PERFORMANCE, Question.AVAILABILITY)


def brief_of(case: Case, verdict: Verdict) -> Brief:
    """The brief that belongs to a verdict."""
    shown = business_measure(case)
    _, impact, assumed = required(case)
    return Brief(
        lead=verdict.lead,
        care=verdict.care_reasons,
        kpi=kpi_of(shown) if shown else None,
        trend=_trend(shown.overall) if shown else (),
        impact=impact.value,
        impact_assumed=assumed,
    )


def answered(verdict: Verdict) -> tuple[Question, ...]:
    """The questions that have an answer now, yes or no; what is not known has none."""
    return tuple(
        each.question
        for each in verdict.answers
        if (each.status in _YES_OR_NO or each.lead.code is ReasonCode.SILENT)
        and each.lead.code is not ReasonCode.NO_OWNER
    )


_YES_OR_NO = (Status.MEETS, Status.ATTENTION, Status.BELOW)


def business_measure(case: Case) -> Measured | None:
    """The measure the company named as its business measure, else value, else performance."""
    heard = [each for each in case.measured if len(each.overall.values)]
    named = case.facts.get(FieldName.MEASURE)
    chosen = [each for each in heard if named and each.measure.key == named.value]
    for question in _SHOWN_FIRST:
        chosen += [each for each in heard if each.measure.question is question]
    return chosen[0] if chosen else None


def kpi_of(measured: Measured) -> Kpi:
    """The newest result of a measure that has any, against what is agreed."""
    measure, series = measured.measure, measured.overall
    count = series.counts[-1]
    return Kpi(
        measure=measure.key,
        kind=measure.kind,
        phrase=measure.phrase,
        unit=measure.unit.value,
        things=measure.things,
        currency=measure.currency,
        better=measure.better.value,
        value=float(series.values[-1]),
        start=from_moment(series.starts[-1]),
        end=from_moment(series.ends[-1]),
        minimum=measured.agreement.minimum if measured.agreement else None,
        count=None if np.isnan(count) else int(count),
    )


def _trend(series: Series) -> tuple[float | None, ...]:
    """The newest values, with None for every period that did not come."""
    ends = series.ends[-TREND_LENGTH:].astype(np.int64)
    steps = np.diff(ends)
    usual = max(float(np.median(steps)), 1.0) if len(steps) else 1.0
    trend: list[float | None] = []
    for value, step in zip(series.values[-TREND_LENGTH:], [usual, *steps], strict=True):
        trend += [None] * min(round(step / usual) - 1, TREND_LENGTH)
        trend.append(float(value))
    return tuple(trend[-TREND_LENGTH:])
