"""What the address of the page about changes asks for, and addresses of it."""

from dataclasses import dataclass, replace
from typing import Any

from app.health.happening import Topic
from app.language.changes_page import SPANS
from app.reports.changes import Narrowing
from app.ui.address import PAGE_LENGTH, Parameters, last, name_asked, number_asked, search_asked, to

USUAL_DAYS = 30


@dataclass(frozen=True, slots=True)
class Asked:
    """One model or one unit (empty: all), one topic (None: all), how many days back, and the page
    of each list. ``understood`` is False if something was not."""

    slug: str = ""
    unit: str = ""
    topic: Topic | None = None
    days: int = USUAL_DAYS
    page: int = 1
    search: str = ""
    versions: int = 1
    understood: bool = True

    @property
    def narrowing(self) -> Narrowing:
        """What is asked of the store."""
        return Narrowing(
            self.slug,
            self.unit,
            self.topic,
            self.days,
            self.search,
            (self.page - 1) * PAGE_LENGTH,
            (self.versions - 1) * PAGE_LENGTH,
            PAGE_LENGTH,
        )

    @property
    def narrowed(self) -> bool:
        return replace(self, page=1, versions=1, understood=True) != Asked()


def read(parameters: Parameters) -> Asked:
    """What an address asks for, whatever somebody typed into it."""
    topic, days = last(parameters, "kind"), last(parameters, "span")
    page, page_known = number_asked(parameters, "page")
    versions, versions_known = number_asked(parameters, "versions")
    spans = {str(each): each for each in SPANS}
    return Asked(
        slug=name_asked(parameters, "model"),
        unit=name_asked(parameters, "unit"),
        topic=Topic(topic) if topic in set(Topic) else None,
        days=spans.get(days, USUAL_DAYS),
        page=page,
        search=search_asked(parameters),
        versions=versions,
        understood=(
            page_known
            and versions_known
            and (not topic or topic in set(Topic))
            and (not days or days in spans)
        ),
    )


def parameters_of(asked: Asked) -> dict[str, str]:
    """The query parameters that say this; what is as usual is left out."""
    return {
        "model": asked.slug,
        "unit": asked.unit,
        "kind": asked.topic.value if asked.topic else "",
        "span": str(asked.days) if asked.days != USUAL_DAYS else "",
        "q": asked.search,
        "page": _number(asked.page),
        "versions": _number(asked.versions),
    }


def _number(page: int) -> str:
    return str(page) if page > 1 else ""


def to_changes(asked: Asked | None = None, **otherwise: Any) -> str:
    """The address of the page that asks for this, but for what is said ``otherwise``."""
    return to("/changes", **parameters_of(replace(asked or Asked(), **otherwise)))


def to_file(name: str, kind: str, asked: Asked) -> str:
    """The address of one of its lists as a file: all of it, so no page is named."""
    return to(f"/export/{name}.{kind}", **parameters_of(replace(asked, page=1, versions=1)))
