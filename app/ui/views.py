"""The page of named views: where each leads, and who named it."""

from collections.abc import Sequence

from markupsafe import Markup

from app.actions.naming_views import TIDY
from app.language import views as words
from app.language.labels import label
from app.language.sentence import Speech
from app.language.views import ViewLabel
from app.reports.this_page import NamedView
from app.ui import view
from app.ui.deed_form import form, may
from app.ui.filters import hidden
from app.ui.heads import head
from app.ui.markup import NOTHING, link, name, sentence
from app.ui.places import PLACES
from app.ui.shown import Notice
from app.ui.tables import table
from app.ui.visit import who


def show(found: Sequence[NamedView], notice: Notice, speech: Speech) -> None:
    """Everything of the page."""
    view.show(page(found, notice, speech), key="views")


def page(found: Sequence[NamedView], notice: Notice, speech: Speech) -> Markup:
    """The page as HTML."""
    count = len(found)
    top = head(words.headline(count, speech), words.explained(count, speech), notice, speech)
    if not found:
        return top
    heads = [label(each, speech) for each in (ViewLabel.VIEW, ViewLabel.PAGE, ViewLabel.BY)]
    return top + table(heads, [_row(each, speech) for each in found], kind="views")


def _row(found: NamedView, speech: Speech) -> tuple[Markup, ...]:
    by = sentence(words.named_by(found.by, found.named_at, speech))
    return link(found.address, name(found.name)), _page(found, speech), by + _forget(found, speech)


def _page(found: NamedView, speech: Speech) -> Markup:
    """What the page is called; its path where it is none of ours any more."""
    path = found.address.partition("?")[0]
    titles = {each.path: label(each.title, speech) for each in PLACES}
    return name(titles.get(path, path))


def _forget(found: NamedView, speech: Speech) -> Markup:
    member = who()
    mine = member is not None and (member.account == found.account or member.may(TIDY))
    if not mine or not may("forget_view"):
        return NOTHING
    number = str(found.id)
    return form("forget_view", number, (hidden("view", number),), speech, ViewLabel.FORGET)
