"""Which models are judged again: those of which anything is new, or that time or rules changed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from importlib.resources import files

from sqlalchemy import Connection

from app import health
from app.health.worth import last_month
from data.store import feedback, judged
from data.store.judged import Judged

AT_THE_LATEST = timedelta(days=7)
"""What moved is told against four weeks ago, so nothing stays as it is for longer than a week."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The models to judge, how each was judged before, and what this judging goes by.

    ``runs`` are the runs whose news this judging sees.
    """

    slugs: list[str]
    before: dict[str, Judged]
    rules: str
    runs: list[int]

    def why(self, slug: str, agreed: str) -> str:
        """What changed since a model was last judged, of what its past rests on."""
        last = self.before.get(slug)
        if last is None or last.agreed == agreed:
            return "readings" if last is None or last.rules in ("", self.rules) else "rule"
        return "agreement"


def plan(
    conn: Connection, now: datetime, time_zone: str, currency: str, *, judged_at: datetime | None
) -> Plan:
    """What to judge. ``judged_at`` is None where no judging has come to its end yet.

    The worth of a model is that of the last complete month, so it is judged again in each month.
    """
    rules = rules_digest(time_zone, currency)
    before, everybody = judged.last(conn), judged.everybody(conn)
    runs = judged.new_runs(conn)
    if judged_at is None:
        return Plan(everybody, before, rules, runs)
    due = {slug for slug in everybody if _is_due(before.get(slug), rules, now)}
    due |= judged.run_out(conn, now) | judged.agreed_between(conn, judged_at, now)
    due |= feedback.changed_since(conn, judged_at) & set(everybody)
    _, month = last_month(now, time_zone)
    due |= {slug for slug in judged.with_worth(conn) if slug in before and before[slug].at < month}
    if runs and len(due) < len(everybody):
        due |= judged.changed(conn)
    return Plan(sorted(due), before, rules, runs)


def _is_due(last: Judged | None, rules: str, now: datetime) -> bool:
    return last is None or last.rules != rules or now - last.at >= AT_THE_LATEST


def rules_digest(time_zone: str, currency: str) -> str:
    """Names the rules as they are now, with the zone whose days they count, and whose money."""
    return sha256(f"{time_zone} {currency} {_versions()}".encode()).hexdigest()


@cache
def _versions() -> str:
    """The rules as they are written, with every number and table that they look into.

    A version that somebody forgot to raise must not keep what was judged by the rule before.
    """
    # What is made of a verdict for pages must change with how it is made, too.
    makers = [each for each in files("app").iterdir() if each.name.startswith("judging")]
    digest = sha256()
    for each in sorted([*files(health).iterdir(), *makers], key=lambda one: one.name):
        if each.is_file() and each.name.endswith(".py"):
            digest.update(each.name.encode() + b"\0" + each.read_bytes() + b"\0")
    return digest.hexdigest()
