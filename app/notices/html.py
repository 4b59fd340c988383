"""A letter as HTML for mail programs: the colours of the pages, readable without any of them.

Some programs drop style sheets, so what must be so stands on each element; the sheet adds the dark
appearance for programs that know one. Nothing is loaded from anywhere.
"""

from markupsafe import Markup

from app.health.verdict import Status
from app.language.notices import and_more
from app.language.sentence import Speech
from app.language.statuses import status_words
from app.reports.letters import Item, Letter, Paragraphs, Part, plain_of
from app.ui.markup import NOTHING, join, name, sentence, sentences
from app.ui.theme import DARK, LIGHT, Palette

_FONT = Markup("font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif")
_PAGE = Markup(
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<meta name="color-scheme" content="light dark">'
    '<meta name="supported-color-schemes" content="light dark">'
    "<title>{subject}</title><style>{sheet}</style></head>\n"
    '<body class="page" style="margin:0;padding:0;background:{page};color:{ink}">'
    # Lists of messages show the first words beside the subject.
    '<div style="display:none;max-height:0;overflow:hidden">{first}</div>\n'
    '<div role="article" style="box-sizing:border-box;max-width:640px;margin:0 auto;'
    'padding:24px 20px;{font};font-size:16px;line-height:1.5;color:{ink}" class="ink">\n'
    '<h1 style="font-size:22px;line-height:1.3;margin:0 0 8px">{title}</h1>\n'
    "{lead}{parts}"
    '<p style="margin:28px 0 0;padding-top:16px;border-top:1px solid {line}" class="line">'
    '{ways}</p>\n<p class="soft" style="margin:8px 0 0;font-size:14px;color:{soft}">{why}</p>\n'
    "</div></body></html>\n"
)
_PART = Markup(
    '<h2 style="font-size:18px;line-height:1.3;margin:28px 0 4px">{heading}</h2>\n{items}{rest}'
)
_ITEM = Markup(
    '<div class="line" style="padding:12px 0;border-top:1px solid {line}">'
    '<p style="margin:0 0 4px"><a class="link" style="color:{accent};font-weight:600" '
    'href="{url}">{name}</a>{mark}</p>{said}</div>\n'
)
_MARK = Markup(
    ' <span class="tone-{tone}" style="background:{ground};color:{ink};border-radius:4px;'
    'padding:1px 8px;font-size:14px;font-weight:600;display:inline-block">{icon}&nbsp;{word}</span>'
)
_LINE = Markup('<p style="margin:6px 0 0;overflow-wrap:anywhere">{}</p>\n')
_WAY = Markup(
    '<a class="link" style="color:{accent};display:inline-block;margin:0 20px 4px 0" '
    'href="{url}">{said}</a>'
)


def as_html(letter: Letter, address: str, speech: Speech) -> str:
    """The letter as a whole page; ``address`` is where readers find our pages."""
    light = LIGHT
    return str(
        _PAGE.format(
            subject=letter.subject,
            sheet=_dark_sheet(DARK),
            first=plain_of(letter),
            title=sentence(letter.title),
            lead=_paragraphs(letter.lead),
            parts=join(_part(each, address, speech) for each in letter.parts),
            ways=join(
                _WAY.format(accent=light.accent, url=address + each.path, said=each.said)
                for each in letter.ways
            ),
            why=sentence(letter.why),
            page=light.page,
            ink=light.ink,
            soft=light.soft,
            line=light.line,
            font=_FONT,
        )
    )


def _part(part: Part, address: str, speech: Speech) -> Markup:
    items = join(_item(each, address, speech) for each in part.items)
    rest = _LINE.format(sentences(part.otherwise)) if part.otherwise else NOTHING
    rest += _LINE.format(and_more(part.more, speech)) if part.more else NOTHING
    return _PART.format(heading=part.heading, items=items, rest=rest)


def _item(item: Item, address: str, speech: Speech) -> Markup:
    return _ITEM.format(
        line=LIGHT.line,
        accent=LIGHT.accent,
        url=address + item.path,
        name=name(item.name),
        mark=_mark(item.status, speech) if item.status else NOTHING,
        said=_paragraphs(item.said),
    )


def _paragraphs(said: Paragraphs) -> Markup:
    return join(_LINE.format(sentences(each)) for each in said)


def _mark(status: Status, speech: Speech) -> Markup:
    words, tone = status_words(status, speech), LIGHT.tones[status]
    return _MARK.format(
        tone=status.value, ground=tone.ground, ink=tone.ink, icon=words.icon, word=words.name
    )


def _dark_sheet(dark: Palette) -> Markup:
    """Colours alone; a program that knows no dark appearance reads none of them."""
    rules = [
        f".page{{background:{dark.page}!important}}",
        f".page,.ink{{color:{dark.ink}!important}}",
        f".soft{{color:{dark.soft}!important}}",
        f".line{{border-color:{dark.line}!important}}",
        f".link{{color:{dark.accent}!important}}",
        *(
            f".tone-{status.value}{{background:{tone.ground}!important;color:{tone.ink}!important}}"
            for status, tone in dark.tones.items()
        ),
    ]
    # Made of our own colours alone.
    return Markup("@media (prefers-color-scheme: dark){{{}}}").format(Markup("".join(rules)))  # noqa: S704
