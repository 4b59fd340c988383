"""Where a database is: the URL from the environment, checked before anything is opened.

A URL can make a driver load files or run programs, so drivers and their options are listed.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from data.connections import SqlConnection
from data.problems import Code, Problem, SourceFailed

MODULES: Mapping[str, str] = {
    "sqlite+pysqlite": "sqlite3",
    "postgresql+psycopg": "psycopg",
    "mysql+pymysql": "pymysql",
    "mariadb+pymysql": "pymysql",
    "mssql+pyodbc": "pyodbc",
    "oracle+oracledb": "oracledb",
}
"""Every allowed database with its driver, and the module that driver needs."""

EXAMPLES = "postgresql://name:password@host/database, sqlite:////folder/file.db"
"""The form an address has."""

_TLS = {"sslmode", "sslrootcert", "sslcert", "sslkey", "channel_binding", "target_session_attrs"}
_OPTIONS: Mapping[str, frozenset[str]] = {
    "sqlite": frozenset(),
    "postgresql": frozenset(_TLS | {"host", "port", "application_name", "gssencmode"}),
    "mysql": frozenset({"charset", "ssl_ca", "ssl_cert", "ssl_key"}),
    "mariadb": frozenset({"charset", "ssl_ca", "ssl_cert", "ssl_key"}),
    "mssql": frozenset({"driver", "Encrypt", "TrustServerCertificate"}),
    "oracle": frozenset({"service_name"}),
}


@dataclass(frozen=True, slots=True)
class Address:
    """A checked URL. ``shown`` is what a reader may see of it: never a user or a password."""

    url: URL = field(repr=False)
    shown: str

    @property
    def digest(self) -> str:
        """Another for any other database, and for another user, who may see other rows of it; of
        no password, so that it stays the same where only that one changes."""
        asked = sorted(self.url.query.items())
        told = repr((self.url.drivername, self.url.username, self.shown, asked))
        return sha256(told.encode()).hexdigest()


def address_of(connection: SqlConnection) -> Address:
    """The address in the environment variable of this source; raises SourceFailed."""
    written = os.environ.get(connection.url_env, "").strip()
    if not written:
        raise _failed(connection, Code.SECRET_MISSING, variable=connection.url_env)
    try:
        url = make_url(written)
    except (ArgumentError, ValueError):  # ValueError: a port that is not a number.
        # What was found is not told: all of it may be a secret.
        told = {"field": connection.url_env, "found": "…", "allowed": EXAMPLES}
        raise _failed(connection, Code.NOT_ONE_OF, **told) from None
    url = url.set(drivername=_driver(connection, url))
    _check_options(connection, url)
    return _file(connection, url) if url.get_backend_name() == "sqlite" else _server(url)


def _driver(connection: SqlConnection, url: URL) -> str:
    """The database with its driver, as in ``postgresql+psycopg``; it must be listed and here."""
    usable = [name for name, module in MODULES.items() if find_spec(module)]
    try:
        named = f"{url.get_backend_name()}+{url.get_driver_name()}"
    except (NoSuchModuleError, ImportError):
        named = url.drivername
    if named not in usable:
        allowed = ", ".join(usable)
        raise _failed(connection, Code.DRIVER_NOT_ALLOWED, driver=named, allowed=allowed)
    return named


def _check_options(connection: SqlConnection, url: URL) -> None:
    allowed = _OPTIONS[url.get_backend_name()]
    for name in url.query:
        if name not in allowed:
            inputs = {"field": connection.url_env, "found": name}
            listed = ", ".join(sorted(allowed))
            raise _failed(connection, Code.NOT_ONE_OF, **inputs, allowed=listed)


def _file(connection: SqlConnection, url: URL) -> Address:
    """A SQLite file, opened so that SQLite itself refuses to write and never makes a new one."""
    path = Path(url.database or "")
    if not path.is_file():
        raise _failed(connection, Code.FILE_MISSING, path=str(url.database or ":memory:"))
    uri = f"file:{quote(str(path.absolute()))}"
    return Address(url.set(database=uri, query={"mode": "ro", "uri": "true"}), str(path))


def _server(url: URL) -> Address:
    # A password with an unescaped @ spills into the host; only what follows the last one is it.
    host = str(url.host or url.query.get("host", "")).rpartition("@")[2]
    port = f":{url.port}" if url.port else ""
    return Address(url, f"{host}{port}/{(url.database or '').rpartition('@')[2]}")


def _failed(connection: SqlConnection, code: Code, **inputs: str) -> SourceFailed:
    """The variable's name stands for the address: what it holds may be a secret as a whole."""
    told = {"source": connection.name, "address": connection.url_env}
    return SourceFailed(Problem(code, {**told, **inputs}))
