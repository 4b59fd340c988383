"""What the page about risks is narrowed to, as its address says it."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from app.health.coverage import Watch, Worry
from app.health.insight import Likelihood
from app.health.risk_moves import Direction
from app.ui.address import Parameters, last, name_asked, page_asked, to
from data.facts import Impact

PATH = "/risks"

Named = TypeVar("Named", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class RiskFilters:
    """None and empty mean everything. ``understood`` is False if part of the address was not.

    ``worry`` and ``watch`` only come together: models for which this worry is watched in this way.
    """

    unit: str = ""
    impact: Impact | None = None
    likelihood: Likelihood | None = None
    worry: Worry | None = None
    watch: Watch | None = None
    moved: Direction | None = None
    page: int = 1
    understood: bool = True

    @property
    def narrowed(self) -> bool:
        return self != RiskFilters(page=self.page, understood=self.understood)

    @property
    def cell(self) -> tuple[Worry, Watch] | None:
        """The worry and how it is watched, where both are asked for."""
        return (self.worry, self.watch) if self.worry and self.watch else None

    def at(self, impact: Impact, likelihood: Likelihood) -> "RiskFilters":
        """Only what stands there, in the same unit."""
        return RiskFilters(self.unit, impact, likelihood)

    def watched(self, worry: Worry, watch: Watch) -> "RiskFilters":
        """Only where this worry is watched in this way, in the same unit."""
        return RiskFilters(self.unit, worry=worry, watch=watch)

    def moving(self, direction: Direction) -> "RiskFilters":
        """Only what moved this way lately, in the same unit."""
        return RiskFilters(self.unit, moved=direction)

    def turned(self, page: int) -> "RiskFilters":
        return replace(self, page=page)


def read(parameters: Parameters) -> RiskFilters:
    """The filters an address asks for, whatever somebody typed into it."""
    asked = {name: last(parameters, name) for name in _NAMED}
    worry, watch = _known(Worry, asked["worry"]), _known(Watch, asked["watch"])
    both = worry is not None and watch is not None
    found = {
        "impact": _known(Impact, asked["impact"]),
        "likelihood": _known(Likelihood, asked["likelihood"]),
        "worry": worry if both else None,
        "watch": watch if both else None,
        "moved": _known(Direction, asked["moved"]),
    }
    page = page_asked(parameters)
    named = all(found[name] is not None for name, value in asked.items() if value)
    return RiskFilters(
        unit=name_asked(parameters, "unit"),
        page=page,
        understood=named and last(parameters, "page") in ("", str(page)),
        **found,  # type: ignore[arg-type]  # fields by name
    )


_NAMED = ("impact", "likelihood", "worry", "watch", "moved")


def said(filters: RiskFilters) -> dict[str, str]:
    """What an address says of these filters, but for the page."""
    named = {name: getattr(filters, name) for name in _NAMED}
    return {"unit": filters.unit} | {
        name: value.value for name, value in named.items() if value is not None
    }


def to_risks(filters: RiskFilters | None = None) -> str:
    """The address of the page."""
    filters = filters or RiskFilters()
    return to(PATH, **said(filters), page=str(filters.page) if filters.page > 1 else "")


def to_file(kind: str, filters: RiskFilters) -> str:
    """The address of its list as a file, csv or xlsx: all pages of it."""
    return to(f"/export/risks.{kind}", **said(filters))


def _known(members: type[Named], asked: str) -> Named | None:
    return members(asked) if asked in set(members) else None
