"""Which inputs each reason carries: the contract between judging and wording.

``INPUTS`` names what the sentence says, so changing any of them changes the sentence. ``BASIS``
names what stands behind it; the receipt shows both. A name that does not apply is left out, never
empty: ``phrase`` is there only where the company wrote its own words (else ``kind``), ``things``
only for counts and numbers, ``currency`` only for money.
"""

from app.health.verdict import ReasonCode

_TOLD = ("phrase", "kind", "unit", "things", "currency", "value", "period_start", "period_end")
_AGREED = (*_TOLD, "better", "minimum")
_SOURCE = ("count", "low", "high", "agreed_by", "agreed_on", "review_by", "place")

INPUTS: dict[ReasonCode, tuple[str, ...]] = {
    # value and minimum in the measure's unit; better is "higher" or "lower".
    ReasonCode.MEASURE_MEETS: _AGREED,
    # Meets the minimum, but lies within the near-limit band.
    ReasonCode.MEASURE_NEAR: _AGREED,
    # One breach in the last three periods; breach_* is that period and its value.
    ReasonCode.MEASURE_ONE_BREACH: (*_AGREED, "breach_value", "breach_start", "breach_end"),
    # since is the start of the first period of the unbroken breach, noticed the day the rule was
    # first met, periods how many periods the breach has lasted.
    ReasonCode.MEASURE_BELOW: (*_AGREED, "since", "noticed", "periods"),
    # Still below, but the newest period is not; breach_* is the newest one that was.
    ReasonCode.MEASURE_BETTER_AGAIN: (*_AGREED, "breach_value", "breach_end", "since", "noticed"),
    # The agreed stop line was crossed.
    ReasonCode.MEASURE_STOPPED: (*_AGREED, "stop_line", "since"),
    ReasonCode.MEASURE_UNAGREED: _TOLD,
    # count cases came, needed are needed.
    ReasonCode.MEASURE_TOO_FEW: ("phrase", "kind", "count", "needed", "period_start", "period_end"),
    # Evidence of this measure is overdue. last_status is what it was when last heard.
    ReasonCode.MEASURE_SILENT: ("phrase", "kind", "last_heard", "every", "assumed", "last_status"),
    ReasonCode.NOT_MEASURED: ("question",),
    ReasonCode.NOT_JUDGED_YET: ("question",),
    # every is an ISO 8601 duration; assumed is True for a rhythm we worked out ourselves.
    ReasonCode.REPORTING: ("last_heard", "every", "assumed"),
    # Past the rhythm but within the grace; silent_from is when we stop waiting.
    ReasonCode.LATE: ("last_heard", "every", "assumed", "silent_from"),
    ReasonCode.SILENT: ("last_heard", "every", "assumed", "last_status"),
    ReasonCode.NEVER_HEARD: (),
    # questions is a comma-separated list of question ids; impact_assumed where none was recorded.
    ReasonCode.REQUIRED_UNANSWERED: ("questions", "impact", "impact_assumed"),
    ReasonCode.PAUSED: ("until", "by", "reason", "still_used", "last_status"),
    ReasonCode.RETIRED: ("since",),
    ReasonCode.LOOKED_AFTER: ("owner", "backup"),
    ReasonCode.NO_OWNER: (),
    ReasonCode.OWNER_LEFT: ("owner", "left_on"),
    ReasonCode.NO_BACKUP: ("owner",),
    ReasonCode.BACKUP_LEFT: ("backup", "left_on"),
    ReasonCode.AGREEMENT_OVERDUE: ("phrase", "kind", "agreed_by", "agreed_on", "review_by"),
}

_AGAINST_AGREEMENT = (
    ReasonCode.MEASURE_MEETS,
    ReasonCode.MEASURE_NEAR,
    ReasonCode.MEASURE_ONE_BREACH,
    ReasonCode.MEASURE_BELOW,
    ReasonCode.MEASURE_BETTER_AGAIN,
    ReasonCode.MEASURE_STOPPED,
)
# place is where the agreement came from, value_place where the newest value did.
_RULE = ("near_band", "breaches_needed", "breaches_of", "judged_up_to", "value_place")

BASIS: dict[ReasonCode, tuple[str, ...]] = dict.fromkeys(_AGAINST_AGREEMENT, (*_SOURCE, *_RULE)) | {
    ReasonCode.MEASURE_UNAGREED: ("count", "low", "high", "value_place"),
    ReasonCode.MEASURE_TOO_FEW: ("agreed_by", "agreed_on", "review_by", "place"),
    ReasonCode.MEASURE_SILENT: ("expected_by", "silent_from", "value", "unit"),
    ReasonCode.REPORTING: ("expected_by", "silent_from"),
    ReasonCode.LATE: ("expected_by",),
    ReasonCode.SILENT: ("expected_by", "silent_from"),
    ReasonCode.PAUSED: ("start", "place"),
    ReasonCode.LOOKED_AFTER: ("place",),
    ReasonCode.OWNER_LEFT: ("place",),
    ReasonCode.BACKUP_LEFT: ("place",),
    ReasonCode.AGREEMENT_OVERDUE: ("place",),
}
