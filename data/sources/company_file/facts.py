"""A checked entry becomes facts, each typed by a person and each with its place."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from data.facts import (
    Acknowledgement,
    Agreement,
    AnswerUse,
    Arrival,
    DataUse,
    DoesNotApply,
    ExamResult,
    Fact,
    FieldName,
    Kind,
    LiveBy,
    LiveSpell,
    Measure,
    Model,
    ModelRef,
    Origin,
    Pause,
    Person,
    Pipeline,
    PipelineRun,
    QuietTime,
    Retirement,
    Rhythm,
    RunsWith,
)
from data.sources.company_file.entries import (
    AboutModel,
    AcknowledgedEntry,
    AgreementEntry,
    DataEntry,
    DoesNotApplyEntry,
    Entry,
    ExamEntry,
    LiveEntry,
    MeasureEntry,
    ModelEntry,
    PauseEntry,
    PersonEntry,
    PipelineEntry,
    PipelineRunEntry,
    QuietTimeEntry,
    RhythmEntry,
    RunsWithEntry,
    Shape,
    UsedByEntry,
)

REGISTRY = "company file"
"""What stands as the registry of a model that no registry knows."""

_MEASURE_WORDS = frozenset({"question", "kind", "unit", "better", "phrase", "things"})
_TYPED_ON_AGREEMENT = (
    "measure",
    "minimum",
    "agreed_by",
    "agreed_on",
    "expected",
    "stop_line",
    "minimum_cases",
    "largest_gap",
    "outcomes_after",
    "outcomes_known_for",
    "worth_low",
    "worth_high",
    "currency",
    "review_by",
    "why",
)
_GROUNDS: Mapping[type[AboutModel], Callable[..., Arrival]] = {
    QuietTimeEntry: QuietTime,
    DoesNotApplyEntry: DoesNotApply,
    AcknowledgedEntry: Acknowledgement,
    DataEntry: DataUse,
    UsedByEntry: AnswerUse,
    RunsWithEntry: RunsWith,
    PipelineEntry: Pipeline,
    PipelineRunEntry: PipelineRun,
    ExamEntry: ExamResult,
}
"""Entries whose keys are called as the fields of the fact they become."""

_WHICH_MODEL = frozenset({"model", "registry"})


@dataclass(frozen=True, slots=True)
class Entered:
    """The names of the models that enter through this file because no registry knows them."""

    names: frozenset[str]

    def ref(self, name: str, registry: str) -> ModelRef:
        """Which model is meant where an entry gives this name and perhaps a registry."""
        return ModelRef(name, registry or (REGISTRY if name in self.names else None))


def entered(entries: Iterator[Entry]) -> Entered:
    """Models that are no registry models and are not said to stand in one."""
    return Entered(
        frozenset(
            entry.name
            for entry in entries
            if isinstance(entry, ModelEntry)
            and not entry.registry
            and entry.kind not in (None, Kind.REGISTRY)
        )
    )


def describes_measure(entry: Shape) -> bool:
    """True where the entry says what the measure is, not only which one is meant."""
    return isinstance(entry, MeasureEntry) or bool(_MEASURE_WORDS & entry.model_fields_set)


def facts_of(entry: Entry, place: str, models: Entered) -> Iterator[Arrival]:
    """Everything one entry says."""
    if isinstance(entry, PersonEntry):
        yield _person(entry, place)
    elif isinstance(entry, ModelEntry):
        yield from _model(entry, place, models.ref(entry.name, entry.registry))
    elif isinstance(entry, AboutModel):
        yield from _about(entry, place, models.ref(entry.model, entry.registry))


def _about(entry: AboutModel, place: str, ref: ModelRef) -> Iterator[Arrival]:
    if isinstance(entry, Shape) and describes_measure(entry):
        yield _measure(entry, ref)
    if isinstance(entry, AgreementEntry):
        told = {name: getattr(entry, name) for name in _TYPED_ON_AGREEMENT}
        yield Agreement(ref=ref, place=place, **told)
    elif isinstance(entry, RhythmEntry):
        yield Rhythm(ref, entry.every, entry.grace, entry.measure, Origin.TYPED, place)
    elif isinstance(entry, PauseEntry):
        yield _pause(entry, place, ref)
    elif isinstance(entry, LiveEntry):
        yield _spell(entry, place, ref)
    elif type(entry) in _GROUNDS:
        told = {name: _in_utc(cell) for name, cell in entry if name not in _WHICH_MODEL}
        yield _GROUNDS[type(entry)](ref=ref, place=place, **told)


def _in_utc(cell: object) -> object:
    return cell.astimezone(UTC) if isinstance(cell, datetime) else cell


def _person(entry: PersonEntry, place: str) -> Person:
    key = entry.key or entry.name
    return Person(key, entry.name, entry.email, entry.unit, entry.left_on, place)


def _model(entry: ModelEntry, place: str, ref: ModelRef) -> Iterator[Arrival]:
    if ref.registry == REGISTRY:
        yield Model(ref, description=entry.what_it_does)
    for name in FieldName:
        value = getattr(entry, name.value)
        if value:
            yield Fact(ref, name, str(value), Origin.TYPED, place)
    if entry.retired_on:
        yield Retirement(ref, entry.retired_on, place)


def _measure(entry: Shape, ref: ModelRef) -> Measure:
    return Measure(
        ref=ref,
        key=entry.measure,
        question=entry.question,
        kind=entry.kind or entry.measure,
        unit=entry.unit,
        better=entry.better,
        phrase=entry.phrase,
        things=entry.things,
        currency=entry.currency,
    )


def _pause(entry: PauseEntry, place: str, ref: ModelRef) -> Pause:
    start, end = entry.start.astimezone(UTC), entry.end.astimezone(UTC)
    return Pause(ref, start, end, entry.by, entry.reason, entry.still_used, place)


def _spell(entry: LiveEntry, place: str, ref: ModelRef) -> LiveSpell:
    end = entry.end.astimezone(UTC) if entry.end else None
    start = entry.start.astimezone(UTC)
    return LiveSpell(ref, entry.version, start, end, entry.start_known, LiveBy.IMPORTED, place)
