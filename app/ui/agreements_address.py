"""What the addresses of agreements say, and what a reader's link asks for."""

from dataclasses import dataclass, replace

from app.reports.agreements import Need
from app.ui.address import Parameters, last, name_asked, page_asked, to

PATH = "/agreements"


@dataclass(frozen=True, slots=True)
class Asked:
    """The list that waits, or one ``model`` (a slug) and perhaps one ``measure`` of it."""

    model: str = ""
    measure: str = ""
    need: Need | None = None
    unit: str = ""
    page: int = 1
    understood: bool = True

    @property
    def narrowed(self) -> bool:
        return bool(self.need or self.unit)


def read(parameters: Parameters) -> Asked:
    """What an address asks for, whatever somebody typed into it."""
    need = last(parameters, "need")
    return Asked(
        name_asked(parameters, "model"),
        name_asked(parameters, "measure"),
        Need(need) if need in set(Need) else None,
        name_asked(parameters, "unit"),
        page_asked(parameters),
        need in ("", *Need),
    )


def to_agreements(asked: Asked | None = None) -> str:
    """The address of the list, or of one model or measure."""
    found = asked or Asked()
    return to(
        PATH,
        model=found.model,
        measure=found.measure,
        need=found.need.value if found.need else "",
        unit=found.unit,
        page=str(found.page) if found.page > 1 else "",
    )


def to_agreements_file(kind: str, asked: Asked) -> str:
    """The address of everything that waits as a file, csv or xlsx."""
    found = replace(asked, page=1)
    need = found.need.value if found.need else ""
    return to(f"/export/agreements.{kind}", need=need, unit=found.unit)
