"""``rollcall serve`` as a process of its own, and how the browser that looks at it is started."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from sqlalchemy.exc import SQLAlchemyError

from data.store.engine import open_store, reading
from data.store.sources import is_pretend

ROOT = Path(__file__).parent.parent.parent
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""Chromium must not look for hosts of its own: a test counts what leaves the page."""
STARTS_WITHIN_SECONDS = 60.0
REAL_SOURCES = '{"mlflow": [{"name": "registry", "url": "http://127.0.0.1:1"}]}'
SERVE = "from app.cli import main; main()"


@contextmanager
def serving(
    database: str, port: int, sources: str = REAL_SOURCES, env: Mapping[str, str] | None = None
) -> Iterator[str]:
    """``rollcall serve`` on its own; yields the address of its pages.

    ``sources`` is what is configured, as JSON, where the company is not the pretend one; ``env``
    is set beside it.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ROLLCALL_")}
    if not _is_pretend(database):
        kept["ROLLCALL_SOURCES"] = sources
    with subprocess.Popen(
        [sys.executable, "-c", SERVE, "serve", "--no-sync", "--port", str(port)],
        cwd=ROOT,
        env=kept | {"ROLLCALL_DATABASE_URL": database} | dict(env or {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(f"{address}/livez")
            yield address
        finally:
            process.terminate()


def _is_pretend(database: str) -> bool:
    """Whether the configuration of the pretend company fits; a store that is no store is served."""
    engine = open_store(database)
    try:
        with reading(engine) as conn:
            return is_pretend(conn) is True
    except SQLAlchemyError:
        return True
    finally:
        engine.dispose()


def wait_for(address: str) -> None:
    """Return once something answers at ``address``."""
    until = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < until:
        try:
            with urlopen(address, timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"nothing answered at {address} in {STARTS_WITHIN_SECONDS:.0f} seconds")
