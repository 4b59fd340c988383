"""Who takes part, what they may do, and how asking for a change ends."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody may do. Everybody signed in sees everything; roles limit what one changes."""

    VIEWER = "viewer"
    ANALYST = "analyst"
    EXPERT = "expert"
    MANAGER = "manager"
    RISK_OFFICER = "risk_officer"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who is here now. ``issuer`` and ``subject`` together name one person for good.

    An e-mail address or a name can be given to somebody else one day, so neither decides who a
    person is. ``account`` is the number of this person in our store.
    """

    account: int
    issuer: str
    subject: str
    name: str
    email: str
    roles: frozenset[Role]

    @property
    def called(self) -> str:
        """How inventories name this person: by the address, which is told apart, else by name."""
        return self.email or self.name

    def may(self, allowed: frozenset[Role]) -> bool:
        return bool(self.roles & allowed)


class Wrong(StrEnum):
    """What is wrong with one field."""

    NEEDED = "needed"
    TOO_LONG = "too_long"
    NOT_A_DAY = "not_a_day"
    NOT_LATER = "not_later"
    TOO_FAR = "too_far"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_CHOICE = "not_a_choice"
    NOT_ALLOWED = "not_allowed"
    WRONG_SIDE = "wrong_side"
    NOT_A_SHARE = "not_a_share"
    NOT_PAST = "not_past"
    NOT_IN_ORDER = "not_in_order"
    NOT_ENOUGH = "not_enough"
    NOT_ASKED = "not_asked"
    TAKEN = "taken"
    TOO_MANY = "too_many"


class Outcome(StrEnum):
    """How asking for an action ended."""

    DONE = "done"
    NOT_ALLOWED = "not_allowed"
    NOT_FILLED_IN = "not_filled_in"
    NOT_AS_SHOWN = "not_as_shown"
    SAME_PERSON = "same_person"
    ANOTHERS = "anothers"
