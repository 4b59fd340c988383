"""A real Airflow on loopback whose DAGs have really run: what the twin has to be like.

Installing one takes minutes, so nobody installs it for the tests. Where ``AIRFLOW_COMMAND`` is the
path of an ``airflow`` in an environment of its own, that one is started; docs/airflow.md says how.
"""

import json
import os
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx

from tests.airflow_twin import PASSWORD, USER

COMMAND = os.environ.get("AIRFLOW_COMMAND", "")
START_SECONDS = 500.0
"""A machine that is busy loses first tasks, and tries them again."""

_STEPS = """
from datetime import datetime, timedelta
from time import sleep
from airflow.sdk import DAG, task

SINCE = datetime(2026, 1, 1)
OPTIONS = {"start_date": SINCE, "catchup": False, "max_active_runs": 1}
AGAIN = {"retries": 9, "retry_delay": timedelta(seconds=2)}

with DAG("churn_features", schedule="@daily", tags=["rollcall:churn", "nightly"], **OPTIONS):
    @task(**AGAIN)
    def load():
        return 1
    load()
with DAG("fraud_features", schedule="15 * * * *", tags=["rollcall:fraud"], **OPTIONS):
    @task
    def breaks():
        raise ValueError("no rows")
    breaks()
with DAG("hangs", schedule=timedelta(minutes=1), tags=["rollcall:churn"], **OPTIONS):
    @task
    def waits():
        sleep(100_000)
    waits()
with DAG("asleep", schedule=timedelta(hours=36), is_paused_upon_creation=True,
         tags=["rollcall:letters"], **OPTIONS):
    @task
    def never():
        pass
    never()
with DAG("by_hand", schedule=None, **OPTIONS):
    @task
    def nothing():
        pass
    nothing()
"""


@contextmanager
def started(folder: Path, port: int) -> Iterator[str]:
    """The address of an Airflow that runs these DAGs, once each has done what it does."""
    surroundings = _prepared(folder, port)
    command = [COMMAND, "db", "migrate"]
    subprocess.run(command, env=surroundings, check=True, capture_output=True, timeout=300)
    url = f"http://127.0.0.1:{port}"
    with ExitStack() as running:
        running.enter_context(_part("api-server", folder, surroundings))
        # Without it the first tasks have nobody to tell that they began.
        _wait_for(lambda: httpx.get(f"{url}/api/v2/version").status_code == 200)
        for part in ("scheduler", "dag-processor"):
            running.enter_context(_part(part, folder, surroundings))
        _wait_for(lambda: _has_run(url))
        yield url


def _prepared(folder: Path, port: int) -> Mapping[str, str]:
    (folder / "dags").mkdir()
    (folder / "dags" / "steps.py").write_text(_STEPS)
    passwords = folder / "simple_auth_manager_passwords.json.generated"
    passwords.write_text(json.dumps({USER: PASSWORD}))
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return {
        **kept,
        "PATH": f"{Path(COMMAND).parent}{os.pathsep}{kept['PATH']}",
        "AIRFLOW_HOME": str(folder),
        "AIRFLOW__CORE__PARALLELISM": "4",
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "False",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": f"{USER}:viewer",
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"http://127.0.0.1:{port}/execution/",
        "AIRFLOW__API__HOST": "127.0.0.1",
        "AIRFLOW__API__PORT": str(port),
        "AIRFLOW__API__WORKERS": "1",
    }


@contextmanager
def _part(name: str, folder: Path, surroundings: Mapping[str, str]) -> Iterator[None]:
    with (folder / f"{name}.log").open("wb") as log:
        part = subprocess.Popen([COMMAND, name], env=surroundings, stdout=log, stderr=log)
    try:
        yield
    finally:
        part.terminate()
        try:
            part.wait(20)
        except subprocess.TimeoutExpired:
            part.kill()
            part.wait()


def _has_run(url: str) -> bool:
    """Whether one run is good, one bad, and the newest of the third goes on for over a minute."""
    signed_in = httpx.post(f"{url}/auth/token", json={"username": USER, "password": PASSWORD})
    header = {"Authorization": f"Bearer {signed_in.json()['access_token']}"}
    answer = httpx.get(f"{url}/api/v2/dags/~/dagRuns?order_by=start_date", headers=header)
    runs = answer.json()["dag_runs"]
    seen = {(row["dag_id"], row["state"]) for row in runs if row["state"] != "running"}
    long = {row["dag_id"] for row in runs if row["state"] == "running" and _is_long(row)}
    return {("churn_features", "success"), ("fraud_features", "failed")} <= seen and "hangs" in long


def _is_long(row: Mapping[str, str]) -> bool:
    return datetime.now(UTC) - datetime.fromisoformat(row["start_date"]) > timedelta(seconds=65)


def _wait_for(ready: Callable[[], bool]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        with suppress(httpx.HTTPError, KeyError, ValueError):
            if ready():
                return
        time.sleep(0.5)
    raise TimeoutError("Airflow did not get ready")
