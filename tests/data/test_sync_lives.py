"""Which version was live when, which models are in use, and what was known on which day."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine

from data.facts import (
    Arrival,
    FieldName,
    LiveBy,
    LiveSpell,
    LiveVersion,
    Model,
    ModelRef,
    Person,
    Version,
)
from data.store import cases, models
from data.store.engine import reading
from tests.data.feeding import (
    FILES,
    MADE,
    NOW,
    RECALL,
    REF,
    REGISTRY,
    TABLE,
    WEEK,
    agreement,
    case_of,
    churn,
    everything,
    feed,
    feed_registry,
    listed,
    read_tag,
    typed,
    vendor,
    weekly,
)

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def spells(
    engine: Engine, as_of: datetime = NOW
) -> list[tuple[str, datetime, datetime | None, bool]]:
    found = case_of(engine, as_of=as_of).spells
    return [(one.version, one.start, one.end, one.start_known) for one in found]


def not_deployed(engine: Engine) -> list[str]:
    with reading(engine) as conn:
        return [one.slug for one in models.not_deployed(conn)]


def told_spell(version: str, start: datetime, end: datetime | None = None) -> LiveSpell:
    return LiveSpell(REF, version, start, end)


# Spells


def test_a_first_load_does_not_know_since_when_a_version_is_live(engine: Engine) -> None:
    feed_registry(engine, churn(live="3"))
    assert spells(engine) == [("3", MADE + WEEK, None, False)]


def test_a_change_closes_one_spell_and_opens_the_next(engine: Engine) -> None:
    feed_registry(engine, churn(live="3"))
    feed_registry(engine, churn(live="4"), now=NOW + DAY)
    assert spells(engine, NOW + DAY) == [
        ("3", MADE + WEEK, NOW + DAY, False),
        ("4", NOW + DAY, None, True),
    ]
    assert spells(engine, NOW) == [("3", MADE + WEEK, None, False)]


def test_going_back_to_a_version_opens_a_new_spell(engine: Engine) -> None:
    for number, version in enumerate(["3", "4", "3"]):
        feed_registry(engine, churn(live=version), now=NOW + number * DAY)
    assert [one[0] for one in spells(engine, NOW + 3 * DAY)] == ["3", "4", "3"]


def test_two_versions_may_be_live_at_once(engine: Engine) -> None:
    stage = LiveVersion(REF, "2", LiveBy.STAGE, "Production")
    feed_registry(engine, churn(Version(REF, "2", MADE), stage, live="3"))
    assert [one[0] for one in spells(engine)] == ["2", "3"]


def test_one_version_said_twice_is_live_once_by_the_surer_sign(engine: Engine) -> None:
    tag = LiveVersion(REF, "3", LiveBy.TAG, "rollcall.live")
    feed_registry(engine, [tag, *churn(live="3")])
    (spell,) = case_of(engine).spells
    assert (spell.by, spell.detail) == (LiveBy.ALIAS, "champion")


def test_an_imported_start_replaces_the_one_nobody_saw(engine: Engine) -> None:
    feed_registry(engine, churn(live="3"))
    began = MADE + 5 * WEEK
    feed(engine, (FILES, [told_spell("3", began), told_spell("2", MADE, began)]), now=NOW + DAY)
    assert spells(engine, NOW + DAY) == [("2", MADE, began, True), ("3", began, None, True)]
    assert case_of(engine, as_of=NOW + DAY).spells[1].by is LiveBy.ALIAS


def test_an_imported_spell_long_before_is_another_one(engine: Engine) -> None:
    feed_registry(engine, churn(live="3"))
    past = told_spell("3", MADE - 20 * WEEK, MADE - 10 * WEEK)
    feed(engine, (FILES, [past]))
    assert [one[1] for one in spells(engine)] == [past.start, MADE + WEEK]


def test_an_imported_spell_keeps_a_model_in_use(engine: Engine) -> None:
    feed_registry(engine, churn(told_spell("3", MADE), live=""))
    assert listed(engine) == ["churn"]
    assert case_of(engine).deployed


# In use or not


def test_a_model_nothing_says_is_in_use_is_listed_apart(engine: Engine) -> None:
    feed_registry(engine, churn(live=""))
    assert listed(engine) == []
    assert not_deployed(engine) == ["churn"]
    assert not case_of(engine).deployed


@pytest.mark.parametrize("by", [LiveBy.ALIAS, LiveBy.STAGE, LiveBy.TAG])
def test_each_sign_puts_a_model_into_the_count(engine: Engine, by: LiveBy) -> None:
    feed_registry(engine, churn(LiveVersion(REF, "1", by), live=""))
    assert listed(engine) == ["churn"]
    assert not_deployed(engine) == []


@pytest.mark.parametrize(
    ("length", "age", "deployed"),
    [
        (DAY, timedelta(days=34), True),
        (DAY, timedelta(days=36), False),
        (30 * DAY, timedelta(days=89), True),
        (30 * DAY, timedelta(days=91), False),
    ],
)
def test_recent_readings_show_that_a_model_is_in_use(
    engine: Engine, length: timedelta, age: timedelta, *, deployed: bool
) -> None:
    end = NOW - age
    (one,) = weekly(1, end=end)
    feed_registry(engine, churn(replace(one, start=end - length), live=""))
    assert (listed(engine) == ["churn"]) is deployed
    assert (not_deployed(engine) == []) is deployed


def test_a_model_known_by_its_readings_stays_when_they_stop(engine: Engine) -> None:
    feed_registry(engine, churn(*weekly(10, version="7"), live=""))
    (spell,) = case_of(engine).spells
    assert (spell.by, spell.version, spell.start) == (LiveBy.READINGS, "7", NOW - 10 * WEEK)
    much_later = NOW + 20 * WEEK
    feed_registry(engine, churn(*weekly(10, version="7"), live=""), now=much_later)
    assert listed(engine, much_later) == ["churn"]
    assert case_of(engine, as_of=much_later).deployed


def test_a_sign_from_the_registry_replaces_readings_as_the_sign(engine: Engine) -> None:
    feed_registry(engine, churn(live=""))
    feed(engine, (TABLE, [RECALL, *weekly(3)]), now=NOW + HOUR)
    feed_registry(engine, churn(live="2"), now=NOW + DAY)
    found = case_of(engine, as_of=NOW + DAY).spells
    assert [(one.by, one.end) for one in found] == [
        (LiveBy.READINGS, NOW + DAY),
        (LiveBy.ALIAS, None),
    ]


def test_a_model_without_live_version_or_readings_is_retired(engine: Engine) -> None:
    feed_registry(engine, churn(*weekly(4, end=NOW - 10 * WEEK)))
    feed_registry(engine, churn(*weekly(4, end=NOW - 10 * WEEK), live=""), now=NOW + DAY)
    found = case_of(engine, as_of=NOW + DAY)
    assert (found.retired_on, found.deployed) == ((NOW + DAY).date(), False)
    assert listed(engine, NOW + DAY) == ["churn"]
    assert not_deployed(engine) == []
    assert case_of(engine, as_of=NOW).retired_on is None


def test_readings_keep_a_model_in_use_after_its_live_version_went(engine: Engine) -> None:
    feed_registry(engine, churn(*weekly(4)))
    feed_registry(engine, churn(*weekly(4), live=""), now=NOW + DAY)
    assert case_of(engine, as_of=NOW + DAY).retired_on is None
    later = NOW + 6 * WEEK
    assert case_of(engine, as_of=later).retired_on == (NOW + DAY).date()


def test_a_model_its_registry_forgot_is_retired(engine: Engine) -> None:
    feed_registry(engine, churn(*weekly(4), read_tag(FieldName.OWNER, "ana")))
    feed_registry(engine, [], now=NOW + DAY)
    found = case_of(engine, as_of=NOW + DAY)
    assert (found.retired_on, found.deployed) == ((NOW + DAY).date(), False)
    assert len(found.measured[0].overall.values) == 4
    assert found.facts[FieldName.OWNER].value == "ana"
    assert listed(engine, NOW + DAY) == ["churn"]


def test_a_vendor_s_model_taken_from_the_file_is_retired(engine: Engine) -> None:
    feed(engine, (FILES, vendor("Credit score")))
    feed(engine, (FILES, []), now=NOW + DAY)
    found = case_of(engine, "credit-score", NOW + DAY)
    assert (found.retired_on, found.deployed) == ((NOW + DAY).date(), False)
    assert listed(engine, NOW + DAY) == ["credit-score"]


def test_a_model_never_in_use_just_goes(engine: Engine) -> None:
    feed_registry(engine, churn(live=""))
    feed_registry(engine, [], now=NOW + DAY)
    assert (listed(engine, NOW + DAY), not_deployed(engine)) == ([], [])


def test_a_measure_whose_rows_have_left_the_table_stays(engine: Engine) -> None:
    feed(engine, (REGISTRY, [Model(REF)]), (TABLE, [RECALL, *weekly(3)]))
    feed(engine, (TABLE, []), now=NOW + DAY)
    assert len(case_of(engine, as_of=NOW + DAY).measured[0].overall.values) == 3


def test_a_measure_nobody_ever_reported_goes_with_its_definition(engine: Engine) -> None:
    feed(engine, (REGISTRY, churn()), (TABLE, [replace(RECALL, key="precision")]))
    feed(engine, (TABLE, []), now=NOW + DAY)
    assert [one.measure.key for one in case_of(engine, as_of=NOW + DAY).measured] == ["recall"]


def test_the_day_of_retirement_is_the_company_s(engine: Engine) -> None:
    evening = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    feed_registry(engine, churn(), time_zone="Asia/Shanghai")
    feed_registry(engine, churn(live=""), now=evening, time_zone="Asia/Shanghai")
    assert case_of(engine, as_of=evening).retired_on == date(2026, 11, 25)


def test_a_vendor_s_model_is_in_use_because_a_person_says_so(engine: Engine) -> None:
    feed(engine, (FILES, vendor("Credit score")))
    assert listed(engine) == ["credit-score"]
    assert not_deployed(engine) == []
    assert case_of(engine, "credit-score").ref == ModelRef("Credit score", "company file")


# As of a day


def test_a_first_load_is_known_from_the_beginning(engine: Engine) -> None:
    told: list[Arrival] = [read_tag(FieldName.OWNER, "ana"), agreement(0.6, MADE), *weekly(50)]
    feed_registry(engine, churn(*told))
    then = NOW - 20 * WEEK
    found = case_of(engine, as_of=then)
    assert found.facts[FieldName.OWNER].value == "ana"
    assert len(found.measured[0].overall.values) == 30
    received = found.measured[0].overall
    assert received.received.tolist() == received.ends.tolist()


def test_before_a_model_was_made_nobody_knew_it(engine: Engine) -> None:
    feed_registry(engine, churn())
    with reading(engine) as conn:
        assert cases.case(conn, "churn", MADE - DAY) is None
        assert cases.case(conn, "nobody", NOW) is None
        assert list(cases.cases(conn, MADE - DAY)) == []


def test_what_reported_existed_even_before_its_registry(engine: Engine) -> None:
    owner = read_tag(FieldName.OWNER, "ana")
    feed_registry(engine, [Model(REF, NOW - DAY), RECALL, owner, *weekly(50)])
    then = NOW - 20 * WEEK
    assert listed(engine, then) == ["churn"]
    assert case_of(engine, as_of=then).facts[FieldName.OWNER].value == "ana"


def test_later_news_counts_from_when_it_came(engine: Engine) -> None:
    feed_registry(engine, churn(read_tag(FieldName.OWNER, "ana"), *weekly(3)))
    late = weekly(1, end=NOW - 10 * WEEK)
    news = churn(read_tag(FieldName.OWNER, "ben"), *weekly(3), *late)
    feed_registry(engine, news, now=NOW + DAY)
    before, after = case_of(engine, as_of=NOW), case_of(engine, as_of=NOW + DAY)
    assert before.facts[FieldName.OWNER].value == "ana"
    assert after.facts[FieldName.OWNER].value == "ben"
    assert (len(before.measured[0].overall.ends), len(after.measured[0].overall.ends)) == (3, 4)
    assert str(after.measured[0].overall.received[0]) == "2026-11-24T09:30:00"


def test_an_agreement_holds_from_the_day_it_was_signed(engine: Engine) -> None:
    first, second = agreement(0.6, NOW - 30 * WEEK), agreement(0.7, NOW - 10 * WEEK)
    feed_registry(engine, churn(second, first))
    minimums = []
    for weeks in (31, 29, 9):
        held = case_of(engine, as_of=NOW - weeks * WEEK).measured[0].agreement
        minimums.append(held.minimum if held else None)
    assert minimums == [None, 0.6, 0.7]


def test_a_person_s_word_goes_before_a_tag_and_both_stay(engine: Engine) -> None:
    feed(engine, (FILES, [typed(FieldName.OWNER, "ben")]), (REGISTRY, churn()))
    feed_registry(engine, churn(read_tag(FieldName.OWNER, "ana")), now=NOW + DAY)
    assert case_of(engine, as_of=NOW + DAY).facts[FieldName.OWNER].value == "ben"
    rows = everything(engine)["facts"]
    assert {value for row in rows for value in row if value in ("'ana'", "'ben'")} == {
        "'ana'",
        "'ben'",
    }


@pytest.mark.parametrize("named", ["ana", "ANA@example.com", "ana ruiz"])
def test_people_are_found_by_the_name_used(engine: Engine, named: str) -> None:
    ana = Person("ana", "Ana Ruiz", "ana@example.com")
    feed_registry(engine, churn(ana, read_tag(FieldName.OWNER, named)))
    assert case_of(engine).people == {named: ana}


def test_a_name_nobody_listed_stays_a_name(engine: Engine) -> None:
    twins: list[Arrival] = [Person("a", "Ana Ruiz"), Person("b", "Ana Ruiz")]
    feed_registry(engine, churn(*twins, read_tag(FieldName.OWNER, "Ana Ruiz")))
    assert case_of(engine).people == {}


# Identity


def test_two_registries_with_the_same_name_are_two_models(engine: Engine) -> None:
    other = ModelRef("churn", "other")
    feed_registry(engine, churn(Model(other, MADE), LiveVersion(other, "9", LiveBy.ALIAS)))
    assert listed(engine) == ["churn", "churn-2"]
    assert case_of(engine, "churn-2").ref == other


def test_a_slug_never_changes(engine: Engine) -> None:
    feed_registry(engine, churn())
    feed_registry(engine, [], now=NOW + DAY)
    feed_registry(engine, [Model(ModelRef("churn!", "registry")), *churn()], now=NOW + 2 * DAY)
    assert case_of(engine, "churn", NOW + 2 * DAY).ref == REF
    assert case_of(engine, "churn-2", NOW + 2 * DAY).ref.name == "churn!"


def test_a_name_without_letters_gets_an_address_too(engine: Engine) -> None:
    feed_registry(engine, [Model(ModelRef(name, "registry")) for name in ("🎉", "!!!")])
    assert sorted(not_deployed(engine)) == ["model", "model-2"]
