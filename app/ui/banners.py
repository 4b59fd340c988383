"""What stands above everything else: that a company is pretended, and what is late."""

from markupsafe import Markup

from app.health.verdict import Status
from app.language.headline import checking_late, late, pretend
from app.language.labels import Label, label
from app.language.past_days import PastLabel
from app.language.sentence import Sentence, Speech
from app.ui.address import to_sources
from app.ui.marks import icon
from app.ui.markup import NOTHING, join, link, sentence, sentences
from app.ui.shown import Notice

FRONT = "/"
"""Back to today leads to the first page: another one may be about what is no more."""

MOST_SOURCES = 3
"""More late sources than this are one fault of the network, and a wall of lines hides it."""


def banners(notice: Notice, speech: Speech) -> Markup:
    """All banners this page needs, the gravest first; empty where everything is as it should be."""
    told: list[tuple[Sentence, ...]] = [(each,) for each in notice.not_taken]
    told += [late(name, at, at, speech) for name, at in notice.late_sources]
    more = link(to_sources(), label(Label.TO_ALL_SOURCES, speech))
    drawn = [_late(each, more) for each in told[:MOST_SOURCES]]
    if notice.judging_late:
        drawn.insert(0, _late(checking_late(notice.judged_at, speech), NOTHING))
    if notice.past is not None:
        back = Markup('<a href="{}">{}</a>').format(FRONT, label(PastLabel.TO_TODAY, speech))
        drawn.insert(0, _plain(notice.past, back))
    if notice.odd_day:
        drawn.append(Markup('<p class="soft">{}</p>').format(label(Label.NOT_UNDERSTOOD, speech)))
    if notice.pretend:
        drawn.append(_plain(pretend(speech)))
    return join(drawn)


def _late(told: tuple[Sentence, ...], more: Markup) -> Markup:
    return Markup('<div class="banner late tone-{}" role="status">{}<p>{} {}</p></div>').format(
        Status.ATTENTION.value, icon(Status.ATTENTION), sentences(told), more
    )


def _plain(told: Sentence, more: Markup = NOTHING) -> Markup:
    return Markup('<div class="banner"><p>{} {}</p></div>').format(sentence(told), more)
