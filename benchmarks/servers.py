"""The three servers that are compared, each a process of its own on this machine."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx

from benchmarks.company import RESULTS, RESULTS_VARIABLE, register, write

ROOT = Path(__file__).parent.parent
STARTS_WITHIN_SECONDS = 180.0
_ROLLCALL = (sys.executable, "-P", "-m", "app.cli")
_QUIET = {
    "DO_NOT_TRACK": "true",
    "MLFLOW_DISABLE_TELEMETRY": "true",
    "MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false",
}


def free_port() -> int:
    """A TCP port of 127.0.0.1 that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def served(
    command: Sequence[str], port: int, alive: str, folder: Path, env: Mapping[str, str]
) -> Iterator[str]:
    """Run a server until the block ends; yields its address once ``alive`` answers."""
    address = f"http://127.0.0.1:{port}"
    with (folder / f"log-{port}.txt").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, env=env, stdout=log, stderr=log)
    try:
        _wait(address + alive, process)
        yield address
    finally:
        process.terminate()
        process.wait(30)


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            if httpx.get(url, timeout=5).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    raise TimeoutError(f"nothing answered at {url}")


def environment(folder: Path) -> dict[str, str]:
    """Our code in reach from any folder, and no settings but those of this benchmark."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("ROLLCALL_")}
    return {
        **ours,
        **_QUIET,
        "PYTHONPATH": str(ROOT),
        "ROLLCALL_DATABASE_URL": f"sqlite:///{folder / 'rollcall.db'}",
        RESULTS_VARIABLE: f"sqlite:///{folder / RESULTS}",
    }


@contextmanager
def mlflow(folder: Path) -> Iterator[str]:
    """A real MLflow server over a registry of its own."""
    port = free_port()
    options = (
        f"--backend-store-uri=sqlite:///{folder / 'registry.db'}",
        f"--artifacts-destination={folder / 'artifacts'}",
        "--host=127.0.0.1",
        f"--port={port}",
        "--workers=1",
    )
    command = (sys.executable, "-m", "mlflow", "server", *options)
    with served(command, port, "/health", folder, environment(folder)) as address:
        yield address


@contextmanager
def rollcall(folder: Path) -> Iterator[str]:
    """Our pages over the store in this folder."""
    port = free_port()
    command = (*_ROLLCALL, "serve", "--no-sync", "--port", str(port))
    with served(command, port, "/livez", folder, environment(folder)) as address:
        yield address


@contextmanager
def empty(folder: Path) -> Iterator[str]:
    """One Streamlit page with one word on it, served as ours are."""
    port = free_port()
    command = (sys.executable, "-P", "-m", "benchmarks.empty", str(port))
    with served(command, port, "/livez", folder, environment(folder)) as address:
        yield address


def fill(folder: Path, mlflow: str, count: int) -> None:
    """Register the models and read them with a real sync, as an operator does it."""
    register(mlflow, count)
    write(folder, mlflow, count, datetime.now(UTC).date())
    for step in (["init"], ["sync"], ["import", "company.toml"], ["judge"]):
        subprocess.run([*_ROLLCALL, *step], cwd=folder, env=environment(folder), check=True)


@contextmanager
def all_of_them(folder: Path, count: int) -> Iterator[dict[str, str]]:
    """Every server over the same models, by name."""
    with ExitStack() as running:
        registry = running.enter_context(mlflow(folder))
        fill(folder, registry, count)
        yield {
            "empty": running.enter_context(empty(folder)),
            "mlflow": registry,
            "rollcall": running.enter_context(rollcall(folder)),
        }
