"""What is to be said of each model, and until when: the summaries every page reads.

A model has one row per stretch of time in which nothing changes by itself. SQL picks the row whose
stretch holds the asking moment, so a green that has expired cannot be read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Outlook:
    """One stretch. ``brief`` and ``verdict`` are JSON made and read by ``app.judging``."""

    slug: str
    name: str
    technical_name: str
    registry: str
    unit: str
    owner: str
    kind: str
    live_version: str
    status: str
    care: str
    from_at: datetime
    until_at: datetime | None
    last_heard: datetime | None
    brief: Mapping[str, Any]
    verdict: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader filters by; empty means everything. ``worst_first`` orders statuses."""

    search: str = ""
    statuses: tuple[str, ...] = ()
    care: str = ""
    unit: str = ""
    owner: str = ""
    worst_first: tuple[str, ...] = ()
    limit: int = 25
    offset: int = 0
