"""What Airflow's API for other programs answers, taken apart with care: lists come in pages.

The form is that of https://airflow.apache.org/docs/apache-airflow/stable/stable-rest-api-ref.html
in its version 2, which Airflow 3 speaks.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from data.problems import Code, Rejected
from data.reach import Server
from data.rows import cells
from data.sources.airflow.rows import READ
from data.strict_json import Parsed

API = "api/v2"
PAGE = 100
"""Rows. Airflow gives no more in one answer, unless somebody set it otherwise; fewer it may."""

DAGS = "dags"
RUNS = "dag_runs"

Row = Mapping[str, object]
Identity = tuple[str, str]
Asks = Callable[[int], Parsed]
"""The answer that begins with the row of this number, counted from 0."""


def dags(server: Server, most: int) -> list[Row]:
    """Every DAG that we may see. Raises SourceFailed, also where only a part of them came."""

    def ask(first: int) -> Parsed:
        params: dict[str, str | int] = {"limit": PAGE, "offset": first, "order_by": "dag_id"}
        return server.get(f"{API}/dags", params)

    try:
        found = _paged(server, ask, DAGS, "dag_id", most + 1)
    except Rejected as no:
        raise server.failed(no.problem.code, **no.problem.inputs) from None
    if len(found) > most:
        raise server.failed(Code.LIST_TOO_LONG, limit=most)
    return found


def ended(server: Server, dag: str, since: datetime, now: datetime, most: int) -> list[Row]:
    """The newest runs of one DAG that ended since then.

    Raises Rejected where only a part of them came, and SourceFailed.
    """
    # Bounded by now: a run that ends while we turn pages would move all others by one row.
    asked = {"end_date_gte": since.isoformat(), "end_date_lte": now.isoformat()}
    return _runs(server, {"dag_ids": [dag], "order_by": "-end_date", **asked}, most)[:most]


def going_on(server: Server, dags: list[str], most: int) -> list[Row]:
    """Those runs of these DAGs that have begun and not ended, the oldest first.

    Raises Rejected where only a part of them came, and SourceFailed.
    """
    return _runs(server, {"dag_ids": dags, "states": ["running"], "order_by": "start_date"}, most)


def _runs(server: Server, wanted: Mapping[str, object], most: int) -> list[Row]:
    def ask(first: int) -> Parsed:
        # The name of a DAG is anybody's text, so it stands beside the address, not in it.
        body = {**wanted, "page_limit": PAGE, "page_offset": first}
        return server.search(f"{API}/dags/~/dagRuns/list", body)

    return _paged(server, ask, RUNS, "dag_run_id", most)


def _paged(server: Server, ask: Asks, key: str, named: str, most: int) -> list[Row]:
    """The rows of every page, each once, until there are ``most``."""
    found: dict[Identity, Row] = {}
    first = 0
    while True:
        answer = ask(first)
        rows = _rows(server, answer, key)
        total = _total(server, answer, key)
        fresh = {_identity(row, named): row for row in rows}
        if rows and found.keys() >= fresh.keys():
            raise server.failed(Code.PAGES_REPEAT)
        found |= fresh
        first += len(rows)
        if len(found) >= most:
            return list(found.values())
        if not rows or first >= total:
            return _whole(found, total, key)


def _whole(found: Mapping[Identity, Row], total: int, key: str) -> list[Row]:
    if len(found) != total:
        raise cells.rejected(Code.COUNT_DISAGREES, key, len(found), expected=total)
    return list(found.values())


def _identity(row: Row, named: str) -> Identity:
    """What tells a row from others of its list: two DAGs may have runs of one name."""
    return cells.shown(row.get(named)), cells.shown(row.get("dag_id"))


def _rows(server: Server, answer: Parsed, key: str) -> list[Row]:
    found = answer.get(key)
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise server.failed(Code.NOT_THE_EXPECTED_ANSWER, expected=f"Airflow ({key})")
    return [{name: row[name] for name in READ if name in row} for row in found]


def _total(server: Server, answer: Parsed, key: str) -> int:
    found = answer.get("total_entries")
    if isinstance(found, int) and not isinstance(found, bool) and 0 <= found <= cells.LARGEST_COUNT:
        return found
    expected = f"Airflow ({key}, total_entries)"
    raise server.failed(Code.NOT_THE_EXPECTED_ANSWER, expected=expected)
