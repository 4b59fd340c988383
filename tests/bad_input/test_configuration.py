"""A configuration as it should not be: every fault at once, as the terminal says it."""

from pathlib import Path

import pytest

from app.language.terminal import fault_line, not_usable
from app.settings import NotConfigured, load
from data.problems import SourceFailed
from data.store.engine import open_store
from tests.app.language.plausible import SPEECH
from tests.bad_input.telling import words

SECRET = "hunter2-very-secret"
SIGN_IN = """
[sign_in]
provider = "https://login.example.com"
client_id = "rollcall"
address = "https://rollcall.example.com"
"""
DURATION = "a duration, such as PT15M for 15 minutes or P7D for 7 days"
OWN = "an address without a path, such as https://rollcall.example.com"
SAFE = "an https address, such as https://login.example.com; http is for this machine alone"


def said(text: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the terminal says below its heading."""
    monkeypatch.chdir(folder)
    (folder / "rollcall.toml").write_text(text)
    with pytest.raises(NotConfigured) as refused:
        load()
    return [
        fault_line(
            fault.key, fault.expected.value, fault.found, fault.nearest, fault.allowed, SPEECH
        )
        for fault in refused.value.faults
    ]


TEXTS = [
    pytest.param(
        "[company]\ntimezone = 'UTC'",
        ["company.timezone: there is no such key; perhaps you meant time_zone"],
        id="79 unknown key",
    ),
    *[
        pytest.param(
            f"[sync]\nevery = '{every}'",
            [f'sync.every: found "{every}"; {DURATION}'],
            id=f"79 {every}",
        )
        for every in ("PT0S", "-PT5M", "abc", "5 parsecs")
    ],
    pytest.param(
        "[serve]\nport = 0",
        ["serve.port: found 0; a port from 1 to 65535, such as 8501"],
        id="79 port",
    ),
    pytest.param(
        "[company]\nname = 5\ncurrency = 'gbp'\n[sorces]",
        [
            "company.name: found 5; a text in quotes",
            'company.currency: found "gbp"; a currency code, such as GBP; perhaps you meant GBP',
            "sorces: there is no such key; perhaps you meant sources",
        ],
        id="79 all faults at once",
    ),
    pytest.param(
        SIGN_IN.replace("https://login", "login"),
        [f'sign_in.provider: found "login.example.com"; {SAFE}'],
        id="79 provider",
    ),
    pytest.param(
        SIGN_IN.replace("https://rollcall", "http://rollcall"),
        [f'sign_in.address: found "http://rollcall.example.com"; {SAFE}'],
        id="79 http",
    ),
    pytest.param(
        SIGN_IN.replace('example.com"\n', 'example.com/oauth2callback"\n').replace(
            "login.example.com/oauth2callback", "login.example.com"
        ),
        [f'sign_in.address: found "https://rollcall.example.com/oauth2callback"; {OWN}'],
        id="79 a path",
    ),
    pytest.param(
        "database_url = 'sqlite://'",
        [
            "database_url: this may hold a password, so it is set in the environment and not in "
            "this file; perhaps you meant ROLLCALL_DATABASE_URL"
        ],
        id="79 a secret in the file",
    ),
]


@pytest.mark.parametrize(("text", "sentences"), TEXTS)
def test_what_is_wrong_in_the_file_is_told(
    text: str, sentences: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROLLCALL_CLIENT_SECRET", SECRET)
    monkeypatch.setenv("ROLLCALL_COOKIE_SECRET", SECRET * 2)
    assert said(text, tmp_path, monkeypatch) == sentences


@pytest.mark.parametrize("cookie", ["", "changeme"])
def test_79_a_secret_nobody_set(
    cookie: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROLLCALL_COOKIE_SECRET", cookie)
    assert said(SIGN_IN, tmp_path, monkeypatch) == [
        "ROLLCALL_CLIENT_SECRET: a value is needed here",
        "ROLLCALL_COOKIE_SECRET: a secret of at least 32 characters, made by chance: "
        "openssl rand -base64 48",
    ]


DRIVERS = "sqlite, sqlite+pysqlite, postgresql, postgresql+psycopg"
STORES = [
    pytest.param(
        f"mysql://u:{SECRET}@h/x",
        f"This source asks for the database driver mysql. Use one of these: {DRIVERS}.",
        id="79 driver",
    ),
    pytest.param(
        f"postgresql://u:{SECRET}@h/x?sslmod=require",
        "We do not know “sslmod”. Perhaps sslmode is meant.",
        id="79 option",
    ),
]


@pytest.mark.parametrize(("url", "sentence"), STORES)
def test_a_store_we_do_not_open_is_told(url: str, sentence: str) -> None:
    with pytest.raises(SourceFailed) as failed:
        open_store(url)
    assert words(failed.value.problem) == sentence


def test_79_a_password_with_every_sign_is_read_and_not_shown() -> None:
    engine = open_store("postgresql://u:a%40b%3Ac%2Fd%25@h/db")
    assert engine.url.password == "a@b:c/d%"
    assert "a%40b" not in str(engine.url)


def test_79_the_heading_counts_the_faults() -> None:
    assert not_usable(3, "rollcall.toml", SPEECH) == (
        "3 things in the configuration must be mended first (rollcall.toml):"
    )
