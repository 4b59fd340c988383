"""Registered models, their versions, and which version of each is in use."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from data.connections import MlflowConnection
from data.facts import LiveBy, LiveVersion, Model, ModelRef, ReadContext, Refusal, Version
from data.problems import Code, Problem, Rejected
from data.reach import Server
from data.sources.mlflow import answers
from data.sources.mlflow.answers import (
    API,
    clean,
    created,
    no_text,
    pages,
    pairs,
    refused,
    shortened,
    within,
)
from data.strict_json import Parsed

NAME_CHARACTERS = 500
"""A name identifies, so a longer one is refused, never shortened. MLflow itself stops at 256."""

DESCRIPTION_CHARACTERS = 5_000
"""MLflow's own limit; another server's longer text ends in an ellipsis."""

_LOGGED_MODEL = re.compile(r"models:?/(m-[0-9a-f]{32})(?=/|$)")
"""Where the files of a version lie tells of which logged model it is. No other text may become
part of an address."""

PAGE = 500
"""Rows per page; every MLflow since 1.0 allows 1,000."""


@dataclass(frozen=True, slots=True)
class ListedVersion:
    """One version as listed, with the marks that may say it is in use.

    ``logged_model`` is the id of what MLflow 3 logged, or empty.
    """

    fact: Version
    stage: str
    tags: Mapping[str, str]
    logged_model: str = ""


@dataclass(frozen=True, slots=True)
class ListedModel:
    """One registered model as listed, with its versions by number."""

    fact: Model
    tags: Mapping[str, str]
    aliases: Mapping[str, str]
    versions: dict[str, ListedVersion]

    @property
    def place(self) -> str:
        """Where a refused part of it stood."""
        return f"registered model {self.fact.ref.name}"


Models = dict[str, ListedModel]


def listed(
    server: Server, connection: MlflowConnection, context: ReadContext
) -> tuple[Models, list[Refusal]]:
    """All registered models by name, with all their versions, and what was not taken."""
    models: Models = {}
    refusals: list[Refusal] = []
    for row in _found(server, "registered-models/search", "registered_models"):
        try:
            ref = ModelRef(_name(row), connection.name)
        except Rejected as no:
            refusals.append(refused(no.problem, "registered model", {"name": row.get("name")}))
            continue
        models[ref.name] = _model(row, ref, context, refusals)
    for row in _found(server, "model-versions/search", "model_versions"):
        _shelve(row, models, context, refusals)
    return models, refusals


def _found(server: Server, path: str, key: str) -> Iterator[Parsed]:
    def ask(token: str) -> Parsed:
        params: dict[str, str | int] = {"max_results": PAGE}
        return server.get(f"{API}/{path}", params | ({"page_token": token} if token else {}))

    def identity(row: Mapping[str, object]) -> tuple[str, str]:
        return clean(row.get("name")), clean(row.get("version"))

    return pages(server, ask, key, identity, answers.MOST_MODELS)


def _name(row: Mapping[str, object]) -> str:
    name = clean(row.get("name"))
    if not name.strip():
        raise Rejected(Problem(Code.VALUE_MISSING, {"field": "name"}))
    return within(name, "name", NAME_CHARACTERS)


def _model(
    row: Parsed, ref: ModelRef, context: ReadContext, refusals: list[Refusal]
) -> ListedModel:
    described = shortened(clean(row.get("description")), DESCRIPTION_CHARACTERS)
    place = f"registered model {ref.name}"
    at = _created(row, place, context, refusals)
    refusals += (refused(problem, place, row) for problem in no_text(row, "tags"))
    return ListedModel(
        Model(ref, at, described),
        pairs(row, "tags", "key", "value"),
        pairs(row, "aliases", "alias", "version"),
        {},
    )


def _shelve(row: Parsed, models: Models, context: ReadContext, refusals: list[Refusal]) -> None:
    """Put one listed version with its model, or among the refusals."""
    name, number = clean(row.get("name")), clean(row.get("version"))
    model = models.get(name)
    if model is None:
        unknown = Problem(Code.UNKNOWN_MODEL, {"found": shortened(name, 100), "nearest": ""})
        refusals.append(refused(unknown, "model version", {"name": name, "version": number}))
    elif not number or len(number) > NAME_CHARACTERS:
        missing = Problem(Code.VALUE_MISSING, {"field": "version"})
        refusals.append(refused(missing, model.place, {"version": number}))
    else:
        at = _created(row, f"version {number} of {model.place}", context, refusals)
        version = Version(
            model.fact.ref,
            number,
            at,
            shortened(clean(row.get("description")), DESCRIPTION_CHARACTERS),
            shortened(clean(row.get("user_id")), NAME_CHARACTERS),
            shortened(clean(row.get("run_id")), NAME_CHARACTERS),
        )
        refusals += (refused(problem, model.place, row) for problem in no_text(row, "tags"))
        tags = pairs(row, "tags", "key", "value")
        logged = _LOGGED_MODEL.search(clean(row.get("source")))
        model.versions[number] = ListedVersion(
            version, clean(row.get("current_stage")), tags, logged[1] if logged else ""
        )


def _created(
    row: Parsed, place: str, context: ReadContext, refusals: list[Refusal]
) -> datetime | None:
    try:
        return created(row, context.now)
    except Rejected as no:
        sent = row.get("creation_timestamp")
        refusals.append(refused(no.problem, place, {"creation_timestamp": sent}))
        return None


def in_use(
    model: ListedModel, connection: MlflowConnection
) -> tuple[LiveVersion | None, list[Refusal]]:
    """The one version in use: by alias before stage before tag, and the newest of several.

    A mark that names another version, and an alias whose version is gone, are refusals.
    """
    marks, refusals = _marks(model, connection)
    if not marks:
        return None, refusals
    live = marks[0]
    for other in marks[1:]:
        if other.version != live.version:
            said = {"first": _said(live), "second": _said(other)}
            problem = Problem(Code.LIVE_MARKS_DISAGREE, said)
            refusals.append(refused(problem, model.place, said))
    return live, refusals


def _marks(
    model: ListedModel, connection: MlflowConnection
) -> tuple[list[LiveVersion], list[Refusal]]:
    """Everything that says a version is in use, the strongest first."""
    marks: list[LiveVersion] = []
    refusals: list[Refusal] = []
    ref, alias = model.fact.ref, connection.live_alias
    pointed = model.aliases.get(alias, "") if alias else ""
    if pointed in model.versions:
        marks.append(LiveVersion(ref, pointed, LiveBy.ALIAS, alias))
    elif pointed:
        problem = Problem(Code.UNKNOWN_VERSION, {"field": f"alias {alias}", "found": pointed})
        refusals.append(refused(problem, model.place, {"alias": alias, "version": pointed}))
    refusals += _alike(model, alias, pointed)
    newest_first = sorted(model.versions.values(), key=age, reverse=True)
    marks += [
        LiveVersion(ref, each.fact.version, LiveBy.STAGE, "Production")
        for each in newest_first
        if each.stage == "Production"
    ]
    marks += [
        LiveVersion(ref, each.fact.version, LiveBy.TAG, connection.live_tag)
        for each in newest_first
        if each.tags.get(connection.live_tag, "").strip().lower() == "true"
    ]
    return marks, refusals


def _alike(model: ListedModel, alias: str, pointed: str) -> list[Refusal]:
    """Aliases that people would take for the one we follow, and that name another version."""
    return [
        refused(
            Problem(Code.ALIASES_ALIKE, {"first": alias, "second": other}),
            model.place,
            {"alias": other, "version": version},
        )
        for other, version in model.aliases.items()
        if pointed and other.casefold() == alias.casefold() and version != pointed
    ]


def age(version: ListedVersion) -> tuple[int, str]:
    """What sorts versions by their number, the oldest first."""
    number = version.fact.version
    return (int(number) if number.isascii() and number.isdigit() else 0, number)


def _said(mark: LiveVersion) -> str:
    return f"{mark.version} ({mark.by.value} {mark.detail})"
