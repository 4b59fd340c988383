"""The pages of the product, in the order of the menu, each with its drawing.

To add a page: a file in ``pages``, its title in ``app.language.places`` and a line here.
"""

from dataclasses import dataclass

from markupsafe import Markup

from app.language.places import MenuPart, PageTitle


@dataclass(frozen=True, slots=True)
class Place:
    """One page. ``key`` is its file, and its address where that is not ``/``.

    ``drawing`` is SVG within 16 by 16; without one the page does not stand in the menu. ``under``
    names its part of the menu.
    """

    key: str
    title: PageTitle
    drawing: Markup | None = None
    under: MenuPart | None = None

    @property
    def path(self) -> str:
        return "/" if self.key == FIRST else f"/{self.key}"


FIRST = "today"
"""The page that answers to "/"."""
ME = "me"
"""The page about whoever is here."""


def _lines(*paths: str) -> Markup:
    return Markup("").join(Markup('<path d="{}"/>').format(path) for path in paths)


_CALENDAR = _lines("M2.5 3.5h11v10h-11z", "M2.5 6.5h11M5.5 2v3M10.5 2v3", "M5.5 10l2 1.7 3-3")
_LIST = _lines("M5.5 4h8M5.5 8h8M5.5 12h8", "M2.5 4h.01M2.5 8h.01M2.5 12h.01")
_BARS = _lines("M2.5 13.5V9M6.2 13.5V6M9.8 13.5V8M13.5 13.5V3")
_PERSON = _lines("M8 2.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6z", "M2.8 13.8c1-6 9.4-6 10.4 0")
_SHIELD = _lines(
    "M8 1.8l5.2 2v4c0 3-2 5.2-5.2 6.4-3.2-1.2-5.2-3.4-5.2-6.4v-4z", "M8 5v3.5M8 11h.01"
)
_SCALES = _lines("M8 2.5v11M5 13.5h6M3 4.5h10", "M3 4.5L1.3 9h3.4zM13 4.5L11.3 9h3.4z")
_WARNING = _lines("M8 2l6.5 11.5h-13z", "M8 6.5v3M8 11.5h.01")
_CLOCK = _lines("M3 5.5A5.6 5.6 0 1 1 2.4 8", "M2.5 2.5v3.2h3.2", "M8 5v3.2l2.2 1.3")
_ARROWS = _lines("M2.5 5.5h10.5M10.3 2.8L13 5.5l-2.7 2.7", "M13.5 10.5H3M5.7 7.8L3 10.5l2.7 2.7")
_FLOW = _lines("M2 2.5h4v3H2zM2 10.5h4v3H2zM10 6.5h4v3h-4z", "M6 4c3 0 1 4 4 4M6 12c3 0 1-4 4-4")
_SPEECH = _lines("M2 3h12v8H7l-3 3v-3H2z", "M5 6h6M5 8.3h4")
_PLUG = _lines("M3 3.5c0-2 10-2 10 0s-10 2-10 0v9c0 2 10 2 10 0v-9", "M3 8c0 2 10 2 10 0")
_PEN = _lines("M3 13l.8-3.2 7.4-7.4 2.4 2.4-7.4 7.4z", "M9.6 4l2.4 2.4")
_STAMP = _lines("M6 9V7.5a2.7 2.7 0 1 1 4 0V9", "M3 9h10v2.5H3z", "M3.5 14h9")
_SHEET = _lines("M2.5 3h11v10h-11z", "M2.5 6.3h11M2.5 9.7h11M6.2 6.3V13")
_TRAY = _lines("M2.5 9.5v4h11v-4", "M8 2v8M5 7.2L8 10.2l3-3")
_STACK = _lines("M3 2.5h10v11H3z", "M5.5 5.5h5M5.5 8h5M5.5 10.5h3")
_FLAG = _lines("M4 14V2.5h8L10 5.5l2 3H4")
_BOOK = _lines(
    "M8 4c-1.5-1.1-3.5-1.3-6-1.1v9.6c2.5-.2 4.5 0 6 1.1V4",
    "M8 4c1.5-1.1 3.5-1.3 6-1.1v9.6c-2.5-.2-4.5 0-6 1.1",
)

PLACES: tuple[Place, ...] = (
    Place("today", PageTitle.TODAY, _CALENDAR),
    Place("models", PageTitle.MODELS, _LIST),
    Place("model", PageTitle.MODEL),
    Place("impact", PageTitle.IMPACT, _BARS, MenuPart.QUESTIONS),
    Place("people", PageTitle.PEOPLE, _PERSON, MenuPart.QUESTIONS),
    Place("risks", PageTitle.RISKS, _SHIELD, MenuPart.QUESTIONS),
    Place("groups", PageTitle.GROUPS, _SCALES, MenuPart.QUESTIONS),
    Place("incidents", PageTitle.INCIDENTS, _CLOCK, MenuPart.QUESTIONS),
    Place("changes", PageTitle.CHANGES, _ARROWS, MenuPart.QUESTIONS),
    Place("pipelines", PageTitle.PIPELINES, _FLOW, MenuPart.QUESTIONS),
    Place("feedback", PageTitle.FEEDBACK, _SPEECH, MenuPart.TAKE_PART),
    Place("agreements", PageTitle.AGREEMENTS, _PEN, MenuPart.TAKE_PART),
    Place("reviews", PageTitle.REVIEWS, _STAMP, MenuPart.TAKE_PART),
    Place("views", PageTitle.VIEWS, _FLAG, MenuPart.TAKE_PART),
    Place("inventory", PageTitle.INVENTORY, _SHEET, MenuPart.TAKE_PART),
    Place("bring", PageTitle.BRING, _TRAY, MenuPart.TAKE_PART),
    Place("sources", PageTitle.SOURCES, _PLUG, MenuPart.ABOUT_US),
    Place("record", PageTitle.RECORD, _STACK, MenuPart.ABOUT_US),
    Place("words", PageTitle.WORDS, _BOOK, MenuPart.ABOUT_US),
    Place(ME, PageTitle.ME, _PERSON, MenuPart.ABOUT_US),
)
