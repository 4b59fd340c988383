"""A real Prometheus on loopback whose past a test writes, so that nobody waits for weeks to pass.

``promtool`` turns what was counted into Prometheus' own files before the server starts.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import pytest

START_SECONDS = 60.0

Series = Mapping[datetime, float]
Past = Mapping[str, Series]
"""What was counted when, by the name of each series: ``up{model="churn"}``."""

Started = Callable[..., AbstractContextManager[str]]


@pytest.fixture(scope="session")
def prometheus(free_port: Callable[[], int]) -> Started:
    """Starts servers; without Prometheus the test skips, or fails with CI=true."""
    if not (shutil.which("prometheus") and shutil.which("promtool")):
        message = "No Prometheus on this machine (Debian: apt-get install prometheus)."
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return lambda past, web_config="": _server(past, web_config, free_port())


def every(
    step: timedelta, start: datetime, end: datetime, value: Callable[[datetime], float]
) -> Series:
    """A series with a number at each step from ``start`` until before ``end``."""
    steps = int((end - start) / step)
    return {at: value(at) for at in (start + number * step for number in range(steps))}


@contextmanager
def _server(past: Past, web_config: str, port: int) -> Iterator[str]:
    """The address of a server that knows this past; ``web_config`` is for its front door."""
    with TemporaryDirectory(prefix="prometheus") as name:
        folder = Path(name)
        _write_past(past, folder)
        (folder / "prometheus.yml").write_text("global: {}\n")
        (folder / "web.yml").write_text(web_config)
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(_command(folder, port), stdout=log, stderr=log)
        try:
            _wait_for(f"http://127.0.0.1:{port}", server, folder)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(30)


def _command(folder: Path, port: int) -> list[str]:
    return [
        "prometheus",
        f"--config.file={folder / 'prometheus.yml'}",
        f"--web.config.file={folder / 'web.yml'}",
        f"--storage.tsdb.path={folder / 'data'}",
        "--storage.tsdb.retention.time=100y",
        f"--web.listen-address=127.0.0.1:{port}",
    ]


def _write_past(past: Past, folder: Path) -> None:
    lines = [
        f"{series} {value} {at.timestamp():.0f}"
        for series in sorted(past)
        for at, value in past[series].items()
    ]
    (folder / "past").write_text("\n".join([*lines, "# EOF", ""]), encoding="utf-8")
    # Without the option it makes a block for every two hours, which takes seconds for a week.
    making = ["tsdb", "create-blocks-from", "--max-block-duration=10000h", "openmetrics"]
    subprocess.run(
        ["promtool", *making, str(folder / "past"), str(folder / "data")],
        check=True,
        capture_output=True,
        timeout=120,
    )


def _wait_for(url: str, server: subprocess.Popen[bytes], folder: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        with suppress(httpx.HTTPError):
            if httpx.get(f"{url}/-/ready", timeout=5).status_code in (200, 401):
                return
        time.sleep(0.05)
    pytest.fail(f"Prometheus did not start:\n{(folder / 'log').read_text()[-3000:]}")
