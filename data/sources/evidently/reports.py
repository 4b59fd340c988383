"""A file that Evidently 0.7 wrote becomes its results, each with what it was asked for.

Two layouts are read: the whole run, as a workspace keeps it and ``dumps`` writes it, and the short
one of ``save_json``, which does not say when it was made. Widgets, which are web pages, are not.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from data.problems import Code, Problem, Rejected, Unreadable
from data.rows.cells import rejected, shown
from data.rows.plain_text import unreadable
from data.sources.evidently.contents import parsed

_METRIC = "evidently:metric_v2:"
_RESULT = "evidently:metric_result_v2:"
_BEFORE_0_7 = ("suite", "metrics_ids", "test_ids")
_ONE_NUMBER = ""
_PARTS: Mapping[str, tuple[str, ...]] = {
    "CountValue": ("count", "share"),
    "MeanStdValue": ("mean", "std"),
}


@dataclass(frozen=True, slots=True)
class Result:
    """What one metric found. ``values`` holds its number under "", or each part by its name."""

    metric: str
    asked: Mapping[str, object]
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Report:
    """What one file tells. ``made_at`` is as it was written, None where it does not stand there.

    ``faults`` are of results that could not be read; they cost no others.
    """

    made_at: object
    metadata: Mapping[str, object]
    tags: tuple[str, ...]
    results: tuple[Result, ...]
    faults: tuple[Problem, ...]


def report_of(label: str, content: bytes) -> Report:
    """The report in a file; raises Rejected where it is none of Evidently 0.7."""
    found = parsed(label, content)
    if "metric_results" in found:
        return _whole_run(found)
    if any(key in found for key in _BEFORE_0_7) or _is_old_short_form(found):
        raise unreadable(label, Unreadable.OLD_REPORT)
    entries = found.get("metrics")
    if not isinstance(entries, list):
        raise unreadable(label, Unreadable.NOT_A_REPORT)
    return Report(None, {}, (), *_sorted(partial(_short, each) for each in entries if each))


def _sorted(
    readers: Iterable[Callable[[], Result]],
) -> tuple[tuple[Result, ...], tuple[Problem, ...]]:
    """The results that can be read, and what is wrong with the others."""
    results, faults = [], []
    for read in readers:
        try:
            results.append(read())
        except Rejected as fault:
            faults.append(fault.problem)
    return tuple(results), tuple(faults)


def _is_old_short_form(found: Mapping[str, object]) -> bool:
    metrics = found.get("metrics")
    first = metrics[0] if isinstance(metrics, list) and metrics else None
    return isinstance(first, dict) and "metric" in first and "result" in first


def _whole_run(found: Mapping[str, object]) -> Report:
    results = _mapping("metric_results", found["metric_results"])
    if found.get("timestamp") is None:
        raise rejected(Code.VALUE_MISSING, "timestamp")
    tags = found.get("tags", [])
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        raise rejected(Code.NOT_PLAIN_TEXT, "tags", tags)
    return Report(
        found["timestamp"],
        _mapping("metadata", found.get("metadata", {})),
        tuple(tags),
        *_sorted(
            partial(_full, f"metric_results.{shown(key, 40)}", each)
            for key, each in results.items()
        ),
    )


def _full(field: str, written: object) -> Result:
    result = _mapping(field, written)
    location = _mapping(f"{field}.metric_value_location", result.get("metric_value_location"))
    metric = _mapping(f"{field}.metric_value_location.metric", location.get("metric"))
    asked = _mapping(f"{field}.metric_value_location.metric.params", metric.get("params"))
    return Result(_name(field, asked), asked, dict(_full_values(field, result)))


def _full_values(field: str, result: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    kind = _after(f"{field}.type", result.get("type"), _RESULT)
    if kind == "SingleValue":
        yield _ONE_NUMBER, result.get("value")
    for part in _PARTS.get(kind, ()):
        yield part, _single(f"{field}.{part}", result.get(part))
    if kind == "ByLabelValue":
        for label, each in _mapping(f"{field}.values", result.get("values")).items():
            yield label, _single(f"{field}.values.{shown(label, 40)}", each)


def _single(field: str, written: object) -> object:
    return _mapping(field, written).get("value")


def _short(written: object) -> Result:
    entry = _mapping("metrics", written)
    asked = _mapping("metrics.config", entry.get("config"))
    value = entry.get("value")
    values = value if isinstance(value, dict) else {_ONE_NUMBER: value}
    return Result(_name("metrics.config", asked), asked, values)


def _name(field: str, asked: Mapping[str, object]) -> str:
    return _after(f"{field}.type", asked.get("type"), _METRIC)


def _after(field: str, written: object, beginning: str) -> str:
    """What stands behind the beginning that every type of this layout has."""
    if not isinstance(written, str) or not re.fullmatch(re.escape(beginning) + r"\w+", written):
        raise rejected(Code.NOT_ONE_OF, field, written, allowed=f"{beginning}…")
    return written.removeprefix(beginning)


def _mapping(field: str, written: object) -> Mapping[str, object]:
    if not isinstance(written, dict):
        raise _not_there(field, written)
    return written


def _not_there(field: str, written: object) -> Rejected:
    if written is None:
        return rejected(Code.VALUE_MISSING, field)
    return rejected(Code.NOT_ONE_OF, field, written, allowed="{…}")
