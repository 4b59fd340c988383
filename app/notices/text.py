"""A letter as plain text, for mail programs that show no HTML."""

from collections.abc import Iterable, Iterator

from app.language.notices import and_more
from app.language.sentence import Sentence, Speech
from app.language.statuses import status_words
from app.reports.letters import Item, Letter, Part
from app.terminal import harmless

_INDENT = "   "


def as_text(letter: Letter, address: str, speech: Speech) -> str:
    """The letter; ``address`` is where readers find our pages."""
    return "\n".join(_lines(letter, address, speech)) + "\n"


def one_line(text: str) -> str:
    """Text from anywhere on one line, without characters that would steer whatever shows it."""
    return harmless(" ".join(text.split()))


def running(said: Iterable[Sentence]) -> str:
    """Sentences after one another."""
    return one_line(" ".join(str(each) for each in said))


def _lines(letter: Letter, address: str, speech: Speech) -> Iterator[str]:
    yield running([letter.title])
    for each in letter.lead:
        yield from ("", running(each))
    for part in letter.parts:
        yield from _part(part, address, speech)
    # What follows this line mail programs show as a signature.
    yield from ("", "-- ")
    yield from (f"{one_line(each.said)}: {address}{each.path}" for each in letter.ways)
    yield running([letter.why])


def _part(part: Part, address: str, speech: Speech) -> Iterator[str]:
    yield from ("", "", one_line(part.heading).upper())
    if part.otherwise:
        yield from ("", running(part.otherwise))
    for number, item in enumerate(part.items, start=1):
        yield from _item(number, item, address, speech)
    if part.more:
        yield from ("", and_more(part.more, speech))


def _item(number: int, item: Item, address: str, speech: Speech) -> Iterator[str]:
    status = f" ({status_words(item.status, speech).name})" if item.status else ""
    yield from ("", f"{number}. {one_line(item.name)}{status}")
    yield from (_INDENT + running(each) for each in item.said)
    yield f"{_INDENT}{address}{item.path}"
