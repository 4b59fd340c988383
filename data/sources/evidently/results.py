"""Which result of a report a measure asks for, and the columns it was found in."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from data.connections import RESULT_NAME
from data.problems import Code, Rejected
from data.rows.cells import number, rejected, shown, text
from data.sources.evidently.reports import Report, Result

MOST_COLUMNS = 10
"""Of a hundred columns that differ, nobody reads more than the first ones."""

_CHANCE = frozenset(
    {
        "anderson", "Anderson-Darling", "chisquare", "chi-square p_value", "es", "Epps-Singleton",
        "fisher_exact", "Fisher's Exact test", "g_test", "mannw", "Mann-Whitney U-rank test",
        "empirical_mmd", "t_test", "TVD", "Total-Variation-Distance", "z", "Z-test p_value",
    }
)  # fmt: skip
"""Ways to compare, by both names Evidently has for each, under which a column differs where the
score is below its limit: how often chance alone does this."""

_CHANCE_OR_AT = frozenset({"ks", "K-S p_value", "cramer_von_mises", "Cramer-von Mises"})
"""The same, and a score right at the limit counts as well."""

_DISTANCE = frozenset(
    {
        "hellinger", "Hellinger distance", "jensenshannon", "Jensen-Shannon distance", "kl_div",
        "Kullback-Leibler divergence", "psi", "PSI", "wasserstein", "Wasserstein distance (normed)",
    }
)  # fmt: skip
"""Ways under which a column differs where the score is at or above its limit."""

_DISTANCE_ABOVE = frozenset({"ed", "Energy-distance"})
"""The same, and a score right at the limit does not count."""


@dataclass(frozen=True, slots=True)
class AskedFor:
    """One result as the configuration names it: "MissingValueCount(column=age).share"."""

    written: str
    metric: str
    asked: Mapping[str, str]
    part: str


def asked_for(written: str) -> AskedFor | None:
    """The name taken apart, or None where it is none."""
    found = RESULT_NAME.fullmatch(written.strip())
    if found is None:
        return None
    # A column may have a comma in its name, and then no "=" follows it.
    pairs = [each.partition("=") for each in re.split(r",\s*(?=\w+=)", found["asked"] or "")]
    asked = {key.strip(): value for key, sign, value in pairs if sign}
    return AskedFor(written, found["metric"], asked, found["part"] or "")


def value_in(report: Report, wanted: AskedFor) -> object:
    """What the report found, None where it was not asked. Raises Rejected where several fit."""
    fitting = [each for each in report.results if _fits(each, wanted)]
    if not fitting:
        return None
    first, *others = [(_apart(each), each.values.get(wanted.part)) for each in fitting]
    any_column = "column" in first[0] and "column" not in wanted.asked
    if any_column or any(each != first for each in others):
        raise rejected(Code.SEVERAL_RESULTS, wanted.written)
    if first[1] is None:
        raise rejected(Code.NO_SUCH_RESULT, wanted.written)
    return first[1]


def settings_of(report: Report, wanted: AskedFor) -> str:
    """How the result was worked out, as far as the report says it: "method=psi, threshold=0.1"."""
    asked = _apart(_the_one(report, wanted))
    told = {key: value for key, value in asked.items() if isinstance(value, str | int | float)}
    apart = {"type", "column", *wanted.asked}
    return ", ".join(f"{key}={shown(told[key], 80)}" for key in sorted(told) if key not in apart)


def columns_of(report: Report, wanted: AskedFor) -> str:
    """The columns that a number about all of them was found in, the most of it first.

    Empty for any other number, and where what the report says of single columns does not add up
    to what it says of all of them.
    """
    if wanted.metric not in _BY_COLUMN:
        return ""
    try:
        found = _BY_COLUMN[wanted.metric](report, _the_one(report, wanted))
    except Rejected:
        return ""
    names = [shown(name, 80) for _, name in sorted(found, key=lambda each: (-each[0], each[1]))]
    more = ["…"] if len(names) > MOST_COLUMNS else []
    return ", ".join(names[:MOST_COLUMNS] + more)


def _fits(result: Result, wanted: AskedFor) -> bool:
    return result.metric == wanted.metric and all(
        str(result.asked.get(key)) == value for key, value in wanted.asked.items()
    )


def _apart(result: Result) -> dict[str, object]:
    """What tells two results of one metric apart; what is tested of them does not."""
    return {key: value for key, value in result.asked.items() if not key.endswith("tests")}


def _the_one(report: Report, wanted: AskedFor) -> Result:
    return next(each for each in report.results if _fits(each, wanted))


def _differing(report: Report, whole: Result) -> Sequence[tuple[float, str]]:
    """How far each column that differs is beyond its own limit, and its name."""
    named = whole.asked.get("columns")
    among = {each for each in named if isinstance(each, str)} if isinstance(named, list) else None
    found = [
        (_beyond(each), name)
        for name, each in _single_columns(report, "ValueDrift")
        if among is None or name in among
    ]
    return _if_all([each for each in found if each[0] > 0], whole)


def _missing(report: Report, whole: Result) -> Sequence[tuple[float, str]]:
    found = [
        (number("count", each.values.get("count")), name)
        for name, each in _single_columns(report, "MissingValueCount")
    ]
    there = [each for each in found if each[0] > 0]
    if sum(count for count, _ in there) != number("count", whole.values.get("count")):
        raise rejected(Code.VALUE_MISSING, "column")
    return there


_BY_COLUMN = {"DriftedColumnsCount": _differing, "DatasetMissingValueCount": _missing}


def _if_all(found: Sequence[tuple[float, str]], whole: Result) -> Sequence[tuple[float, str]]:
    if len(found) != number("count", whole.values.get("count")):
        raise rejected(Code.VALUE_MISSING, "column")
    return found


def _single_columns(report: Report, metric: str) -> Iterator[tuple[str, Result]]:
    """The results of single columns; raises Rejected where one column has two of them."""
    names: set[str] = set()
    for each in report.results:
        column = each.asked.get("column")
        if each.metric == metric and isinstance(column, str):
            if column in names:
                raise rejected(Code.SEVERAL_RESULTS, metric)
            names.add(column)
            yield column, each


def _beyond(result: Result) -> float:
    """How many times its limit the score of a column is; 0 where the column does not differ."""
    score = number("value", result.values.get(""))
    limit = number("threshold", result.asked.get("threshold"))
    method = text("method", result.asked.get("method"))
    if method in _CHANCE_OR_AT or method in _CHANCE:
        below = score <= limit if method in _CHANCE_OR_AT else score < limit
        return _times(limit, score) if below else 0.0
    if method in _DISTANCE or method in _DISTANCE_ABOVE:
        above = score > limit if method in _DISTANCE_ABOVE else score >= limit
        return _times(score, limit) if above else 0.0
    raise rejected(Code.NOT_ONE_OF, "method", method)


def _times(larger: float, smaller: float) -> float:
    return larger / smaller if smaller > 0 and larger / smaller > 0 else float("inf")
