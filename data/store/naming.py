"""Where models name people, and by what else the people named there are called."""

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, Select, Table, select

from data.facts import FieldName
from data.store import grounds, histories, tables

_PEOPLE = (FieldName.OWNER, FieldName.BACKUP_OWNER, FieldName.EXPERT, FieldName.CONTACT)


def folded(name: str) -> str:
    """The name as it is compared with others."""
    return name.strip().casefold()


def places() -> Iterator[tuple[Table, Select[int, str]]]:
    """Every history in which somebody is named: the model, and the name used."""
    facts, agreements, measures = histories.facts, histories.agreements, tables.measures
    yield facts, select(facts.c.model_id, facts.c.value).where(facts.c.name.in_(_PEOPLE)).distinct()
    yield (
        agreements,
        select(measures.c.model_id, agreements.c.agreed_by)
        .join(agreements, agreements.c.measure_id == measures.c.id)
        .distinct(),
    )
    for each, by in (
        (histories.versions, "author"),
        (histories.pauses, "paused_by"),
        (grounds.quiet_times, "agreed_by"),
        (grounds.does_not_apply, "said_by"),
        (grounds.acknowledged, "said_by"),
        (grounds.decisions, "decided_by"),
        (grounds.keepings, "kept_by"),
        (grounds.reviews, "reviewed_by"),
        (grounds.baselines, "said_by"),
        (grounds.data_uses, "approved_by"),
        (grounds.answer_uses, "contact"),
    ):
        yield each, select(each.c.model_id, each.c[by]).distinct()


def named_now(conn: Connection) -> set[str]:
    """What everybody is called whom a model names now, folded."""
    names: set[str] = set()
    for table, query in places():
        names |= {folded(name) for _, name in conn.execute(query.where(table.c.known_to.is_(None)))}
    return also_called(conn, names - {""})


def also_called(conn: Connection, names: Iterable[str]) -> set[str]:
    """These names, folded, and what else their people are called in any list that holds now."""
    people = histories.people
    query = select(people.c.person_key, people.c.name, people.c.email)
    rows = conn.execute(query.where(people.c.known_to.is_(None)))
    called = [{folded(each) for each in row if each} for row in rows]
    found = set(names)
    # A key leads to a name, and in another list the name to another key.
    for _ in range(2):
        found = found.union(*(each for each in called if not found.isdisjoint(each)))
    return found
