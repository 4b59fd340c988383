"""Where a model stands at one moment: in use, retired, or only known; and its Case."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from sqlalchemy import Row

from data.facts import (
    Acknowledgement,
    AnswerUse,
    Baseline,
    Case,
    Confirmation,
    DataUse,
    Decision,
    DoesNotApply,
    ExamResult,
    Fact,
    FeedbackDue,
    FieldName,
    Keeping,
    Kind,
    Library,
    LiveSpell,
    Measured,
    ModelRef,
    Origin,
    Pause,
    Person,
    Pipeline,
    PipelineRun,
    QuietTime,
    Review,
    RunsWith,
    Series,
    Version,
    moment,
)
from data.store.door import EARLIEST
from data.store.forms import FORMS
from data.store.heard import fact_of, heard_of, named_in
from data.store.lives import RECENT_AT_LEAST, RECENT_PERIODS
from data.store.measured import measured_of, rhythm_of
from data.store.records import LOOKED_BACK, Record
from data.store.spells import spells_of

_GROUNDS: Mapping[str, type] = {
    "quiet": QuietTime,
    "does_not_apply": DoesNotApply,
    "acknowledged": Acknowledgement,
    "decisions": Decision,
    "keepings": Keeping,
    "baselines": Baseline,
    "confirmed": Confirmation,
    "reviews": Review,
    "data_uses": DataUse,
    "uses": AnswerUse,
    "runs_with": RunsWith,
    "pipelines": Pipeline,
    "pipeline_runs": PipelineRun,
    "exams": ExamResult,
}
"""What a case calls the facts about what a model stands on."""
_SAID_BY = (
    "quiet",
    "does_not_apply",
    "acknowledged",
    "confirmed",
    "decisions",
    "keepings",
    "baselines",
)
"""Those of them that somebody said."""

_NAMES_PEOPLE = (FieldName.OWNER, FieldName.BACKUP_OWNER, FieldName.EXPERT, FieldName.CONTACT)


_SAID_BY = (
    *("quiet", "does_not_apply", "acknowledged", "confirmed"),
    *("decisions", "keepings", "reviews"),
)
"""Of these, each was said by somebody."""


def standing(record: Record, as_of: datetime) -> tuple[Case | None, bool]:
    """The case, and whether it belongs on the list. None where nobody had heard of the model."""
    ref = ModelRef(record.model.name, record.model.registry)
    series = [
        one for row in record.rows["definitions"] for one in record.series.get(row.measure_id, ())
    ]
    spells = spells_of(record, ref)
    if not _exists(record, series, spells, as_of):
        return None, False
    facts = _facts(record, ref)
    in_use = _in_use(record, facts, series, spells, as_of)
    was_in_use = bool(spells) or _typed_kind(facts) or any(len(one.ends) for one in series)
    retired = _retired_on(record, spells, in_use, as_of)
    deployed = in_use and not (retired and retired <= _day(as_of, record))
    found = _case(record, ref, facts, spells, as_of, retired, deployed)
    return found, deployed or (retired is not None and was_in_use)


def _case(
    record: Record,
    ref: ModelRef,
    facts: dict[FieldName, Fact],
    spells: tuple[LiveSpell, ...],
    as_of: datetime,
    retired: date | None,
    deployed: bool,
) -> Case:
    today = _day(as_of, record)
    measured = measured_of(record, ref, today)
    pauses = tuple(_pause(row, ref) for row in record.rows["pauses"])
    ground = {name: _ground(record, ref, kind) for name, kind in _GROUNDS.items()}
    heard, versions = heard_of(record, ref), _versions(record, ref)
    named = [*_named(facts, measured, pauses, ground), *named_in(heard)]
    return Case(
        slug=record.model.slug,
        ref=ref,
        facts=facts,
        otherwise=_otherwise(record, ref, facts),
        measured=measured,
        people=_people(record, [*named, *_authors(versions, spells)]),
        rhythm=rhythm_of(record, ref, ""),
        pauses=pauses,
        spells=spells,
        retired_on=retired,
        created_at=_created(record),
        deployed=deployed,
        tested_with=_tested_with(record, ref, spells),
        tested_before=_tested_before(record, ref, spells),
        heard=heard,
        heard_since=min((row.known_from for row in record.rows["listings"]), default=None),
        versions=versions,
        feedback_due=tuple(_waiting(row, ref, record) for row in record.rows["feedback"]),
        answering=record.answering,
        time_zone=record.shared.time_zone,
        **ground,
    )


def _created(record: Record) -> datetime | None:
    made = [row.created_at for row in record.rows["listings"] if row.created_at is not None]
    return min(made, default=None)


def _exists(
    record: Record, series: Iterable[Series], spells: tuple[LiveSpell, ...], as_of: datetime
) -> bool:
    """A registry may be younger than its models: what reported or was live existed."""
    if not record.rows["listings"]:
        return False
    created = _created(record)
    return (
        created is None or created <= as_of or bool(spells) or any(len(one.ends) for one in series)
    )


def _in_use(
    record: Record,
    facts: Mapping[FieldName, Fact],
    series: Iterable[Series],
    spells: Iterable[LiveSpell],
    as_of: datetime,
) -> bool:
    if any(spell.end is None for spell in spells):
        return True
    shown = _typed_kind(facts) or any(_recent(one, as_of) for one in series)
    return shown and _still_listed(record, as_of)


def _still_listed(record: Record, as_of: datetime) -> bool:
    return any(row.known_to is None or row.known_to > as_of for row in record.rows["listings"])


def _typed_kind(facts: Mapping[FieldName, Fact]) -> bool:
    """A person listed it as something no registry holds, so no alias will ever say it is live."""
    kind = facts.get(FieldName.KIND)
    return kind is not None and kind.origin is Origin.TYPED and kind.value != Kind.REGISTRY


def _recent(series: Series, as_of: datetime) -> bool:
    at_least = np.timedelta64(int(RECENT_AT_LEAST.total_seconds()), "s")
    until = series.ends + np.maximum(RECENT_PERIODS * (series.ends - series.starts), at_least)
    return bool(np.any(until >= moment(as_of)))


def _retired_on(
    record: Record, spells: Iterable[LiveSpell], in_use: bool, as_of: datetime
) -> date | None:
    """The day a person gave, else the day the last version stopped being live or was forgotten."""
    typed = record.rows["retirements"]
    if typed:
        first: date = min(row.retired_on for row in typed)
        return first
    ends = [spell.end for spell in spells if spell.end is not None]
    if not ends and not _still_listed(record, as_of):
        ends = [row.known_to for row in record.rows["listings"]]
    return _day(max(ends), record) if ends and not in_use else None


def _day(at: datetime, record: Record) -> date:
    return at.astimezone(ZoneInfo(record.shared.time_zone)).date()


def _facts(record: Record, ref: ModelRef) -> dict[FieldName, Fact]:
    """The value that counts of each field: typed before read, then the newest."""
    rows = sorted(record.rows["facts"], key=lambda row: row.origin is Origin.TYPED)
    return {row.name: fact_of(row, ref) for row in rows}


def _otherwise(record: Record, ref: ModelRef, facts: Mapping[FieldName, Fact]) -> tuple[Fact, ...]:
    """What is said of a field and does not count, where it says something else."""
    found = (fact_of(row, ref) for row in record.rows["facts"])
    return tuple(each for each in found if _folded(each) != _folded(facts[each.name]))


def _folded(fact: Fact) -> str:
    return " ".join(fact.value.split()).casefold()


def _pause(row: Row[Any], ref: ModelRef) -> Pause:
    return Pause(
        ref, row.start_at, row.end_at, row.paused_by, row.reason, row.still_used, row.place
    )


def _waiting(row: Row[Any], ref: ModelRef, record: Record) -> FeedbackDue:
    raised_on = _day(row.raised_at, record)
    asked = row.due_on, row.answerer_name
    return FeedbackDue(ref, row.kind, raised_on, row.raised_by, *asked, row.text)


def _ground(record: Record, ref: ModelRef, kind: type) -> tuple[Any, ...]:
    form = FORMS[kind]
    return form.facts(record.rows[form.table.name], ref)


def _tested_with(record: Record, ref: ModelRef, spells: Sequence[LiveSpell]) -> tuple[Library, ...]:
    """The libraries of the version that is live; of several, the one that came last."""
    live = [spell.version for spell in spells if spell.end is None]
    return _libraries(record, ref, live[-1:])


def _tested_before(
    record: Record, ref: ModelRef, spells: Sequence[LiveSpell]
) -> tuple[Library, ...]:
    """The libraries of the other versions that were live within the time looked back."""
    live = [spell.version for spell in spells if spell.end is None]
    lately = record.as_of - LOOKED_BACK
    versions = {each.version for each in spells if each.end is None or each.end > lately}
    return _libraries(record, ref, versions - set(live[-1:]))


def _libraries(record: Record, ref: ModelRef, versions: Collection[str]) -> tuple[Library, ...]:
    return tuple(
        Library(ref, row.version, row.name, row.requirement, row.pinned, row.file)
        for row in record.rows["libraries"]
        if row.version in versions
    )


def _versions(record: Record, ref: ModelRef) -> tuple[Version, ...]:
    found = {row.version: row for row in record.rows["versions"]}
    return tuple(
        Version(ref, row.version, row.created_at, row.description, row.author, row.registry_run)
        for row in sorted(found.values(), key=_made)
    )


def _made(row: Row[Any]) -> tuple[datetime, int, str]:
    number = int(row.version) if row.version.isdecimal() else 0
    return row.created_at or EARLIEST, number, row.version


def _named(
    facts: Mapping[FieldName, Fact],
    measured: Iterable[Measured],
    pauses: Iterable[Pause],
    ground: Mapping[str, tuple[Any, ...]],
) -> Iterator[str]:
    """How people are called in what is known of a model."""
    yield from (facts[name].value for name in _NAMES_PEOPLE if name in facts)
    yield from (one.agreement.agreed_by for one in measured if one.agreement)
    yield from (old.agreed_by for one in measured for old in one.earlier)
    yield from (pause.by for pause in pauses)
    for name in _SAID_BY:
        yield from (said.by for said in ground[name])
    yield from (data.approved_by for data in ground["data_uses"])
    yield from (use.contact for use in ground["uses"])


def _authors(versions: Iterable[Version], spells: Iterable[LiveSpell]) -> Iterator[str]:
    """Who registered the versions in use."""
    live = {each.version for each in spells if each.end is None}
    yield from (each.author for each in versions if each.version in live)


def _people(record: Record, used: Iterable[str]) -> dict[str, Person]:
    """The people meant, by the name used: their key, else their e-mail or full name."""
    found = {name: record.shared.person(name) for name in used if name}
    return {name: person for name, person in found.items() if person is not None}
