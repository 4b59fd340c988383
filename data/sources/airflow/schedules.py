"""How often a DAG runs, as far as its schedule says so beyond doubt. Pure."""

import re
from collections.abc import Mapping
from datetime import timedelta

import isodate

_NAMED: Mapping[str, str] = {
    "@hourly": "PT1H",
    "@daily": "P1D",
    "@midnight": "P1D",
    "@weekly": "P1W",
    "@monthly": "P1M",
    "@quarterly": "P3M",
    "@yearly": "P1Y",
    "@annually": "P1Y",
}
_CRON: Mapping[str, str] = {
    r"\d+ \* \* \* \*": "PT1H",
    r"\d+ \d+ \* \* \*": "P1D",
    r"\d+ \d+ \* \* ([0-7]|SUN|MON|TUE|WED|THU|FRI|SAT)": "P1W",
    # A month may have no 29th.
    r"\d+ \d+ ([1-9]|1\d|2[0-8]) \* \*": "P1M",
}
_NONE = (0, 0, 0, 0)
_MINUTES = re.compile(r"\*/(\d{1,2}) \* \* \* \*", re.ASCII)
_HOURS = re.compile(r"\d+ \*/(\d{1,2}) \* \* \*", re.ASCII)
_LENGTH = re.compile(r"(?:(\d{1,4}) days?, )?(\d{1,2}):(\d\d):(\d\d)", re.ASCII)


def every(schedule: str) -> str:
    """The ISO 8601 duration between two runs, or empty where their distance changes.

    ``schedule`` is what Airflow sums it up as: a cron expression, its name, or a length of time
    as Python writes it.
    """
    written = " ".join(schedule.split())
    if written in _NAMED:
        return _NAMED[written]
    for form, length in _CRON.items():
        if re.fullmatch(form, written, re.ASCII | re.IGNORECASE):
            return length
    return _steps(written) or _length(written)


def _steps(written: str) -> str:
    """Every so many minutes or hours, where that goes evenly into an hour or a day."""
    for form, whole, unit in ((_MINUTES, 60, "M"), (_HOURS, 24, "H")):
        found = form.fullmatch(written)
        if found and int(found[1]) and whole % int(found[1]) == 0:
            return f"PT{int(found[1])}{unit}"
    return ""


def _length(written: str) -> str:
    found = _LENGTH.fullmatch(written)
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else _NONE
    length = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    return isodate.duration_isoformat(length) if length else ""
