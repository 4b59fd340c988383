"""What each section of the file may hold; the fields are the keys, and docs/company-file.md
tells them in words. A fault is a Refusal that names the entry, the key, what was found and what
is allowed."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from data.facts import Better, Question, Refusal, Unit, UseKind
from data.problems import Code, Problem
from data.rows import cells
from data.rows.periods import Clock
from data.sources.company_file import values


class Entry(BaseModel):
    """One ``[[section]]`` of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PersonEntry(Entry):
    """Somebody who may own a model; ``key`` is what tags call this person (else the name)."""

    name: values.Name
    key: values.OptionalName = ""
    email: values.OptionalName = ""
    unit: values.OptionalName = ""
    left_on: values.Day | None = None


class ModelEntry(Entry):
    """The business facts of one model, whether a registry knows it or not."""

    name: values.Name
    registry: values.OptionalName = ""
    kind: values.OneKind | None = None
    business_name: values.OptionalName = ""
    what_it_does: values.OptionalWords = ""
    purpose: values.OptionalWords = ""
    owner: values.OptionalName = ""
    backup_owner: values.OptionalName = ""
    team: values.OptionalName = ""
    contact: values.OptionalName = ""
    expert: values.OptionalName = ""
    unit: values.OptionalName = ""
    impact: values.OneImpact | None = None
    impact_reason: values.OptionalWords = ""
    affects_people: values.YesOrNo = ""
    measure: values.OptionalName = ""
    cadence: values.OptionalDuration = ""
    groups: values.OptionalNames = ""
    explained: values.OptionalWords = ""
    supplier_version: values.OptionalName = ""
    retired_on: values.Day | None = None


class AboutModel(Entry):
    """An entry about a model named elsewhere."""

    model: values.Name
    registry: values.OptionalName = ""


class Shape(AboutModel):
    """A measure in the company's words. What is left out is as in ``[measures.<key>]``."""

    measure: values.Name
    question: values.OneQuestion = Question.PERFORMANCE
    kind: values.OptionalName = ""
    unit: values.OneUnit = Unit.SHARE
    better: values.OneBetter = Better.HIGHER
    phrase: values.OptionalPhrase = ""
    things: values.OptionalName = ""
    currency: values.OptionalCurrency = ""


class MeasureEntry(Shape):
    """A measure, without an agreement."""


class AgreementEntry(Shape):
    """What somebody signed as good enough; with the measure's words or without."""

    minimum: values.Number
    agreed_by: values.Name
    agreed_on: values.Day
    expected: values.Number | None = None
    stop_line: values.Number | None = None
    minimum_cases: values.Count | None = None
    largest_gap: values.Number | None = None
    outcomes_after: values.OptionalDuration = ""
    outcomes_known_for: values.OptionalWords = ""
    worth_low: values.Number | None = None
    worth_high: values.Number | None = None
    review_by: values.Day | None = None
    why: values.OptionalWords = ""


class RhythmEntry(AboutModel):
    """How often a measure reports; without ``measure`` it holds for all of the model's."""

    every: values.Duration
    grace: values.OptionalDuration = ""
    measure: values.OptionalName = ""


class PauseEntry(AboutModel):
    """Watching is paused by a person, for a reason, until an end."""

    start: values.Start
    end: values.End
    by: values.Name
    reason: values.Words
    still_used: values.Flag


class LiveEntry(AboutModel):
    """A version was in use; without ``end`` it still is."""

    version: values.Name
    start: values.Start
    end: values.End | None = None
    start_known: values.Flag = True


class QuietTimeEntry(AboutModel):
    """Days on which nothing is expected; without ``measure``, of all measures."""

    start: values.Day
    end: values.Day
    by: values.Name
    reason: values.Words
    every_year: values.Flag = False
    measure: values.OptionalName = ""


