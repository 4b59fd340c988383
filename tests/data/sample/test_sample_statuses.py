"""What the real chain of store and judge makes of the pretend company; nothing of it is seeded."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.health.keeping import brief_from_json
from app.health.verdict import ReasonCode, Status
from app.judging import judge_all
from data.connections import SampleConnection
from data.store.engine import open_store, reading
from data.store.outlooks import Choice, Outlook, listed
from data.store.schema import upgrade
from data.sync import sync

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
    "claims-triage": (Status.ATTENTION, ReasonCode.REQUIRED_UNANSWERED),
    "instalment-affordability": (Status.ATTENTION, ReasonCode.MEASURE_NEAR),
    "refund-request-helper": (Status.ATTENTION, ReasonCode.MEASURE_ONE_BREACH),
    "help-chat-assistant": (Status.UNAGREED, ReasonCode.MEASURE_UNAGREED),
    "call-summaries": (Status.UNMEASURED, ReasonCode.NOT_MEASURED),
    "seasonal-helper-return": (Status.TOO_FEW, ReasonCode.MEASURE_TOO_FEW),
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


def judged(folder: Path, first_read: datetime, now: datetime) -> list[Outlook]:
    """What stands in a new store that first read the company then, and again now."""
    engine = open_store(f"sqlite:///{folder / 'store.db'}")
    upgrade(engine)
    for at in sorted({first_read, now}):
        report = sync(engine, [SampleConnection()], now=at, time_zone="Europe/London", base=folder)
        assert not report.failed
        assert [source.refused for source in report.sources] == [0]
    judge_all(engine, now=now, time_zone="Europe/London")
    with reading(engine) as connection:
        return listed(connection, now, Choice(limit=100))[0]


@pytest.mark.parametrize("first_read", FIRST_READS, ids=str)
def test_34_of_46_meet_what_was_agreed_and_every_status_occurs(
    tmp_path: Path, first_read: datetime
) -> None:
    outlooks = judged(tmp_path, first_read, first_read)
    found = {
        each.technical_name: (Status(each.status), brief_from_json(each.brief).lead.code)
        for each in outlooks
        if each.status != Status.MEETS
    }
    assert found == NOT_PLAIN
    counts = Counter(each.status for each in outlooks)
    assert counts[Status.MEETS] == 34
    assert len(outlooks) == 47
    assert set(counts) == set(Status)
    assert {each.technical_name for each in outlooks if each.care == "needs_care"} == NEED_CARE


def test_a_week_later_it_has_gone_on(tmp_path: Path) -> None:
    first_read = FIRST_READS[0]
    now = first_read + timedelta(days=7)
    outlooks = {each.technical_name: each for each in judged(tmp_path, first_read, now)}
    heard = [each.last_heard for each in outlooks.values() if each.last_heard]
    assert now - max(heard) < timedelta(days=1)
    silent = {name for name, each in outlooks.items() if each.status == Status.SILENT}
    assert silent == {"branch-cash-forecast"}
    assert sum(each.status == Status.MEETS for each in outlooks.values()) == 34
