"""Today as HTML: what it says of a fleet, of one model, of none, and of what it cannot know."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from markupsafe import Markup

from app.judging import judge_all
from app.language.sentence import Speech
from app.ui import loading
from app.ui.last_seen import LONGEST, Since, within
from app.ui.today import page
from app.ui.visit import Visit
from data.connections import FilesConnection, RowMapping, SampleConnection
from data.facts import (
    Acknowledgement,
    Agreement,
    Arrival,
    Better,
    FieldName,
    Measure,
    Model,
    ModelRef,
    Person,
    Question,
    ReadContext,
    Reading,
    Unit,
)
from data.problems import Code, Problem, SourceFailed
from data.store import month_worths
from data.store.engine import open_store, reading
from data.store.schema import upgrade
from data.sync import Reader, sync
from tests.browser.companies import HOSTILE, large
from tests.data.feeding import (
    MADE,
    NOW,
    REF,
    REGISTRY,
    WEEK,
    agreement,
    churn,
    feed,
    read_tag,
    weekly,
)

ZONE = "Europe/London"
SOURCES = frozenset({"registry", "metrics", "exports", "sample"})
EVERY = timedelta(minutes=15)
USUAL = Since(None, False, True)


@pytest.fixture
def database(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'rollcall.db'}"
    engine = open_store(url)
    upgrade(engine)
    engine.dispose()
    return url


def fill(database: str, arrivals: list[Arrival], currency: str = "") -> None:
    engine = open_store(database)
    feed(engine, (REGISTRY, arrivals), now=NOW)
    judge_all(engine, now=NOW, time_zone=ZONE, currency=currency)
    engine.dispose()


def drawn(
    database: str, since: Since = USUAL, after: timedelta = timedelta(0), zone: str = ZONE
) -> Markup:
    visit = Visit(Speech(now=NOW + after, time_zone=zone), database, EVERY, SOURCES)
    return page(loading.today(visit, since.at), since, loading.notice(visit), visit.speech)


def words(html: Markup) -> str:
    """What a reader reads: marks within a line leave no gap, parts of the page do."""
    within_lines = re.sub(r"</?(bdi|strong|a)\b[^>]*>", "", html)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", within_lines))


def one(*readings: Arrival, owner: str = "ana", impact: str = "low") -> list[Arrival]:
    told = [
        read_tag(FieldName.BUSINESS_NAME, "Renewal letters"),
        read_tag(FieldName.BACKUP_OWNER, "priya"),
        read_tag(FieldName.EXPERT, "priya"),
        read_tag(FieldName.UNIT, "Retail"),
    ]
    told += [read_tag(FieldName.OWNER, owner)] if owner else []
    told += [read_tag(FieldName.IMPACT, impact)] if impact else []
    people = [Person("ana", "Ana Ruiz"), Person("priya", "Priya Nair")]
    return [*people, *churn(*told, *readings, agreement(0.7, MADE))]


UNDECIDED = "Nobody has decided yet whether to keep using it."
FALLING = [*weekly(2, 0.5), *weekly(20, 0.8, end=NOW - 2 * WEEK)]


def test_an_empty_store_says_so_and_what_to_do(database: str) -> None:
    said = words(drawn(database))
    assert "We know nothing yet" in said
    assert "rollcall sync" in said
    assert "do what was agreed" not in said
    assert "Nothing changed" not in said


def test_models_that_nobody_uses_are_no_good_news(database: str) -> None:
    fill(database, [Model(REF, MADE)])
    said = words(drawn(database))
    assert "No model is in use" in said
    assert "do what was agreed" not in said


def test_one_model_that_is_below_is_told_with_its_sum_and_its_owner(database: str) -> None:
    fill(database, one(*FALLING))
    said = words(drawn(database))
    assert "0 of 1 model does what was agreed, on recent results." in said
    assert f"Renewal letters Below what was agreed {UNDECIDED} It finds 50 in 100" in said
    assert "Ana Ruiz is the owner. Ask the owner what is being done" in said
    weights = (
        "Below what was agreed (12) × a mistake matters little (1) × "
        "since 9 November (2) = 24 points"
    )
    assert weights in said
    assert "0 do what was agreed and need nothing" in said
    assert "others need" not in said


CHECKING = Acknowledgement(REF, NOW.date(), "ana", date(2026, 12, 12))


def test_who_is_checking_stands_beside_what_is_wrong_until_the_news_is_overdue(
    database: str,
) -> None:
    fill(database, one(*FALLING, CHECKING))
    said = words(drawn(database))
    assert f"Renewal letters Below what was agreed {UNDECIDED} It finds 50 in 100" in said
    assert "Ana Ruiz is checking; next update 12 December. Ana Ruiz is the owner." in said
    weights = "since 9 November (2) × Ana Ruiz is checking (0.25) = 6 points"
    assert weights in said
    overdue = words(drawn(database, after=timedelta(days=20)))
    assert "No recent results" in overdue
    assert "Ana Ruiz is checking" not in overdue


def test_an_impact_nobody_recorded_is_told_as_assumed(database: str) -> None:
    fill(database, one(*FALLING, impact=""))
    assert "× we assume a mistake matters somewhat (2) ×" in words(drawn(database))


def test_where_nobody_owns_it_finding_an_owner_comes_first(database: str) -> None:
    fill(database, one(*FALLING, owner=""))
    said = words(drawn(database))
    assert "Nobody owns it. Name an owner." in said
    assert "Ask the owner" not in said


def test_all_is_well_is_told_with_proof(database: str) -> None:
    fill(database, one(*weekly(40, 0.8)))
    said = words(drawn(database))
    assert "1 of 1 model does what was agreed" in said
    assert "No results ask for anybody." in said
    assert "1 does what was agreed and needs nothing" in said
    assert "Nothing changed: 1 of 1 checked at 09:30." in said


def test_an_older_check_is_no_proof_for_today(database: str) -> None:
    fill(database, one(*weekly(40, 0.8)))
    said = words(drawn(database, after=timedelta(days=2)))
    assert "Nothing changed up to 23 November, 09:30: 1 of 1 checked then." in said
    assert "We last checked on 23 November 2026, 09:30 (2 days ago)" in said
    assert "registry has not answered since" in said
    assert "0 of 1 source answered lately." in said


def test_green_expires_here_too(database: str) -> None:
    fill(database, one(*weekly(40, 0.8)))
    said = words(drawn(database, after=8 * WEEK))
    assert "0 of 1 model does what was agreed" in said
    assert "It has sent nothing since" in said


def test_changes_are_told_newest_first_with_what_was_before(database: str) -> None:
    fill(database, one(*FALLING))
    html = drawn(database, Since(NOW - 4 * WEEK, False, True))
    said = words(html)
    assert "What changed since 26 October" in said
    below = said.index("Renewal letters is now below what was agreed.")
    assert below < said.index("Renewal letters now needs attention.")
    assert "Before that: Meets what was agreed." in said
    assert 'href="/model?model=churn"' in html


def test_the_last_look_is_told_as_such(database: str) -> None:
    fill(database, one(*FALLING))
    yesterday = Since(NOW - timedelta(days=1), True, True)
    said = words(drawn(database, yesterday))
    assert "What changed since you last looked, 22 November at 09:30" in said
    today = Since(NOW - timedelta(hours=1), True, True)
    assert "since you last looked, at 08:30 today" in words(drawn(database, today))


def test_what_was_not_watched_is_not_claimed(database: str) -> None:
    fill(database, one(*weekly(40, 0.8)))
    said = words(drawn(database, Since(NOW - 20 * WEEK, False, True)))
    assert "We have written changes down since 26 October." in said


def test_an_address_that_names_no_day_says_so(database: str) -> None:
    fill(database, one(*weekly(40, 0.8)))
    said = words(drawn(database, Since(None, False, False)))
    assert "Part of this address was not understood" in said
    assert "What changed since 16 November" in said


def test_a_named_day_lies_within_the_past_year() -> None:
    visit = Visit(Speech(now=NOW, time_zone="Europe/Warsaw"), "", EVERY, frozenset())
    today = NOW.date()
    assert within(today - timedelta(days=9999), visit) == NOW - LONGEST
    assert within(today + timedelta(days=3), visit) == NOW
    assert within(today, visit) == NOW.replace(day=22, hour=23, minute=0)


def money(ref: ModelRef, value: float, currency: str = "", key: str = "won") -> Iterator[Arrival]:
    yield Measure(ref, key, Question.VALUE, "worth", Unit.MONEY, Better.HIGHER, currency=currency)
    yield Agreement(ref, key, 100.0, "Ana Ruiz", MADE.date())
    for week in range(12):
        end = NOW - week * WEEK
        yield Reading(ref, key, end - WEEK, end, value)


def test_worth_says_what_it_covers_and_against_what(database: str) -> None:
    fill(database, one(*weekly(40, 0.8), *money(REF, 250.0)))
    said = words(drawn(database))
    # Four weeks ended in October 2026.
    assert "What models were worth in October 2026 £1,000" in said
    assert "£1,000 agreed: at least £400 · £600 more than agreed" in said
    assert "Retail £1,000" in said
    assert "This counts 1 of 1 model." in said


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Etc/GMT+12"])
def test_worth_counts_where_the_time_zone_was_changed_since_judging(
    database: str, zone: str
) -> None:
    fill(database, one(*weekly(40, 0.8), *money(REF, 250.0)))
    said = words(drawn(database, zone=zone))
    assert "This counts 1 of 1 model." in said


def test_worth_in_another_currency_is_told_in_it(database: str) -> None:
    fill(database, one(*weekly(40, 0.8), *money(REF, 50.0, "EUR")))
    said = words(drawn(database))
    assert "€200 agreed: at least €400 · €200 less than agreed" in said
    # The unit says it too: a sum that is well may hide one that is not.
    assert "Retail €200 agreed: at least €400 €200 less than agreed" in said
    assert "£" not in said


def test_the_companys_own_currency_written_out_is_no_other_currency(database: str) -> None:
    named, unnamed = money(REF, 250.0, "GBP"), money(REF, 50.0, key="saved")
    fill(database, one(*weekly(40, 0.8), *named, *unnamed), "GBP")
    said = words(drawn(database))
    assert "What models were worth in October 2026 £1,200" in said
    # Another company's money is judged anew where it is said whose it is.
    fill(database, one(*weekly(40, 0.8), *money(REF, 250.0, "GBP")), "EUR")
    engine = open_store(database)
    with reading(engine) as conn:
        assert {each.currency for each in month_worths.of_model(conn, "churn")} == {"GBP"}
    engine.dispose()


def test_no_agreed_worth_is_no_sum_of_nought(database: str) -> None:
    fill(database, one(*weekly(40, 0.8)))
    said = words(drawn(database))
    assert "No worth in money was agreed for any model." in said
    assert "£0" not in said


def test_questions_without_an_answer_are_counted_as_gaps(database: str) -> None:
    fill(database, one(*weekly(40, 0.8)))
    said = words(drawn(database))
    assert "Is it getting things right? 1 of 1 known" in said
    assert "Is it paying off? 0 of 1 known no answer for 1 model" in said


def test_silence_is_no_answer_except_to_whether_it_reports(database: str) -> None:
    fill(database, one(*weekly(40, 0.8)))
    said = words(drawn(database, after=8 * WEEK))
    assert "Is it getting things right? 0 of 1 known" in said
    assert "Is it reporting? 1 of 1 known" in said


def test_the_four_counts_and_the_cards_make_up_the_fleet(tmp_path: Path, database: str) -> None:
    engine = open_store(database)
    sync(engine, [SampleConnection()], now=NOW, time_zone=ZONE, base=tmp_path)
    judge_all(engine, now=NOW, time_zone=ZONE)
    engine.dispose()
    visit = Visit(Speech(now=NOW, time_zone=ZONE), database, EVERY, SOURCES)
    today = loading.today(visit, None).today
    needs = today.needs
    assert today.deployed == 46
    assert len(needs.first) == 3
    told = needs.others + needs.care + needs.waiting + needs.nothing
    assert told + len(needs.first) == today.deployed
    assert [each.weights.total for each in needs.first] == sorted(
        (each.weights.total for each in needs.first), reverse=True
    )
    assert "31 of 46 models do what was agreed" in words(drawn(database))


def test_hostile_names_stay_text(database: str) -> None:
    fill(database, list(large(20)))
    html = drawn(database, Since(NOW - 4 * WEEK, False, True))
    assert "<script>" not in html
    assert "<img" not in html
    assert len(HOSTILE) > 3


def test_a_source_that_fails_is_told_and_counted(database: str, tmp_path: Path) -> None:
    fill(database, one(*weekly(40, 0.8)))

    def fails(_connection: FilesConnection, _context: ReadContext) -> Iterator[Arrival]:
        yield from ()
        raise SourceFailed(Problem(Code.UNREACHABLE, {}))

    rows = RowMapping(model="model", end="day", period="P1D")
    files = FilesConnection("exports", "exports/*.csv", rows)
    engine = open_store(database)
    readers: dict[type, Reader] = {FilesConnection: fails}
    sync(engine, [files], now=NOW, time_zone=ZONE, base=tmp_path, readers=readers)
    engine.dispose()
    loading._state.clear()
    said = words(drawn(database))
    assert "exports has never answered" in said
    assert "1 of 2 sources answered lately." in said
