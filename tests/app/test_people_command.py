"""``rollcall people``: who takes part, and what is decided about them at the terminal."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app import members
from app.claims import Claimed
from data.store import record
from data.store.engine import open_store, reading
from tests.rollcall_process import rollcall

LOGIN = "https://login.example"
PEOPLE = (
    Claimed(LOGIN, "u1", "Ana Ruiz", "ana@example.com", ("experts",)),
    Claimed(LOGIN, "u2", "Ana \x1b[31mSol", "Ana@Example.com", ()),
    Claimed(LOGIN, "u3", "Ben Oz", "", ()),
    Claimed("https://other.example", "u3", "Cem Oz", "", ()),
)
SECRETS = {
    "ROLLCALL_CLIENT_SECRET": "hunter2-very-secret",
    "ROLLCALL_COOKIE_SECRET": "0123456789abcdef0123456789abcdef",
}
CONFIGURED = f"""
[sign_in]
provider = "{LOGIN}/.well-known/openid-configuration"
client_id = "rollcall"
address = "https://rollcall.example.com"
[sign_in.roles]
expert = ["experts"]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose store knows four people of two providers, and one of this machine."""
    found = tmp_path_factory.mktemp("people")
    (found / "rollcall.toml").write_text(CONFIGURED)
    assert rollcall("init", cwd=found, env=SECRETS).returncode == 0
    engine = open_store(f"sqlite:///{found / 'var' / 'rollcall.db'}")
    for each in PEOPLE:
        members.sign_in(engine, each, "", datetime.now(UTC))
    members.come_as(engine, "Local Larry", [], datetime.now(UTC))
    engine.dispose()
    return found


def said(folder: Path, *arguments: str) -> str:
    done = rollcall("people", *arguments, cwd=folder, env=SECRETS)
    assert done.returncode == 0, done.stderr
    return done.stdout


def refused(folder: Path, *arguments: str) -> str:
    done = rollcall("people", *arguments, cwd=folder, env=SECRETS)
    assert done.returncode == 2
    assert done.stdout == ""
    return " ".join(done.stderr.replace("│", " ").split())


def test_everybody_is_listed_with_what_they_may_do(folder: Path) -> None:
    told = said(folder)
    assert "Ana Ruiz · ana@example.com\n  roles: Viewer, Expert\n" in told
    assert "  subject u3 of https://other.example\n  signed in with 1 browser\n" in told
    assert "Larry" not in told
    assert "\x1b" not in told


def test_a_role_is_granted_and_left_to_the_groups_again(folder: Path) -> None:
    told = said(folder, "u1", "--grant", "administrator", "--withhold", "expert")
    assert "roles: Viewer, Administrator\n  withheld: Expert\n" in told
    told = said(folder, "u1", "--leave-to-groups", "administrator", "--leave-to-groups", "expert")
    assert "roles: Viewer, Expert\n" in told
    assert "withheld" not in told


def test_somebody_is_shut_out_and_let_in_on_the_record(folder: Path) -> None:
    told = said(folder, "u2", "--shut-out")
    assert "shut out since" in told
    assert "signed in with 0 browsers" in told
    assert "shut out" not in said(folder, "u2", "--let-in")
    engine = open_store(f"sqlite:///{folder / 'var' / 'rollcall.db'}")
    with reading(engine) as conn:
        newest, _ = record.newest(conn, record.Choice(limit=2))
    engine.dispose()
    assert [each.action for each in newest] == ["let_in", "shut_out"]
    assert all(each.said and each.said["who"]["issuer"] == "command line" for each in newest)


def test_two_who_go_by_one_name_are_told_apart_first(folder: Path) -> None:
    told = refused(folder, "ANA@EXAMPLE.COM", "--shut-out")
    assert "2 people go by ANA@EXAMPLE.COM, so nothing was done" in told
    assert "subject u1 of" in told
    assert "subject u2 of" in told
    assert "2 people go by u3" in refused(folder, "u3", "--end-sign-ins")
    told = said(folder, "u3", "--issuer", "https://other.example", "--end-sign-ins")
    assert told.startswith("Cem Oz\n")
    assert "signed in with 0 browsers" in told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("u9", "--shut-out"), "Nobody who has signed in has u9"),
        (("U1", "--shut-out"), "Nobody who has signed in has U1"),
        (("Ana Ruiz", "--shut-out"), "Nobody who has signed in has Ana Ruiz"),
        (("local larry", "--shut-out"), "Nobody who has signed in has local larry"),
        (("u1",), "Say what to do"),
        (("--shut-out",), "Say about whom"),
        (("u1", "--withhold", "viewer"), "Everybody let in is a viewer"),
        (("u1", "--grant", "boss"), "administrator"),
    ],
)
def test_what_cannot_be_done_is_told(arguments: tuple[str, ...], told: str, folder: Path) -> None:
    assert told in refused(folder, *arguments)


def test_where_nobody_came_it_says_so(tmp_path: Path) -> None:
    assert rollcall("init", cwd=tmp_path).returncode == 0
    assert rollcall("people", cwd=tmp_path).stdout == "Nobody has signed in yet.\n"
