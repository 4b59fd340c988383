"""What people say of a model: it counts before what a registry says, and both stay."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from app.actions.doing import Answer
from app.actions.everything import ask
from app.health.care import judge_care
from app.health.verdict import ReasonCode
from data.facts import Case, Fact, FieldName, Model, ModelRef, Origin
from data.members import Member, Outcome, Role, Wrong
from data.store import record
from data.store.cases import case
from data.store.engine import reading
from tests.app.actions.people import somebody
from tests.data.feeding import NOW, REF, churn, feed_registry

ZONE = "Europe/London"
SHOWN = NOW.isoformat()
OTHER = ModelRef("second", "registry")
OWNER = Fact(REF, FieldName.OWNER, "ben", Origin.READ, "tag of the registry")


@pytest.fixture
def store(engine: Engine) -> Engine:
    feed_registry(engine, churn(OWNER, Model(OTHER)))
    return engine


@pytest.fixture
def ana(store: Engine) -> Member:
    return somebody(store, NOW, [Role.EXPERT])


def do(store: Engine, action: str, who: Member, key: str = "k" * 16, **typed: object) -> Answer:
    return ask(store, action, typed, who, key=key, now=NOW, time_zone=ZONE)


def change(store: Engine, who: Member, **typed: object) -> Answer:
    given = {"model": "churn", "name": "owner", "value": "Ana Ruiz"} | typed
    return do(store, "change_facts", who, key=f"{given} {who.name}"[:64].ljust(16), **given)


def known(store: Engine, slug: str = "churn", at: timedelta = timedelta()) -> Case:
    with reading(store) as conn:
        found = case(conn, slug, NOW + at)
    assert found
    return found


def test_what_a_person_says_counts_and_the_registry_stays_to_be_seen(
    store: Engine, ana: Member
) -> None:
    assert change(store, ana).outcome is Outcome.DONE
    now = known(store)
    assert now.facts[FieldName.OWNER] == Fact(
        REF, FieldName.OWNER, "Ana Ruiz", Origin.TYPED, "Ana Ruiz"
    )
    assert now.otherwise == (OWNER,)
    assert known(store, at=-timedelta(seconds=1)).facts[FieldName.OWNER] == OWNER


def test_the_same_in_other_letters_is_no_disagreement(store: Engine, ana: Member) -> None:
    change(store, ana, value="  BEN ")
    assert known(store).otherwise == ()


def test_the_last_person_counts_and_the_record_has_both(store: Engine, ana: Member) -> None:
    change(store, ana)
    change(store, somebody(store, NOW, [Role.MANAGER], "Ben Li"), value="Zoe Hart")
    assert known(store).facts[FieldName.OWNER].value == "Zoe Hart"
    assert known(store).otherwise == (OWNER,)
    with reading(store) as conn:
        found, _ = record.newest(conn, record.Choice("churn"))
    told = [(each.said["before"], each.said["after"]) for each in found if each.said]
    assert told == [
        ({"value": "Ana Ruiz"}, {"name": "owner", "value": "Zoe Hart"}),
        ({"value": "ben"}, {"name": "owner", "value": "Ana Ruiz"}),
    ]


def test_emptied_it_is_what_the_registry_says_again(store: Engine, ana: Member) -> None:
    change(store, ana)
    change(store, ana, value="")
    assert known(store).facts[FieldName.OWNER] == OWNER
    assert known(store).otherwise == ()


def test_whoever_saw_something_else_is_told_who_changed_it(store: Engine, ana: Member) -> None:
    assert change(store, ana, seen="ben").outcome is Outcome.DONE
    late = change(store, somebody(store, NOW, [Role.MANAGER], "Ben Li"), value="x", seen="ben")
    assert (late.outcome, late.by, late.at) == (Outcome.NOT_AS_SHOWN, "Ana Ruiz", NOW)
    assert known(store).facts[FieldName.OWNER].value == "Ana Ruiz"


def test_many_models_change_at_once(store: Engine, ana: Member) -> None:
    models = ["churn", "second", "churn"]
    answer = change(store, ana, model=models, name="unit", value="Retail", shown_at=SHOWN)
    assert answer.outcome is Outcome.DONE
    units = [known(store, slug).facts[FieldName.UNIT].value for slug in ("churn", "second")]
    assert units == ["Retail", "Retail"]
    with reading(store) as conn:
        entry = record.newest(conn, record.Choice())[0][0]
    assert entry.said
    assert entry.said["after"]["models"] == ["churn", "second"]
    assert entry.said["before"] == {"values": {"churn": "", "second": ""}}


def test_whoever_saw_many_before_somebody_changed_one_is_told_who(
    store: Engine, ana: Member
) -> None:
    change(store, ana, name="unit", value="Retail")
    ben = somebody(store, NOW, [Role.MANAGER], "Ben Li")
    early = (NOW - timedelta(seconds=1)).isoformat()
    both = {"model": ["churn", "second"], "value": "Finance"}
    late = change(store, ben, **both, name="unit", shown_at=early)
    assert (late.outcome, late.by, late.at) == (Outcome.NOT_AS_SHOWN, "Ana Ruiz", NOW)
    assert FieldName.UNIT not in known(store, "second").facts
    # Another field of the same models is another matter.
    assert change(store, ben, **both, name="team", shown_at=early).outcome is Outcome.DONE


def test_many_are_changed_only_by_whoever_saw_them(store: Engine, ana: Member) -> None:
    answer = change(store, ana, model=["churn", "second"], name="unit", value="Retail")
    assert answer.wrong == {"shown_at": Wrong.NEEDED}


def test_one_unknown_model_among_many_changes_none(store: Engine, ana: Member) -> None:
    answer = change(store, ana, model=["churn", "nobody"], name="unit", value="Retail")
    assert answer.wrong == {"model": Wrong.NOT_A_CHOICE}
    assert FieldName.UNIT not in known(store).facts


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"name": "impact", "value": "enormous"}, {"value": Wrong.NOT_A_CHOICE}),
        ({"name": "kind", "value": "robot"}, {"value": Wrong.NOT_A_CHOICE}),
        ({"name": "affects_people", "value": "maybe"}, {"value": Wrong.NOT_A_CHOICE}),
        ({"name": "cadence", "value": "weekly"}, {"value": Wrong.NOT_ALLOWED}),
        ({"name": "measure", "value": "recall"}, {"name": Wrong.NOT_A_CHOICE}),
        ({"name": "colour"}, {"name": Wrong.NOT_A_CHOICE}),
        ({"value": "x" * 2_001}, {"value": Wrong.TOO_LONG}),
        ({"model": []}, {"model": Wrong.NEEDED}),
        ({"model": [f"m{n}" for n in range(501)]}, {"model": Wrong.TOO_LONG}),
    ],
)
def test_what_cannot_be_taken_is_named(
    store: Engine, ana: Member, typed: dict[str, object], wrong: dict[str, Wrong]
) -> None:
    assert change(store, ana, **typed).wrong == wrong
    assert known(store).facts[FieldName.OWNER] == OWNER


@pytest.mark.parametrize(
    ("name", "value"),
    [("impact", "high"), ("kind", "vendor"), ("affects_people", "yes"), ("cadence", "P7D")],
)
def test_what_is_one_of_a_list_is_taken(store: Engine, ana: Member, name: str, value: str) -> None:
    assert change(store, ana, name=name, value=value).outcome is Outcome.DONE
    assert known(store).facts[FieldName(name)].value == value


def test_what_is_confirmed_is_due_again_after_a_year(store: Engine, ana: Member) -> None:
    assert do(store, "confirm_facts", ana, model="churn").outcome is Outcome.DONE
    confirmed = known(store)
    assert [(each.on, each.by) for each in confirmed.confirmed] == [
        (date(2026, 11, 23), "ana ruiz@example.com")
    ]

    def due(days: int) -> bool:
        codes = [each.code for each in judge_care(confirmed, NOW + timedelta(days)).reasons]
        return ReasonCode.FACTS_UNCONFIRMED in codes

    assert [due(days) for days in (0, 365, 366)] == [False, False, True]
    assert not any(
        each.code is ReasonCode.FACTS_UNCONFIRMED
        for each in judge_care(replace(confirmed, confirmed=()), NOW).reasons
    )


@pytest.mark.parametrize(("name", "may"), [("Ben", True), ("Zoe Hart", False)])
def test_whoever_answers_for_a_model_may_confirm_it_without_any_role(
    store: Engine, name: str, may: bool
) -> None:
    viewer = somebody(store, NOW, [], name)
    answer = do(store, "confirm_facts", viewer, model="churn")
    assert (answer.outcome is Outcome.DONE) is may
    assert bool(known(store).confirmed) is may
