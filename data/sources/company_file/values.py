"""The kinds of value an entry holds. Each is checked as strictly as a cell of a table is."""

import re
from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import PlainValidator, ValidationInfo
from pydantic_core import PydanticCustomError

from data.facts import Better, Impact, Kind, Question, RunEnd, Unit, UseKind, unit_meant
from data.problems import Code, Rejected
from data.rows import cells, periods

LONGEST_WORDS = 2000
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
_YES = {True: "yes", False: "no"}

Parse = Callable[[str, object, periods.Clock], Any]


def _value(parse: Parse) -> PlainValidator:
    """A pydantic check that tells a refused value as our code with its inputs."""

    def check(cell: object, info: ValidationInfo[periods.Clock]) -> Any:
        try:
            return parse(str(info.field_name), cell, info.context)
        except Rejected as fault:
            problem = fault.problem
            raise PydanticCustomError(problem.code.value, "{field}", dict(problem.inputs)) from None

    return PlainValidator(check)


def _optional(parse: Parse) -> PlainValidator:
    """The same where a blank text says that nothing was recorded."""
    return _value(
        lambda field, cell, clock: "" if cells.is_missing(cell) else parse(field, cell, clock)
    )


def _name(field: str, cell: object, _clock: periods.Clock) -> str:
    # A float has lost how it was written: version = 1.10 would become 1.1.
    if isinstance(cell, float):
        raise cells.rejected(Code.NOT_PLAIN_TEXT, field, cell)
    return cells.text(field, cell)


def _names(field: str, cell: object, clock: periods.Clock) -> str:
    """Names as a list, or as one text with semicolons between them; kept as such a text."""
    written = cell if isinstance(cell, list) else _words(field, cell, clock).split(";")
    names = [_name(field, one, clock) for one in written if not cells.is_missing(one)]
    split = next((name for name in names if ";" in name), None)
    if split is not None:
        raise cells.rejected(Code.NOT_PLAIN_TEXT, field, split)
    return "; ".join(dict.fromkeys(names))


def _words(field: str, cell: object, _clock: periods.Clock) -> str:
    return cells.text(field, cell, LONGEST_WORDS, lines=True)


def _duration(field: str, cell: object, _clock: periods.Clock) -> str:
    periods.length(field, cell)
    return str(cell).strip()


def _phrase(field: str, cell: object, _clock: periods.Clock) -> str:
    phrase = cells.text(field, cell)
    rest = phrase.replace("{value}", "", 1)
    if rest == phrase or "{" in rest or "}" in rest:
        raise cells.rejected(Code.NOT_ONE_OF, field, cell, allowed="… {value} …")
    return phrase


def _currency(field: str, cell: object, _clock: periods.Clock) -> str:
    code = cells.text(field, cell)
    if not _CURRENCY.fullmatch(code):
        raise cells.rejected(Code.NOT_ONE_OF, field, cell, allowed="EUR, GBP, USD, …")
    return code


def _boolean(field: str, cell: object, _clock: periods.Clock) -> bool:
    if not isinstance(cell, bool):
        raise cells.rejected(Code.NOT_ONE_OF, field, cell, allowed="true, false")
    return cell


def _one_of(members: type[StrEnum]) -> PlainValidator:
    allowed = ", ".join(member.value for member in members)

    def parse(field: str, cell: object, _clock: periods.Clock) -> StrEnum:
        try:
            return members(cells.text(field, cell))
        except ValueError:
            meant = unit_meant(str(cell)) if members is Unit else None
            told = {"nearest": meant.value} if meant else {}
            raise cells.rejected(Code.NOT_ONE_OF, field, cell, allowed=allowed, **told) from None

    return _value(parse)


Name = Annotated[str, _value(_name)]
OptionalName = Annotated[str, _optional(_name)]
OptionalNames = Annotated[str, _optional(_names)]
Words = Annotated[str, _value(_words)]
OptionalWords = Annotated[str, _optional(_words)]
Duration = Annotated[str, _value(_duration)]
OptionalDuration = Annotated[str, _optional(_duration)]
OptionalPhrase = Annotated[str, _optional(_phrase)]
OptionalCurrency = Annotated[str, _optional(_currency)]
Flag = Annotated[bool, _value(_boolean)]
YesOrNo = Annotated[str, _value(lambda *told: _YES[_boolean(*told)])]
Number = Annotated[float, _value(lambda field, cell, _clock: cells.number(field, cell))]
Count = Annotated[int, _value(lambda field, cell, _clock: cells.count(field, cell))]
Day = Annotated[date, _value(lambda field, cell, _clock: periods.day(field, cell))]
Start = Annotated[datetime, _value(periods.start_at)]
End = Annotated[datetime, _value(periods.end_at)]
OneQuestion = Annotated[Question, _one_of(Question)]
OneUnit = Annotated[Unit, _one_of(Unit)]
OneBetter = Annotated[Better, _one_of(Better)]
OneKind = Annotated[Kind, _one_of(Kind)]
OneImpact = Annotated[Impact, _one_of(Impact)]
OneRunEnd = Annotated[RunEnd, _one_of(RunEnd)]
OneUseKind = Annotated[UseKind, _one_of(UseKind)]
