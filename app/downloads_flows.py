"""The lists about what models are made from, as files: steps that bring data, and software."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from app.downloads_asked import Asked
from app.language.dates import local_day
from app.reports import pipelines
from app.reports.exports import MOST_ROWS, Table
from app.reports.libraries import Blast, Overview, blast, overview
from app.reports.library_list import library_list
from app.reports.pipeline_list import pipeline_list
from app.ui.libraries_address import libraries_asked
from app.ui.loading import libraries as libraries_loading
from app.ui.loading.pipelines import wanted_steps
from app.ui.pipelines_address import steps_asked


def _pipelines(asked: Asked) -> Table:
    """What the page of the steps that bring data shows, all pages of it."""
    wanted = steps_asked(asked.parameters)
    choice = replace(wanted_steps(wanted), limit=MOST_ROWS, offset=0)
    found, matching = pipelines.listed(asked.conn, asked.now, choice, pipelines.MOST_FED)
    chosen = (wanted.state, wanted.unit, wanted.model)
    return pipeline_list(found, matching, chosen, asked.pretend, asked.speech)


def _libraries(asked: Asked) -> Table:
    """The models that a change of software touches, or all software where none is named."""
    wanted, day = libraries_asked(asked.parameters), local_day(asked.now, asked.speech)
    found: Blast | Overview
    if wanted.library:
        everything = replace(libraries_loading.wanted(wanted), limit=MOST_ROWS, offset=0)
        found = blast(asked.conn, asked.now, day, everything)
    else:
        found = overview(asked.conn, asked.now, day, wanted.unit, MOST_ROWS, 0)
    return library_list(found, wanted.version, wanted.unit, asked.pretend, asked.speech)


FLOWS: Mapping[str, Callable[[Asked], Table]] = {
    "pipelines": _pipelines,
    "libraries": _libraries,
}
"""A line each, as in ``app.downloads.LISTS``."""
