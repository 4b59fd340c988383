"""What the page "Is it paying off?" shows."""

from app.reports import impact as reports
from app.reports.impact import Impact
from app.ui.address import PAGE_LENGTH
from app.ui.impact_address import Asked, Which
from app.ui.loading import read
from app.ui.visit import Visit
from data.store.payoffs import Chosen

_PROMISED = {Which.ALL: None, Which.PROMISED: True, Which.UNPROMISED: False}


def impact(visit: Visit, asked: Asked) -> Impact:
    """What models brought in, what waiting costs, and one page of the models."""
    zone = visit.speech.time_zone
    return read(visit, lambda conn: reports.impact(conn, visit.now, zone, chosen(asked)))


def chosen(asked: Asked) -> Chosen:
    """What the store is asked for one page."""
    offset = (asked.page - 1) * PAGE_LENGTH
    return Chosen(asked.unit, _PROMISED[asked.which], PAGE_LENGTH, offset)
