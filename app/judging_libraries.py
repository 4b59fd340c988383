"""The software a model is built with, as rows that pages put together by software."""

from collections.abc import Iterator

from app.health.insight import Insight
from app.health.library_uses import uses_of
from app.health.verdict import Verdict
from data.facts import Case
from data.store.live_libraries import SEPARATOR, LiveLibrary


def libraries_of(case: Case, _verdict: Verdict, _insight: Insight) -> Iterator[LiveLibrary]:
    """One row for each piece of software of the version in use."""
    for each in uses_of(case):
        yield LiveLibrary(
            case.slug,
            each.name,
            each.version,
            SEPARATOR.join(each.requirements),
            SEPARATOR.join(each.pinned),
            SEPARATOR.join(each.installed),
        )
