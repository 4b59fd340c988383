"""Which inputs each reason carries: the contract between judging and wording.

``INPUTS`` names what the sentence says, so changing any of them changes the sentence. ``BASIS``
names what stands behind it; the receipt shows both. A name that does not apply is left out, never
empty: ``phrase`` is there only where the company wrote its own words (else ``kind``), ``things``
only for counts and numbers, ``currency`` only for money.
"""

from app.health.verdict import ReasonCode

_TOLD = ("phrase", "kind", "unit", "things", "currency", "value", "period_start", "period_end")
# When a unit or the good direction changed, and how it was and is: "days", "money EUR", "higher".
_REDEFINED = ("redefined_at", "told_before", "told_now")
_AGREED = (*_TOLD, "better", "minimum")
_GAP = (
    "phrase",
    "kind",
    "unit",
    "things",
    "currency",
    "better",
    "group",
    "value",
    "other_group",
    "other_value",
    "largest_gap",
    "period_start",
    "period_end",
)
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
    # told_before is there where something was agreed while the measure was told otherwise.
    ReasonCode.MEASURE_UNAGREED: (*_TOLD, *_REDEFINED),
    # count cases came, needed are needed.
    ReasonCode.MEASURE_TOO_FEW: ("phrase", "kind", "count", "needed", "period_start", "period_end"),
    # Evidence of this measure is overdue. last_status is what it was when last heard.
    ReasonCode.MEASURE_SILENT: ("phrase", "kind", "last_heard", "every", "assumed", "last_status"),
    # Meets what was agreed, and is getting worse beyond chance. cause is a SpecialCause, since the
    # start of its first period, points how many periods show it.
    ReasonCode.MEASURE_WORSENING: (*_AGREED, "cause", "since", "points"),
    # The limit was made easier while results failed it (or were about to), and nobody said why.
    # minimum is the limit now, earlier_minimum the one before; value the result of that time.
    ReasonCode.GOALPOSTS_MOVED: (
        "phrase",
        "kind",
        "unit",
        "things",
        "currency",
        "better",
        "value",
        "minimum",
        "earlier_minimum",
        "agreed_by",
        "agreed_on",
    ),
    # tested groups were large enough and met, too_few were not; group is the lowest of those that
    # met with its value (left out where several measures are told together).
    ReasonCode.GROUPS_MEET: (*_AGREED, "tested", "too_few", "group"),
    ReasonCode.GROUP_NEAR: (*_AGREED, "group"),
    ReasonCode.GROUP_ONE_BREACH: (*_AGREED, "group", "breach_value", "breach_start", "breach_end"),
    ReasonCode.GROUP_BELOW: (*_AGREED, "group", "since", "noticed", "periods"),
    # group is worse than other_group by more than largest_gap.
    ReasonCode.GAP_ONE_BREACH: (*_GAP,),
    ReasonCode.GAP_TOO_LARGE: (*_GAP, "since", "noticed"),
    # Readings of groups, but nobody has said what is good enough. groups is how many.
    ReasonCode.GROUPS_UNAGREED: ("phrase", "kind", "groups"),
    # None of the groups is large enough; group is the largest, with its cases.
    ReasonCode.GROUPS_TOO_FEW: ("phrase", "kind", "groups", "group", "count", "needed"),
    # Groups somebody wants checked that have no readings: names, separated by "; ".
    ReasonCode.GROUPS_NOT_MEASURED: ("names", "missing", "groups"),
    # Groups that had readings have none since last_heard (the newest of them): names, separated by
    # "; ", missing how many they are of all groups. last_status is what they were when last heard.
    ReasonCode.GROUPS_SILENT: (
        "phrase",
        "kind",
        "names",
        "missing",
        "groups",
        "last_heard",
        "every",
        "assumed",
        "last_status",
    ),
    ReasonCode.WORLD_SAME: (*_AGREED,),
    # The world moved, but outcomes are known and are not getting worse: told, no worry yet.
    ReasonCode.WORLD_SHIFTED_TOLD: (*_AGREED, "since"),
    # why is "unknown" (outcomes are not known) or "worsening".
    ReasonCode.WORLD_SHIFTED: (*_AGREED, "since", "why"),
    # libraries, pipelines, data are how many of each were looked at.
    ReasonCode.SOLID: ("libraries", "pipelines", "data"),
    # missing is a comma-separated list of: libraries, runs_with, data, explained, supplier_version.
    ReasonCode.FOOTING_GAPS: ("missing",),
    # library is the one that differs most; others how many more differ.
    ReasonCode.LIBRARIES_DIFFER: ("library", "tested_with", "runs_with", "others"),
    ReasonCode.LIBRARY_ENDED: ("library", "installed", "ended_on", "others"),
    # Told, not a worry of its own: the next rebuild may bring other versions.
    ReasonCode.UNPINNED: ("library", "others"),
    ReasonCode.SUPPLIER_UNPINNED: ("supplier_version",),
    ReasonCode.PIPELINE_LATE: ("pipeline", "last_run", "every", "assumed"),
    ReasonCode.PIPELINE_FAILED: ("pipeline", "failed_at", "last_run"),
    ReasonCode.PIPELINE_CHECKS_FAILED: ("pipeline", "failed_at", "last_run"),
    # rows came in the newest run, usual_rows is the median of the runs before.
    ReasonCode.PIPELINE_SHRINKING: ("pipeline", "rows", "usual_rows", "last_run"),
    ReasonCode.DATA_UNAPPROVED: ("data",),
    ReasonCode.DATA_APPROVAL_ENDED: ("data", "approved_by", "until"),
    # The registry says live_version is in use; answers come from answering_version.
    ReasonCode.OTHER_VERSION_ANSWERS: ("live_version", "answering_version", "last_answer"),
    ReasonCode.DOES_NOT_APPLY: ("question", "by", "reason", "review_by"),
    # Nothing is expected until then, as agreed.
    ReasonCode.QUIET: ("last_heard", "until", "by", "reason"),
    # told_before is there where the results there are were told in another unit.
    ReasonCode.NOT_MEASURED: ("question", *_REDEFINED),
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
    ReasonCode.NO_EXPERT: (),
    ReasonCode.EXPERT_LEFT: ("expert", "left_on"),
    ReasonCode.DOES_NOT_APPLY_OVERDUE: ("question", "by", "review_by"),
    ReasonCode.FACTS_UNCONFIRMED: ("by", "confirmed_on"),
    # The review of the model as a whole; that of an agreement is AGREEMENT_OVERDUE.
    ReasonCode.REVIEW_OVERDUE: ("by", "reviewed_on", "review_due"),
    # Of all feedback past its day: that which has been due longest. count is how many there are.
    ReasonCode.FEEDBACK_OVERDUE: ("raised_by", "raised_on", "due_on", "answerer", "count"),
}

