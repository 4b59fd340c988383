"""Where the reader is: links to what stands above this page, and its own name."""

from collections.abc import Iterable

from markupsafe import Markup

from app.language.labels import Label, label
from app.language.sentence import Speech
from app.ui.markup import join


def crumbs(above: Iterable[Markup], here: str | Markup, speech: Speech) -> Markup:
    """The way back, from the farthest page on."""
    steps = join(Markup("<li>{}</li>").format(each) for each in above)
    return Markup(
        '<nav class="crumbs" aria-label="{}"><ol>{}<li aria-current="page">{}</li></ol></nav>'
    ).format(label(Label.WHERE_YOU_ARE, speech), steps, here)
