"""A real Prometheus, from the server to the store: kept once, corrected, and refused with why."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from data.connections import MeasureShape, PrometheusConnection
from data.facts import Better
from data.problems import Code, Problem
from data.store import sources
from data.store.engine import reading
from data.store.readings import latest_ends
from data.store.tables import readings
from data.sync import SourceReport, sync
from tests.data.feeding import NOW, case_of, churn, everything, feed_registry
from tests.prometheus_server import Past, Started, every

STEP = timedelta(minutes=10)
BEGAN = NOW - timedelta(days=20)
MIDNIGHT = datetime(2026, 11, 23, tzinfo=UTC)
LATER = NOW + timedelta(minutes=15)
ALL = "sum by (model) (increase(requests_total[{window}]))"
FAILED = 'sum by (model) (increase(requests_total{code="500"}[{window}]))'
MEASURES = {"errors": MeasureShape(better=Better.LOWER)}


def past(end: datetime = NOW, late: int = 0) -> Past:
    """One request in ten fails. Of the last day so many failures more arrive ``late``."""

    def count(each_step: int, more: int = 0) -> dict[datetime, float]:
        noon = MIDNIGHT - timedelta(hours=12)
        grown = every(STEP, BEGAN, end, lambda at: each_step * ((at - BEGAN) // STEP))
        return {at: value + (more if at >= noon else 0) for at, value in grown.items()}

    return {
        'requests_total{model="churn",code="200"}': count(9),
        'requests_total{model="churn",code="500"}': count(1, late),
        'requests_total{model="chrun",code="500"}': count(1),
    }


@pytest.fixture(scope="module")
def url(prometheus: Started) -> Iterator[str]:
    with prometheus(past()) as address:
        yield address


@pytest.fixture
def company(engine: Engine) -> Engine:
    """A store that knows one model."""
    feed_registry(engine, churn())
    return engine


def read(engine: Engine, url: str, now: datetime = NOW, days_back: int = 10) -> SourceReport:
    connection = PrometheusConnection(
        *("live", url, {"errors": f"{FAILED} / {ALL}"}, {"errors": ALL}),
        days_back=days_back,
        measures=MEASURES,
    )
    found = sync(engine, [connection], now=now, time_zone="Europe/London", base=Path("/nowhere"))
    return found.sources[0]


def told(engine: Engine, as_of: datetime = NOW) -> list[tuple[float, float]]:
    """The value and the cases of each day, oldest first."""
    (measured,) = [
        each for each in case_of(engine, as_of=as_of).measured if each.measure.key == "errors"
    ]
    one = measured.overall
    return list(zip(one.values.tolist(), one.counts.tolist(), strict=True))


def problems(engine: Engine) -> list[Problem]:
    with reading(engine) as conn:
        return [each.problem for each in sources.refusals(conn, "live", 100)]


def test_each_day_is_kept_and_a_model_nobody_knows_is_refused(company: Engine, url: str) -> None:
    report = read(company, url)
    assert (report.kind, report.state, report.problem) == ("prometheus", "published", None)
    assert (report.read, report.kept, report.refused) == (21, 11, 10)
    assert told(company) == [(0.1, 1440)] * 10
    assert {each.code for each in problems(company)} == {Code.UNKNOWN_MODEL}
    assert {each.inputs["nearest"] for each in problems(company)} == {"churn"}


def test_reading_again_asks_for_the_last_days_and_adds_nothing(company: Engine, url: str) -> None:
    read(company, url)
    before = everything(company)["readings"]
    assert read(company, url, LATER).kept == 3 + 1
    assert everything(company)["readings"] == before


def test_the_next_day_is_added_when_it_is_over(company: Engine, prometheus: Started) -> None:
    with prometheus(past(NOW + timedelta(days=1))) as url:
        read(company, url)
        assert len(told(company)) == 10
        day_on = NOW + timedelta(days=1)
        read(company, url, day_on)
        assert told(company, day_on) == [(0.1, 1440)] * 11


def test_what_came_late_corrects_the_day_and_what_was_told_before_stays_known(
    company: Engine, url: str, prometheus: Started
) -> None:
    read(company, url)
    with prometheus(past(late=360)) as later:
        read(company, later, LATER)
    assert told(company)[-1] == (0.1, 1440)
    assert told(company, LATER)[:-1] == [(0.1, 1440)] * 9
    value, cases = told(company, LATER)[-1]
    # What happens between two looks at a count is spread over the time between them.
    assert cases == pytest.approx(1440 + 360, abs=5)
    assert value == pytest.approx((144 + 360) / cases, abs=0.01)
    with reading(company) as conn:
        corrected = readings.c.superseded_at.is_not(None)
        assert conn.scalar(select(func.count()).where(corrected)) == 1


def test_a_server_that_is_away_leaves_what_it_told(company: Engine, url: str) -> None:
    read(company, url)
    report = read(company, "http://127.0.0.1:1", LATER)
    assert report.problem
    assert report.problem.code is Code.UNREACHABLE
    assert told(company, LATER) == [(0.1, 1440)] * 10


def test_a_day_missed_is_read_when_the_server_is_back(company: Engine, url: str) -> None:
    read(company, url, NOW - timedelta(days=7), days_back=3)
    assert len(told(company)) == 3
    read(company, url, NOW, days_back=10)
    assert told(company) == [(0.1, 1440)] * 10


def test_the_newest_period_of_each_measure_is_known(company: Engine, url: str) -> None:
    read(company, url)
    with reading(company) as conn:
        known = [latest_ends(conn, number) for number in (1, 2)]
    assert known == [{}, {"errors": MIDNIGHT}]
