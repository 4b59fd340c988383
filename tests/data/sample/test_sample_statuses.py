"""What the real chain of store and judge makes of the pretend company; nothing of it is seeded."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.health.judge import judge
from app.health.keeping import brief_from_json
from app.health.verdict import ReasonCode, Status
from app.judging import judge_all
from data.connections import SampleConnection
from data.sample.company_files import company
from data.store import shared_events
from data.store.cases import cases
from data.store.engine import open_store, reading
from data.store.outlooks import Choice, Outlook, listed
from data.store.schema import upgrade
from data.store.shared_events import KeptEvent
from data.sync import sync

MODELS = [model for unit in company().units for model in unit.model]
# A plain Monday, New Year's night, and the hour in which London's clocks go forward.
FIRST_READS = [
    datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
    datetime(2027, 1, 1, 0, 10, tzinfo=UTC),
    datetime(2027, 3, 28, 1, 30, tzinfo=UTC),
]
NOT_PLAIN = {
    "letter-reader-vision": (Status.BELOW, ReasonCode.MEASURE_STOPPED),
    "storm-reserve-forecast": (Status.BELOW, ReasonCode.MEASURE_BELOW),
    "retail-churn-propensity": (Status.BELOW, ReasonCode.MEASURE_BELOW),
    "claims-second-look": (Status.BELOW, ReasonCode.MEASURE_BELOW),
    "branch-cash-forecast": (Status.SILENT, ReasonCode.SILENT),
    "claims-triage": (Status.BELOW, ReasonCode.GROUP_BELOW),
    "instalment-affordability": (Status.ATTENTION, ReasonCode.MEASURE_NEAR),
    "refund-request-helper": (Status.ATTENTION, ReasonCode.MEASURE_ONE_BREACH),
    "markdown-pricing": (Status.ATTENTION, ReasonCode.GOALPOSTS_MOVED),
    "seasonal-helper-return": (Status.ATTENTION, ReasonCode.WORLD_SHIFTED),
    "basket-suggestions": (Status.ATTENTION, ReasonCode.OTHER_VERSION_ANSWERS),
    "help-chat-assistant": (Status.UNAGREED, ReasonCode.MEASURE_UNAGREED),
    "call-summaries": (Status.UNMEASURED, ReasonCode.NOT_MEASURED),
    "flood-exposure-rating": (Status.TOO_FEW, ReasonCode.MEASURE_TOO_FEW),
    "failed-delivery-risk": (Status.PAUSED, ReasonCode.PAUSED),
    "catalogue-mailing-list": (Status.RETIRED, ReasonCode.RETIRED),
}
NEED_CARE = {
    "branch-cash-forecast",
    "course-suggestions",
    "depot-staffing-sheet",
    "flood-exposure-rating",
    "month-end-cash-position",
}


def judged(folder: Path, now: datetime) -> tuple[list[Outlook], list[KeptEvent]]:
    """What stands in a new store that first reads the company now, and what befell many at once."""
    engine = open_store(f"sqlite:///{folder / 'store.db'}")
    upgrade(engine)
    report = sync(engine, [SampleConnection()], now=now, time_zone="Europe/London", base=folder)
    assert not report.failed
    assert [source.refused for source in report.sources] == [0]
    judge_all(engine, now=now, time_zone="Europe/London")
    with reading(engine) as connection:
        return listed(connection, now, Choice(limit=100))[0], shared_events.listed(connection)


@pytest.mark.parametrize("first_read", FIRST_READS, ids=str)
def test_31_of_46_meet_what_was_agreed_and_every_status_occurs(
    tmp_path: Path, first_read: datetime
) -> None:
    outlooks, events = judged(tmp_path, first_read)
    found = {
        each.technical_name: (Status(each.status), brief_from_json(each.brief).lead.code)
        for each in outlooks
        if each.status != Status.MEETS
    }
    assert found == NOT_PLAIN
    counts = Counter(each.status for each in outlooks)
    assert counts[Status.MEETS] == 31
    assert len(outlooks) == 47
    assert set(counts) == set(Status)
    assert {each.technical_name for each in outlooks if each.care == "needs_care"} == NEED_CARE
    check_the_shock(events, first_read)


def check_the_shock(events: list[KeptEvent], first_read: datetime) -> None:
    """One event, about thirty weeks before, and whoever was hit reads the same data."""
    (event,) = events
    assert timedelta(days=200) < first_read - event.began < timedelta(days=220)
    hit = {model.technical for model in MODELS if "opening" in model.data}
    assert {slug for slug in event.slugs if slug in hit} == hit
    assert ("data", company().data["opening"].name, len(hit)) in event.common


def test_for_a_month_it_goes_on_and_what_is_fine_stays_fine(tmp_path: Path) -> None:
    engine = open_store(f"sqlite:///{tmp_path / 'store.db'}")
    upgrade(engine)
    for week in range(5):
        now = FIRST_READS[0] + timedelta(weeks=week)
        sync(engine, [SampleConnection()], now=now, time_zone="Europe/London", base=tmp_path)
        with reading(engine) as connection:
            verdicts = {each.slug: judge(each, now) for each in cases(connection, now)}
        heard = [each.last_heard for each in verdicts.values() if each.last_heard]
        assert now - max(heard) < timedelta(days=1)
        silent = {slug for slug, each in verdicts.items() if each.status is Status.SILENT}
        assert silent == {"branch-cash-forecast"}
        told = {slug for slug, each in verdicts.items() if each.status is not Status.MEETS}
        assert told <= NOT_PLAIN.keys()
