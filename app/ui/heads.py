"""The top of a page: what must be said first, its answer in one sentence, and a line below it."""

from collections.abc import Iterable

from markupsafe import Markup

from app.language.sentence import Sentence, Speech
from app.ui.banners import banners
from app.ui.markup import NOTHING, sentence, sentences
from app.ui.shown import Notice


def head(
    title: Sentence,
    lead: Iterable[Sentence],
    notice: Notice,
    speech: Speech,
    above: Markup = NOTHING,
) -> Markup:
    """Banners, the heading that answers the page's question, and what stands below it.

    ``above`` stands between banners and heading: the way back from a page below another.
    """
    below = sentences(lead)
    return Markup('{}{}<div><h1 tabindex="-1">{}</h1>{}</div>').format(
        banners(notice, speech),
        above,
        sentence(title),
        Markup('<p class="lead">{}</p>').format(below) if below else NOTHING,
    )
