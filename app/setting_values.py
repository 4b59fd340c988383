"""The kinds of value a configuration holds, each with the check it must pass."""

import re
from datetime import timedelta
from ipaddress import ip_address
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import isodate
from babel import Locale, UnknownLocaleError
from babel.numbers import list_currencies
from pydantic import AfterValidator, BeforeValidator
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from app.setting_faults import Expected, Unfit, nearest_to, unfit

STORE_DRIVERS = ("sqlite", "sqlite+pysqlite", "postgresql", "postgresql+psycopg")
SHORTEST_ROUND = timedelta(seconds=10)
LONGEST_ROUND = timedelta(days=31)
SHORTEST_IDLE = timedelta(minutes=2)
LONGEST_IDLE = timedelta(hours=12)
_VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]*")
_MAIL = re.compile(r"[^\s@<>()\[\],;:\"\\\x00-\x1f\x7f]+@[^\s@<>()\[\],;:\"\\\x00-\x1f\x7f]+")
_LONGEST_MAIL = 254
_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")


def is_zone(name: str) -> bool:
    """True for an IANA time zone."""
    return name in available_timezones()


def _zone(name: str) -> str:
    known = available_timezones()
    if name not in known:
        raise unfit(Unfit(Expected.TIME_ZONE, nearest_to(name, known)))
    return name


def _currency(code: str) -> str:
    if code not in list_currencies():
        raise unfit(Unfit(Expected.CURRENCY, nearest_to(code.upper(), list_currencies())))
    return code


def _locale(name: str) -> str:
    try:
        return str(Locale.parse(name.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        raise unfit(Unfit(Expected.LOCALE)) from None


def _address(address: str) -> str:
    try:
        return str(ip_address("127.0.0.1" if address == "localhost" else address))
    except ValueError:
        raise unfit(Unfit(Expected.ADDRESS)) from None


def _port(port: int) -> int:
    if not 1 <= port <= 65535:
        raise unfit(Unfit(Expected.PORT))
    return port


def _host_name(name: str) -> str:
    lowered = name.lower().rstrip(".")
    if not _HOST.fullmatch(lowered):
        raise unfit(Unfit(Expected.HOST_NAME))
    return lowered


def fixed_duration(text: str) -> timedelta | None:
    """An ISO 8601 duration of fixed length (no months or years), not too short to keep up with.

    Nor so long that nobody would notice that rounds have ended.
    """
    try:
        length = isodate.parse_duration(text)
    except (ValueError, ArithmeticError):
        return None
    if not isinstance(length, timedelta):
        return None
    return length if SHORTEST_ROUND <= length <= LONGEST_ROUND else None


def _every(found: object) -> timedelta:
    length = found if isinstance(found, timedelta) else fixed_duration(str(found))
    if length is None:
        raise unfit(Unfit(Expected.DURATION))
    return length


def is_duration(text: str) -> bool:
    """True for any ISO 8601 duration, months and years too."""
    try:
        isodate.parse_duration(text)
    except (ValueError, ArithmeticError):
        return False
    return True


def _store_url(text: str) -> str:
    try:
        driver = make_url(text).drivername
    except (ArgumentError, ValueError):  # ValueError: a port that is not a number.
        raise unfit(Unfit(Expected.STORE_URL)) from None
    if driver not in STORE_DRIVERS:
        raise unfit(Unfit(Expected.STORE_URL, nearest_to(driver, STORE_DRIVERS)))
    return text


def is_web_address(text: str) -> bool:
    """True for http or https with a host, without name, password, query or fragment."""
    try:
        parts = urlsplit(text)
        _ = parts.port  # Reading it raises where it is not a number.
    except ValueError:
        return False
    plain = not (parts.username or parts.password or parts.query or parts.fragment)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and plain


def is_loopback(name: str) -> bool:
    """True for names and addresses under which a machine speaks with itself."""
    try:
        return name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False


def _safe_address(text: str) -> str:
    """Whoever listens on the way must not learn who signs in."""
    parts = urlsplit(text) if is_web_address(text) else None
    if parts is None or (parts.scheme == "http" and not is_loopback(parts.hostname or "")):
        raise unfit(Unfit(Expected.SAFE_ADDRESS))
    return text


def _own_address(text: str) -> str:
    """Scheme and host as browsers send them: in lower case, without the usual port."""
    parts = urlsplit(_safe_address(text))
    if parts.path not in ("", "/"):
        raise unfit(Unfit(Expected.OWN_ADDRESS))
    usual = {"https": ":443", "http": ":80"}[parts.scheme]
    return f"{parts.scheme}://{parts.netloc.lower().removesuffix(usual)}"


def _idle(found: object) -> timedelta:
    length = found if isinstance(found, timedelta) else fixed_duration(str(found))
    if length is None or not SHORTEST_IDLE <= length <= LONGEST_IDLE:
        raise unfit(Unfit(Expected.IDLE_TIME))
    return length


def _filled(text: str) -> str:
    if not text.strip():
        raise unfit(Unfit(Expected.SOME_VALUE))
    return text.strip()


def is_mail_address(text: str) -> bool:
    """True for an address that a mail may be sent to: nothing in it could begin another header."""
    return len(text) <= _LONGEST_MAIL and _MAIL.fullmatch(text) is not None


def _mail_address(text: str) -> str:
    if not is_mail_address(text.strip()):
        raise unfit(Unfit(Expected.MAIL_ADDRESS))
    return text.strip()


def is_phrase(text: str) -> bool:
    """True for words around one {value}, or none at all; other braces would be shown as such."""
    rest = text.replace("{value}", "", 1)
    return not text or (rest != text and "{" not in rest and "}" not in rest)


def is_variable_name(text: str) -> bool:
    """True for a name an environment variable has; a pasted secret rarely looks like one."""
    return not text or _VARIABLE.fullmatch(text) is not None


Zone = Annotated[str, AfterValidator(_zone)]
Currency = Annotated[str, AfterValidator(_currency)]
LocaleName = Annotated[str, AfterValidator(_locale)]
Address = Annotated[str, AfterValidator(_address)]
Port = Annotated[int, AfterValidator(_port)]
HostName = Annotated[str, AfterValidator(_host_name)]
Every = Annotated[timedelta, BeforeValidator(_every)]
SafeAddress = Annotated[str, AfterValidator(_safe_address)]
OwnAddress = Annotated[str, AfterValidator(_own_address)]
Idle = Annotated[timedelta, BeforeValidator(_idle)]
Filled = Annotated[str, AfterValidator(_filled)]
MailAddress = Annotated[str, AfterValidator(_mail_address)]
StoreUrl = Annotated[str, AfterValidator(_store_url)]
