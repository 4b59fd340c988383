"""``rollcall people``: who takes part, and what whoever runs Rollcall decides about them."""

import getpass
from collections.abc import Iterable, Iterator, Sequence

from app import members
from app.actions.admitting import Decision, Step, decide, operator
from app.language import people_command as words
from app.language.deeds import role_name
from app.session import Exit, Session
from app.sign_in import rules_of
from app.terminal import line
from data.members import Role
from data.store import accounts
from data.store.accounts import Account
from data.store.engine import reading


def decisions(
    roles: Iterable[tuple[Step, Sequence[Role] | None]], steps: Iterable[tuple[Step, bool]]
) -> list[Decision]:
    """What the options ask for, in the order in which it is done."""
    about_roles = [Decision(step, role) for step, named in roles for role in named or ()]
    return about_roles + [Decision(step) for step, wanted in steps if wanted]


def tell_people(current: Session) -> Exit:
    """List everybody who was ever here, with what they may do."""
    with reading(current.engine) as conn:
        found = [each for each in accounts.everybody(conn) if _counts(each, current)]
    if not found:
        line(words.nobody_yet(current.speech))
    for each in found:
        _tell(each, current)
    return Exit.DONE


def decide_about(current: Session, named: str, issuer: str, wanted: Sequence[Decision]) -> Exit:
    """Do what was asked about one person, or say why not."""
    with reading(current.engine) as conn:
        everybody = accounts.everybody(conn)
    fitting = [
        each
        for each in everybody
        if _counts(each, current) and _is_named(each, named) and issuer in ("", each.issuer)
    ]
    if len(fitting) != 1:
        line(words.not_one(named, len(fitting), current.speech), problem=True)
        for each in fitting:
            _tell(each, current, problem=True)
        return Exit.WRONG_USE
    me = operator(getpass.getuser())
    _tell(decide(current.engine, fitting[0].id, wanted, me, current.now), current)
    return Exit.DONE


def _is_named(person: Account, named: str) -> bool:
    by_address = bool(person.email) and person.email.casefold() == named.casefold()
    return by_address or person.subject == named


def _counts(person: Account, current: Session) -> bool:
    """People of this machine and people of a provider are never here together."""
    return members.is_let_in(person, rules_of(current.settings))


def _tell(person: Account, current: Session, *, problem: bool = False) -> None:
    line(words.person(person.name, person.email, current.speech), problem=problem)
    for each in _more(person, current):
        line(f"  {each}", problem=problem)


def _more(person: Account, current: Session) -> Iterator[str]:
    speech = current.speech
    with reading(current.engine) as conn:
        groups = accounts.newest_groups(conn, person.id)
        idle = members.idle(rules_of(current.settings))
        held = accounts.open_of(conn, person.id, current.now, idle)
    if person.shut_out_at is not None:
        yield words.shut_out(person.shut_out_at, speech)
    may = members.roles_of(person, groups, rules_of(current.settings))
    yield words.may([role_name(role, speech) for role in Role if role in may], speech)
    withheld = [role for role, granted in person.granted.items() if not granted]
    if withheld:
        yield words.withheld([role_name(role, speech) for role in withheld], speech)
    yield words.known_as(person.subject, person.issuer, speech)
    yield words.signed_in(held, speech)
