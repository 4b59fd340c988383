"""How a source signs in: the secrets that its connection names, from the environment."""

import os
from typing import Protocol

from data.problems import Code, Problem, SourceFailed
from data.reach import Credentials


class SignedIn(Protocol):
    """A connection that names the variables with its secrets, each empty where it has none."""

    @property
    def name(self) -> str: ...

    @property
    def username_env(self) -> str: ...

    @property
    def password_env(self) -> str: ...

    @property
    def token_env(self) -> str: ...


def credentials(connection: SignedIn) -> Credentials:
    """What the variables hold; raises SourceFailed for one that is named and has no value."""
    return Credentials(
        username=_secret(connection, connection.username_env),
        password=_secret(connection, connection.password_env),
        token=_secret(connection, connection.token_env),
    )


def _secret(connection: SignedIn, variable: str) -> str:
    if not variable:
        return ""
    value = os.environ.get(variable, "").strip()
    if not value:
        inputs = {"source": connection.name, "address": "", "variable": variable}
        raise SourceFailed(Problem(Code.SECRET_MISSING, inputs))
    return value
