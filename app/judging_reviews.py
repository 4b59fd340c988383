"""When a model was reviewed last, and when that is due again."""

from collections.abc import Iterator

from app.health.insight import Insight
from app.health.people import name_of
from app.health.reviews import due_on, impact_said, last_review
from app.health.verdict import Verdict
from data.facts import Case
from data.store.reviewed import Reviewed


def reviewed_of(case: Case, _verdict: Verdict, _insight: Insight) -> Iterator[Reviewed]:
    """One row for every model, reviewed or not."""
    impact, signed = impact_said(case) or "", last_review(case)
    if signed is None:
        yield Reviewed(case.slug, impact)
        return
    yield Reviewed(
        slug=case.slug,
        impact=impact,
        at=signed.at,
        by=name_of(case, signed.by),
        outcome=signed.outcome.value,
        conditions=signed.conditions,
        due_on=due_on(case, signed),
    )
