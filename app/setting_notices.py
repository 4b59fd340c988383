"""How people are told of their own accord: by which mail server, whom, of what and when."""

from collections.abc import Iterator
from datetime import time
from enum import StrEnum
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict

from app.setting_faults import PREFIX, Expected, Fault, Unfit, nearest_to, unfit
from app.setting_values import (
    Filled,
    HostName,
    MailAddress,
    OwnAddress,
    Port,
    is_loopback,
    is_variable_name,
)
from data.notices import Occasion

MAIL_USER = PREFIX + "MAIL_USER"
MAIL_PASSWORD = PREFIX + "MAIL_PASSWORD"
LONGEST_CALLED = 100
"""Letters of what somebody who is told is called here."""
_CHECKED = ConfigDict(extra="forbid", frozen=True)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Security(StrEnum):
    """How the way to the mail server is kept from others: from its first byte (``tls``), from the
    moment both agreed on it (``starttls``), or not at all."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


_PORTS = {Security.STARTTLS: 587, Security.TLS: 465, Security.NONE: 25}


class Weekly(NamedTuple):
    """A day of the week, 0 for Monday, and a time of the company's day."""

    day: int
    at: time


def _weekly(found: object) -> Weekly:
    if isinstance(found, Weekly):
        return found
    day, _, at = str(found).strip().lower().partition(" ")
    try:
        return Weekly(_DAYS.index(day), time.fromisoformat(at.strip()).replace(tzinfo=None))
    except ValueError:
        nearest = nearest_to(day, _DAYS) if day not in _DAYS else ""
        raise unfit(Unfit(Expected.WEEKLY, nearest)) from None


class Mail(BaseModel):
    """A mail server, and the address that messages come from.

    ``port`` is None for the usual one.
    """

    model_config = _CHECKED

    host: HostName
    sender: MailAddress
    security: Security = Security.STARTTLS
    port: Port | None = None

    @property
    def listens_on(self) -> int:
        """The port the server listens on."""
        return self.port or _PORTS[self.security]


class Told(BaseModel):
    """Whom to tell: an address, or whatever the variable ``url_env`` names."""

    model_config = _CHECKED

    name: Filled
    units: tuple[Filled, ...] = ()
    email: MailAddress = ""
    url_env: str = ""
    when: tuple[Occasion, ...] = (Occasion.CHANGES, Occasion.WEEKLY)


def _told(told: Told) -> Told:
    reasons = []
    if len(told.name) > LONGEST_CALLED:
        reasons.append(Unfit(Expected.SHORTER_NAME, key="name"))
    if bool(told.email) is bool(told.url_env):
        reasons.append(Unfit(Expected.ONE_TARGET))
    if not is_variable_name(told.url_env):
        reasons.append(Unfit(Expected.VARIABLE_NAME, key="url_env"))
    if not told.when or not set(told.when) <= {Occasion.CHANGES, Occasion.WEEKLY}:
        # Facts are confirmed by the person who answers for them.
        reasons.append(Unfit(Expected.CHANGES_OR_WEEKLY, key="when"))
    if reasons:
        raise unfit(*reasons)
    return told


class Notices(BaseModel):
    """Who is told. ``owners`` are the occasions on which people named for a model are."""

    model_config = _CHECKED

    address: OwnAddress | None = None
    weekly: Annotated[Weekly, BeforeValidator(_weekly)] = Weekly(0, time(7))
    owners: tuple[Occasion, ...] = ()
    mail: Mail | None = None
    to: tuple[Annotated[Told, AfterValidator(_told)], ...] = ()


def _notices(notices: Notices) -> Notices:
    reasons = []
    if Occasion.STOPPED in notices.owners:
        reasons.append(Unfit(Expected.OWNERS_WHEN, key="owners"))
    if notices.mail is None and (notices.owners or any(each.email for each in notices.to)):
        reasons.append(Unfit(Expected.MAIL_SERVER, key="mail"))
    seen: set[str] = set()
    for number, each in enumerate(notices.to, start=1):
        if each.name in seen:
            reasons.append(Unfit(Expected.UNIQUE_NAME, key=f"to[{number}].name"))
        seen.add(each.name)
    if reasons:
        raise unfit(*reasons)
    return notices


CheckedNotices = Annotated[Notices, AfterValidator(_notices)]


def mail_faults(notices: Notices, user: str, password: str) -> Iterator[Fault]:
    """What is wrong with how we sign in to the mail server."""
    if user and not password:
        yield Fault(MAIL_PASSWORD, Expected.SOME_VALUE)
    if password and not user:
        yield Fault(MAIL_USER, Expected.SOME_VALUE)
    mail = notices.mail
    open_way = mail is not None and mail.security is Security.NONE and not is_loopback(mail.host)
    if password and open_way:
        yield Fault("notices.mail.security", Expected.NEEDS_TLS)
