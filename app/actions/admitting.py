"""What whoever runs Rollcall decides about people at the terminal, each on the record.

These are no actions of the pages: nobody may give themselves a role from the web.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Engine

from data.members import Member, Role
from data.store import accounts, record
from data.store.accounts import Account
from data.store.engine import writing

COMMAND_LINE = "command line"
"""The issuer of whoever runs Rollcall on its own machine."""


class Step(StrEnum):
    """Something that is decided about one person."""

    GRANT = "grant_role"
    WITHHOLD = "withhold_role"
    LEAVE_TO_GROUPS = "leave_role_to_groups"
    SHUT_OUT = "shut_out"
    LET_IN = "let_in"
    END_SIGN_INS = "end_sign_ins_of"


_GRANTED = {Step.GRANT: True, Step.WITHHOLD: False, Step.LEAVE_TO_GROUPS: None}


@dataclass(frozen=True, slots=True)
class Decision:
    """One step; ``role`` where it is about one."""

    step: Step
    role: Role | None = None


def operator(name: str) -> Member:
    """Whoever runs Rollcall, by their name on this machine. They hold no role on the pages."""
    return Member(0, COMMAND_LINE, name, name, "", frozenset())


def decide(
    engine: Engine, number: int, decisions: Sequence[Decision], who: Member, now: datetime
) -> Account:
    """Do all of it, or nothing, about one person; returns them as they are afterwards."""
    with writing(engine) as conn:
        record.hold(conn)
        for each in decisions:
            before = _said_of(_known(conn, number), each)
            _do(conn, number, each, now)
            after = _said_of(_known(conn, number), each)
            said = {"before": before, "after": after}
            record.append(conn, at=now, action=each.step, slug="", who=who, said=said)
        return _known(conn, number)


def _known(conn: Connection, number: int) -> Account:
    found = accounts.known(conn, number)
    if found is None:
        raise LookupError(f"there is no account {number}")
    return found


def _do(conn: Connection, number: int, decision: Decision, now: datetime) -> None:
    if decision.role is not None:
        granted = _GRANTED[decision.step]
        accounts.decide_role(conn, number, decision.role, granted=granted)
    elif decision.step is Step.SHUT_OUT:
        accounts.shut_out(conn, number, now)
    elif decision.step is Step.LET_IN:
        accounts.let_in(conn, number)
    else:
        accounts.end_all(conn, number, now)


def _said_of(person: Account, decision: Decision) -> Mapping[str, Any]:
    said: dict[str, Any] = {
        "issuer": person.issuer,
        "subject": person.subject,
        "name": person.name,
        "shut_out": person.shut_out_at is not None,
    }
    if decision.role is not None:
        said |= {"role": decision.role, "granted": person.granted.get(decision.role)}
    return said
