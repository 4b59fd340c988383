"""What people are told of their own accord, of which models, and why telling may fail."""

from enum import StrEnum


class Occasion(StrEnum):
    """When a message goes out. ``STOPPED`` says that our own checking has stopped; nobody chooses
    it: whoever is told of changes is told that there can be none."""

    CHANGES = "changes"
    WEEKLY = "weekly"
    CONFIRM = "confirm"
    STOPPED = "stopped"


class About(StrEnum):
    """Of which models somebody wants to be told."""

    MINE = "mine"
    UNIT = "unit"
    EVERYTHING = "everything"


class Undelivered(StrEnum):
    """Why a message was not delivered. Words: ``app.language.notices``; details are in the log."""

    UNREACHABLE = "unreachable"
    TOO_SLOW = "too_slow"
    NO_STARTTLS = "no_starttls"
    UNTRUSTED_CERTIFICATE = "untrusted_certificate"
    SIGN_IN_REFUSED = "sign_in_refused"
    SENDER_REFUSED = "sender_refused"
    RECIPIENT_REFUSED = "recipient_refused"
    REFUSED = "refused"
    NOT_AN_ADDRESS = "not_an_address"
    VARIABLE_EMPTY = "variable_empty"
    TARGET_UNKNOWN = "target_unknown"
    INTERNAL = "internal"
