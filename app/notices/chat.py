"""A letter for chats such as Slack and Teams, in the marks that most of them share (Markdown)."""

import re
from collections.abc import Iterable, Iterator

from app.language.notices import and_more
from app.language.sentence import Sentence, Speech
from app.language.statuses import status_words
from app.notices.text import one_line
from app.reports.letters import Item, Letter, Part

MOST_NAMED = 10
"""Models named in a chat: a longer message is cut off by some, and read by nobody."""

# A name may hold what a chat takes for an order: a link, bold type, or a call to everybody.
_MARKS = re.compile(r"([\\`*\[\]<>])|(?<!\w)(_)|(_)(?!\w)")
_CALLS = re.compile(r"(?<![\w.+-])@")
_UNSEEN = "\u200b"


def as_title(subject: str) -> str:
    """A subject as a title, which chats show as it is."""
    return _called_off(one_line(subject)).replace("<", "‹").replace(">", "›")


def as_markdown(letter: Letter, address: str, speech: Speech) -> str:
    """The letter; ``address`` is where readers find our pages."""
    return "\n".join(_lines(letter, address, speech)) + "\n"


def harmless_in_chat(text: str) -> str:
    """Text from anywhere, so that it is shown as it stands."""
    return _called_off(_MARKS.sub(r"\\\g<0>", one_line(text)))


def _called_off(text: str) -> str:
    return _CALLS.sub("@" + _UNSEEN, text)


def _lines(letter: Letter, address: str, speech: Speech) -> Iterator[str]:
    yield f"**{_running([letter.title])}**"
    for each in letter.lead:
        yield from ("", _running(each))
    for part in letter.parts:
        yield from _part(part, address, speech)
    ways = (_link(each.said, address + each.path) for each in letter.ways)
    yield from ("", " · ".join(ways), "", _running([letter.why]))


def _part(part: Part, address: str, speech: Speech) -> Iterator[str]:
    yield from ("", f"**{harmless_in_chat(part.heading)}**")
    if part.otherwise:
        yield from ("", _running(part.otherwise))
    for item in part.items[:MOST_NAMED]:
        yield from ("", _item(item, address, speech))
    more = part.more + max(0, len(part.items) - MOST_NAMED)
    if more:
        yield from ("", and_more(more, speech))


def _item(item: Item, address: str, speech: Speech) -> str:
    parts = [_link(item.name, address + item.path)]
    if item.status:
        words = status_words(item.status, speech)
        parts.append(f"{words.icon} {words.name}.")
    return " ".join([*parts, *map(_running, item.said)])


def _link(said: str, url: str) -> str:
    return f"[{harmless_in_chat(said)}](<{url}>)"


def _running(said: Iterable[Sentence]) -> str:
    return harmless_in_chat(" ".join(str(each) for each in said))
