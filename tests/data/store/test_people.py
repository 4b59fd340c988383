"""Who looks after how much: added up by key, narrowed, and true on the day somebody leaves."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from data.facts import Model, ModelRef, UseKind
from data.store import outlooks, people, signatures, signs, summaries, uses
from data.store.engine import reading, writing
from data.store.outlooks import Choice, Outlook
from data.store.people import Gaps, Load
from data.store.roles import Role, RoleName
from data.store.signatures import Signature
from data.store.signs import KeptSign
from data.store.uses import Use
from tests.data.feeding import NOW, feed_registry

TODAY = NOW.date()
DAY = timedelta(days=1)
EVERYTHING = Choice(limit=100)


def outlook(slug: str, **other: object) -> Outlook:
    made = Outlook(
        slug=slug,
        name=slug.title(),
        technical_name=slug,
        registry="registry",
        unit="Retail",
        owner="",
        kind="registry",
        live_version="1",
        status="meets",
        care="looked_after",
        from_at=NOW - 9 * DAY,
        until_at=None,
        last_heard=None,
        brief={},
        verdict={},
        impact="low",
    )
    return replace(made, **other)  # type: ignore[arg-type]  # fields by name


def role(slug: str, role: RoleName, key: str, name: str = "", **other: object) -> Role:
    found = f"{name or key}\n{key}".casefold()
    made = Role(slug, role, key, name or key, search_text=found)
    return replace(made, **other)  # type: ignore[arg-type]  # fields by name


OWNER, BACKUP, EXPERT = RoleName.OWNER, RoleName.BACKUP, RoleName.EXPERT
FOREVER = date.max
OUTLOOKS = [
    outlook("letters", impact="high"),
    outlook("cash", care="needs_care", impact="medium", unit="Finance"),
    outlook("bare", care="needs_care"),
    outlook("parcels", care="needs_care"),
    outlook("old", status="retired", care="needs_care"),
]
ROLES = [
    role("letters", OWNER, "ana", "Ana Ruiz", covered_until=FOREVER),
    role("letters", BACKUP, "ana2", "Ana Ruiz", covered_until=FOREVER),
    role("letters", EXPERT, "łukasz", "Łukasz Nowak"),
    role("cash", OWNER, "tom", "Tom Field", left_on=TODAY, covered_until=FOREVER),
    role("cash", BACKUP, "ana", "Ana Ruiz", covered_until=TODAY),
    role("parcels", OWNER, "ana", "Ana Ruiz", covered_until=TODAY + DAY),
    role("parcels", BACKUP, "ben", "Ben Li", left_on=TODAY + DAY, covered_until=FOREVER),
    role("parcels", EXPERT, "Somebody typed", is_listed=False),
    role("old", OWNER, "ana", "Ana Ruiz"),
]


@pytest.fixture
def store(engine: Engine) -> Engine:
    slugs = [each.slug for each in OUTLOOKS]
    feed_registry(engine, [Model(ModelRef(slug, "registry")) for slug in slugs])
    with writing(engine) as conn:
        outlooks.replace(conn, OUTLOOKS)
        summaries.replace(conn, slugs, ROLES)
    return engine


def loads(engine: Engine, choice: Choice = EVERYTHING, day: date = TODAY) -> list[Load]:
    with reading(engine) as conn:
        return people.loads(conn, NOW, day, choice)[0]


def test_people_are_added_up_by_key_and_retired_models_do_not_count(store: Engine) -> None:
    found = {each.key: each for each in loads(store)}
    ana = found["ana"]
    assert (ana.name, ana.models, ana.owner, ana.backup, ana.expert) == ("Ana Ruiz", 3, 2, 1, 0)
    assert (found["ana2"].name, found["ana2"].models) == ("Ana Ruiz", 1)
    assert not found["Somebody typed"].is_listed
    assert ana.is_listed


def test_whoever_left_comes_first_then_whoever_leaves_then_who_has_most(store: Engine) -> None:
    order = [each.key for each in loads(store)]
    assert order == ["tom", "ben", "ana", "ana2", "Somebody typed", "łukasz"]
    yesterday = [each.key for each in loads(store, day=TODAY - DAY)]
    assert set(yesterday[:2]) == {"tom", "ben"}


@pytest.mark.parametrize(("day", "alone"), [(TODAY - DAY, 0), (TODAY, 1), (TODAY + DAY, 2)])
def test_nobody_steps_in_from_the_day_somebody_leaves(store: Engine, day: date, alone: int) -> None:
    found = {each.key: each for each in loads(store, day=day)}
    assert found["ana"].alone == alone
    assert found["łukasz"].alone == 1


def test_people_are_found_by_any_letters_of_their_name_and_by_unit(store: Engine) -> None:
    assert [each.key for each in loads(store, Choice(search="łUKASZ now"))] == ["łukasz"]
    assert {each.key for each in loads(store, Choice(unit="Finance"))} == {"tom", "ana"}
    assert loads(store, Choice(search="50%")) == []


def test_a_page_of_people_says_how_many_match(store: Engine) -> None:
    with reading(store) as conn:
        found, total = people.loads(conn, NOW, TODAY, Choice(limit=2, offset=2))
    assert ([each.key for each in found], total) == (["ana", "ana2"], 6)


def test_one_person_and_nobody(store: Engine) -> None:
    with reading(store) as conn:
        found = people.load(conn, NOW, TODAY, "ana")
        assert people.load(conn, NOW, TODAY, "nobody") is None
        held = people.looked_after(conn, NOW, TODAY, "ana", EVERYTHING)
    assert found
    assert (found.models, found.alone) == (3, 1)
    assert held == ["cash", "letters", "parcels"]


def test_a_model_is_nobodys_from_the_day_its_owner_left(store: Engine) -> None:
    def unowned(day: date) -> list[str]:
        with reading(store) as conn:
            return people.unowned(conn, NOW, day, EVERYTHING)[0]

    assert unowned(TODAY) == ["cash", "bare"]
    assert unowned(TODAY - DAY) == ["bare"]
    with reading(store) as conn:
        assert people.models(conn, NOW, TODAY, EVERYTHING) == (
            ["bare", "cash", "letters", "parcels"],
            4,
        )


def test_models_are_found_by_their_name_or_by_whoever_is_named(store: Engine) -> None:
    def found(search: str) -> list[str]:
        with reading(store) as conn:
            return people.models(conn, NOW, TODAY, Choice(search=search))[0]

    assert found("parcels") == ["parcels"]
    assert found("ruiz parcels") == ["parcels"]
    assert found("RUIZ") == ["cash", "letters", "parcels"]


def test_who_is_missing_is_counted_over_all_models_in_use(store: Engine) -> None:
    with reading(store) as conn:
        assert people.gaps(conn, NOW, TODAY) == Gaps(2, 1, 2, 1, 0)
        assert people.gaps(conn, NOW, TODAY - DAY) == Gaps(1, 1, 2, 1, 0)
        # Tomorrow a backup has left, so it is no longer another reason for which care is needed.
        assert people.gaps(conn, NOW, TODAY + DAY) == Gaps(2, 2, 2, 0, 0)


def test_an_application_may_hang_on_several_models(store: Engine) -> None:
    rows = [
        Use("letters", "Help screen", "help screen", UseKind.APPLICATION, "No letters"),
        Use("cash", "help Screen", "help screen", UseKind.APPLICATION),
        Use("cash", "Cash van", "cash van", UseKind.PROCESS),
        Use("old", "Old screen", "old screen", UseKind.APPLICATION),
    ]
    with writing(store) as conn:
        summaries.replace(conn, ["letters", "cash", "old"], rows)
    with reading(store) as conn:
        found, total = uses.by_name(conn, NOW, EVERYTHING)
        in_retail, _ = uses.by_name(conn, NOW, Choice(unit="Retail"))
        assert people.gaps(conn, NOW, TODAY).used == 2
    assert total == 2
    assert [(each.same_as, each.slug) for each in found] == [
        ("help screen", "cash"),
        ("help screen", "letters"),
        ("cash van", "cash"),
    ]
    # What hangs on one model of a unit is told with all it hangs on.
    assert [each.slug for each in in_retail] == ["cash", "letters"]


def test_models_with_most_signs_come_first_and_a_sign_holds_from_its_day(store: Engine) -> None:
    rows = [
        KeptSign("letters", "no_use"),
        KeptSign("cash", "no_use"),
        KeptSign("cash", "no_owner", TODAY, "Tom Field"),
        KeptSign("parcels", "no_owner", TODAY + DAY, "Ana Ruiz"),
        KeptSign("old", "no_use"),
    ]
    with writing(store) as conn:
        summaries.replace(conn, ["letters", "cash", "parcels", "old"], rows)
    with reading(store) as conn:
        assert signs.most_first(conn, NOW, TODAY, EVERYTHING) == (["cash", "letters"], 2)
        slugs, _ = signs.most_first(conn, NOW, TODAY + DAY, EVERYTHING)
        assert slugs == ["cash", "letters", "parcels"]
        assert signs.of_models(conn, TODAY - DAY, ["cash"]) == [KeptSign("cash", "no_use")]
        assert signs.most_first(conn, NOW, TODAY, Choice(unit="Finance"))[0] == ["cash"]


def test_the_newest_signature_of_a_person_is_kept_for_each_model(store: Engine) -> None:
    newest = Signature("letters", "ana", "recall", "", TODAY, TODAY + DAY)
    rows = [
        newest,
        Signature("letters", "ana", "worth", "", TODAY - DAY),
        Signature("letters", "ben", "bias", "", TODAY),
    ]
    with writing(store) as conn:
        summaries.replace(conn, ["letters"], rows)
    with reading(store) as conn:
        assert signatures.newest_of(conn, "ana", ["letters", "cash"]) == {"letters": newest}
