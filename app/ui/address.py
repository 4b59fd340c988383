"""The addresses of the product: what a link says, and what a reader's link asks for.

Everything in an address is text to look up. What is not understood is left out and said so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol
from urllib.parse import urlencode

from app.health.verdict import WORST_FIRST, Care, Status
from app.ui.visit import looked_at
from data.facts import LONGEST_NAME

LONGEST_SEARCH = 250
"""Letters of what somebody looks for: each word of it costs the store one more look."""

PAGE_LENGTH = 25
"""Models on one page of the list: a few screens to scroll, and a link always says which page."""

DAY = "day"
"""The parameter of every page that names the past day looked at."""

FIRST_DAY = date(2000, 1, 1)
"""No model that is watched today was watched before this day."""

LAST_PAGE = 10_000
"""No company has this many pages of models; it keeps the offset a small number."""


UNMISSED = "unmissed"
"""The view of the list of models that asks which of them nobody would miss."""


KEPT = "kept"
"""The view of those with signs that somebody decided to keep."""


class Parameters(Protocol):
    """The part of Streamlit's query parameters that is read here."""

    def get_all(self, key: str) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list of models is narrowed to. ``understood`` is False if something was not.

    ``unmissed`` lists those with signs that nobody would miss them, ``kept`` of these the ones that
    somebody decided to keep.
    """

    search: str = ""
    statuses: tuple[Status, ...] = ()
    care: Care | None = None
    unit: str = ""
    page: int = 1
    understood: bool = True
    unmissed: bool = False
    kept: bool = False

    @property
    def narrowed(self) -> bool:
        return bool(self.search or self.statuses or self.care or self.unit)

    def only(self, status: Status) -> "Filters":
        """The same search narrowed to one status, or widened again where it already is."""
        statuses = () if self.statuses == (status,) else (status,)
        return replace(self, statuses=statuses, page=1)

    def toggled(self, care: Care) -> "Filters":
        return replace(self, care=None if self.care is care else care, page=1)


def read(parameters: Parameters) -> Filters:
    """The filters an address asks for, whatever somebody typed into it."""
    statuses = parameters.get_all("status")
    care = last(parameters, "care")
    page, view = last(parameters, "page"), last(parameters, "view")
    known = tuple(status for status in WORST_FIRST if status.value in statuses)
    return Filters(
        search=search_asked(parameters),
        statuses=known,
        care=Care(care) if care in set(Care) else None,
        unit=name_asked(parameters, "unit"),
        page=_page(page) or 1,
        understood=(
            set(statuses) <= set(Status)
            and (not care or care in set(Care))
            and (not page or _page(page) is not None)
            and view in ("", UNMISSED, KEPT)
        ),
        unmissed=view in (UNMISSED, KEPT),
        kept=view == KEPT,
    )


def view_of(filters: Filters) -> str:
    """What an address says of which list it shows; empty for every deployed model."""
    if not filters.unmissed:
        return ""
    return KEPT if filters.kept else UNMISSED


def parameters_of(filters: Filters) -> dict[str, list[str]]:
    """The query parameters that say these filters; what is not narrowed is left out."""
    said: Mapping[str, Sequence[str]] = {
        "q": [filters.search],
        "status": [status.value for status in filters.statuses],
        "care": [filters.care.value if filters.care else ""],
        "unit": [filters.unit],
        "page": [str(filters.page) if filters.page > 1 else ""],
        "view": [view_of(filters)],
    }
    kept = {name: [value for value in values if value] for name, values in said.items()}
    return {name: values for name, values in kept.items() if values}


def to(path: str, **asked: str | Sequence[str]) -> str:
    """An address in the product. What is empty is left out; the past day looked at is kept."""
    looked = looked_at()
    kept = {DAY: looked.isoformat() if looked else "", **asked}
    query = urlencode({name: value for name, value in kept.items() if value}, doseq=True)
    return f"{path}?{query}" if query else path


def day_asked(parameters: Parameters, today: date) -> tuple[date | None, bool]:
    """The past day an address asks to look at, and whether it was understood."""
    asked, understood = _day(parameters, DAY)
    if asked is None or asked == today:
        return None, understood
    return (asked, True) if FIRST_DAY <= asked < today else (None, False)


def to_models(filters: Filters | None = None) -> str:
    """The address of the list."""
    return to("/models", **parameters_of(filters or Filters()))


def to_export(name: str, kind: str, filters: Filters) -> str:
    """The address of a list as a file, csv or xlsx: all of it, so no page is named."""
    return to(f"/export/{name}.{kind}", **parameters_of(replace(filters, page=1)))


def to_today(since: date | None = None) -> str:
    """The address of Today, telling what changed since a day."""
    return to("/", since=since.isoformat() if since else "")


def since_asked(parameters: Parameters) -> tuple[date | None, bool]:
    """The day since which an address asks for changes, and whether it was understood."""
    return _day(parameters, "since")


def to_model(slug: str) -> str:
    """The address of one model."""
    return to("/model", model=slug)


def model_asked(parameters: Parameters) -> str:
    """The slug an address asks for; empty where it asks for none."""
    return name_asked(parameters, "model")


def to_sources(source: int | None = None, page: int = 1) -> str:
    """The address of all sources, or of the refused rows of one."""
    asked = {"source": str(source) if source else "", "page": str(page) if page > 1 else ""}
    return to("/sources", **asked)


def source_asked(parameters: Parameters) -> int | None:
    """The number of the source an address asks for; 0 where it asks for one there cannot be."""
    asked = last(parameters, "source")
    return (_page(asked) or 0) if asked else None


def page_asked(parameters: Parameters) -> int:
    """The page an address asks for; the first where that is not understood."""
    return number_asked(parameters, "page")[0]


def number_asked(parameters: Parameters, name: str) -> tuple[int, bool]:
    """The page of a list that an address asks for under a name, and whether it was understood."""
    asked = last(parameters, name)
    page = _page(asked)
    return page or 1, page is not None or not asked


def to_refused_file(source: int) -> str:
    """The address of all refused rows of one source as a file."""
    return to("/export/refused.csv", source=str(source))


def to_words(term: str = "") -> str:
    """The address of plain words, or of one of them by its key."""
    return to("/words", term=term)


def term_asked(parameters: Parameters) -> str:
    """The key of the word an address asks for; empty where it asks for none."""
    return name_asked(parameters, "term")


def search_asked(parameters: Parameters) -> str:
    """What an address looks for; empty where it looks for nothing."""
    return last(parameters, "q")[:LONGEST_SEARCH]


def name_asked(parameters: Parameters, name: str) -> str:
    """The model, unit or other thing of ours that an address names, never cut shorter than it is;
    empty where it names none."""
    return last(parameters, name)[:LONGEST_NAME]


def last(parameters: Parameters, name: str) -> str:
    """What an address says last under a name; empty where it says nothing.

    Without NUL, for which PostgreSQL cannot even be asked.
    """
    values = parameters.get_all(name)
    return values[-1].replace("\x00", "") if values else ""


def _day(parameters: Parameters, name: str) -> tuple[date | None, bool]:
    asked = last(parameters, name)
    try:
        return (date.fromisoformat(asked) if asked else None), True
    except ValueError:
        return None, False


def _page(text: str) -> int | None:
    page = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
    return page if 1 <= page <= LAST_PAGE else None
