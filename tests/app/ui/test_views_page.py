"""The page of named views, and what may be done about any page."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.language.sentence import Speech
from app.reports.this_page import NamedView
from app.ui import views
from app.ui.shown import Notice
from app.ui.this_page import this_page
from app.ui.visit import Visit, begin
from data.members import Member, Role
from tests.data.feeding import NOW

SPEECH = Speech(now=NOW)
NOTICE = Notice(False, (), NOW, judging_late=False)
HOSTILE = "<script>alert(1)</script>"
VIEW = NamedView(7, HOSTILE, "/models?unit=Retail", 1, "Ana Ruiz", NOW - timedelta(days=3))


@pytest.fixture
def here(request: pytest.FixtureRequest) -> None:
    """A run of a page for somebody of this account and role; for nobody without."""
    account, role = getattr(request, "param", (0, Role.VIEWER))
    member = Member(account, "i", "s", "Ana", "", frozenset({role, Role.VIEWER}))
    visit = Visit(SPEECH, "", timedelta(hours=1), frozenset())
    begin(replace(visit, member=member if account else None))


@pytest.mark.usefixtures("here")
class TestPage:
    def test_a_view_leads_where_it_was_named(self) -> None:
        page = views.page([VIEW], NOTICE, SPEECH)
        assert 'href="/models?unit=Retail"' in page
        assert "Models" in page
        assert HOSTILE not in page

    def test_nobody_in_particular_may_take_nothing_away(self) -> None:
        assert "forget_view" not in views.page([VIEW], NOTICE, SPEECH)

    def test_without_views_it_says_how_to_name_one(self) -> None:
        assert "Name this view" in views.page([], NOTICE, SPEECH)

    def test_whoever_is_nobody_is_asked_nothing(self) -> None:
        assert this_page("/models", {}, SPEECH) == ""


@pytest.mark.parametrize(
    ("here", "may"),
    [
        ((1, Role.VIEWER), True),
        ((2, Role.EXPERT), False),
        ((2, Role.MANAGER), True),
        ((2, Role.ADMINISTRATOR), True),
    ],
    indirect=["here"],
)
@pytest.mark.usefixtures("here")
def test_who_may_take_a_name_away_is_asked(may: bool) -> None:
    assert ("forget_view" in views.page([VIEW], NOTICE, SPEECH)) is may


@pytest.mark.parametrize("here", [(1, Role.VIEWER)], indirect=True)
@pytest.mark.usefixtures("here")
def test_the_address_that_is_named_holds_all_that_was_chosen() -> None:
    drawn = this_page("/models", {"unit": ["Retail & more"], "status": ["below", "silent"]}, SPEECH)
    assert "/models?unit=Retail+%26+more&amp;status=below&amp;status=silent" in drawn
