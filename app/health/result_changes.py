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
        inputs = _inputs(each, measures.get(each.measure))
        worst: dict[str, Input] = {} if each.worst is None else {"worst": each.worst}
        worst |= {} if each.minimum is None else {"minimum": each.minimum}
        yield Happening(HappeningKind.BEGAN, each.began, each.noticed, inputs | worst)
        if each.noticed.astimezone(zone).date() > each.began.astimezone(zone).date():
            began: dict[str, Input] = {"began": each.began}
            yield Happening(HappeningKind.NOTICED, each.noticed, each.noticed, inputs | began)
        if each.fixed is not None:
            yield Happening(HappeningKind.GOOD_AGAIN, each.fixed, each.fixed, inputs)


def _inputs(incident: Incident, measure: Measure | None) -> dict[str, Input]:
    inputs: dict[str, Input] = {"what": incident.kind.value}
    inputs |= {name: told for name in ("group", "other") if (told := getattr(incident, name))}
    if measure is None:
        return inputs
    inputs |= {**words_of(measure), "unit": measure.unit.value, "better": measure.better.value}
    return inputs | {
        name: told for name in ("things", "currency") if (told := getattr(measure, name))
    }
