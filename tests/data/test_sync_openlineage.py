"""From logs of events to the store: kept once, and what is refused where people see it."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType

from sqlalchemy import Engine

from data.connections import OpenLineageConnection
from data.sync import SourceReport, sync
from tests.data.feeding import case_of, churn, everything, feed_registry

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SOON = NOW + timedelta(hours=1)


def line(number: int, kind: str = "COMPLETE", **more: object) -> str:
    at = NOW - timedelta(days=10 - number)
    event = {
        "eventType": kind,
        "eventTime": at.isoformat(),
        "run": {"runId": str(number)},
        "job": {"namespace": "nightly", "name": "features"},
    }
    return json.dumps(event | more) + "\n"


def synced(
    engine: Engine,
    folder: Path,
    now: datetime = NOW,
    feeds: Mapping[str, tuple[str, ...]] = MappingProxyType({"churn": ("features",)}),
) -> SourceReport:
    connection = OpenLineageConnection("pipelines", "*.jsonl", {**feeds}, registry="registry")
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


def test_logs_that_did_not_change_are_not_read_again(engine: Engine, tmp_path: Path) -> None:
    """What they told stays, and so does that of a job nobody ever heard."""
    feed_registry(engine, churn())
    log = tmp_path / "events.jsonl"
    log.write_text(line(1))
    never = {"churn": ("features", "labels")}
    assert synced(engine, tmp_path, feeds=never).read == 4
    before = everything(engine)
    assert synced(engine, tmp_path, NOW + timedelta(minutes=15), never).read == 0
    assert everything(engine) == before
    log.write_text(line(1) + line(2))
    assert synced(engine, tmp_path, NOW + timedelta(minutes=30), never).read == 5
    assert synced(engine, tmp_path, NOW + timedelta(minutes=45)).read == 3
    assert [each.name for each in case_of(engine, as_of=SOON).pipelines] == ["features"]
