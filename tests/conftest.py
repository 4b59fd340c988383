"""What every test may rely on: no settings of this machine, free ports, one browser."""

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.prometheus_server import prometheus  # noqa: F401
from tests.stores import (  # noqa: F401 - fixtures that every test may ask for
    engine,
    new_database,
    postgres,
    shared_database,
    store_url,
    template_file,
)

# How long a test takes says more about the machine than about what is tested.
settings.register_profile("rollcall", settings.default, deadline=None)
settings.load_profile("rollcall")

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session", autouse=True)
def no_settings_of_this_machine() -> None:
    """Whoever runs the tests may have a company configured; no test may read it."""
    for name in list(os.environ):
        if name.startswith(("ROLLCALL_", "STREAMLIT_", "MLFLOW_")):
            del os.environ[name]


@pytest.fixture(autouse=True)
def no_settings_of_another_test() -> Iterator[None]:
    """The command hands its options on through the environment; that ends with the test."""
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture(scope="session")
def free_port() -> Callable[[], int]:
    """Hands out a TCP port of 127.0.0.1 that nothing listens on."""

    def find() -> int:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port: int = probe.getsockname()[1]
            return port

    return find


@pytest.fixture(scope="session")
def chromium() -> Iterator[Path]:
    """The path of a Chromium on this machine; without one the test skips, or fails with CI=true."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found:
        yield Path(found)
        return
    message = "No Chromium on this machine (Debian: apt-get install chromium)."
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)
