"""Writing down where what is said of a model differs from what was said until now."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection

from app.health.changing import Change, Said, changes, looked_back
from app.health.keeping import brief_from_json, reason_to_json
from app.health.verdict import Status
from data.facts import Case
from data.store import changes as kept_changes
from data.store.changes import StatusChange, Stretch
from data.store.outlooks import Outlook


def note_changes(
    writer: Connection,
    rows: Sequence[Outlook],
    earlier: Sequence[StatusChange],
    now: datetime,
    *,
    is_first: bool,
) -> None:
    """Write the changes of these models down. At first those are what came ``earlier``."""
    current = {row.slug: row for row in rows if row.from_at == now}
    if is_first:
        kept_changes.forget(writer, current)
        kept_changes.append(writer, earlier)
        return
    said = kept_changes.last_said(writer, current, now)
    noted = [
        _kept_change(slug, change, now)
        for slug, row in current.items()
        for change in _changed(said[slug], row)
    ]
    kept_changes.append(writer, noted)


def _changed(before: list[Stretch], row: Outlook) -> list[Change]:
    """What time alone changed since the last judging, and what this one changes."""
    newest = Said(row.from_at, Status(row.status), brief_from_json(row.brief).lead)
    if not before:
        return [Change(newest.at, None, newest.status, newest.lead)]
    said = [
        Said(each.from_at, Status(each.status), brief_from_json(each.brief).lead) for each in before
    ]
    return changes([*said, newest])


def changed_before(case: Case, now: datetime) -> Iterator[StatusChange]:
    """What changed in the weeks before ``now``, for a store that has not watched them."""
    for each in looked_back(case, now):
        yield _kept_change(case.slug, each, each.at)


def _kept_change(slug: str, change: Change, noted_at: datetime) -> StatusChange:
    """The row that keeps a change."""
    before = change.before.value if change.before else ""
    reason = reason_to_json(change.lead)
    return StatusChange(slug, change.at, noted_at, before, change.after.value, reason)
