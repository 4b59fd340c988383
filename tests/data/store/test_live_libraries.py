"""Software of models in use: by how many it is used, in which versions, and by which models."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from data.facts import Model, ModelRef
from data.store import live_libraries, outlooks, summaries
from data.store.engine import reading, writing
from data.store.live_libraries import LiveLibrary, Spread
from data.store.roles import Role, RoleName
from data.store.summaries import Summary
from tests.data.feeding import NOW, feed_registry
from tests.data.store.test_pipeline_states import DAY, outlook

TODAY = NOW.date()


def pandas(number: int, pinned: str = "2.2.3", installed: str = "2.2.3") -> LiveLibrary:
    line = f"pandas=={pinned}" if pinned else "pandas>=2"
    return LiveLibrary(f"m{number}", "pandas", "1", line, pinned, installed)


@pytest.fixture
def kept(engine: Engine) -> Engine:
    """Models 0 to 3 have pandas; model 3 is of another unit and model 4 is retired."""
    feed_registry(engine, [Model(ModelRef(f"m{number}", "registry")) for number in range(5)])
    standing = [
        *(outlook(number) for number in range(3)),
        outlook(3, unit="People"),
        outlook(4, status="retired"),
    ]
    rows: list[Summary] = [
        pandas(0),
        pandas(1, installed="2.1.4"),
        pandas(2, pinned="", installed=""),
        pandas(3),
        pandas(4, "1.5.3", ""),
        replace(pandas(0), name="numpy"),
        Role("m0", RoleName.OWNER, "ana", "Ana Ruiz"),
        Role("m1", RoleName.OWNER, "tom", "Tom Field", left_on=TODAY - DAY),
        Role("m2", RoleName.BACKUP, "ana", "Ana Ruiz"),
    ]
    with writing(engine) as conn:
        outlooks.replace(conn, standing)
        summaries.replace(conn, [each.slug for each in standing], rows)
    return engine


def test_software_is_counted_by_models_in_use(kept: Engine) -> None:
    with reading(kept) as conn:
        found, total = live_libraries.spreads(conn, NOW, "", 25, 0)
        assert found == [Spread("pandas", 4, 1), Spread("numpy", 1, 0)]
        assert live_libraries.spreads(conn, NOW, "", 1, 1) == ([Spread("numpy", 1, 0)], 2)
        assert live_libraries.spreads(conn, NOW, "People", 25, 0)[0] == [Spread("pandas", 1, 0)]
        assert live_libraries.names(conn, NOW) == ["numpy", "pandas"]
    assert total == 2


def test_versions_are_those_that_run_and_else_those_tested_with(kept: Engine) -> None:
    with reading(kept) as conn:
        found = live_libraries.versions(conn, NOW, "", ["pandas"])
    assert found == [("pandas", "2.2.3", 2), ("pandas", "2.1.4", 1)]


def test_whoever_left_owns_nothing(kept: Engine) -> None:
    with reading(kept) as conn:
        found = live_libraries.holders(conn, NOW, TODAY, "pandas", "")
    assert [(each.model, each.is_owned) for each in found] == [
        ("Model 0", True),
        ("Model 1", False),
        ("Model 2", False),
        ("Model 3", False),
    ]
    assert found[1].kept == pandas(1, installed="2.1.4")


def test_holders_are_narrowed_to_a_unit(kept: Engine) -> None:
    with reading(kept) as conn:
        (one,) = live_libraries.holders(conn, NOW, TODAY, "pandas", "People")
        assert live_libraries.holders(conn, NOW, TODAY, "nothing", "") == []
    assert (one.model, one.unit, one.status) == ("Model 3", "People", "meets")
