"""The commands about the record: verifying it, and taking personal data out of it."""

import getpass
import re
import sys
from datetime import UTC, datetime
from typing import Annotated

import typer

from app.language import record as words
from app.language.sentence import Speech
from app.session import Exit, Session, require_tables, session
from app.terminal import line
from data.members import Member
from data.store import record
from data.store.engine import reading, writing

OPERATOR = "command line"
"""The issuer of whoever works on the machine itself."""
_KEPT = re.compile(r"[1-9][0-9]{0,17}:[0-9a-f]{64}")

commands = typer.Typer()


def _kept(text: str) -> str:
    if not _KEPT.fullmatch(text):
        raise typer.BadParameter(words.kept_form(Speech(now=datetime.now(UTC))))
    return text


@commands.command("verify-log")
def verify_log(
    expect: Annotated[
        str | None,
        typer.Option(
            parser=_kept, metavar="ENTRY:SEAL", help="What an earlier run told you to keep."
        ),
    ] = None,
) -> None:
    """Follow the record from its beginning and tell whether anybody changed it."""
    with session(datetime.now(UTC)) as current:
        require_tables(current)
        with reading(current.engine) as conn:
            found = record.verify(conn)
            number, _, seal = (expect or "").partition(":")
            kept = not expect or record.digest_at(conn, int(number)) == seal
        if found.broken:
            _stop(words.broken(found.broken.value, found.broken_at, current.speech), current)
        if not kept:
            _stop(words.not_as_expected(int(number), current.speech), current)
        line(str(words.all_hold(found.count, found.digest, current.speech)))
        if found.count:
            line(str(words.keep_elsewhere(found.count, found.digest, current.speech)))


@commands.command()
def redact(
    number: Annotated[int, typer.Argument(min=1, help="The number of the entry.")],
    why: Annotated[str, typer.Option(prompt=True, help="The reason, for the record.")],
) -> None:
    """Take personal data out of one entry of the record; the entry itself stays."""
    with session(datetime.now(UTC)) as current:
        require_tables(current)
        if not _take_out(current, number, why):
            line(str(words.nothing_to_redact(number, current.speech)), problem=True)
            sys.exit(Exit.WRONG_USE)
        line(str(words.redacted(number, current.speech)))


def _take_out(current: Session, number: int, why: str) -> bool:
    by = getpass.getuser()
    who = Member(0, OPERATOR, by, by, "", frozenset())
    with writing(current.engine) as conn:
        record.hold(conn)
        if not record.redact(conn, number):
            return False
        said = {"before": {}, "after": {"number": number, "why": why}, "number": number}
        record.append(conn, at=current.now, action=record.REDACTED, slug="", who=who, said=said)
        return True


def _stop(told: object, current: Session) -> None:
    line(str(told), problem=True)
    line(str(words.restore_it(current.speech)), problem=True)
    sys.exit(Exit.NEEDS_SOMEBODY)
