"""The reports that Evidently itself wrote, and how tests read them."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from data.connections import EvidentlyConnection, MeasureShape
from data.facts import Better, Question, ReadContext, Unit

HERE = Path(__file__).parent / "data" / "sources" / "evidently"
WORKSPACE = HERE / "workspace"
SINGLE = HERE / "single-columns.json"
SHORT = HERE / "diabetes-2026-11-25.json"
DAYS = sorted(WORKSPACE.glob("01a22026-8b8f*/snapshots/*.json"))
WEEK = next(WORKSPACE.glob("01a22026-ea57*/snapshots/*.json"))

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
CONTEXT = ReadContext(NOW, NOW, "Europe/London")
MEASURES = {
    "shift": MeasureShape(Question.DRIFT, better=Better.LOWER),
    "missing": MeasureShape(Question.DRIFT, better=Better.LOWER),
    "error": MeasureShape(unit=Unit.NUMBER, better=Better.LOWER),
    "found": MeasureShape(),
}
RESULTS = {
    "shift": "DriftedColumnsCount.share",
    "missing": "DatasetMissingValueCount.share",
    "error": "MAE.mean",
    "found": "RecallByLabel.1",
}


def connection(path: Path | str, **more: Any) -> EvidentlyConnection:
    """Reports below this path, by the clock of London, unless ``more`` says otherwise."""
    given = {"results": RESULTS, "time_zone": "Europe/London", "measures": MEASURES, **more}
    return EvidentlyConnection("reports", str(path), **given)


def written(path: Path) -> dict[str, Any]:
    """What stands in a report."""
    found: dict[str, Any] = json.loads(path.read_text())
    return found
