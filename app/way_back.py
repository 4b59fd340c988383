"""Which page a reader came from to sign in, so that they are there again afterwards.

Whatever a browser brings is checked twice: only pages of ours are ever gone back to.
"""

from urllib.parse import quote, unquote, urlsplit

from app.ui.places import FIRST, PLACES

LONGEST = 2_000
"""Characters; browsers drop longer cookies."""
FIRST_PAGE = next(each.path for each in PLACES if each.key == FIRST)
_PATHS = frozenset(each.path for each in PLACES)
# All that stands in an address without a second meaning in a header or a cookie.
_SAFE = "/?&=%+.,:;@!$'()*~-_"


def page_of(address: str, host: str) -> str:
    """The path and query of one of our own pages; the first page for everything else.

    ``address`` is what a browser says it came from, ``host`` the one it asks now.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return FIRST_PAGE
    if parts.scheme not in ("http", "https") or parts.netloc != host:
        return FIRST_PAGE
    return own_page(f"{parts.path}?{parts.query}" if parts.query else parts.path)


def own_page(place: str) -> str:
    """``place`` where it is a path of ours with whatever is asked of it, else the first page."""
    path, asks, query = place.partition("?")
    if path not in _PATHS:
        return FIRST_PAGE
    whole = path + asks + quote(query, safe=_SAFE)
    return whole if len(whole) <= LONGEST else path


def kept(place: str) -> str:
    """A place as a cookie holds it."""
    return quote(place, safe="")


def found(cookie: str) -> str:
    """The place a cookie holds; a cookie may have been put there by somebody else."""
    return own_page(unquote(cookie))
