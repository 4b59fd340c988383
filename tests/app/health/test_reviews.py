"""When a review is due, who may not sign one, and what of the evidence is compared."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.health.care import judge_care
from app.health.insight import StepCode
from app.health.judge import judge
from app.health.keeping import evidence_from_json, evidence_to_json
from app.health.review_evidence import evidence_for
from app.health.review_seal import Part, changed, digest_of, seal
from app.health.reviews import Bar, bar, builders, due_on, last_review
from app.health.risk import risk_of
from app.health.verdict import ReasonCode, Status
from data.facts import (
    Case,
    FeedbackDue,
    FeedbackKind,
    FieldName,
    Impact,
    LiveSpell,
    Measured,
    Person,
    Review,
    ReviewOutcome,
    Version,
)
from tests.app.health.case_making import REF, agreement, case, measured

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
TODAY = NOW.date()
DAY = timedelta(days=1)
ANA = Person("ana", "Ana Ruiz", "ana.ruiz@example.com")


def review(on: datetime = NOW - 10 * DAY, until: date = TODAY, **changes: Any) -> Review:
    return Review(REF, on, "sofia", ReviewOutcome.GO_ON, until, "It does.", **changes)


def facts(**said: str) -> dict[FieldName, str]:
    return {FieldName(name): value for name, value in said.items()}


def built(author: str, *people: Person, owner: str = "", live: bool = True) -> Case:
    known = {each.key: each for each in people} | {each.name: each for each in people}
    spell = LiveSpell(REF, "4", NOW - 90 * DAY, None if live else NOW - DAY)
    return case(
        facts=facts(**({"owner": owner} if owner else {})),
        versions=(Version(REF, "4", author=author),),
        spells=(spell,),
        people=known,
    )


@given(
    st.sampled_from([*Impact, ""]),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.integers(0, 2_000),
)
def test_no_review_holds_longer_than_signed_or_than_its_impact_allows(
    impact: str, on: date, days: int
) -> None:
    one = case(facts=facts(impact=impact))
    at = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    due = due_on(one, review(at, on + days * DAY))
    allowed = {"low": 731, "medium": 366}.get(impact, 183)
    assert due == on + min(days, allowed) * DAY


def test_the_newest_counts() -> None:
    old, new = review(NOW - 100 * DAY), review(NOW - 10 * DAY)
    assert last_review(case(reviews=(new, old))) == new
    assert last_review(case()) is None


def test_on_its_last_day_it_holds_and_the_day_after_the_model_needs_care() -> None:
    one = case(reviews=(review(until=TODAY),))
    answer = judge_care(one, NOW)
    assert answer.status is Status.MEETS
    assert answer.holds_until == datetime(2026, 3, 3, tzinfo=UTC)
    late = judge_care(one, NOW + DAY)
    assert [each.code for each in late.reasons] == [ReasonCode.REVIEW_OVERDUE]
    assert late.lead.inputs == {
        "by": "sofia",
        "reviewed_on": date(2026, 2, 20),
        "review_due": TODAY,
    }


def test_what_was_never_reviewed_is_not_overdue() -> None:
    assert judge_care(case(), NOW).status is Status.MEETS


def test_an_overdue_review_changes_care_and_risk_and_nothing_of_the_results() -> None:
    good = case(measured([0.8] * 8, agreement=agreement(review_by=None)))
    late = replace(good, reviews=(review(until=TODAY - DAY),))
    before, after = judge(good, NOW), judge(late, NOW)
    assert (before.status, before.reasons) == (after.status, after.reasons)
    steps = {each.code: each for each in risk_of(late, after, NOW).steps}
    assert steps[StepCode.REVIEW_OVERDUE].since == datetime(2026, 3, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("author", "name", "email", "why"),
    [
        ("ana", "Somebody Else", "ana.ruiz@example.com", Bar.BUILT),
        ("ana", "Ana Ruiz", "", Bar.BUILT),
        ("Ana Ruiz", "ANA  RUIZ", "ana.ruiz@example.com", Bar.BUILT),
        # Two addresses make two people, whatever they are called.
        ("ana", "Ana Ruiz", "ana.ruiz.2@example.com", None),
        ("ana.ruiz", "A. Ruiz", "ana.ruiz@example.com", Bar.BUILT),
        ("ana", "Li Wei", "li.wei@example.com", None),
    ],
)
def test_who_built_it(author: str, name: str, email: str, why: Bar | None) -> None:
    assert bar(built(author, ANA, owner="li"), name, email) is why


@pytest.mark.parametrize(
    ("author", "known", "why"),
    [("", False, Bar.OWNS), ("svc-04", False, Bar.OWNS), ("ana", True, None)],
)
def test_the_owner_may_not_sign_where_nobody_knows_who_built_it(
    author: str, known: bool, why: Bar | None
) -> None:
    one = built(author, ANA, Person("li", "Li Wei"), owner="li")
    assert builders(one).known is known
    assert bar(one, "Li Wei", "li.wei@example.com") is why
    assert bar(one, "Elif Yılmaz", "elif@example.com") is None


def test_where_no_version_is_known_to_be_in_use_the_owner_may_not_sign() -> None:
    assert bar(built("ana", owner="Li Wei", live=False), "Li Wei", "") is Bar.OWNS


def full(*measures: Measured, **changes: Any) -> Case:
    said = FeedbackDue(REF, FeedbackKind.WRONG, TODAY, "Vic", TODAY + DAY, "Ana Ruiz", "Odd.")
    usual: dict[str, Any] = {
        "facts": facts(purpose="Keep members", owner="ana", impact="high"),
        "people": {"ana": ANA},
        "spells": (LiveSpell(REF, "4", NOW - 90 * DAY),),
        "versions": (Version(REF, "4", author="ana"),),
        "feedback_due": (said,),
        "reviews": (review(),),
    }
    standard = measured([0.8] * 8, agreement=agreement(review_by=None))
    return case(*(measures or (standard,)), **(usual | changes))


def kept(one: Case, at: datetime = NOW) -> dict[str, Any]:
    return evidence_to_json(evidence_for(one, at))


def test_evidence_comes_back_as_it_was_from_json_as_databases_keep_it() -> None:
    evidence = evidence_for(full(), NOW)
    written = json.loads(json.dumps(evidence_to_json(evidence)))
    assert evidence_from_json(written) == evidence
    assert digest_of(written) == digest_of(evidence_to_json(evidence))


@given(st.integers(0, 3_000))
def test_as_long_as_nothing_changes_a_seal_stays_the_same(seconds: int) -> None:
    assert seal(kept(full())) == seal(kept(full(), NOW + timedelta(seconds=seconds)))


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"facts": facts(purpose="Sell more", owner="ana", impact="high")}, Part.FACTS),
        ({"spells": (LiveSpell(REF, "5", NOW - 90 * DAY),)}, Part.IN_USE),
        ({"feedback_due": ()}, Part.SAID),
        ({"reviews": (review(until=TODAY + DAY),)}, Part.BEFORE),
    ],
)
def test_what_changed_is_named(changes: dict[str, Any], part: Part) -> None:
    assert part in changed(seal(kept(full())), kept(full(**changes)))


@pytest.mark.parametrize(
    ("other", "part"),
    [
        (measured([0.3] * 8, agreement=agreement()), Part.STANDING),
        (measured([0.3] * 8, agreement=agreement()), Part.WRONG),
        (measured([0.8] * 8, agreement=agreement(0.6)), Part.AGREED),
    ],
)
def test_other_results_and_other_limits_are_named(other: Measured, part: Part) -> None:
    assert part in changed(seal(kept(full())), kept(full(other)))


@given(st.text(max_size=60))
def test_what_is_no_seal_matches_nothing(seen: str) -> None:
    assert changed(seen, kept(full())) == tuple(Part)


def test_every_part_is_compared() -> None:
    assert set(kept(full())) == {each.value for each in Part}
