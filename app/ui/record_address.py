"""What the address of the record says, and what a reader's link asks for."""

from dataclasses import dataclass, replace

from app.ui.address import Parameters, name_asked, page_asked, to

PATH = "/record"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page shows. ``model`` is a slug, ``action`` the name of one."""

    action: str = ""
    model: str = ""
    page: int = 1

    @property
    def narrowed(self) -> bool:
        return bool(self.action or self.model)


def read(parameters: Parameters) -> Asked:
    """What an address asks for, whatever somebody typed into it."""
    return Asked(
        name_asked(parameters, "action"),
        name_asked(parameters, "model"),
        page_asked(parameters),
    )


def to_record(asked: Asked | None = None) -> str:
    """The address of the page."""
    found = asked or Asked()
    page = str(found.page) if found.page > 1 else ""
    return to(PATH, action=found.action, model=found.model, page=page)


def to_record_file(kind: str, asked: Asked) -> str:
    """The address of everything that matches as a file, csv or xlsx."""
    everything = replace(asked, page=1)
    return to(f"/export/record.{kind}", action=everything.action, model=everything.model)
