"""What befell many models at once."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from data.store.judgements import shared_events as table


@dataclass(frozen=True, slots=True)
class KeptEvent:
    """One shared event. ``common`` holds what its models share: code, value, of how many."""

    began: datetime
    until: datetime
    slugs: tuple[str, ...]
    model_count: int
    expected: float
    p_value: float
    common: tuple[tuple[str, str, int], ...] = ()


def replace(conn: Connection, events: Sequence[KeptEvent]) -> None:
    """These are all there are; they are worked out anew each time."""
    conn.execute(delete(table))
    if events:
        conn.execute(insert(table), [asdict(each) for each in events])


def listed(conn: Connection) -> list[KeptEvent]:
    """Every shared event, oldest first."""
    columns = [column for column in table.columns if column.name != "id"]
    rows = conn.execute(select(*columns).order_by(table.c.began, table.c.id)).mappings()
    return [
        KeptEvent(
            **{
                **row,
                "slugs": tuple(row["slugs"]),
                "common": tuple((code, value, count) for code, value, count in row["common"]),
            }
        )
        for row in rows
    ]
