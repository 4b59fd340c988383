"""A real mail server on 127.0.0.1 that keeps what it is sent, or is as difficult as tests want."""

import asyncio
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword
from aiosmtpd.smtp import Session as SmtpSession


@dataclass
class Inbox:
    """What arrived, oldest first, each with whom it was for; and how difficult the server is.

    ``refuses`` are addresses it takes nothing for. ``delay`` is seconds before it answers to each
    message. ``when_taken`` is called for each message before the answer is sent.
    """

    port: int = 0
    refuses: set[str] = field(default_factory=set)
    delay: float = 0.0
    when_taken: Callable[[], None] = lambda: None
    arrived: list[tuple[str, EmailMessage]] = field(default_factory=list)

    def to(self, address: str) -> list[EmailMessage]:
        return [message for recipient, message in self.arrived if recipient == address]

    async def handle_RCPT(  # noqa: N802 - the server calls it so
        self, _server: Any, _session: SmtpSession, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if address in self.refuses:
            return "550 5.1.1 nobody of that name here, secret hunter2"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - the server calls it so
        self, _server: Any, _session: SmtpSession, envelope: Envelope
    ) -> str:
        await asyncio.sleep(self.delay)
        content = envelope.content
        assert isinstance(content, bytes)
        message = message_from_bytes(content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.arrived += [(to, message) for to in envelope.rcpt_tos]
        self.when_taken()
        return "250 taken"


def signs_in(user: str, password: str) -> Callable[..., AuthResult]:
    """Lets in whoever gives these."""

    def check(_server: Any, _session: Any, _envelope: Any, _way: str, given: Any) -> AuthResult:
        assert isinstance(given, LoginPassword)
        right = (given.login, given.password) == (user.encode(), password.encode())
        return AuthResult(success=right, handled=False)

    return check


@contextmanager
def mail_server(
    inbox: Inbox | None = None, tls: ssl.SSLContext | None = None, **options: Any
) -> Iterator[Inbox]:
    """A server until the block ends; with ``tls`` it offers STARTTLS."""
    found = inbox or Inbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        found.port = probe.getsockname()[1]
    server = Controller(found, hostname="127.0.0.1", port=found.port, tls_context=tls, **options)
    server.start()
    try:
        yield found
    finally:
        server.stop()
