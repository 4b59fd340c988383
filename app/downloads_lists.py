"""The list to edit and to bring again, and what was refused of a list, as files."""

from collections.abc import Callable, Mapping

from app.downloads_asked import Asked, NoSuchList
from app.language.dates import local_day
from app.reports.exports import Table
from app.reports.inventory_list import inventory_list
from app.reports.refused_list import refused_list
from app.ui.address import number_asked
from data.store import brought_files
from data.store.recorded import name_of, recorded


def _inventory(asked: Asked) -> Table:
    """Everything recorded now, in the columns that the page about one's own list understands."""
    found = recorded(asked.records, local_day(asked.now, asked.speech))
    listed = [each for each in found if each.listed]
    named = name_of(asked.records, asked.now)
    return inventory_list(listed, named, asked.pretend, asked.speech)


def _refused(asked: Asked) -> Table:
    """The rows of one list that were refused when it was taken in, with the reasons."""
    number, _ = number_asked(asked.parameters, "list")
    found = brought_files.one_taken(asked.records, number)
    if found is None or found.at > asked.now:
        raise NoSuchList
    total = len(found.refused)
    return refused_list(found.file, found.refused, total, asked.pretend, asked.speech)


BROUGHT: Mapping[str, Callable[[Asked], Table]] = {
    "inventory": _inventory,
    "list-refused": _refused,
}
