"""Who is here, what they may do, and when that ends."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app import members
from app.claims import Claimed
from app.members import IDLE, Rules, roles_of
from data.members import Role
from data.store.accounts import LONGEST, Account
from data.store.engine import open_store
from data.store.schema import upgrade

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
ANA = Claimed("https://login.example", "u1", "Ana Ruiz", "ana@example.com", ("experts",))
PROVIDER = Rules(provider=True, groups={Role.EXPERT: ["experts"], Role.MANAGER: ["heads", "board"]})
MINUTE = timedelta(minutes=1)


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    opened = open_store(f"sqlite:///{tmp_path / 'rollcall.db'}")
    upgrade(opened)
    return opened


def somebody(granted: Mapping[Role, bool] | None = None) -> Account:
    return Account(1, ANA.issuer, ANA.subject, ANA.name, ANA.email, None, granted or {})


@pytest.mark.parametrize(
    ("groups", "granted", "may"),
    [
        ((), {}, set()),
        (("experts",), {}, {Role.EXPERT}),
        (("Experts", "expert"), {}, set()),
        (("board", "experts"), {}, {Role.EXPERT, Role.MANAGER}),
        (("experts",), {Role.EXPERT: False}, set()),
        ((), {Role.ADMINISTRATOR: True}, {Role.ADMINISTRATOR}),
        (("heads",), {Role.MANAGER: False, Role.ANALYST: True}, {Role.ANALYST}),
        # What a role is called gives nothing where groups do.
        (("administrator",), {}, set()),
        ((), {Role.VIEWER: False}, set()),
    ],
)
def test_groups_give_roles_unless_somebody_decided_otherwise(
    groups: tuple[str, ...], granted: Mapping[Role, bool], may: set[Role]
) -> None:
    assert roles_of(somebody(granted), groups, PROVIDER) == may | {Role.VIEWER}


def test_a_sign_in_nobody_uses_ends_and_looking_on_is_no_use(engine: Engine) -> None:
    token = members.sign_in(engine, ANA, "", NOW)
    soon = NOW + IDLE - MINUTE
    assert members.member(engine, token, soon, PROVIDER, in_use=False)
    assert members.member(engine, token, NOW + IDLE, PROVIDER) is None
    assert members.member(engine, token, soon, PROVIDER)
    assert members.member(engine, token, soon + IDLE - MINUTE, PROVIDER)


def test_however_busy_a_sign_in_ends_with_the_day(engine: Engine) -> None:
    token = members.sign_in(engine, ANA, "", NOW)
    at = NOW
    while members.member(engine, token, at, PROVIDER):
        at += IDLE / 2
    assert at == NOW + LONGEST


def test_what_was_said_on_this_machine_counts_for_nothing_with_a_provider(engine: Engine) -> None:
    local = members.come_as(engine, "Eve", [Role.ADMINISTRATOR], NOW)
    assert members.member(engine, local, NOW, Rules())
    assert members.member(engine, local, NOW, PROVIDER) is None
    signed_in = members.sign_in(engine, ANA, "", NOW)
    assert members.member(engine, signed_in, NOW, Rules()) is None
