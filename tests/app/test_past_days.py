"""Past days beside the pages: judged once by a process, told when they fail, and deleted again."""

import csv
import io
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Engine
from starlette.applications import Starlette

from app import past_process
from app.downloads import download_routes
from app.judging import outlooks_as_of
from app.language.sentence import Speech
from app.past_days import (
    MOST_WAITING,
    Awaited,
    PastDays,
    close_past_days,
    end_of,
    past_days,
)
from app.past_process import PastProcess, Unjudged
from app.ui import loading
from app.ui.address import Filters
from app.ui.loading.past import PastDayAwaited, PastDayBusy, PastDayFailed
from app.ui.visit import Visit
from data.store.engine import open_store, reading
from tests.apart import run_apart
from tests.browser import companies

DAY = timedelta(days=1)
WITHIN_SECONDS = 60.0


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("past")
    yield companies.fill(folder, companies.REGISTRY, lambda _: companies.large(5))
    close_past_days()


@pytest.fixture
def engine(database: str) -> Iterator[Engine]:
    opened = open_store(database)
    yield opened
    opened.dispose()


@pytest.fixture
def days(tmp_path: Path) -> Iterator[PastDays]:
    """The past days of a store that is not there."""
    found = PastDays(f"sqlite:///{tmp_path / 'nothing.db'}")
    yield found
    found.close()


