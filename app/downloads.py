"""Lists as files, at addresses of our own: ``/export/models.csv`` and ``/export/models.xlsx``.

They stand behind the same protection as the pages. To add one: write a function that makes a
``Table`` from an ``Asked``, and give it a line in ``LISTS``; its name is its address.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from enum import Enum
from functools import partial

from anyio import CapacityLimiter, to_thread
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from app.downloads_asked import Asked, NoSuchList, Parameters
from app.downloads_flows import FLOWS
from app.downloads_lists import BROUGHT
from app.downloads_people import PEOPLE
from app.language.dates import local_day
from app.language.labels import Label, label
from app.language.past_days import PastLabel
from app.language.risks_page import narrowed as risk_filters
from app.language.sentence import Speech
from app.past_days import Awaited, Busy, end_of, past_days
from app.past_process import Unjudged
from app.reports import changes as change_reports
from app.reports import group_checks, incidents, risks
from app.reports.change_list import change_list, version_list
from app.reports.exports import MEDIA, MOST_ROWS, Kind, Table, written
from app.reports.group_rows import group_rows
from app.reports.impact import payoffs_listed
from app.reports.incident_rows import incident_rows
from app.reports.model_list import model_list
from app.reports.payoff_list import payoff_list
from app.reports.refused_list import refused_list
from app.reports.risk_list import risk_list
from app.ui import (
    address,
    changes_address,
    groups_address,
    incidents_address,
    loading,
    risks_address,
)
from app.ui.impact_address import impact_asked
from app.ui.loading import groups as groups_loading
from app.ui.loading import impact as impact_loading
from app.ui.loading import incidents as incidents_loading
from app.ui.loading import risks as loading_risks
from data.store import outlooks, sources
from data.store.engine import reading

AGAIN_SECONDS = 30
"""After so long a past day of most companies is judged."""

log = logging.getLogger(__name__)


def _models(asked: Asked) -> Table:
    """What the page of all models shows under the same parameters, all pages of it."""
    choice = loading.choice(address.read(asked.parameters))
    everything = replace(choice, limit=MOST_ROWS, offset=0)
    found, matching = outlooks.listed(asked.conn, asked.now, everything)
    return model_list(found, matching, choice, asked.pretend, asked.speech)


def _risks(asked: Asked) -> Table:
    """What the page about risks lists under the same parameters, all pages of it."""
    filters = risks_address.read(asked.parameters)
    wanted = loading_risks.wanted(filters)
    found, matching = risks.everything(asked.conn, asked.now, wanted, MOST_ROWS)
    chosen = risk_filters(
        filters.unit, filters.impact, filters.likelihood, filters.cell, filters.moved, asked.speech
    )
    return risk_list(found, matching, chosen, asked.pretend, asked.speech)


def _impact(asked: Asked) -> Table:
    """The models as the page of what pays off lists them under the same parameters."""
    asked_for = impact_loading.chosen(impact_asked(asked.parameters))
    wanted = replace(asked_for, limit=MOST_ROWS, offset=0)
    zone = asked.speech.time_zone
    found, matching, month = payoffs_listed(asked.conn, asked.now, zone, wanted)
    return payoff_list(found, matching, month, wanted, asked.pretend, asked.speech)


def _refused(asked: Asked) -> Table:
    """The rows of one source that nobody took."""
    by = asked.now if asked.past else None
    states = sources.source_states(asked.records, by)
    wanted = address.source_asked(asked.parameters)
    source = next((each for each in states if each.id == wanted), None)
    if source is None:
        raise NoSuchList
    rows = sources.refused(asked.records, source.id, MOST_ROWS, by=by)
    return refused_list(source.name, rows, source.refused_now, asked.pretend, asked.speech)


def _incidents(asked: Asked) -> Table:
    """What went wrong, as the page of incidents shows it under the same parameters."""
    today = local_day(asked.now, asked.speech)
    choice = incidents_loading.choice(incidents_address.read(asked.parameters), today)
    everything = replace(choice, limit=MOST_ROWS, offset=0)
    zone = asked.speech.time_zone
    found, matching = incidents.listed(asked.conn, asked.now, zone, everything)
    return incident_rows(found, matching, choice, asked.pretend, asked.speech)


def _changes(asked: Asked) -> Table:
    """What the page about changes lists under the same parameters, all pages of it."""
    narrowing = _all_pages(asked)
    rows, matching = change_reports.listed(asked.conn, asked.now, narrowing)
    return change_list(rows, matching, narrowing, asked.pretend, asked.speech)


def _versions(asked: Asked) -> Table:
    """The versions in use that the same page lists."""
    narrowing = _all_pages(asked)
    rows, matching = change_reports.in_use(asked.conn, asked.now, narrowing)
    return version_list(rows, matching, narrowing, asked.pretend, asked.speech)


def _all_pages(asked: Asked) -> change_reports.Narrowing:
    narrowing = changes_address.read(asked.parameters).narrowing
    return replace(narrowing, most=MOST_ROWS, first=0, first_version=0)


def _groups(asked: Asked) -> Table:
    """How groups are treated, as the page about it shows it under the same parameters."""
    choice = groups_loading.choice(groups_address.read(asked.parameters))
    everything = replace(choice, limit=MOST_ROWS, offset=0)
    found, _ = group_checks.listed(asked.conn, asked.now, everything)
    return group_rows(found, choice, asked.pretend, asked.speech)


LISTS: Mapping[str, Callable[[Asked], Table]] = {
    "models": _models,
    "impact": _impact,
    "groups": _groups,
    "incidents": _incidents,
    "changes": _changes,
    "versions": _versions,
    "refused": _refused,
    "risks": _risks,
    **PEOPLE,
    **FLOWS,
    **BROUGHT,
}


def download_routes(engine: Engine, speech: Callable[[], Speech]) -> list[Route]:
    """One address for every list and kind of file; the clock is read by ``speech``."""
    # A file takes a second or two to make; two at once leave the pages their time.
    threads = CapacityLimiter(2)

    def route(name: str, kind: Kind) -> Route:
        async def download(request: Request) -> Response:
            make = partial(
                _answered, engine, name, kind, Parameters(request.query_params), speech()
            )
            return await to_thread.run_sync(make, limiter=threads)

        return Route(f"/export/{name}.{kind}", download, methods=["GET"])

    lists = [route(name, kind) for name in LISTS for kind in Kind]
    # Without this Streamlit would answer with a page, and a browser would keep it as the list.
    return [*lists, Route("/export/{rest:path}", _nothing_here)]


async def _nothing_here(_request: Request) -> Response:
    return PlainTextResponse("", status_code=404)


def _answered(
    engine: Engine, name: str, kind: Kind, parameters: Parameters, speech: Speech
) -> Response:
    """The file as of now, or of the past day that the address names."""
    try:
        with _asked(engine, parameters, speech) as asked:
            table, speech = LISTS[name](asked), asked.speech
    except NoSuchList:
        return PlainTextResponse("", status_code=404)
    except Unjudged:
        return _away(PastLabel.FAILED, PastLabel.FAILED_WHY, speech)
    except Busy:
        return _soon(PastLabel.BUSY, PastLabel.BUSY_FOR_FILE, speech)
    except Awaited:
        return _soon(PastLabel.WAIT, PastLabel.WAIT_FOR_FILE, speech)
    except SQLAlchemyError:
        log.exception("the store could not be read")
        return _away(Label.STORE_AWAY, Label.STORE_AWAY_WHY, speech)
    day = speech.now.astimezone(speech.zone).date()
    return Response(
        written(table, kind, speech),
        headers={
            "content-type": MEDIA[kind],
            "content-disposition": f'attachment; filename="rollcall-{name}-{day}.{kind}"',
        },
    )


@contextmanager
def _asked(engine: Engine, parameters: Parameters, speech: Speech) -> Iterator[Asked]:
    """What is asked for. Raises what ``PastDays.read`` does where it is of a past day."""
    day, _ = address.day_asked(parameters, local_day(speech.now, speech))
    if day is None:
        with reading(engine) as conn:
            yield Asked(conn, conn, parameters, speech)
        return
    then = replace(speech, now=end_of(day, speech.time_zone))
    days = past_days(engine.url.render_as_string(hide_password=False))
    with days.read(day) as past, reading(engine) as records, reading(past) as conn:
        yield Asked(conn, records, parameters, then)


def _soon(what: Enum, why: Enum, speech: Speech) -> Response:
    answer = _away(what, why, speech)
    answer.headers["retry-after"] = str(AGAIN_SECONDS)
    return answer


def _away(what: Enum, why: Enum, speech: Speech) -> Response:
    told = f"{label(what, speech)}. {label(why, speech)}"
    return PlainTextResponse(told, status_code=503)
