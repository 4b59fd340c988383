"""What stands beside a verdict, for other programs: every value, and the sentences people read."""

from collections.abc import Iterable, Mapping
from typing import Any

from app.health.insight import (
    Comparison,
    Incident,
    Insight,
    MeasureInsight,
    Risk,
    SharedEvent,
)
from app.health.keeping import plain
from app.language.behaviours import changing_told
from app.language.comparisons import difference_told, refused_told
from app.language.groups import group_told
from app.language.incidents import incident_told
from app.language.risks import impact_told, likelihood_told, step_told
from app.language.sentence import Sentence, Speech
from app.language.shared_events import event_told
from data.facts import Measure

Measures = Mapping[str, Measure]


def detail(insight: Insight, measures: Measures, speech: Speech) -> dict[str, Any]:
    """Measures with both answers, groups, incidents, risk and candidate; moments as ISO 8601."""
    kept = plain(insight)
    for told, found in zip(kept["measures"], insight.measures, strict=True):
        _measure(told, found, measures[found.measure], speech)
    for told, incident in zip(kept["incidents"], insight.incidents, strict=True):
        told["sentence"] = _incident(incident, measures, speech)
    _risk(kept["risk"], insight.risk, speech)
    if insight.comparison is not None:
        _comparison(kept["comparison"], insight.comparison, measures, speech)
    return {
        "measures": {each.pop("measure"): each for each in kept["measures"]},
        "incidents": kept["incidents"],
        "unnoticed_for": kept["unnoticed_for"],
        "risk": kept["risk"],
        "candidate": kept["comparison"],
    }


def events(slug: str, found: Iterable[SharedEvent], speech: Speech) -> list[dict[str, Any]]:
    """What one model went through together with others."""
    return [
        {**plain(each), "sentence": _joined(event_told(each, speech))}
        for each in found
        if slug in each.slugs
    ]


def _measure(told: dict[str, Any], found: MeasureInsight, measure: Measure, speech: Speech) -> None:
    told["sentence"] = _joined(changing_told(found.behaviour, measure, speech))
    for group, result in zip(told["groups"], found.groups, strict=True):
        group["sentence"] = _joined(group_told(result, measure, speech))


def _incident(incident: Incident, measures: Measures, speech: Speech) -> str:
    return _joined(incident_told(incident, measures.get(incident.measure), speech))


def _risk(told: dict[str, Any], risk: Risk, speech: Speech) -> None:
    told["sentence"] = _joined((*impact_told(risk, speech), *likelihood_told(risk, speech)))
    for step, found in zip(told["steps"], risk.steps, strict=True):
        step["sentence"] = _joined(step_told(found, speech))


def _comparison(
    told: dict[str, Any], comparison: Comparison, measures: Measures, speech: Speech
) -> None:
    for line, found in zip(told["differences"], comparison.differences, strict=True):
        measure = measures.get(found.measure)
        line["sentence"] = _joined(difference_told(found, comparison, measure, speech))
    told["refused"] = {
        key: {"why": why.value, "sentence": _joined(refused_told(why, measures.get(key), speech))}
        for key, why in comparison.refused.items()
    }


def _joined(sentences: Iterable[Sentence]) -> str:
    return " ".join(str(each) for each in sentences)
