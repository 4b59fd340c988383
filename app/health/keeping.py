"""Verdicts, briefs and insights as JSON and back, so that the store keeps what it need not know."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from pydantic import TypeAdapter

from app.health.compared_groups import ComparedGroups
from app.health.decisions import Decided
from app.health.happening import Happening
from app.health.insight import (
    Comparison,
    Flagged,
    GroupResult,
    Incident,
    Insight,
    Risk,
    SharedEvent,
)
from app.health.review_evidence import (
    Agreed,
    Before,
    Evidence,
    GroupsOf,
    InUse,
    OpenSaid,
    Recorded,
    Standing,
)
from app.health.verdict import Answer, Brief, Input, Kpi, Reason, Verdict
from data.facts import Measure, ModelRef

_VERDICT = TypeAdapter(Verdict)
_BRIEF = TypeAdapter(Brief)
_REASON = TypeAdapter(Reason)
_INSIGHT = TypeAdapter(Insight)
_RISK = TypeAdapter(Risk)
_EVENT = TypeAdapter(SharedEvent)
_KPI = TypeAdapter(Kpi)
_MEASURE = TypeAdapter(Measure)
_COMPARISON = TypeAdapter(Comparison)
_GROUPS = TypeAdapter(ComparedGroups)
_EVIDENCE = TypeAdapter(Evidence)
_FIELDS = {
    kind: tuple(each.name for each in fields(kind))
    for kind in (
        *(Verdict, Answer, Reason, Brief, Kpi),
        *(ComparedGroups, GroupResult, Measure, ModelRef),
        *(Evidence, Recorded, InUse, Agreed, Standing, GroupsOf, OpenSaid, Before),
        *(Incident, Decided, Happening),
    )
}
_PLAIN = {str, int, float, bool, type(None)}
"""Most values are one of these; asking for their exact type is quickest."""


def verdict_to_json(verdict: Verdict) -> dict[str, Any]:
    """A JSON object of a verdict; dates within reasons are tagged so that they come back."""
    return _tagged(verdict)  # type: ignore[no-any-return]


def verdict_from_json(kept: Mapping[str, Any]) -> Verdict:
    """The verdict that ``verdict_to_json`` was given."""
    return _VERDICT.validate_python(_untagged(kept))


def brief_to_json(brief: Brief) -> dict[str, Any]:
    """A JSON object of a brief."""
    return _tagged(brief)  # type: ignore[no-any-return]


def brief_from_json(kept: Mapping[str, Any]) -> Brief:
    """The brief that ``brief_to_json`` was given."""
    return _BRIEF.validate_python(_untagged(kept))


def reason_to_json(reason: Reason) -> dict[str, Any]:
    """A JSON object of one reason."""
    return _tagged(reason)  # type: ignore[no-any-return]


def reason_from_json(kept: Mapping[str, Any]) -> Reason:
    """The reason that ``reason_to_json`` was given."""
    return _REASON.validate_python(_untagged(kept))


def kpi_to_json(kpi: Kpi) -> dict[str, Any]:
    """A JSON object of one business figure."""
    return _tagged(kpi)  # type: ignore[no-any-return]


def kpi_from_json(kept: Mapping[str, Any]) -> Kpi:
    """The business figure that ``kpi_to_json`` was given."""
    return _KPI.validate_python(_untagged(kept))


def measure_to_json(measure: Measure) -> dict[str, Any]:
    """A JSON object of what is measured."""
    told: dict[str, Any] = _MEASURE.dump_python(measure, mode="json")
    return told


def measure_from_json(kept: Mapping[str, Any]) -> Measure:
    """What ``measure_to_json`` was given."""
    return _MEASURE.validate_python(kept)


def risk_to_json(risk: Risk) -> dict[str, Any]:
    """A JSON object of a risk by itself; the values its steps tell keep their types."""
    kept: dict[str, Any] = _RISK.dump_python(risk, mode="json")
    for step, full in zip(kept["steps"], risk.steps, strict=True):
        step["inputs"] = _tagged(full.inputs)
    return kept


def risk_from_json(kept: Mapping[str, Any]) -> Risk:
    """The risk that ``risk_to_json`` was given."""
    return _RISK.validate_python({**kept, "steps": [_untagged(each) for each in kept["steps"]]})


def inputs_to_json(inputs: Mapping[str, Input]) -> dict[str, Any]:
    """What a sentence says, as a JSON object with its dates tagged."""
    return _tagged(inputs)  # type: ignore[no-any-return]


def inputs_from_json(kept: Mapping[str, Any]) -> dict[str, Input]:
    """The inputs that ``inputs_to_json`` was given."""
    return _untagged(kept)  # type: ignore[no-any-return]


def compared_to_json(comparison: Comparison, measures: Sequence[Measure]) -> dict[str, Any]:
    """A JSON object of a comparison with the measures it is about."""
    return {
        "comparison": _COMPARISON.dump_python(comparison, mode="json"),
        "measures": [measure_to_json(each) for each in measures],
    }


def compared_from_json(kept: Mapping[str, Any]) -> tuple[Comparison, list[Measure]]:
    """What ``compared_to_json`` was given."""
    comparison = _COMPARISON.validate_python(kept["comparison"])
    return comparison, [measure_from_json(each) for each in kept["measures"]]


def groups_to_json(groups: ComparedGroups) -> dict[str, Any]:
    """A JSON object of the groups of one measure."""
    return _tagged(groups)  # type: ignore[no-any-return]


def groups_from_json(kept: Mapping[str, Any]) -> ComparedGroups:
    """The groups that ``groups_to_json`` was given."""
    return _GROUPS.validate_python(_untagged(kept))


def evidence_to_json(evidence: Evidence) -> dict[str, Any]:
    """A JSON object of what somebody looks at who reviews a model."""
    return _tagged(evidence)  # type: ignore[no-any-return]


def evidence_from_json(kept: Mapping[str, Any]) -> Evidence:
    """The evidence that ``evidence_to_json`` was given."""
    return _EVIDENCE.validate_python(_untagged(kept))


def insight_to_json(insight: Insight) -> dict[str, Any]:
    """A JSON object of an insight.

    Every value has one type but those of a step of the risk; only those need their tags. Periods
    that stand out are many, so each is a row without names.
    """
    kept: dict[str, Any] = _INSIGHT.dump_python(insight, mode="json", exclude=_BY_HAND)
    kept["risk"] = risk_to_json(insight.risk)
    for measure, told in zip(kept["measures"], insight.measures, strict=True):
        measure["behaviour"]["flagged"] = [_row(each) for each in told.behaviour.flagged]
    return kept


def plain(found: Insight | SharedEvent) -> dict[str, Any]:
    """The same for other programs, with every name written out; it does not come back."""
    adapter: TypeAdapter[Any] = _INSIGHT if isinstance(found, Insight) else _EVENT
    told: dict[str, Any] = adapter.dump_python(found, mode="json")
    return told


def insight_from_json(kept: Mapping[str, Any]) -> Insight:
    """The insight that ``insight_to_json`` was given."""
    measures = [
        {**each, "behaviour": {**each["behaviour"], "flagged": _rows(each["behaviour"]["flagged"])}}
        for each in kept["measures"]
    ]
    risk = risk_from_json(kept["risk"])
    return _INSIGHT.validate_python({**kept, "risk": risk, "measures": measures})


_BY_HAND: Any = {
    "risk": True,
    "measures": {"__all__": {"behaviour": {"flagged"}}},
}


def _row(flagged: Flagged) -> list[Any]:
    at = flagged.start.isoformat(), flagged.end.isoformat()
    return [*at, flagged.value, [each.value for each in flagged.causes], flagged.worse]


def _rows(kept: list[list[Any]]) -> list[dict[str, Any]]:
    names = [each.name for each in fields(Flagged)]
    return [dict(zip(names, row, strict=True)) for row in kept]


def _tagged(value: Any) -> Any:
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is dict:
        return {str(key): _tagged(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_tagged(each) for each in value]
    if names := _FIELDS.get(kind):
        return {name: _tagged(getattr(value, name)) for name in names}
    if isinstance(value, datetime):
        return {"$at": value.isoformat()}
    if isinstance(value, date):
        return {"$on": value.isoformat()}
    if isinstance(value, Mapping):
        return {str(key): _tagged(each) for key, each in value.items()}
    return value


def _untagged(value: Any) -> Any:
    if isinstance(value, Mapping):
        if "$at" in value:
            return datetime.fromisoformat(value["$at"])
        if "$on" in value:
            return date.fromisoformat(value["$on"])
        return {key: _untagged(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_untagged(each) for each in value]
    return value