_AGAINST_AGREEMENT = (
    ReasonCode.MEASURE_MEETS,
    ReasonCode.MEASURE_NEAR,
    ReasonCode.MEASURE_ONE_BREACH,
    ReasonCode.MEASURE_BELOW,
    ReasonCode.MEASURE_BETTER_AGAIN,
    ReasonCode.MEASURE_STOPPED,
    ReasonCode.WORLD_SAME,
    ReasonCode.WORLD_SHIFTED,
    ReasonCode.WORLD_SHIFTED_TOLD,
)
_AGAINST_FOR_GROUPS = (
    ReasonCode.GROUPS_MEET,
    ReasonCode.GROUP_NEAR,
    ReasonCode.GROUP_ONE_BREACH,
    ReasonCode.GROUP_BELOW,
)
# place is where the agreement came from, value_place where the newest value did; value_columns are
# the columns of the data it was found in, the most of it first.
_RULE = (
    "near_band",
    "breaches_needed",
    "breaches_of",
    "judged_up_to",
    "value_columns",
    "value_place",
)

# overall is the value of everybody together; tested how many groups the correction counts with.
_GROUP_RULE = ("overall", "tested", "p_value", "needed", "stop_line")

BASIS: dict[ReasonCode, tuple[str, ...]] = {
    **dict.fromkeys(_AGAINST_AGREEMENT, (*_SOURCE, *_RULE)),
    **dict.fromkeys(_AGAINST_FOR_GROUPS, (*_SOURCE, *_RULE, *_GROUP_RULE)),
    **dict.fromkeys(
        (ReasonCode.GAP_ONE_BREACH, ReasonCode.GAP_TOO_LARGE),
        (
            "count",
            "other_count",
            "agreed_by",
            "agreed_on",
            "review_by",
            "place",
            "tested",
            "p_value",
        ),
    ),
    # mean, lower and upper are the usual range, worked out from so many periods since then; the
    # levels are the means before the change and of its newest periods.
    ReasonCode.MEASURE_WORSENING: (
        *_SOURCE,
        *_RULE,
        "mean",
        "lower",
        "upper",
        "range_periods",
        "range_since",
        "level_before",
        "level_now",
    ),
    ReasonCode.GOALPOSTS_MOVED: ("earlier_agreed_by", "earlier_agreed_on", "place"),
    ReasonCode.GROUPS_TOO_FEW: ("agreed_by", "agreed_on", "place"),
    ReasonCode.GROUPS_NOT_MEASURED: ("place",),
    ReasonCode.GROUPS_SILENT: ("expected_by", "silent_from"),
    ReasonCode.LIBRARIES_DIFFER: ("differing", "version", "place"),
    ReasonCode.LIBRARY_ENDED: ("ended", "table_on", "place"),
    ReasonCode.UNPINNED: ("unpinned", "version", "place"),
    ReasonCode.SUPPLIER_UNPINNED: ("place",),
    ReasonCode.PIPELINE_LATE: ("expected_by", "late_from", "place"),
    ReasonCode.PIPELINE_FAILED: ("failures", "place"),
    ReasonCode.PIPELINE_CHECKS_FAILED: ("failures", "place"),
    ReasonCode.PIPELINE_SHRINKING: ("runs", "smallest_share", "place"),
    ReasonCode.DATA_UNAPPROVED: ("place",),
    ReasonCode.DATA_APPROVAL_ENDED: ("approved_on", "place"),
    ReasonCode.OTHER_VERSION_ANSWERS: ("live_since", "place"),
    ReasonCode.DOES_NOT_APPLY: ("place",),
    ReasonCode.QUIET: ("from", "place"),
    ReasonCode.EXPERT_LEFT: ("place",),
    ReasonCode.DOES_NOT_APPLY_OVERDUE: ("reason", "place"),
    ReasonCode.MEASURE_UNAGREED: ("count", "low", "high", "value_columns", "value_place"),
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
    ReasonCode.FACTS_UNCONFIRMED: ("place", "confirm_by"),
    ReasonCode.REVIEW_OVERDUE: ("conditions", "place"),
}
