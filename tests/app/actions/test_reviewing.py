"""Reviews: signed on exactly what was shown, by somebody who did not build the model."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import Engine

from app.actions.doing import Answer
from app.actions.everything import ask
from app.health.keeping import evidence_from_json, evidence_to_json, verdict_from_json
from app.health.review_evidence import evidence_for
from app.health.review_seal import Part, digest_of, seal
from app.judging import judge_all
from data.facts import (
    Arrival,
    Case,
    FieldName,
    LiveBy,
    LiveVersion,
    Model,
    Person,
    Reading,
    ReviewOutcome,
    Version,
)
from data.members import Member, Outcome, Role, Wrong
from data.store import outlooks, record, review_sheets, reviewed
from data.store.engine import reading
from data.store.review_sheets import Signed
from tests.app.actions.people import somebody
from tests.data.feeding import (
    MADE,
    NOW,
    RECALL,
    REF,
    REGISTRY,
    TABLE,
    WEEK,
    agreement,
    case_of,
    feed,
    typed,
    weekly,
)

ZONE = "Europe/London"
DAY = timedelta(days=1)
SOON = NOW + timedelta(minutes=5)
TYPED = {"outcome": "go_on", "until": "2027-05-01", "why": "It does what was agreed."}
KWAME = Person("kboateng", "Kwame Boateng", "kwame boateng@example.com")
LI = Person("li", "Li Wei", "li wei@example.com")


def model(impact: str = "high", author: str = "kboateng", *more: Arrival) -> list[Arrival]:
    version = Version(REF, "4", MADE + WEEK, author=author)
    live = LiveVersion(REF, "4", LiveBy.ALIAS, "champion")
    facts = [typed(FieldName.OWNER, "li"), *([typed(FieldName.IMPACT, impact)] if impact else [])]
    return [Model(REF, MADE), RECALL, version, live, KWAME, LI, agreement(0.7, MADE), *facts, *more]


def fill(
    engine: Engine, told: list[Arrival] | None = None, results: list[Reading] | None = None
) -> Engine:
    feed(
        engine, (REGISTRY, told or model()), (TABLE, weekly(8, 0.8) if results is None else results)
    )
    return engine


@pytest.fixture
def store(engine: Engine) -> Engine:
    return fill(engine)


def now_case(store: Engine, at: datetime = NOW) -> Case:
    return replace(case_of(store, as_of=at), time_zone=ZONE)


def shown(store: Engine, at: datetime = NOW) -> str:
    """What a form carries that was drawn at this moment."""
    return seal(evidence_to_json(evidence_for(now_case(store, at), at)))


def do(store: Engine, name: str, who: Member, at: datetime = NOW, /, **given: Any) -> Answer:
    key = f"{name} {who.account} {at} {sorted(given.items())}"
    said = {"model": "churn", **given}
    return ask(store, name, said, who, key=key, now=at, time_zone=ZONE)


def sign(store: Engine, who: Member, at: datetime = NOW, /, **given: Any) -> Answer:
    seen = {"evidence": shown(store, at)}
    return do(store, "sign_review", who, at, **{**TYPED, **seen, **given})


def manager(store: Engine, name: str = "Sofia Marín", role: Role = Role.MANAGER) -> Member:
    return somebody(store, NOW, [role], name)


def signed(store: Engine, at: datetime = SOON) -> list[Signed]:
    with reading(store) as conn:
        return review_sheets.of_model(conn, "churn", at)


def sheet(store: Engine, at: datetime, by: datetime = SOON) -> Signed:
    with reading(store) as conn:
        found = review_sheets.one(conn, "churn", at, by)
    assert found
    return found


def entries(store: Engine) -> int:
    with reading(store) as conn:
        found = record.verify(conn)
    assert found.broken is None
    return found.count


def test_a_review_counts_at_once_and_keeps_what_was_looked_at(store: Engine) -> None:
    before = evidence_for(now_case(store), NOW)
    assert sign(store, manager(store)).outcome is Outcome.DONE
    (review,) = now_case(store).reviews
    assert (review.at, review.by) == (NOW, "sofia marín@example.com")
    assert (review.outcome, review.until) == (ReviewOutcome.GO_ON, date(2027, 5, 1))
    kept = sheet(store, NOW)
    assert kept.evidence
    assert evidence_from_json(kept.evidence) == before
    assert kept.digest == digest_of(kept.evidence)
    assert (kept.name, kept.why) == ("Sofia Marín", "It does what was agreed.")


def test_the_record_says_what_was_signed_and_on_what(store: Engine) -> None:
    sign(store, manager(store), outcome="conditions", conditions="Ana reads each letter.")
    with reading(store) as conn:
        (entry,) = record.newest(conn, record.Choice("churn"))[0]
    assert entry.action == "sign_review"
    assert entry.said
    assert entry.said["after"] == {
        **TYPED,
        "outcome": "conditions",
        "conditions": "Ana reads each letter.",
        "evidence": sheet(store, NOW).digest,
    }


def test_sent_twice_with_one_key_it_is_signed_once(store: Engine) -> None:
    who, seen = manager(store), shown(store)
    given = {**TYPED, "model": "churn", "evidence": seen}
    first = ask(store, "sign_review", given, who, key="k" * 24, now=NOW, time_zone=ZONE)
    again = ask(store, "sign_review", given, who, key="k" * 24, now=SOON, time_zone=ZONE)
    assert first == again
    assert len(signed(store)) == entries(store) == 1


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"outcome": ""}, {"outcome": Wrong.NOT_A_CHOICE}),
        ({"outcome": "fine"}, {"outcome": Wrong.NOT_A_CHOICE}),
        ({"until": "2026-11-23"}, {"until": Wrong.NOT_LATER}),
        ({"until": "2027-05-26"}, {"until": Wrong.TOO_FAR}),
        ({"until": "soon"}, {"until": Wrong.NOT_A_DAY}),
        ({"why": " \u200b"}, {"why": Wrong.NEEDED}),
        ({"why": "x" * 1_001}, {"why": Wrong.TOO_LONG}),
        ({"outcome": "conditions"}, {"conditions": Wrong.NEEDED}),
        ({"outcome": "conditions", "conditions": "…"}, {"conditions": Wrong.NEEDED}),
        ({"conditions": "Ana reads them."}, {"conditions": Wrong.NOT_ASKED}),
        ({"conditions": "x" * 1_001}, {"conditions": Wrong.TOO_LONG}),
        ({"model": "nothing"}, {"model": Wrong.NOT_A_CHOICE}),
    ],
)
def test_each_field_that_is_wrong_is_named_and_nothing_is_kept(
    store: Engine, given: dict[str, str], wrong: dict[str, Wrong]
) -> None:
    answer = sign(store, manager(store), **given)
    assert (answer.outcome, answer.wrong) == (Outcome.NOT_FILLED_IN, wrong)
    assert signed(store) == []
    assert entries(store) == 0


@pytest.mark.parametrize(
    ("impact", "last"),
    [
        ("high", NOW + 183 * DAY),
        ("medium", NOW + 366 * DAY),
        ("low", NOW + 731 * DAY),
        ("", NOW + 183 * DAY),
    ],
)
def test_the_more_a_mistake_matters_the_shorter_it_holds(
    engine: Engine, impact: str, last: datetime
) -> None:
    store = fill(engine, model(impact))
    who = manager(store)
    too_far = sign(store, who, until=(last + DAY).date().isoformat())
    assert too_far.wrong == {"until": Wrong.TOO_FAR}
    assert sign(store, who, until=last.date().isoformat()).outcome is Outcome.DONE


def test_what_nobody_uses_is_not_reviewed(engine: Engine) -> None:
    store = fill(engine, [Model(REF, MADE), RECALL], [])
    answer = do(store, "sign_review", manager(store), evidence="", **TYPED)
    assert answer.wrong == {"model": Wrong.NOT_A_CHOICE}


@pytest.mark.parametrize("role", [Role.MANAGER, Role.RISK_OFFICER])
@pytest.mark.parametrize("author", ["kboateng", "Kwame Boateng", "kwame boateng"])
def test_whoever_built_it_does_not_sign_in_whatever_role(
    engine: Engine, author: str, role: Role
) -> None:
    """By key, by name, or by what stands before the @ of the address."""
    store = fill(engine, model("high", author))
    assert sign(store, manager(store, "Kwame Boateng", role)).outcome is Outcome.SAME_PERSON
    assert signed(store) == []


def test_the_owner_signs_where_it_is_known_who_built_it(store: Engine) -> None:
    assert sign(store, manager(store, "Li Wei")).outcome is Outcome.DONE


@pytest.mark.parametrize("author", ["", "svc-train-04"])
def test_where_it_is_not_known_who_built_it_the_owner_does_not_sign_either(
    engine: Engine, author: str
) -> None:
    store = fill(engine, model("high", author))
    assert sign(store, manager(store, "Li Wei")).outcome is Outcome.SAME_PERSON
    assert sign(store, manager(store)).outcome is Outcome.DONE


def test_what_changed_since_it_was_shown_is_not_signed_and_is_named(store: Engine) -> None:
    seen, who = shown(store), manager(store)
    feed(store, (REGISTRY, model("low")), now=SOON)
    answer = sign(store, who, SOON + DAY, evidence=seen)
    assert answer.outcome is Outcome.NOT_AS_SHOWN
    assert {Part.FACTS, Part.CHANGES} <= {Part(each) for each in answer.parts}
    assert Part.WRONG not in answer.parts
    assert signed(store) == []
    assert sign(store, who, SOON + DAY).outcome is Outcome.DONE


@pytest.mark.parametrize("forged", ["", "facts:0", "x" * 1_000])
def test_what_is_no_seal_signs_nothing(store: Engine, forged: str) -> None:
    answer = sign(store, manager(store), evidence=forged)
    assert answer.outcome is Outcome.NOT_AS_SHOWN
    assert len(answer.parts) == len(Part)


def test_of_two_who_look_at_the_same_one_signs(store: Engine) -> None:
    seen = shown(store)
    first, second = manager(store), manager(store, "Elif Yılmaz", Role.RISK_OFFICER)
    assert sign(store, first, evidence=seen).outcome is Outcome.DONE
    answer = sign(store, second, SOON, evidence=seen)
    assert (answer.outcome, answer.parts) == (Outcome.NOT_AS_SHOWN, (Part.BEFORE.value,))
    assert sign(store, second, SOON).outcome is Outcome.DONE
    assert [each.name for each in signed(store)] == ["Elif Yılmaz", "Sofia Marín"]


def changes(draw: Random, store: Engine, at: datetime) -> None:
    """Something about the model becomes otherwise, or nothing does."""
    which = draw.choice(["nothing", "result", "facts", "said", "decision"])
    expert, chief = somebody(store, at, [Role.EXPERT], "Ana Ruiz"), manager(store, "Elif Yılmaz")
    if which == "result":
        found = weekly(1, round(draw.uniform(0.3, 0.9), 2), end=at)
        feed(store, (TABLE, found), now=at)
    elif which == "facts":
        value, seen = str(draw.random()), _purpose(store, at)
        do(store, "change_facts", expert, at, name="purpose", value=value, seen=seen)
    elif which == "said":
        do(store, "raise_feedback", expert, at, kind="wrong", text=str(draw.random()))
    elif which == "decision":
        given = {"use": "keep", "until": "2026-12-20", "why": str(draw.random()), "seen": ""}
        do(store, "decide", chief, at, **given)


def _purpose(store: Engine, at: datetime) -> str:
    fact = now_case(store, at).facts.get(FieldName.PURPOSE)
    return fact.value if fact else ""


def test_of_fifty_races_none_is_signed_on_what_nobody_saw(store: Engine) -> None:
    """Between showing and signing something may change; what is signed was always seen."""
    draw, who, done = Random(11), manager(store), 0
    for number in range(50):
        at = NOW + timedelta(seconds=10 * number)
        seen = shown(store, at)
        changes(draw, store, at + timedelta(seconds=1))
        signing_at = at + timedelta(seconds=2)
        answer = sign(store, who, signing_at, evidence=seen)
        so_now = shown(store, signing_at - timedelta(microseconds=1))
        assert (answer.outcome is Outcome.DONE) == (so_now == seen)
        if answer.outcome is Outcome.DONE:
            done += 1
            kept = sheet(store, signing_at, signing_at).evidence
            assert kept
            assert seal(kept) == seen
    assert 5 < done < 45
    assert len(signed(store, NOW + DAY)) == done


def test_only_whoever_signed_takes_it_back_once_and_it_stays_to_be_seen(store: Engine) -> None:
    sofia, elif_ = manager(store), manager(store, "Elif Yılmaz", Role.RISK_OFFICER)
    sign(store, sofia)
    given = {"signed_at": NOW.isoformat(), "why": "I looked at the wrong model."}
    assert do(store, "withdraw_review", elif_, SOON, **given).outcome is Outcome.ANOTHERS
    assert do(store, "withdraw_review", sofia, SOON, **given).outcome is Outcome.DONE
    assert do(store, "withdraw_review", sofia, SOON + DAY, **given).outcome is Outcome.NOT_AS_SHOWN
    assert now_case(store, SOON).reviews == ()
    (kept,) = signed(store)
    assert (kept.withdrawn_at, kept.withdrawn_why) == (SOON, "I looked at the wrong model.")


def test_on_a_past_day_nobody_knew_yet_that_it_would_be_taken_back(store: Engine) -> None:
    sofia = manager(store)
    sign(store, sofia)
    given = {"signed_at": NOW.isoformat(), "why": "Too early."}
    do(store, "withdraw_review", sofia, NOW + 2 * DAY, **given)
    assert len(now_case(store, NOW + DAY).reviews) == 1
    assert [each.withdrawn_at for each in signed(store, NOW + DAY)] == [None]
    assert signed(store, NOW - DAY) == []
    assert sheet(store, NOW, NOW + DAY).withdrawn_why == ""
    assert sheet(store, NOW, NOW + 3 * DAY).withdrawn_why == "Too early."


def test_what_was_never_signed_here_cannot_be_taken_back(store: Engine) -> None:
    given = {"signed_at": NOW.isoformat(), "why": "x"}
    answer = do(store, "withdraw_review", manager(store), **given)
    assert answer.wrong == {"signed_at": Wrong.NOT_A_CHOICE}


def test_the_day_after_it_was_due_the_model_needs_care_and_its_results_do_not(
    store: Engine,
) -> None:
    sign(store, manager(store), until="2026-11-30")
    judge_all(store, now=SOON, time_zone=ZONE)
    last, over = datetime(2026, 11, 30, 23, tzinfo=NOW.tzinfo), NOW + 8 * DAY
    codes = {"review_overdue"}
    assert codes.isdisjoint(_care(store, last))
    assert codes <= _care(store, over)
    with reading(store) as conn:
        states = {
            at: reviewed.counts(conn, at, at.date())[reviewed.ReviewState.OVERDUE]
            for at in (last, over)
        }
    assert states == {last: 0, over: 1}


def _care(store: Engine, at: datetime) -> set[str]:
    """The care reasons that the store says hold at a moment, without judging again."""
    with reading(store) as conn:
        found = outlooks.one(conn, "churn", at)
    assert found
    return {each.code.value for each in verdict_from_json(found.verdict).care_reasons}
