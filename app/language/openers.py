"""How the answer to a question begins: yes, no, or that we cannot say."""

from collections.abc import Mapping

from app.health.verdict import ReasonCode
from app.language import results
from app.language.telling import Telling
from app.language.translating import N_

_YES, _NO, _UNKNOWN = N_("Yes."), N_("No."), N_("We cannot say.")
_NOT_QUITE = N_("No, not quite.")
_NO_EXPERT = N_("Yes, but without an expert.")
_OVERDUE = N_("Yes, but a review is overdue.")

_OPENERS: Mapping[ReasonCode, str] = {
    ReasonCode.MEASURE_MEETS: _YES,
    ReasonCode.MEASURE_BELOW: _NO,
    ReasonCode.MEASURE_BETTER_AGAIN: N_("No, not reliably yet."),
    ReasonCode.MEASURE_STOPPED: _NO,
    ReasonCode.MEASURE_WORSENING: N_("Yes, for now."),
    ReasonCode.GOALPOSTS_MOVED: N_("Yes, but the limit was made easier."),
    ReasonCode.GROUPS_MEET: _YES,
    ReasonCode.GROUP_BELOW: _NO,
    ReasonCode.GAP_ONE_BREACH: _NO,
    ReasonCode.GAP_TOO_LARGE: _NO,
    ReasonCode.WORLD_SAME: _YES,
    ReasonCode.WORLD_SHIFTED_TOLD: N_("No, but results hold up so far."),
    ReasonCode.WORLD_SHIFTED: _NO,
    ReasonCode.SOLID: _YES,
    ReasonCode.LIBRARIES_DIFFER: _NOT_QUITE,
    ReasonCode.LIBRARY_ENDED: _NOT_QUITE,
    ReasonCode.UNPINNED: N_("Yes, so far."),
    ReasonCode.SUPPLIER_UNPINNED: _NOT_QUITE,
    ReasonCode.PIPELINE_LATE: _NO,
    ReasonCode.PIPELINE_FAILED: _NO,
    ReasonCode.PIPELINE_CHECKS_FAILED: _NO,
    ReasonCode.PIPELINE_SHRINKING: _NOT_QUITE,
    ReasonCode.DATA_UNAPPROVED: _NO,
    ReasonCode.DATA_APPROVAL_ENDED: _NO,
    ReasonCode.OTHER_VERSION_ANSWERS: _NO,
    ReasonCode.DOES_NOT_APPLY: N_("Does not apply."),
    ReasonCode.QUIET: N_("Yes, nothing is due now."),
    ReasonCode.REPORTING: _YES,
    ReasonCode.LATE: N_("Yes, but it is late."),
    ReasonCode.SILENT: _NO,
    ReasonCode.NEVER_HEARD: _NO,
    ReasonCode.LOOKED_AFTER: _YES,
    ReasonCode.NO_OWNER: _NO,
    ReasonCode.OWNER_LEFT: _NO,
    ReasonCode.BACKUP_LEFT: N_("Yes, but without a backup."),
    ReasonCode.AGREEMENT_OVERDUE: _OVERDUE,
    ReasonCode.NO_EXPERT: _NO_EXPERT,
    ReasonCode.EXPERT_LEFT: _NO_EXPERT,
    ReasonCode.DOES_NOT_APPLY_OVERDUE: _OVERDUE,
    ReasonCode.FACTS_UNCONFIRMED: _OVERDUE,
    ReasonCode.REVIEW_OVERDUE: _OVERDUE,
    ReasonCode.FEEDBACK_OVERDUE: N_("Yes, but somebody waits for an answer."),
}
"""What is not listed cannot be said, or depends on its inputs."""

_NEAR = frozenset({ReasonCode.MEASURE_NEAR, ReasonCode.GROUP_NEAR})
_ONE_BREACH = frozenset({ReasonCode.MEASURE_ONE_BREACH, ReasonCode.GROUP_ONE_BREACH})


def opener(telling: Telling) -> str:
    """The marked text that an answer begins with."""
    code = telling.reason.code
    if code in _NEAR:
        return _UNKNOWN if results.misses(telling) else _YES
    if code in _ONE_BREACH:
        return _NO if results.breaks_now(telling) else _YES
    if code is ReasonCode.NO_BACKUP:
        return N_("Yes, but without a backup.") if telling.has("owner") else _NO
    return _OPENERS.get(code, _UNKNOWN)
