"""What sources look like, kept through time so that a change of it can be told."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Column, Connection, or_, select

from data.facts import Measure, Trait, TraitHeld, TraitKind
from data.store import history
from data.store.columns import OneOf, Words, among, storable, text_column
from data.store.runs import Run
from data.store.through_time import history_table

LONGEST_NAME = 200
"""Characters of what a column or a measure is called; more of it tells no two apart."""

LONGEST_VALUE = 2_000
"""Characters of a query; a change behind them is not seen."""

MOST_OF_A_KIND = 500
"""Columns of a table that are kept; nobody looks for a new one among more."""

TOLD_WHOLE = (TraitKind.COLUMN, TraitKind.SECTION)
"""A source that notes one of these notes all there are: the others are gone."""

traits = history_table(
    "traits",
    ("kind", "trait_name"),
    Column("kind", OneOf(TraitKind), nullable=False),
    text_column("trait_name"),
    Column("value", Words, nullable=False, server_default=""),
    among("kind", TraitKind),
)


def keep(conn: Connection, run: Run, noted: Iterable[Trait]) -> None:
    """Make these what the source looks like now; what was not noted stays as it was."""
    found: dict[tuple[TraitKind, str], history.Row] = {}
    for each in noted:
        name = storable(each.name)[:LONGEST_NAME]
        row = {"kind": each.kind, "trait_name": name, "value": storable(each.value)[:LONGEST_VALUE]}
        found[each.kind, name] = {**row, "known_from": run.now}
    kinds = {kind for kind, _ in found}
    rows = [row for kind in kinds for row in _first(found.values(), kind)]

    def stays(row: history.Row) -> bool:
        return row["kind"] not in TOLD_WHOLE or row["kind"] not in kinds

    history.apply(conn, run, history.compare(conn, run, traits, rows, stays))


def _first(rows: Iterable[history.Row], kind: TraitKind) -> list[history.Row]:
    return [each for each in rows if each["kind"] is kind][:MOST_OF_A_KIND]


def of_measures(measures: Iterable[Measure]) -> list[Trait]:
    """How measures are told, as far as all models of a source have them alike."""
    told: dict[tuple[TraitKind, str], set[str]] = {}
    for each in measures:
        for trait in _of_measure(each):
            told.setdefault((trait.kind, trait.name), set()).add(trait.value)
    return [Trait(*which, *values) for which, values in told.items() if len(values) == 1]


def _of_measure(measure: Measure) -> tuple[Trait, ...]:
    meaning = (measure.question.value, measure.kind, measure.phrase, measure.things)
    return (
        Trait(TraitKind.UNIT, measure.key, unit_of(measure.unit.value, measure.currency)),
        Trait(TraitKind.BETTER, measure.key, measure.better.value),
        Trait(TraitKind.MEANING, measure.key, "; ".join(filter(None, meaning))),
    )


def unit_of(unit: str, currency: str) -> str:
    """A unit as a trait has it: "days", or "money EUR"."""
    return f"{unit} {currency}".strip()


def held(
    conn: Connection, since: datetime, by: datetime | None = None
) -> dict[int, list[TraitHeld]]:
    """What each source looks and lately looked like, by its id; as it was known ``by`` a moment.

    What ended before ``since`` is left out.
    """
    query = select(traits).where(or_(traits.c.known_to.is_(None), traits.c.known_to > since))
    if by is not None:
        query = query.where(traits.c.known_from <= by)
    found: dict[int, list[TraitHeld]] = defaultdict(list)
    for row in conn.execute(query.order_by(traits.c.known_from, traits.c.id)):
        trait = Trait(row.kind, row.trait_name, row.value)
        found[row.source_id].append(TraitHeld(trait, row.known_from, _until(row.known_to, by)))
    return found


def _until(end: datetime | None, by: datetime | None) -> datetime | None:
    """On a past day nobody knew yet that it would end."""
    return None if end is None or (by is not None and end > by) else end
