"""The lists of people, of what they did, and of models nobody would miss, as files."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from app.downloads_asked import Asked, NoSuchList
from app.reports import people
from app.reports.agreement_list import agreement_list
from app.reports.agreements import work
from app.reports.exports import MOST_ROWS, Table
from app.reports.feedback_rows import feedback_rows
from app.reports.handover import handover
from app.reports.people_lists import carers_list, handover_list, people_list, uses_list
from app.reports.record import done
from app.reports.record_list import record_list
from app.reports.review_list import review_list
from app.reports.reviews import reviews
from app.reports.unmissed import unmissed
from app.reports.unmissed_list import unmissed_list
from app.ui import (
    address,
    agreements_address,
    feedback_address,
    loading,
    record_address,
    reviews_address,
)
from app.ui.feedback_filters import chosen_of
from app.ui.loading.agreements import narrowed
from app.ui.loading.feedback import choice as feedback_choice
from app.ui.loading.people import choice as people_choice
from app.ui.loading.reviews import choice as review_choice
from app.ui.people_address import people_asked
from data.store import feedback_list, record
from data.store.outlooks import Choice


def _unmissed(asked: Asked) -> Table:
    """The models with signs that nobody would miss them."""
    filters = address.read(asked.parameters)
    choice = loading.choice(filters)
    everything = replace(choice, limit=MOST_ROWS, offset=0)
    found = unmissed(asked.conn, asked.now, _day(asked), everything, kept=filters.kept)
    return unmissed_list(found, choice, asked.pretend, asked.speech)


def _people(asked: Asked) -> Table:
    """Everybody whom the page about people lists under the same parameters."""
    choice = _everything(asked)
    found = people.people(asked.conn, asked.now, _day(asked), choice)
    return people_list(found, choice, asked.pretend, asked.speech)


def _carers(asked: Asked) -> Table:
    """Every model with whoever is named for it."""
    choice = _everything(asked)
    found = people.models(asked.conn, asked.now, _day(asked), choice)
    return carers_list(found, choice, asked.pretend, asked.speech)


def _uses(asked: Asked) -> Table:
    """Every application and process with the models it hangs on."""
    choice = _everything(asked)
    found = people.applications(asked.conn, asked.now, choice)
    return uses_list(found, choice, asked.pretend, asked.speech)


def _handover(asked: Asked) -> Table:
    """What one person has to hand over."""
    key = people_asked(asked.parameters).person
    found = handover(asked.conn, asked.now, _day(asked), key, Choice(limit=MOST_ROWS))
    if found is None:
        raise NoSuchList
    return handover_list(found, asked.pretend, asked.speech)


def _record(asked: Asked) -> Table:
    """What people did, as the page of the record shows it under the same parameters."""
    wanted = record_address.read(asked.parameters)
    by = asked.now if asked.past else None
    choice = record.Choice(slug=wanted.model, action=wanted.action, by=by, limit=MOST_ROWS)
    return record_list(done(asked.records, asked.now, choice), asked.pretend, asked.speech)


def _agreements(asked: Asked) -> Table:
    """What waits for a signature, as the page about agreements lists it."""
    everything = work(asked.conn, asked.records, asked.now, _day(asked))
    found = narrowed(everything, agreements_address.read(asked.parameters))
    return agreement_list(found, everything.deployed, asked.pretend, asked.speech)


def _reviews(asked: Asked) -> Table:
    """How the review of every model stands, as the page about reviews lists it."""
    wanted = review_choice(reviews_address.read(asked.parameters), asked.speech)
    choice = replace(wanted, limit=MOST_ROWS, offset=0)
    found = reviews(asked.conn, asked.now, choice)
    return review_list(found, choice, asked.pretend, asked.speech)


def _everything(asked: Asked) -> Choice:
    choice = people_choice(people_asked(asked.parameters))
    return replace(choice, limit=MOST_ROWS, offset=0)


def _day(asked: Asked) -> date:
    return people.day_of(asked.now, asked.speech.time_zone)


def _feedback(asked: Asked) -> Table:
    """What people say, as the page about it shows it under the same parameters."""
    wanted = feedback_address.read(asked.parameters)
    choice = replace(feedback_choice(wanted, asked.speech), limit=MOST_ROWS, offset=0)
    found, matching = feedback_list.listed(asked.conn, asked.now, choice)
    chosen = chosen_of(wanted, feedback_list.named(asked.conn, asked.now), asked.speech)
    return feedback_rows(found, matching, chosen, asked.pretend, asked.speech)


PEOPLE: Mapping[str, Callable[[Asked], Table]] = {
    "people": _people,
    "carers": _carers,
    "uses": _uses,
    "handover": _handover,
    "unmissed": _unmissed,
    "record": _record,
    "agreements": _agreements,
    "feedback": _feedback,
    "reviews": _reviews,
}
"""A line each, as in ``app.downloads.LISTS``."""
