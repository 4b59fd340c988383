"""When whoever is here last looked at Today."""

from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError

from app.last_look import look
from app.ui.loading import StoreAway, store
from app.ui.visit import Visit
from data.members import Member


def looked(visit: Visit, member: Member) -> datetime | None:
    """Up to when they had seen things before this visit, None on a first one; this is a look, too.

    Raises StoreAway.
    """
    try:
        return look(store(visit), member.account, visit.now)
    except SQLAlchemyError as away:
        raise StoreAway from away
