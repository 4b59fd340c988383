"""What was decided about using a model on while something is wrong, and about keeping one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from app.health.days import day_after, today
from app.health.people import name_of
from data.facts import Case, DecidedUse, Decision, Keeping


@dataclass(frozen=True, slots=True)
class Decided:
    """The decision that counts; ``by`` is a name, and ``until`` the last day on which it holds.

    ``ran_out``: that day is over, and somebody has to decide again.
    """

    use: DecidedUse
    by: str
    at: datetime
    until: date
    why: str
    ran_out: bool


def decision_of(case: Case, since: datetime | None, now: datetime) -> Decided | None:
    """The newest decision about the trouble that began at ``since``; also one that has run out.

    None where there is no trouble. What was decided before it began was about something else.
    """
    if since is None:
        return None
    began = today(case, since)
    made = [each for each in case.decisions if each.at <= now and began <= today(case, each.at)]
    newest = max(made, key=_place, default=None)
    if newest is None:
        return None
    by, ran_out = name_of(case, newest.by), newest.until < today(case, now)
    return Decided(newest.use, by, newest.at, newest.until, newest.why, ran_out)


def newest_decision(case: Case) -> Decision | None:
    """The newest of all, whatever it was about: whoever decides again has seen it."""
    return max(case.decisions, key=_place, default=None)


def decision_changes(case: Case, now: datetime) -> Iterator[datetime]:
    """The moments to come at which a decision begins to count, or has run out."""
    for each in case.decisions:
        for at in (each.at, day_after(case, each.until)):
            if at is not None and at > now:
                yield at


def keeping_of(case: Case, now: datetime) -> Keeping | None:
    """The newest decision to keep the model, while it is not asked again whether to."""
    made = [each for each in case.keepings if each.at <= now]
    newest = max(made, key=_place, default=None)
    return newest if newest and today(case, now) <= newest.until else None


def _place(decided: Decision | Keeping) -> tuple[object, ...]:
    use = decided.use.value if isinstance(decided, Decision) else ""
    return decided.at, decided.until, decided.by, decided.why, use, decided.place
