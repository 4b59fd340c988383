"""The ``rollcall`` command as a process of its own, as an operator has it."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).parent.parent
COMMAND = (sys.executable, "-P", "-m", "app.cli")


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of this test with our code in reach from any folder."""
    return {**os.environ, "PYTHONPATH": str(ROOT), **(extra or {})}


def rollcall(
    *arguments: str, cwd: Path, env: Mapping[str, str] | None = None, seconds: float = 60
) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=cwd,
        env=environment(env),
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )


@dataclass(frozen=True, slots=True)
class Served:
    """A running ``rollcall serve``: where it is, and what it wrote."""

    process: subprocess.Popen[bytes]
    url: str
    out: Path
    log: Path

    def get(self, path: str, **headers: str) -> httpx.Response:
        return httpx.get(self.url + path, headers=headers, timeout=20)


@contextmanager
def served(
    cwd: Path, port: int, *options: str, env: Mapping[str, str] | None = None
) -> Iterator[Served]:
    """Serve from ``cwd`` until the block ends; a child left behind fails the test."""
    out, log = cwd / f"out-{port}.txt", cwd / f"log-{port}.txt"
    with out.open("wb") as out_file, log.open("wb") as log_file:
        process = subprocess.Popen(
            [*COMMAND, "serve", "--port", str(port), *options],
            cwd=cwd,
            env=environment(env),
            stdout=out_file,
            stderr=log_file,
        )
    running = Served(process, f"http://127.0.0.1:{port}", out, log)
    try:
        _wait_until_alive(running)
        yield running
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise


def _wait_until_alive(running: Served) -> None:
    ends = time.monotonic() + 60
    while time.monotonic() < ends:
        assert running.process.poll() is None, running.log.read_text() + running.out.read_text()
        try:
            if running.get("/livez").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError("not alive within 60 s: " + running.log.read_text())
