"""The addresses of "Is it paying off?": of which unit, which models, and which page of them."""

from dataclasses import dataclass, replace
from enum import StrEnum

from app.ui.address import Parameters, last, name_asked, page_asked, to

PATH = "/impact"


class Which(StrEnum):
    """Which models are listed: all, or those with or without an agreed worth in money."""

    ALL = ""
    PROMISED = "agreed"
    UNPROMISED = "unagreed"


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for. ``understood`` is False where something was left out."""

    unit: str = ""
    which: Which = Which.ALL
    page: int = 1
    understood: bool = True

    @property
    def narrowed(self) -> bool:
        return bool(self.unit or self.which)

    def turned(self, page: int) -> "Asked":
        return replace(self, page=page)


def impact_asked(parameters: Parameters) -> Asked:
    """What an address asks for, whatever somebody typed into it."""
    which, page = last(parameters, "which"), last(parameters, "page")
    found = page_asked(parameters)
    return Asked(
        unit=name_asked(parameters, "unit"),
        which=Which(which) if which in set(Which) else Which.ALL,
        page=found,
        understood=which in set(Which) and page in ("", str(found)),
    )


def to_impact(asked: Asked | None = None) -> str:
    """The address of the page, or of a part of it."""
    return to(PATH, **_said(asked or Asked()))


def to_impact_file(kind: str, asked: Asked) -> str:
    """The address of the models as a file, csv or xlsx: all of them, so no page is named."""
    return to(f"/export/impact.{kind}", **_said(asked.turned(1)))


def _said(asked: Asked) -> dict[str, str]:
    page = str(asked.page) if asked.page > 1 else ""
    return {"unit": asked.unit, "which": asked.which.value, "page": page}
