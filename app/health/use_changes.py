"""Watching paused and taken up again, a model taken out of use, somebody looking into it."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from app.health.days import midnight
from app.health.happening import Happening, HappeningKind
from app.health.people import name_of
from app.health.verdict import Input
from data.facts import Case


def use_changes(case: Case) -> Iterator[Happening]:
    """Pauses with their ends, the retirement, and what somebody took on."""
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
