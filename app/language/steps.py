"""What the reader can do about each reason."""

from collections.abc import Mapping

from app.health.verdict import ReasonCode
from app.language.translating import N_

_WATCH = N_("Watch the next result.")
_MORE_CASES = N_("Nothing for you to do until more cases have come.")
_WHY_SILENT = N_("Ask the owner why no results come.")
_DATA_AGAIN = N_("Ask the owner when good data will come again.")

NEXT: Mapping[ReasonCode, str] = {
    ReasonCode.MEASURE_NEAR: _WATCH,
    ReasonCode.MEASURE_ONE_BREACH: _WATCH,
    ReasonCode.MEASURE_BELOW: N_("Ask the owner what is being done."),
    ReasonCode.MEASURE_BETTER_AGAIN: N_("Ask the owner what was done, and watch the next result."),
    ReasonCode.MEASURE_STOPPED: N_("Ask the owner whether to stop using it now."),
    ReasonCode.MEASURE_UNAGREED: N_("Agree with the owner what is good enough."),
    ReasonCode.MEASURE_TOO_FEW: _MORE_CASES,
    ReasonCode.MEASURE_SILENT: _WHY_SILENT,
    ReasonCode.MEASURE_WORSENING: N_("Ask the owner what has changed."),
    ReasonCode.GOALPOSTS_MOVED: N_("Ask whoever signed it why, and have the answer written down."),
    ReasonCode.GROUP_NEAR: N_("Watch the next result of this group."),
    ReasonCode.GROUP_ONE_BREACH: N_("Watch the next result of this group."),
    ReasonCode.GROUP_BELOW: N_("Ask the owner what is being done for this group."),
    ReasonCode.GAP_ONE_BREACH: N_("Watch the next results of these groups."),
    ReasonCode.GAP_TOO_LARGE: N_("Ask the owner why these groups differ, and what is being done."),
    ReasonCode.GROUPS_UNAGREED: N_("Agree with the owner what is good enough for each group."),
    ReasonCode.GROUPS_TOO_FEW: _MORE_CASES,
    ReasonCode.GROUPS_NOT_MEASURED: N_("Ask the owner to have these groups measured."),
    ReasonCode.GROUPS_SILENT: N_("Ask the owner why no results come for these groups."),
    ReasonCode.WORLD_SHIFTED: N_("Ask the expert to look at a few new cases."),
    ReasonCode.FOOTING_GAPS: N_("Ask the owner to have this written down."),
    ReasonCode.LIBRARIES_DIFFER: N_("Ask the owner to test it with what it runs with."),
    ReasonCode.LIBRARY_ENDED: N_("Ask the owner to move it to a version that still gets repairs."),
    ReasonCode.SUPPLIER_UNPINNED: N_(
        "Ask the owner to agree on an exact version with the supplier."
    ),
    ReasonCode.PIPELINE_LATE: N_("Ask the owner when new data will come."),
    ReasonCode.PIPELINE_FAILED: _DATA_AGAIN,
    ReasonCode.PIPELINE_CHECKS_FAILED: _DATA_AGAIN,
    ReasonCode.PIPELINE_SHRINKING: N_("Ask the owner why less data comes."),
    ReasonCode.DATA_UNAPPROVED: N_("Have the use of this data approved, or stop it."),
    ReasonCode.DATA_APPROVAL_ENDED: N_("Have the use of this data approved again, or stop it."),
    ReasonCode.OTHER_VERSION_ANSWERS: N_("Ask the owner which version is meant to answer."),
    ReasonCode.QUIET: N_("Nothing for you to do until results are due again."),
    ReasonCode.NOT_MEASURED: N_("Ask the owner to have it measured."),
    ReasonCode.LATE: N_("Nothing for you to do yet."),
    ReasonCode.SILENT: _WHY_SILENT,
    ReasonCode.NEVER_HEARD: N_("Ask the owner to have results sent."),
    ReasonCode.REQUIRED_UNANSWERED: N_("Ask the owner to have these questions answered."),
    ReasonCode.PAUSED: N_("Nothing for you to do until the pause ends."),
    ReasonCode.NO_OWNER: N_("Name an owner."),
    ReasonCode.OWNER_LEFT: N_("Name a new owner."),
    ReasonCode.NO_BACKUP: N_("Name a backup."),
    ReasonCode.BACKUP_LEFT: N_("Name a new backup."),
    ReasonCode.AGREEMENT_OVERDUE: N_("Review the agreement, and sign it again."),
    ReasonCode.NO_EXPERT: N_("Name an expert."),
    ReasonCode.EXPERT_LEFT: N_("Name a new expert."),
    ReasonCode.DOES_NOT_APPLY_OVERDUE: N_("Look at it again, and say whether it still holds."),
    ReasonCode.FACTS_UNCONFIRMED: N_("Look at what is recorded, and confirm or change it."),
    ReasonCode.REVIEW_OVERDUE: N_("Look at the model as it stands, and sign its review."),
    ReasonCode.FEEDBACK_OVERDUE: N_("Answer what people said, and say what was changed."),
}
"""What is not listed asks nothing of anybody."""

NOTHING_YET = frozenset(
    {
        ReasonCode.MEASURE_TOO_FEW,
        ReasonCode.GROUPS_TOO_FEW,
        ReasonCode.QUIET,
        ReasonCode.LATE,
        ReasonCode.PAUSED,
    }
)
"""Reasons whose next step is to wait."""
