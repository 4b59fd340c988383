"""Which agreements wait for somebody: none at all, one for a second person, one past its review."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Connection

from app.health.urgency import IMPACT_WEIGHTS
from data.facts import Impact
from data.store import overview, proposals, signatures
from data.store.outlooks import Outlook

Proposal = proposals.Proposal
"""What an expert proposed; ``state`` says how far it has come."""


class Need(StrEnum):
    """What an agreement waits for."""

    COUNTERSIGN = "countersign"
    SIGN = "sign"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One model that waits. ``since`` is the day it began, ``by`` who signed first or last."""

    need: Need
    slug: str
    name: str
    unit: str
    impact: Impact
    since: date
    by: str = ""
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """What waits, most important and longest first; ``deployed`` is every model in use."""

    waiting: Sequence[Waiting]
    deployed: int


def work(conn: Connection, records: Connection, now: datetime, day: date) -> Work:
    """Everything that waits for a signature; ``conn`` is of the day looked at."""
    proposed = proposals.waiting(records, now)
    reviews = signatures.overdue(conn, day)
    slugs = {each.slug for each in proposed} | {each.slug for each in reviews}
    unagreed = overview.with_status(conn, now, "unagreed")
    known = overview.some(conn, now, slugs | set(unagreed))
    found = [
        *_countersign(proposed, known),
        *(_sign(known[slug]) for slug in unagreed if slug in known),
        *(
            _waiting(Need.REVIEW, known[each.slug], each.review_by)
            for each in reviews
            if each.slug in known
        ),
    ]
    return Work(sorted(found, key=_place), overview.deployed(conn, now))


def _countersign(proposed: Sequence[Proposal], known: dict[str, Outlook]) -> Iterator[Waiting]:
    for each in proposed:
        if each.slug in known:
            since = each.proposed_at.date()
            yield _waiting(
                Need.COUNTERSIGN, known[each.slug], since, each.proposed_name, each.measure
            )


def _sign(model: Outlook) -> Waiting:
    return _waiting(Need.SIGN, model, (model.trouble_since or model.from_at).date())


def _waiting(need: Need, model: Outlook, since: date, by: str = "", measure: str = "") -> Waiting:
    impact = Impact(model.impact)
    return Waiting(need, model.slug, model.name, model.unit, impact, since, by, measure)


def _place(one: Waiting) -> tuple[int, int, date, str]:
    order = list(Need)
    return order.index(one.need), -IMPACT_WEIGHTS[one.impact], one.since, one.slug
