"""Numbers as MLflow sends them: plain, or text and a giant where there was none."""

import json
from collections.abc import Mapping

from data.problems import Code, Problem, Rejected
from data.sources.mlflow.answers import seen, shortened

INFINITE = 1.797e308
"""MLflow stores infinity as the largest number there is; nothing real is that large."""

_SHOWN = 100


def count_of(metric: str, metrics: Mapping[str, object]) -> int | None:
    """How many cases, where the run says so; a part of a case is refused."""
    if metric not in metrics:
        return None
    cases = number(metric, metrics[metric])
    if not cases.is_integer():
        raise Rejected(_problem(Code.NOT_A_COUNT, metric, metrics[metric]))
    return int(cases)


def number(field: str, sent: object) -> float:
    """A finite number. MLflow sends "NaN" as text and infinity as the largest number."""
    if sent in ("NaN", "Infinity", "-Infinity"):
        raise Rejected(_problem(Code.NOT_FINITE, field, sent))
    if isinstance(sent, bool) or not isinstance(sent, int | float):
        # As JSON writes it, so that a number sent as text shows its quotation marks.
        raise Rejected(_problem(Code.NOT_A_NUMBER, field, json.dumps(sent)))
    if not abs(sent) <= INFINITE:  # so spelt, this catches what is not a number at all, too
        raise Rejected(_problem(Code.NOT_FINITE, field, sent))
    return float(sent)


def _problem(code: Code, field: str, sent: object) -> Problem:
    return Problem(code, {"field": field, "found": shortened(seen(sent), _SHOWN)})
