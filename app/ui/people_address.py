"""The addresses of the page about people: which view, whom, and what it is narrowed to."""

from dataclasses import dataclass, replace
from enum import StrEnum

from app.ui.address import Parameters, last, name_asked, page_asked, search_asked, to


class View(StrEnum):
    """What the page lists."""

    PEOPLE = ""
    MODELS = "models"
    USES = "uses"


@dataclass(frozen=True, slots=True)
class PeopleAsked:
    """What an address asks for. ``person`` is a key; empty shows everybody."""

    view: View = View.PEOPLE
    person: str = ""
    unit: str = ""
    search: str = ""
    page: int = 1
    understood: bool = True

    @property
    def narrowed(self) -> bool:
        return bool(self.unit or self.search)

    def turned(self, page: int) -> "PeopleAsked":
        return replace(self, page=page)


def people_asked(parameters: Parameters) -> PeopleAsked:
    """What an address asks for, whatever somebody typed into it."""
    view, page = last(parameters, "view"), last(parameters, "page")
    found = page_asked(parameters)
    return PeopleAsked(
        view=View(view) if view in set(View) else View.PEOPLE,
        person=name_asked(parameters, "person"),
        unit=name_asked(parameters, "unit"),
        search=search_asked(parameters),
        page=found,
        understood=view in set(View) and page in ("", str(found)),
    )


def to_people(asked: PeopleAsked | None = None) -> str:
    """The address of the page, or of a part of it."""
    return to("/people", **_said(asked or PeopleAsked()))


def to_person(key: str) -> str:
    """The address of what one person looks after."""
    return to("/people", person=key)


def to_people_file(name: str, kind: str, asked: PeopleAsked) -> str:
    """The address of a list as a file, csv or xlsx: all of it, so no page is named."""
    return to(f"/export/{name}.{kind}", **_said(asked.turned(1)))


def _said(asked: PeopleAsked) -> dict[str, str]:
    return {
        "view": asked.view.value,
        "person": asked.person,
        "unit": asked.unit,
        "q": asked.search,
        "page": str(asked.page) if asked.page > 1 else "",
    }
