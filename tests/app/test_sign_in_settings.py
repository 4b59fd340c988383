"""How a sign-in is configured: what is taken, what is refused and why, and where secrets stay."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.language.sentence import Speech
from app.language.terminal import fault_line
from app.setting_faults import Expected, Fault
from app.settings import NotConfigured, Settings, load
from app.sign_in import rules_of, streamlit_secrets
from data.members import Role

CLIENT_SECRET = "hunter2-very-secret"
COOKIE_SECRET = "0123456789abcdef0123456789abcdef"
GOOD = """
[sign_in]
provider = "https://login.example.com/.well-known/openid-configuration"
client_id = "rollcall"
address = "https://Rollcall.example.com:443/"
idle = "PT20M"
[sign_in.roles]
expert = ["data-experts"]
risk_officer = ["risk", "audit"]
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The rollcall.toml of the folder the test runs in, with both secrets at hand."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ROLLCALL_CLIENT_SECRET", CLIENT_SECRET)
    monkeypatch.setenv("ROLLCALL_COOKIE_SECRET", COOKIE_SECRET)
    return tmp_path / "rollcall.toml"


def settings(text: str, file: Path) -> Settings:
    file.write_text(text, encoding="utf-8")
    return load()


def faults(text: str, file: Path) -> list[Fault]:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(NotConfigured) as refused:
        load()
    return list(refused.value.faults)


def test_a_sign_in_becomes_rules_for_us(file: Path) -> None:
    rules = rules_of(settings(GOOD, file))
    assert rules.provider
    assert rules.idle == timedelta(minutes=20)
    assert rules.groups == {
        Role.EXPERT: ("data-experts",),
        Role.RISK_OFFICER: ("risk", "audit"),
    }


def test_without_one_whoever_sits_here_says_who_they_are(file: Path) -> None:
    found = settings("", file)
    assert found.sign_in is None
    assert not rules_of(found).provider
    assert streamlit_secrets(found) == {}


def test_streamlit_is_told_where_the_provider_is_and_where_we_are(file: Path) -> None:
    told = streamlit_secrets(settings(GOOD, file))["auth"]
    assert told["redirect_uri"] == "https://rollcall.example.com/oauth2callback"
    assert told["client_secret"] == CLIENT_SECRET
    assert told["cookie_secret"] == COOKIE_SECRET
    assert told["client_kwargs"] == {"scope": "openid email profile", "prompt": "select_account"}


def test_both_secrets_are_kept_out_of_log_and_print(file: Path) -> None:
    found = settings(GOOD, file)
    assert {CLIENT_SECRET, COOKIE_SECRET} <= set(found.secrets)
    assert CLIENT_SECRET not in repr(found)
    assert COOKIE_SECRET not in repr(found)


@pytest.mark.parametrize(
    ("old", "new", "key", "expected"),
    [
        ("https://login", "http://login", "provider", Expected.SAFE_ADDRESS),
        ("https://login", "login", "provider", Expected.SAFE_ADDRESS),
        ("https://Rollcall", "http://Rollcall", "address", Expected.SAFE_ADDRESS),
        (":443/", "/rollcall", "address", Expected.OWN_ADDRESS),
        ('client_id = "rollcall"', "", "client_id", Expected.SOME_VALUE),
        ('"rollcall"', '" "', "client_id", Expected.SOME_VALUE),
        ("PT20M", "PT1M", "idle", Expected.IDLE_TIME),
        ("PT20M", "PT13H", "idle", Expected.IDLE_TIME),
        ("PT20M", "half an hour", "idle", Expected.IDLE_TIME),
        ("expert =", "viewer =", "roles.viewer", Expected.KNOWN_KEY),
        ("expert =", "exprt =", "roles.exprt", Expected.KNOWN_KEY),
        ('["data-experts"]', '"data-experts"', "roles.expert", Expected.LIST),
        ('["data-experts"]', '[""]', "roles.expert[1]", Expected.SOME_VALUE),
    ],
)
def test_a_fault_names_its_key(
    old: str, new: str, key: str, expected: Expected, file: Path
) -> None:
    assert old in GOOD
    found = [(each.key, each.expected) for each in faults(GOOD.replace(old, new), file)]
    assert found == [(f"sign_in.{key}", expected)]


def test_http_is_for_this_machine_alone(file: Path) -> None:
    here = GOOD.replace("https://Rollcall.example.com:443/", "http://localhost:8501")
    found = settings(here, file).sign_in
    assert found
    assert found.address == "http://localhost:8501"


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("ROLLCALL_CLIENT_SECRET", "", Expected.SOME_VALUE),
        ("ROLLCALL_CLIENT_SECRET", "  ", Expected.SOME_VALUE),
        ("ROLLCALL_COOKIE_SECRET", "", Expected.LONG_ENOUGH),
        ("ROLLCALL_COOKIE_SECRET", "a" * 31, Expected.LONG_ENOUGH),
        ("ROLLCALL_COOKIE_SECRET", "a" * 31 + " ", Expected.LONG_ENOUGH),
    ],
)
def test_secrets_that_will_not_do_are_refused_and_never_shown(
    name: str, value: str, expected: Expected, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    (fault,) = faults(GOOD, file)
    assert (fault.key, fault.expected, fault.found) == (name, expected, "")
    said = fault_line(
        fault.key, fault.expected.value, "", "", (), Speech(now=datetime(2026, 3, 4, tzinfo=UTC))
    )
    assert said.startswith(f"{name}: ")


@pytest.mark.parametrize("key", ["client_secret", "cookie_secret"])
def test_secrets_do_not_stand_in_the_file(key: str, file: Path) -> None:
    (fault,) = faults(f'{key} = "{CLIENT_SECRET}"\n{GOOD}', file)
    assert (fault.key, fault.expected) == (key, Expected.ENVIRONMENT_ONLY)
    assert CLIENT_SECRET not in repr(fault)


def test_all_of_it_may_come_from_the_environment(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROLLCALL_SIGN_IN__ROLES__MANAGER", '["heads"]')
    assert rules_of(settings(GOOD, file)).groups[Role.MANAGER] == ("heads",)
