"""What a provider says of somebody who signed in, as far as we use it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LONGEST = 200
"""Letters of a name or an address that are kept."""
MOST_GROUPS = 1_000


@dataclass(frozen=True, slots=True)
class Claimed:
    """``issuer`` and ``subject`` are who it is; the rest may change or belong to others too."""

    issuer: str
    subject: str
    name: str
    email: str
    groups: tuple[str, ...]


def claimed(claims: Mapping[str, Any], groups_claim: str) -> Claimed | None:
    """Who signed in; None where the provider leaves out who it is."""
    issuer, subject = _text(claims, "iss"), _text(claims, "sub")
    if not issuer or not subject:
        return None
    # An address that somebody only says is theirs may be another person's.
    email = "" if claims.get("email_verified") is False else _short(_text(claims, "email"))
    called = (_short(_text(claims, each)) for each in ("name", "preferred_username"))
    name = next(filter(None, called), "") or email or subject
    return Claimed(issuer, subject, name, email, _groups(claims.get(groups_claim)))


def _text(claims: Mapping[str, Any], key: str) -> str:
    found = claims.get(key)
    return found if isinstance(found, str) else ""


def _short(text: str) -> str:
    return " ".join(text.split())[:LONGEST]


def _groups(found: object) -> tuple[str, ...]:
    listed = [found] if isinstance(found, str) else found if isinstance(found, list) else []
    return tuple(each for each in listed if isinstance(each, str))[:MOST_GROUPS]
