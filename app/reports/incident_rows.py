"""What went wrong as a table to download: the same incidents in the same order as on the page."""

from collections.abc import Sequence
from datetime import date
from enum import Enum

from app.health.insight import Incident, IncidentKind
from app.language.dates import heard_day, local_day
from app.language.decisions import DecisionLabel
from app.language.labels import Label, label
from app.language.lists import Column, about_list, narrowed_to, stamp, unit_told
from app.language.measures import asked_of
from app.language.noticing import NoticingLabel, kind_words
from app.language.sentence import Speech
from app.reports.decided import HEADS, decided_cells
from app.reports.exports import Cell, Table
from app.reports.incidents import WentWrong
from app.reports.numbers import number
from data.facts import Unit
from data.store.incident_list import Choice

_HEADS: tuple[Enum, ...] = (
    Label.MODEL,
    NoticingLabel.KIND,
    Column.MEASURED,
    Label.GROUP,
    NoticingLabel.OTHER_GROUP,
    Label.BEGAN,
    Label.NOTICED,
    NoticingLabel.DAYS_TO_NOTICE,
    Label.GOOD_AGAIN,
    NoticingLabel.DAYS_IT_LASTED,
    NoticingLabel.WORST,
    Column.AGREED,
    Column.UNIT_OF_VALUE,
    NoticingLabel.COST_LOW,
    NoticingLabel.COST_HIGH,
    NoticingLabel.COST_UNIT,
    NoticingLabel.ON_IT,
    NoticingLabel.ON_IT_SINCE,
    *HEADS,
    Label.OWNER,
    Label.UNIT,
    Column.ADDRESS,
)


def incident_rows(
    rows: Sequence[WentWrong], matching: int, choice: Choice, is_pretend: bool, speech: Speech
) -> Table:
    """A table of these incidents. ``matching`` is how many there are in all under this choice."""
    shown = narrowed_to(_chosen(choice, speech), speech)
    return Table(
        title=label(NoticingLabel.TITLE, speech),
        about=(*about_list(len(rows), matching, is_pretend, speech), shown),
        heads=tuple(label(each, speech) for each in _HEADS),
        rows=[_row(each, speech) for each in rows],
        stamp=stamp(len(rows), matching, shown, is_pretend, speech),
    )


def _chosen(choice: Choice, speech: Speech) -> tuple[tuple[str, str], ...]:
    which = {True: NoticingLabel.WRONG_NOW, False: NoticingLabel.WRONG_BEFORE}
    kind = kind_words(IncidentKind(choice.kind), speech) if choice.kind else ""
    said = (
        (NoticingLabel.WHICH, "" if choice.is_open is None else which[choice.is_open]),
        (NoticingLabel.KIND, kind),
        (DecisionLabel.DECIDED, DecisionLabel.NO_DECISION if choice.undecided_on else ""),
        (Label.UNIT, choice.unit),
    )
    return tuple(
        (label(name, speech), label(to, speech) if isinstance(to, Enum) else to)
        for name, to in said
        if to
    )


def _row(one: WentWrong, speech: Speech) -> tuple[Cell, ...]:
    incident, noted = one.noted.incident, one.noted
    began, until = _began(incident, speech), local_day(incident.fixed or speech.now, speech)
    noticed = local_day(incident.noticed, speech)
    return (
        one.name,
        kind_words(incident.kind, speech),
        *_measured(one, speech),
        began,
        noticed,
        (noticed - began).days,
        until if incident.fixed else None,
        (until - began).days,
        *_values(one, speech),
        *_cost(one, speech),
        noted.acknowledged_by,
        local_day(noted.acknowledged_at, speech) if noted.acknowledged_at else None,
        *decided_cells(one.decided, speech, asked=incident.fixed is None),
        one.owner or label(Label.NO_OWNER_RECORDED, speech),
        one.unit or label(Label.NO_UNIT_RECORDED, speech),
        f"/model?model={one.slug}",
    )


def _began(incident: Incident, speech: Speech) -> date:
    if incident.kind is IncidentKind.SILENT:
        return heard_day(incident.began, speech)
    return local_day(incident.began, speech)


def _measured(one: WentWrong, speech: Speech) -> tuple[Cell, ...]:
    measure, incident = one.measure, one.noted.incident
    if measure is None:
        return "", "", ""
    asked = asked_of({"phrase": measure.phrase, "kind": measure.kind}, speech)
    return asked, incident.group, incident.other


def _values(one: WentWrong, speech: Speech) -> tuple[Cell, ...]:
    measure, incident = one.measure, one.noted.incident
    if measure is None:
        return None, None, ""
    unit = unit_told(measure.unit, measure.things, measure.currency, speech)
    return number(incident.worst, measure.unit), number(incident.minimum, measure.unit), unit


def _cost(one: WentWrong, speech: Speech) -> tuple[Cell, ...]:
    """A cost in cases is counted in whole cases; of a share they have no other name."""
    measure, cost = one.measure, one.noted.incident.cost
    if measure is None or cost is None:
        return None, None, ""
    unit = Unit.MONEY if cost.in_money else measure.unit
    unit = Unit.COUNT if unit is Unit.SHARE else unit
    things = measure.things if unit is measure.unit else ""
    told = unit_told(unit, things, cost.currency or measure.currency, speech)
    return number(cost.low, unit), number(cost.high, unit), told
