"""When results went wrong, when that could be noticed, and when they were good again."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from app.health.agreed import words_of
from app.health.happening import Happening, HappeningKind
from app.health.insight import Incident, Insight
from app.health.verdict import Input
from data.facts import Case, Measure


def result_changes(case: Case, insight: Insight) -> Iterator[Happening]:
    """Beginning and end of every incident, and when it was noticed where that was another day."""
    measures = {each.measure.key: each.measure for each in case.measured}
    zone = ZoneInfo(case.time_zone)
    for each in insight.incidents:
        measure = measures.get(each.measure)
        inputs = _inputs(each, measure)
        how_bad = _how_bad(each, measure)
        yield Happening(HappeningKind.BEGAN, each.began, each.noticed, inputs | how_bad)
        if each.noticed.astimezone(zone).date() > each.began.astimezone(zone).date():
            began: dict[str, Input] = {"began": each.began}
            yield Happening(HappeningKind.NOTICED, each.noticed, each.noticed, inputs | began)
        if each.fixed is not None:
            yield Happening(HappeningKind.GOOD_AGAIN, each.fixed, each.fixed, inputs)


def _inputs(incident: Incident, measure: Measure | None) -> dict[str, Input]:
    """What went wrong, for whom, and what the measure is called; a silence has none."""
    inputs: dict[str, Input] = {"what": incident.kind.value}
    inputs |= {name: told for name in ("group", "other") if (told := getattr(incident, name))}
    return inputs | (words_of(measure) if measure is not None else {})


def _how_bad(incident: Incident, measure: Measure | None) -> dict[str, Input]:
    """The worst value beside the limit, with what it takes to tell them."""
    if measure is None or incident.worst is None or incident.minimum is None:
        return {}
    told: dict[str, Input] = {"unit": measure.unit.value, "better": measure.better.value}
    told |= {name: text for name in ("things", "currency") if (text := getattr(measure, name))}
    return told | {"worst": incident.worst, "minimum": incident.minimum}
