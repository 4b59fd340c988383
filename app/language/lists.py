"""What a downloaded list says of itself: what it shows, when it was made, for which company."""

from collections.abc import Mapping
from datetime import datetime
from enum import Enum, unique

from app.language.amounts import whole
from app.language.dates import moment
from app.language.headline import pretend
from app.language.sentence import Speech
from app.language.translating import N_, NN_, counted, text
from data.facts import Unit


@unique
class Column(Enum):
    """The head of a column that stands in downloaded lists only."""

    WHY = N_("Why")
    MEASURED = N_("What is measured")
    VALUE = N_("Newest value")
    AGREED = N_("Agreed limit")
    UNIT_OF_VALUE = N_("Unit of the value")
    DIRECTION = N_("Which way is good")
    FIRST_DAY = N_("First day of the period")
    LAST_DAY = N_("Last day of the period")
    LAST_HEARD = N_("Results up to")
    ADDRESS = N_("Page")
    MADE_AT = N_("Made at")
    SHOWN = N_("Shown")
    COMPANY = N_("Company")


def column(which: Column, speech: Speech) -> str:
    """The head of a column in the reader's language."""
    return text(which.value, speech)


def about_list(rows: int, matching: int, is_pretend: bool, speech: Speech) -> tuple[str, ...]:
    """What stands above every downloaded list: how many rows, made when, pretend or not."""
    made = text(
        N_("Made on {moment}, in the time zone {zone}."),
        speech,
        moment=moment(speech.now, speech),
        zone=speech.time_zone,
    )
    return (*([str(pretend(speech))] if is_pretend else []), made, _rows(rows, matching, speech))


def stamp(
    rows: int, matching: int, shown: str, is_pretend: bool, speech: Speech
) -> tuple[tuple[str, str | datetime], ...]:
    """The same for a file without lines above it: columns, each with what stands in every row."""
    company = N_("a pretend company") if is_pretend else N_("our own")
    return (
        (column(Column.MADE_AT, speech), speech.now),
        (column(Column.SHOWN, speech), f"{_rows(rows, matching, speech)} {shown}"),
        (column(Column.COMPANY, speech), text(company, speech)),
    )


def narrowed_to(chosen: tuple[tuple[str, str], ...], speech: Speech) -> str:
    """The filters of a list in words, from pairs of a filter's name and what was chosen."""
    if not chosen:
        return text(N_("Everything is shown: no filter was set."), speech)
    parts = [text(N_("{filter}: {chosen}"), speech, filter=name, chosen=to) for name, to in chosen]
    return text(N_("Narrowed to {filters}."), speech, filters="; ".join(parts))


def unit_told(unit: Unit, things: str, currency: str, speech: Speech) -> str:
    """The unit of a number in a column of its own: in 100, GBP, letters, minutes."""
    if unit is Unit.MONEY:
        return currency or speech.currency
    if unit in (Unit.COUNT, Unit.NUMBER) and things:
        return things
    return text(_UNITS[unit], speech)


_UNITS: Mapping[Unit, str] = {
    Unit.SHARE: N_("in 100"),
    Unit.COUNT: N_("cases"),
    Unit.NUMBER: N_("no unit"),
    Unit.SECONDS: N_("seconds"),
    Unit.MINUTES: N_("minutes"),
    Unit.HOURS: N_("hours"),
    Unit.DAYS: N_("days"),
}


def _rows(rows: int, matching: int, speech: Speech) -> str:
    if rows < matching:
        form = N_("The first {rows} of {matching} rows; narrow the list to get the others.")
        slots = {"rows": whole(rows, speech), "matching": whole(matching, speech)}
        return text(form, speech, **slots)
    return counted(NN_("{count} row.", "{count} rows."), rows, speech, count=whole(rows, speech))
