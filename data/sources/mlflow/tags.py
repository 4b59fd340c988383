"""Business facts from tags with the company's prefix; how often to report, what it runs with."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from isodate import ISO8601Error, parse_duration

from data.connections import MlflowConnection
from data.facts import Fact, FieldName, Impact, Kind, Origin, Refusal, Rhythm, RunsWith
from data.problems import Code, Problem, Rejected
from data.sources.mlflow.answers import refused, shortened, within
from data.sources.mlflow.libraries import pip_entry, requirement_lines, without_secrets
from data.sources.mlflow.registry import ListedModel

VALUE_CHARACTERS = 500
"""A business fact is a line; a longer text belongs in the description."""

RUNS_WITH = "runs_with"
"""The tag that lists what is installed where the model runs."""

INSTALLED_CHARACTERS = 20_000
"""What pip lists of an environment with hundreds of libraries."""

_SHOWN = 100

_ALLOWED: Mapping[FieldName, Mapping[str, str]] = {
    FieldName.IMPACT: {each.value: each.value for each in Impact},
    FieldName.KIND: {each.value: each.value for each in Kind},
    FieldName.AFFECTS_PEOPLE: {"yes": "yes", "no": "no", "true": "yes", "false": "no"},
}


def facts(
    model: ListedModel, live: str, connection: MlflowConnection
) -> Iterator[Fact | Rhythm | RunsWith | Refusal]:
    """What the tags of a model and of its version in use say, and the description.

    A tag of the version in use goes before the same tag of the model. ``live`` is the number of
    that version, or empty.
    """
    told: set[FieldName] = set()
    for place, key, value in _ours(model, live, connection):
        if key.removeprefix(connection.tag_prefix) == RUNS_WITH:
            yield from _installed(model, key, value, place)
            continue
        try:
            for fact in _fact(model, key.removeprefix(connection.tag_prefix), value, place):
                told.add(FieldName.CADENCE if isinstance(fact, Rhythm) else fact.name)
                yield fact
        except Rejected as no:
            problem = _prefixed(no.problem, connection)
            yield refused(problem, model.place, {"tag": key, "value": value})
    about = model.fact.description.strip()
    if about and FieldName.WHAT_IT_DOES not in told:
        place = "registry description"
        yield Fact(model.fact.ref, FieldName.WHAT_IT_DOES, about, Origin.READ, place)


def _installed(
    model: ListedModel, key: str, value: str, place: str
) -> Iterator[RunsWith | Refusal]:
    """What is installed, as pip lists it; commas may stand in place of line ends."""
    if len(value) > INSTALLED_CHARACTERS:
        problem = Problem(Code.TEXT_TOO_LONG, {"field": key, "limit": INSTALLED_CHARACTERS})
        yield refused(problem, model.place, {"tag": key, "value": value})
        return
    for line, _ in requirement_lines(value.replace(",", "\n")):
        entry = pip_entry(line)
        if entry is not None and entry[2]:
            yield RunsWith(model.fact.ref, entry[0], entry[2], place)
        else:
            shown = shortened(without_secrets(line), _SHOWN)
            problem = Problem(Code.LIBRARY_UNREADABLE, {"file": key, "found": shown})
            yield refused(problem, model.place, {"tag": key, "line": shown})


def _ours(
    model: ListedModel, live: str, connection: MlflowConnection
) -> Iterator[tuple[str, str, str]]:
    """Place, key and value of each tag with our prefix; a blank one is a field not recorded."""
    tags = {key: (f"registry tag {key}", value) for key, value in model.tags.items()}
    if live:
        version = {**model.versions[live].tags}
        version.pop(connection.live_tag, None)
        place = f"of version {live}"
        tags |= {key: (f"registry tag {key} {place}", value) for key, value in version.items()}
    for key, (place, value) in tags.items():
        if key.startswith(connection.tag_prefix) and value.strip():
            yield shortened(place, VALUE_CHARACTERS), key, value.strip()


def _fact(model: ListedModel, key: str, value: str, place: str) -> list[Fact | Rhythm]:
    """One fact, and for the cadence the rhythm too. Raises Rejected."""
    if key not in set(FieldName):
        nearest = get_close_matches(key, [*FieldName, RUNS_WITH], n=1)
        inputs = {"key": shortened(key, _SHOWN), "nearest": nearest[0] if nearest else ""}
        raise Rejected(Problem(Code.UNKNOWN_KEY, inputs))
    name = FieldName(key)
    kept = _allowed(name, within(value, key, VALUE_CHARACTERS))
    fact = Fact(model.fact.ref, name, kept, Origin.READ, place)
    if name is not FieldName.CADENCE:
        return [fact]
    return [fact, Rhythm(fact.ref, _duration(key, kept), origin=Origin.READ, place=place)]


def _allowed(name: FieldName, value: str) -> str:
    allowed = _ALLOWED.get(name)
    if allowed is None:
        return value
    if value.lower() not in allowed:
        inputs = {
            "field": name.value,
            "found": shortened(value, _SHOWN),
            "allowed": ", ".join(dict.fromkeys(allowed.values())),
        }
        raise Rejected(Problem(Code.NOT_ONE_OF, inputs))
    return allowed[value.lower()]


def _duration(key: str, value: str) -> str:
    """An ISO 8601 duration longer than nothing, as it was written."""
    found = {"field": key, "found": shortened(value, _SHOWN)}
    try:
        length = parse_duration(value)
    except (ISO8601Error, ValueError, OverflowError) as error:
        raise Rejected(Problem(Code.NOT_A_DURATION, found)) from error
    if not length or value.startswith("-"):
        raise Rejected(Problem(Code.NOT_A_DURATION, found))
    return value


def _prefixed(problem: Problem, connection: MlflowConnection) -> Problem:
    """The problem with its key spelt as in the registry, where a person will look for it."""
    spelt = {
        name: f"{connection.tag_prefix}{value}"
        for name, value in problem.inputs.items()
        if name in ("field", "key", "nearest") and value
    }
    return Problem(problem.code, {**problem.inputs, **spelt})
