"""How versions did on their tests: metrics of the runs that made them, by the data they were of.

Only the version in use and those that came after it are asked about, and only for measures that
report: nobody compares any other.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from data.connections import MetricMapping, MlflowConnection
from data.facts import ExamResult, LiveVersion, ModelRef, Refusal
from data.problems import Code, Problem, Rejected, SourceFailed
from data.reach import Server
from data.sources.mlflow.answers import API, GONE, clean, pairs, part, refused
from data.sources.mlflow.numbers import count_of, number
from data.sources.mlflow.registry import ListedModel, ListedVersion, Models, age
from data.strict_json import Parsed

MOST_NEWER = 5
"""A model trained every night has hundreds of versions that nobody will ever put to use."""

_CONTEXT = "mlflow.data.context"
_TRAINING = frozenset({"train", "training"})


@dataclass(slots=True)
class _Paper:
    """The data of one test by its digest, and the last value of each metric on it."""

    digest: str
    metrics: dict[str, object] = field(default_factory=dict)


def exams(
    server: Server,
    connection: MlflowConnection,
    models: Models,
    live: list[LiveVersion],
    measured: set[tuple[ModelRef, str]],
) -> Iterator[ExamResult | Refusal]:
    """The results of every version in use and of the newest after it, measure by measure.

    ``measured`` are the measures with readings. What cannot be had is a refusal. Where the server
    stops answering, the rest is left for the next time: exams never cost us the models.
    """
    for mark in live:
        model = models[mark.ref.name]
        mapped = [each for each in connection.readings if (mark.ref, each.measure) in measured]
        for version in _examined(model, mark.version) if mapped else ():
            try:
                papers = _papers(server, version)
            except SourceFailed as failure:
                yield refused(failure.problem, _place(version), {"run_id": version.fact.run_id})
                if failure.problem.code in GONE:
                    return
                continue
            except Rejected as gone:
                yield refused(gone.problem, _place(version), {"run_id": version.fact.run_id})
                continue
            for paper in papers:
                yield from _results(version, paper, mapped)


def _examined(model: ListedModel, live: str) -> list[ListedVersion]:
    """The version in use and the newest of those that came after it, that a run has made."""
    used = model.versions[live]
    newer = [each for each in model.versions.values() if age(each) > age(used)]
    newest = sorted(newer, key=age, reverse=True)[:MOST_NEWER]
    return [each for each in (used, *newest) if each.fact.run_id]


def _papers(server: Server, version: ListedVersion) -> list[_Paper]:
    """What the version was tested on.

    MLflow 3 keeps with a logged model which metric is of which data. Of a run it keeps only all
    of its data, so its metrics count where one data set remains that is not for training. Raises
    Rejected where the run is gone.
    """
    run_id = version.fact.run_id
    answer = _found(server, f"{API}/runs/get", {"run_id": run_id})
    if answer is None:
        raise Rejected(Problem(Code.RUN_GONE, {"found": run_id}))
    run = part(answer, "run")
    sets = _data_sets(run)
    trained = {digest for digest, context in sets.items() if context in _TRAINING}
    told = _of_logged_model(server, version)
    if told:
        return [paper for digest, paper in told.items() if digest not in trained]
    tests = [digest for digest in sets if digest not in trained]
    if len(tests) != 1:
        return []
    return [_Paper(tests[0], _last(_metrics(part(run, "data"))))]


def _of_logged_model(server: Server, version: ListedVersion) -> dict[str, _Paper]:
    if not version.logged_model:
        return {}
    answer = _found(server, f"{API}/logged-models/{version.logged_model}", {}) or {}
    by_data: dict[str, list[Parsed]] = {}
    for row in _metrics(part(part(answer, "model"), "data")):
        by_data.setdefault(clean(row.get("dataset_digest")), []).append(row)
    return {digest: _Paper(digest, _last(rows)) for digest, rows in by_data.items() if digest}


def _found(server: Server, path: str, params: Mapping[str, str]) -> Parsed | None:
    """The answer; None where the run or the logged model is gone, or the server older than it."""
    try:
        return server.get(path, dict(params))
    except SourceFailed as failure:
        if failure.problem.inputs.get("status") == 404:
            return None
        raise


def _data_sets(run: Mapping[str, object]) -> dict[str, str]:
    """What each data set of a run was for, by its digest; empty where that was not said."""
    listed = part(run, "inputs").get("dataset_inputs")
    found: dict[str, str] = {}
    for row in listed if isinstance(listed, list) else []:
        each = row if isinstance(row, dict) else {}
        digest = clean(part(each, "dataset").get("digest"))
        if digest:
            context = pairs(each, "tags", "key", "value").get(_CONTEXT, "")
            found[digest] = context.strip().lower()
    return found


def _metrics(data: Mapping[str, object]) -> list[Parsed]:
    listed = data.get("metrics")
    return [row for row in listed if isinstance(row, dict)] if isinstance(listed, list) else []


def _last(rows: list[Parsed]) -> dict[str, object]:
    """The last value of each metric."""
    ordered = sorted(
        rows, key=lambda row: [_whole(row.get(name)) for name in ("timestamp", "step")]
    )
    return {clean(row.get("key")): row.get("value") for row in ordered}


def _whole(sent: object) -> int:
    """A moment or a step, sent as a number or as text; nought where it is neither."""
    text = clean(sent)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else 0


def _results(
    version: ListedVersion, paper: _Paper, mapped: list[MetricMapping]
) -> Iterator[ExamResult | Refusal]:
    for each in mapped:
        if each.metric not in paper.metrics:
            continue
        place = _place(version)
        try:
            value = number(each.metric, paper.metrics[each.metric])
            count = count_of(each.cases, paper.metrics) if each.cases else None
        except Rejected as no:
            yield refused(no.problem, place, {each.metric: paper.metrics[each.metric]})
            continue
        about = version.fact
        yield ExamResult(
            about.ref, about.version, each.measure, value, paper.digest, count=count, place=place
        )


def _place(version: ListedVersion) -> str:
    about = version.fact
    return f"run of version {about.version} of registered model {about.ref.name}"
