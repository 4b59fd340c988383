"""The whole way on real things: models on real data, in a real registry, to plain sentences."""

import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.settings import load
from data.connections import MlflowConnection
from data.facts import (
    Arrival,
    Fact,
    FieldName,
    LeftOut,
    Library,
    LiveBy,
    LiveVersion,
    Measure,
    Model,
    Person,
    ReadContext,
    Reading,
    Refusal,
    Unchanged,
    Watermark,
)
from data.sources.mlflow import read
from tests.trial.real_models import CONFIGURATION, MODELS, WEEKS, company_file, register

# Stages are deprecated in MLflow, and companies still use them.
pytestmark = pytest.mark.filterwarnings("ignore::FutureWarning")

ROOT = Path(__file__).parent.parent.parent
NAMES = {each.name for each in MODELS}
GROUPS = {"wine-grower": {"light", "strong"}, "tumour-finder": {"small", "large"}}


@dataclass(frozen=True)
class Company:
    """The filled registry, and the folder with what the company wrote for Rollcall."""

    folder: Path
    connection: MlflowConnection
    now: datetime

    def rollcall(self, *words: str) -> str:
        """What a command printed; it must have ended well."""
        done = subprocess.run(
            [sys.executable, "-c", "from app.cli import main; main()", *words],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, (words, done.stdout, done.stderr)
        return done.stdout

    def told(self, *words: str) -> dict[str, dict[str, Any]]:
        """What is said of each model of this trial, by its name in the registry."""
        lines = self.rollcall("status", "--json", *words).splitlines()
        found = [json.loads(each) for each in lines]
        return {each["technical_name"]: each for each in found if each["technical_name"] in NAMES}


@pytest.fixture(scope="module")
def company(mlflow_server: str, tmp_path_factory: pytest.TempPathFactory) -> Company:
    now = datetime.now(UTC)
    yesterday = (now - timedelta(days=1)).date()
    register(mlflow_server, yesterday)
    folder = tmp_path_factory.mktemp("company")
    (folder / "rollcall.toml").write_text(CONFIGURATION.format(url=mlflow_server))
    (folder / "company.toml").write_text(company_file(yesterday - timedelta(days=200)))
    (connection,) = load(folder / "rollcall.toml").connections
    assert isinstance(connection, MlflowConnection)
    return Company(folder, connection, datetime.now(UTC))


@pytest.fixture(scope="module")
def arrivals(company: Company) -> list[Arrival]:
    """What the reader hands over about the models of this trial, and every refusal."""
    found = read(company.connection, ReadContext(company.now, company.now))
    return [each for each in found if isinstance(each, Refusal) or _name(each) in NAMES]


def _name(arrival: Arrival) -> str:
    without = Refusal | Person | Watermark | LeftOut | Unchanged
    return "" if isinstance(arrival, without) else arrival.ref.name


def test_every_model_arrives(arrivals: list[Arrival]) -> None:
    models = {each.ref.name: each for each in arrivals if isinstance(each, Model)}
    assert set(models) == NAMES
    assert {each.name: each.description for each in MODELS} == {
        name: model.description for name, model in models.items()
    }
    assert not [each for each in arrivals if isinstance(each, Refusal) and "trial" in each.place]


def test_deployed_is_what_somebody_marked(arrivals: list[Arrival]) -> None:
    live = {each.ref.name: each for each in arrivals if isinstance(each, LiveVersion)}
    assert set(live) == NAMES - {"wine-grower-next", "diabetes-fast"}
    assert Counter(each.by for each in live.values()) == {
        LiveBy.ALIAS: 7,
        LiveBy.STAGE: 1,
        LiveBy.TAG: 1,
    }
    assert live["iris-species"].version == "2"


def test_business_facts_arrive(arrivals: list[Arrival]) -> None:
    owners = {
        each.ref.name: each.value
        for each in arrivals
        if isinstance(each, Fact) and each.name is FieldName.OWNER
    }
    expected = {each.name: each.tags.get("owner", "") for each in MODELS}
    assert owners == {name: owner for name, owner in expected.items() if owner}


def test_library_lists_arrive_for_what_is_in_use(arrivals: list[Arrival]) -> None:
    libraries = [each for each in arrivals if isinstance(each, Library)]
    assert {each.ref.name for each in libraries} == NAMES - {"wine-grower-next", "diabetes-fast"}
    assert {each.pinned for each in libraries if each.name == "scikit-learn"} != {""}


def test_monitoring_arrives_and_training_does_not(arrivals: list[Arrival]) -> None:
    readings = [each for each in arrivals if isinstance(each, Reading)]
    assert Counter(each.ref.name for each in readings) == {
        each.name: each.weeks * (1 + len(GROUPS.get(each.name, ())))
        for each in MODELS
        if each.weeks
    }
    assert all(each.count for each in readings if not each.group)
    assert 0.999 not in {each.value for each in readings}
    assert {each.end - each.start for each in readings} == {timedelta(weeks=1)}
    for name, groups in GROUPS.items():
        assert {each.group for each in readings if each.ref.name == name} == {"", *groups}


def test_each_model_has_its_measure(arrivals: list[Arrival]) -> None:
    measures = {each.ref.name: each for each in arrivals if isinstance(each, Measure)}
    assert {name: each.key for name, each in measures.items()} == {
        each.name: each.metric for each in MODELS if each.weeks
    }


@pytest.fixture(scope="module")
def told(company: Company) -> dict[str, dict[str, Any]]:
    """What ``rollcall status --json`` says of each model after sync, import and judge."""
    company.rollcall("init")
    company.rollcall("sync")
    company.rollcall("import", "company.toml")
    company.rollcall("judge")
    return company.told()


def test_every_deployed_model_gets_its_verdict(told: dict[str, dict[str, Any]]) -> None:
    assert {name: each["status"] for name, each in told.items()} == {
        "iris-species": "meets",
        "iris-petal-width": "meets",
        "wine-grower": "attention",
        "tumour-finder": "attention",
        "tumour-stump": "meets",
        "digit-reader": "meets",
        "digit-stump": "below",
        "eight-spotter": "silent",
        "diabetes-progression": "below",
        "diabetes-fast": "unagreed",
    }
    assert {name for name, each in told.items() if each["care"] == "needs_care"} == {
        "diabetes-fast"
    }


def test_sentences_say_what_the_newest_weeks_measured(
    told: dict[str, dict[str, Any]], arrivals: list[Arrival]
) -> None:
    readings = [each for each in arrivals if isinstance(each, Reading) and not each.group]
    newest = {
        each.ref.name: each.value for each in sorted(readings, key=lambda reading: reading.end)
    }
    for name, agreed in (("digit-stump", "80"), ("tumour-stump", "70")):
        sentence = told[name]["sentence"]
        assert f"{100 * newest[name]:.0f} in 100 of its answers right" in sentence
        assert f"at least {agreed}" in sentence
    error = newest["diabetes-progression"]
    assert f"off by {error:.1f} on average; at most 40" in told["diabetes-progression"]["sentence"]


def test_a_breach_says_since_when(told: dict[str, dict[str, Any]]) -> None:
    for name in ("digit-stump", "diabetes-progression"):
        assert f"for {WEEKS} weeks, since" in told[name]["sentence"]


def test_silence_says_how_long(told: dict[str, dict[str, Any]]) -> None:
    assert "has sent nothing since" in told["eight-spotter"]["sentence"]
    assert "(85 days ago)" in told["eight-spotter"]["sentence"]


def test_people_and_versions_come_through(told: dict[str, dict[str, Any]]) -> None:
    assert told["tumour-finder"]["name"] == "Tumour finder"
    assert told["tumour-finder"]["unit"] == "Clinic"
    assert "Cleo Marsh" in told["tumour-finder"]["questions"]["ownership"]["sentence"]
    assert told["iris-species"]["live_version"] == "2"
    assert told["diabetes-fast"]["live_version"] == "1"


def test_syncing_again_changes_nothing(company: Company, told: dict[str, dict[str, Any]]) -> None:
    company.rollcall("sync")
    company.rollcall("judge")
    again = company.told()
    kept = ("slug", "status", "care", "live_version", "last_heard")
    assert {name: [each[key] for key in kept] for name, each in again.items()} == {
        name: [each[key] for key in kept] for name, each in told.items()
    }


def test_before_it_fell_silent_it_met_what_was_agreed(
    company: Company, told: dict[str, dict[str, Any]]
) -> None:
    day = (company.now - timedelta(weeks=12)).date()
    then = company.told("--as-of", day.isoformat())
    assert told["eight-spotter"]["status"] == "silent"
    assert then["eight-spotter"]["status"] == "meets"
