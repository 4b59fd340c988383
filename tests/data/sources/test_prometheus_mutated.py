"""Answers changed at random keep their meaning or are refused by name; no number is made up."""

import json
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from math import isclose
from typing import Any

import pytest

from data.connections import MeasureShape, PrometheusConnection
from data.facts import Arrival, Measure, ReadContext, Reading, Refusal
from data.problems import Problem, SourceFailed
from data.sources.prometheus import read
from tests.mutations import ODD, Straight, as_json, every, plainly
from tests.prometheus_twin import success

NOW = datetime(2026, 3, 15, 12, tzinfo=UTC)
CONTEXT = ReadContext(NOW, NOW, "UTC")
AT = datetime(2026, 3, 15, tzinfo=UTC).timestamp() - 0.001
OURS = (*ODD, [AT, "0.5"], "vector", "matrix", "error", {"model": "churn"})
NAMES = ("model", "value", "region", "x")


def whole() -> dict[str, Any]:
    """What Prometheus sends for three models, one of them in two groups."""
    metrics = [
        {"model": "churn", "region": "north"},
        {"model": "churn", "region": "south"},
        {"model": "fraud"},
        {"model": "letters", "code": "500"},
    ]
    rows = [
        {"metric": labels, "value": [AT, str(number / 10)]} for number, labels in enumerate(metrics)
    ]
    return success(rows, warnings=[])


class Said:
    """What the server answers, which a test changes while it is asked."""

    answer = b""


@pytest.fixture
def reached(monkeypatch: pytest.MonkeyPatch) -> tuple[Said, PrometheusConnection]:
    """A server that is asked without a network."""
    said, measures = Said(), {"errors": MeasureShape()}
    line = Straight(lambda _path, _body: said.answer)
    monkeypatch.setattr("data.sources.prometheus.connected", lambda *_, **__: nullcontext(line))
    connection = PrometheusConnection("twin", "http://twin", {"errors": "q"}, measures=measures)
    return said, replace(connection, days_back=1, group_label="region")


def test_a_changed_answer_means_the_same_or_is_refused_by_name(
    reached: tuple[Said, PrometheusConnection],
) -> None:
    server, connection = reached
    for chance, answer in every(lambda _: whole(), NAMES, OURS):
        server.answer = as_json(answer, chance)
        arrivals, problem = taken(connection)
        assert problem is None or problem.inputs.get("expected") or "reason" in problem.inputs
        for each in arrivals:
            check(each, plainly(server.answer))


def taken(connection: PrometheusConnection) -> tuple[list[Arrival], Problem | None]:
    """What came, or why nothing did."""
    try:
        return list(read(connection, CONTEXT)), None
    except SourceFailed as failure:
        return [], failure.problem


def check(arrival: Arrival, answer: dict[str, Any]) -> None:
    assert isinstance(arrival, Reading | Refusal | Measure)
    if isinstance(arrival, Refusal):
        assert arrival.problem.inputs["field"]
        assert all("\0" not in text for text in arrival.row.values())
    if isinstance(arrival, Reading):
        (row,) = [each for each in answer["data"]["result"] if subject(each) == told(arrival)]
        assert isclose(float(row["value"][1]), arrival.value, abs_tol=1e-11)
        assert abs(row["value"][0] - AT) < 2
        assert not answer.get("warnings")
        assert answer["status"] == "success"


def told(reading: Reading) -> tuple[str, str]:
    return reading.ref.name, reading.group


def subject(row: dict[str, Any]) -> tuple[str, str]:
    """Whom a row is about, read as simply as can be."""
    metric = row.get("metric")
    labels = metric if isinstance(metric, dict) else {}
    name, group = (labels.get(key) for key in ("model", "region"))
    return str(name).strip(), "" if group is None else str(group).strip()


def test_what_is_not_changed_is_taken_whole(
    reached: tuple[Said, PrometheusConnection],
) -> None:
    server, connection = reached
    server.answer = json.dumps(whole()).encode()
    found = [each for each in read(connection, CONTEXT) if isinstance(each, Reading)]
    assert [(*told(each), each.value) for each in found] == [
        ("churn", "north", 0.0),
        ("churn", "south", 0.1),
        ("fraud", "", 0.2),
        ("letters", "", 0.3),
    ]
