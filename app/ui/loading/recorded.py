"""What the page of the record shows."""

from app.reports.record import Done, done
from app.ui.address import PAGE_LENGTH
from app.ui.loading import records
from app.ui.record_address import Asked
from app.ui.visit import Visit
from data.store.record import Choice


def entries(visit: Visit, asked: Asked) -> Done:
    """One page of the record, up to the moment that is looked at."""
    chosen = choice(asked, visit)
    return records(visit, lambda conn: done(conn, visit.present.now, chosen))


def choice(asked: Asked, visit: Visit) -> Choice:
    """What the store is asked for one page."""
    return Choice(
        slug=asked.model,
        action=asked.action,
        by=visit.now if visit.day else None,
        limit=PAGE_LENGTH,
        offset=(asked.page - 1) * PAGE_LENGTH,
    )
