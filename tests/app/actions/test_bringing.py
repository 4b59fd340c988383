"""Taking in a list: what is new is added, what is blank is filled, nothing else but what was ticked
is overwritten; and a model added by hand."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, func, select

from app.actions.doing import Answer
from app.actions.everything import ask
from app.judging import judge_all
from data.facts import FieldName, Kind, Origin
from data.lists.comparison import Comparison, seal
from data.members import Member, Outcome, Role, Wrong
from data.problems import Code
from data.sources import inventory
from data.store import brought_lists, brought_tables, cases, outlooks, record
from data.store.brought_lists import Brought
from data.store.engine import reading, writing
from data.store.histories import facts
from data.store.recorded import compared
from tests.app.actions.people import somebody
from tests.data.feeding import NOW, churn, feed_registry, read_tag
from tests.data.lists.workbooks import workbook

ZONE = "Europe/London"
HEADINGS = ("Technical name", "Owner", "Impact", "Kind", "Purpose")
ROWS = (
    ("churn", "Tom Field", "low", "", "Who is written to"),
    ("bureau score", "Ana Ruiz", "high", "vendor", ""),
    ("wrong", "Ana Ruiz", "awful", "vendor", ""),
)


@pytest.fixture
def store(engine: Engine) -> Engine:
    feed_registry(engine, churn(read_tag(FieldName.OWNER, "ana")))
    return engine


@pytest.fixture
def ana(store: Engine) -> Member:
    return somebody(store, NOW, [Role.EXPERT])


def bring(
    store: Engine, who: Member, rows: Sequence[Sequence[str]] = ROWS, now: datetime = NOW
) -> tuple[Brought, Comparison]:
    """A list that waits, and how it stands to the record."""
    with writing(store) as conn:
        found = inventory.read("models.xlsx", workbook(("Models", [HEADINGS, *rows])))
        brought_lists.bring(conn, who.account, found, now)
    return looked(store, who, now)


def looked(store: Engine, who: Member, now: datetime = NOW) -> tuple[Brought, Comparison]:
    with reading(store) as conn:
        brought = brought_lists.waiting(conn, who.account, now)
        assert brought
        return brought, compared(conn, brought, now, now.date())


def take_in(
    store: Engine,
    who: Member,
    brought: Brought,
    found: Comparison,
    overwrite: str | list[str] | None = None,
    key: str = "0123456789abcdef",
    now: datetime = NOW,
) -> Answer:
    typed = {"brought": str(brought.id), "seen": seal(found)}
    told = typed if overwrite is None else typed | {"overwrite": overwrite}
    return ask(store, "take_in_list", told, who, key=key, now=now, time_zone=ZONE)


def counted(store: Engine, slug: str, name: FieldName) -> str:
    with reading(store) as conn:
        case = cases.case(conn, slug, NOW + timedelta(minutes=1))
    return case.facts[name].value if case and name in case.facts else ""


def test_what_is_new_is_added_and_what_is_blank_filled_and_nothing_overwritten(
    store: Engine, ana: Member
) -> None:
    assert take_in(store, ana, *bring(store, ana)) == Answer(Outcome.DONE, 1)
    assert counted(store, "churn", FieldName.OWNER) == "ana"
    assert counted(store, "churn", FieldName.PURPOSE) == "Who is written to"
    assert counted(store, "bureau-score", FieldName.OWNER) == "Ana Ruiz"
    assert counted(store, "wrong", FieldName.OWNER) == ""
    with reading(store) as conn:
        entry = record.newest(conn, record.Choice())[0][0]
        (taken,) = brought_lists.taken(conn, 5, NOW)
    assert entry.said
    assert entry.said["after"] == {
        "file": "models.xlsx",
        "added": ["bureau score"],
        "filled": 2,
        "refused": 1,
        "each": [],
    }
    assert (taken.added, taken.filled, taken.changed, taken.by) == (1, 2, 0, "Ana Ruiz")
    assert [each.problem.code for each in taken.refused] == [Code.NOT_ONE_OF]
    assert taken.refused[0].row["Technical name"] == "wrong"


def test_what_was_ticked_is_overwritten_and_what_was_so_before_is_recorded(
    store: Engine, ana: Member
) -> None:
    brought, found = bring(store, ana)
    assert take_in(store, ana, brought, found, "2:owner").outcome is Outcome.DONE
    assert counted(store, "churn", FieldName.OWNER) == "Tom Field"
    with reading(store) as conn:
        entry = record.newest(conn, record.Choice())[0][0]
    assert entry.said
    said = {"model": "churn", "name": "owner"}
    assert entry.said["before"] == {"each": [said | {"value": "ana"}]}
    assert entry.said["after"]["each"] == [said | {"value": "Tom Field"}]


def test_a_fact_says_from_which_row_of_which_list_it_came_and_who_took_it_in(
    store: Engine, ana: Member
) -> None:
    take_in(store, ana, *bring(store, ana))
    with reading(store) as conn:
        rows = conn.execute(select(facts).where(facts.c.value == "Who is written to")).all()
    assert [(row.origin, row.place) for row in rows] == [
        (Origin.TYPED, "Ana Ruiz, models.xlsx, Models, row 2, 2026-11-23")
    ]


def test_a_model_that_was_added_is_on_the_list_and_judged(store: Engine, ana: Member) -> None:
    take_in(store, ana, *bring(store, ana))
    judge_all(store, now=NOW, time_zone=ZONE)
    with reading(store) as conn:
        found = outlooks.one(conn, "bureau-score", NOW)
    assert found
    assert (found.name, found.kind) == ("bureau score", Kind.VENDOR)


def test_the_same_list_again_changes_nothing(store: Engine, ana: Member) -> None:
    brought, found = bring(store, ana)
    take_in(store, ana, brought, found, ["2:owner"])
    again, left = bring(store, ana)
    assert left.changes_nothing
    assert left.agreeing == 2
    answer = take_in(store, ana, again, left, key="1" * 16)
    assert answer.wrong == {"overwrite": Wrong.NOT_ENOUGH}


def test_after_it_was_taken_in_what_was_not_ticked_still_stands_beside_each_other(
    store: Engine, ana: Member
) -> None:
    take_in(store, ana, *bring(store, ana))
    brought, left = looked(store, ana)
    assert [each.key for each in left.differences] == ["2:owner"]
    assert not left.filled
    assert take_in(store, ana, brought, left, "2:owner", key="1" * 16).outcome is Outcome.DONE
    assert looked(store, ana)[1].changes_nothing


def test_what_changed_since_it_was_shown_is_shown_again(store: Engine, ana: Member) -> None:
    brought, found = bring(store, ana)
    typed = {"model": "churn", "name": "purpose", "value": "Something else"}
    ben = somebody(store, NOW, [Role.MANAGER], "Ben Li")
    ask(store, "change_facts", typed, ben, key="2" * 16, now=NOW, time_zone=ZONE)
    assert take_in(store, ana, brought, found).outcome is Outcome.NOT_AS_SHOWN
    assert counted(store, "churn", FieldName.PURPOSE) == "Something else"
    brought, found = looked(store, ana)
    assert {each.key for each in found.differences} == {"2:owner", "2:purpose"}
    assert take_in(store, ana, brought, found).outcome is Outcome.DONE


def test_what_changed_elsewhere_disturbs_nobody(store: Engine, ana: Member) -> None:
    brought, found = bring(store, ana)
    typed = {"model": "churn", "name": "team", "value": "Another team"}
    ask(store, "change_facts", typed, ana, key="2" * 16, now=NOW, time_zone=ZONE)
    assert take_in(store, ana, brought, found).outcome is Outcome.DONE


@pytest.mark.parametrize(
    ("overwrite", "wrong"),
    [
        ("2:impact", Wrong.NOT_A_CHOICE),
        ("99:owner", Wrong.NOT_A_CHOICE),
        ("owner", Wrong.NOT_A_CHOICE),
        (["2:owner"] * 501, Wrong.TOO_MANY),
    ],
)
def test_nothing_is_overwritten_that_was_not_shown(
    store: Engine, ana: Member, overwrite: str | list[str], wrong: Wrong
) -> None:
    answer = take_in(store, ana, *bring(store, ana), overwrite)
    assert answer.wrong == {"overwrite": wrong}
    assert counted(store, "churn", FieldName.PURPOSE) == ""


def test_nobody_takes_in_the_list_of_somebody_else(store: Engine, ana: Member) -> None:
    brought, found = bring(store, ana)
    ben = somebody(store, NOW, [Role.MANAGER], "Ben Li")
    assert take_in(store, ben, brought, found).outcome is Outcome.NOT_AS_SHOWN


def test_a_list_waits_for_a_day_and_a_new_one_takes_its_place(store: Engine, ana: Member) -> None:
    brought, found = bring(store, ana)
    late = NOW + timedelta(days=1)
    assert take_in(store, ana, brought, found, now=late).outcome is Outcome.NOT_AS_SHOWN
    with reading(store) as conn:
        assert brought_lists.waiting(conn, ana.account, late) is None
    feed_registry(store, churn(), now=late)
    with reading(store) as conn:
        assert conn.execute(select(brought_tables.brought_lists)).all() == []
    again, _ = bring(store, ana)
    assert again.id != brought.id
    assert take_in(store, ana, brought, found).outcome is Outcome.NOT_AS_SHOWN


def test_sent_many_times_at_once_it_is_taken_in_once(store: Engine, ana: Member) -> None:
    brought, found = bring(store, ana)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: take_in(store, ana, brought, found), range(20)))
    assert {each.number for each in answers} == {1}
    with reading(store) as conn:
        assert len(brought_lists.taken(conn, 50, NOW)) == 1
        assert conn.scalar(select(func.count()).where(facts.c.value == "Who is written to")) == 1


def test_what_was_said_of_the_columns_is_remembered_for_the_same_headings(
    store: Engine, ana: Member
) -> None:
    brought, _ = bring(store, ana)
    mapping = {place: column for place, column in brought.mapping.items() if place != 4}
    with writing(store) as conn:
        brought_lists.map_columns(conn, ana.account, brought.id, mapping, "rules")
    take_in(store, ana, *looked(store, ana))
    again, _ = bring(store, ana)
    assert dict(again.mapping) == mapping
    assert again.otherwise is Kind.RULES


def test_a_thousand_models_are_taken_in(store: Engine, ana: Member) -> None:
    rows = [(f"sheet {number}", "Ana Ruiz", "low", "spreadsheet", "x") for number in range(1_000)]
    assert take_in(store, ana, *bring(store, ana, rows)).outcome is Outcome.DONE
    _, left = looked(store, ana)
    assert left.agreeing == 1_000
    assert left.changes_nothing


@pytest.mark.parametrize(
    "name", ["客户流失预测模型", "نموذج الأولوية", "<script>alert(1)</script>", "x" * 250]
)
def test_a_model_may_be_called_anything(store: Engine, ana: Member, name: str) -> None:
    brought, found = bring(store, ana, [(name, name[:200], "low", "rules", "")])
    assert take_in(store, ana, brought, found).outcome is Outcome.DONE
    assert looked(store, ana)[1].changes_nothing


def test_a_list_is_the_first_that_a_new_store_hears_of(engine: Engine) -> None:
    ana = somebody(engine, NOW, [Role.EXPERT])
    assert take_in(engine, ana, *bring(engine, ana, ROWS[1:2])).outcome is Outcome.DONE
    judge_all(engine, now=NOW, time_zone=ZONE)
    with reading(engine) as conn:
        assert outlooks.one(conn, "bureau-score", NOW)


ADDED = {"sort": "vendor", "called": "Bureau score", "owner": "Ana Ruiz", "impact": "high"}


def add(store: Engine, who: Member, key: str = "3" * 16, **typed: str) -> Answer:
    return ask(store, "add_model", ADDED | typed, who, key=key, now=NOW, time_zone=ZONE)


def test_a_model_is_added_by_hand(store: Engine, ana: Member) -> None:
    assert add(store, ana).outcome is Outcome.DONE
    judge_all(store, now=NOW, time_zone=ZONE)
    with reading(store) as conn:
        found = outlooks.one(conn, "bureau-score", NOW)
        entry = record.newest(conn, record.Choice("bureau-score"))[0][0]
    assert found
    assert (found.kind, found.owner) == (Kind.VENDOR, "Ana Ruiz")
    assert entry.said
    assert entry.said["after"] == ADDED


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"called": "churn"}, {"called": Wrong.TAKEN}),
        ({"called": ""}, {"called": Wrong.NEEDED}),
        ({"called": "\u200b"}, {"called": Wrong.NEEDED}),
        ({"called": "x" * 251}, {"called": Wrong.TOO_LONG}),
        ({"sort": "registry"}, {"sort": Wrong.NOT_A_CHOICE}),
        ({"sort": "thing"}, {"sort": Wrong.NOT_A_CHOICE}),
        ({"impact": "awful"}, {"impact": Wrong.NOT_A_CHOICE}),
    ],
)
def test_what_is_wrong_with_a_model_added_by_hand_is_named(
    store: Engine, ana: Member, typed: dict[str, str], wrong: dict[str, Wrong]
) -> None:
    assert add(store, ana, **typed).wrong == wrong


def test_no_model_is_added_twice(store: Engine, ana: Member) -> None:
    add(store, ana)
    assert add(store, ana, key="4" * 16).wrong == {"called": Wrong.TAKEN}
