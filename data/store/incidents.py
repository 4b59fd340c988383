"""What went wrong with each model, as it follows from what is known now.

History may be told otherwise than before: a rule or an agreement changed, or readings came late or
were corrected. Then the incident says since when it is told like this, and why. One that no longer
follows is withdrawn and stays to be seen.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from data.store.judgements import incidents as table

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class KeptIncident:
    """One incident. ``rebuilt_at`` is None where it was never told otherwise.

    ``kind``, ``rebuilt_why`` and ``cost_against`` are codes; ``withdrawn_at`` is since when it no
    longer follows. ``measured`` is JSON that says how its measure is told: None for a silence.
    """

    slug: str
    kind: str
    began: datetime
    noticed: datetime
    rule: str
    version: int
    measure: str = ""
    group_name: str = ""
    other_group: str = ""
    periods: int = 0
    worst: float | None = None
    minimum: float | None = None
    fixed: datetime | None = None
    cost_low: float | None = None
    cost_high: float | None = None
    cost_against: str = ""
    cost_currency: str = ""
    cost_in_money: bool = False
    acknowledged_at: datetime | None = None
    acknowledged_by: str | None = None
    first_kept_at: datetime | None = None
    rebuilt_at: datetime | None = None
    rebuilt_why: str = ""
    withdrawn_at: datetime | None = None
    measured: Mapping[str, Any] | None = None
    id: int = 0

    @property
    def about(self) -> tuple[str, str, str, str]:
        """What it is about; of that it began only once at a time."""
        return self.slug, self.measure, self.group_name, self.other_group


@dataclass(frozen=True, slots=True)
class Following:
    """What follows of one model now.

    ``before`` is when it was last judged (None: never), ``why`` what changed since: a code.
    """

    incidents: Sequence[KeptIncident]
    before: datetime | None
    why: str


def follow(conn: Connection, found: Mapping[str, Following], now: datetime) -> None:
    """Keep what follows of these models now; what was kept of them before gives way."""
    kept: dict[str, list[KeptIncident]] = defaultdict(list)
    for each in _kept(conn, sorted(found)):
        kept[each.slug].append(each)
    fresh: list[KeptIncident] = []
    changed: list[KeptIncident] = []
    for slug, following in found.items():
        for each in _told_now(kept[slug], following, now):
            (changed if each.id else fresh).append(each)
        changed += _withdrawn(kept[slug], following, now)
    _write(conn, fresh, [each for each in changed if each not in kept[each.slug]])


def of_model(conn: Connection, slug: str) -> list[KeptIncident]:
    """The incidents of one model, oldest first; withdrawn ones are among them."""
    return sorted(_kept(conn, [slug]), key=lambda each: (each.began, each.id))


def _kept(conn: Connection, slugs: Sequence[str]) -> list[KeptIncident]:
    found: list[KeptIncident] = []
    for first in range(0, len(slugs), _AT_ONCE):
        query = select(table).where(table.c.slug.in_(slugs[first : first + _AT_ONCE]))
        found += [KeptIncident(**row) for row in conn.execute(query).mappings()]
    return found


def _told_now(
    kept: Sequence[KeptIncident], following: Following, now: datetime
) -> list[KeptIncident]:
    pairs = _pairs(kept, following.incidents)
    return [_told(old, new, following, now) for old, new in pairs]


def _told(
    old: KeptIncident | None, new: KeptIncident, following: Following, now: datetime
) -> KeptIncident:
    if old is None:
        otherwise = following.before is not None and new.noticed <= following.before
        new = replace(new, first_kept_at=now)
    else:
        otherwise = _is_otherwise(old, new)
        new = replace(
            new,
            id=old.id,
            first_kept_at=old.first_kept_at,
            rebuilt_at=old.rebuilt_at,
            rebuilt_why=old.rebuilt_why,
        )
    return replace(new, rebuilt_at=now, rebuilt_why=following.why) if otherwise else new


def _is_otherwise(old: KeptIncident, new: KeptIncident) -> bool:
    """Whether what was told of the past changed. That it goes on, ends or begins anew is news."""
    ends = old.fixed is not None and new.fixed is not None and old.fixed != new.fixed
    before, after = ((each.began, each.noticed, each.minimum) for each in (old, new))
    return ends or before != after or old.withdrawn_at is not None


def _withdrawn(
    kept: Sequence[KeptIncident], following: Following, now: datetime
) -> list[KeptIncident]:
    paired = {old.id for old, _ in _pairs(kept, following.incidents) if old is not None}
    gone = [each for each in kept if each.id not in paired and each.withdrawn_at is None]
    why = following.why
    return [replace(each, withdrawn_at=now, rebuilt_at=now, rebuilt_why=why) for each in gone]


def _pairs(
    kept: Sequence[KeptIncident], found: Sequence[KeptIncident]
) -> list[tuple[KeptIncident | None, KeptIncident]]:
    """Each incident with the kept one that it continues: begun together, else at the same time."""
    same = {(each.about, each.began): each for each in kept}
    left = {each.id: each for each in kept if each.withdrawn_at is None}
    pairs: list[tuple[KeptIncident | None, KeptIncident]] = []
    for new in found:
        old = same.get((new.about, new.began))
        pairs.append((old, new))
        if old is not None:
            left.pop(old.id, None)
    for place, (old, new) in enumerate(pairs):
        near = [each for each in left.values() if each.about == new.about and _meet(each, new)]
        if old is None and near:
            pairs[place] = (left.pop(near[0].id), new)
    return pairs


def _meet(one: KeptIncident, other: KeptIncident) -> bool:
    starts_before = other.fixed is None or one.began < other.fixed
    return starts_before and (one.fixed is None or other.began < one.fixed)


def _write(conn: Connection, fresh: list[KeptIncident], changed: list[KeptIncident]) -> None:
    for first in range(0, len(fresh), _AT_ONCE):
        rows = [_row(each) for each in fresh[first : first + _AT_ONCE]]
        conn.execute(insert(table), rows)
    if changed:
        rows = [{**_row(each), "kept_id": each.id} for each in changed]
        conn.execute(update(table).where(table.c.id == bindparam("kept_id")), rows)


def _row(incident: KeptIncident) -> dict[str, Any]:
    row = asdict(incident)
    del row["id"]
    return row
