"""Cases of a whole fleet: few queries, and each the same as asked for alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

from data.facts import (
    Arrival,
    Better,
    LiveBy,
    LiveVersion,
    Measure,
    Model,
    ModelRef,
    Question,
    Unit,
)
from data.store import cases
from data.store.engine import reading
from tests.data.feeding import MADE, NOW, WEEK, case_of, churn, feed_registry, weekly

FLEET = 230


def fleet() -> Iterator[Arrival]:
    """Models with two measures each, one of them with a group."""
    for number in range(FLEET):
        ref = ModelRef(f"model {number:03}", "registry")
        yield Model(ref, MADE)
        yield LiveVersion(ref, "1", LiveBy.ALIAS)
        for key in ("recall", "worth"):
            yield Measure(ref, key, Question.VALUE, key, Unit.NUMBER, Better.HIGHER)
        yield from weekly(3, float(number), ref=ref)
        yield from weekly(2, float(-number), ref=ref, measure="worth", group="over 65")


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    asked: list[str] = []

    def note(_conn: Any, _cursor: Any, statement: str, *_: Any) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


def test_a_fleet_takes_few_queries(engine: Engine) -> None:
    feed_registry(engine, fleet())
    with counted(engine) as asked, reading(engine) as conn:
        found = list(cases.cases(conn, NOW))
    assert [case.ref.name for case in found] == [f"model {number:03}" for number in range(FLEET)]
    assert len(asked) < 70
    for number in (0, 199, 200, 229):
        recall, worth = found[number].measured
        assert recall.overall.values.tolist() == [float(number)] * 3
        assert worth.groups[0].values.tolist() == [float(-number)] * 2
        assert worth.overall.values.tolist() == []


def test_one_case_is_the_same_as_in_the_fleet(engine: Engine) -> None:
    feed_registry(engine, fleet())
    with reading(engine) as conn:
        of_fleet = next(case for case in cases.cases(conn, NOW) if case.slug == "model-201")
        chosen = [
            case.slug for case in cases.cases(conn, NOW, ["model-003", "model-001", "nobody"])
        ]
    alone = case_of(engine, "model-201")
    assert chosen == ["model-001", "model-003"]
    assert (alone.spells, alone.ref) == (of_fleet.spells, of_fleet.ref)
    assert [one.measure for one in alone.measured] == [one.measure for one in of_fleet.measured]
    assert alone.measured[0].overall.ends.tolist() == of_fleet.measured[0].overall.ends.tolist()


def test_a_measure_knows_where_its_newest_reading_came_from(engine: Engine) -> None:
    placed = [
        *weekly(3, 0.7, place="weekly.csv, row 2", end=NOW - 7 * WEEK),
        *weekly(1, 0.8, place="weekly.csv, row 9"),
        *weekly(1, 0.1, place="groups.csv, row 1", group="over 65"),
    ]
    feed_registry(engine, churn(*placed), NOW)
    (recall,) = case_of(engine).measured
    assert recall.place == "weekly.csv, row 9"
    (before,) = case_of(engine, as_of=NOW - 2 * WEEK).measured
    assert before.place == "weekly.csv, row 2"


def test_a_measure_without_readings_has_no_place(engine: Engine) -> None:
    feed_registry(engine, churn())
    assert case_of(engine).measured[0].place == ""
