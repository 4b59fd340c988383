"""A stand-in for Airflow that answers as a real one did, and what no real one would."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data.connections import AirflowConnection
from tests.loopback import Asked, Reply, as_json, serving

RECORDED = Path(__file__).parent / "data" / "sources" / "airflow"
"""What Airflow 3.3.2 answered, without the paths and signatures of its machine."""

USER, PASSWORD, TOKEN = "rollcall", "viewer-word", "t0ken"
LIST = "/api/v2/dags/~/dagRuns/list"
DAGS = "/api/v2/dags"

Row = dict[str, Any]


def recorded(name: str, key: str) -> list[Row]:
    """Rows of one recorded list, new each time."""
    found: list[Row] = json.loads((RECORDED / f"{name}.json").read_text())[key]
    return found


@dataclass
class Twin:
    """What the server has. ``instead`` holds whole answers by path, sent in place of its own.

    It gives at most ``most`` rows in one answer; ``says`` is added to the number of rows it tells.
    """

    dags: list[Row] = field(default_factory=lambda: recorded("dags", "dags"))
    runs: list[Row] = field(default_factory=lambda: recorded("runs", "dag_runs"))
    instead: dict[str, bytes] = field(default_factory=dict)
    most: int = 100
    says: int = 0
    asked: list[Asked] = field(default_factory=list)

    def answer(self, asked: Asked, reply: Reply) -> None:
        """Answer as Airflow does."""
        self.asked.append(asked)
        reply.send(self.instead.get(asked.path) or self._own(asked))

    def _own(self, asked: Asked) -> bytes:
        if asked.path == "/auth/token":
            return _signed_in(json.loads(asked.body))
        if asked.path not in (DAGS, LIST):
            return as_json({"detail": "Not Found"}, "404 Not Found")
        carried = asked.headers.get("authorization")
        if carried is None:
            return as_json({"detail": "Not authenticated"}, "401 Unauthorized")
        if carried != f"Bearer {TOKEN}":
            return as_json({"detail": "Forbidden"}, "403 Forbidden")
        if asked.path == DAGS:
            window = {key: int(asked.query[key]) for key in ("limit", "offset")}
            ordered = sorted(self.dags, key=lambda row: str(row.get("dag_id")))
            return self._page("dags", ordered, window["limit"], window["offset"])
        wanted = json.loads(asked.body)
        found = _found(self.runs, wanted)
        return self._page("dag_runs", found, wanted["page_limit"], wanted["page_offset"])

    def _page(self, key: str, rows: list[Row], limit: int, offset: int) -> bytes:
        page = rows[offset : offset + min(limit, self.most)]
        return as_json({key: page, "total_entries": len(rows) + self.says})


def _signed_in(told: Row) -> bytes:
    if (told["username"], told["password"]) == (USER, PASSWORD):
        return as_json({"access_token": TOKEN}, "201 Created")
    return as_json({"detail": "Invalid credentials"}, "401 Unauthorized")


def _found(runs: list[Row], wanted: Row) -> list[Row]:
    found = [row for row in runs if row.get("dag_id") in wanted["dag_ids"]]
    if "states" in wanted:
        return [row for row in found if row.get("state") in wanted["states"]]
    between = (wanted["end_date_gte"][:19], wanted["end_date_lte"][:19])
    ended = [row for row in found if row["end_date"] is not None]
    inside = [row for row in ended if between[0] <= str(row["end_date"])[:19] <= between[1]]
    return sorted(inside, key=lambda row: str(row["end_date"]), reverse=True)


def dag(name: str = "features", **more: object) -> Row:
    """One row of the list of DAGs."""
    found = {"dag_id": name, "is_paused": False, "timetable_summary": "@daily", "tags": []}
    return {**found, **more}


def run(number: int = 1, of: str = "features", **more: object) -> Row:
    """One run that ended well on that day of November 2026."""
    ended = f"2026-11-{number:02}T02:00:00.000000Z"
    found = {"dag_id": of, "dag_run_id": f"run {number}", "state": "success"}
    return {**found, "run_type": "scheduled", "start_date": ended, "end_date": ended, **more}


@contextmanager
def standing_in(twin: Twin, **more: object) -> Iterator[AirflowConnection]:
    """How to reach the twin; the variables with our name and password have to be set."""
    with serving(twin.answer) as url:
        settings: dict[str, object] = {
            "username_env": "AIRFLOW_USER",
            "password_env": "AIRFLOW_PASSWORD",
            "deadline_seconds": 5.0,
        }
        yield AirflowConnection("twin", url, **{**settings, **more})  # type: ignore[arg-type]
