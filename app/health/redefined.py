"""Measures that are told otherwise than before: in another unit, or asked for in another way."""

from collections.abc import Iterator
from datetime import datetime

from app.health.agreed import words_of
from app.health.happening import Happening, HappeningKind
from app.health.verdict import Input
from data.facts import Case, Measured, Redefined, TraitKind

OF_RESULTS = (TraitKind.ASKED, TraitKind.SETTINGS)
"""After one of these the numbers may be of another size although nothing has become better."""


def redefinitions(case: Case) -> Iterator[Happening]:
    """Every change of how a measure of the model is told."""
    for measured in case.measured:
        for each in measured.redefined:
            inputs: dict[str, Input] = {
                **words_of(measured.measure),
                "what": each.what.value,
                "before": each.before,
                "now": each.now,
                "still": each.still,
            }
            yield Happening(HappeningKind.REDEFINED, each.at, each.at, inputs)


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


def _last(measured: Measured, *kinds: TraitKind) -> dict[str, Input]:
    found = [each for each in measured.redefined if each.what in kinds]
    return _told(found[-1]) if found else {}


def _told(change: Redefined) -> dict[str, Input]:
    return {
        "redefined": change.what.value,
        "redefined_at": change.at,
        "told_before": change.before,
        "told_now": change.now,
    }
