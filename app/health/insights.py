"""Everything that stands beside a verdict, put together."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise

from app.health.behaviour import behaviour_of
from app.health.exams import compared
from app.health.groups import group_results
from app.health.incidents import incidents_of
from app.health.insight import (
    Flagged,
    GroupStanding,
    Incident,
    IncidentKind,
    Insight,
    MeasureInsight,
)
from app.health.risk import risk_of
from app.health.silences import unnoticed_for
from app.health.verdict import Verdict
from data.facts import Case, Measured

YEAR = timedelta(days=365)
_UNTESTED = (GroupStanding.TOO_FEW, GroupStanding.NOT_MEASURED, GroupStanding.UNAGREED)

Span = tuple[datetime, datetime]


def insight_of(case: Case, verdict: Verdict, now: datetime) -> Insight:
    """The insight that belongs to a verdict as of ``now``."""
    measures = tuple(_of_measure(case, each, now) for each in case.measured)
    incidents = incidents_of(case, now)
    return Insight(
        at=now,
        measures=measures,
        incidents=incidents,
        risk=risk_of(case, verdict, now),
        comparison=compared(case),
        unnoticed_for=unnoticed_for(case),
        worsened=worsened(measures, incidents, now),
    )


def _of_measure(case: Case, measured: Measured, now: datetime) -> MeasureInsight:
    groups = group_results(case, measured, now)
    return MeasureInsight(
        measured.measure.key,
        behaviour_of(case, measured),
        groups,
        sum(each.standing not in _UNTESTED for each in groups),
    )


def worsened(
    measures: Iterable[MeasureInsight], incidents: Iterable[Incident], now: datetime
) -> tuple[datetime, ...]:
    """When it got worse in the year before ``now``: once for each episode of a measure.

    An episode is an incident, or periods in a row that stand out for the worse; where they
    overlap they are one. Silence says nothing of results.
    """
    spans: dict[str, list[Span]] = {each.measure: patterns(each) for each in measures}
    for each in incidents:
        if each.kind is not IncidentKind.SILENT:
            spans.setdefault(each.measure, []).append((each.began, each.fixed or now))
    began = {start for found in spans.values() for start in _apart(found)}
    return tuple(sorted(start for start in began if now - YEAR <= start <= now))


def patterns(measure: MeasureInsight) -> list[Span]:
    """From when until when periods stood out for the worse, in a row."""
    worse = [each for each in measure.behaviour.flagged if each.worse]
    if not worse:
        return []
    firsts = [worse[0], *(after for before, after in pairwise(worse) if _new(before, after))]
    lasts = [*(before for before, after in pairwise(worse) if _new(before, after)), worse[-1]]
    return [(first.start, last.end) for first, last in zip(firsts, lasts, strict=True)]


def _new(before: Flagged, after: Flagged) -> bool:
    """Whether a whole period lies between the two."""
    return after.start - before.end >= before.end - before.start


def _apart(spans: Iterable[Span]) -> list[datetime]:
    """Where those begin that do not overlap with an earlier one."""
    starts: list[datetime] = []
    until: datetime | None = None
    for start, end in sorted(spans):
        if until is None or start > until:
            starts.append(start)
        until = end if until is None else max(until, end)
    return starts
