"""How telling people is configured: what is taken, what is refused and why, what stays secret."""

from datetime import time
from pathlib import Path

import pytest

from app.language.sentence import Speech
from app.language.terminal import expected_words
from app.setting_faults import Expected, Fault
from app.setting_notices import Security, Weekly
from app.settings import NotConfigured, Settings, load
from data.notices import Occasion
from tests.data.feeding import NOW

SECRET = "T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ"
GOOD = """
[notices]
address = "https://Rollcall.example.com/"
weekly = "Friday 16:30"
owners = ["changes", "confirm"]
[notices.mail]
host = "smtp.example.com"
sender = "rollcall@example.com"
[[notices.to]]
name = "Retention, Slack"
units = ["Retention"]
url_env = "RETENTION_SLACK"
[[notices.to]]
name = "Heads"
email = "heads@example.com"
when = ["weekly"]
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The rollcall.toml of the folder the test runs in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path / "rollcall.toml"


def settings(text: str, file: Path) -> Settings:
    file.write_text(text, encoding="utf-8")
    return load()


def faults(text: str, file: Path) -> list[Fault]:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(NotConfigured) as refused:
        load()
    return list(refused.value.faults)


def test_whom_to_tell_arrives_checked(file: Path) -> None:
    found = settings(GOOD, file).notices
    assert found.weekly == Weekly(4, time(16, 30))
    assert found.owners == (Occasion.CHANGES, Occasion.CONFIRM)
    assert found.mail
    assert (found.mail.security, found.mail.listens_on) == (Security.STARTTLS, 587)
    slack, heads = found.to
    assert (slack.units, slack.when) == (("Retention",), (Occasion.CHANGES, Occasion.WEEKLY))
    assert (heads.email, heads.when) == ("heads@example.com", (Occasion.WEEKLY,))


def test_without_it_nobody_is_told(file: Path) -> None:
    found = settings("", file).notices
    assert (found.to, found.owners, found.mail) == ((), (), None)
    assert found.weekly == Weekly(0, time(7))


@pytest.mark.parametrize(("security", "port"), [("tls", 465), ("none", 25), ("starttls", 587)])
def test_every_way_has_its_usual_port(security: str, port: int, file: Path) -> None:
    way = f'sender = "rollcall@example.com"\nsecurity = "{security}"'
    mail = settings(GOOD.replace('sender = "rollcall@example.com"', way), file).notices.mail
    assert mail
    assert mail.listens_on == port


@pytest.mark.parametrize(
    ("more", "address"),
    [
        (GOOD, "https://rollcall.example.com"),
        ("[serve]\nport = 8600", "http://127.0.0.1:8600"),
        (
            '[sign_in]\nprovider = "https://l.example.com/x"\nclient_id = "r"\n'
            'address = "https://own.example.com"',
            "https://own.example.com",
        ),
    ],
)
def test_links_lead_to_where_readers_are(
    more: str, address: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROLLCALL_CLIENT_SECRET", "hunter2-very-secret")
    monkeypatch.setenv("ROLLCALL_COOKIE_SECRET", "0123456789abcdef0123456789abcdef")
    assert settings(more, file).address == address


@pytest.mark.parametrize(
    ("old", "new", "key", "expected"),
    [
        ("Friday 16:30", "Freitag 16:30", "weekly", Expected.WEEKLY),
        ("Friday 16:30", "Friday", "weekly", Expected.WEEKLY),
        ("Friday 16:30", "Friday 25:00", "weekly", Expected.WEEKLY),
        ('"changes", "confirm"', '"stopped"', "owners", Expected.OWNERS_WHEN),
        ('"changes", "confirm"', '"daily"', "owners[1]", Expected.ONE_OF),
        ("https://Rollcall", "http://Rollcall", "address", Expected.SAFE_ADDRESS),
        ('host = "smtp.example.com"', 'host = "a b"', "mail.host", Expected.HOST_NAME),
        ('sender = "rollcall@', 'sender = "rollcall', "mail.sender", Expected.MAIL_ADDRESS),
        (
            '"heads@example.com"',
            '"Heads <heads@example.com>"',
            "to[2].email",
            Expected.MAIL_ADDRESS,
        ),
        ('"heads@example.com"', '"a@b\\nBcc: c@d"', "to[2].email", Expected.MAIL_ADDRESS),
        ('email = "heads@example.com"', "", "to[2]", Expected.ONE_TARGET),
        ('when = ["weekly"]', 'url_env = "X"', "to[2]", Expected.ONE_TARGET),
        ('"RETENTION_SLACK"', '"slack://secret"', "to[1].url_env", Expected.VARIABLE_NAME),
        ('["weekly"]', '["confirm"]', "to[2].when", Expected.CHANGES_OR_WEEKLY),
        ('["weekly"]', "[]", "to[2].when", Expected.CHANGES_OR_WEEKLY),
        ('name = "Heads"', 'name = "Retention, Slack"', "to[2].name", Expected.UNIQUE_NAME),
        ('name = "Heads"', 'name = " "', "to[2].name", Expected.SOME_VALUE),
        ('name = "Heads"', f'name = "{"n" * 101}"', "to[2].name", Expected.SHORTER_NAME),
        ('name = "Heads"', 'nam = "Heads"', "to[2].nam", Expected.KNOWN_KEY),
    ],
)
def test_a_fault_names_its_key_and_says_what_was_expected(
    old: str, new: str, key: str, expected: Expected, file: Path
) -> None:
    assert old in GOOD
    found = faults(GOOD.replace(old, new), file)
    assert (f"notices.{key}", expected) in [(each.key, each.expected) for each in found]
    assert expected_words(expected.value, (), Speech(now=NOW))
    assert "secret" not in repr(found)


def test_mail_needs_a_server(file: Path) -> None:
    without = GOOD.replace(
        '[notices.mail]\nhost = "smtp.example.com"\nsender = "rollcall@example.com"\n', ""
    )
    (fault,) = faults(without, file)
    assert (fault.key, fault.expected) == ("notices.mail", Expected.MAIL_SERVER)


def test_a_password_goes_over_no_open_line(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLLCALL_MAIL_USER", "rollcall")
    monkeypatch.setenv("ROLLCALL_MAIL_PASSWORD", "hunter2-very-secret")
    open_line = GOOD.replace("sender =", 'security = "none"\nsender =')
    (fault,) = faults(open_line, file)
    assert (fault.key, fault.expected) == ("notices.mail.security", Expected.NEEDS_TLS)
    here = settings(open_line.replace("smtp.example.com", "localhost"), file)
    assert here.mail_password == "hunter2-very-secret"


@pytest.mark.parametrize("missing", ["ROLLCALL_MAIL_USER", "ROLLCALL_MAIL_PASSWORD"])
def test_a_user_and_a_password_come_together(
    missing: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in {"ROLLCALL_MAIL_USER", "ROLLCALL_MAIL_PASSWORD"} - {missing}:
        monkeypatch.setenv(name, "something")
    (fault,) = faults(GOOD, file)
    assert (fault.key, fault.expected) == (missing, Expected.SOME_VALUE)


@pytest.mark.parametrize("key", ["mail_user", "mail_password"])
def test_neither_stands_in_the_file(key: str, file: Path) -> None:
    (fault,) = faults(f'{key} = "hunter2"\n{GOOD}', file)
    assert (fault.key, fault.expected) == (key, Expected.ENVIRONMENT_ONLY)


def test_what_opens_a_channel_is_kept_out_of_log_and_print(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RETENTION_SLACK", f"slack://{SECRET}")
    monkeypatch.setenv("ROLLCALL_MAIL_USER", "rollcall")
    monkeypatch.setenv("ROLLCALL_MAIL_PASSWORD", "hunter2-very-secret")
    found = settings(GOOD, file)
    assert {f"slack://{SECRET}", SECRET[-24:], "hunter2-very-secret"} <= set(found.secrets)
    assert SECRET not in repr(found)
    assert "hunter2" not in repr(found)
