"""Sending a letter by mail, with Python's own library.

Apprise sends mail too, but makes the text part out of the HTML by itself, sets no headers of ours,
and says of a failure only that it failed; readers are told why.
"""

import logging
import smtplib
import ssl
from dataclasses import dataclass, field
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256

from app.language.sentence import Speech
from app.notices.failing import Failed, within
from app.notices.html import as_html
from app.notices.text import as_text, one_line
from app.reports.letters import Letter
from app.setting_notices import Mail, Security
from app.setting_values import is_mail_address
from data.notices import Undelivered

MESSAGE_SECONDS = 20.0
"""Connecting, agreeing on TLS, signing in and handing over one message; a server that takes longer
is told to be slow, and the message is tried again."""

log = logging.getLogger(__name__)


def mail_of(
    letter: Letter, mail: Mail, to: str, number: str, address: str, speech: Speech
) -> EmailMessage:
    """The letter as a mail with a text part and an HTML part that say the same.

    ``number`` is the same for the same message, so that one sent twice is shown once. Raises Failed
    where ``to`` is no address.
    """
    message = EmailMessage(policy=SMTP)
    message["Subject"] = one_line(letter.subject)
    message["From"] = Address("Rollcall", addr_spec=mail.sender)
    message["To"] = _address(to)
    message["Date"] = format_datetime(speech.now)
    digest = sha256(f"{to} {number}".encode()).hexdigest()[:32]
    message["Message-ID"] = f"<{digest}@{mail.sender.rpartition('@')[2]}>"
    # So that no holiday reply comes back.
    message["Auto-Submitted"] = "auto-generated"
    message["List-Unsubscribe"] = f"<{address}/me>"
    # Half a character of another alphabet cannot be written.
    html = as_html(letter, address, speech).encode("utf-8", "replace").decode()
    message.set_content(as_text(letter, address, speech), cte="base64")
    message.add_alternative(html, subtype="html", cte="base64")
    return message


def _address(to: str) -> Address:
    """Raises Failed where it is none; lists of people hold what somebody typed."""
    try:
        if is_mail_address(to):
            return Address(addr_spec=to)
    except (ValueError, IndexError, HeaderParseError):
        pass
    raise Failed(Undelivered.NOT_AN_ADDRESS)


@dataclass(slots=True)
class Post:
    """One round's way to the mail server: connected once, and given up where that fails."""

    mail: Mail
    user: str
    password: str = field(repr=False)
    seconds: float = MESSAGE_SECONDS
    _server: smtplib.SMTP | None = None
    _away: Undelivered | None = None

    def send(self, message: EmailMessage) -> None:
        """Hand over one message. Raises Failed."""
        if self._away:
            raise Failed(self._away)
        try:
            within(self.seconds, lambda: self._hand_over(message))
        except Failed as failed:
            self.close()
            if failed.why in _OF_THE_SERVER:
                self._away = failed.why
            raise

    def close(self) -> None:
        """Leave the server."""
        server, self._server = self._server, None
        if server is not None:
            server.close()

    def _hand_over(self, message: EmailMessage) -> None:
        try:
            if self._server is None:
                self._server = self._connected()
            self._server.send_message(message)
        except (smtplib.SMTPException, OSError) as error:
            why = _why(error)
            # What a server answers may repeat a name or an address, so only its kind is told.
            details = {"error": type(error).__name__, "code": getattr(error, "smtp_code", None)}
            log.warning("a mail was not delivered", extra={"why": why.value, **details})
            raise Failed(why) from None

    def _connected(self) -> smtplib.SMTP:
        mail, trust = self.mail, ssl.create_default_context()
        place = (mail.host, mail.listens_on)
        server: smtplib.SMTP
        if mail.security is Security.TLS:
            server = smtplib.SMTP_SSL(*place, timeout=self.seconds, context=trust)
        else:
            server = smtplib.SMTP(*place, timeout=self.seconds)
        try:
            if mail.security is Security.STARTTLS:
                server.starttls(context=trust)
            if self.user:
                server.login(self.user, self.password)
        except BaseException:
            server.close()
            raise
        return server


_OF_THE_SERVER = frozenset(
    {
        Undelivered.UNREACHABLE,
        Undelivered.TOO_SLOW,
        Undelivered.NO_STARTTLS,
        Undelivered.UNTRUSTED_CERTIFICATE,
        Undelivered.SIGN_IN_REFUSED,
        Undelivered.SENDER_REFUSED,
    }
)
"""What holds for every other message of this round as well."""

_KINDS: tuple[tuple[type[Exception], Undelivered], ...] = (
    (ssl.SSLCertVerificationError, Undelivered.UNTRUSTED_CERTIFICATE),
    (TimeoutError, Undelivered.TOO_SLOW),
    (smtplib.SMTPNotSupportedError, Undelivered.NO_STARTTLS),
    (smtplib.SMTPAuthenticationError, Undelivered.SIGN_IN_REFUSED),
    (smtplib.SMTPSenderRefused, Undelivered.SENDER_REFUSED),
    (smtplib.SMTPRecipientsRefused, Undelivered.RECIPIENT_REFUSED),
    (smtplib.SMTPServerDisconnected, Undelivered.UNREACHABLE),
    (smtplib.SMTPConnectError, Undelivered.UNREACHABLE),
    (smtplib.SMTPException, Undelivered.REFUSED),
    (OSError, Undelivered.UNREACHABLE),
)
"""What the library's errors mean; the first that fits counts."""


def _why(error: Exception) -> Undelivered:
    return next(why for kind, why in _KINDS if isinstance(error, kind))
