"""What judging keeps for the pages about one question is replaced model by model."""

from datetime import date

import pytest
from sqlalchemy import Engine, select

from data.facts import Model, ModelRef
from data.store import roles, summaries
from data.store.engine import reading, writing
from data.store.roles import Role, RoleName
from tests.data.feeding import feed_registry

ANA = Role("m0", RoleName.OWNER, "ana", "Ana Ruiz", "ana@example.com")
TOM = Role("m1", RoleName.OWNER, "tom", "Tom Field", left_on=date(2026, 2, 28))


@pytest.fixture
def kept(engine: Engine) -> Engine:
    feed_registry(engine, [Model(ModelRef(f"m{number}", "registry")) for number in range(2)])
    with writing(engine) as conn:
        summaries.replace(conn, ["m0", "m1"], [ANA, TOM])
    return engine


def _all(engine: Engine) -> list[tuple[str, str]]:
    with reading(engine) as conn:
        query = select(roles.table.c.slug, roles.table.c.person_key)
        return sorted((slug, key) for slug, key in conn.execute(query))


def test_the_rows_of_a_model_are_replaced_and_others_stay(kept: Engine) -> None:
    with writing(kept) as conn:
        summaries.replace(conn, ["m0"], [Role("m0", RoleName.BACKUP, "wei", "Li Wei")])
    assert _all(kept) == [("m0", "wei"), ("m1", "tom")]


def test_a_model_that_left_the_list_is_forgotten(kept: Engine) -> None:
    with writing(kept) as conn:
        summaries.drop(conn, ["m1"])
    assert _all(kept) == [("m0", "ana")]
