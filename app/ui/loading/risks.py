"""From the store to the page about risks."""

from app.reports.risks import Risks, risks_of
from app.ui.address import PAGE_LENGTH
from app.ui.loading import read
from app.ui.risks_address import RiskFilters
from app.ui.visit import Visit
from data.store.risks import Wanted


def risks(visit: Visit, filters: RiskFilters) -> Risks:
    """Everything of the page, as narrowed."""
    return read(visit, lambda conn: risks_of(conn, visit.now, wanted(filters)))


def wanted(filters: RiskFilters) -> Wanted:
    """What the store is asked for one page of the list."""
    return Wanted(
        unit=filters.unit,
        impact=filters.impact.value if filters.impact else "",
        likelihood=filters.likelihood.value if filters.likelihood else "",
        cell=":".join(filters.cell) if filters.cell else "",
        moved=filters.moved.value if filters.moved else "",
        limit=PAGE_LENGTH,
        offset=(filters.page - 1) * PAGE_LENGTH,
    )
