"""What the address of the page about one's own list says."""

from dataclasses import dataclass

from app.ui.address import Parameters, last, to
from app.ui.brought_said import Said

PATH = "/inventory"


@dataclass(frozen=True, slots=True)
class Asked:
    """The page, and what it has to say of the last form."""

    said: Said | None = None
    understood: bool = True


def read(parameters: Parameters) -> Asked:
    """What an address asks for, whatever somebody typed into it."""
    said = last(parameters, "said")
    return Asked(Said(said) if said in set(Said) else None, said in ("", *Said))


def to_inventory(said: Said | None = None) -> str:
    """The address of the page."""
    return to(PATH, said=said.value if said else "")


def to_edit_file() -> str:
    """The address of everything recorded, as a list to edit and to bring again."""
    return to("/export/inventory.xlsx")


def to_refused_rows(number: int) -> str:
    """The address of the rows that were refused of a list that was taken in, as a file."""
    return to("/export/list-refused.csv", list=str(number))
