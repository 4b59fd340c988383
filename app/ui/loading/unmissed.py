"""What the list of models shows that nobody would miss, perhaps."""

from app.reports.people import day_of
from app.reports.unmissed import Unmissed, unmissed
from app.ui.address import Filters
from app.ui.loading import choice, read
from app.ui.visit import Visit


def doubtful(visit: Visit, filters: Filters) -> Unmissed:
    """One page of the models with signs."""
    day = day_of(visit.now, visit.speech.time_zone)
    wanted = choice(filters)
    return read(visit, lambda conn: unmissed(conn, visit.now, day, wanted, kept=filters.kept))
