"""The data a model uses: approved, by whom, until when."""

from collections.abc import Iterable
from datetime import MAXYEAR, date, datetime
from zoneinfo import ZoneInfo

from app.health.days import day_after, midnight, today
from app.health.findings import Findings
from app.health.people import name_of
from app.health.verdict import Input, Reason, ReasonCode
from data.facts import Case, DataUse, FieldName, Impact

RULE = "data_approved"
VERSION = 1


def judge_data(case: Case, now: datetime) -> Findings:
    """What nobody approved, or no longer; a high impact needs to know its data at all."""
    uses: dict[str, list[DataUse]] = {}
    for each in case.data_uses:
        uses.setdefault(each.name, []).append(each)
    reasons = [_reason(case, uses[name], today(case, now)) for name in sorted(uses)]
    changes = [each for each in _changes(case) if each > now]
    impact = case.facts.get(FieldName.IMPACT)
    asked = impact is not None and impact.value == Impact.HIGH
    return Findings(
        tuple(each for each in reasons if each),
        (),
        ("data",) if asked and not uses else (),
        len(uses),
        tuple(changes),
    )


def _reason(case: Case, uses: list[DataUse], day: date) -> Reason | None:
    """None where one approval holds; else that of the one that held longest, or that none did."""
    approved = [each for each in uses if each.approved_by and (each.approved_on or day) <= day]
    if any(each.until is None or each.until >= day for each in approved):
        return None
    if not approved:
        first = min(uses, key=lambda each: each.place)
        return _worry(ReasonCode.DATA_UNAPPROVED, {"data": first.name}, {"place": first.place})
    newest = max(approved, key=_place)
    inputs: dict[str, Input] = {
        "data": newest.name,
        "approved_by": name_of(case, newest.approved_by),
        "until": newest.until,
    }
    basis: dict[str, Input] = {"approved_on": newest.approved_on, "place": newest.place}
    return _worry(ReasonCode.DATA_APPROVAL_ENDED, inputs, basis)


def _worry(code: ReasonCode, inputs: dict[str, Input], basis: dict[str, Input]) -> Reason:
    return Reason(code, inputs, basis, RULE, VERSION)


def _place(use: DataUse) -> tuple[date, bool, date, str, str]:
    known = use.approved_on is not None
    until, on = use.until or date.max, use.approved_on or date.min
    return until, known, on, use.approved_by, use.place


def _changes(case: Case) -> Iterable[datetime]:
    """When approvals end, and when those begin that were given for later."""
    zone = ZoneInfo(case.time_zone)
    for each in case.data_uses:
        if each.approved_on and each.approved_on.year < MAXYEAR:
            yield midnight(each.approved_on, zone)
        if each.until and (ends := day_after(case, each.until)):
            yield ends
