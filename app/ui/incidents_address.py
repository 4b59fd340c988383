"""What the address of the page of incidents says, and what a reader's link asks for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from app.health.insight import IncidentKind
from app.ui.address import Parameters, last, name_asked, page_asked, to

PATH = "/incidents"


class Which(StrEnum):
    """Which incidents are shown."""

    OPEN = "open"
    PAST = "past"
    ALL = "all"


UNDECIDED = "none"
"""What the address says of the decision, for what nobody decided about or has to decide again."""

UNNOTICED = "unnoticed"
"""What the address asks for who wants to see every model that would go unnoticed."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page shows. ``understood`` is False if a part of the address was not.

    ``unnoticed`` asks for the list of models by how long a failure would stay unknown.
    """

    which: Which = Which.OPEN
    kind: IncidentKind | None = None
    unit: str = ""
    page: int = 1
    unnoticed: bool = False
    undecided: bool = False
    understood: bool = True

    @property
    def narrowed(self) -> bool:
        return self != Asked(page=self.page, unnoticed=self.unnoticed, understood=self.understood)

    @property
    def said(self) -> Mapping[str, str]:
        """What an address says of this; the usual is left out."""
        return {
            "which": "" if self.which is Which.OPEN else self.which.value,
            "kind": self.kind.value if self.kind else "",
            "decision": UNDECIDED if self.undecided else "",
            "unit": self.unit,
            "show": UNNOTICED if self.unnoticed else "",
            "page": str(self.page) if self.page > 1 else "",
        }


def read(parameters: Parameters) -> Asked:
    """What an address asks for, whatever somebody typed into it."""
    names = ("which", "kind", "decision", "show", "page")
    which, kind, decision, show, page = (last(parameters, name) for name in names)
    asked = Asked(
        which=Which(which) if which in set(Which) else Which.OPEN,
        kind=IncidentKind(kind) if kind in set(IncidentKind) else None,
        unit=name_asked(parameters, "unit"),
        page=page_asked(parameters),
        unnoticed=show == UNNOTICED,
        undecided=decision == UNDECIDED,
    )
    known = which in ("", *Which) and kind in ("", *IncidentKind)
    known = known and decision in ("", UNDECIDED)
    known = known and show in ("", UNNOTICED) and page in ("", str(asked.page))
    return replace(asked, understood=known)


def to_incidents(asked: Asked | None = None) -> str:
    """The address of the page."""
    return to(PATH, **(asked or Asked()).said)


def to_file(kind: str, asked: Asked) -> str:
    """The address of everything that matches as a file, csv or xlsx."""
    return to(f"/export/incidents.{kind}", **replace(asked, page=1).said)
