"""Only what changed is judged again, and nothing that changed is left out."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from importlib.resources import files
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app import judging_due
from app.judging import Tally, judge_all
from data.facts import (
    Acknowledgement,
    AnswerUse,
    Arrival,
    DataUse,
    DecidedUse,
    Decision,
    DoesNotApply,
    FieldName,
    Keeping,
    LiveBy,
    LiveVersion,
    Model,
    ModelRef,
    Pause,
    Person,
    Question,
    QuietTime,
    Reading,
    Retirement,
    Rhythm,
    UseKind,
    Version,
)
from data.store import incidents, insights, judged, outlooks
from data.store.engine import open_store, reading, writing
from data.store.incidents import KeptIncident
from data.store.schema import upgrade
from tests.data.feeding import (
    MADE,
    NOW,
    RECALL,
    REF,
    WEEK,
    agreement,
    churn,
    feed_registry,
    read_tag,
    weekly,
)

ZONE = "Europe/London"
OTHER = ModelRef("cash", "registry")
SOON = NOW + timedelta(hours=1)
ANA = Person("ana", "Ana Ruiz", "ana@example.com")


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_store(f"sqlite:///{tmp_path / 'rollcall.db'}")
    upgrade(engine)
    yield engine
    engine.dispose()


def told(*more: Arrival, results: list[Reading] | None = None) -> list[Arrival]:
    """Two models that are alike but for what is added about the first."""
    own = results if results is not None else weekly(20, 0.8)
    others = [replace(each, ref=OTHER) for each in weekly(20, 0.8)]
    return [
        *churn(read_tag(FieldName.OWNER, "ana"), agreement(0.7, MADE), *own, *more),
        Model(OTHER, MADE),
        replace(RECALL, ref=OTHER),
        Version(OTHER, "1", MADE),
        LiveVersion(OTHER, "1", LiveBy.ALIAS, "champion"),
        *others,
    ]


def judge(engine: Engine, now: datetime) -> Tally:
    return judge_all(engine, now=now, time_zone=ZONE)


def judged_at(engine: Engine) -> dict[str, datetime]:
    with reading(engine) as conn:
        return {slug: each.at for slug, each in judged.last(conn).items()}


def test_nothing_new_means_nothing_is_judged(engine: Engine) -> None:
    feed_registry(engine, told())
    assert judge(engine, NOW) == Tally(2, 0)
    assert judge(engine, SOON) == Tally(0, 2)
    feed_registry(engine, told(), now=SOON)
    assert judge(engine, SOON) == Tally(0, 2)
    assert judged_at(engine) == {"churn": NOW, "cash": NOW}


ABOUT_ONE: dict[str, Callable[[], list[Arrival]]] = {
    "a reading": lambda: told(results=weekly(21, 0.8)),
    "a corrected reading": lambda: told(results=[*weekly(1, 0.6), *weekly(20, 0.8)[1:]]),
    "a fact": lambda: told(read_tag(FieldName.IMPACT, "low")),
    "a fact that is gone": lambda: [
        each for each in told() if each != read_tag(FieldName.OWNER, "ana")
    ],
    "an agreement": lambda: told(agreement(0.75, NOW - WEEK)),
    "a rhythm": lambda: told(Rhythm(REF, "P1M")),
    "a pause": lambda: told(Pause(REF, NOW, NOW + WEEK, "ana", "moving", still_used=True)),
    "a quiet time": lambda: told(QuietTime(REF, date(2026, 12, 1), date(2026, 12, 9), "a", "b")),
    "what does not apply": lambda: told(
        DoesNotApply(REF, Question.FAIRNESS, "ana", "no people", date(2027, 1, 1))
    ),
    "an acknowledgement": lambda: told(Acknowledgement(REF, NOW.date(), "ana", date(2026, 12, 12))),
    "a decision": lambda: told(
        Decision(REF, NOW, "ana", DecidedUse.KEEP, date(2026, 12, 12), "It still helps")
    ),
    "a model that is kept": lambda: told(
        Keeping(REF, NOW, "ana", date(2026, 12, 12), "For the flood")
    ),
    "data it uses": lambda: told(DataUse(REF, "orders", "ana")),
    "what uses it": lambda: told(AnswerUse(REF, "till", UseKind.APPLICATION)),
    "another version": lambda: [
        *(each for each in told() if not isinstance(each, LiveVersion) or each.ref == OTHER),
        Version(REF, "2", NOW),
        LiveVersion(REF, "2", LiveBy.ALIAS, "champion"),
    ],
    "a retirement": lambda: told(Retirement(REF, NOW.date())),
}


@pytest.mark.parametrize("what", ABOUT_ONE)
def test_what_is_told_of_one_model_judges_that_one_again(engine: Engine, what: str) -> None:
    feed_registry(engine, told())
    judge(engine, NOW)
    feed_registry(engine, ABOUT_ONE[what](), now=SOON)
    assert judge(engine, SOON) == Tally(1, 1)
    assert judged_at(engine) == {"churn": SOON, "cash": NOW}
    assert judge(engine, SOON) == Tally(0, 2)


@pytest.mark.parametrize(
    "changed",
    [replace(ANA, left_on=date(2026, 11, 1)), replace(ANA, name="Ana María Ruiz")],
    ids=["left", "renamed"],
)
def test_a_person_judges_the_models_that_name_them(engine: Engine, changed: Person) -> None:
    feed_registry(engine, [*told(), ANA])
    judge(engine, NOW)
    feed_registry(engine, [*told(), changed], now=SOON)
    assert judge(engine, SOON) == Tally(1, 1)
    later = SOON + WEEK / 14
    feed_registry(engine, [*told(), changed, Person("ben", "Ben Li")], now=later)
    assert judge(engine, later) == Tally(0, 2)


def test_whom_to_tell_judges_the_model_whose_answers_are_used(engine: Engine) -> None:
    used = AnswerUse(REF, "till", UseKind.APPLICATION, contact="ben")
    feed_registry(engine, [*told(used), Person("ben", "Ben Li")])
    judge(engine, NOW)
    feed_registry(engine, [*told(used), Person("ben", "Ben Lee")], now=SOON)
    assert judge(engine, SOON) == Tally(1, 1)


def test_what_arrives_while_judging_is_judged_next_time_whatever_the_clock(engine: Engine) -> None:
    feed_registry(engine, told())
    judge(engine, SOON)
    feed_registry(engine, told(results=weekly(21, 0.8)), now=NOW)
    assert judge(engine, SOON) == Tally(1, 1)


def test_time_alone_is_judged_when_it_changes_what_is_said(engine: Engine) -> None:
    feed_registry(engine, told(Rhythm(REF, "P1D")))
    judge(engine, NOW)
    with reading(engine) as conn:
        first = outlooks.one(conn, "churn", NOW)
    assert first is not None
    assert first.until_at is not None
    assert judge(engine, first.until_at - timedelta(hours=1)) == Tally(0, 2)
    assert judge(engine, first.until_at) == Tally(1, 1)


def test_everything_is_judged_again_within_a_week_and_when_a_rule_changed(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed_registry(engine, told(Rhythm(REF, "P1Y"), replace(Rhythm(REF, "P1Y"), ref=OTHER)))
    judge(engine, NOW)
    assert judge(engine, NOW + timedelta(days=6)) == Tally(0, 2)
    assert judge(engine, NOW + timedelta(days=7)) == Tally(2, 0)
    monkeypatch.setattr(judging_due, "_versions", lambda: "another rule")
    assert judge(engine, NOW + timedelta(days=8)) == Tally(2, 0)
    assert judge(engine, NOW + timedelta(days=8)) == Tally(0, 2)


def test_a_model_that_failed_is_tried_again(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed_registry(engine, told())
    with monkeypatch.context() as patched:
        patched.setattr("app.judging.rows_of", lambda _case, _now: 1 / 0)
        judge(engine, NOW)
    assert judge(engine, NOW) == Tally(2, 0)


def test_models_not_on_the_list_are_not_asked_about_again(engine: Engine) -> None:
    feed_registry(engine, [*told(), Model(ModelRef("draft", "registry"), MADE)])
    assert judge(engine, NOW) == Tally(2, 0)
    with reading(engine) as conn:
        assert not judged.last(conn)["draft"].listed
    assert judge(engine, SOON) == Tally(0, 2)


def test_a_model_that_leaves_the_list_is_forgotten(engine: Engine) -> None:
    feed_registry(engine, told())
    judge(engine, NOW)
    with writing(engine) as conn:
        conn.exec_driver_sql("DELETE FROM live_spells")
        conn.exec_driver_sql("DELETE FROM readings")
        conn.exec_driver_sql("UPDATE runs SET judged_at = NULL")
    assert judge(engine, SOON) == Tally(0, 0)
    with reading(engine) as conn:
        assert outlooks.counts(conn, SOON).total == 0
        assert insights.one(conn, "churn") is None


def kept(engine: Engine) -> list[KeptIncident]:
    with reading(engine) as conn:
        return incidents.of_model(conn, "churn")


def falling(weeks: int = 4) -> list[Reading]:
    return [*weekly(weeks, 0.5), *weekly(20 - weeks, 0.8, end=NOW - weeks * WEEK)]


def test_incidents_and_insights_are_kept_with_the_verdict(engine: Engine) -> None:
    feed_registry(engine, told(results=falling()))
    judge(engine, NOW)
    (one,) = kept(engine)
    assert (one.kind, one.began, one.first_kept_at) == ("below", NOW - 4 * WEEK, NOW)
    with reading(engine) as conn:
        watched = {each.slug: each for each in insights.watched(conn)}
    assert watched["churn"].worsened == (NOW - 4 * WEEK,)
    assert watched["churn"].since == NOW - 20 * WEEK
    assert watched["cash"].worsened == ()


def test_history_says_when_an_agreement_told_it_otherwise(engine: Engine) -> None:
    feed_registry(engine, told(results=falling()))
    judge(engine, NOW)
    feed_registry(engine, told(agreement(0.4, NOW - WEEK), results=falling()), now=SOON)
    judge(engine, SOON)
    (one,) = kept(engine)
    assert (one.withdrawn_at, one.rebuilt_why) == (SOON, "agreement")


def test_history_says_when_corrected_readings_told_it_otherwise(engine: Engine) -> None:
    feed_registry(engine, told(results=falling()))
    judge(engine, NOW)
    feed_registry(engine, told(results=weekly(20, 0.8)), now=SOON)
    judge(engine, SOON)
    (one,) = kept(engine)
    assert (one.withdrawn_at, one.rebuilt_at, one.rebuilt_why) == (SOON, SOON, "readings")


def test_history_says_when_a_rule_told_it_otherwise(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed_registry(engine, told(results=falling()))
    judge(engine, NOW)
    monkeypatch.setattr(judging_due, "_versions", lambda: "another rule")
    monkeypatch.setattr("app.health.insights.incidents_of", lambda _case, _now: ())
    judge(engine, SOON)
    (one,) = kept(engine)
    assert (one.withdrawn_at, one.rebuilt_why) == (SOON, "rule")


def test_an_incident_ends_without_being_told_otherwise(engine: Engine) -> None:
    feed_registry(engine, told(results=falling()))
    judge(engine, NOW)
    later = NOW + 2 * WEEK
    better = [*weekly(2, 0.9, end=later), *falling()]
    feed_registry(engine, told(results=better), now=later)
    judge(engine, later)
    (one,) = kept(engine)
    assert (one.fixed, one.rebuilt_at, one.first_kept_at) == (later, None, NOW)


def test_a_number_that_a_rule_looks_into_belongs_to_the_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(str(files("app.health")), rules)
    monkeypatch.setattr(judging_due, "files", lambda _room: rules)
    digest = judging_due._versions.__wrapped__
    before = digest()
    assert before == digest()
    numbers = rules / "breaches.py"
    numbers.write_text(numbers.read_text().replace("NEAR_SHARE = 0.05", "NEAR_SHARE = 0.06"))
    assert digest() != before
