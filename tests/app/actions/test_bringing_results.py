"""Taking in a file of results: what was shown and nothing else, once, and on the record."""

import pytest
from sqlalchemy import Engine, func, select, update

from app.actions.doing import Answer
from app.actions.everything import ask
from data import sheets
from data.facts import Unit
from data.looking_through import Looked, Moment, look_through, propose
from data.members import Member, Outcome, Role, Wrong
from data.results.columns import HEADINGS
from data.store import brought_files, record
from data.store.brought_tables import What
from data.store.engine import reading, writing
from data.store.histories import definitions
from data.store.tables import readings
from tests.app.actions.people import somebody
from tests.data.feeding import NOW, churn, feed_registry

ZONE = "Europe/London"
AT = Moment(NOW, NOW.date(), ZONE)
FILE = """model,end,recall,cases
churn,2026-11-15,0.61,400
churn,2026-11-08,0.64,380
nobody,2026-11-08,0.5,10
"""


@pytest.fixture
def store(engine: Engine) -> Engine:
    feed_registry(engine, churn())
    return engine


@pytest.fixture
def ana(store: Engine) -> Member:
    return somebody(store, NOW, [Role.ANALYST])


def bring(store: Engine, who: Member, content: str = FILE) -> tuple[int, Looked]:
    """The number of the file that waits, and what would come of it."""
    grid = sheets.read("results.csv", content.encode(), HEADINGS)
    with writing(store) as conn:
        said = propose(conn, who.account, grid, AT, {})
        brought_files.bring(conn, who.account, What.RESULTS, grid, said, "", NOW)
        waiting = brought_files.waiting(conn, who.account, What.RESULTS, NOW)
        assert waiting
        return waiting.id, look_through(conn, waiting, AT)


def take_in(
    store: Engine, who: Member, number: int, looked: Looked, key: str = "0123456789abcdef"
) -> Answer:
    typed = {"brought": str(number), "seen": looked.seal}
    return ask(store, "take_in_results", typed, who, key=key, now=NOW, time_zone=ZONE)


def kept(store: Engine) -> int:
    with reading(store) as conn:
        return conn.scalar(select(func.count()).select_from(readings)) or 0


def test_what_was_shown_is_taken_in_once_and_recorded(store: Engine, ana: Member) -> None:
    brought = bring(store, ana)
    assert take_in(store, ana, *brought) == Answer(Outcome.DONE, 1)
    assert take_in(store, ana, *brought) == Answer(Outcome.DONE, 1)
    with reading(store) as conn:
        entry = record.newest(conn, record.Choice())[0][0]
        (taken,) = brought_files.taken(conn, What.RESULTS, 5, NOW)
        assert brought_files.taken(conn, What.MODELS, 5, NOW) == []
    assert entry.said
    assert entry.said["after"] == {
        "file": "results.csv",
        "new_results": 2,
        "replaced_results": 0,
        "known_results": 0,
        "refused_results": 1,
    }
    assert (taken.added, taken.changed, taken.by) == (2, 0, "Ana Ruiz")
    assert [each.row["model"] for each in taken.refused] == ["nobody"]
    assert kept(store) == 2


def test_a_file_that_changes_nothing_is_not_taken_in(store: Engine, ana: Member) -> None:
    take_in(store, ana, *bring(store, ana))
    again = take_in(store, ana, *bring(store, ana), key="f" * 16)
    assert again.wrong == {"brought": Wrong.NOT_ENOUGH}


def test_what_was_not_shown_is_not_taken_in(store: Engine, ana: Member) -> None:
    """Somebody else took the same in meanwhile, or another file waits by now."""
    ben = somebody(store, NOW, [Role.EXPERT], name="Ben")
    old = bring(store, ana)
    assert take_in(store, ben, *old).outcome is Outcome.NOT_AS_SHOWN
    assert kept(store) == 0
    take_in(store, ben, *bring(store, ben))
    assert take_in(store, ana, *old, key="e" * 16).outcome is Outcome.NOT_AS_SHOWN
    bring(store, ana, FILE.replace("0.61", "0.7"))
    assert take_in(store, ana, *old, key="d" * 16).outcome is Outcome.NOT_AS_SHOWN
    assert kept(store) == 2


def test_nothing_is_taken_in_of_what_was_asked_about(store: Engine, ana: Member) -> None:
    number, looked = bring(store, ana, "model,end,recall\nchurn,01/02/2026,0.5\n")
    assert looked.found is None
    assert take_in(store, ana, number, looked).outcome is Outcome.NOT_AS_SHOWN
    assert kept(store) == 0


def test_nor_once_the_measure_means_something_else(store: Engine, ana: Member) -> None:
    brought = bring(store, ana)
    with writing(store) as conn:
        conn.execute(update(definitions).values(unit=Unit.NUMBER))
    assert take_in(store, ana, *brought).outcome is Outcome.NOT_AS_SHOWN
    assert kept(store) == 0
