"""What Prometheus answers to one query at one moment, taken apart with care."""

from collections.abc import Mapping
from datetime import datetime

from data.problems import Code, Problem, Rejected, SourceFailed
from data.reach import READ_SECONDS, Server
from data.rows import cells
from data.strict_json import Parsed

API = "api/v1/query"

MOST_VALUES = 100_000
"""In one answer: ten thousand models, each in ten groups. What gives more gives too much."""

NOT_A_QUERY = "bad_data"
"""What the server calls a query it cannot read, at whatever moment it is asked."""

LONGEST_SAID = 300

_TIMEOUT = f"{READ_SECONDS - 5:.0f}s"
"""The server gives up before we do, and so can say why."""

_OF_THE_QUERY = (NOT_A_QUERY, "execution")
"""Failures of one query; after any other the server would fail the next query too."""

_OTHER_RESULTS = ("matrix", "scalar", "string")
_HINT = "PromQL info:"
"""Begins remarks on the style of a query, which some versions send among the warnings."""

_MILLISECOND = 0.001
_TOLERANCE = 1.0

Row = Mapping[str, object]


def asked(server: Server, query: str, end: datetime, field: str) -> list[Row]:
    """The rows that a query gives for the time before ``end``, as they came.

    ``field`` is what people know the query by. Raises Rejected where this query has no answer we
    can take, and SourceFailed where the server does not answer at all.
    """
    # A number of exactly midnight belongs to the day that begins then, not to both days.
    at = end.timestamp() - _MILLISECOND
    params = {"query": query, "time": f"{at:.3f}", "timeout": _TIMEOUT}
    answer = server.get(API, params)
    if is_failure(answer):
        raise _failure(server, answer, field)
    if answer.get("status") != "success":
        raise _odd(server, "status")
    _check_whole(answer.get("warnings"), field)
    return _rows(server, answer.get("data"), field)


def is_failure(answer: Parsed) -> bool:
    """Whether Prometheus itself says that it failed."""
    return answer.get("status") == "error"


def labels(row: Row) -> Mapping[str, object]:
    """What tells a row from others."""
    found = row.get("metric")
    return found if isinstance(found, dict) else {}


def sent(row: Row, end: datetime, field: str) -> object:
    """The number of a row, as it was sent; raises Rejected where there is none of that time."""
    if "histogram" in row:
        raise cells.rejected(Code.NOT_ONE_NUMBER, field, "histogram")
    found = row.get("value")
    if not isinstance(found, list) or len(found) != 2:
        raise cells.rejected(Code.NOT_ONE_NUMBER, field, cells.shown(found))
    at, value = found
    if isinstance(at, bool) or not isinstance(at, int | float):
        raise cells.rejected(Code.NOT_A_NUMBER, f"{field}, time", cells.shown(at))
    # So spelt, it takes whole numbers of any length.
    if not end.timestamp() - _TOLERANCE <= at <= end.timestamp() + _TOLERANCE:
        raise cells.rejected(Code.OUTSIDE_TIME, f"{field}, time", cells.shown(at))
    return value


def _rows(server: Server, data: object, field: str) -> list[Row]:
    found = data if isinstance(data, dict) else {}
    kind, rows = found.get("resultType"), found.get("result")
    if kind in _OTHER_RESULTS:
        raise cells.rejected(Code.NOT_ONE_NUMBER, field, kind)
    if kind != "vector":
        raise _odd(server, "resultType")
    if not isinstance(rows, list) or not all(isinstance(each, dict) for each in rows):
        raise _odd(server, "result")
    if len(rows) > MOST_VALUES:
        raise cells.rejected(Code.TOO_MANY_VALUES, field, limit=MOST_VALUES)
    return rows


def _check_whole(warnings: object, field: str) -> None:
    """An answer with a warning may lack what a part of the server did not tell."""
    listed = warnings if isinstance(warnings, list) else [warnings] if warnings else []
    told = [cells.shown(each, LONGEST_SAID) for each in listed]
    grave = [each for each in told if not each.startswith(_HINT)]
    if grave:
        raise Rejected(Problem(Code.PARTIAL_ANSWER, {"field": field, "found": grave[0]}))


def _failure(server: Server, answer: Parsed, field: str) -> SourceFailed | Rejected:
    reason = cells.shown(answer.get("errorType"), cells.LONGEST_FOUND)
    said = cells.shown(answer.get("error"), LONGEST_SAID)
    failed = server.failed(Code.QUERY_FAILED, field=field, reason=reason, found=said)
    return Rejected(failed.problem) if reason in _OF_THE_QUERY else failed


def _odd(server: Server, part: str) -> SourceFailed:
    return server.failed(Code.NOT_THE_EXPECTED_ANSWER, expected=f"Prometheus ({part})")
