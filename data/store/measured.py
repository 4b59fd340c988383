"""The measures of one model at one moment: readings, rhythm, and what is and was agreed."""

from datetime import date
from typing import Any

from sqlalchemy import Row

from data.facts import Agreement, Measure, Measured, ModelRef, Origin, Rhythm
from data.store.records import Record
from data.store.series import CameFrom, empty
from data.store.units import Rows, agreed_apart, only_of, redefined


def measured_of(record: Record, ref: ModelRef, today: date) -> tuple[Measured, ...]:
    """Every measure of a model, by its key. ``today`` is the company's day."""
    newest = {row.measure_key: row for row in record.rows["definitions"]}
    return tuple(_one_measured(record, ref, newest[key], today) for key in sorted(newest))


def _one_measured(record: Record, ref: ModelRef, row: Row[Any], today: date) -> Measured:
    series = {one.group: one for one in record.series.get(row.measure_id, ())}
    groups = tuple(series[name] for name in sorted(series) if name)
    origin = record.origins.get(row.measure_id, CameFrom())
    known = only_of(record.rows["definitions"], row.measure_id)
    closed = only_of(record.rows["earlier_definitions"], row.measure_id)
    agreed, otherwise = _agreed(record, row, [*known, *closed], today)
    agreement, earlier = _agreements(record, ref, agreed)
    no_longer, _ = _agreements(record, ref, otherwise)
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
        agreement=agreement,
        rhythm=rhythm_of(record, ref, row.measure_key),
        place=origin.place,
        earlier=earlier,
        columns=origin.columns,
        redefined=redefined(
            row,
            known,
            closed,
            only_of(record.rows["asked"], row.measure_id),
            record.as_of,
        ),
        agreed_otherwise=None if agreement else no_longer,
    )


def _agreed(record: Record, row: Row[Any], told: Rows, today: date) -> tuple[Rows, Rows]:
    """The agreements of the measure as it is told now, and those of how it was told before."""
    agreed = only_of(record.rows["agreements"], row.measure_id)
    mine = [each for each in agreed if each.agreed_on <= today]
    apart = [each for each in mine if agreed_apart(row, told, each)]
    return [each for each in mine if each not in apart], apart


def _agreements(
    record: Record, ref: ModelRef, agreed: Rows
) -> tuple[Agreement | None, tuple[Agreement, ...]]:
    """What is agreed today, and what that replaced, oldest first.

    What was replaced counts also where nobody says it any more. Of what was written about one
    day only the last counts: what stood there before was corrected, not replaced.
    """
    rows = sorted(agreed, key=lambda row: (row.agreed_on, row.known_from, row.id))
    last = {row.agreed_on: row for row in rows}
    holding = [row for row in rows if row.known_to is None or row.known_to > record.as_of]
    if not holding:
        return None, ()
    now = holding[-1]
    earlier = [_agreement(row, ref) for day, row in last.items() if day < now.agreed_on]
    return _agreement(now, ref), tuple(earlier)


def _agreement(row: Row[Any], ref: ModelRef) -> Agreement:
    names = set(Agreement.__dataclass_fields__) - {"ref", "measure"}
    return Agreement(ref, row.measure_key, **{name: getattr(row, name) for name in names})


def rhythm_of(record: Record, ref: ModelRef, measure: str) -> Rhythm | None:
    """The rhythm said of one measure, or of all where ``measure`` is empty."""
    rows = [row for row in record.rows["rhythms"] if row.measure_key == measure]
    rows.sort(key=lambda row: row.origin is Origin.TYPED)
    if not rows:
        return None
    row = rows[-1]
    return Rhythm(ref, row.every, row.grace, measure, row.origin, row.place)
