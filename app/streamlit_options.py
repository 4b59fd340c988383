"""Streamlit's options: read from our own file wherever we start, and checked before we serve."""

import logging
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import streamlit.logger
from streamlit import config

FILE = Path(__file__).parent.parent / ".streamlit" / "config.toml"

# Without these, pages leak errors, data or sessions; the file gives the reason of each.
REQUIRED: Mapping[str, object] = {
    "server.enableCORS": True,
    "server.enableXsrfProtection": True,
    "server.corsAllowedOrigins": [],
    "server.enableStaticServing": False,
    "server.enableAgentApi": False,
    "server.scriptHealthCheckEnabled": False,
    "server.trustedUserHeaders": {},
    "server.maxUploadSize": 10,
    "server.fileWatcherType": "none",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.disableDataExport": True,
    "client.toolbarMode": "minimal",
    "browser.gatherUsageStats": False,
    "global.developmentMode": False,
    "logger.enableRich": False,
}


@dataclass(frozen=True, slots=True)
class UnsafeOption:
    """An option that is not as it must be."""

    key: str
    found: object
    expected: object


def configure(address: str, port: int, cookie_secret: str = "") -> tuple[UnsafeOption, ...]:
    """Set every option of our file, then address and port; returns those that are not safe.

    What a ``~/.streamlit/config.toml``, the folder we were started in or a STREAMLIT_ variable says
    is overruled where our file speaks, and checked where it does not.
    """
    options = dict(_flat(tomllib.loads(FILE.read_text(encoding="utf-8"))))
    for key, value in options.items():
        config.set_option(key, value)
    config.set_option("server.address", address)
    config.set_option("server.port", port)
    if cookie_secret:
        # By this every process takes a sign-in further that another one began.
        config.set_option("server.cookieSecret", cookie_secret)
    return tuple(_unsafe())


def _unsafe() -> Iterator[UnsafeOption]:
    for key, expected in REQUIRED.items():
        found = config.get_option(key)
        if found != expected:
            yield UnsafeOption(key, found, expected)


def _flat(table: Mapping[str, object], above: str = "") -> Iterator[tuple[str, object]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value


def log_through_root() -> None:
    """Make Streamlit's events part of our log.

    Streamlit gives each of its loggers a handler of its own, with traces over many lines.
    """
    streamlit.logger.setup_formatter = _speak_through_root
    streamlit.logger.update_formatter()


def _speak_through_root(logger: logging.Logger) -> None:
    logger.handlers.clear()
    logger.propagate = True
