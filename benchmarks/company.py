"""A company of so many models: registered in a real MLflow server, and read from there by a sync.

Their results come from a SQLite table and their agreements from a company file, as an operator
would have it; nothing is written into Rollcall's tables.
"""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import httpx

UNITS = ("Retail", "Insurance", "Parcels", "Finance", "Customer care", "Energy")
OWNERS = ("Ana Ruiz", "Łukasz Nowak", "Priya Nair", "Rhys Morgan", "Chen Wei")
WEEKS = 52
RESULTS = "results.db"
RESULTS_VARIABLE = "BENCHMARK_RESULTS_URL"

CONFIGURATION = """
[company]
name = "A benchmark"
time_zone = "Europe/London"

[measures.recall]
phrase = "finds {{value}} of the cases that matter"

[[sources.mlflow]]
name = "registry"
url = "{mlflow}"
live_alias = "champion"

[[sources.sql]]
name = "results"
url_env = "{variable}"
table = "weekly"

[sources.sql.rows]
model = "model"
end = "week_ending"
period = "P7D"
values = {{ recall = "recall" }}
count = "cases"
"""
AGREEMENT = """
[[agreements]]
model = "{name}"
measure = "recall"
minimum = 0.7
agreed_by = "Ana Ruiz"
agreed_on = 2026-01-12
"""
STEP = """
[[pipelines]]
model = "{name}"
name = "{step}"
every = "P1D"
reads = "What came in by {step}"
writes = "What letters of {step} need"
"""
RUN = """
[[pipeline_runs]]
model = "{name}"
pipeline = "{step}"
ended_at = {day}T04:00:00Z
outcome = "succeeded"
rows = 120000
"""
RUNS = 2


def names(count: int) -> list[str]:
    """What the models are called."""
    return [f"model-{number:04}" for number in range(count)]


def register(mlflow: str, count: int) -> None:
    """Register every model with a version in use, through MLflow's REST API."""
    with (
        httpx.Client(base_url=f"{mlflow}/api/2.0/mlflow/", timeout=60) as client,
        ThreadPoolExecutor(4) as threads,
    ):
        for made in threads.map(lambda each: _register(client, *each), enumerate(names(count))):
            assert made, "MLflow refused a model"


def _register(client: httpx.Client, number: int, name: str) -> bool:
    said = {
        "business_name": f"Letters of kind {number}",
        "owner": OWNERS[number % len(OWNERS)],
        "backup_owner": OWNERS[(number + 1) % len(OWNERS)],
        "unit": UNITS[number % len(UNITS)],
        "impact": "low",
        "what_it_does": "Chooses who gets a letter.",
    }
    tags = [{"key": f"rollcall.{key}", "value": value} for key, value in said.items()]
    version = {"name": name, "source": f"s3://models/{name}", "run_id": ""}
    alias = {"name": name, "alias": "champion", "version": "1"}
    answers = (
        client.post("registered-models/create", json={"name": name, "tags": tags}),
        client.post("model-versions/create", json=version),
        client.post("registered-models/alias", json=alias),
    )
    return all(answer.is_success for answer in answers)


def write(folder: Path, mlflow: str, count: int, today: date) -> None:
    """Write the configuration, the table of results and the company file into ``folder``."""
    told = CONFIGURATION.format(mlflow=mlflow, variable=RESULTS_VARIABLE)
    (folder / "rollcall.toml").write_text(told, encoding="utf-8")
    (folder / "company.toml").write_text("".join(_company(count, today)), encoding="utf-8")
    conn = sqlite3.connect(folder / RESULTS)
    conn.execute("CREATE TABLE weekly (model TEXT, week_ending DATE, recall REAL, cases INTEGER)")
    conn.executemany("INSERT INTO weekly VALUES (?, ?, ?, ?)", _results(count, today))
    conn.commit()
    conn.close()


def _company(count: int, today: date) -> Iterator[str]:
    """What was agreed about each model, and the step that brings its data: two share one."""
    for number, name in enumerate(names(count)):
        step = f"Step {number // 2:03}"
        yield AGREEMENT.format(name=name)
        yield STEP.format(name=name, step=step)
        for days in range(1, RUNS + 1):
            yield RUN.format(name=name, step=step, day=today - timedelta(days=days))


def _results(count: int, today: date) -> Iterator[tuple[str, str, float, int]]:
    """Most are fine, one in ten is below what was agreed and one in ten has stopped."""
    sunday = today - timedelta(days=today.weekday() + 1)
    waves = (0.0, 0.01, -0.02, 0.015, -0.005)
    for number, name in enumerate(names(count)):
        level = 0.55 if number % 10 == 0 else 0.82
        silent = 20 if number % 10 == 1 else 0
        for week in range(silent, WEEKS):
            wave = waves[(number + week) % len(waves)]
            ending = sunday - timedelta(weeks=week)
            yield name, ending.isoformat(), round(level + wave, 4), 900
