"""The list of models as a table to download: the same models in the same order as on the page."""

from collections.abc import Sequence

from app.health.keeping import brief_from_json
from app.health.verdict import Brief, Care, Kpi, Status
from app.language.dates import first_day, heard_day, last_day
from app.language.fields import better_words
from app.language.labels import Label, label
from app.language.lists import Column, about_list, narrowed_to, stamp, unit_told
from app.language.measures import asked_of
from app.language.pages import under_name
from app.language.sentence import Speech
from app.language.statuses import care_words, status_words
from app.reports.decided import HEADS, decided_cells, decided_in
from app.reports.exports import Cell, Table
from app.reports.numbers import number
from data.facts import Better, Unit
from data.store.outlooks import Choice, Outlook

_ASKED = (Status.BELOW.value, Status.SILENT.value)
_HEADS = (
    Label.STATUS,
    Label.CARE,
    Label.MODEL,
    Column.WHY,
    Column.MEASURED,
    Column.VALUE,
    Column.AGREED,
    Column.UNIT_OF_VALUE,
    Column.DIRECTION,
    Label.CASES,
    Column.FIRST_DAY,
    Column.LAST_DAY,
    Column.LAST_HEARD,
    *HEADS,
    Label.OWNER,
    Label.UNIT,
    Label.TECHNICAL_NAME,
    Label.REGISTRY,
    Label.LIVE_VERSION,
    Column.ADDRESS,
)


def model_list(
    rows: Sequence[Outlook], matching: int, choice: Choice, is_pretend: bool, speech: Speech
) -> Table:
    """A table of these models. ``matching`` is how many there are in all under this choice."""
    shown = narrowed_to(chosen(choice, speech), speech)
    return Table(
        title=label(Label.MODELS, speech),
        about=(
            *about_list(len(rows), matching, is_pretend, speech),
            shown,
        ),
        heads=tuple(label(each, speech) for each in _HEADS),
        rows=[_row(each, speech) for each in rows],
        stamp=stamp(len(rows), matching, shown, is_pretend, speech),
    )


def chosen(choice: Choice, speech: Speech) -> tuple[tuple[str, str], ...]:
    """What the list of models is narrowed to: names of filters and what was chosen."""
    statuses = ", ".join(status_words(Status(each), speech).name for each in choice.statuses)
    care = care_words(Care(choice.care), speech).name if choice.care else ""
    said = (
        (Label.SEARCH, choice.search),
        (Label.STATUS, statuses),
        (Label.CARE, care),
        (Label.OWNER, choice.owner),
        (Label.UNIT, choice.unit),
    )
    return tuple((label(name, speech), value) for name, value in said if value)


def _row(model: Outlook, speech: Speech) -> tuple[Cell, ...]:
    brief = brief_from_json(model.brief)
    heard = model.last_heard
    return (
        status_words(Status(model.status), speech).name,
        care_words(Care(model.care), speech).name,
        model.name,
        _why(brief, speech),
        *(_figure(brief.kpi, speech) if brief.kpi else _no_figure(speech)),
        heard_day(heard, speech) if heard else None,
        *decided_cells(
            decided_in(model, speech.now, speech.time_zone), speech, asked=model.status in _ASKED
        ),
        model.owner or label(Label.NO_OWNER_RECORDED, speech),
        model.unit or label(Label.NO_UNIT_RECORDED, speech),
        model.technical_name,
        model.registry,
        model.live_version,
        f"/model?model={model.slug}",
    )


def _why(brief: Brief, speech: Speech) -> str:
    return " ".join(str(each) for each in under_name(brief.lead, speech))


def _figure(kpi: Kpi, speech: Speech) -> tuple[Cell, ...]:
    unit = Unit(kpi.unit)
    return (
        asked_of({"phrase": kpi.phrase, "kind": kpi.kind}, speech),
        number(kpi.value, unit),
        number(kpi.minimum, unit),
        unit_told(unit, kpi.things, kpi.currency, speech),
        better_words(Better(kpi.better), speech),
        kpi.count,
        first_day(kpi.start, kpi.end, speech),
        last_day(kpi.start, kpi.end, speech),
    )


def _no_figure(speech: Speech) -> tuple[Cell, ...]:
    return (label(Label.NOT_MEASURED, speech), *[None] * 7)
