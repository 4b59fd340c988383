"""One cell of somebody's list becomes the value of a field, or is refused with its reason.

Fixed values are read in the words people use; nothing is guessed. ``field`` is the heading that
the person who wrote the list knows the column by.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from data.facts import FieldName, Impact, Kind
from data.lists.columns import Column, Key
from data.problems import Code, Rejected
from data.rows import cells, periods
from data.sheets.headings import folded

LONGEST_WORDS = 2_000
SLOWEST = timedelta(days=731)
"""Two years; a model that reports more rarely is not watched."""
_SOME_DAY = datetime(2000, 1, 1, tzinfo=UTC)
_NOTHING_SAID = frozenset(
    {"-", "–", "—", "?", "n/a", "na", "#n/a", "none", "null", "tbd", "unknown", "not recorded"}
)
_FAILED = re.compile(r"#(REF|VALUE|NAME|DIV/0|NUM|NULL|SPILL|CALC|FIELD)[!?]?")

_WORDS: Mapping[FieldName, Mapping[str, str]] = {
    FieldName.KIND: {
        Kind.REGISTRY: "model from the registry; registry model; machine learning model; "
        "ml model; machine learning; own model; eigenes modell; modell aus dem register",
        Kind.VENDOR: "bought from a supplier; vendor model; bought; supplier; third party; "
        "external; zugekauft; anbieter; fournisseur; proveedor",
        Kind.LANGUAGE: "language model application; language model; llm; "
        "llm application; generative ai; genai; sprachmodell; modèle de langage",
        Kind.SPREADSHEET: "spreadsheet; excel; excel file; excel sheet; workbook; tabelle; tableur",
        Kind.RULES: "rules written by people; rule based; business rules; expert rules; "
        "regeln; regelwerk; règles; reglas",
    },
    FieldName.IMPACT: {
        Impact.LOW: "little; minor; small; niedrig; gering; faible; bajo",
        Impact.MEDIUM: "somewhat; moderate; mittel; moyen; medio",
        Impact.HIGH: "a lot; major; critical; severe; hoch; élevé; alto",
    },
    FieldName.AFFECTS_PEOPLE: {
        "yes": "yes; y; true; x; ja; oui; sí; si",
        "no": "no; n; false; nein; non",
    },
    FieldName.CADENCE: {
        "PT1H": "hourly; every hour; stündlich",
        "P1D": "daily; every day; täglich; quotidien; diario",
        "P14D": "every two weeks; fortnightly; every 14 days",
        "P7D": "weekly; every week; every 7 days; wöchentlich; hebdomadaire; semanal",
        "P1M": "monthly; every month; monatlich; mensuel; mensual",
        "P3M": "quarterly; every 3 months; every quarter; vierteljährlich; trimestriel; trimestral",
        "P6M": "twice a year; every 6 months; half yearly; halbjährlich; semestriel",
        "P1Y": "yearly; every year; annual; annually; once a year; jährlich; annuel; anual",
    },
}
"""What people write for a fixed value; the first is what our own pages and lists say."""

_VALUES: Mapping[FieldName, Mapping[str, str]] = {
    field: {
        folded(word): value for value, told in words.items() for word in (value, *told.split(";"))
    }
    for field, words in _WORDS.items()
}

Read = Callable[[str, str], str]


def nothing_said(cell: str) -> bool:
    """True for an empty cell and for what people write where they have nothing to say."""
    return not cell.strip() or cell.strip().casefold() in _NOTHING_SAID


def value(column: Column, field: str, cell: str) -> str:
    """What the cell says of this column. Raises Rejected with the heading as its field."""
    written = unicodedata.normalize("NFC", cell).strip()
    if _FAILED.fullmatch(written):
        raise cells.rejected(Code.FORMULA_FAILED, field, written)
    if isinstance(column, Key):
        return cells.text(field, written)
    return _READERS.get(column, _name)(field, written)


def _name(field: str, cell: str) -> str:
    return cells.text(field, cell)


def _words(field: str, cell: str) -> str:
    # Excel ends the lines of a cell in one way, Windows in another.
    told = cell.replace("\r\n", "\n").replace("\r", "\n")
    return cells.text(field, told, LONGEST_WORDS, lines=True)


def _names(field: str, cell: str) -> str:
    told = (cells.text(field, each) for each in cell.split(";") if each.strip())
    return "; ".join(dict.fromkeys(told))


def _choice(of: FieldName) -> Read:
    def read(field: str, cell: str) -> str:
        found = _VALUES[of].get(folded(cell))
        if found is None:
            allowed = ", ".join(told.split(";")[0] for told in _WORDS[of].values())
            raise cells.rejected(Code.NOT_ONE_OF, field, cell, allowed=allowed)
        return found

    return read


def _cadence(field: str, cell: str) -> str:
    known = _VALUES[FieldName.CADENCE].get(folded(cell))
    return known or (cell if _is_rhythm(field, cell) else _choice(FieldName.CADENCE)(field, cell))


def _is_rhythm(field: str, cell: str) -> bool:
    """Whether it is a length of time as ISO 8601 writes it, such as P14D."""
    try:
        return periods.length(field, cell).after(_SOME_DAY) <= _SOME_DAY + SLOWEST
    except (Rejected, OverflowError, ValueError):
        return False


_READERS: Mapping[FieldName, Read] = {
    FieldName.WHAT_IT_DOES: _words,
    FieldName.PURPOSE: _words,
    FieldName.IMPACT_REASON: _words,
    FieldName.EXPLAINED: _words,
    FieldName.GROUPS: _names,
    FieldName.CADENCE: _cadence,
    **{
        field: _choice(field)
        for field in (FieldName.KIND, FieldName.IMPACT, FieldName.AFFECTS_PEOPLE)
    },
}
"""How a field is read that is more than a name."""
