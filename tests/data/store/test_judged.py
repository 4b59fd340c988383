"""Which models have to be judged again, asked of both databases."""

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import Engine

from data.facts import FieldName, Model, ModelRef, Person
from data.store import judged, outlooks, summaries
from data.store.engine import reading, writing
from data.store.judged import Judged
from data.store.month_worths import MonthWorth
from data.store.outlooks import Outlook
from tests.data.feeding import (
    MADE,
    NOW,
    RECALL,
    agreement,
    churn,
    feed_registry,
    read_tag,
    weekly,
)

HOUR = timedelta(hours=1)
ANA = Person("ana", "Ana Ruiz")
OTHER = ModelRef("cash", "registry")
TOLD = [
    *churn(agreement(0.7, MADE), read_tag(FieldName.OWNER, "ANA RUIZ"), *weekly(5)),
    Model(OTHER, MADE),
    replace(RECALL, ref=OTHER),
    ANA,
]


def seen(engine: Engine) -> set[str]:
    """What has changed; after this it has been judged."""
    with reading(engine) as conn:
        found, runs = judged.changed(conn), judged.new_runs(conn)
    with writing(engine) as conn:
        judged.mark_runs(conn, runs, NOW)
    return found


def test_what_new_runs_brought_counts_until_it_is_judged(engine: Engine) -> None:
    feed_registry(engine, TOLD)
    assert seen(engine) == {"churn", "cash"}
    assert seen(engine) == set()
    feed_registry(engine, TOLD, now=NOW + HOUR)
    assert seen(engine) == set()
    feed_registry(engine, [*TOLD, *weekly(1, end=NOW + HOUR)], now=NOW + 2 * HOUR)
    assert seen(engine) == {"churn"}
    feed_registry(engine, [*TOLD[:-1], replace(ANA, left_on=date(2026, 1, 1))], now=NOW + 3 * HOUR)
    assert seen(engine) == {"churn"}


def test_how_each_was_judged_is_remembered(engine: Engine) -> None:
    feed_registry(engine, TOLD)
    first = Judged("churn", NOW, True, "rules", "agreed")
    with writing(engine) as conn:
        judged.keep(conn, [first, Judged("cash", NOW, False, "rules", "")])
        judged.keep(conn, [replace(first, at=NOW + HOUR)])
    with reading(engine) as conn:
        assert judged.last(conn)["churn"] == replace(first, at=NOW + HOUR)
        assert judged.on_list(conn) == {"churn"}
        assert judged.everybody(conn) == ["cash", "churn"]


def outlook(**other: object) -> Outlook:
    names = dict.fromkeys(("name", "technical_name", "registry", "unit", "owner"), "x")
    rest = {"kind": "registry", "live_version": "1", "status": "meets", "care": "needs_care"}
    moments = {"from_at": NOW, "until_at": NOW + HOUR, "last_heard": None}
    told = {**names, **rest, **moments, "brief": {}, "verdict": {}, **other}
    return Outlook(slug="churn", **told)  # type: ignore[arg-type]  # fields by name


def test_time_runs_out_months_end_and_agreements_begin(engine: Engine) -> None:
    feed_registry(engine, TOLD)
    later = outlook(from_at=NOW + HOUR, until_at=None)
    with writing(engine) as conn:
        judged.keep(conn, [Judged("churn", NOW, True, "rules", "")])
        outlooks.replace(conn, [outlook(), later])
        summaries.replace(conn, ["churn"], [MonthWorth("churn", MADE.date(), None, 400.0)])
    with reading(engine) as conn:
        assert judged.run_out(conn, NOW) == set()
        assert judged.run_out(conn, NOW + HOUR) == {"churn"}
        assert judged.with_worth(conn) == {"churn"}
        assert judged.agreed_between(conn, MADE - 9 * 24 * HOUR, MADE) == {"churn"}
        assert judged.agreed_between(conn, MADE + 48 * HOUR, NOW) == set()
        # In Auckland the day has come while it is still the day before in London.
        evening = MADE.replace(hour=0) - 11 * HOUR
        assert judged.agreed_between(conn, evening - HOUR, evening) == {"churn"}
