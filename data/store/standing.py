"""Where a model stands at one moment: in use, retired, or only known; and its Case."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from sqlalchemy import Row

from data.facts import (
    Agreement,
    Case,
    Fact,
    FieldName,
    Kind,
    LiveSpell,
    Measure,
    Measured,
    ModelRef,
    Origin,
    Pause,
    Person,
    Rhythm,
    Series,
    moment,
)
from data.store.lives import RECENT_AT_LEAST, RECENT_PERIODS
from data.store.records import Record
from data.store.series import empty

_NAMES_PEOPLE = (FieldName.OWNER, FieldName.BACKUP_OWNER, FieldName.EXPERT, FieldName.CONTACT)


def standing(record: Record, as_of: datetime) -> tuple[Case | None, bool]:
    """The case, and whether it belongs on the list. None where nobody had heard of the model."""
    ref = ModelRef(record.model.name, record.model.registry)
    series = [
        one for row in record.rows["definitions"] for one in record.series.get(row.measure_id, ())
    ]
    spells = _spells(record, ref, as_of)
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
    measured = _measured(record, ref, as_of)
    pauses = tuple(_pause(row, ref) for row in record.rows["pauses"])
    return Case(
        slug=record.model.slug,
        ref=ref,
        facts=facts,
        measured=measured,
        people=_people(record, facts, measured, pauses),
        rhythm=_rhythm(record, ref, ""),
        pauses=pauses,
        spells=spells,
        retired_on=retired,
        created_at=_created(record),
        deployed=deployed,
        time_zone=record.shared.time_zone,
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
    return {row.name: Fact(ref, row.name, row.value, row.origin, row.place) for row in rows}


def _spells(record: Record, ref: ModelRef, as_of: datetime) -> tuple[LiveSpell, ...]:
    """What we saw and what was imported; where both tell of one spell, the imported dates count."""
    told = [_spell(row, ref, as_of) for row in record.rows["past_spells"] if row.start_at <= as_of]
    seen = [_spell(row, ref, as_of) for row in record.rows["live_spells"]]
    spells = []
    for spell in seen:
        same = [one for one in told if _same_spell(one, spell)]
        told = [one for one in told if one not in same]
        spells.append(_refined(spell, same))
    return tuple(sorted([*spells, *told], key=lambda spell: (spell.start, spell.version)))


def _same_spell(told: LiveSpell, seen: LiveSpell) -> bool:
    begun = seen.end is None or told.start <= seen.end
    return told.version == seen.version and begun and (told.end is None or told.end >= seen.start)


def _refined(seen: LiveSpell, told: Sequence[LiveSpell]) -> LiveSpell:
    """The spell we saw with the dates somebody knows better; what is live now we see ourselves."""
    if not told:
        return seen
    start = min(one.start for one in told)
    known = any(one.start_known for one in told)
    ends = [one.end for one in told if one.end is not None]
    end = min(seen.end, max(ends, default=seen.end)) if seen.end is not None else None
    return replace(seen, start=start, start_known=known, end=end)


def _spell(row: Row[Any], ref: ModelRef, as_of: datetime) -> LiveSpell:
    end = row.end_at if row.end_at is not None and row.end_at <= as_of else None
    return LiveSpell(ref, row.version, row.start_at, end, row.start_known, row.live_by, row.detail)


def _measured(record: Record, ref: ModelRef, as_of: datetime) -> tuple[Measured, ...]:
    newest = {row.measure_key: row for row in record.rows["definitions"]}
    return tuple(_one_measured(record, ref, newest[key], as_of) for key in sorted(newest))


def _one_measured(record: Record, ref: ModelRef, row: Row[Any], as_of: datetime) -> Measured:
    series = {one.group: one for one in record.series.get(row.measure_id, ())}
    groups = tuple(series[name] for name in sorted(series) if name)
    return Measured(
        measure=Measure(
            ref,
            row.measure_key,
            row.question,
            row.kind,
            row.unit,
            row.better,
            row.phrase,
            row.things,
            row.currency,
        ),
        overall=series.get("", empty()),
        groups=groups,
        agreement=_agreement(record, ref, row.measure_id, as_of),
        rhythm=_rhythm(record, ref, row.measure_key),
        place=record.places.get(row.measure_id, ""),
    )


def _agreement(record: Record, ref: ModelRef, measure_id: int, as_of: datetime) -> Agreement | None:
    today = _day(as_of, record)
    rows = [
        row
        for row in record.rows["agreements"]
        if row.measure_id == measure_id and row.agreed_on <= today
    ]
    if not rows:
        return None
    row = max(rows, key=lambda row: (row.agreed_on, row.known_from, row.id))
    names = set(Agreement.__dataclass_fields__) - {"ref", "measure"}
    return Agreement(ref, row.measure_key, **{name: getattr(row, name) for name in names})


def _rhythm(record: Record, ref: ModelRef, measure: str) -> Rhythm | None:
    rows = [row for row in record.rows["rhythms"] if row.measure_key == measure]
    rows.sort(key=lambda row: row.origin is Origin.TYPED)
    if not rows:
        return None
    row = rows[-1]
    return Rhythm(ref, row.every, row.grace, measure, row.origin, row.place)


def _pause(row: Row[Any], ref: ModelRef) -> Pause:
    return Pause(
        ref, row.start_at, row.end_at, row.paused_by, row.reason, row.still_used, row.place
    )


def _people(
    record: Record,
    facts: Mapping[FieldName, Fact],
    measured: Iterable[Measured],
    pauses: Iterable[Pause],
) -> dict[str, Person]:
    """The people named here, by the name used: their key, else their e-mail or full name."""
    used = [facts[name].value for name in _NAMES_PEOPLE if name in facts]
    used += [one.agreement.agreed_by for one in measured if one.agreement]
    used += [pause.by for pause in pauses]
    found = {name: record.shared.person(name) for name in used if name}
    return {name: person for name, person in found.items() if person is not None}
