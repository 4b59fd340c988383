"""What the addresses of reviews say, and what a reader's link asks for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from app.reports.reviews import UNSAID, ReviewState
from app.ui.address import LONGEST_SEARCH, Parameters, last, page_asked, to
from data.facts import Impact

PATH = "/reviews"
IMPACTS = (*(each.value for each in Impact), UNSAID)


@dataclass(frozen=True, slots=True)
class Asked:
    """The list as narrowed, one ``model`` (a slug), or what was ``signed`` of it at a moment."""

    model: str = ""
    signed: datetime | None = None
    state: ReviewState | None = None
    impact: str = ""
    unit: str = ""
    page: int = 1
    understood: bool = True

    @property
    def narrowed(self) -> bool:
        return bool(self.state or self.impact or self.unit)

    @property
    def said(self) -> Mapping[str, str]:
        """What an address says of this; the usual is left out."""
        return {
            "model": self.model,
            "signed": self.signed.isoformat() if self.signed else "",
            "state": self.state.value if self.state else "",
            "impact": self.impact,
            "unit": self.unit,
            "page": str(self.page) if self.page > 1 else "",
        }


def read(parameters: Parameters) -> Asked:
    """What an address asks for, whatever somebody typed into it."""
    names = ("state", "impact", "signed", "page")
    state, impact, signed, page = (last(parameters, name) for name in names)
    asked = Asked(
        model=last(parameters, "model")[:LONGEST_SEARCH],
        signed=_moment(signed),
        state=ReviewState(state) if state in set(ReviewState) else None,
        impact=impact if impact in IMPACTS else "",
        unit=last(parameters, "unit")[:LONGEST_SEARCH],
        page=page_asked(parameters),
    )
    known = state in ("", *ReviewState) and impact in ("", *IMPACTS)
    known = known and (not signed or asked.signed is not None) and page in ("", str(asked.page))
    return replace(asked, understood=known)


def _moment(said: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(said)
    except ValueError:
        return None
    return at.astimezone(UTC) if at.tzinfo is not None and 1990 <= at.year < 9999 else None


def to_reviews(asked: Asked | None = None) -> str:
    """The address of the list, of one model or of one review."""
    return to(PATH, **(asked or Asked()).said)


def to_file(kind: str, asked: Asked) -> str:
    """The address of everything that matches as a file, csv or xlsx."""
    return to(f"/export/reviews.{kind}", **replace(asked, page=1, model="", signed=None).said)
