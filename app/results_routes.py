"""The routes by which somebody brings a file of results, and says what its columns hold.

Both prepare what ``take_in_results`` does.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from sqlalchemy import Connection, Engine
from starlette.routing import Route

from app.bringing_routes import Bringing, Keeping, bringing_routes, number_sent
from app.language.dates import local_day
from app.language.sentence import Speech
from app.members import Rules
from app.ui.bring_address import to_bring
from data import looking_through, sheets
from data.connections import MeasureShape
from data.looking_through import Moment
from data.members import Member
from data.problems import Rejected
from data.results.columns import ANSWERS, HEADINGS, Said
from data.rows import cells
from data.sheets import apart
from data.sheets.grid import MOST_COLUMNS
from data.store import brought_files
from data.store.brought_tables import What
from data.store.engine import reading

LONGEST_SAID = 300
"""Letters of the key of a measure, and of anything else that a form says of a column."""

Measures = Mapping[str, MeasureShape]


def results_routes(
    engine: Engine, speech: Callable[[], Speech], rules: Rules, measures: Measures
) -> list[Route]:
    """``/results/bring``, ``/results/columns`` and ``/results/away``.

    ``measures`` are those that the configuration describes, by key.
    """

    def read(who: Member, name: str, content: bytes, now: datetime) -> Keeping:
        spoken = speech()
        at = Moment(now, local_day(now, spoken), spoken.time_zone)
        return _brought(engine, who, name, content, at, measures)

    sort = Bringing(What.RESULTS, "results", "take_in_results", to_bring, read, _columns)
    return bringing_routes(engine, speech, rules, sort)


def _brought(
    engine: Engine, who: Member, name: str, content: bytes, at: Moment, measures: Measures
) -> Keeping:
    """Read the file before others must wait for the store: that may take seconds."""
    account, what = who.account, What.RESULTS
    try:
        found = sheets.with_rows(apart.read(name, content, HEADINGS))
        with reading(engine) as conn:
            said = looking_through.propose(conn, account, found, at, measures)
    except Rejected as fault:
        file, why = sheets.file_name(name), fault.problem
        return lambda conn: brought_files.bring_in_vain(conn, account, what, file, why, at.now)
    return lambda conn: brought_files.bring(conn, account, what, found, said, "", at.now)


def _columns(who: Member, sent: Mapping[str, str]) -> Keeping:
    return partial(_say, who, sent)


def _say(who: Member, sent: Mapping[str, str], conn: Connection) -> None:
    """What a form says of each column, called c0, c1 and so on, and its answers."""
    columns = {place: _text(sent, f"c{place}") for place in range(MOST_COLUMNS)}
    answers = {key: _text(sent, key) for key in ANSWERS if _text(sent, key)}
    said = Said({place: holds for place, holds in columns.items() if holds}, answers)
    if number := number_sent(sent):
        looking_through.say(conn, who.account, number, said)


def _text(sent: Mapping[str, str], name: str) -> str:
    return cells.shown(sent.get(name, ""), LONGEST_SAID)
