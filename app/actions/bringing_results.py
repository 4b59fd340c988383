"""Taking in a file of results that somebody brought.

It waits in the store, and is looked through anew when it is taken in: what was not shown is not
taken in.
"""

from app.actions.doing import Deed, Doing, Form, NotAsShown, Refused, RowNumber, action
from data.looking_through import Landed, Moment, look_through, take_in
from data.members import Role, Wrong
from data.store import brought_files
from data.store.brought_tables import What
from data.store.foreseeing import Foreseen


class TakeInResults(Form):
    """``brought`` is the number of the file that waits, ``seen`` the seal of what was shown."""

    brought: RowNumber
    seen: str


@action("take_in_results", Role.ANALYST, Role.EXPERT)
def take_in_results(doing: Doing, form: TakeInResults) -> Deed:
    """Add what is new, replace what is corrected, and keep what is refused for all to see."""
    at = Moment(doing.now, doing.today, doing.time_zone)
    account = doing.who.account
    waiting = brought_files.waiting(doing.conn, account, What.RESULTS, doing.now)
    if waiting is None or waiting.id != form.brought or waiting.problem:
        raise NotAsShown
    looked = look_through(doing.conn, waiting, at)
    if looked.found is None or looked.seal != form.seen:
        raise NotAsShown
    if looked.found.changes_nothing:
        raise Refused(brought=Wrong.NOT_ENOUGH)
    landed = take_in(doing.conn, waiting, looked, at)
    if not _as_foreseen(landed, looked.found):
        raise NotAsShown
    counts = {"added": landed.new, "filled": 0, "changed": landed.corrected}
    refused = looked.found.refused
    brought_files.take(doing.conn, account, What.RESULTS, waiting.grid, doing.now, counts, refused)
    told = {
        "file": waiting.grid.file,
        "new_results": landed.new,
        "replaced_results": landed.corrected,
        "known_results": landed.known,
        "refused_results": len(refused),
    }
    return Deed("", told)


def _as_foreseen(landed: Landed, found: Foreseen) -> bool:
    """Whether exactly that was taken in which was shown; else nothing is."""
    shown = (len(found.new), len(found.replaced), found.known, len(found.refused))
    return (landed.new, landed.corrected, landed.known, len(landed.refused)) == shown
