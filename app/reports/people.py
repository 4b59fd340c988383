"""Who answers for what: people with all they look after, models, and what uses their answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from app.health.verdict import Care, Status
from app.reports.charges import Charge, Named, UsedBy, charges, used_by
from data.facts import UseKind
from data.store import outlooks, overview, uses
from data.store import people as kept
from data.store.outlooks import Choice
from data.store.people import Load

MOST_UNOWNED = 10
"""As many as one takes in before the list of people; all of them lead the list of models."""


@dataclass(frozen=True, slots=True)
class Missing:
    """For how many models in use nobody is there as what; ``review`` need care for another reason:
    a review is overdue."""

    owner: int
    backup: int
    expert: int
    review: int


@dataclass(frozen=True, slots=True)
class Standing:
    """The whole fleet, whatever the list below it is narrowed to.

    ``used`` counts the models of which anybody recorded what uses their answers.
    """

    deployed: int
    needing_care: int
    missing: Missing
    used: int
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Carer:
    """A person, and how many models they are named for: in all, as what, and alone."""

    person: Named
    models: int
    owner: int
    backup: int
    expert: int
    alone: int


@dataclass(frozen=True, slots=True)
class PeopleFound:
    """A page of people, how many match, and first the models that nobody owns."""

    unowned: tuple[Charge, ...]
    unowned_in_all: int
    carers: tuple[Carer, ...]
    matching: int


@dataclass(frozen=True, slots=True)
class ModelsFound:
    """A page of models with whoever is named for them, those without an owner first."""

    charges: tuple[Charge, ...]
    matching: int


@dataclass(frozen=True, slots=True)
class Hanging:
    """One model on which an application hangs, and what stops there without its answers."""

    slug: str
    name: str
    status: Status
    use: UsedBy


@dataclass(frozen=True, slots=True)
class Application:
    """An application, process or model with all models whose answers it uses."""

    name: str
    kind: UseKind
    hangs_on: tuple[Hanging, ...]


@dataclass(frozen=True, slots=True)
class UsesFound:
    """A page of applications and processes, those that hang on most models first."""

    applications: tuple[Application, ...]
    matching: int


def day_of(now: datetime, time_zone: str) -> date:
    """The company's day, which decides who has left."""
    return now.astimezone(ZoneInfo(time_zone)).date()


def standing(conn: Connection, now: datetime, day: date) -> Standing:
    """What stands above every list."""
    counts = outlooks.counts(conn, now)
    found = kept.gaps(conn, now, day)
    return Standing(
        deployed=counts.total,
        needing_care=counts.cares.get(Care.NEEDS_CARE.value, 0),
        missing=Missing(found.owner, found.backup, found.expert, found.other),
        used=found.used,
        units=tuple(outlooks.units(conn)),
    )


def people(conn: Connection, now: datetime, day: date, choice: Choice) -> PeopleFound:
    """Everybody who is named for a model in use."""
    first = Choice(unit=choice.unit, limit=MOST_UNOWNED)
    slugs, unowned = kept.unowned(conn, now, day, first)
    found, matching = kept.loads(conn, now, day, choice)
    carers = tuple(carer(each) for each in found)
    return PeopleFound(charges(conn, now, slugs), unowned, carers, matching)


def models(conn: Connection, now: datetime, day: date, choice: Choice) -> ModelsFound:
    """Every model in use."""
    slugs, matching = kept.models(conn, now, day, choice)
    return ModelsFound(charges(conn, now, slugs), matching)


def applications(conn: Connection, now: datetime, choice: Choice) -> UsesFound:
    """Whatever uses the answers of a model in use."""
    found, matching = uses.by_name(conn, now, choice)
    models = overview.some(conn, now, {each.slug for each in found})
    together: dict[str, list[uses.Use]] = {}
    for each in found:
        together.setdefault(each.same_as, []).append(each)
    told = (_application(each, models) for each in together.values())
    return UsesFound(tuple(told), matching)


def carer(load: Load) -> Carer:
    """A person as pages show them."""
    person = Named(load.key, load.name, load.email, load.left_on, load.is_listed)
    return Carer(person, load.models, load.owner, load.backup, load.expert, load.alone)


def _application(found: list[uses.Use], models: dict[str, outlooks.Outlook]) -> Application:
    return Application(found[0].name, found[0].kind, tuple(_hanging(found, models)))


def _hanging(found: Iterable[uses.Use], models: dict[str, outlooks.Outlook]) -> Iterable[Hanging]:
    for each in found:
        model = models[each.slug]
        yield Hanging(each.slug, model.name, Status(model.status), used_by(each))
