"""docs/style.md, written from the colours and the parts themselves."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from app.ui.theme import DARK, LIGHT, Palette
from docs.contrast import contrast
from docs.style_parts import CHAPTERS, WHOLE_PAGES, Chapter

PAGE = Path(__file__).parent / "style.md"

TOP = """\
# How it looks, and with what

This file and its pictures are made by `python -m docs.make_style_page` from the parts themselves.
Change `docs/style_text.py` or `docs/style_parts.py`, never this file.

## What the look rests on

- **One accent.** A dark blue says "this can be clicked". Every other colour tells a status.
- **Word, icon and colour together.** Nothing is told by colour alone: a mark is always an icon and
  its word on a quiet ground, a breach in a chart is a triangle, what was agreed is dashed.
- **Sentences before figures.** A page begins with one h1 that says what is so. The numbers behind a
  sentence are one click away, never further and never instead.
- **A blank is a blank.** What is not known is said in words, never shown as a nought.
- **Spacing** steps by a quarter of a rem: 0.25 and 0.5 within a thing, 0.75 and 1 between things of
  one kind, 1.5 between parts of a page, 2.25 between columns; an eighth more or less only inside a
  part. No shadow carries a section, and a line stands only between rows and around cards.
- **Type** is Streamlit's own Source Sans, so nothing is fetched: 2 rem for the one h1 (1.625 where
  there is little room), 1.25 for h2, 1.125 for the lead, 1 for text, 0.9375 for small text, 0.875
  inside marks and above columns; names in lists and on cards are 1.0625 and 1.1875. Bold is 600. A
  lead is at most 46 rem wide.
- **Room decides, not the device.** Parts ask how wide their own box is (container queries), so the
  same part works in a column, on a phone and at 200 % zoom. Nothing scrolls sideways.
- **Light and dark** follow the reader's browser. Every colour stands once for each in
  `app/ui/theme.py`; `light-dark()` picks.
- **Print** leaves out the menu and every control, and cuts no card in two.
- **Motion**: only the waiting bars breathe, and not for readers who asked for less motion.

## Tones

Contrast as WCAG 2.2 measures it, computed from `app/ui/theme.py`. AA asks 4.5 for words and 3 for
areas. *On its ground* and *on the page* are the words of a tone; *area* is its bar on the page.
"""

RULES = """\
## Adding a page

Copy a neighbour, say people: each of these is a file of its own with the same name.

1. `pages/<name>.py` reads the address, makes one call and shows; it draws nothing. Its title goes
   into `app/language/places.py` and a line into `app/ui/places.py`: that is its address and its
   place in the menu, and `tests/browser/test_every_page.py` walks it from then on.
2. `app/reports/<name>.py` puts together what it tells from a few queries over summaries, and
   `app/ui/loading/<name>.py` asks for it; the parts see no store. What no summary holds yet gets
   one of its own: `data/store/summaries.py` says how.
3. `app/language/<name>_page.py` holds its words, `app/ui/<name>.py` puts it together from the parts
   above: the head first, with one h1 that answers the question. Show it with `view.show`.
4. Text from anywhere goes through `Markup.format`, names through `markup.name`, addresses through
   `address.to`, which keeps the past day looked at.
5. Every list that can be empty has a state; every judging sentence has its receipt; every list is a
   file, too: a line in `app/downloads.py`.
6. What several pages draw with is a part: it gets a line in `docs/style_parts.py` and stands on the
   style page; a test asks for it. New colours go into `app/ui/theme.py` for both appearances.
7. Look at it light, dark, 375 and 1920 pixels wide, at 200 % zoom and printed; put it into
   `benchmarks/pages.py` and `tests/app/test_page_costs.py`.
"""


def text() -> str:
    """The whole file."""
    parts = (line for chapter in CHAPTERS for line in _chapter(chapter))
    pages = (f"- `{function}`: {what}" for function, what in WHOLE_PAGES.items())
    whole = ["## Whole pages", "", *pages, ""]
    return "\n".join([TOP, *_colours(), *parts, *whole, RULES])


def _colours() -> Iterator[str]:
    for name, palette in (("Light", LIGHT), ("Dark", DARK)):
        yield f"### {name}\n"
        yield from _table(("words", *GROUNDS), _inks(palette))
        yield from _table(("tone", "on its ground", "on the page", "area"), _tones(palette))


GROUNDS = ("page", "raised", "accent_ground")
INKS = ("ink", "soft", "accent")


def _inks(palette: Palette) -> Iterator[Sequence[str]]:
    for ink in INKS:
        grounds = (contrast(getattr(palette, ink), getattr(palette, each)) for each in GROUNDS)
        yield (f"{ink} `{getattr(palette, ink)}`", *(f"{each:.1f}" for each in grounds))


def _tones(palette: Palette) -> Iterator[Sequence[str]]:
    for name, tone in (*palette.tones.items(), *palette.care.items()):
        measured = (
            contrast(tone.ink, tone.ground),
            contrast(tone.ink, palette.page),
            contrast(tone.bar, palette.page),
        )
        yield (f"{name.value} `{tone.ink}`", *(f"{each:.1f}" for each in measured))


def _table(heads: Sequence[str], rows: Iterator[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield "|---" + "|---:" * (len(heads) - 1) + "|"
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield f"## {chapter.name}\n"
    for part in chapter.parts:
        named = ", ".join(f"`{each}`" for each in part.drawn_by)
        yield f"- **{part.name}.** {part.when}{f' {named}' if named else ''}"
    yield ""
    yield from _pictures(chapter)


def _pictures(chapter: Chapter) -> Iterator[str]:
    for look in ("light", "dark", "phone"):
        told = f"{chapter.name}, {'on a phone' if look == 'phone' else look}"
        yield f"![{told}](pictures/style-{chapter.key}-{look}.png)"
    yield ""
