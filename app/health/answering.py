"""Which version answers: the one the registry calls live, by the readings that name a version."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from app.health.findings import Findings
from app.health.verdict import Input, Reason, ReasonCode
from data.facts import Answering, Case, LiveSpell, from_moment

RULE = "version_answers"
VERSION = 1

AROUND_A_SWITCH = timedelta(days=7)
"""A version in use since Tuesday shares its first week with the one before; results of longer
periods share the whole period."""


def judge_answering(case: Case, now: datetime) -> Findings:
    """That the newest readings name another version than is live; nothing where none is named."""
    live = [each for each in case.spells if each.start <= now and _open(each, now)]
    edges = [edge for each in case.spells for edge in (each.start, each.end) if edge]
    changes = tuple(each for each in edges if each > now)
    reason = _other(case, live, case.answering) if live and case.answering else None
    return Findings((reason,) if reason else (), changes=changes)


def _open(spell: LiveSpell, now: datetime) -> bool:
    return spell.end is None or spell.end > now


def _other(case: Case, live: list[LiveSpell], answering: Sequence[Answering]) -> Reason | None:
    newest = max(answering, key=lambda each: (each.last, each.first, each.version))
    since = max(each.start for each in live)
    shared = _shared(case)
    recent = {_plain(each.version) for each in answering if newest.last - each.last <= shared}
    if recent & {_plain(each.version) for each in live} or newest.last - since <= shared:
        return None
    inputs: dict[str, Input] = {
        "live_version": ", ".join(sorted({each.version for each in live})),
        "answering_version": newest.version,
        "last_answer": newest.last,
    }
    basis: dict[str, Input] = {"place": _place(case)}
    if all(each.start_known for each in live):
        basis["live_since"] = since
    return Reason(ReasonCode.OTHER_VERSION_ANSWERS, inputs, basis, RULE, VERSION)


def _plain(version: str) -> str:
    """What the registry calls 3 some readings call v3 or V3."""
    return version.casefold().removeprefix("v")


def _place(case: Case) -> str:
    """Where the newest readings came from."""
    heard = [each for each in case.measured if len(each.overall.ends)]
    newest = max(heard, key=lambda each: (each.overall.ends.max(), each.measure.key), default=None)
    return newest.place if newest else ""


def _shared(case: Case) -> timedelta:
    """How long a result may tell of the version before: a week, or its whole period."""
    lengths = [
        from_moment(each.overall.ends[-1]) - from_moment(each.overall.starts[-1])
        for each in case.measured
        if len(each.overall.ends)
    ]
    return max([AROUND_A_SWITCH, *lengths])
