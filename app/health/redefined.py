"""Measures that are told otherwise than before: in another unit, or asked for in another way."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from app.health.verdict import Input
from data.facts import Measured, Redefined, TraitKind

OF_RESULTS = (TraitKind.ASKED, TraitKind.SETTINGS)
"""After one of these the numbers may be of another size although nothing has become better."""


def anew(measured: Measured) -> Iterator[tuple[datetime, str]]:
    """When what is usual begins anew because the results are asked for in another way."""
    for each in measured.redefined:
        if each.what in OF_RESULTS:
            yield each.at, "asked:"


def in_other_units(measured: Measured) -> dict[str, Input]:
    """Why there is no result to judge: those there are were told in another unit; else empty."""
    return _last(measured, TraitKind.UNIT)


def agreed_otherwise(measured: Measured) -> dict[str, Input]:
    """Why what was agreed does not hold: it was of another unit or direction; else empty."""
    if measured.agreed_otherwise is None:
        return {}
    return _last(measured, TraitKind.UNIT, TraitKind.BETTER)


def agreed_first(asked: Sequence[Measured]) -> Sequence[Measured]:
    """Those with an agreement, else all: what nobody agreed on speaks only where none is agreed.

    What was agreed in another unit counts: how it stands is unknown now, and that beats a yes.
    """
    return [each for each in asked if each.agreement or each.agreed_otherwise] or asked


def _last(measured: Measured, *kinds: TraitKind) -> dict[str, Input]:
    found = [each for each in measured.redefined if each.what in kinds]
    return _told(found[-1]) if found else {}


def _told(change: Redefined) -> dict[str, Input]:
    return {
        "redefined_at": change.at,
        "told_before": change.before,
        "told_now": change.now,
    }
