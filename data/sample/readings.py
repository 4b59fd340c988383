"""What a measure has reported by now, period by period."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from data.facts import LiveSpell, ModelRef, Reading
from data.sample.calendar_days import PERIODS, at
from data.sample.ground_outline import AnsweringOutline
from data.sample.outline import MeasureOutline
from data.sample.setting import Setting
from data.sample.values import by_group

PLACE = "results table"


def readings(
    setting: Setting,
    ref: ModelRef,
    measure: MeasureOutline,
    spells: Sequence[LiveSpell],
    answering: AnsweringOutline | None = None,
) -> Iterator[Reading]:
    """Every reading reported by ``setting.now``: everybody first, then group by group.

    A model that was not yet in use reports nothing. ``answering`` tells where answers came from a
    version that is not the live one.
    """
    numbers = reported(setting, measure)
    if not numbers:
        return
    period = PERIODS[measure.every]
    days = [period.first_day(number) for number in range(numbers.start, numbers.stop + 1)]
    edges = [at(day, setting.zone) for day in days]
    skipped = {day for day in days if _in_gap(measure, (day - setting.first_day).days)}
    for group, made in by_group(setting, ref.name, measure, numbers).items():
        rows = zip(days, edges, edges[1:], made.values.tolist(), made.cases.tolist(), strict=False)
        for day, start, end, value, cases in rows:
            version = _version(spells, start)
            if version and day not in skipped:
                if answering and setting.day(answering.on) <= day:
                    version = answering.version
                count = int(cases) or None
                yield Reading(ref, measure.key, start, end, value, count, group, version, PLACE)


def reported(setting: Setting, measure: MeasureOutline) -> range:
    """The numbers of the periods that began late enough, and ended early enough to be told."""
    period = PERIODS[measure.every]
    first = period.number_of(setting.day(measure.start - 1)) + 1
    told_until = setting.now - timedelta(days=measure.delay_days)
    # The period that a moment falls into has not ended then; the one before it has.
    stop = period.number_of(told_until.astimezone(setting.zone).date())
    if measure.end is not None:
        stop = min(stop, period.number_of(setting.day(measure.end)))
    return range(first, max(first, stop))


def _in_gap(measure: MeasureOutline, day: int) -> bool:
    return any(begin <= day < end for begin, end in measure.gaps)


def _version(spells: Sequence[LiveSpell], start: datetime) -> str:
    """The version in use when the period began; empty before the first one was."""
    begun = [spell.version for spell in spells if spell.start <= start]
    return begun[-1] if begun else ""
