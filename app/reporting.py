"""For pipelines: report a result to the store that ROLLCALL_DATABASE_URL names.

``from app.reporting import report``. Reporting the same again changes nothing; another value for
the same period is a correction, and both are kept.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

from app.language.problems import problem_words
from app.language.sentence import Speech
from app.language.terminal import refused_row
from app.session import Exit, Session, Stopped, opened, table_warning
from data.facts import Refusal
from data.reporting import Reported, Rows, take

Cell = str | int | float | date | None
"""What stands in a field of a report; a ``datetime`` needs its time zone."""


class NotTaken(Exception):
    """A report that was not taken, in whole sentences: what, why, and how to mend it.

    Of several reports, ``reported`` tells what became of the others; None where none came in.
    """

    def __init__(self, told: str, reported: Reported | None = None) -> None:
        super().__init__(told)
        self.reported = reported


def report(
    model: str,
    measure: str,
    value: float,
    *,
    start: str | date,
    end: str | date,
    cases: int | None = None,
    group: str = "",
    version: str = "",
    registry: str = "",
) -> Reported:
    """Report one value of a measure over one period.

    ``start`` and ``end`` are days, which both belong to the period, or moments with their time
    zone. ``value`` is in the unit of the measure, a share from 0 to 1; ``cases`` is on how many
    cases it rests. ``group`` is empty for everybody together. ``registry`` is needed where two
    registries have a model of this name. Raises NotTaken.
    """
    told: dict[str, Cell] = {"model": model, "measure": measure, "value": value}
    told |= {"start": start, "end": end, "cases": cases}
    return report_all([told | {"group": group, "version": version, "registry": registry}])


def report_all(rows: Iterable[Mapping[str, Cell]]) -> Reported:
    """Report many at once, each a mapping with the fields of ``report``.

    Raises NotTaken where any of them is not taken; the others are.
    """
    placed = [(f"report, row {number}", row) for number, row in enumerate(rows, start=1)]
    try:
        with opened(datetime.now(UTC)) as current:
            done = take_reports(current, placed)
            why = "\n".join(refused_lines(done.refused, current.speech))
    except Stopped as stopped:
        raise NotTaken(str(stopped)) from stopped
    if done.refused:
        raise NotTaken(why, done)
    return done


def take_reports(current: Session, rows: Rows) -> Reported:
    """Take in reports, each with its place. Raises Stopped and what ``data.reporting`` raises."""
    if warning := table_warning(current):
        raise Stopped([warning], Exit.WRONG_USE)
    return take(current.engine, rows, current.settings.measures, now=current.now)


def refused_lines(refused: Iterable[Refusal], speech: Speech) -> list[str]:
    """What was not taken, each with its place and reason."""
    return [
        refused_row(each.place, str(problem_words(each.problem, speech)), speech)
        for each in refused
    ]
