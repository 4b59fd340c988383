"""The menu beside every page, and the way to past days: links that keep the day looked at."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

from markupsafe import Markup, escape

from app.language.dates import local_day
from app.language.labels import label
from app.language.past_days import PastLabel
from app.language.places import MENU, MenuPart
from app.language.sentence import Speech
from app.language.translating import text
from app.ui.address import DAY, FIRST_DAY, to
from app.ui.filters import hidden
from app.ui.markup import NOTHING, join, name
from app.ui.places import ME, PLACES, Place
from app.ui.visit import who


def menu(current: str, speech: Speech) -> Markup:
    """Links to every page; ``current`` is the key of the one that is shown."""
    shown = [each for each in PLACES if each.drawing]
    parts = groupby(shown, key=lambda place: place.under)
    return Markup('<nav class="menu" aria-label="{}">{}</nav>').format(
        text(MENU, speech),
        join(_part(under, tuple(places), current, speech) for under, places in parts),
    )


def _part(
    under: MenuPart | None, places: tuple[Place, ...], current: str, speech: Speech
) -> Markup:
    heading = Markup("<h2>{}</h2>").format(label(under, speech)) if under else NOTHING
    links = join(_link(each, current, speech) for each in places)
    return heading + Markup("<ul>{}</ul>").format(links)


def _link(place: Place, current: str, speech: Speech) -> Markup:
    mark = Markup(' aria-current="page"') if place.key == current else NOTHING
    return Markup(
        '<li><a href="{}"{}><svg class="icon" viewBox="0 0 16 16" aria-hidden="true">{}</svg>'
        "<span>{}</span></a></li>"
    ).format(to(place.path), mark, place.drawing, _called(place, speech))


def _called(place: Place, speech: Speech) -> Markup:
    """What a page is called; the one about whoever is here, by their name."""
    member = who()
    if place.key != ME or member is None:
        return escape(label(place.title, speech))
    return Markup('<span class="unseen">{}: </span>{}').format(
        label(place.title, speech), name(member.name)
    )


def past_day(
    looked: date | None, path: str, kept: Mapping[str, Sequence[str]], present: Speech
) -> Markup:
    """A field for a day that is over: the same page as it would have been at the end of it.

    ``kept`` is what else the address says, ``present`` how we speak of now.
    """
    last = local_day(present.now, present) - timedelta(days=1)
    others = join(
        hidden(name, value) for name, values in kept.items() if name != DAY for value in values
    )
    return Markup(
        '<form class="past" action="{}" data-live>{}<label><span>{}</span>'
        '<input type="date" name="{}" value="{}" min="{}" max="{}"></label></form>'
    ).format(
        path,
        others,
        label(PastLabel.LOOK_BACK, present),
        DAY,
        looked.isoformat() if looked else "",
        FIRST_DAY.isoformat(),
        last.isoformat(),
    )
