"""What could go wrong with a model, as a row that pages count and put in order."""

from collections.abc import Iterator

from app.health.insight import Insight
from app.health.keeping import risk_to_json
from app.health.risk_moves import longest, moved, weight
from app.health.verdict import Verdict
from data.facts import Case
from data.store.risks import KeptRisk


def risk_row(case: Case, _verdict: Verdict, insight: Insight) -> Iterator[KeptRisk]:
    """One row for each model."""
    risk, change = insight.risk, moved(insight.risk)
    yield KeptRisk(
        slug=case.slug,
        likelihood=risk.likelihood.value,
        moved=change.direction.value if change else "",
        weight=weight(risk),
        since=longest(risk),
        risk=risk_to_json(risk),
    )
