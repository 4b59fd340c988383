"""Who is here: from the cookie of a request to a person and what they may do.

Read anew for every run and every request, so that a role withdrawn or a sign-in ended counts at
once.
"""

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Engine

from app.claims import Claimed
from data.facts import Person
from data.members import Member, Role
from data.store import accounts
from data.store.accounts import Account, SignIn
from data.store.engine import reading, writing
from data.store.who_is_who import people_at

COOKIE = "rollcall_session"
THIS_MACHINE = "this machine"
"""The issuer of whoever says who they are, where no provider is configured."""
IDLE = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Rules:
    """How people are let in.

    ``provider`` is False where whoever uses this machine says who they are. ``groups`` are the
    groups of the provider that give a role. ``idle`` ends a sign-in that nobody uses.
    """

    provider: bool = False
    groups: Mapping[Role, Collection[str]] = field(default_factory=dict)
    idle: timedelta = IDLE


def new_token() -> str:
    """What a browser shows to be known again."""
    return secrets.token_urlsafe(32)


def member(
    engine: Engine, token: str, now: datetime, rules: Rules, *, in_use: bool = True
) -> Member | None:
    """Who shows this token; None for nobody we know, and where the sign-in has ended.

    ``in_use`` is False where nobody did anything: a tab left open keeps no sign-in alive.
    """
    if not token:
        return None
    with reading(engine) as conn:
        found = accounts.sign_in(conn, token, now, idle(rules))
    if found is None or not is_let_in(found.account, rules):
        return None
    if in_use and accounts.is_stale(found, now):
        with writing(engine) as conn:
            accounts.note_use(conn, found, now)
    return _member(found.account, found, rules)


def come_as(engine: Engine, name: str, roles: Collection[Role], now: datetime) -> str:
    """Begin as somebody on this machine; returns the token to be known by."""
    token = new_token()
    with writing(engine) as conn:
        email = _address_of(people_at(conn, now), name)
        who = accounts.account(conn, THIS_MACHINE, name.casefold(), name, email, now)
        accounts.begin(conn, token, now, who.id, [role.value for role in roles])
    return token


def sign_in(engine: Engine, who: Claimed, before: str, now: datetime) -> str:
    """Begin as whom the provider says; returns the token to be known by.

    ``before`` is what this browser was known by until now: that ends.
    """
    token = new_token()
    with writing(engine) as conn:
        accounts.end(conn, before, now)
        mine = accounts.account(conn, who.issuer, who.subject, who.name, who.email, now)
        accounts.begin(conn, token, now, mine.id, who.groups)
    return token


def _address_of(people: Mapping[str, Person], name: str) -> str:
    """The address of the one person whom lists call so; empty where it may be two."""
    found = {each.email for each in people.values() if each.name.casefold() == name.casefold()}
    return found.pop() if len(found) == 1 else ""


def leave(engine: Engine, token: str, now: datetime) -> None:
    """End the sign-in of this token."""
    with writing(engine) as conn:
        accounts.end(conn, token, now)


def idle(rules: Rules) -> timedelta:
    """After how long a sign-in that nobody uses ends."""
    # On their own machine nobody is asked again the same day.
    return rules.idle if rules.provider else accounts.LONGEST


def is_let_in(found: Account, rules: Rules) -> bool:
    """What was said on this machine counts for nothing once a provider says who people are."""
    return (found.issuer == THIS_MACHINE) is not rules.provider


def _member(found: Account, open_now: SignIn, rules: Rules) -> Member:
    roles = roles_of(found, open_now.groups, rules)
    return Member(found.id, found.issuer, found.subject, found.name, found.email, roles)


def roles_of(found: Account, groups: Collection[str], rules: Rules) -> frozenset[Role]:
    """What somebody may do: as their groups say, but for what an administrator decided."""
    if rules.provider:
        given = {role for role, names in rules.groups.items() if set(names) & set(groups)}
    else:
        given = {role for role in Role if role.value in groups}
    given |= {role for role, granted in found.granted.items() if granted}
    withheld = {role for role, granted in found.granted.items() if not granted}
    return frozenset(given - withheld) | {Role.VIEWER}
