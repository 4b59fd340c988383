"""The HTML every page begins with: Streamlit's own, told early what it would find out late.

Streamlit's page asks the server twice where it is and how it is framed before it connects, at an
address like ``/models`` even four times, and it learns which parts a page is made of only from the
first answers. Both are the same for all our pages, so they stand in the HTML.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import streamlit
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from app.ui import script
from app.ui.places import FIRST

STATIC = Path(streamlit.__file__).parent / "static"
PAGES = Path(__file__).parent.parent / "pages"
PARTS = ("BidiComponent",)
"""The parts of Streamlit that our pages are made of and that it loads late otherwise."""

# What makes Streamlit connect at once: its own options for whoever serves the page. The only page
# that may steer ours is ours; Content-Security-Policy lets no other frame it anyway.
EARLY = """
  window.__streamlit = {
    BACKEND_BASE_URL: location.origin + "/",
    HOST_CONFIG: { allowedOrigins: [location.origin], useExternalAuthToken: false },
  };
"""
# While the browser waits for the server's first words it has time to make ready what they need;
# asked for by Streamlit, all of it would happen after them.
AHEAD = """
  const whenIdle = window.requestIdleCallback ?? setTimeout;
  addEventListener("DOMContentLoaded", () => whenIdle(() => {
    for (const part of document.querySelectorAll("link[data-part]")) import(part.href);
  }));
"""
_KEPT = {"cache-control": "public, immutable, max-age=31536000"}
_MODULES = '<script type="module"'
_IMPORTS = re.compile(r'(?:from|import)"\./([\w.-]+\.js)"')


def front_routes() -> list[Route]:
    """The address of every page, before Streamlit's own answer to it."""
    html = front_page()
    names = sorted(each.stem for each in PAGES.glob("*.py"))
    return [script_route(), *(_route(name, html) for name in names)]


def script_route() -> Route:
    """The address of what our own parts share."""

    async def answer(_request: Request) -> Response:
        return Response(script.script(), media_type="text/javascript", headers=_KEPT)

    return Route(script.path(), answer)


def _route(name: str, html: str) -> Route:
    async def answer(_request: Request) -> Response:
        return HTMLResponse(html)

    return Route("/" if name == FIRST else f"/{name}", answer)


def front_page() -> str:
    """Streamlit's HTML with our words before its script, and the parts it will need."""
    before, after = _index().split(_MODULES, 1)
    after = after.replace("</head>", "".join(_links(PARTS)) + "</head>")
    return f"{before}<script>{EARLY}{AHEAD}</script>{_MODULES}{after}"


def _index() -> str:
    return (STATIC / "index.html").read_text(encoding="utf-8")


def _links(parts: Sequence[str]) -> Iterator[str]:
    """What to load early; marked are the parts themselves, which bring the rest along."""
    yield _LINK.format("data-part ", f".{script.path()}")
    for file in preloaded(parts):
        marked = "data-part " if file.startswith(tuple(f"{part}." for part in parts)) else ""
        yield _LINK.format(marked, f"./static/js/{file}")


_LINK = '<link rel="modulepreload" crossorigin {}href="{}">'


def preloaded(parts: Sequence[str]) -> list[str]:
    """The files of our parts and everything they import, without those the page loads anyway."""
    folder, index = STATIC / "static" / "js", _index()
    first = [each.name for part in parts for each in folder.glob(f"{part}.*.js")]
    return [name for name in _with_imports(folder, first) if name not in index]


def _with_imports(folder: Path, names: Iterable[str]) -> Iterator[str]:
    waiting, seen = list(names), set[str]()
    while waiting:
        name = waiting.pop(0)
        if name not in seen:
            seen.add(name)
            yield name
            waiting += _IMPORTS.findall((folder / name).read_text(encoding="utf-8"))
