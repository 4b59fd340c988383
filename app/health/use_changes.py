"""Watching paused and taken up again, use that ended or was decided on, somebody on the case."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from app.health.days import midnight
from app.health.happening import Happening, HappeningKind
from app.health.people import name_of
from app.health.verdict import Input
from data.facts import Case


def use_changes(case: Case) -> Iterator[Happening]:
    """Pauses with their ends, the retirement, what somebody took on, and what was decided."""
    zone = ZoneInfo(case.time_zone)
    for pause in case.pauses:
        inputs: dict[str, Input] = {
            "by": name_of(case, pause.by),
            "reason": pause.reason,
            "until": pause.end,
        }
        yield Happening(HappeningKind.PAUSED, pause.start, pause.start, inputs)
        yield Happening(HappeningKind.PAUSE_OVER, pause.end, pause.end, {})
    if case.retired_on is not None:
        at = midnight(case.retired_on, zone)
        yield Happening(HappeningKind.RETIRED, at, at, {})
    for said in case.acknowledged:
        at = midnight(said.on, zone)
        taken: dict[str, Input] = {"by": name_of(case, said.by), "until": said.next_update}
        yield Happening(HappeningKind.TAKEN_ON, at, at, taken)
    yield from _decided(case)


def _decided(case: Case) -> Iterator[Happening]:
    for made in case.decisions:
        inputs: dict[str, Input] = {
            "by": name_of(case, made.by),
            "use": made.use.value,
            "until": made.until,
            "why": made.why,
        }
        yield Happening(HappeningKind.DECIDED, made.at, made.at, inputs)
    for kept in case.keepings:
        told: dict[str, Input] = {
            "by": name_of(case, kept.by),
            "until": kept.until,
            "why": kept.why,
        }
        yield Happening(HappeningKind.KEPT, kept.at, kept.at, told)
