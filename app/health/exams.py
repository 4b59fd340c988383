"""A candidate version against the current one: the same exam, or no comparison.

Two results compare only where the data, the period, the definition and the selection are the
same. The intervals treat both results as independent. Both versions answered the same cases, so a
paired interval would be narrower; but counts alone do not tell which cases they shared, and the
wide interval is the honest one.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from app.health.insight import Comparison, Difference, Incomparable
from app.health.score import newcombe
from data.facts import Better, Case, ExamResult, Measure, Unit

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def compared(case: Case) -> Comparison | None:
    """The newest version that is not in use yet against the one in use; None without either."""
    current = _current(case)
    candidate = _candidate(case, current) if current else None
    if current is None or candidate is None:
        return None
    mine, theirs = _results(case, candidate), _results(case, current)
    differences: list[Difference] = []
    refused: dict[str, Incomparable] = {}
    for measure in sorted({each.measure for each in mine}):
        ours = [each for each in mine if each.measure == measure]
        other = [each for each in theirs if each.measure == measure]
        exam = _shared(ours, other)
        if exam is None:
            refused[measure] = _why_not(ours, other)
        else:
            differences += _differences(_about(case, measure), exam, ours, other)
    return Comparison(current, candidate, tuple(differences), refused)


def _current(case: Case) -> str | None:
    """The version in use: of the spells that have not ended, the one that began last."""
    running = [each for each in case.spells if each.end is None]
    newest = max(running, key=lambda each: (each.start, _natural(each.version)), default=None)
    return newest.version if newest else None


def _candidate(case: Case, current: str) -> str | None:
    """The newest tested version after the current one that is not in use."""
    used = {each.version for each in case.spells if each.end is None}
    order = {each.version: place for place, each in enumerate(case.versions)}
    waiting = {each.version for each in case.exams} - used
    newer = [each for each in waiting if _after(each, current, order)]
    return max(newer, key=lambda each: (order.get(each, -1), _natural(each)), default=None)


def _after(version: str, current: str, order: Mapping[str, int]) -> bool:
    if version in order and current in order:
        return order[version] > order[current]
    return _natural(version) > _natural(current)


def _natural(version: str) -> tuple[tuple[int, str], ...]:
    """How people count versions: 10 comes after 9."""
    parts = re.findall(r"\d+|\D+", version)
    return tuple((int(each), "") if each.isdecimal() else (-1, each) for each in parts)


@dataclass(frozen=True, slots=True)
class _Exam:
    """What must be equal for two results to be of one exam."""

    digest: str
    start: datetime | None
    end: datetime | None
    definition: str
    selection: str


def _exam(result: ExamResult) -> _Exam:
    return _Exam(result.digest, result.start, result.end, result.definition, result.selection)


def _results(case: Case, version: str) -> list[ExamResult]:
    found = [each for each in case.exams if each.version == version]
    return sorted(found, key=lambda each: (each.place, each.group, each.value))


def _shared(ours: list[ExamResult], other: list[ExamResult]) -> _Exam | None:
    """The exam both took: rather one of everybody, then the newest. No digest is no exam."""
    both = {(_exam(each), each.group) for each in ours} & {
        (_exam(each), each.group) for each in other
    }
    known = [each for each in both if each[0].digest]
    return max(known, key=_preferred, default=(None, ""))[0]


def _preferred(found: tuple[_Exam, str]) -> tuple[bool, datetime, str, str, str]:
    exam, group = found
    return not group, exam.end or _LONG_AGO, exam.digest, exam.definition, exam.selection


def _why_not(ours: list[ExamResult], other: list[ExamResult]) -> Incomparable:
    """The first thing that differs between the two results that are most alike."""
    pairs = [_mismatches(_exam(one), _exam(two)) for one in ours for two in other]
    return min(pairs, key=lambda each: (len(each), each), default=[Incomparable.NOT_TESTED])[0]


def _mismatches(one: _Exam, two: _Exam) -> list[Incomparable]:
    same = (
        (Incomparable.OTHER_DATA, bool(one.digest) and one.digest == two.digest),
        (Incomparable.OTHER_PERIOD, (one.start, one.end) == (two.start, two.end)),
        (Incomparable.OTHER_DEFINITION, one.definition == two.definition),
        (Incomparable.OTHER_SELECTION, one.selection == two.selection),
    )
    # Only the groups differ: the current version was never tested on these.
    return [reason for reason, equal in same if not equal] or [Incomparable.NOT_TESTED]


def _about(case: Case, measure: str) -> Measure | None:
    return next((each.measure for each in case.measured if each.measure.key == measure), None)


def _differences(
    measure: Measure | None, exam: _Exam, ours: list[ExamResult], other: list[ExamResult]
) -> list[Difference]:
    mine = {each.group: each for each in ours if _exam(each) == exam}
    theirs = {each.group: each for each in other if _exam(each) == exam}
    groups = sorted(mine.keys() & theirs.keys())
    return [_difference(measure, mine[group], theirs[group]) for group in groups]


def _difference(measure: Measure | None, candidate: ExamResult, current: ExamResult) -> Difference:
    counts = [each.count for each in (candidate, current) if each.count]
    count = min(counts) if len(counts) == 2 else None
    low, high = _interval(measure, candidate, current)
    return Difference(
        candidate.measure,
        candidate.group,
        current.value,
        candidate.value,
        low,
        high,
        count,
        _better(measure, low, high),
    )


def _interval(
    measure: Measure | None, candidate: ExamResult, current: ExamResult
) -> tuple[float, float] | tuple[None, None]:
    if measure is None or measure.unit is not Unit.SHARE:
        return None, None
    if not candidate.count or not current.count:
        return None, None
    each = (candidate.value, candidate.count, current.value, current.count)
    low, high = newcombe(*(np.array([number], dtype=np.float64) for number in each))
    return float(low[0]), float(high[0])


def _better(measure: Measure | None, low: float | None, high: float | None) -> bool | None:
    if measure is None or low is None or high is None or low <= 0 <= high:
        return None
    return (low > 0) == (measure.better is Better.HIGHER)
