"""What judging keeps of people: by key, with who steps in, and never at odds with the care line."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.health.keeping import brief_from_json
from app.health.verdict import ReasonCode
from app.judging import judge_all
from data.facts import AnswerUse, Arrival, FieldName, Person, UseKind
from data.store import outlooks, people, roles, signatures, signs, teams, uses
from data.store.engine import open_store, reading
from data.store.outlooks import Choice
from data.store.roles import Role, RoleName
from data.store.schema import upgrade
from data.store.signatures import Signature
from data.store.signs import KeptSign
from data.store.teams import Team
from data.store.uses import Use
from tests.data.feeding import MADE, NOW, REF, agreement, churn, feed_registry, read_tag, weekly

ZONE = "Europe/London"
TODAY = NOW.date()
TOMORROW = TODAY + timedelta(days=1)
ANA = Person("ana", "Ana Ruiz", "ana@example.com", left_on=TOMORROW)
BEN = Person("ben", "Ben Li")


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_store(f"sqlite:///{tmp_path / 'rollcall.db'}")
    upgrade(engine)
    told: list[Arrival] = [
        read_tag(FieldName.OWNER, "ana@example.com"),
        read_tag(FieldName.BACKUP_OWNER, "ben"),
        read_tag(FieldName.EXPERT, "Somebody typed"),
        read_tag(FieldName.TEAM, "Letters"),
        AnswerUse(REF, "Letter  Printing", UseKind.PROCESS, "No letters", contact="ana"),
    ]
    arrivals = churn(*told, *weekly(4), agreement(0.7, MADE))
    feed_registry(engine, [ANA, BEN, *arrivals])
    judge_all(engine, now=NOW, time_zone=ZONE)
    yield engine
    engine.dispose()


def test_people_are_kept_by_their_key_with_who_steps_in_until_when(engine: Engine) -> None:
    with reading(engine) as conn:
        owner, backup, expert = roles.of_models(conn, ["churn"])
    assert (owner.person_key, owner.left_on, owner.covered_until) == ("ana", TOMORROW, date.max)
    assert (backup.role, backup.covered_until) == (RoleName.BACKUP, TOMORROW)
    assert expert == Role(
        "churn",
        RoleName.EXPERT,
        "Somebody typed",
        "Somebody typed",
        is_listed=False,
        search_text="somebody typed\nsomebody typed\n",
    )


def test_team_signature_use_and_sign_are_kept(engine: Engine) -> None:
    with reading(engine) as conn:
        assert teams.of_models(conn, ["churn"]) == {"churn": Team("churn", "Letters")}
        signed = signatures.newest_of(conn, "ana", ["churn"])["churn"]
        (use,) = uses.of_models(conn, ["churn"])
        kept = signs.of_models(conn, TOMORROW, ["churn"])
    assert (signed.kind, signed.agreed_on) == ("recall", MADE.date())
    assert isinstance(signed, Signature)
    assert use == Use(
        "churn",
        "Letter  Printing",
        "letter printing",
        UseKind.PROCESS,
        "No letters",
        contact="Ana Ruiz",
        contact_left_on=TOMORROW,
    )
    assert kept == [
        KeptSign("churn", "no_value"),
        KeptSign("churn", "no_owner", TOMORROW, "Ana Ruiz"),
    ]


@pytest.mark.parametrize("days", [0, 1, 2])
def test_nobody_owns_it_here_exactly_where_the_care_line_says_so(engine: Engine, days: int) -> None:
    now = NOW + timedelta(days=days)
    with reading(engine) as conn:
        found = people.gaps(conn, now, now.date())
        held = outlooks.one(conn, "churn", now)
        unowned, _ = people.unowned(conn, now, now.date(), Choice())
    assert held
    codes = {each.code for each in brief_from_json(held.brief).care}
    left = ReasonCode.OWNER_LEFT in codes
    assert left is (days > 0)
    assert (found.owner == 1, unowned == ["churn"]) == (left, left)
