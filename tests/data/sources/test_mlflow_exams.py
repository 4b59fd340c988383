"""Exams and what is installed: against a real MLflow server, and what a broken one may say."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from mlflow import MlflowClient
from mlflow.entities import Dataset, DatasetInput, InputTag

from data.connections import MeasureShape, MetricMapping, MlflowConnection
from data.facts import Arrival, ExamResult, Library, ModelRef, ReadContext, Refusal, RunsWith
from data.problems import Code
from data.sources.mlflow import read
from tests.loopback import as_json, plain
from tests.mlflow_twin import API, Row, Twin, pairs, run, standing_in

CHURN = "exam churn"
EXPERIMENT = "exam monitoring"
REF = ModelRef(CHURN, "registry")
NOW = datetime(2026, 3, 15, 12, tzinfo=UTC)
INSTALLED = "Scikit_Learn==1.8.0, numpy==2.1.3,pandas>=2\n-e git+https://x:y@h/p"


@dataclass(frozen=True)
class Real:
    """The filled server, and everything that arrived."""

    arrivals: tuple[Arrival, ...]
    twice: tuple[Arrival, ...]

    def of(self, kind: type) -> list[Any]:
        return [each for each in self.arrivals if isinstance(each, kind)]


@pytest.fixture(scope="module")
def real(mlflow_server: str) -> Real:
    client = MlflowClient(mlflow_server)
    client.create_registered_model(CHURN)
    client.set_registered_model_tag(CHURN, "rollcall.runs_with", INSTALLED)
    trained(client, {"old": ""}, 0.5)
    trained(client, {"holdout": "", "lessons": "training"}, 0.61)
    trained(client, {"holdout": "eval"}, 0.64)
    trained(client, {"holdout": "", "other": "eval"}, 0.99)
    logged(client)
    client.set_registered_model_alias(CHURN, "champion", "2")
    monitored(client)
    connection = MlflowConnection(
        "registry",
        mlflow_server,
        experiments=(EXPERIMENT,),
        readings=(MetricMapping("recall", "recall", "cases"), MetricMapping("loss", "loss")),
        measures={"recall": MeasureShape(), "loss": MeasureShape()},
    )
    now = datetime.now(UTC)
    context = ReadContext(now, now, "Europe/Berlin")
    both = [[each for each in read(connection, context) if ours(each)] for _ in range(2)]
    return Real(tuple(both[0]), tuple(both[1]))


def ours(arrival: Arrival) -> bool:
    if isinstance(arrival, Refusal):
        return CHURN in arrival.place
    return getattr(arrival, "ref", None) == REF


def data_sets(contexts: dict[str, str]) -> list[DatasetInput]:
    return [
        DatasetInput(
            Dataset(name, f"digest of {name}", "code", "{}"),
            [InputTag("mlflow.data.context", context)] if context else [],
        )
        for name, context in contexts.items()
    ]


def trained(client: MlflowClient, contexts: dict[str, str], recall: float) -> None:
    """A version whose run was tested on these data sets."""
    made = client.create_run("0").info
    client.log_inputs(made.run_id, data_sets(contexts))
    client.log_metric(made.run_id, "recall", 0.1, step=1)
    client.log_metric(made.run_id, "recall", recall, step=2)
    client.log_metric(made.run_id, "loss", 0.2)
    client.log_metric(made.run_id, "cases", 300)
    client.create_model_version(CHURN, f"{made.artifact_uri}/model", made.run_id)


def logged(client: MlflowClient) -> None:
    """A version of a logged model: MLflow knows of which data each metric is."""
    made = client.create_run("0").info
    client.log_inputs(made.run_id, data_sets({"holdout": "", "other": "", "lessons": "training"}))
    model = client.create_logged_model("0", "exam model", made.run_id)
    for name, recall in (("holdout", 0.7), ("other", 0.8), ("lessons", 0.9)):
        client.log_metric(
            made.run_id,
            "recall",
            recall,
            dataset_name=name,
            dataset_digest=f"digest of {name}",
            model_id=model.model_id,
        )
    client.create_model_version(
        CHURN, model.artifact_location, made.run_id, model_id=model.model_id
    )


def monitored(client: MlflowClient) -> None:
    experiment = client.create_experiment(EXPERIMENT)
    names = ("model", "period_start", "period_end")
    values = (CHURN, "2026-03-02", "2026-03-08")
    tags = {f"rollcall.{name}": value for name, value in zip(names, values, strict=True)}
    week = client.create_run(experiment, tags=tags).info.run_id
    client.log_metric(week, "recall", 0.6)


def test_versions_in_use_and_after_it_have_their_exams(real: Real) -> None:
    told = {(each.version, each.digest, each.value, each.count) for each in real.of(ExamResult)}
    assert told == {
        ("2", "digest of holdout", 0.61, 300),
        ("3", "digest of holdout", 0.64, 300),
        ("5", "digest of holdout", 0.7, None),
        ("5", "digest of other", 0.8, None),
    }
    first = real.of(ExamResult)[0]
    assert (first.ref, first.measure) == (REF, "recall")
    assert first.place == f"run of version 2 of registered model {CHURN}"


def test_what_is_installed_is_a_tag(real: Real) -> None:
    place = "registry tag rollcall.runs_with"
    assert real.of(RunsWith) == [
        RunsWith(REF, "scikit-learn", "1.8.0", place),
        RunsWith(REF, "numpy", "2.1.3", place),
    ]
    told = [each.problem for each in real.of(Refusal)]
    assert [(each.code, each.inputs["found"]) for each in told] == [
        (Code.LIBRARY_UNREADABLE, "pandas>=2"),
        (Code.LIBRARY_UNREADABLE, "-e git+https://h"),
    ]
    assert {each.inputs["file"] for each in told} == {"rollcall.runs_with"}


def test_reading_twice_says_the_same(real: Real) -> None:
    assert real.arrivals == real.twice


VERSIONS: list[Row] = [
    {
        "name": "churn",
        "version": str(number),
        "run_id": f"r{number}",
        "source": f"models:/m-{number:032}",
    }
    for number in range(1, 9)
]
ANSWER: Row = {
    "run": {
        "data": {"metrics": pairs({"accuracy": 0.7, "cases": 12})},
        "inputs": {"dataset_inputs": [{"dataset": {"digest": "d"}}]},
    }
}
WEEK = {"model": "churn", "period_start": "2026-03-02", "period_end": "2026-03-08"}
CONTEXT = ReadContext(NOW, NOW, "Europe/London")


def twin(answer: bytes | None = None, **more: bytes) -> Twin:
    """A registry whose second version is in use, and whose runs all answer the same."""
    model: Row = {"name": "churn", "aliases": [{"alias": "champion", "version": "2"}]}
    found = Twin(models=[model], versions=list(VERSIONS), runs=[run(WEEK, {"accuracy": 0.6})])
    whole = answer if answer is not None else as_json(ANSWER)
    found.instead = {f"{API}/runs/get": whole, **more}
    return found


def arrivals_of(server: Twin) -> list[Arrival]:
    with standing_in(server) as connection:
        return list(read(connection, CONTEXT))


def test_of_many_newer_versions_the_newest_are_asked_about() -> None:
    found = [each for each in arrivals_of(twin()) if isinstance(each, ExamResult)]
    assert [each.version for each in found] == ["2", "8", "7", "6", "5", "4"]
    assert {(each.digest, each.value, each.count) for each in found} == {("d", 0.7, 12)}


def test_without_results_of_the_measure_nothing_is_asked() -> None:
    server = twin()
    server.runs = []
    assert not [each for each in arrivals_of(server) if isinstance(each, ExamResult)]
    assert f"{API}/runs/get" not in {each.path for each in server.asked}


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"run": []},
        {"run": {"inputs": {"dataset_inputs": "many"}, "data": {"metrics": {}}}},
        {"run": {"inputs": {"dataset_inputs": [1, {"dataset": "x"}, {"tags": 5}]}}},
        {"run": {"data": {"metrics": pairs({"accuracy": 0.7})}}},
    ],
)
def test_a_run_that_tells_no_exam_is_none(answer: Row) -> None:
    found = arrivals_of(twin(as_json(answer)))
    assert not [each for each in found if isinstance(each, ExamResult | Refusal)]


@pytest.mark.parametrize("sent", ["NaN", None, "0.7", True, 1.7976931348623157e308])
def test_a_result_that_is_no_number_is_refused(sent: object) -> None:
    metrics = [{"key": "accuracy", "value": sent, "timestamp": "soon", "step": None}]
    inputs = {"dataset_inputs": [{"dataset": {"digest": "d"}}]}
    found = arrivals_of(twin(as_json({"run": {"data": {"metrics": metrics}, "inputs": inputs}})))
    told = [each for each in found if isinstance(each, Refusal)]
    assert len(told) == 6
    assert {each.problem.code for each in told} <= {Code.NOT_FINITE, Code.NOT_A_NUMBER}


def test_runs_that_cannot_be_read_cost_nothing_else() -> None:
    server = twin(plain(b"", "500 Oh"))
    server.files = {"requirements.txt": b"numpy==2.1"}
    found = arrivals_of(server)
    told = [each for each in found if isinstance(each, Refusal)]
    assert {each.problem.code for each in told} == {Code.SERVER_FAILED}
    assert [each.name for each in found if isinstance(each, Library)] == ["numpy"]
    gone = [each for each in arrivals_of(twin(plain(b"", "404 No"))) if isinstance(each, Refusal)]
    assert {each.problem.code for each in gone} == {Code.RUN_GONE}


def test_a_name_that_is_no_logged_model_is_never_asked_for() -> None:
    server = twin()
    server.versions = [{**row, "source": "models:/m-../../users"} for row in VERSIONS]
    assert [each for each in arrivals_of(server) if isinstance(each, ExamResult)]
    assert not [each for each in server.asked if "users" in each.path]


def test_a_list_without_end_is_refused() -> None:
    server = twin()
    tag = {"key": "rollcall.runs_with", "value": "numpy==1," * 3_000}
    server.models = [{**server.models[0], "tags": [tag]}]
    told = [each for each in arrivals_of(server) if isinstance(each, Refusal)]
    assert [each.problem.code for each in told] == [Code.TEXT_TOO_LONG]
