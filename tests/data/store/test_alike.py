"""Names found while somebody types: every word counts, and beginnings lead."""

from collections.abc import Sequence

import pytest
from sqlalchemy import Engine

from data.facts import Model, ModelRef
from data.store import outlooks
from data.store.engine import reading, writing
from tests.data.feeding import NOW, feed_registry
from tests.data.store.test_outlooks import ALL, DAY, NAMES


@pytest.fixture
def filled(engine: Engine) -> Engine:
    feed_registry(engine, [Model(ModelRef(f"m{n}", "registry")) for n in range(len(NAMES))])
    with writing(engine) as conn:
        outlooks.replace(conn, ALL)
    return engine


def names(engine: Engine, typed: str, limit: int = 8) -> Sequence[str]:
    with reading(engine) as conn:
        return [each.name for each in outlooks.alike(conn, NOW, typed, limit)]


def test_beginnings_lead(filled: Engine) -> None:
    assert names(filled, "branch") == ["Branch cash", "branch staffing"]
    assert names(filled, "br")[:2] == ["Branch cash", "branch staffing"]
    assert names(filled, "re")[0] == "Renewal letters"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("LETTERS renewal", ["Renewal letters"]),
        ("émile", ["Émile 50%_off"]),
        ("50%_", ["Émile 50%_off"]),
        ("续保", ["续保提醒"]),
        ("tech_3", ["续保提醒"]),
        ("%", ["Émile 50%_off"]),
        ("'; drop table outlooks --", []),
        ("\x00zzzz", []),
    ],
)
def test_what_is_typed_is_taken_literally(filled: Engine, typed: str, found: list[str]) -> None:
    assert names(filled, typed) == found


def test_no_more_than_asked_for(filled: Engine) -> None:
    assert len(names(filled, "e", limit=2)) == 2


def test_the_status_is_that_of_the_moment(filled: Engine) -> None:
    with reading(filled) as conn:
        (now,) = outlooks.alike(conn, NOW, "branch cash", 8)
        (later,) = outlooks.alike(conn, NOW + DAY, "branch cash", 8)
    assert (now.status, later.status) == ("meets", "silent")
