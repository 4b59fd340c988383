"""One connection on its way: what was seen, what has been said, and how somebody is asked."""

from dataclasses import dataclass, field, replace

import typer

from app.session import Session
from app.terminal import line
from data.connections import FilesConnection, MeasureShape, SqlConnection
from data.rows.looking import Seen
from data.rows.proposals import Known, Proposal

MOST_ROWS = 1_000
"""Rows that are looked at: enough to tell what stands there, and read in a moment."""

Connected = SqlConnection | FilesConnection


@dataclass
class Talk:
    """One connection on its way, and what has been said of it so far.

    ``asks`` is False where nobody is there to answer. Where the result is printed, everything else
    is said on standard error.
    """

    current: Session
    connection: Connected
    seen: Seen
    known: Known
    asks: bool
    prints: bool
    told: dict[str, str] = field(default_factory=dict)

    def say(self, text: str, *, problem: bool = False) -> None:
        line(text, problem=problem or self.prints)

    def ask(self, question: str, suggested: str | None) -> str:
        shown = bool(suggested)
        answer = typer.prompt(question, default=suggested, show_default=shown, err=self.prints)
        return str(answer).strip()

    def measures(self, proposal: Proposal) -> dict[str, MeasureShape]:
        return {**self.known.measures, **proposal.new}

    def mapped(self, proposal: Proposal) -> Connected:
        found = replace(self.connection, rows=proposal.mapping)
        return replace(found, measures=self.measures(proposal))
