"""When the results of a model began to be told otherwise than before."""

from collections.abc import Iterator

from app.health.agreed import words_of
from app.health.happening import Happening, HappeningKind
from app.health.verdict import Input
from data.facts import Case, Redefined, TraitKind


def measure_changes(case: Case) -> Iterator[Happening]:
    """Every change of how a measure of the model is told."""
    for measured in case.measured:
        for each in measured.redefined:
            inputs = {**words_of(measured.measure), "what": each.what.value, **_told(each)}
            yield Happening(HappeningKind.REDEFINED, each.at, each.at, inputs)


def _told(change: Redefined) -> dict[str, Input]:
    """What a sentence says of it: queries and settings are for those who run the sources."""
    if change.what is TraitKind.BETTER:
        return {"direction": change.now}
    if change.what is not TraitKind.UNIT:
        return {}
    both: dict[str, Input] = {"told_before": change.before, "told_now": change.now}
    return both | {"still": True} if change.still else both
