"""What the address of the page about groups says, and what a reader's link asks for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from app.ui.address import Parameters, last, name_asked, page_asked, to

PATH = "/groups"

LENGTH = 10
"""Measures on one page of the list: each is a picture."""


class Standing(StrEnum):
    """What a reader narrows to: measures of which some group stands there."""

    BELOW = "below"
    NEAR = "near"
    TOO_FEW = "too_few"
    NOT_MEASURED = "not_measured"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page shows. ``model`` is a slug; ``understood`` is False if a part was not."""

    standing: Standing | None = None
    model: str = ""
    unit: str = ""
    page: int = 1
    understood: bool = True

    @property
    def said(self) -> Mapping[str, str]:
        """What an address says of this; the usual is left out."""
        return {
            "standing": self.standing.value if self.standing else "",
            "model": self.model,
            "unit": self.unit,
            "page": str(self.page) if self.page > 1 else "",
        }


def read(parameters: Parameters) -> Asked:
    """What an address asks for, whatever somebody typed into it."""
    standing, page = (last(parameters, name) for name in ("standing", "page"))
    number = page_asked(parameters)
    return Asked(
        standing=Standing(standing) if standing in set(Standing) else None,
        model=name_asked(parameters, "model"),
        unit=name_asked(parameters, "unit"),
        page=number,
        understood=standing in ("", *Standing) and page in ("", str(number)),
    )


def to_groups(asked: Asked | None = None) -> str:
    """The address of the page."""
    return to(PATH, **(asked or Asked()).said)


def to_file(kind: str, asked: Asked) -> str:
    """The address of everything that matches as a file, csv or xlsx."""
    return to(f"/export/groups.{kind}", **replace(asked, page=1).said)
