"""What is kept of a model for the pages about one question, beside its verdict and its detail."""

from collections.abc import Callable, Iterable, Iterator

from app.health.insight import Insight
from app.health.verdict import Verdict
from app.judging_groups import group_checks_of
from app.judging_happenings import kept_candidate, kept_happenings, kept_live
from app.judging_libraries import libraries_of
from app.judging_payoff import payoff_of
from app.judging_pipelines import pipelines_of
from app.judging_reviews import reviewed_of
from app.judging_risks import risk_row
from app.judging_roles import roles_of, signatures_of, teams_of
from app.judging_uses import kept_model, kept_signs, uses_of
from data.facts import Case
from data.store.summaries import Summary

Maker = Callable[[Case, Verdict, Insight], Iterable[Summary]]

MAKERS: tuple[Maker, ...] = (
    roles_of,
    teams_of,
    signatures_of,
    uses_of,
    kept_signs,
    kept_model,
    pipelines_of,
    libraries_of,
    payoff_of,
    risk_row,
    kept_happenings,
    kept_live,
    kept_candidate,
    group_checks_of,
    reviewed_of,
)
"""One for each subject; each is told the case, its verdict and the detail beside that."""


def summaries_of(case: Case, verdict: Verdict, insight: Insight) -> Iterator[Summary]:
    """The rows of every subject for one model."""
    for make in MAKERS:
        yield from make(case, verdict, insight)
