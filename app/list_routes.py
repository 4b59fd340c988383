"""The routes by which somebody brings a list of models, and says what its columns hold.

Both prepare what ``take_in_list`` does.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from sqlalchemy import Connection, Engine
from starlette.routing import Route

from app.bringing_routes import Bringing, Keeping, bringing_routes, number_sent
from app.language.sentence import Speech
from app.members import Rules
from app.ui.inventory_address import to_inventory
from data.facts import Kind
from data.lists.columns import Column, column_called
from data.members import Member
from data.problems import Rejected
from data.sheets import file_name
from data.sheets.grid import MOST_COLUMNS
from data.sources import inventory
from data.store import brought_lists
from data.store.brought_tables import What


def list_routes(engine: Engine, speech: Callable[[], Speech], rules: Rules) -> list[Route]:
    """``/list/bring``, ``/list/columns`` and ``/list/away``."""
    sort = Bringing(What.MODELS, "list", "take_in_list", to_inventory, _brought, _columns)
    return bringing_routes(engine, speech, rules, sort)


def _brought(who: Member, name: str, content: bytes, now: datetime) -> Keeping:
    """Read the file before the store is asked for anything: that may take seconds."""
    try:
        found = inventory.read_apart(name, content)
    except Rejected as fault:
        file, why = file_name(name), fault.problem
        return lambda conn: brought_lists.bring_in_vain(conn, who.account, file, why, now)
    return lambda conn: brought_lists.bring(conn, who.account, found, now)


def _columns(who: Member, sent: Mapping[str, str]) -> Keeping:
    return partial(_map, who, sent)


def _map(who: Member, sent: Mapping[str, str], conn: Connection) -> None:
    """What a form says of each column, called c0, c1 and so on; of two the same, the first."""
    mapping: dict[int, Column] = {}
    for place in range(MOST_COLUMNS):
        column = column_called(sent.get(f"c{place}", ""))
        if column is not None and column not in mapping.values():
            mapping[place] = column
    otherwise = sent.get("otherwise", "")
    if number := number_sent(sent):
        kind = otherwise if otherwise in set(Kind) else ""
        brought_lists.map_columns(conn, who.account, number, mapping, kind)
