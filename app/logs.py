"""The log: one line of JSON per event on standard error, without secrets."""

import json
import logging
import sys
from collections.abc import Iterable

from pythonjsonlogger.json import JsonFormatter

from app.setting_secrets import HIDDEN

# They report every connection, request and step; an event is what somebody may act on.
_QUIET = ("httpx", "httpcore", "alembic", "watchdog", "asyncio", "uvicorn")


class OneLine(JsonFormatter):
    """One event as one line: line breaks and control characters arrive escaped."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__(
            "%(levelname)s %(name)s %(message)s",
            rename_fields={"levelname": "level", "name": "logger", "message": "event"},
            timestamp="time",
        )
        # A secret may appear as it is or as JSON writes it.
        self._secrets = [form for secret in secrets for form in (secret, json.dumps(secret)[1:-1])]

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        for secret in self._secrets:
            line = line.replace(secret, HIDDEN)
        return line


def start_logging(secrets: Iterable[str] = ()) -> None:
    """Send every event of this process to standard error; call once, when a process starts."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneLine(secrets))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    logging.captureWarnings(True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