class Clock:
    """The clock that never jumps, but where a test says so."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        return time.monotonic() + self.ahead


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr("app.past_days.monotonic", made)
    return made


class Judging:
    """Stands in for the process: it writes an empty file, and says which days were judged."""

    def __init__(self) -> None:
        self.judged: list[date] = []
        self.may_go_on = threading.Event()
        self.may_go_on.set()
        self.fails = False

    def __call__(self, _process: PastProcess, day: date, file: Path) -> None:
        self.judged.append(day)
        file.parent.mkdir(parents=True)
        file.touch()
        self.may_go_on.wait(WITHIN_SECONDS)
        if self.fails:
            raise Unjudged


@pytest.fixture
def judging(monkeypatch: pytest.MonkeyPatch) -> Judging:
    made = Judging()
    monkeypatch.setattr(PastProcess, "judge", lambda *given: made(*given))
    return made


def days_ago(number: int) -> date:
    return (datetime.now(UTC) - number * DAY).date()


def until(done: Callable[[], bool]) -> None:
    ends = time.monotonic() + WITHIN_SECONDS
    while not done():
        assert time.monotonic() < ends, f"not so within {WITHIN_SECONDS:.0f} s"
        time.sleep(0.02)


def state(days: PastDays, day: date) -> str:
    """How a day stands, as whoever asks for it is told."""
    try:
        with days.read(day):
            return "there"
    except (Awaited, Unjudged) as told:
        return type(told).__name__


def file_of(days: PastDays, day: date) -> Path:
    """The file of a day once it is judged."""
    until(lambda: state(days, day) == "there")
    with days.read(day) as store:
        return Path(str(store.url.database))


def visit_of(database: str, day: date) -> Visit:
    speech = Speech(now=end_of(day, "UTC"))
    return Visit(speech, database, timedelta(minutes=15), frozenset(), day, datetime.now(UTC))


def test_a_process_judges_a_day_once_and_pages_read_it(database: str) -> None:
    """The real process, as the pages start it."""
    day = days_ago(10)
    visit = visit_of(database, day)
    with pytest.raises(PastDayAwaited):
        loading.listing(visit, Filters())
    where = file_of(past_days(database), day)
    assert file_of(past_days(database), day) == where
    listed = loading.listing(visit, Filters())
    assert listed.fleet.deployed
    told = loading.notice(visit)
    assert told.past is not None
    assert "(10 days ago)" in str(told.past)
    record = loading.record(visit, listed.rows[0].slug)
    assert record is not None
    assert record.verdict is not None
    assert record.verdict.at == visit.now


def test_a_day_that_cannot_be_judged_is_told(tmp_path: Path) -> None:
    """The real process, for a store without tables."""
    database, day = f"sqlite:///{tmp_path / 'nothing.db'}", days_ago(5)
    until(lambda: state(past_days(database), day) != "Awaited")
    with pytest.raises(PastDayFailed):
        loading.is_there(visit_of(database, day))
    close_past_days()


def test_a_day_that_failed_is_tried_again_only_after_a_while(
    days: PastDays, judging: Judging, clock: Clock
) -> None:
    day, judging.fails = days_ago(5), True
    until(lambda: state(days, day) == "Unjudged")
    assert [state(days, day) for _ in range(3)] == ["Unjudged"] * 3
    clock.ahead = 29
    assert state(days, day) == "Unjudged"
    assert judging.judged == [day]
    judging.fails, clock.ahead = False, 31
    assert state(days, day) == "Awaited"
    until(lambda: state(days, day) == "there")
    assert judging.judged == [day, day]


@pytest.mark.parametrize("seconds", [0.2, None])
def test_a_process_that_hangs_or_cannot_start_is_a_day_that_failed(
    days: PastDays, seconds: float | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ("/nothing/here",) if seconds is None else ("sh", "-c", "exec sleep 600")
    monkeypatch.setattr(past_process, "_COMMAND", command)
    monkeypatch.setattr(past_process, "AT_MOST_SECONDS", seconds)
    until(lambda: state(days, days_ago(5)) == "Unjudged")


def test_only_so_many_wait_and_further_ones_are_told(days: PastDays, judging: Judging) -> None:
    judging.may_go_on.clear()
    asked = [days_ago(number) for number in range(2, 4 + MOST_WAITING)]
    told = [state(days, day) for day in asked]
    assert told == ["Awaited"] * (1 + MOST_WAITING) + ["Busy"]
    assert state(days, asked[1]) == "Awaited", "one that waits goes on waiting"
    judging.may_go_on.set()
    for day in asked:
        file_of(days, day)
    assert judging.judged == asked


def test_a_page_of_a_day_that_does_not_wait_yet_says_so(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.past_days.MOST_WAITING", -1)
    with pytest.raises(PastDayBusy):
        loading.is_there(visit_of(database, days_ago(20)))


def test_only_so_many_days_are_kept(
    days: PastDays, judging: Judging, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.past_days.MOST_DAYS", 2)
    files = [file_of(days, days_ago(number)) for number in (3, 4, 5, 4, 3)]
    assert judging.judged == [days_ago(number) for number in (3, 4, 5, 3)]
    assert [each.exists() for each in files] == [False, True, False, True, True]


def test_what_makes_room_before_it_was_judged_is_not_judged(
    days: PastDays, judging: Judging, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.past_days.MOST_DAYS", 2)
    judging.may_go_on.clear()
    running, waiting, last = (days_ago(number) for number in (2, 3, 4))
    assert state(days, running) == "Awaited"
    until(lambda: judging.judged == [running])
    assert state(days, waiting) == state(days, running) == state(days, last) == "Awaited"
    judging.may_go_on.set()
    until(lambda: state(days, last) == "there")
    assert judging.judged == [running, last]


def test_a_file_goes_once_it_is_old_and_nobody_reads_it(
    days: PastDays, judging: Judging, clock: Clock
) -> None:
    day = days_ago(3)
    before = file_of(days, day)
    with days.read(day) as store, reading(store):
        clock.ahead = 3_601
        assert state(days, day) == "Awaited"
        until(lambda: state(days, day) == "there")
        assert before.exists()
    assert not before.parent.exists()
    assert file_of(days, day).exists()
    assert judging.judged == [day, day]


def test_what_failed_leaves_no_file(days: PastDays, judging: Judging) -> None:
    judging.fails = True
    until(lambda: state(days, days_ago(3)) == "Unjudged")
    assert list(days._folder.iterdir()) == []


def test_a_store_has_one_set_of_past_days_however_it_is_named(tmp_path: Path) -> None:
    file = tmp_path / "rollcall.db"
    opened = open_store(f"sqlite:///{file}")
    names = [f"sqlite:///{file}", f"sqlite+pysqlite:///{file}", str(opened.url)] * 4
    with ThreadPoolExecutor(len(names)) as pool:
        assert len(set(pool.map(past_days, names))) == 1
    close_past_days()


def test_closing_ends_the_process_and_everything_that_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(past_process, "_COMMAND", ("sh", "-c", "exec sleep 600"))
    days = past_days(f"sqlite:///{tmp_path / 'nothing.db'}")
    assert state(days, days_ago(2)) == state(days, days_ago(3)) == "Awaited"
    until(lambda: days._process._child is not None)
    child = days._process._child
    assert child
    assert child.poll() is None
    began = time.monotonic()
    close_past_days()
    assert time.monotonic() - began < 5
    assert child.poll() is not None
    assert not days._folder.exists()
    assert past_days(f"sqlite:///{tmp_path / 'nothing.db'}") is not days
    close_past_days()


def download(engine: Engine, day: date) -> httpx.Response:
    speech = Speech(now=datetime.now(UTC), time_zone="UTC")

    async def get() -> httpx.Response:
        transport = httpx.ASGITransport(Starlette(routes=download_routes(engine, lambda: speech)))
        async with httpx.AsyncClient(transport=transport, base_url="http://rollcall") as client:
            return await client.get(f"/export/models.csv?day={day}")

    return run_apart(get())


def test_a_list_of_a_past_day_is_a_file_once_it_is_judged(engine: Engine, database: str) -> None:
    day = days_ago(150)
    answer = download(engine, day)
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
    assert "Please ask for the file again" in answer.text
    file_of(past_days(database), day)
    answer = download(engine, day)
    assert answer.status_code == 200
    assert f"rollcall-models-{day}.csv" in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == len(list(outlooks_as_of(engine, end_of(day, "UTC"), "UTC")))


def test_a_file_of_a_day_that_does_not_wait_yet_is_to_be_asked_for_again(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.past_days.MOST_WAITING", -1)
    answer = download(engine, days_ago(30))
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "30")
    assert "one day after the other" in answer.text
