"""Somebody with a role, for tests of what people do."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Engine

from data.members import Member, Role
from data.store import accounts
from data.store.engine import writing

LOGIN = "https://login.example"


def somebody(
    engine: Engine, now: datetime, roles: Iterable[Role], name: str = "Ana Ruiz"
) -> Member:
    """An account of this name in the store, and its owner with these roles."""
    subject = name.casefold()
    with writing(engine) as conn:
        found = accounts.account(conn, LOGIN, subject, name, f"{subject}@example.com", now)
    return Member(found.id, LOGIN, subject, name, found.email, frozenset(roles) | {Role.VIEWER})
