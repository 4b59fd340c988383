"""What the page of the steps that bring data shows."""

from dataclasses import dataclass

from sqlalchemy import Connection

from app.reports import pipelines as reports
from app.reports.pipelines import RANKED, Flow, ListedStep
from app.ui.address import PAGE_LENGTH
from app.ui.loading import read
from app.ui.pipelines_address import StepsAsked
from app.ui.visit import Visit
from data.store import models, outlooks
from data.store.pipeline_states import StepChoice

MOST_FED = 100
"""As many models as the page of one step lists."""


@dataclass(frozen=True, slots=True)
class Steps:
    """What was found. ``units`` are those to filter by, ``model`` the name of the one whose steps
    are shown. Without ``deployed`` models, ``registered`` says whether a registry lists any.
    """

    flow: Flow
    units: tuple[str, ...]
    model: str
    deployed: bool
    registered: bool


def steps(visit: Visit, asked: StepsAsked) -> Steps:
    """One page of steps as narrowed."""
    return read(visit, lambda conn: _steps(conn, visit, asked))


def one_step(visit: Visit, key: str) -> ListedStep | None:
    """One step with the models it feeds; None where there is none of this key."""
    wanted = StepChoice(RANKED, key=key)
    found, _ = read(visit, lambda conn: reports.listed(conn, visit.now, wanted, MOST_FED))
    return found[0] if found else None


def wanted_steps(asked: StepsAsked) -> StepChoice:
    """What the store is asked for one page of the list."""
    return StepChoice(
        RANKED,
        states=(asked.state.value,) if asked.state else (),
        unit=asked.unit,
        model=asked.model,
        limit=PAGE_LENGTH,
        offset=(asked.page - 1) * PAGE_LENGTH,
    )


def _steps(conn: Connection, visit: Visit, asked: StepsAsked) -> Steps:
    now = visit.now
    most = reports.MOST_DRAWN if asked.picture else reports.MOST_FED
    flow = reports.flow(conn, now, wanted_steps(asked), most)
    named = outlooks.names(conn, [asked.model], now) if asked.model else {}
    deployed = bool(flow.counts) or bool(outlooks.counts(conn, now).total)
    return Steps(
        flow=flow,
        units=tuple(outlooks.units(conn)),
        model=named.get(asked.model, asked.model),
        deployed=deployed,
        registered=not deployed and bool(models.not_deployed(conn)),
    )
