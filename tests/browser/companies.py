"""Stores to look at in a browser: filled by sync and judged, as any store is."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from app.judging import judge_all
from data.connections import Connection, MlflowConnection, SampleConnection
from data.facts import (
    Agreement,
    Arrival,
    Better,
    Fact,
    FieldName,
    Library,
    LiveBy,
    LiveVersion,
    Measure,
    Model,
    ModelRef,
    Origin,
    Person,
    Pipeline,
    PipelineRun,
    Question,
    ReadContext,
    Reading,
    RunEnd,
    RunsWith,
    Unit,
    Version,
)
from data.store.engine import open_store
from data.store.schema import upgrade
from data.sync import sync

PRETEND = SampleConnection()
REGISTRY = MlflowConnection("registry", "http://127.0.0.1:1")
ZONE = "Europe/London"
WEEK = timedelta(days=7)
UNITS = ("Retail", "Insurance", "Parcels")

Read = Callable[[ReadContext], Iterator[Arrival]]

SCRIPT = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
MARKDOWN = "**bold** [click](https://evil.example/) :green[Healthy] $x^2$ :material/star:"
BRACES = "{name} {0} {{value}} %s {value"
CHINESE = "客户流失预警模型（零售）"
LONG = "W" * 200
ARABIC = "نموذج التنبؤ بالمبيعات"
HOSTILE = (SCRIPT, MARKDOWN, BRACES, CHINESE, LONG, ARABIC)


def large(count: int) -> Iterator[Arrival]:
    """So many plain models, one in ten below, one in ten silent, and the hostile ones."""
    now = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    yield Person("ana", "Ana Ruiz", unit="Retail")
    for number in range(count):
        value, age = _story(number)
        name = f"Model {number:04}"
        unit = UNITS[number % len(UNITS)]
        yield from model(name, now - age, value=value, owner="ana", unit=unit)
        yield from step(name, f"Step {number // 2:04}", now)
        yield from software(name, "pandas", "2.2.3")
    for number, name in enumerate(HOSTILE):
        yield from model(f"hostile-{number}", now, value=0.4, owner=name, unit=name, told=name)
        yield from step(f"hostile-{number}", name, now)
        yield from software(f"hostile-{number}", name, name)
    yield Model(ModelRef("Only tried out", "registry"), now - 30 * WEEK)


def _story(number: int) -> tuple[float, timedelta]:
    stories = {0: (0.5, timedelta(0)), 1: (0.8, 20 * WEEK)}
    return stories.get(number % 10, (0.8, timedelta(0)))


def model(
    key: str, end: datetime, *, value: float, owner: str, unit: str, told: str = ""
) -> Iterator[Arrival]:
    """One model in use, with eight weeks of results against an agreed minimum of 70 in 100."""
    ref = ModelRef(key, "registry")
    made = end - 30 * WEEK
    facts = {
        FieldName.BUSINESS_NAME: told or key,
        FieldName.OWNER: owner,
        FieldName.BACKUP_OWNER: "Priya Nair",
        FieldName.UNIT: unit,
        FieldName.IMPACT: "low",
        FieldName.WHAT_IT_DOES: told or "Chooses who gets a letter.",
    }
    yield Model(ref, made)
    yield Version(ref, "1", made, told)
    yield LiveVersion(ref, "1", LiveBy.ALIAS, "champion")
    yield from (Fact(ref, name, said, Origin.READ, "tag") for name, said in facts.items())
    phrase = f"finds {{value}} of the {told}" if told else "finds {value} of those who leave"
    question, better = Question.PERFORMANCE, Better.HIGHER
    yield Measure(ref, "found", question, "recall", Unit.SHARE, better, phrase[:200])
    yield Agreement(ref, "found", 0.7, owner, date(2026, 1, 5))
    for week in range(8, 0, -1):
        start = end - week * WEEK
        yield Reading(ref, "found", start, start + WEEK, value, count=900)


def software(key: str, name: str, version: str) -> Iterator[Arrival]:
    """Software that a model was tested with and runs with."""
    ref = ModelRef(key, "registry")
    yield Library(ref, "1", name, f"{name}=={version}", version, "requirements.txt")
    yield RunsWith(ref, name, version, "inventory")


def step(key: str, name: str, now: datetime) -> Iterator[Arrival]:
    """A step that brings data to a model every day and has run for a week."""
    ref = ModelRef(key, "registry")
    yield Pipeline(ref, name, "P1D", "", f"{name} as it came", f"{name} made ready", name)
    for days in range(7):
        ended = now - timedelta(days=days, hours=5)
        yield PipelineRun(ref, name, ended, RunEnd.SUCCEEDED, 120_000 + days, name)


def fill(folder: Path, connection: Connection, read: Read) -> str:
    """A store of its own in ``folder``, read and judged just now; returns its address."""
    url = f"sqlite:///{folder / 'rollcall.db'}"
    engine = open_store(url)
    upgrade(engine)
    now = datetime.now(UTC)
    report = sync(
        engine,
        [connection],
        now=now,
        time_zone=ZONE,
        base=folder,
        readers={type(connection): lambda _connection, context: read(context)},
    )
    assert not report.failed, report
    judge_all(engine, now=now, time_zone=ZONE)
    engine.dispose()
    return url
