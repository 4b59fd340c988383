"""Which models would nobody miss? Those with signs, most signs first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from app.health.unmissed import Sign, SignCode
from app.reports.charges import Charge, charges
from data.store import outlooks, signs
from data.store.outlooks import Choice
from data.store.signs import KeptSign


@dataclass(frozen=True, slots=True)
class Doubt:
    """One model and every sign that holds for it now."""

    charge: Charge
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class Unmissed:
    """A page of models with signs, how many match, and how many show one of those in use."""

    doubts: tuple[Doubt, ...]
    matching: int
    in_all: int
    deployed: int
    units: tuple[str, ...]


def unmissed(conn: Connection, now: datetime, day: date, choice: Choice) -> Unmissed:
    """The models that show at least one sign."""
    slugs, matching = signs.most_first(conn, now, day, choice)
    found = signs.of_models(conn, day, slugs)
    _, in_all = signs.most_first(conn, now, day, Choice(limit=1))
    doubts = tuple(_doubt(each, found) for each in charges(conn, now, slugs))
    deployed = outlooks.counts(conn, now).total
    return Unmissed(doubts, matching, in_all, deployed, tuple(outlooks.units(conn)))


def _doubt(charge: Charge, found: Iterable[KeptSign]) -> Doubt:
    mine = (each for each in found if each.slug == charge.slug)
    told = (Sign(SignCode(each.code), each.holds_from, each.name) for each in mine)
    return Doubt(charge, tuple(told))
