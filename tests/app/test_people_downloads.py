"""The lists of the page about people as files: the same as on the page, and a list to hand over."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import pytest
from sqlalchemy import Connection
from starlette.datastructures import QueryParams

from app.downloads import LISTS
from app.downloads_asked import Asked, NoSuchList, Parameters
from app.judging import judge_all
from app.language.sentence import Speech
from app.reports.exports import Kind, Table, written
from data.facts import AnswerUse, Arrival, FieldName, Person, UseKind
from data.store.engine import open_store, reading
from data.store.schema import upgrade
from tests.browser.companies import SCRIPT
from tests.data.feeding import (
    MADE,
    NOW,
    REF,
    REGISTRY,
    agreement,
    churn,
    feed,
    read_tag,
    weekly,
)

SPEECH = Speech(now=NOW, time_zone="Europe/London")


@pytest.fixture(scope="module")
def conn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    folder: Path = tmp_path_factory.mktemp("files")
    engine = open_store(f"sqlite:///{folder / 'rollcall.db'}")
    upgrade(engine)
    told: list[Arrival] = [
        read_tag(FieldName.OWNER, "ana"),
        read_tag(FieldName.EXPERT, "ana"),
        read_tag(FieldName.BACKUP_OWNER, "ben"),
        read_tag(FieldName.TEAM, "Letters"),
        read_tag(FieldName.CONTACT, "letters@example.com"),
        AnswerUse(REF, "=1+1", UseKind.PROCESS, SCRIPT),
    ]
    people = [Person("ana", "Ana Ruiz"), Person("ben", "Ben Li", "ben@example.com")]
    signed = agreement(0.7, MADE, review_by=date(2027, 1, 31))
    arrivals = [*people, *churn(*told, *weekly(4), signed)]
    feed(engine, (REGISTRY, arrivals), now=NOW)
    judge_all(engine, now=NOW, time_zone=SPEECH.time_zone)
    with reading(engine) as found:
        yield found
    engine.dispose()


def made(conn: Connection, name: str, **asked: str) -> Table:
    return LISTS[name](Asked(conn, conn, Parameters(QueryParams(urlencode(asked))), SPEECH))


def rows(table: Table) -> list[dict[str, object]]:
    return [dict(zip(table.heads, row, strict=True)) for row in table.rows]


def test_a_handover_has_a_row_for_each_role_with_who_could_take_it_over(conn: Connection) -> None:
    owner, expert = rows(made(conn, "handover", person="ana"))
    assert (owner["Role"], owner["Why"]) == ("Owner", "Ben Li is the backup.")
    assert expert["Why"] == "Nobody else is named as expert."
    takers = "Ben Li (backup): ben@example.com\nLetters: letters@example.com"
    assert owner["Who could take it over"] == takers
    assert owner["Last agreement signed"] == MADE.date()
    assert owner["To be reviewed by"] == date(2027, 1, 31)


def test_nobody_has_nothing_to_hand_over(conn: Connection) -> None:
    with pytest.raises(NoSuchList):
        made(conn, "handover", person="nobody")


def test_every_list_is_narrowed_as_its_page(conn: Connection) -> None:
    assert [row["Person"] for row in rows(made(conn, "people"))] == ["Ana Ruiz", "Ben Li"]
    assert [row["Person"] for row in rows(made(conn, "people", q="ben"))] == ["Ben Li"]
    assert rows(made(conn, "carers"))[0]["Backup"] == "Ben Li"
    assert rows(made(conn, "uses"))[0]["What stops without it"] == SCRIPT
    assert rows(made(conn, "unmissed", view="unmissed"))[0]["How many signs"] == 1
    for name in ("people", "carers", "uses", "unmissed"):
        assert rows(made(conn, name, q="zzz", unit="none")) == []


@pytest.mark.parametrize("name", ["people", "carers", "uses", "handover", "unmissed"])
@pytest.mark.parametrize("kind", Kind)
def test_every_list_becomes_a_file(conn: Connection, name: str, kind: Kind) -> None:
    table = made(conn, name, person="ana")
    assert all(len(row) == len(table.heads) for row in table.rows)
    file = written(table, kind, SPEECH)
    assert b'"=1+1' not in file
