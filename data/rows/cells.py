"""One cell of a row becomes a number, a count or a text, or is refused with its reason.

A cell is whatever a database driver, a Parquet file or a CSV file hands over. Nothing is guessed:
what could mean two things is refused. ``field`` is the name the person who wrote the row knows it
by; it goes into the problem. Every function raises ``Rejected``.
"""

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from uuid import UUID

from data.facts import Unit
from data.problems import Code, Problem, Rejected

LONGEST_NAME = 250
LONGEST_FOUND = 80
LONGEST_KEPT = 500
LARGEST = 1.7e308
"""Beyond this is infinity to many systems: some write the largest float where they mean it."""

LARGEST_COUNT = 2**53
"""Beyond this a float, which is how counts are judged, no longer holds every whole number."""

COMMA = "comma"
POINT = "point"

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_GROUPED = {
    # Thousands stand in groups of three, or not apart at all; a space or ’ may part them, too.
    COMMA: re.compile(
        r"[+-]?([1-9]\d{0,2}([. \u00a0\u202f'’])\d{3}(\2\d{3})*|\d*)(,\d+)?([eE][+-]?\d+)?",
        re.ASCII,
    ),
    POINT: re.compile(
        r"[+-]?([1-9]\d{0,2}([, \u00a0\u202f'’])\d{3}(\2\d{3})*|\d*)(\.\d+)?([eE][+-]?\d+)?",
        re.ASCII,
    ),
}
_BETWEEN_GROUPS = str.maketrans("", "", " \u00a0\u202f'’")
_NOT_FINITE = re.compile(r"[+-]?(nan|inf(inity)?)", re.IGNORECASE)
_MISSING = frozenset({"", "-", "–", ".", "na", "n/a", "null", "none", "#n/a", "#div/0!"})
_BIDI_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def shown(cell: object, longest: int = LONGEST_KEPT) -> str:
    """The cell as text that any store takes: unprintable characters replaced, long text cut."""
    text = "" if cell is None else _safely(cell)
    text = text if len(text) <= longest else text[: longest - 1] + "…"
    return "".join(letter if _printable(letter) else "\N{REPLACEMENT CHARACTER}" for letter in text)


def rejected(code: Code, field: str, cell: object = None, **inputs: str | int | float) -> Rejected:
    """What to raise about this cell; ``found`` is the cell, cut to what fits a sentence."""
    found = {} if cell is None else {"found": shown(cell, LONGEST_FOUND)}
    return Rejected(Problem(code, {"field": field, **found, **inputs}))


def is_missing(cell: object) -> bool:
    """True where nothing was written: an empty cell, or only white space."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def number(field: str, cell: object, decimals: str = "") -> float:
    """A finite number, without a percent sign.

    Thousands apart and a decimal comma are taken only where ``decimals`` says what they mean.
    """
    return float(_exact(field, cell, decimals))


def share(field: str, cell: object, percent: bool = False, decimals: str = "") -> float:
    """A share of 0 to 1; with ``percent`` the cell holds 0 to 100."""
    exact = _exact(field, cell, decimals)
    kept = exact / 100 if percent else exact
    if not 0 <= kept <= 1:
        raise rejected(Code.NOT_A_SHARE, field, cell)
    return float(kept)


def count(field: str, cell: object, decimals: str = "") -> int:
    """A whole number from 0."""
    exact = _exact(field, cell, decimals)
    if not 0 <= exact <= LARGEST_COUNT or exact != int(exact):
        raise rejected(Code.NOT_A_COUNT, field, cell)
    return int(exact)


def value(field: str, cell: object, unit: Unit, percent: bool = False, decimals: str = "") -> float:
    """A value in the unit of its measure."""
    if unit is Unit.SHARE:
        return share(field, cell, percent, decimals)
    if unit is Unit.COUNT:
        return float(count(field, cell, decimals))
    return number(field, cell, decimals)


def text(field: str, cell: object, longest: int = LONGEST_NAME, *, lines: bool = False) -> str:
    """A text that is not empty; ``lines`` allows line breaks and tabs in it.

    Whole numbers are taken as they would be written: a model named 7 is "7". "007" stays "007".
    """
    if is_missing(cell):
        raise rejected(Code.VALUE_MISSING, field)
    written = _written(field, cell).strip()
    inner = re.sub(r"[\r\n\t]", " ", written) if lines else written
    if not written or not all(map(_printable, inner)):
        raise rejected(Code.NOT_PLAIN_TEXT, field, cell)
    if len(written) > longest:
        raise rejected(Code.TEXT_TOO_LONG, field, cell, limit=longest)
    return written


def _written(field: str, cell: object) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, UUID):
        return str(cell)
    if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool):
        exact = _exact(field, cell)
        if abs(exact) <= LARGEST_COUNT and exact == int(exact):
            return str(int(exact))
    raise rejected(Code.NOT_PLAIN_TEXT, field, cell)


def _exact(field: str, cell: object, decimals: str = "") -> Decimal:
    if isinstance(cell, str):
        return _parsed(field, cell, decimals)
    if cell is None:
        raise rejected(Code.VALUE_MISSING, field)
    if isinstance(cell, bool) or not isinstance(cell, int | float | Decimal):
        raise rejected(Code.NOT_A_NUMBER, field, cell)
    # repr() of a float is the number that was meant, without the dust of binary fractions.
    return _finite(field, cell, Decimal(repr(cell)) if isinstance(cell, float) else Decimal(cell))


def _parsed(field: str, cell: str, decimals: str) -> Decimal:
    written = cell.strip()
    if written.lower() in _MISSING:
        raise rejected(Code.VALUE_MISSING, field, cell)
    if _NOT_FINITE.fullmatch(written):
        raise rejected(Code.NOT_FINITE, field, cell)
    if decimals:
        written = _with_a_point(field, written, decimals)
    if not _NUMBER.fullmatch(written):
        raise _no_number(field, cell, decimals)
    try:
        return _finite(field, cell, Decimal(written))
    except InvalidOperation:  # An exponent of twenty digits.
        raise rejected(Code.NOT_FINITE, field, cell) from None


def _with_a_point(field: str, written: str, decimals: str) -> str:
    """The number as Python writes it, where its groups and its sign fit what was agreed on."""
    if not _GROUPED[decimals].fullmatch(written):
        raise _no_number(field, written, decimals)
    bare = written.translate(_BETWEEN_GROUPS)
    return bare.replace(".", "").replace(",", ".") if decimals == COMMA else bare.replace(",", "")


def _no_number(field: str, cell: object, decimals: str) -> Rejected:
    told = {"example": "0,61"} if decimals == COMMA else {}
    return rejected(Code.NOT_A_NUMBER, field, cell, **told)


def _finite(field: str, cell: object, exact: Decimal) -> Decimal:
    """Also refuses what becomes infinite only as a float, such as 1e400."""
    if not exact.is_finite() or abs(float(exact)) > LARGEST:
        raise rejected(Code.NOT_FINITE, field, cell)
    return exact


def _safely(cell: object) -> str:
    try:
        return str(cell)
    except ValueError:  # Python refuses to write whole numbers of more than 4300 digits.
        return type(cell).__name__


def _printable(letter: str) -> bool:
    return unicodedata.category(letter) not in ("Cc", "Cs") and letter not in _BIDI_OVERRIDES