class DoesNotApplyEntry(AboutModel):
    """One of the eight questions does not apply, for a reason, until it is looked at again."""

    question: values.OneQuestion
    by: values.Name
    reason: values.Words
    review_by: values.Day


class AcknowledgedEntry(AboutModel):
    """Somebody is looking into what is wrong, and says when there will be news."""

    on: values.Day
    by: values.Name
    next_update: values.Day
    note: values.OptionalWords = ""


class DataEntry(AboutModel):
    """Data the model uses, and who approved that until when."""

    name: values.Name
    approved_by: values.OptionalName = ""
    approved_on: values.Day | None = None
    until: values.Day | None = None


class UsedByEntry(AboutModel):
    """What uses the model's answers, what stops without them, and what people do then."""

    name: values.Name
    kind: values.OneUseKind = UseKind.APPLICATION
    stops: values.OptionalWords = ""
    fallback: values.OptionalWords = ""
    contact: values.OptionalName = ""


class RunsWithEntry(AboutModel):
    """The exact version of a library where the model runs."""

    name: values.Name
    installed: values.Name


class PipelineEntry(AboutModel):
    """A step that makes data the model needs."""

    name: values.Name
    every: values.OptionalDuration = ""
    grace: values.OptionalDuration = ""
    reads: values.OptionalNames = ""
    writes: values.OptionalNames = ""


class PipelineRunEntry(AboutModel):
    """One run of a pipeline; a date without a time counts as its first moment."""

    pipeline: values.Name
    ended_at: values.Start
    outcome: values.OneRunEnd
    rows: values.Count | None = None


class ExamEntry(AboutModel):
    """How one version did on one test."""

    version: values.Name
    measure: values.Name
    value: values.Number
    digest: values.Name
    start: values.Start | None = None
    end: values.End | None = None
    definition: values.OptionalWords = ""
    selection: values.OptionalWords = ""
    count: values.Count | None = None
    group: values.OptionalName = ""


SECTIONS: Mapping[str, type[Entry]] = {
    "people": PersonEntry,
    "models": ModelEntry,
    "measures": MeasureEntry,
    "agreements": AgreementEntry,
    "rhythms": RhythmEntry,
    "pauses": PauseEntry,
    "live": LiveEntry,
    "quiet_times": QuietTimeEntry,
    "does_not_apply": DoesNotApplyEntry,
    "acknowledged": AcknowledgedEntry,
    "data": DataEntry,
    "used_by": UsedByEntry,
    "runs_with": RunsWithEntry,
    "pipelines": PipelineEntry,
    "pipeline_runs": PipelineRunEntry,
    "exams": ExamEntry,
}


def checked(
    section: str, place: str, written: Mapping[str, object], clock: Clock
) -> Entry | tuple[Refusal, ...]:
    """The entry, or every fault in it."""
    shape = SECTIONS[section]
    try:
        return shape.model_validate(written, context=clock)
    except ValidationError as faults:
        kept = as_kept(written)
        problems = (_problem(fault, shape) for fault in faults.errors(include_url=False))
        return tuple(Refusal(problem, place, kept) for problem in problems)


def unknown_key(key: str, allowed: Iterator[str]) -> Problem:
    """A key nobody reads, with the one that was perhaps meant."""
    near = get_close_matches(key, list(allowed), n=1)
    return Problem(Code.UNKNOWN_KEY, {"key": cells.shown(key, 80), "nearest": "".join(near)})


def as_kept(written: Mapping[str, object]) -> dict[str, str]:
    """The entry as a refusal keeps it."""
    return {cells.shown(key): cells.shown(cell) for key, cell in written.items()}


def _problem(fault: ErrorDetails, shape: type[Entry]) -> Problem:
    key = str(fault["loc"][0])
    if fault["type"] == "extra_forbidden":
        return unknown_key(key, iter(shape.model_fields))
    if fault["type"] == "missing":
        return Problem(Code.VALUE_MISSING, {"field": key})
    return Problem(Code(fault["type"]), fault["ctx"])
