"""Is it on solid ground? Software, the steps that bring data, the data, and who can explain it."""

from datetime import datetime

from app.health.answering import judge_answering
from app.health.data_uses import judge_data
from app.health.findings import Findings
from app.health.libraries import judge_libraries
from app.health.pipelines import judge_pipelines
from app.health.supplier import judge_supplier
from app.health.verdict import Answer, Input, Reason, ReasonCode, Status
from data.facts import Case, FieldName, Question

RULE = "footing"
VERSION = 1

WORST_FIRST = (
    ReasonCode.OTHER_VERSION_ANSWERS,
    ReasonCode.PIPELINE_FAILED,
    ReasonCode.PIPELINE_CHECKS_FAILED,
    ReasonCode.PIPELINE_LATE,
    ReasonCode.PIPELINE_SHRINKING,
    ReasonCode.DATA_APPROVAL_ENDED,
    ReasonCode.DATA_UNAPPROVED,
    ReasonCode.LIBRARIES_DIFFER,
    ReasonCode.SUPPLIER_UNPINNED,
    ReasonCode.LIBRARY_ENDED,
)
"""What may make today's answers wrong, then what nobody allowed, then what only ages."""


def judge_footing(case: Case, now: datetime) -> Answer:
    """Every worry there is; else what nobody recorded; else that all that was looked at is sound.

    Where nothing was recorded and nothing needs to be, nobody has looked: not measured, never
    good.
    """
    libraries, pipelines = judge_libraries(case, now), judge_pipelines(case, now)
    data, supplier, explained = judge_data(case, now), judge_supplier(case), _explained(case)
    found = (judge_answering(case, now), pipelines, data, libraries, supplier, explained)
    worries = sorted((each for one in found for each in one.worries), key=_place)
    told = tuple(each for one in found for each in one.told)
    gaps = _gaps(found)
    until = min((each for one in found for each in one.changes), default=None)
    if worries:
        return Answer(Question.FOOTING, Status.ATTENTION, (*worries, *gaps, *told), until)
    if gaps:
        return Answer(Question.FOOTING, Status.UNMEASURED, (*gaps, *told), until)
    if not any(each.looked_at for each in found):
        reason = Reason(ReasonCode.NOT_MEASURED, {"question": Question.FOOTING.value})
        return Answer(Question.FOOTING, Status.UNMEASURED, (reason, *told), until)
    solid = _solid(libraries, pipelines, data)
    return Answer(Question.FOOTING, Status.MEETS, (solid, *told), until)


def _place(reason: Reason) -> tuple[int, str]:
    names = (reason.inputs.get(name) for name in ("pipeline", "data", "library"))
    return WORST_FIRST.index(reason.code), next((str(each) for each in names if each), "")


def _explained(case: Case) -> Findings:
    """Whoever a result concerns may ask why; somebody must have written down how that is told."""
    people = case.facts.get(FieldName.AFFECTS_PEOPLE)
    if people is None or people.value != "yes":
        return Findings()
    known = FieldName.EXPLAINED in case.facts
    return Findings(missing=() if known else ("explained",), looked_at=int(known))


def _gaps(found: tuple[Findings, ...]) -> tuple[Reason, ...]:
    missing = {each for one in found for each in one.missing}
    if not missing:
        return ()
    listed = ",".join(each for each in MISSING if each in missing)
    return (Reason(ReasonCode.FOOTING_GAPS, {"missing": listed}, {}, RULE, VERSION),)


MISSING = ("libraries", "runs_with", "data", "explained", "supplier_version")
"""What may be missing, in the order in which it is told."""


def _solid(libraries: Findings, pipelines: Findings, data: Findings) -> Reason:
    inputs: dict[str, Input] = {
        "libraries": libraries.looked_at,
        "pipelines": pipelines.looked_at,
        "data": data.looked_at,
    }
    return Reason(ReasonCode.SOLID, inputs, {}, RULE, VERSION)
