"""Mails as a real server gets them: by which way, with which headers, and how failing is told."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from app.health.verdict import Status
from app.language.notices import Why
from app.language.sentence import Sentence, Speech
from app.notices.failing import Failed
from app.notices.mail import Post, mail_of
from app.reports.letters import Item, Letter, Part, Reader, Way, trial_letter
from app.setting_notices import Mail, Security
from data.notices import Undelivered
from tests.loopback import Asked, Reply, serving
from tests.smtp_server import Inbox, mail_server, signs_in

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SPEECH = Speech(now=NOW)
TO = "ana@example.com"
HOSTILE = (
    "Churn\r\nBcc: everybody@example.com",
    "Churn\n\nInjected body",
    "n" * 200,
    "续保信件 客户流失",
    "توقع فقدان العملاء",
    "<script>alert(1)</script> & <img src=x onerror=alert(1)>",
    "{braces} %s {0}",
    "a\x00b\x1b[31m\u202egnp.exe",
    "👩‍👩‍👧 \ud800",
)


def letter(name: str = "Churn") -> Letter:
    told = Sentence("{name} is now below.", {"name": name}, frozenset({"name"}))
    item = Item(name, "/model?model=churn", Status.BELOW, ((told,),))
    return Letter(
        f"Rollcall: {name} is now below",
        told,
        ((told,),),
        (Part("What changed", (item,)),),
        (Way("Open Today", "/"),),
        told,
    )


def message(name: str = "Churn", to: str = TO) -> Any:
    return mail_of(letter(name), mail(), to, "1", "https://r.example", SPEECH)


def mail(port: int = 1, security: Security = Security.NONE) -> Mail:
    return Mail(host="localhost", port=port, sender="rollcall@example.com", security=security)


@contextmanager
def post(inbox: Inbox, security: Security = Security.NONE, **more: Any) -> Iterator[Post]:
    found = Post(mail(inbox.port, security), **{"user": "", "password": "", **more})
    try:
        yield found
    finally:
        found.close()


def refused(inbox: Inbox, security: Security = Security.NONE, **more: Any) -> Undelivered:
    with post(inbox, security, **more) as way, pytest.raises(Failed) as failed:
        way.send(message())
    return failed.value.why


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """Whom this machine trusts during the test."""
    found = trustme.CA()
    found.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    return found


def context(authority: trustme.CA) -> ssl.SSLContext:
    found = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(found)
    return found


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_reaches_beyond_its_place(name: str) -> None:
    with mail_server() as inbox, post(inbox) as way:
        way.send(message(name))
    ((to, arrived),) = inbox.arrived
    assert to == TO
    assert set(arrived.keys()) == {
        "Subject",
        "From",
        "To",
        "Date",
        "Message-ID",
        "Auto-Submitted",
        "List-Unsubscribe",
        "MIME-Version",
        "Content-Type",
    }
    assert "\n" not in str(arrived["Subject"])
    html = arrived.get_body(("html",))
    plain = arrived.get_body(("plain",))
    assert html
    assert plain
    assert "<script" not in html.get_content()
    assert "<img" not in html.get_content()
    assert "\u202e" not in plain.get_content()
    assert len(plain.get_content().splitlines()) == len(
        message("Churn").get_body(("plain",)).get_content().splitlines()
    )


def test_what_a_name_says_arrives_in_both_parts() -> None:
    for name in ("续保信件 客户流失", "توقع فقدان العملاء", "n" * 200, "R & D <beta>"):
        with mail_server() as inbox, post(inbox) as way:
            way.send(message(name))
        ((_, arrived),) = inbox.arrived
        assert arrived["Subject"] == f"Rollcall: {name} is now below"
        plain, html = arrived.get_body(("plain",)), arrived.get_body(("html",))
        assert plain
        assert html
        assert f"1. {name} (Below what was agreed)" in plain.get_content()
        escaped = name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        assert escaped in html.get_content()


@given(st.text(max_size=300))
def test_any_name_makes_a_mail_that_can_be_sent(name: str) -> None:
    raw = message(name).as_bytes()
    head = raw.split(b"\r\n\r\n", 1)[0]
    assert all(line.isascii() for line in head.splitlines())
    assert head.count(b"\r\nTo: ") == 1
    assert b"\r\nBcc:" not in head


@pytest.mark.parametrize(
    "to", ["", "ana", "ana@", "a b@example.com", "a@b\r\nBcc: c@d", "a@b,c@d", "<a@b>", "a..b@c.d"]
)
def test_what_is_no_address_is_told(to: str) -> None:
    with pytest.raises(Failed) as failed:
        message(to=to)
    assert failed.value.why is Undelivered.NOT_AN_ADDRESS


def test_starttls_and_a_password_reach_a_server_that_is_trusted(authority: trustme.CA) -> None:
    options: dict[str, Any] = {
        "authenticator": signs_in("rollcall", "right"),
        "auth_required": True,
    }
    with mail_server(tls=context(authority), **options) as inbox:
        with post(inbox, Security.STARTTLS, user="rollcall", password="right") as way:
            way.send(message())
            way.send(message(to="ben@example.com"))
        assert [to for to, _ in inbox.arrived] == [TO, "ben@example.com"]
        wrong = refused(inbox, Security.STARTTLS, user="rollcall", password="wrong")
        assert wrong is Undelivered.SIGN_IN_REFUSED


def test_a_password_never_goes_where_starttls_is_not_offered() -> None:
    with mail_server() as inbox:
        why = refused(inbox, Security.STARTTLS, user="rollcall", password="secret")
    assert why is Undelivered.NO_STARTTLS
    assert inbox.arrived == []


def test_a_certificate_of_nobody_we_trust_is_told(authority: trustme.CA) -> None:
    with mail_server(tls=context(trustme.CA())) as inbox:
        assert refused(inbox, Security.STARTTLS) is Undelivered.UNTRUSTED_CERTIFICATE
    assert inbox.arrived == []


def test_a_server_that_says_nothing_is_given_up() -> None:
    def silent(_asked: Asked, reply: Reply) -> None:
        reply.over.wait(30)

    with serving(silent) as url:
        inbox = Inbox(port=int(url.rpartition(":")[2]))
        assert refused(inbox, seconds=0.3) is Undelivered.TOO_SLOW


def test_a_server_that_speaks_a_letter_at_a_time_is_given_up() -> None:
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def drip() -> None:
            connection, _ = listener.accept()
            with connection:
                while not over.wait(0.05):
                    connection.sendall(b"2")

        thread = threading.Thread(target=drip)
        thread.start()
        try:
            why = refused(Inbox(port=listener.getsockname()[1]), seconds=0.5)
        finally:
            over.set()
            thread.join(5)
    assert why is Undelivered.TOO_SLOW


def test_a_server_that_is_slow_holds_up_one_message_and_not_the_round() -> None:
    with mail_server(Inbox(delay=5)) as inbox, post(inbox, seconds=0.3) as way:
        for _ in range(20):
            with pytest.raises(Failed) as failed:
                way.send(message())
            assert failed.value.why is Undelivered.TOO_SLOW


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ("501 no", Undelivered.SENDER_REFUSED),
        ("552 5.3.4 too large", Undelivered.SENDER_REFUSED),
    ],
)
def test_a_sender_that_is_refused_is_told(answer: str, why: Undelivered) -> None:
    class Strict(Inbox):
        async def handle_MAIL(self, *_: object) -> str:  # noqa: N802 - the server calls it so
            return answer

    with mail_server(Strict()) as inbox:
        assert refused(inbox) is why


def test_a_message_that_is_refused_is_told() -> None:
    class Full(Inbox):
        async def handle_DATA(self, *_: object) -> str:  # noqa: N802 - the server calls it so
            return "554 5.7.1 looks like spam"

    with mail_server(Full()) as inbox:
        assert refused(inbox) is Undelivered.REFUSED


def test_secrets_stay_out_of_what_is_printed() -> None:
    assert "hunter2" not in repr(Post(mail(), "user", "hunter2"))


def test_a_trial_says_that_it_is_one() -> None:
    found = trial_letter(Reader(Why.LISTED, "Heads"), SPEECH)
    assert found.subject == "Rollcall: a test of how you are told"
