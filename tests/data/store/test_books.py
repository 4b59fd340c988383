"""Three books that must agree: what is in use, what reports, and which version answers."""

from dataclasses import replace

from sqlalchemy import Engine

from app.health.verdict import ReasonCode
from app.judging import judge_all
from data.facts import Arrival, LiveBy, LiveVersion, Model, ModelRef, Version
from data.store.books import Books, books, unregistered
from data.store.engine import reading
from tests.data.feeding import MADE, NOW, WEEK, churn, feed_registry, weekly

SILENT = ModelRef("letters", "registry")


def kept(engine: Engine, *told: Arrival) -> Books:
    feed_registry(engine, [*told])
    judge_all(engine, now=NOW, time_zone="Europe/London")
    with reading(engine) as conn:
        return books(conn, NOW, ReasonCode.OTHER_VERSION_ANSWERS.value)


def test_books_that_agree_name_nothing(engine: Engine) -> None:
    assert kept(engine, *churn(*weekly(12, 0.8))) == Books((), ())


def test_each_disagreement_is_named(engine: Engine) -> None:
    by_another: list[Arrival] = [replace(each, version="7") for each in weekly(12, 0.8)]
    stray = replace(weekly(12, 0.8)[0], ref=ModelRef("churm", "registry"))
    unheard: list[Arrival] = [
        Model(SILENT, MADE),
        Version(SILENT, "1", MADE + WEEK),
        LiveVersion(SILENT, "1", LiveBy.ALIAS),
    ]
    found = kept(engine, *churn(*by_another), *unheard, stray)
    assert [name for _, name in found.never_sent] == ["letters"]
    with reading(engine) as conn:
        assert [name for _, name in unregistered(conn)] == ["churm"]
        assert unregistered(conn, NOW - WEEK) == ()
    assert [name for _, name in found.other_version] == ["churn"]
