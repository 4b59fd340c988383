"""The pieces of the pages that a browser test would reach only with a company for each."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from app.health.verdict import Brief, Care, Kpi, Reason, ReasonCode, Status
from app.language.problems import problem_words
from app.language.sentence import Speech
from app.ui.address import Filters
from app.ui.banners import MOST_SOURCES, banners
from app.ui.counts import status_bar
from app.ui.rows import model_table
from app.ui.shown import Fleet, Notice, Row
from data.problems import Code, Problem

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SPEECH = Speech(now=NOW)
UNMEASURED = Reason(ReasonCode.NOT_MEASURED, {"question": "performance"})
KPI = Kpi(
    measure="found",
    kind="recall",
    phrase="",
    unit="share",
    things="",
    currency="",
    better="higher",
    value=0.61,
    start=NOW - timedelta(days=8),
    end=NOW - timedelta(days=1),
    minimum=0.7,
    count=900,
)


def row(kpi: Kpi | None = None, **changes: object) -> Row:
    told = {
        "slug": "letters",
        "name": "Renewal letters",
        "owner": "",
        "unit": "",
        "status": Status.UNMEASURED,
        "care": Care.NEEDS_CARE,
        "brief": Brief(UNMEASURED, (), kpi, (0.7, None, 0.61) if kpi else ()),
        "last_heard": None,
    }
    return Row(**(told | changes))  # type: ignore[arg-type]  # the tests change what they name


def notice(**changes: object) -> Notice:
    told: dict[str, object] = {
        "pretend": False,
        "late_sources": (),
        "judged_at": NOW,
        "judging_late": False,
    }
    return Notice(**(told | changes))  # type: ignore[arg-type]  # the tests change what they name


def fleet(**counts: int) -> Fleet:
    found = {Status(name): count for name, count in counts.items()}
    return Fleet(found, 0, sum(counts.values()), ())


def test_blanks_are_told_as_blanks_and_never_as_zero() -> None:
    drawn = model_table([row()], SPEECH)
    for blank in ("No owner recorded", "No unit recorded", "Not measured", "never"):
        assert blank in drawn
    assert '<svg class="trend"' not in drawn


def test_a_row_says_why_it_needs_care() -> None:
    care = (Reason(ReasonCode.NO_OWNER), Reason(ReasonCode.NO_EXPERT))
    drawn = model_table([row(brief=Brief(UNMEASURED, care, None, ()))], SPEECH)
    assert "Nobody owns" in drawn
    # One line a model: its own page says the rest.
    assert "expert" not in drawn


def test_a_row_that_is_looked_after_says_nothing_of_it() -> None:
    care = (Reason(ReasonCode.LOOKED_AFTER, {"owner": "Ana Ruiz"}),)
    looked_after = row(care=Care.LOOKED_AFTER, brief=Brief(UNMEASURED, care, None, ()))
    assert "Ana Ruiz" not in model_table([looked_after], SPEECH)


def test_a_figure_without_an_agreement_says_so() -> None:
    drawn = model_table([row(replace(KPI, minimum=None))], SPEECH)
    assert "nothing agreed yet" in drawn


def test_a_figure_stands_beside_what_was_agreed_and_where_it_came_from() -> None:
    drawn = model_table([row(KPI)], SPEECH)
    assert "61 in 100" in drawn
    assert "agreed: at least 70" in drawn
    assert "From 70 in 100 to 61 in 100 over 3 periods; 1 did not arrive." in drawn


def test_today_is_told_with_its_time() -> None:
    assert "today, 08:00" in model_table([row(last_heard=NOW.replace(hour=8, minute=0))], SPEECH)


def test_the_bar_leaves_out_what_is_no_longer_deployed() -> None:
    drawn = status_bar(fleet(meets=3, retired=2), Filters(), SPEECH)
    bar, legend = drawn.split("<ul")
    assert "tone-retired" not in bar
    assert "Retired" in legend


def test_the_bar_says_its_counts_in_words() -> None:
    drawn = status_bar(fleet(below=1, meets=1200), Filters(), SPEECH)
    assert "Below what was agreed: 1; Meets what was agreed: 1,200" in drawn


def test_the_chosen_status_is_marked_and_leads_back() -> None:
    drawn = status_bar(fleet(below=1, meets=2), Filters(statuses=(Status.BELOW,)), SPEECH)
    assert drawn.count("aria-current") == 1
    assert 'href="/models"' in drawn


def test_care_stands_apart_and_only_where_somebody_needs_it() -> None:
    counted = Fleet({Status.MEETS: 2}, 1, 2, ())
    assert "1 needs care" in status_bar(counted, Filters(), SPEECH)
    assert "care" not in status_bar(fleet(meets=2), Filters(), SPEECH)


def test_nothing_late_and_nobody_pretending_is_no_banner() -> None:
    assert banners(notice(), SPEECH) == ""


def test_what_is_late_stands_above_that_it_is_pretended() -> None:
    late = (("registry", NOW - timedelta(days=2)), ("<metrics>", None))
    drawn = banners(notice(pretend=True, late_sources=late, judging_late=True), SPEECH)
    said = ("We last checked", "registry", "&lt;metrics&gt;", "pretend company")
    places = [drawn.index(each) for each in said]
    assert places == sorted(places)


def test_a_source_that_answered_in_vain_is_told_why() -> None:
    why = problem_words(
        Problem(Code.INVENTORY_SHRANK, {"source": "registry", "before": 40, "after": 2}), SPEECH
    )
    drawn = banners(notice(not_taken=(why,)), SPEECH)
    assert "lists <bdi>2</bdi> now" in drawn
    assert "not answered" not in drawn


def test_a_late_source_leads_to_the_sources_and_our_own_delay_does_not() -> None:
    late = (("registry", None),)
    assert 'href="/sources"' in banners(notice(late_sources=late), SPEECH)
    assert "href" not in banners(notice(judging_late=True), SPEECH)


def test_many_late_sources_do_not_bury_the_page() -> None:
    late = tuple((f"source {number}", None) for number in range(20))
    assert banners(notice(late_sources=late), SPEECH).count("banner") == MOST_SOURCES
