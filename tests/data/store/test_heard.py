"""What sources told of a model before, and what versions before were built with."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from data.facts import (
    Arrival,
    Fact,
    FieldName,
    Heard,
    Library,
    LiveBy,
    LiveSpell,
    Person,
    RunsWith,
)
from data.store import records
from tests.data.feeding import NOW, REF, TABLE, WEEK, case_of, churn, feed, feed_registry, read_tag

DAY = timedelta(days=1)


def owned(by: str, pandas: str = "2.2") -> list[Arrival]:
    installed = RunsWith(REF, "pandas", pandas, "inventory")
    return churn(Person("ana", "Ana Ruiz"), read_tag(FieldName.OWNER, by), installed)


def values(heard: tuple[Heard, ...]) -> list[tuple[str, bool]]:
    """What was told, and whether it still is."""
    return [
        (each.said.value if isinstance(each.said, Fact) else each.said.installed, each.end is None)
        for each in heard
    ]


def test_what_was_told_before_is_there_with_its_days(engine: Engine) -> None:
    feed_registry(engine, owned("ana"))
    feed_registry(engine, owned("tom", "3.0"), now=NOW + WEEK)
    found = case_of(engine, as_of=NOW + WEEK)
    assert values(found.heard) == [("ana", False), ("2.2", False), ("tom", True), ("3.0", True)]
    assert {each.end for each in found.heard[:2]} == {NOW + WEEK}
    assert {each.start for each in found.heard[2:]} == {NOW + WEEK}
    # Whoever owned it before can be told by name.
    assert found.people["ana"].name == "Ana Ruiz"
    assert found.heard_since is not None
    assert found.heard_since < NOW


def test_on_a_past_day_nobody_knows_what_came_later(engine: Engine) -> None:
    feed_registry(engine, owned("ana"))
    feed_registry(engine, owned("tom", "3.0"), now=NOW + WEEK)
    before = case_of(engine, as_of=NOW + DAY)
    assert values(before.heard) == [("ana", True), ("2.2", True)]


def test_what_ended_long_ago_is_not_looked_at(engine: Engine) -> None:
    feed_registry(engine, owned("ana"))
    feed_registry(engine, owned("tom"), now=NOW + WEEK)
    later = NOW + WEEK + records.LOOKED_BACK
    assert values(case_of(engine, as_of=later - DAY).heard)[0] == ("ana", False)
    assert "ana" not in dict(values(case_of(engine, as_of=later).heard))


def test_other_facts_are_not_carried_along(engine: Engine) -> None:
    feed_registry(engine, churn(read_tag(FieldName.UNIT, "Retail")))
    feed_registry(engine, churn(read_tag(FieldName.UNIT, "Parcels")), now=NOW + WEEK)
    assert case_of(engine, as_of=NOW + WEEK).heard == ()


def spells(*versions: str) -> list[Arrival]:
    """Versions in use for a month each, one after the other, the last one until now."""
    starts = [NOW - (len(versions) - place) * 30 * DAY for place in range(len(versions))]
    ends = [*starts[1:], None]
    return [
        LiveSpell(REF, version, start, end, by=LiveBy.IMPORTED)
        for version, start, end in zip(versions, starts, ends, strict=True)
    ]


def libraries(*versions: str) -> list[Arrival]:
    return [Library(REF, each, "pandas", f"pandas=={each}", each, "r.txt") for each in versions]


def test_the_software_of_versions_that_were_live_lately_is_there(engine: Engine) -> None:
    told = [*spells("1", "2", "3"), *libraries("1", "2", "3", "4")]
    feed_registry(engine, churn(*told, live=""))
    found = case_of(engine)
    assert [each.version for each in found.tested_with] == ["3"]
    assert sorted(each.version for each in found.tested_before) == ["1", "2"]


def test_of_many_versions_only_the_newest_are_read_and_the_live_one_always(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "MOST_VERSIONS", 2)
    told = [*spells("1", "2", "3"), *libraries("1", "2", "3")]
    feed_registry(engine, churn(*told, live=""))
    found = case_of(engine)
    assert [each.version for each in found.tested_with] == ["3"]
    assert [each.version for each in found.tested_before] == ["2"]


def test_a_second_source_that_is_read_for_the_first_time_changes_no_past(engine: Engine) -> None:
    feed_registry(engine, owned("ana"))
    typed = read_tag(FieldName.OWNER, "tom")
    feed(engine, (TABLE, [Fact(REF, typed.name, "tom", typed.origin, "table")]), now=NOW + WEEK)
    found = case_of(engine, as_of=NOW + WEEK)
    assert all(each.start < NOW for each in found.heard)
