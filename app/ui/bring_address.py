"""What the address of the page on which results are brought says."""

from dataclasses import dataclass

from app.ui.address import Parameters, last, to
from app.ui.brought_said import Said

PATH = "/bring"


@dataclass(frozen=True, slots=True)
class Asked:
    """The page, and what it has to say of the last form."""

    said: Said | None = None
    understood: bool = True


def read(parameters: Parameters) -> Asked:
    """What an address asks for, whatever somebody typed into it."""
    said = last(parameters, "said")
    return Asked(Said(said) if said in set(Said) else None, said in ("", *Said))


def to_bring(said: Said | None = None) -> str:
    """The address of the page."""
    return to(PATH, said=said.value if said else "")
