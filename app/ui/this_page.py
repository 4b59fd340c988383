"""What readers may do about a page itself: name what it shows, and say what was not clear.

Both stand beside every page, for whoever has said who they are.
"""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from markupsafe import Markup

from app.actions.naming_views import LONGEST_NAME
from app.actions.saying_clear import LONGEST_REMARK
from app.language.labels import label
from app.language.sentence import Speech
from app.language.views import ViewLabel
from app.language.wording import WordingLabel
from app.ui.deed_form import folded_form, form, line_field, may, text_field, tick_field
from app.ui.filters import hidden
from app.ui.markup import NOTHING


def this_page(path: str, kept: Mapping[str, Sequence[str]], speech: Speech) -> Markup:
    """Both forms; ``kept`` is what the address says. Nothing for those who may not use them."""
    drawn = _name(path, kept, speech) + _clear(speech)
    return Markup('<div class="this-page">{}</div>').format(drawn) if drawn else NOTHING


def _name(path: str, kept: Mapping[str, Sequence[str]], speech: Speech) -> Markup:
    query = urlencode(kept, doseq=True)
    fields = (
        hidden("address", f"{path}?{query}" if query else path),
        line_field("name", label(ViewLabel.CALLED, speech), LONGEST_NAME, needed=True, form="view"),
    )
    return folded_form("name_view", ViewLabel.NAME_IT, path, fields, speech)


def _clear(speech: Speech) -> Markup:
    if not may("say_clear"):
        return NOTHING
    return Markup(
        '<button type="button" class="quiet" data-asks-clear aria-describedby="how-clear">{}'
        '</button><p class="soft" id="how-clear">{}</p><template data-clear>{}</template>'
    ).format(label(WordingLabel.ASK, speech), label(WordingLabel.CHOOSE, speech), _dialog(speech))


def _dialog(speech: Speech) -> Markup:
    answers = [("yes", WordingLabel.YES), ("no", WordingLabel.NO)]
    ticks = [(value, label(word, speech)) for value, word in answers]
    remark = label(WordingLabel.REMARK, speech)
    fields = (
        hidden("said", ""),
        hidden("read", ""),
        hidden("place", ""),
        tick_field("clear", label(WordingLabel.WAS_IT, speech), ticks, form="clear"),
        text_field("remark", remark, LONGEST_REMARK, needed=False, form="clear"),
    )
    return Markup(
        '<dialog class="clear" aria-label="{}"><p class="soft">{}</p><blockquote dir="auto">'
        '</blockquote>{}<button type="button" class="quiet" data-closes>{}</button></dialog>'
    ).format(
        label(WordingLabel.ASK, speech),
        label(WordingLabel.READ, speech),
        form("say_clear", "", fields, speech, WordingLabel.SEND),
        label(WordingLabel.CLOSE, speech),
    )
