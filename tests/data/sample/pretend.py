"""Reads the pretend company for the tests beside this file."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TypeVar

from data.connections import SampleConnection
from data.facts import Arrival, ReadContext
from data.sample.source import read

FIRST_READ = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
ZONE = "Europe/London"

Kind = TypeVar("Kind")


def read_at(
    now: datetime = FIRST_READ, first_read: datetime = FIRST_READ, zone: str = ZONE, seed: int = 1
) -> list[Arrival]:
    """Everything the sample source hands over."""
    return list(read(SampleConnection(seed=seed), ReadContext(now, first_read, zone)))


def of(arrivals: Iterable[Arrival], kind: type[Kind]) -> list[Kind]:
    """Those of one kind, in their order."""
    return [each for each in arrivals if isinstance(each, kind)]
