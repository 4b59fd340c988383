"""Verdicts, briefs and insights as JSON and back, so that the store keeps what it need not know."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from pydantic import TypeAdapter

from app.health.insight import Insight
from app.health.verdict import Brief, Reason, Verdict

_VERDICT = TypeAdapter(Verdict)
_BRIEF = TypeAdapter(Brief)
_REASON = TypeAdapter(Reason)
_INSIGHT = TypeAdapter(Insight)


def verdict_to_json(verdict: Verdict) -> dict[str, Any]:
    """A JSON object of a verdict; dates within reasons are tagged so that they come back."""
    return _tagged(_VERDICT.dump_python(verdict))  # type: ignore[no-any-return]


def verdict_from_json(kept: Mapping[str, Any]) -> Verdict:
    """The verdict that ``verdict_to_json`` was given."""
    return _VERDICT.validate_python(_untagged(kept))


def brief_to_json(brief: Brief) -> dict[str, Any]:
    """A JSON object of a brief."""
    return _tagged(_BRIEF.dump_python(brief))  # type: ignore[no-any-return]


def brief_from_json(kept: Mapping[str, Any]) -> Brief:
    """The brief that ``brief_to_json`` was given."""
    return _BRIEF.validate_python(_untagged(kept))


def reason_to_json(reason: Reason) -> dict[str, Any]:
    """A JSON object of one reason."""
    return _tagged(_REASON.dump_python(reason))  # type: ignore[no-any-return]


def reason_from_json(kept: Mapping[str, Any]) -> Reason:
    """The reason that ``reason_to_json`` was given."""
    return _REASON.validate_python(_untagged(kept))


def insight_to_json(insight: Insight) -> dict[str, Any]:
    """A JSON object of an insight.

    Every value has one type but those of a step of the risk; only those need their tags.
    """
    kept: dict[str, Any] = _INSIGHT.dump_python(
        insight, mode="json", exclude={"risk": {"steps": {"__all__": {"inputs"}}}}
    )
    for step, full in zip(kept["risk"]["steps"], insight.risk.steps, strict=True):
        step["inputs"] = _tagged(full.inputs)
    return kept


def insight_from_json(kept: Mapping[str, Any]) -> Insight:
    """The insight that ``insight_to_json`` was given."""
    risk = {**kept["risk"], "steps": [_untagged(each) for each in kept["risk"]["steps"]]}
    return _INSIGHT.validate_python({**kept, "risk": risk})


def _tagged(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"$at": value.isoformat()}
    if isinstance(value, date):
        return {"$on": value.isoformat()}
    if isinstance(value, Mapping):
        return {str(key): _tagged(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_tagged(each) for each in value]
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
