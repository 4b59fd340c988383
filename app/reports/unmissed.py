"""Which models would nobody miss? Those with signs, most signs first."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from app.health.unmissed import Sign, SignCode
from app.reports.charges import Charge, charges
from data.store import kept_models, outlooks, signs
from data.store.kept_models import KeptModel
from data.store.outlooks import Choice
from data.store.signs import KeptSign


@dataclass(frozen=True, slots=True)
class Doubt:
    """One model and every sign that holds for it now.

    ``kept`` is None where nobody decided to keep it, and ``kept_here`` is whether that was decided
    on these pages.
    """

    charge: Charge
    signs: tuple[Sign, ...]
    kept: KeptModel | None = None
    kept_here: bool = False


@dataclass(frozen=True, slots=True)
class Unmissed:
    """A page of models with signs, how many match, and how many show one of those in use.

    ``in_all`` leaves out those that somebody decided to keep; ``kept`` counts them.
    """

    doubts: tuple[Doubt, ...]
    matching: int
    in_all: int
    deployed: int
    units: tuple[str, ...]
    kept: int = 0


def unmissed(
    conn: Connection, now: datetime, day: date, choice: Choice, *, kept: bool = False
) -> Unmissed:
    """The models that show at least one sign; ``kept``: those that somebody decided to keep."""
    slugs, matching = signs.most_first(conn, now, day, choice, kept=kept)
    found, keeps = signs.of_models(conn, day, slugs), kept_models.of_models(conn, day, slugs)
    in_all, kept_in_all = (
        signs.most_first(conn, now, day, Choice(limit=1), kept=each)[1] for each in (False, True)
    )
    here = kept_models.decided_here(conn, keeps)
    doubts = tuple(_doubt(each, found, keeps, here) for each in charges(conn, now, slugs))
    deployed = outlooks.counts(conn, now).total
    return Unmissed(doubts, matching, in_all, deployed, tuple(outlooks.units(conn)), kept_in_all)


def _doubt(
    charge: Charge,
    found: Iterable[KeptSign],
    keeps: Mapping[str, KeptModel],
    here: Collection[str],
) -> Doubt:
    mine = (each for each in found if each.slug == charge.slug)
    told = (Sign(SignCode(each.code), each.holds_from, each.name) for each in mine)
    return Doubt(charge, tuple(told), keeps.get(charge.slug), charge.slug in here)
