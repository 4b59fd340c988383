"""Goalposts moved: a limit made easier while results failed it, or just before they would have."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import numpy as np

from app.health.agreed import told
from app.health.blocks import Blocks, blocks_of
from app.health.breaches import below_now, beyond
from app.health.days import day_after, today
from app.health.people import name_of
from app.health.verdict import Input, Reason, ReasonCode
from data.facts import Agreement, Better, Case, Measure, Measured, moment

RULE = "goalposts"
VERSION = 1

LOOKED_BACK = timedelta(days=365)
"""After a year with the easier limit it is the limit; whoever still minds can see it signed."""
SOON = timedelta(days=92)
"""A quarter: results that pass only by the easier limit so soon after it were foreseen."""


def moved(case: Case, measured: Measured, now: datetime) -> Reason | None:
    """That the limit was made easier when it mattered, and nobody wrote down why; else None."""
    change = _easier(measured)
    if change is None or change[1].why.strip():
        return None
    earlier, easier = change
    if not timedelta(0) <= today(case, now) - easier.agreed_on <= LOOKED_BACK:
        return None
    blocks = blocks_of(measured.overall, measured)
    at = _when_it_mattered(case, measured.measure, earlier, easier, blocks)
    return None if at is None else _reason(case, measured.measure, earlier, easier, blocks, at)


def moved_until(case: Case, measured: Measured, now: datetime) -> datetime | None:
    """The next moment at which time alone may change what ``moved`` says."""
    change = _easier(measured)
    if change is None:
        return None
    signed = change[1].agreed_on
    try:
        begins = day_after(case, signed - timedelta(days=1))
        ends = day_after(case, signed + LOOKED_BACK)
    except OverflowError:
        return None
    return min((each for each in (begins, ends) if each and each > now), default=None)


def _easier(measured: Measured) -> tuple[Agreement, Agreement] | None:
    """The last change of the minimum, if it made it easier: the one before it and the one after.

    Signing the same limit once more does not make a change forgotten.
    """
    if measured.agreement is None:
        return None
    signed = [*sorted(measured.earlier, key=_place), measured.agreement]
    pairs = pairwise(signed)
    changes = [(old, new) for old, new in pairs if old.minimum != new.minimum]
    if not changes:
        return None
    earlier, easier = changes[-1]
    return changes[-1] if _bad(easier.minimum, measured.measure, earlier.minimum) else None


def _place(agreement: Agreement) -> tuple[date, str, float]:
    return agreement.agreed_on, agreement.place, agreement.minimum


def _bad(value: float, measure: Measure, minimum: float) -> bool:
    """True on the bad side of a minimum."""
    return value < minimum if measure.better is Better.HIGHER else value > minimum


def _when_it_mattered(
    case: Case, measure: Measure, earlier: Agreement, easier: Agreement, blocks: Blocks
) -> int | None:
    """The result that failed the earlier limit then, or the first soon after that it lets pass."""
    cut = _end_of(case, easier.agreed_on)
    known, soon = np.searchsorted(blocks.ends, [cut, cut + np.timedelta64(SOON)], side="right")
    if (failed := _failed(measure, earlier, blocks, int(known))) is not None:
        return failed
    for at in range(known, soon):
        value = float(blocks.values[at])
        if _bad(value, measure, earlier.minimum) and not _bad(value, measure, easier.minimum):
            return at
    return None


def _failed(measure: Measure, earlier: Agreement, blocks: Blocks, known: int) -> int | None:
    """The newest result on the bad side of the earlier limit while it was failed."""
    if not known:
        return None
    if _bad(float(blocks.values[known - 1]), measure, earlier.minimum):
        return known - 1
    episode = below_now(beyond(blocks, measure, earlier.minimum)[:known], slow=False)
    return episode.last if episode else None


def _end_of(case: Case, day: date) -> np.datetime64:
    ends = day_after(case, day)
    return moment(ends) if ends else np.datetime64(day, "s")


def _reason(
    case: Case, measure: Measure, earlier: Agreement, easier: Agreement, blocks: Blocks, at: int
) -> Reason:
    result = told(measure, blocks, at)
    inputs: dict[str, Input] = {
        name: result[name] for name in result if name not in ("period_start", "period_end")
    }
    inputs |= {
        "better": measure.better.value,
        "minimum": easier.minimum,
        "earlier_minimum": earlier.minimum,
        "agreed_by": name_of(case, easier.agreed_by),
        "agreed_on": easier.agreed_on,
    }
    basis: dict[str, Input] = {
        "earlier_agreed_by": name_of(case, earlier.agreed_by),
        "earlier_agreed_on": earlier.agreed_on,
        "place": easier.place,
    }
    return Reason(ReasonCode.GOALPOSTS_MOVED, inputs, basis, RULE, VERSION)
