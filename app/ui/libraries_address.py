"""What an address asks about software: which one, which version, and whose models."""

from dataclasses import dataclass, replace

from app.health.library_uses import Fit, chosen_version, normal_name
from app.ui.address import Parameters, last, name_asked, page_asked, to

PATH = "/changes"
SHOW = "libraries"
"""What the address of the page about changes says where all software is asked for."""
LONGEST_VERSION = 40


@dataclass(frozen=True, slots=True)
class LibrariesAsked:
    """``wanted`` is False where the address asks for the page about changes itself. ``library`` is
    a normal name; ``version`` as it was typed, empty where it is no version."""

    wanted: bool = True
    library: str = ""
    version: str = ""
    unit: str = ""
    fit: Fit | None = None
    page: int = 1
    understood: bool = True

    @property
    def narrowed(self) -> bool:
        return bool(self.unit or self.fit)

    def only(self, fit: Fit) -> "LibrariesAsked":
        """The same narrowed to what the version means, or widened again where it already is."""
        return replace(self, fit=None if self.fit is fit else fit, page=1)


def libraries_asked(parameters: Parameters) -> LibrariesAsked:
    """What an address asks for, whatever somebody typed into it."""
    library = normal_name(name_asked(parameters, "library"))
    show, fit = last(parameters, "show"), last(parameters, "fit")
    typed, page = last(parameters, "version")[:LONGEST_VERSION].strip(), last(parameters, "page")
    version = typed if chosen_version(typed) else ""
    asked = page_asked(parameters)
    return LibrariesAsked(
        wanted=bool(library) or show == SHOW,
        library=library,
        version=version,
        unit=name_asked(parameters, "unit"),
        fit=Fit(fit) if fit in set(Fit) and version and library else None,
        page=asked,
        understood=(version == typed and page in ("", str(asked)) and (not fit or fit in set(Fit))),
    )


def to_libraries(asked: LibrariesAsked | None = None, path: str = PATH) -> str:
    """The address of all software or of one; ``path`` is another one for a file."""
    asked = asked or LibrariesAsked()
    return to(
        path,
        show="" if asked.library else SHOW,
        library=asked.library,
        version=asked.version,
        unit=asked.unit,
        fit=asked.fit.value if asked.fit else "",
        page=str(asked.page) if asked.page > 1 else "",
    )


def to_libraries_file(asked: LibrariesAsked, kind: str) -> str:
    """The address of the list as a file: all pages of it."""
    return to_libraries(replace(asked, page=1), f"/export/libraries.{kind}")
