"""Numbers as MLflow sends them: plain, or text and a giant where there was none."""

import math
from collections.abc import Mapping

from data.problems import Code, Problem, Rejected
from data.sources.mlflow.answers import clean, shortened

INFINITE = 1.797e308
"""MLflow stores infinity as the largest number there is; nothing real is that large."""

MOST_CASES = 2**53
"""Above this a floating-point number skips whole numbers, so it no longer counts."""

_SHOWN = 100


def count_of(metric: str, metrics: Mapping[str, object]) -> int | None:
    """How many cases, where the run says so; a part of a case or less than none is refused."""
    if metric not in metrics:
        return None
    cases = number(metric, metrics[metric])
    if not 0 <= cases <= MOST_CASES or not cases.is_integer():
        raise Rejected(bad_number(Code.NOT_A_COUNT, metric, metrics[metric]))
    return int(cases)


def number(field: str, sent: object) -> float:
    """A finite number. MLflow sends "NaN" as text and infinity as the largest number."""
    if sent in ("NaN", "Infinity", "-Infinity"):
        raise Rejected(bad_number(Code.NOT_FINITE, field, sent))
    if isinstance(sent, bool) or not isinstance(sent, int | float):
        raise Rejected(bad_number(Code.NOT_A_NUMBER, field, sent))
    if math.isnan(sent) or abs(sent) > INFINITE:
        raise Rejected(bad_number(Code.NOT_FINITE, field, sent))
    return float(sent)


def bad_number(code: Code, field: str, sent: object) -> Problem:
    """The problem of one number, with what was sent."""
    return Problem(code, {"field": field, "found": shortened(clean(sent), _SHOWN)})
