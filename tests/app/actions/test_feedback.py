"""What people say: raised by everybody, answered by who may, closed by nobody but who raised it."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from app.actions.doing import ACTIONS, Answer, ask
from app.actions.everything import MODULES
from app.health.answer_days import after_working_days
from app.health.verdict import Care, ReasonCode
from app.judging import judge_all
from data.facts import Agreement, Arrival, FeedbackState, FieldName, Person
from data.members import Member, Outcome, Role, Wrong
from data.store import accounts, feedback, feedback_list, outlooks, record
from data.store.engine import reading, writing
from data.store.feedback import Feedback
from data.store.feedback_tables import FeedbackAct
from data.store.feedback_tables import feedback as table
from tests.data.feeding import NOW, REF, WEEK, churn, feed_registry, read_tag, weekly

ZONE = "Europe/London"
DAY = timedelta(days=1)
KEYS = (f"a key of sixteen letters {number}" for number in count())
PEOPLE = [
    Person("ana", "Ana Ruiz", "ana@example.com"),
    Person("ben", "Ben Okri", "ben@example.com"),
    Person("zoe", "Zoe Hart", "zoe@example.com", left_on=date(2026, 3, 1)),
]
TOLD = [
    read_tag(FieldName.OWNER, "ana"),
    read_tag(FieldName.BACKUP_OWNER, "ben"),
    read_tag(FieldName.EXPERT, "ben"),
    read_tag(FieldName.UNIT, "Retail"),
]
LONG = "好" * 4_000


def fill(engine: Engine, *more: Arrival, now: datetime = NOW) -> None:
    feed_registry(engine, [*PEOPLE, *churn(*TOLD, *weekly(20), *more)], now=now)


def member(engine: Engine, name: str, *roles: Role, email: str = "") -> Member:
    with writing(engine) as conn:
        found = accounts.account(conn, "https://login", name, name, email, NOW)
    held = frozenset({Role.VIEWER, *roles})
    return Member(found.id, found.issuer, found.subject, name, email, held)


def doing(engine: Engine, name: str, who: Member, at: datetime = NOW, /, **fields: Any) -> Answer:
    return ask(engine, name, fields, who, key=next(KEYS), now=at, time_zone=ZONE)


def raised(engine: Engine, who: Member, at: datetime = NOW, /, **fields: Any) -> int:
    told = {"model": "churn", "kind": "wrong", "text": "This cannot be right."}
    done = doing(engine, "raise_feedback", who, at, **(told | fields))
    assert done.outcome is Outcome.DONE, done
    with reading(engine) as conn:
        return int(conn.scalar(select(func.max(table.c.id))) or 0)


def found(engine: Engine, number: int) -> Feedback:
    with reading(engine) as conn:
        [one] = feedback.now_of(conn, [number])
    return one


def of(engine: Engine, number: int) -> dict[str, Any]:
    return {"feedback": str(number), "version": str(found(engine, number).now.version)}


def answered(engine: Engine, number: int, who: Member, at: datetime = NOW) -> Answer:
    told = {"answer": "It was counted twice.", "changed": "It is counted once now."}
    return doing(engine, "answer_feedback", who, at, **of(engine, number), **told)


def test_everybody_may_say_something_and_the_owner_is_asked(engine: Engine) -> None:
    fill(engine)
    number = raised(engine, member(engine, "Vic"))
    one = found(engine, number)
    assert (one.said.slug, one.said.raised_by, one.said.text) == (
        "churn",
        "Vic",
        "This cannot be right.",
    )
    assert (one.now.answerer, one.now.answerer_name) == ("ana@example.com", "Ana Ruiz")
    # Of a model of which nobody said how much it matters, within ten working days.
    assert one.now.due_on == date(2026, 12, 7)
    with reading(engine) as conn:
        [entry], _ = record.newest(conn, record.Choice("churn"))
    assert entry.action == "raise_feedback"
    assert entry.said is not None
    assert entry.said["after"]["text"] == "This cannot be right."


def test_the_day_counts_working_days_alone() -> None:
    friday = date(2026, 11, 27)
    assert after_working_days(friday, 1) == date(2026, 11, 30)
    assert after_working_days(friday, 5) == date(2026, 12, 4)
    assert after_working_days(date(2026, 11, 28), 1) == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("impact", "due"),
    [("high", date(2026, 11, 30)), ("medium", date(2026, 12, 7)), ("low", date(2026, 12, 21))],
)
def test_the_more_a_mistake_matters_the_sooner(engine: Engine, impact: str, due: date) -> None:
    fill(engine, read_tag(FieldName.IMPACT, impact))
    assert found(engine, raised(engine, member(engine, "Vic"))).now.due_on == due


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        ({FieldName.OWNER: "zoe", FieldName.BACKUP_OWNER: "ben"}, "Ben Okri"),
        ({FieldName.OWNER: "zoe", FieldName.BACKUP_OWNER: "zoe"}, ""),
        ({FieldName.BACKUP_OWNER: "Nobody Listed"}, "Nobody Listed"),
        ({}, ""),
    ],
)
def test_who_left_is_not_asked(engine: Engine, facts: dict[FieldName, str], asked: str) -> None:
    told = [read_tag(name, value) for name, value in facts.items()]
    feed_registry(engine, [*PEOPLE, *churn(*told, *weekly(3))])
    assert found(engine, raised(engine, member(engine, "Vic"))).now.answerer_name == asked


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"text": ""}, {"text": Wrong.NEEDED}),
        ({"text": " \x00 "}, {"text": Wrong.NEEDED}),
        ({"text": "x" * 4_001}, {"text": Wrong.TOO_LONG}),
        ({"kind": "silly"}, {"kind": Wrong.NOT_A_CHOICE}),
        ({"model": "nobody"}, {"model": Wrong.NOT_A_CHOICE}),
        ({"measure": "nothing"}, {"measure": Wrong.NOT_A_CHOICE}),
        ({"group": "nobody"}, {"group": Wrong.NOT_A_CHOICE}),
        ({"start": "yesterday"}, {"start": Wrong.NOT_A_DAY}),
        ({"start": "2026-12-24"}, {"start": Wrong.NOT_PAST}),
        ({"start": "2026-11-02", "end": "2026-11-01"}, {"end": Wrong.NOT_IN_ORDER}),
        ({"whole_unit": "yes"}, {"whole_unit": Wrong.NOT_ALLOWED}),
        ({"kind": "explains", "whole_unit": "no"}, {"whole_unit": Wrong.NOT_A_CHOICE}),
        ({"owner": "me"}, {"owner": Wrong.NOT_ALLOWED}),
    ],
)
def test_what_is_wrong_is_said_of_its_field(
    engine: Engine, fields: dict[str, str], wrong: dict[str, Wrong]
) -> None:
    fill(engine)
    told = {"model": "churn", "kind": "wrong", "text": "Odd."} | fields
    answer = doing(engine, "raise_feedback", member(engine, "Vic"), **told)
    assert (answer.outcome, dict(answer.wrong)) == (Outcome.NOT_FILLED_IN, wrong)
    with reading(engine) as conn:
        assert conn.scalar(select(func.count()).select_from(table)) == 0


@pytest.mark.parametrize("said", [LONG, "<script>alert(1)</script>", "شكرا‏", "a\x00b", "\ud800"])
def test_any_text_is_kept(engine: Engine, said: str) -> None:
    fill(engine)
    number = raised(engine, member(engine, "Vic"), text=said, measure="recall")
    kept = found(engine, number).said
    assert kept.text == said.replace("\x00", "").replace("\ud800", "?")
    assert kept.measure == "recall"


def test_a_whole_unit_can_be_explained(engine: Engine) -> None:
    fill(engine)
    fields = {"kind": "explains", "whole_unit": "yes", "start": "2026-05-01"}
    said = found(engine, raised(engine, member(engine, "Vic"), **fields)).said
    assert (said.unit, said.start, said.end) == ("Retail", date(2026, 5, 1), date(2026, 5, 1))


ALL = {"raise_feedback", "answer_feedback", "agree_to_close", "not_yet_answered"}
SORTING = {"assign_feedback", "merge_feedback", "theme_feedback", "link_feedback"}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", sorted(ALL | SORTING))
def test_who_may_do_what(name: str, role: Role) -> None:
    assert MODULES
    may = name in ALL or role in (Role.ANALYST, Role.MANAGER)
    assert (role in ACTIONS[name].allowed) is may


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", sorted(SORTING))
def test_who_may_not_sort_is_refused(engine: Engine, name: str, role: Role) -> None:
    if role in ACTIONS[name].allowed:
        return
    fill(engine)
    number = raised(engine, member(engine, "Vic"))
    done = doing(engine, name, member(engine, "Uma", role), feedback=str(number), version="1")
    assert done.outcome is Outcome.NOT_ALLOWED
    assert found(engine, number).now.version == 1


@pytest.mark.parametrize("role", Role)
def test_who_may_answer(engine: Engine, role: Role) -> None:
    fill(engine)
    number = raised(engine, member(engine, "Vic"))
    done = answered(engine, number, member(engine, "Uma", role))
    may = role in (Role.ANALYST, Role.EXPERT, Role.MANAGER)
    assert done.outcome is (Outcome.DONE if may else Outcome.ANOTHERS)


def test_whoever_is_asked_may_answer(engine: Engine) -> None:
    fill(engine)
    number = raised(engine, member(engine, "Vic"))
    ana = member(engine, "Ana Ruiz", email="Ana@example.com")
    assert answered(engine, number, ana).outcome is Outcome.DONE
    now = found(engine, number).now
    assert (now.state, now.by, now.changed) == (
        FeedbackState.ANSWERED,
        "Ana Ruiz",
        "It is counted once now.",
    )


@pytest.mark.parametrize("field", ["answer", "changed"])
def test_an_answer_says_what_was_changed(engine: Engine, field: str) -> None:
    fill(engine)
    number = raised(engine, member(engine, "Vic"))
    told = {"answer": "Yes.", "changed": "nothing, because it is right"} | {field: " "}
    uma = member(engine, "Uma", Role.ANALYST)
    done = doing(engine, "answer_feedback", uma, **of(engine, number), **told)
    assert dict(done.wrong) == {field: Wrong.NEEDED}


def test_nobody_but_who_raised_it_agrees(engine: Engine) -> None:
    """Somebody of the same name is somebody else: accounts are compared."""
    fill(engine)
    vic = member(engine, "Vic")
    number = raised(engine, vic)
    early = doing(engine, "agree_to_close", vic, **of(engine, number))
    assert dict(early.wrong) == {"feedback": Wrong.NOT_ALLOWED}
    answered(engine, number, member(engine, "Uma", Role.ANALYST))
    everything = member(engine, "Mo", *Role)
    same_name = replace(everything, name="Vic")
    for other in (everything, same_name):
        for name, more in (("agree_to_close", {}), ("not_yet_answered", {"why": "No."})):
            done = doing(engine, name, other, **of(engine, number), **more)
            assert done.outcome is Outcome.ANOTHERS
    closed = doing(engine, "agree_to_close", vic, NOW + DAY, **of(engine, number))
    assert closed.outcome is Outcome.DONE
    now = found(engine, number).now
    assert (now.state, now.closed_at) == (FeedbackState.CLOSED, NOW + DAY)


def test_not_yet_answered_opens_it_again_with_a_new_day(engine: Engine) -> None:
    fill(engine)
    vic = member(engine, "Vic")
    number = raised(engine, vic)
    answered(engine, number, member(engine, "Uma", Role.ANALYST))
    later = NOW + 4 * WEEK
    told = {"why": "That is another list."}
    done = doing(engine, "not_yet_answered", vic, later, **of(engine, number), **told)
    assert done.outcome is Outcome.DONE
    now = found(engine, number).now
    assert (now.state, now.act, now.why) == (
        FeedbackState.OPEN,
        FeedbackAct.NOT_YET,
        "That is another list.",
    )
    assert now.due_on == date(2027, 1, 4)
    again = doing(engine, "not_yet_answered", vic, later, **of(engine, number), **told)
    assert dict(again.wrong) == {"why": Wrong.NOT_ALLOWED}


def test_of_two_who_answer_at_once_the_second_is_told(engine: Engine) -> None:
    fill(engine)
    number = raised(engine, member(engine, "Vic"))
    seen = of(engine, number)
    told = {"answer": "Yes.", "changed": "nothing, because it is right"}
    uma, mo = member(engine, "Uma", Role.ANALYST), member(engine, "Mo", Role.EXPERT)
    assert doing(engine, "answer_feedback", uma, **seen, **told).outcome is Outcome.DONE
    second = doing(engine, "answer_feedback", mo, NOW + DAY, **seen, **told)
    assert (second.outcome, second.by, second.at) == (Outcome.NOT_AS_SHOWN, "Uma", NOW)
    assert found(engine, number).now.by == "Uma"


def test_the_same_form_sent_twice_is_done_once(engine: Engine) -> None:
    fill(engine)
    told = {"model": "churn", "kind": "good", "text": "Thank you."}
    vic = member(engine, "Vic")
    done = [
        ask(engine, "raise_feedback", told, vic, key="k" * 20, now=NOW, time_zone=ZONE)
        for _ in range(2)
    ]
    assert done[0] == done[1]
    with reading(engine) as conn:
        assert conn.scalar(select(func.count()).select_from(table)) == 1


def test_somebody_is_asked_to_answer_by_a_day(engine: Engine) -> None:
    fill(engine)
    number = raised(engine, member(engine, "Vic"))
    uma = member(engine, "Uma", Role.ANALYST)

    def asked(**fields: str) -> Answer:
        told = {"answerer": "ben okri", "due_on": "2026-12-01"} | fields
        return doing(engine, "assign_feedback", uma, **of(engine, number), **told)

    assert dict(asked(answerer="Zoe Hart").wrong) == {"answerer": Wrong.NOT_A_CHOICE}
    assert dict(asked(answerer="Nobody").wrong) == {"answerer": Wrong.NOT_A_CHOICE}
    assert dict(asked(due_on="2026-11-23").wrong) == {"due_on": Wrong.NOT_LATER}
    assert dict(asked(due_on="2027-11-23").wrong) == {"due_on": Wrong.TOO_FAR}
    assert dict(asked(due_on="").wrong) == {"due_on": Wrong.NOT_A_DAY}
    assert asked().outcome is Outcome.DONE
    now = found(engine, number).now
    assert (now.answerer, now.due_on) == ("ben@example.com", date(2026, 12, 1))
    assert asked(answerer="Vic").outcome is Outcome.DONE
    assert found(engine, number).now.answerer == "Vic"


def ticked(engine: Engine, numbers: list[int]) -> list[str]:
    return [f"{each}.{found(engine, each).now.version}" for each in numbers]


def test_fifty_become_one_and_close_with_it(engine: Engine) -> None:
    fill(engine)
    vic, uma = member(engine, "Vic"), member(engine, "Uma", Role.ANALYST)
    numbers = [raised(engine, vic, NOW + timedelta(minutes=each)) for each in range(50)]
    later = NOW + DAY
    done = doing(engine, "merge_feedback", uma, later, feedback=ticked(engine, numbers))
    assert done.outcome is Outcome.DONE
    first, *others = numbers
    assert found(engine, first).now.merged_into is None
    assert {found(engine, each).now.merged_into for each in others} == {first}
    with reading(engine) as conn:
        rows, matching = feedback_list.listed(conn, later, feedback_list.Choice())
        counted = feedback_list.counted(conn, later, later.date())
        entries, total = record.newest(conn, record.Choice("churn"))
    assert (matching, rows[0].merged, counted.open) == (1, 49, 1)
    assert total == 51
    assert entries[0].said is not None
    assert len(entries[0].said["after"]["each"]) == 49
    answered(engine, first, uma, later)
    doing(engine, "agree_to_close", vic, later, **of(engine, first))
    assert {found(engine, each).now.state for each in numbers} == {FeedbackState.CLOSED}


def test_of_many_at_once_all_are_changed_or_none(engine: Engine) -> None:
    fill(engine)
    uma = member(engine, "Uma", Role.MANAGER)
    numbers = [raised(engine, member(engine, "Vic")) for _ in range(3)]
    seen = ticked(engine, numbers)
    answered(engine, numbers[2], uma)
    done = doing(engine, "theme_feedback", uma, feedback=seen, theme="Addresses")
    assert (done.outcome, done.by) == (Outcome.NOT_AS_SHOWN, "Uma")
    assert [found(engine, each).now.theme for each in numbers] == ["", "", ""]
    done = doing(
        engine, "theme_feedback", uma, feedback=ticked(engine, numbers), theme=" Old  ones"
    )
    assert done.outcome is Outcome.DONE
    assert {found(engine, each).now.theme for each in numbers} == {"Old ones"}


@pytest.mark.parametrize(
    ("name", "fields", "wrong"),
    [
        ("merge_feedback", {"feedback": "1.1"}, {"feedback": Wrong.NOT_ENOUGH}),
        ("theme_feedback", {"theme": "x"}, {"feedback": Wrong.NOT_ENOUGH}),
        ("theme_feedback", {"feedback": "1.1"}, {"theme": Wrong.NEEDED}),
        ("theme_feedback", {"feedback": "1.1", "theme": "x" * 61}, {"theme": Wrong.TOO_LONG}),
        ("theme_feedback", {"feedback": "9.1", "theme": "x"}, {"feedback": Wrong.NOT_A_CHOICE}),
        ("theme_feedback", {"feedback": "one", "theme": "x"}, {"feedback": Wrong.NOT_ALLOWED}),
        ("link_feedback", {"feedback": "1.1"}, {"linked": Wrong.NEEDED}),
        ("link_feedback", {"feedback": "1.1", "linked": "?"}, {"linked": Wrong.NOT_A_CHOICE}),
        ("link_feedback", {"feedback": "1.1", "incident": "7"}, {"incident": Wrong.NOT_A_CHOICE}),
    ],
)
def test_what_is_missing_of_many_is_said(
    engine: Engine, name: str, fields: dict[str, str], wrong: dict[str, Wrong]
) -> None:
    fill(engine)
    assert raised(engine, member(engine, "Vic")) == 1
    done = doing(engine, name, member(engine, "Uma", Role.ANALYST), **fields)
    assert dict(done.wrong) == wrong


def test_feedback_belongs_with_a_model_or_with_what_went_wrong(engine: Engine) -> None:
    low = weekly(2, 0.4)
    feed_registry(
        engine,
        [
            *PEOPLE,
            *churn(*TOLD, *weekly(20, 0.8, end=NOW - 2 * WEEK), *low),
            Agreement(REF, "recall", 0.7, "ana", date(2026, 1, 5)),
        ],
    )
    judge_all(engine, now=NOW, time_zone=ZONE)
    uma = member(engine, "Uma", Role.ANALYST)
    number = raised(engine, uma)
    doing(engine, "link_feedback", uma, feedback=ticked(engine, [number]), linked="churn")
    assert found(engine, number).now.linked_slug == "churn"
    done = doing(engine, "link_feedback", uma, feedback=ticked(engine, [number]), incident="1")
    assert done.outcome is Outcome.DONE
    assert found(engine, number).now.linked_began == NOW - 2 * WEEK


def falling(engine: Engine, weeks: int, until: datetime) -> None:
    """Results that were good and are below for the last so many weeks."""
    low = weekly(weeks, 0.4, end=until)
    good = weekly(20, 0.8, end=until - weeks * WEEK)
    signed = Agreement(REF, "recall", 0.7, "ana", date(2026, 1, 5))
    feed_registry(engine, [*PEOPLE, *churn(*TOLD, *good, *low), signed], now=until)
    judge_all(engine, now=until, time_zone=ZONE)


@pytest.mark.parametrize(("measure", "reopens"), [("recall", True), ("", False)])
def test_the_same_measure_below_again_opens_it_again(
    engine: Engine, measure: str, *, reopens: bool
) -> None:
    falling(engine, 0, NOW)
    vic, uma = member(engine, "Vic"), member(engine, "Uma", Role.ANALYST)
    number = raised(engine, vic, measure=measure)
    answered(engine, number, uma)
    doing(engine, "agree_to_close", vic, **of(engine, number))
    falling(engine, 3, NOW + 3 * WEEK)
    now = found(engine, number).now
    assert (now.state is FeedbackState.OPEN) is reopens
    if reopens:
        assert (now.act, now.by) == (FeedbackAct.BELOW_AGAIN, "")
        assert datetime.fromisoformat(now.why) > NOW
        assert now.due_on is not None
        assert now.due_on > (NOW + 3 * WEEK).date()
        # Judged again, it is not opened twice.
        judge_all(engine, now=NOW + 3 * WEEK + DAY, time_zone=ZONE)
        assert found(engine, number).now == now


def test_more_than_sixty_days_later_it_is_another_matter(engine: Engine) -> None:
    falling(engine, 0, NOW)
    vic = member(engine, "Vic")
    number = raised(engine, vic, measure="recall")
    answered(engine, number, member(engine, "Uma", Role.ANALYST))
    doing(engine, "agree_to_close", vic, **of(engine, number))
    falling(engine, 3, NOW + 15 * WEEK)
    assert found(engine, number).now.state is FeedbackState.CLOSED


def test_unanswered_past_its_day_the_model_needs_care(engine: Engine) -> None:
    fill(engine)
    number = raised(engine, member(engine, "Vic"))
    judge_all(engine, now=NOW, time_zone=ZONE)

    def care(at: datetime) -> str:
        with reading(engine) as conn:
            row = outlooks.one(conn, "churn", at)
        assert row
        return row.care if ReasonCode.FEEDBACK_OVERDUE.value in str(row.verdict) else "fine"

    due = found(engine, number).now.due_on
    assert due
    assert care(NOW) == "fine"
    late = datetime.combine(due + DAY, NOW.timetz())
    judge_all(engine, now=late, time_zone=ZONE)
    assert care(late) == Care.NEEDS_CARE.value
    # Answered, it shows with the judging that follows.
    answered(engine, number, member(engine, "Uma", Role.ANALYST), late)
    judge_all(engine, now=late, time_zone=ZONE)
    assert care(late) == "fine"


def test_on_a_past_day_nothing_later_is_known(engine: Engine) -> None:
    fill(engine)
    vic, uma = member(engine, "Vic"), member(engine, "Uma", Role.ANALYST)
    number = raised(engine, vic)
    answered(engine, number, uma, NOW + 2 * DAY)
    raised(engine, vic, NOW + 3 * DAY)
    with reading(engine) as conn:
        [row], matching = feedback_list.listed(conn, NOW + DAY, feedback_list.Choice())
        assert matching == 1
        assert (row.feedback.now.state, row.feedback.now.answer) == (FeedbackState.OPEN, "")
        assert len(feedback_list.story(conn, NOW + DAY, number)) == 1
        assert feedback_list.one(conn, NOW - DAY, number) is None
        assert feedback_list.listed(conn, NOW - DAY, feedback_list.Choice())[1] == 0


def test_of_twenty_who_answer_at_once_one_is_kept(engine: Engine) -> None:
    fill(engine)
    number = raised(engine, member(engine, "Vic"))
    seen = of(engine, number)
    people = [member(engine, f"Uma {each}", Role.ANALYST) for each in range(20)]

    def answer(who: Member) -> Answer:
        told = {"answer": who.name, "changed": "nothing, because it is right"}
        return doing(engine, "answer_feedback", who, **seen, **told)

    with ThreadPoolExecutor(20) as pool:
        done = list(pool.map(answer, people))
    outcomes = Counter(each.outcome for each in done)
    assert outcomes == {Outcome.DONE: 1, Outcome.NOT_AS_SHOWN: 19}
    now = found(engine, number).now
    assert (now.version, now.answer) == (2, now.by)
    with reading(engine) as conn:
        assert record.verify(conn).broken is None


def test_a_step_from_what_has_moved_on_is_not_kept(engine: Engine) -> None:
    fill(engine)
    number = raised(engine, member(engine, "Vic"))
    before = found(engine, number)
    later = replace(before.now, version=2, act=FeedbackAct.THEMED, theme="Addresses")
    with writing(engine) as conn:
        assert feedback.step(conn, before, later)
        assert not feedback.step(conn, before, replace(later, theme="Other"))
    assert found(engine, number).now.theme == "Addresses"


def test_a_clock_that_was_set_back_breaks_no_order(engine: Engine) -> None:
    fill(engine)
    number = raised(engine, member(engine, "Vic"), NOW + DAY)
    done = answered(engine, number, member(engine, "Uma", Role.ANALYST), NOW)
    assert done.outcome is Outcome.DONE
    assert found(engine, number).now.at == NOW + DAY
