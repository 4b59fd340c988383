"""Making a run's inventory what everybody sees, inside the one transaction that publishes it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, func, select

from data.facts import Arrival, LiveBy, LiveVersion, Version
from data.problems import Code, Problem, SourceFailed
from data.store import histories, history, lives, naming
from data.store.columns import storable
from data.store.door import EARLIEST
from data.store.grounds import pipeline_runs
from data.store.identities import Known
from data.store.inventory import Placed
from data.store.runs import Run
from data.store.tables import SourceKind, sources

SHRINK_ALLOWED = 0.2
"""An inventory that loses more than a fifth at once is more often a broken sign-in than a purge."""

SMALL_INVENTORY = 4
"""Up to this many models one removal is already more than a fifth, so nothing is asked."""

_SUREST_FIRST = (LiveBy.ALIAS, LiveBy.STAGE, LiveBy.TAG, LiveBy.READINGS, LiveBy.IMPORTED)


def check_size(conn: Connection, run: Run, after: int, *, accept_shrink: bool) -> None:
    """Raises SourceFailed where the source suddenly lists far fewer models than before.

    Nothing is raised where somebody confirmed so few, and it still lists about as many.
    """
    listings = histories.listings
    still = select(func.count()).where(
        listings.c.source_id == run.source_id, listings.c.known_to.is_(None)
    )
    before = conn.scalar(still) or 0
    confirmed = conn.scalar(select(sources.c.fewer_confirmed).where(sources.c.id == run.source_id))
    if shrank(before, after) and not accept_shrink and not is_confirmed(confirmed, after):
        raise SourceFailed(
            Problem(
                Code.INVENTORY_SHRANK,
                {"source": run.source, "before": before, "after": after},
            )
        )


def shrank(before: int, after: int) -> bool:
    """Whether so few are left of so many that somebody has to say that it is right."""
    return before > SMALL_INVENTORY and after < before * (1 - SHRINK_ALLOWED)


def is_confirmed(confirmed: int | None, after: int) -> bool:
    """Whether somebody who confirmed so many models confirmed about what is listed now."""
    return confirmed is not None and after >= confirmed * (1 - SHRINK_ALLOWED)


def changes(
    conn: Connection, run: Run, known: Known, placed: Iterable[Placed], told: Collection[int]
) -> list[history.Change]:
    """What brings every history to what the source says now. ``told`` are the models it lists."""
    rows = _rows(run, placed)
    keeps = _keepers(conn, run, known, told)
    keeps["libraries"] = _of_unread(rows["libraries"])
    if run.kind is SourceKind.STAFF:
        keeps["people"] = _whom_models_name(conn)
        rows["people"] = list(filter(keeps["people"], rows["people"]))
    found = [
        history.compare(conn, run, each, rows[each.name], keeps.get(each.name, keeps[""]))
        for each in histories.HISTORIES
        if each is not pipeline_runs
    ]
    return [*found, *_events(conn, run, rows["pipeline_runs"])]


def additions(conn: Connection, run: Run, placed: Iterable[Placed]) -> list[history.Change]:
    """What a source adds or says otherwise now: whatever else it told before stays."""
    rows = _rows(run, placed)
    told = (each for each in histories.HISTORIES if each.name in rows)
    return [history.compare(conn, run, each, rows[each.name], lambda _row: True) for each in told]


def _rows(run: Run, placed: Iterable[Placed]) -> dict[str, list[history.Row]]:
    rows: dict[str, list[history.Row]] = defaultdict(list)
    for table, row, since in placed:
        rows[table.name].append({**row, "known_from": _known_from(run, since)})
    return rows


def _events(conn: Connection, run: Run, rows: Sequence[history.Row]) -> list[history.Change]:
    """What pipelines did stays; only what is told again can be corrected, so only that is read."""
    if not rows:
        return []
    ends = [row["ended_at"] for row in rows]
    among = pipeline_runs.c.ended_at.between(min(ends), max(ends))
    return [history.compare(conn, run, pipeline_runs, rows, lambda _row: True, among)]


def _of_unread(arrived: Iterable[history.Row]) -> Callable[[history.Row], bool]:
    """A version's library list never changes: one that could not be read this time stays."""
    read = {(row["model_id"], row["version"], row["file"]) for row in arrived}
    return lambda row: (row["model_id"], row["version"], row["file"]) not in read


def _whom_models_name(conn: Connection) -> Callable[[history.Row], bool]:
    """A staff list tells of many people; we keep those whom a model names.

    They stay where the list no longer tells of them: nobody said that they left.
    """
    named = naming.named_now(conn)
    called = ("person_key", "name", "email")
    return lambda row: any(naming.folded(row[each]) in named for each in called)


def _keepers(
    conn: Connection, run: Run, known: Known, told: Collection[int]
) -> dict[str, Callable[[history.Row], bool]]:
    """Which rows stay although the source no longer says them, by table ("" for the others).

    A model its registry forgot keeps what was last known of it: it is shown as retired. A measure
    with readings stays a measure: one whose rows have all left the table has fallen silent.
    """
    listings = histories.listings
    mine = select(listings.c.model_id).where(listings.c.source_id == run.source_id)
    gone = set(conn.scalars(mine)) - set(told)
    owners = {measure_id: model_id for (model_id, _), measure_id in known.measures.items()}
    measured = {measure_id for measure_id, _ in known.series}

    def of_gone(row: history.Row) -> bool:
        return row.get("model_id", owners.get(row.get("measure_id", 0))) in gone

    def never(_row: history.Row) -> bool:
        return False

    def of_measured(row: history.Row) -> bool:
        return of_gone(row) or row["measure_id"] in measured

    return {"": of_gone, "listings": never, "people": never, "definitions": of_measured}


def apply_inventory(conn: Connection, run: Run, found: Iterable[history.Change]) -> None:
    """Write the changes down."""
    for change in found:
        history.apply(conn, run, change)
        if change.table is histories.listings and change.close:
            _end_gone(conn, run, change.close)


def apply_lives(
    conn: Connection,
    run: Run,
    known: Known,
    arrived: Iterable[Arrival],
    signs: Mapping[int, lives.Sign],
) -> None:
    """Open and close the spells in which versions are live."""
    live: dict[tuple[int, str], LiveVersion] = {}
    created: dict[tuple[int, str], datetime] = {}
    for arrival in arrived:
        model_id = known.find(arrival.ref) if isinstance(arrival, LiveVersion | Version) else None
        if model_id is None:
            continue
        if isinstance(arrival, LiveVersion):
            key = model_id, storable(arrival.version)
            live[key] = min(live.get(key, arrival), arrival, key=_sureness)
        elif isinstance(arrival, Version) and arrival.created_at is not None:
            created[model_id, storable(arrival.version)] = arrival.created_at
    lives.apply(conn, run, live, created)
    lives.open_by_readings(conn, run, signs)


def _known_from(run: Run, since: datetime | None) -> datetime:
    """What a first load brings counts as known from when it began, later news from now."""
    return min(since or EARLIEST, run.now) if run.first_load else run.now


def _sureness(said: LiveVersion) -> tuple[int, str]:
    return _SUREST_FIRST.index(said.by), said.detail


def _end_gone(conn: Connection, run: Run, closed: list[int]) -> None:
    """Nothing is live of a model that no source lists any more."""
    listings = histories.listings
    still = select(listings.c.model_id).where(listings.c.known_to.is_(None))
    touched = select(listings.c.model_id).where(listings.c.id.in_(closed))
    for model_id in conn.scalars(touched.where(listings.c.model_id.not_in(still)).distinct()):
        lives.end_all(conn, run, model_id)
