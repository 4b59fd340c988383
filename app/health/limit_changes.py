"""Agreements signed, made easier or harder, and signed anew."""

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from app.health.agreed import words_of
from app.health.days import midnight
from app.health.happening import Happening, HappeningKind
from app.health.people import name_of
from app.health.verdict import Input
from data.facts import Agreement, Better, Case, Measure, Measured


def limit_changes(case: Case) -> Iterator[Happening]:
    """Every agreement of every measure, each against the one it replaced."""
    for measured in case.measured:
        before: Agreement | None = None
        for signed in _signed(measured):
            yield _happening(case, measured.measure, signed, before)
            before = signed


def _signed(measured: Measured) -> list[Agreement]:
    if measured.agreement is None:
        return []
    return [*sorted(measured.earlier, key=_place), measured.agreement]


def _place(agreement: Agreement) -> tuple[date, str, float]:
    return agreement.agreed_on, agreement.place, agreement.minimum


def _happening(
    case: Case, measure: Measure, signed: Agreement, before: Agreement | None
) -> Happening:
    at = midnight(signed.agreed_on, ZoneInfo(case.time_zone))
    inputs: dict[str, Input] = {
        **words_of(measure),
        "unit": measure.unit.value,
        "better": measure.better.value,
        "minimum": signed.minimum,
        "by": name_of(case, signed.agreed_by),
    }
    inputs |= {name: told for name in ("things", "currency") if (told := getattr(measure, name))}
    if before is not None and before.minimum != signed.minimum:
        inputs |= {"before": before.minimum, "why": signed.why.strip()}
    return Happening(_kind(measure, signed, before), at, at, inputs)


def _kind(measure: Measure, signed: Agreement, before: Agreement | None) -> HappeningKind:
    if before is None:
        return HappeningKind.AGREED
    if signed.minimum == before.minimum:
        return HappeningKind.RENEWED
    higher = signed.minimum > before.minimum
    harder = higher if measure.better is Better.HIGHER else not higher
    return HappeningKind.TIGHTENED if harder else HappeningKind.LOOSENED
