"""What the address of the page about what people say says, and what a reader's link asks for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from app.ui.address import Parameters, last, name_asked, number_asked, page_asked, to
from data.facts import FeedbackKind

PATH = "/feedback"
DISAGREE = "disagree"
"""The view of what numbers and people say differently."""


class Which(StrEnum):
    """How far what is shown has come."""

    WAITING = "waiting"
    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page shows. ``understood`` is False if a part of the address was not.

    ``one`` asks for a single thing by its number (0: for one there cannot be).
    """

    which: Which = Which.WAITING
    kind: FeedbackKind | None = None
    model: str = ""
    theme: str = ""
    answerer: str = ""
    late: bool = False
    disagree: bool = False
    one: int | None = None
    page: int = 1
    understood: bool = True

    @property
    def narrowed(self) -> bool:
        every = self.which if self.which is Which.ALL else Which.WAITING
        return self != Asked(
            every, page=self.page, disagree=self.disagree, understood=self.understood
        )

    @property
    def said(self) -> Mapping[str, str]:
        """What an address says of this; the usual is left out."""
        return {
            "one": "" if self.one is None else str(self.one),
            "state": "" if self.which is Which.WAITING else self.which.value,
            "kind": self.kind.value if self.kind else "",
            "model": self.model,
            "theme": self.theme,
            "answerer": self.answerer,
            "late": "yes" if self.late else "",
            "view": DISAGREE if self.disagree else "",
            "page": str(self.page) if self.page > 1 else "",
        }


def read(parameters: Parameters) -> Asked:
    """What an address asks for, whatever somebody typed into it."""
    names = ("state", "kind", "late", "view", "one", "page")
    which, kind, late, view, one, page = (last(parameters, name) for name in names)
    number, known_number = number_asked(parameters, "one")
    asked = Asked(
        which=Which(which) if which in set(Which) else Which.WAITING,
        kind=FeedbackKind(kind) if kind in set(FeedbackKind) else None,
        model=name_asked(parameters, "model"),
        theme=name_asked(parameters, "theme"),
        answerer=name_asked(parameters, "answerer"),
        late=late == "yes",
        disagree=view == DISAGREE,
        one=(number if known_number else 0) if one else None,
        page=page_asked(parameters),
    )
    known = which in ("", *Which) and kind in ("", *FeedbackKind) and late in ("", "yes")
    known = known and view in ("", DISAGREE) and page in ("", str(asked.page))
    return replace(asked, understood=known)


def to_feedback(asked: Asked | None = None) -> str:
    """The address of the page."""
    return to(PATH, **(asked or Asked()).said)


def to_one(number: int) -> str:
    """The address of a single thing that was said."""
    return to_feedback(Asked(one=number))


def to_file(kind: str, asked: Asked) -> str:
    """The address of everything that matches as a file, csv or xlsx."""
    return to(f"/export/feedback.{kind}", **replace(asked, page=1, one=None).said)
