"""How a company's own sign-in is configured, and what of it may come from the environment alone."""

from collections.abc import Iterator
from datetime import timedelta

from pydantic import BaseModel, ConfigDict

from app.setting_faults import PREFIX, Expected, Fault
from app.setting_values import Filled, Idle, OwnAddress, SafeAddress
from data.members import Role

CLIENT_SECRET = PREFIX + "CLIENT_SECRET"
COOKIE_SECRET = PREFIX + "COOKIE_SECRET"
SHORTEST_SECRET = 32
"""Characters; whoever guesses the secret of cookies signs in as anybody."""


class RoleGroups(BaseModel):
    """Which groups of the provider give which role. Everybody who signs in sees everything."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    analyst: tuple[Filled, ...] = ()
    expert: tuple[Filled, ...] = ()
    manager: tuple[Filled, ...] = ()
    risk_officer: tuple[Filled, ...] = ()
    administrator: tuple[Filled, ...] = ()

    def by_role(self) -> dict[Role, tuple[str, ...]]:
        """The same, by role."""
        return {Role(name): groups for name, groups in self if groups}


class SignIn(BaseModel):
    """An OpenID Connect provider. ``provider`` is where it describes itself.

    ``address`` is where readers find Rollcall. ``groups_claim`` names what the provider's ID token
    lists groups under, ``scope`` what is asked of it, and
    ``prompt`` what it asks the reader. A sign-in nobody uses ends after ``idle``.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    provider: SafeAddress
    client_id: Filled
    address: OwnAddress
    groups_claim: Filled = "groups"
    scope: Filled = "openid email profile"
    prompt: Filled = "select_account"
    idle: Idle = timedelta(minutes=30)
    roles: RoleGroups = RoleGroups()


def secret_faults(client_secret: str, cookie_secret: str) -> Iterator[Fault]:
    """What is wrong with the two secrets that a sign-in needs."""
    if not client_secret:
        yield Fault(CLIENT_SECRET, Expected.SOME_VALUE)
    if len(cookie_secret) < SHORTEST_SECRET:
        yield Fault(COOKIE_SECRET, Expected.LONG_ENOUGH)
