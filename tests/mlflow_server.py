"""One real MLflow server for all tests of a run, on loopback, on folders that go with the run.

Test modules ask for the fixture ``mlflow_server`` and get its address. The registry is shared
and only ever grows, so every test names its own models and looks for those. A module that fills it
in a fixture of its own relies on its tests staying in one process (``--dist loadfile``).
"""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pytest

KEEPER = "keeper"
"""The file with the number of the process that keeps the server; gone when the server is."""

START_SECONDS = 120.0
"""A busy machine takes half a minute to create MLflow's tables; a broken one never ends."""

_QUIET = {
    "DO_NOT_TRACK": "true",
    "MLFLOW_DISABLE_TELEMETRY": "true",
    "MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false",
}


@pytest.fixture(scope="session")
def mlflow_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real MLflow server that every test of this run shares."""
    alone = "PYTEST_XDIST_WORKER" not in os.environ
    base = tmp_path_factory.getbasetemp()
    folder = (base if alone else base.parent) / "mlflow"
    folder.mkdir(exist_ok=True)
    with _locked(folder):
        url = _running(folder, os.getpid() if alone else os.getppid())
    yield url
    if alone:
        _stop(folder)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _running(folder: Path, whole_run: int) -> str:
    """Where the server of this run is; the first who asks starts it."""
    address = folder / "address"
    if (folder / KEEPER).exists():
        return address.read_text()
    port = _free_port()
    with (folder / "log").open("ab") as output:
        subprocess.run(
            [sys.executable, __file__, str(folder), str(port), str(whole_run)],
            stdout=output,
            stderr=output,
            env={**os.environ, **_QUIET},
            check=True,
        )
    address.write_text(f"http://127.0.0.1:{port}")
    _wait_for(address.read_text(), folder)
    return address.read_text()


def _wait_for(url: str, folder: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and (folder / KEEPER).exists():
        with suppress(httpx.HTTPError):
            if httpx.get(f"{url}/health", timeout=5).status_code == 200:
                return
        time.sleep(0.2)
    pytest.fail(f"MLflow did not start:\n{(folder / 'log').read_text()[-3000:]}")


def _stop(folder: Path) -> None:
    """Tell the keeper to end its server, and wait until it has."""
    keeper = folder / KEEPER
    with suppress(FileNotFoundError, ProcessLookupError):
        os.kill(int(keeper.read_text()), signal.SIGTERM)
    until = time.monotonic() + 10
    while keeper.exists() and time.monotonic() < until:
        time.sleep(0.05)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def keep(folder: Path, port: int, whole_run: int) -> None:
    """Run the server until the whole test run is over, however it ends.

    Under pytest-xdist no worker knows who needs the server last, and a killed run tidies nothing
    up; this process outlives both and watches.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    server = subprocess.Popen(
        [sys.executable, "-m", "mlflow", "server", *_options(folder, port)],
        cwd=folder,
        start_new_session=True,
    )
    try:
        while server.poll() is None and _alive(whole_run):
            time.sleep(0.3)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.wait()
        (folder / KEEPER).unlink(missing_ok=True)


def _options(folder: Path, port: int) -> list[str]:
    return [
        f"--backend-store-uri=sqlite:///{folder / 'registry.db'}",
        f"--artifacts-destination={folder / 'artifacts'}",
        "--host=127.0.0.1",
        f"--port={port}",
        "--workers=1",
    ]


def detached(folder: Path, port: int, whole_run: int) -> None:
    """Start the keeper as a process of its own, so that no worker has to wait for it."""
    keeper = os.fork()
    if keeper:
        (folder / KEEPER).write_text(str(keeper))
        return
    keep(folder, port, whole_run)


if __name__ == "__main__":
    detached(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
