"""How dates, numbers, times and shares are written: decided by the rows, or left open. Pure."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from data.connections import MeasureShape, RowMapping
from data.facts import Unit
from data.rows import cells, contents, periods
from data.rows.column_names import means_percent
from data.rows.contents import Evidence, Found
from data.rows.looking import Seen
from data.rows.proposals import Choice, Open, Why

SHARE = "share"
"""The answer that shares run from 0 to 1, which a mapping says by saying nothing."""

_ORDERS = (periods.DAY_FIRST, periods.MONTH_FIRST)
_SIGNS = (cells.COMMA, cells.POINT)
_SURE = 0.9
"""Where so many shares are above 1, they are percentages and the rest are small ones or slips."""

_BARELY_ABOVE = 2
"""1.2 is as likely a slip of a share as it is 1.2 in 100."""


def dates(seen: Seen, mapping: RowMapping) -> Choice | Open | None:
    """Whether the day or the month comes first in dates such as 03/04/2026."""
    found = contents.order_of_dates(_cells(seen, (mapping.start, mapping.end)))
    return _judged("dates", found, _ORDERS)


def decimals(seen: Seen, mapping: RowMapping) -> Choice | Open | None:
    """Whether a comma or a point stands before decimals; None where no mapping need say so."""
    names = (mapping.value, mapping.count, *mapping.values.values())
    written = list(_cells(seen, names))
    said = _judged("decimals", contents.sign_of_decimals(written), _SIGNS)
    usual = all(contents.number(cell, "") is not None for cell in written if _numeric(cell))
    if isinstance(said, Choice) and said.value == cells.POINT and usual:
        return None
    return said


def time_zone(seen: Seen, mapping: RowMapping, zone: str) -> Open | None:
    """Whose times are meant where the rows do not say it themselves."""
    for cell in _cells(seen, (mapping.start, mapping.end)):
        found = contents.moment(cell, mapping.dates)
        if isinstance(found, datetime) and found.tzinfo is None:
            return Open("time_zone", cells.shown(cell, cells.LONGEST_FOUND), (zone,))
    return None


def scale(
    seen: Seen, mapping: RowMapping, measures: Mapping[str, MeasureShape]
) -> Choice | Open | None:
    """Whether shares run to 1 or to 100; None where the rows hold none."""
    shares = list(_shares(seen, mapping, measures))
    inside = [value for _, value in shares if 0 <= value <= 100]
    if not inside:
        return None
    above, largest = sum(value > 1 for value in inside) / len(inside), max(inside)
    named = any(means_percent(column) for column, _ in shares)
    said = f"{largest:g}"
    if (above >= _SURE and largest > _BARELY_ABOVE) or (named and above > 1 - _SURE):
        return Choice("scale", ("percent",), Why.RANGE, {"example": said})
    if (above and above > 1 - _SURE) or named:
        return Open("scale", said, ("percent", SHARE))
    return Choice("scale", (SHARE,), Why.RANGE, {"example": said})


def _shares(
    seen: Seen, mapping: RowMapping, measures: Mapping[str, MeasureShape]
) -> Iterator[tuple[str, float]]:
    """Every value of a measure that is a share, with what its measure or column is called."""
    shares = {key for key, shape in measures.items() if shape.unit is Unit.SHARE}
    for row in seen.rows:
        columns = {key: name for key, name in mapping.values.items() if key in shares}
        key = cells.shown(row.get(mapping.measure)).strip() if mapping.measure else ""
        if key in shares:
            columns[key] = mapping.value
        for key, name in columns.items():
            value = contents.number(row.get(name), mapping.decimals)
            if value is not None:
                yield (name if mapping.values else key), value


def _judged(key: str, found: Found, answers: tuple[str, str]) -> Choice | Open | None:
    told = {"example": found.example}
    match found.evidence:
        case Evidence.FIRST:
            return Choice(key, answers[:1], Why.SEEN_SO, told)
        case Evidence.SECOND:
            return Choice(key, answers[1:], Why.SEEN_SO, told)
        case Evidence.EITHER | Evidence.BOTH:
            return Open(key, found.example, answers)
    return None


def _cells(seen: Seen, names: tuple[str, ...]) -> Iterator[object]:
    for name in filter(None, names):
        yield from seen.column(name)


def _numeric(cell: object) -> bool:
    return isinstance(cell, str) and contents.any_number(cell) is not None
