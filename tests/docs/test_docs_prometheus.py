"""docs/prometheus.md does what it says: its configurations load, and Prometheus answers them."""

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.settings import load
from data.connections import PrometheusConnection
from data.facts import ReadContext, Reading, Refusal
from data.sources.prometheus import read
from tests.prometheus_server import Past, Series, Started, every

PAGE = (Path(__file__).parents[2] / "docs" / "prometheus.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
MEASURES, _, FIRST = BLOCKS[0].partition("[[sources")
NOW = datetime(2026, 3, 15, 12, tzinfo=UTC)
CONTEXT = ReadContext(NOW, NOW, "UTC")
BEGAN = datetime(2026, 3, 13, tzinfo=UTC)
DOWN = datetime(2026, 3, 14, 6, tzinfo=UTC)
STEP = timedelta(minutes=10)


def count(each_step: int) -> Series:
    return every(STEP, BEGAN, NOW, lambda at: each_step * ((at - BEGAN) // STEP))


def buckets(name: str, labels: str) -> Past:
    """Nine in ten answers within 0.1 seconds, all within 0.5."""
    limits = {"0.1": 9, "0.5": 10, "+Inf": 10}
    return {
        **{f'{name}_bucket{{{labels},le="{limit}"}}': count(n) for limit, n in limits.items()},
        f"{name}_count{{{labels}}}": count(10),
    }


def up(at: datetime) -> float:
    return float(not DOWN <= at < DOWN + timedelta(hours=1))


PAST: Past = {
    'up{job="scoring",model="churn-svc"}': every(STEP, BEGAN, NOW, up),
    'http_requests_total{model="churn-svc",code="200"}': count(9),
    'http_requests_total{model="churn-svc",code="503"}': count(1),
    'http_requests_total{model="letters",code="200"}': count(5),
    'http_requests_total{model="idle",code="200"}': count(0),
    **buckets("http_request_duration_seconds", 'model="churn-svc"'),
    'bentoml_service_request_total{service_name="churn",http_response_code="200"}': count(10),
    **buckets("bentoml_service_request_duration_seconds", 'service_name="churn"'),
    **buckets("seldon_api_executor_server_requests_seconds", 'deployment_name="churn"'),
    **buckets("request_predict_seconds", 'model_name="churn"'),
    'nv_inference_request_success{model="churn",version="1"}': count(9),
    'nv_inference_request_failure{model="churn",version="1",reason="OTHER"}': count(1),
}


@pytest.fixture(scope="module")
def url(prometheus: Started) -> Iterator[str]:
    with prometheus(PAST) as address:
        yield address


def connected(block: str, folder: Path, url: str) -> PrometheusConnection:
    """The source of a block, at our own address, for the last day."""
    text = block if "[measures" in block else MEASURES + block
    (folder / "rollcall.toml").write_text(text, encoding="utf-8")
    (connection,) = load(folder / "rollcall.toml").connections
    assert isinstance(connection, PrometheusConnection)
    return replace(connection, url=url, token_env="", days_back=1)


def line(told: Reading) -> str:
    """A reading, as the page tells it."""
    cases = "" if told.count is None else f" of {told.count}"
    return f"{told.ref.name}, {told.measure}: {told.value}{cases}, {told.start:%Y-%m-%d}"


def test_the_first_configuration_gives_what_the_page_says(tmp_path: Path, url: str) -> None:
    found = list(read(connected(BLOCKS[0], tmp_path, url), CONTEXT))
    assert [each for each in found if isinstance(each, Refusal)] == []
    lines = [line(each) for each in found if isinstance(each, Reading)]
    (promised,) = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
    assert sorted(each for each in lines if not each.startswith("idle")) == sorted(
        promised.splitlines()
    )
    assert [each for each in lines if each.startswith("idle")] == [
        "idle, requests: 0.0, 2026-03-14"
    ]


@pytest.mark.parametrize(
    "block", BLOCKS[1:], ids=re.findall(r'name = "(\w+)"', "".join(BLOCKS[1:]))
)
def test_every_other_configuration_gives_each_of_its_measures(
    block: str, tmp_path: Path, url: str
) -> None:
    connection = connected(block, tmp_path, url)
    connection = replace(connection, models=tuple(m for m in connection.models if m == "letters"))
    found = list(read(connection, CONTEXT))
    assert [each for each in found if isinstance(each, Refusal)] == []
    assert {each.measure for each in found if isinstance(each, Reading)} == set(connection.queries)


def test_every_key_is_told() -> None:
    for each in fields(PrometheusConnection):
        assert re.search(rf"^\|.*`{each.name}`", PAGE, re.MULTILINE), each.name
