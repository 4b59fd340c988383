"""How versions of the pretend company did on the tests they were given before going into use."""

from collections.abc import Iterator
from datetime import datetime

from data.facts import ExamResult, ModelRef
from data.sample.calendar_days import at
from data.sample.ground_outline import ExamOutline
from data.sample.outline import ModelOutline
from data.sample.setting import Setting

PLACE = "test bench"


def exams(setting: Setting, ref: ModelRef, outline: ModelOutline) -> Iterator[ExamResult]:
    """Every result of every test: everybody first, then group by group."""
    for exam in outline.exams:
        start, end = (at(setting.day(day), setting.zone) for day in (exam.start, exam.end))
        for group, (value, cases) in _results(exam).items():
            yield _result(ref, exam, (start, end), group, value, cases)


def _result(
    ref: ModelRef,
    exam: ExamOutline,
    period: tuple[datetime, datetime],
    group: str,
    value: float,
    cases: int,
) -> ExamResult:
    return ExamResult(
        ref,
        exam.version,
        exam.measure,
        value,
        exam.data,
        *period,
        definition=exam.definition,
        count=cases,
        group=group,
        place=PLACE,
    )


def _results(exam: ExamOutline) -> dict[str, tuple[float, int]]:
    """Shares that could have been counted, so that everybody is the sum of the groups."""
    hits = {
        group: (round(value * cases), cases)
        for group, (value, cases) in (exam.groups or {"": (exam.value, exam.cases)}).items()
    }
    if exam.groups:
        together = tuple(sum(each) for each in zip(*hits.values(), strict=True))
        hits = {"": (together[0], together[1]), **hits}
    return {group: (right / cases, cases) for group, (right, cases) in hits.items()}
