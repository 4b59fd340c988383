"""What the pages about reviews show: the list, one model as it stands, or what was signed of it."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from app.health.keeping import evidence_from_json, evidence_to_json
from app.health.review_evidence import Evidence, evidence_for
from app.health.review_seal import seal
from app.language.dates import local_day
from app.language.sentence import Speech
from app.reports import reviews as reports
from app.reports.reviews import Choice, Reviews, Signed
from app.ui.address import PAGE_LENGTH
from app.ui.loading import read, records
from app.ui.reviews_address import Asked
from app.ui.visit import Visit
from data.facts import Case, FieldName
from data.store import cases, models, outlooks, review_sheets


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of the list. ``registered``: models are listed and none of them is in use."""

    found: Reviews
    units: tuple[str, ...]
    registered: bool


@dataclass(frozen=True, slots=True)
class Reviewing:
    """One model. ``evidence`` is what it stands like, with its ``seal``; None where nobody uses it.

    ``signed`` is every review of it, the newest first.
    """

    case: Case
    name: str
    evidence: Evidence | None
    seal: str
    signed: list[Signed]


@dataclass(frozen=True, slots=True)
class Looked:
    """One review with the evidence as it was; None where it was signed elsewhere."""

    case: Case
    name: str
    signed: Signed
    evidence: Evidence | None


def listing(visit: Visit, asked: Asked) -> Shown:
    """One page of the list as narrowed."""
    return read(visit, lambda conn: _shown(conn, visit, asked))


def choice(asked: Asked, speech: Speech) -> Choice:
    """What the store is asked for one page of the list."""
    return Choice(
        day=local_day(speech.now, speech),
        state=asked.state,
        unit=asked.unit,
        impact=asked.impact,
        limit=PAGE_LENGTH,
        offset=(asked.page - 1) * PAGE_LENGTH,
    )


def reviewing(visit: Visit, slug: str) -> Reviewing | None:
    """One model as it stands; None where nobody has heard of it."""
    case = _case(visit, slug)
    if case is None:
        return None
    evidence = evidence_for(case, visit.now) if case.deployed else None
    sealed = seal(evidence_to_json(evidence)) if evidence else ""
    signed = records(visit, lambda conn: review_sheets.of_model(conn, slug, visit.now))
    return Reviewing(case, _name(case), evidence, sealed, signed)


def looked(visit: Visit, slug: str, at: datetime) -> Looked | None:
    """What was signed of one model at a moment; None where nothing was."""
    case = _case(visit, slug)
    found = records(visit, lambda conn: review_sheets.one(conn, slug, at, visit.now))
    if case is None or found is None:
        return None
    evidence = evidence_from_json(found.evidence) if found.evidence else None
    return Looked(case, _name(case), found, evidence)


def _shown(conn: Connection, visit: Visit, asked: Asked) -> Shown:
    found = reports.reviews(conn, visit.now, choice(asked, visit.speech))
    registered = not found.deployed and bool(models.not_deployed(conn))
    return Shown(found, tuple(outlooks.units(conn)), registered)


def _case(visit: Visit, slug: str) -> Case | None:
    case = records(visit, lambda conn: cases.case(conn, slug, visit.now))
    # The days of the company are those it is configured with, as where it is judged.
    return replace(case, time_zone=visit.speech.time_zone) if case else None


def _name(case: Case) -> str:
    fact = case.facts.get(FieldName.BUSINESS_NAME)
    return fact.value if fact else case.ref.name
