"""What happened to a model, which version is in use, and what waits, as rows for pages."""

from collections.abc import Iterator

from app.health.candidates import standing_of
from app.health.happenings import happenings_of
from app.health.insight import Insight
from app.health.keeping import compared_to_json, inputs_to_json
from app.health.verdict import Verdict
from app.health.version_changes import live_now
from data.facts import Case
from data.store.candidates import Candidate
from data.store.happenings import KeptHappening
from data.store.live_versions import LiveVersion


def kept_happenings(case: Case, _verdict: Verdict, insight: Insight) -> Iterator[KeptHappening]:
    """The newest happenings of the model."""
    for each in happenings_of(case, insight):
        inputs = inputs_to_json(each.inputs)
        yield KeptHappening(
            case.slug, each.at, each.known_at, each.kind, inputs, each.breach, each.breach_days
        )


def kept_live(case: Case, _verdict: Verdict, _insight: Insight) -> Iterator[LiveVersion]:
    """One row for each version in use."""
    for each in live_now(case):
        yield LiveVersion(
            case.slug,
            each.version,
            each.since,
            each.since_known,
            each.before,
            each.live_by.value if each.live_by else "",
            each.author,
        )


def kept_candidate(case: Case, _verdict: Verdict, insight: Insight) -> Iterator[Candidate]:
    """The version that waits, if one does, with the measures it was compared on."""
    found = insight.comparison
    if found is None:
        return
    keys = {each.measure for each in found.differences} | set(found.refused)
    measures = [each.measure for each in case.measured if each.measure.key in keys]
    kept = compared_to_json(found, measures)
    yield Candidate(case.slug, found.current, found.candidate, standing_of(found).value, kept)
