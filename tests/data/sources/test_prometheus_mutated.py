"""Answers changed at random keep their meaning or are refused by name; no number is made up."""

import json
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from math import isclose
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.connections import MeasureShape, PrometheusConnection
from data.facts import Arrival, Measure, ReadContext, Reading, Refusal
from data.problems import Problem, SourceFailed
from data.reach import Credentials, connected
from data.sources.prometheus import read
from data.sources.prometheus.answers import is_failure
from tests.loopback import Asked, Reply, as_json, serving
from tests.mutating import mutated
from tests.prometheus_twin import success

NOW = datetime(2026, 3, 15, 12, tzinfo=UTC)
CONTEXT = ReadContext(NOW, NOW, "UTC")
AT = datetime(2026, 3, 15, tzinfo=UTC).timestamp() - 0.001
_NOTHING: tuple[object, ...] = (None, True, "", " ", [], {})
_NUMBERS: tuple[object, ...] = (
    0,
    -1,
    7,
    0.5,
    1e308,
    10**400,
    "NaN",
    "-Inf",
    "0.5",
    "93",
    "1,5",
    [AT, "0.5"],
)
_WORDS: tuple[object, ...] = (
    "churn",
    "vector",
    "matrix",
    "error",
    "a\0b",
    "\u202e",
    {"model": "churn"},
)
ODD = st.sampled_from([*_NOTHING, *_NUMBERS, *_WORDS])


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


class Server:
    """A server whose answer a test changes while it runs."""

    answer: dict[str, Any]

    def script(self, asked: Asked, reply: Reply) -> None:
        reply.send(as_json(self.answer))


@pytest.fixture(scope="module")
def reached() -> Iterator[tuple[Server, PrometheusConnection]]:
    """The server, reached once for all answers: that takes longer than reading one."""
    server, measures = Server(), {"errors": MeasureShape()}
    with (
        serving(server.script) as url,
        connected("twin", url, Credentials(), 600, explains=is_failure) as line,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr("data.sources.prometheus.connected", lambda *_, **__: nullcontext(line))
        connection = PrometheusConnection("twin", url, {"errors": "q"}, measures=measures)
        yield server, replace(connection, days_back=1, group_label="region")


@settings(max_examples=500, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answer=mutated(whole(), ODD, ["model", "value", "region", "x"]))
def test_a_changed_answer_means_the_same_or_is_refused_by_name(
    reached: tuple[Server, PrometheusConnection], answer: dict[str, Any]
) -> None:
    server, connection = reached
    server.answer = answer
    arrivals, problem = taken(connection)
    assert problem is None or problem.inputs.get("expected") or "reason" in problem.inputs
    for each in arrivals:
        check(each, json.loads(json.dumps(answer)))


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
    reached: tuple[Server, PrometheusConnection],
) -> None:
    server, connection = reached
    server.answer = whole()
    found = [each for each in read(connection, CONTEXT) if isinstance(each, Reading)]
    assert [(*told(each), each.value) for each in found] == [
        ("churn", "north", 0.0),
        ("churn", "south", 0.1),
        ("fraud", "", 0.2),
        ("letters", "", 0.3),
    ]
