"""From logs of events to the store: kept once, and what is refused where people see it."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine

from data.connections import OpenLineageConnection
from data.sync import SourceReport, sync
from tests.data.feeding import case_of, churn, feed_registry

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def line(number: int, kind: str = "COMPLETE", **more: object) -> str:
    at = NOW - timedelta(days=10 - number)
    event = {
        "eventType": kind,
        "eventTime": at.isoformat(),
        "run": {"runId": str(number)},
        "job": {"namespace": "nightly", "name": "features"},
    }
    return json.dumps(event | more) + "\n"


def synced(engine: Engine, folder: Path, now: datetime = NOW) -> SourceReport:
    connection = OpenLineageConnection(
        "pipelines", "*.jsonl", {"churn": ("features",)}, registry="registry"
    )
    (report,) = sync(engine, [connection], now=now, time_zone="UTC", base=folder).sources
    return report


def test_runs_are_kept_once_and_what_is_wrong_is_kept_aside(engine: Engine, tmp_path: Path) -> None:
    feed_registry(engine, churn())
    log = tmp_path / "events.jsonl"
    log.write_text(line(1) + line(2, "FAIL") + line(3, eventTime="soon"))
    report = synced(engine, tmp_path)
    assert (report.kept, report.refused) == (3, 1)
    log.write_text(log.read_text() + line(4))
    synced(engine, tmp_path, NOW + timedelta(minutes=15))
    case = case_of(engine, as_of=NOW + timedelta(minutes=15))
    assert [each.name for each in case.pipelines] == ["features"]
    assert len(case.pipeline_runs) == 3
