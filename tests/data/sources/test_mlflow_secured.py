"""A real MLflow that asks who comes, speaks https and knows very many models; two registries."""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
import trustme
from mlflow import MlflowClient
from sqlalchemy import select

from data.connections import MlflowConnection
from data.facts import Model, ReadContext
from data.problems import Code, SourceFailed
from data.sources.mlflow import read
from data.store import tables
from data.store.engine import open_store, reading
from data.store.schema import upgrade
from data.sync import sync

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
CONTEXT = ReadContext(NOW, NOW, "UTC")
PASSWORD = "only-this-machine-knows"
MANY = 10_000
START_SECONDS = 120.0
CREATED = "INSERT INTO registered_models (name, creation_time, last_updated_time) VALUES (?, ?, ?)"


@dataclass(frozen=True)
class Secured:
    """A server that only those who sign in may read, and who vouches for it."""

    url: str
    authority: trustme.CA
    folder: Path


@pytest.fixture(scope="module")
def secured(
    tmp_path_factory: pytest.TempPathFactory, free_port: Callable[[], int]
) -> Iterator[Secured]:
    folder, port, authority = tmp_path_factory.mktemp("secured"), free_port(), trustme.CA()
    certificate = authority.issue_cert("127.0.0.1").private_key_and_cert_chain_pem
    certificate.write_to_path(folder / "both.pem")
    authority.cert_pem.write_to_path(folder / "authority.pem")
    both = f"--ssl-certfile {folder / 'both.pem'} --ssl-keyfile {folder / 'both.pem'}"
    command = [sys.executable, "-m", "mlflow", "server", "--app-name=basic-auth", "--workers=1"]
    places = [f"--backend-store-uri=sqlite:///{folder / 'registry.db'}", f"--port={port}"]
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(
            [*command, *places, f"--uvicorn-opts={both}"],
            cwd=folder,
            env=_environment(),
            stdout=log,
            stderr=log,
            start_new_session=True,
        ) as server,
    ):
        try:
            found = Secured(f"https://127.0.0.1:{port}", authority, folder)
            _answers(found)
            _filled(folder)
            yield found
        finally:
            os.killpg(server.pid, 9)


def _environment() -> dict[str, str]:
    return {
        **os.environ,
        "DO_NOT_TRACK": "true",
        "MLFLOW_AUTH_ADMIN_PASSWORD": PASSWORD,
        "MLFLOW_FLASK_SERVER_SECRET_KEY": "for this test alone",
        "MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false",
    }


def _answers(server: Secured) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        with suppress(httpx.HTTPError):
            if httpx.get(f"{server.url}/health", verify=False).status_code == 200:
                return
        time.sleep(0.2)
    pytest.fail((server.folder / "log").read_text()[-3000:])


def _filled(folder: Path) -> None:
    """Ten thousand models: through the client it would take half an hour to make them."""
    made = int(NOW.timestamp() * 1000)
    with closing(sqlite3.connect(folder / "registry.db")) as database, database:
        database.executemany(CREATED, ((f"model {n:05}", made, made) for n in range(MANY)))


@pytest.fixture
def trusted(secured: Secured, monkeypatch: pytest.MonkeyPatch) -> MlflowConnection:
    """How a company that vouches for its own servers reads this one."""
    monkeypatch.setenv("SSL_CERT_FILE", str(secured.folder / "authority.pem"))
    monkeypatch.setenv("REGISTRY_USER", "admin")
    monkeypatch.setenv("REGISTRY_PASSWORD", PASSWORD)
    return MlflowConnection(
        "registry",
        secured.url,
        username_env="REGISTRY_USER",
        password_env="REGISTRY_PASSWORD",
    )


def failure(connection: MlflowConnection) -> Code:
    with pytest.raises(SourceFailed) as failed:
        list(read(connection, CONTEXT))
    assert PASSWORD not in str(failed.value.problem)
    return failed.value.problem.code


def test_all_of_ten_thousand_models_are_read(trusted: MlflowConnection) -> None:
    names = {each.ref.name for each in read(trusted, CONTEXT) if isinstance(each, Model)}
    assert names == {f"model {n:05}" for n in range(MANY)}


def test_a_wrong_password_is_refused(
    trusted: MlflowConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REGISTRY_PASSWORD", "guessed")
    assert failure(trusted) is Code.REFUSED_SIGN_IN


def test_nobody_who_does_not_sign_in_reads_anything(trusted: MlflowConnection) -> None:
    nobody = replace(trusted, username_env="", password_env="")
    assert failure(nobody) is Code.REFUSED_SIGN_IN


def test_a_server_nobody_vouches_for_is_not_talked_to(
    trusted: MlflowConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    assert failure(trusted) is Code.UNTRUSTED_CERTIFICATE


def test_a_certificate_for_another_name_is_not_trusted(
    trusted: MlflowConnection,
) -> None:
    elsewhere = replace(trusted, url=trusted.url.replace("127.0.0.1", "localhost"))
    assert failure(elsewhere) is Code.UNTRUSTED_CERTIFICATE


def test_two_registries_that_know_the_same_name_know_two_models(
    mlflow_server: str, tmp_path: Path
) -> None:
    name = "secured of two registries"
    MlflowClient(mlflow_server).create_registered_model(name)
    store = open_store(f"sqlite:///{tmp_path / 'rollcall.db'}")
    upgrade(store)
    both = [MlflowConnection(each, mlflow_server) for each in ("registry", "second")]
    report = sync(store, both, now=NOW, time_zone="UTC", base=tmp_path)
    assert [each.state for each in report.sources] == ["published", "published"]
    with reading(store) as conn:
        named = select(tables.models.c.slug).where(tables.models.c.name == name)
        assert len(set(conn.execute(named).scalars())) == 2
    store.dispose()
