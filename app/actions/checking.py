"""Asking for a round before its time."""

from app.actions.doing import Deed, Doing, Form, NotAsShown, action
from data.members import Role
from data.store import rounds

CHECKERS = (Role.ANALYST, Role.EXPERT, Role.MANAGER, Role.RISK_OFFICER, Role.ADMINISTRATOR)
"""Whoever acts on what a round finds; it costs every source an answer."""


class CheckNow(Form):
    """Nothing is asked."""


@action("check_now", *CHECKERS)
def check_now(doing: Doing, form: CheckNow) -> Deed:  # noqa: ARG001 - every action has a form
    """Ask the process that makes rounds to begin one now. Asking twice asks once.

    Raises NotAsShown where a round is going on, or where no process is there to hear it: the page
    then says so instead.
    """
    found = rounds.rounds(doing.conn)
    if found.runs(doing.now) or not found.listens(doing.now):
        raise NotAsShown
    rounds.ask(doing.conn, doing.now)
    return Deed("", {})
