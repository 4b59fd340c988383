"""A sync that dies at any single statement leaves the old state whole, each of them tried."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from sqlalchemy import Engine, event

from data.facts import Arrival, FieldName
from tests.data.feeding import NOW, churn, feed_registry, read_tag, visible, weekly

LATER = NOW + timedelta(hours=1)


class Died(BaseException):
    """What no handler catches, like a process that is no more."""


@contextmanager
def dying_at(engine: Engine, number: int) -> Iterator[None]:
    """Only the first ``number`` statements run."""
    left = number

    def count(*_: Any) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise Died

    event.listen(engine, "before_cursor_execute", count)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", count)


def before() -> list[Arrival]:
    return churn(*weekly(3), *weekly(1, 5.0, end=NOW - timedelta(days=1)))


def after() -> list[Arrival]:
    """A change of everything: another live version, an owner, corrections, a new refusal."""
    owner = read_tag(FieldName.OWNER, "ana")
    return churn(owner, *weekly(3, 0.9), *weekly(1, 6.0), live="2")


def survives(engine: Engine, number: int) -> bool:
    """Whether the sync came to its end before statement ``number``."""
    try:
        with dying_at(engine, number):
            return feed_registry(engine, after(), now=LATER).state == "published"
    except Died:
        return False


def test_dying_at_every_statement(engine: Engine) -> None:
    feed_registry(engine, before())
    old = visible(engine, LATER)
    seen: list[str] = []
    while not survives(engine, len(seen)):
        seen.append(visible(engine, LATER))
    new = visible(engine, LATER)
    assert new != old
    assert len(seen) > 30
    # On PostgreSQL a last statement gives the lock back when all is published.
    assert set(seen[:-2]) == {old}
    assert set(seen[-2:]) <= {old, new}
    assert feed_registry(engine, after(), now=LATER).state == "published"
    assert visible(engine, LATER) == new
