"""What sources look like is kept through time; what is not noted is as it was."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Engine

from data.facts import Arrival, ReadContext, Refusal, Trait, TraitKind
from data.problems import Code, Problem, SourceFailed
from data.store import traits
from data.store.engine import reading
from tests.data.feeding import NOW, TABLE, WEEK, Source, churn, feed, feed_registry

K = TraitKind


def noting(*noted: Trait, fails: bool = False) -> Source:
    def told(context: ReadContext) -> Iterable[Arrival]:
        for each in noted:
            context.note(each)
        yield Refusal(Problem(Code.UNKNOWN_MODEL, {"found": "x", "nearest": ""}), "row 1", {})
        if fails:
            raise SourceFailed(Problem(Code.UNREACHABLE))

    return told


def looks(engine: Engine, by: datetime | None = None) -> set[tuple[str, str, str, bool]]:
    """Kind, name and value, and whether it still is so."""
    with reading(engine) as conn:
        found = traits.held(conn, NOW - WEEK, by)
    return {
        (each.trait.kind.value, each.trait.name, each.trait.value, each.end is None)
        for every in found.values()
        for each in every
    }


BOTH = (Trait(K.COLUMN, "day"), Trait(K.COLUMN, "recall"), Trait(K.HOLDS, "recall", "numbers"))


def test_what_changed_is_there_before_and_after(engine: Engine) -> None:
    feed(engine, (TABLE, noting(*BOTH)))
    feed(engine, (TABLE, noting(Trait(K.HOLDS, "recall", "text"))), now=NOW + WEEK)
    assert looks(engine) == {
        ("column", "day", "", True),
        ("column", "recall", "", True),
        ("holds", "recall", "numbers", False),
        ("holds", "recall", "text", True),
    }
    # On a day before nobody knew it.
    assert ("holds", "recall", "numbers", True) in looks(engine, NOW + timedelta(days=1))


def test_columns_are_noted_all_or_none(engine: Engine) -> None:
    feed(engine, (TABLE, noting(*BOTH)))
    feed(engine, (TABLE, noting()), now=NOW + WEEK)
    assert all(still for *_, still in looks(engine))
    feed(engine, (TABLE, noting(Trait(K.COLUMN, "day"))), now=NOW + 2 * WEEK)
    assert {name for _, name, _, still in looks(engine) if not still} == {"recall"}
    assert ("holds", "recall", "numbers", True) in looks(engine)


def test_a_source_that_breaks_off_looks_as_before(engine: Engine) -> None:
    feed(engine, (TABLE, noting(*BOTH)))
    before = looks(engine)
    feed(engine, (TABLE, noting(Trait(K.HOLDS, "recall", "text"), fails=True)), now=NOW + WEEK)
    assert looks(engine) == before


def test_how_measures_are_told_is_noted_where_all_models_have_them_alike(engine: Engine) -> None:
    feed_registry(engine, churn())
    assert {(kind, value) for kind, name, value, _ in looks(engine) if name == "recall"} == {
        ("unit", "share"),
        ("better", "higher"),
        ("meaning", "performance; recall"),
    }
