"""The reader against a real MLflow server: what its client writes is what arrives here."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from mlflow import MlflowClient
from mlflow.entities import Metric

from data.connections import MeasureShape, MetricMapping, MlflowConnection
from data.facts import (
    Arrival,
    Fact,
    FieldName,
    Library,
    LiveBy,
    LiveVersion,
    Measure,
    Model,
    ModelRef,
    Origin,
    ReadContext,
    Reading,
    Refusal,
    Rhythm,
    Unit,
    Version,
)
from data.problems import Code
from data.sources.mlflow import read

# Stages are deprecated in MLflow, and companies still use them.
pytestmark = pytest.mark.filterwarnings("ignore::FutureWarning")

CHURN = "live churn"
STRANGE = "live 客户流失 <b>x %2F.. **bold** [a](b) é 🙂"
LONG = "live " + "long " * 48 + "name"
MISSING = "live alias without version"
EMPTY = "live nothing yet"
EXPERIMENT = "live monitoring"


@dataclass(frozen=True)
class Real:
    """The filled server: everything that arrived, and what to read it with."""

    client: MlflowClient
    connection: MlflowConnection
    context: ReadContext
    arrivals: tuple[Arrival, ...]

    def of(self, name: str) -> list[Arrival]:
        """What arrived about one model of this module."""
        ours = ModelRef(name, "registry")
        return [each for each in self.arrivals if getattr(each, "ref", None) == ours]

    def refused(self, place: str) -> list[Refusal]:
        """The refusals of one place."""
        found = [each for each in self.arrivals if isinstance(each, Refusal)]
        return [each for each in found if place in each.place]


@pytest.fixture(scope="module")
def real(mlflow_server: str, tmp_path_factory: pytest.TempPathFactory) -> Real:
    client = MlflowClient(mlflow_server)
    packed_with(client, tmp_path_factory.mktemp("files"))
    plain_ones(client)
    monitored(client)
    connection = MlflowConnection(
        "registry",
        mlflow_server,
        experiments=(EXPERIMENT, "live no such experiment"),
        readings=(
            MetricMapping("accuracy", "accuracy", "cases"),
            MetricMapping("mae", "error"),
            MetricMapping("mae", "unheard of"),
        ),
        measures={
            "accuracy": MeasureShape(),
            "error": MeasureShape(unit=Unit.NUMBER, kind="mean_absolute_error"),
        },
    )
    now = datetime.now(UTC)
    context = ReadContext(now, now, "Europe/Berlin")
    return Real(client, connection, context, tuple(read(connection, context)))


def packed_with(client: MlflowClient, folder: Path) -> None:
    """A model with two versions, the first of them in use and packed with its three lists."""
    files = {
        "requirements.txt": "scikit-learn==1.9.1\nnumpy>=2\n",
        "python_env.yaml": "python: 3.10\nbuild_dependencies:\n- pip==26.3\ndependencies:\n"
        "- -r requirements.txt\n",
        "conda.yaml": "dependencies:\n- python=3.10\n- cudatoolkit=12.1.1\n- pip:\n"
        "  - scikit-learn==1.9.1\n",
        "MLmodel": "flavors: {}\n",
    }
    for file, text in files.items():
        (folder / file).write_text(text)
    run = client.create_run("0").info
    client.log_artifacts(run.run_id, str(folder), "model")
    client.create_registered_model(CHURN, description="Finds customers who leave.")
    for _ in range(2):
        client.create_model_version(CHURN, f"{run.artifact_uri}/model", run.run_id)
    client.set_registered_model_alias(CHURN, "champion", "1")
    client.transition_model_version_stage(CHURN, "2", "Production")
    for key, value in {
        "rollcall.business_name": "Renewal letters",
        "rollcall.owner": "ana",
        "rollcall.impact": "High",
        "rollcall.cadence": "P7D",
        "rollcall.ownr": "x",
        "team": "not ours",
    }.items():
        client.set_registered_model_tag(CHURN, key, value)
    client.set_model_version_tag(CHURN, "1", "rollcall.owner", "tom")
    client.set_model_version_tag(CHURN, "2", "rollcall.team", "not live")


def plain_ones(client: MlflowClient) -> None:
    """Names of every kind, an alias whose version is gone, and a model with no version."""
    run = client.create_run("0").info
    for name in (STRANGE, LONG, MISSING):
        client.create_registered_model(name)
        client.create_model_version(name, f"{run.artifact_uri}/nothing", run.run_id)
    client.set_model_version_tag(STRANGE, "1", "rollcall.live", "true")
    client.transition_model_version_stage(LONG, "1", "Production")
    client.set_registered_model_alias(MISSING, "champion", "1")
    client.delete_model_version(MISSING, "1")
    client.create_registered_model(EMPTY)


def monitored(client: MlflowClient) -> None:
    """Weekly runs good and bad, and training runs that are no evidence."""
    experiment = client.create_experiment(EXPERIMENT)
    week = {"period_start": "2026-03-02", "period_end": "2026-03-08"}
    runs: list[tuple[dict[str, str], dict[str, float]]] = [
        (week, {"accuracy": 0.75, "cases": 120, "mae": 3.5}),
        ({**week, "group": "over 65", "version": "1"}, {"accuracy": 0.0, "cases": 0}),
        ({**week, "name": "nan"}, {"accuracy": float("nan")}),
        ({**week, "name": "inf"}, {"mae": float("inf")}),
        ({**week, "name": "-inf"}, {"mae": float("-inf")}),
        ({}, {"accuracy": 0.99, "cases": 1000}),
    ]
    for tags, metrics in runs:
        ours = {f"rollcall.{key}": value for key, value in {"model": CHURN, **tags}.items()}
        run = client.create_run(experiment, tags=ours if tags else {}).info.run_id
        client.log_batch(run, [Metric(name, value, 0, 0) for name, value in metrics.items()])


def test_models_and_versions_arrive(real: Real) -> None:
    model, first, second = real.of(CHURN)[:3]
    assert isinstance(model, Model)
    assert model.description == "Finds customers who leave."
    assert model.created_at is not None
    assert abs((real.context.now - model.created_at).total_seconds()) < 600
    assert isinstance(first, Version)
    assert isinstance(second, Version)
    assert {first.version, second.version} == {"1", "2"}
    assert first.run_id
    assert first.created_at


@pytest.mark.parametrize("name", [STRANGE, LONG, EMPTY, MISSING])
def test_every_name_arrives_as_it_is(real: Real, name: str) -> None:
    assert [each.ref.name for each in real.of(name) if isinstance(each, Model)] == [name]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (CHURN, ("1", LiveBy.ALIAS, "champion")),
        (LONG, ("1", LiveBy.STAGE, "Production")),
        (STRANGE, ("1", LiveBy.TAG, "rollcall.live")),
        (EMPTY, None),
        (MISSING, None),
    ],
)
def test_the_version_in_use(real: Real, name: str, expected: tuple[str, LiveBy, str]) -> None:
    live = [each for each in real.of(name) if isinstance(each, LiveVersion)]
    assert [(each.version, each.by, each.detail) for each in live] == ([expected] * bool(expected))


def test_marks_that_disagree_are_told(real: Real) -> None:
    refusals = [each for each in real.refused(CHURN) if each.place.endswith(CHURN)]
    assert [dict(each.problem.inputs) for each in refusals] == [
        {"first": "1 (alias champion)", "second": "2 (stage Production)"},
        {"key": "rollcall.ownr", "nearest": "rollcall.owner"},
    ]


def test_tags_become_facts_with_their_place(real: Real) -> None:
    facts = {each.name: each for each in real.of(CHURN) if isinstance(each, Fact)}
    ref = ModelRef(CHURN, "registry")
    assert {name: fact.value for name, fact in facts.items()} == {
        FieldName.BUSINESS_NAME: "Renewal letters",
        FieldName.OWNER: "tom",
        FieldName.IMPACT: "high",
        FieldName.CADENCE: "P7D",
        FieldName.WHAT_IT_DOES: "Finds customers who leave.",
    }
    assert facts[FieldName.OWNER].place == "registry tag rollcall.owner of version 1"
    assert facts[FieldName.IMPACT].place == "registry tag rollcall.impact"
    assert facts[FieldName.WHAT_IT_DOES].place == "registry description"
    assert [each for each in real.of(CHURN) if isinstance(each, Rhythm)] == [
        Rhythm(ref, "P7D", origin=Origin.READ, place="registry tag rollcall.cadence")
    ]


def test_library_lists_of_the_version_in_use(real: Real) -> None:
    found = [each for each in real.of(CHURN) if isinstance(each, Library)]
    assert [(each.name, each.requirement, each.pinned, each.file) for each in found] == [
        ("scikit-learn", "scikit-learn==1.9.1", "1.9.1", "requirements.txt"),
        ("numpy", "numpy>=2", "", "requirements.txt"),
        ("python", "python==3.10", "3.10", "python_env.yaml"),
        ("pip", "pip==26.3", "26.3", "python_env.yaml"),
        ("python", "python=3.10", "", "conda.yaml"),
        ("cudatoolkit", "cudatoolkit=12.1.1", "12.1.1", "conda.yaml"),
    ]
    assert {each.version for each in found} == {"1"}


def test_monitoring_runs_become_readings(real: Real) -> None:
    readings = [each for each in real.of(CHURN) if isinstance(each, Reading)]
    assert {(each.start, each.end) for each in readings} == {
        (datetime(2026, 3, 1, 23, tzinfo=UTC), datetime(2026, 3, 8, 23, tzinfo=UTC))
    }
    told = [(each.measure, each.value, each.count, each.group, each.version) for each in readings]
    assert told == [
        ("accuracy", 0.75, 120, "", ""),
        ("error", 3.5, None, "", ""),
        ("accuracy", 0.0, 0, "over 65", "1"),
    ]
    measures = [each for each in real.of(CHURN) if isinstance(each, Measure)]
    assert [(each.key, each.kind, each.unit) for each in measures] == [
        ("accuracy", "accuracy", Unit.SHARE),
        ("error", "mean_absolute_error", Unit.NUMBER),
    ]


def test_numbers_that_are_none_are_refused_with_their_run(real: Real) -> None:
    refusals = real.refused(f"in experiment {EXPERIMENT}")
    assert [each.row["rollcall.name"] for each in refusals] == ["nan", "inf", "-inf"]
    assert {each.problem.code for each in refusals} == {Code.NOT_FINITE}


def test_an_alias_without_its_version_is_told(real: Real) -> None:
    """MLflow removes the alias with the version, so a real server leaves nothing to tell."""
    assert not real.refused(MISSING)


def test_what_the_configuration_names_and_nobody_has(real: Real) -> None:
    assert [each.problem.inputs for each in real.refused("readings of registry")] == [
        {"found": "unheard of", "known": "accuracy, error"}
    ]
    assert [each.problem.inputs for each in real.refused("experiments")] == [
        {"found": "live no such experiment"}
    ]


def test_reading_twice_says_the_same(real: Real) -> None:
    assert set(map(repr, read(real.connection, real.context))) >= {
        repr(each) for each in real.arrivals
    }


def test_prompts_are_no_models(real: Real) -> None:
    real.client.register_prompt("live-prompt", "Answer {{question}}")
    again = list(read(replace(real.connection, experiments=()), real.context))
    assert not [each for each in again if "live-prompt" in repr(each)]
