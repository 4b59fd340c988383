"""What MLflow answers, taken apart with care: pages, texts and moments are whatever was sent."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta

from data.facts import Refusal
from data.problems import Code, Problem, Rejected
from data.reach import Server
from data.strict_json import Parsed

API = "api/2.0/mlflow"

SHOWN_CHARACTERS = 500
"""How much of a refused value is kept; enough to recognise it, too little to fill a page."""

EARLIEST = datetime(2015, 1, 1, tzinfo=UTC)
"""MLflow is younger than this; an earlier creation is seconds read as milliseconds, or a zero."""

CLOCK_TOLERANCE = timedelta(minutes=5)
"""How far another machine's clock may run ahead of ours before its moments are in the future."""


GONE = (Code.UNREACHABLE, Code.TIMED_OUT)
"""After one of these nothing more is asked of a server for its smaller lists."""

MOST_MODELS = 200_000
"""Models or versions of one registry; a server that lists more repeats itself in new words."""

MOST_RUNS = 5_000_000
"""Runs of one experiment: a thousand models that report daily for ten years, and some."""


def pages(
    server: Server,
    ask: Callable[[str], Parsed],
    key: str,
    identity: Callable[[Mapping[str, object]], object],
    most: int,
) -> Iterator[Parsed]:
    """Every row under ``key`` of every page, each once.

    ``ask`` takes a page token, empty for the first page. Raises SourceFailed with PAGES_REPEAT
    where a token or a whole page comes again, which would never end, and with LIST_TOO_LONG where
    there are more than ``most``.
    """
    tokens: set[str] = set()
    seen: set[object] = set()
    token = ""
    while True:
        answer = ask(token)
        found = rows(server, answer, key)
        fresh = {name: row for row in found if (name := identity(row)) not in seen}
        if found and not fresh:
            raise server.failed(Code.PAGES_REPEAT)
        seen.update(fresh)
        if len(seen) > most:
            raise server.failed(Code.LIST_TOO_LONG, limit=most)
        yield from fresh.values()
        token = clean(answer.get("next_page_token"))
        if not token:
            return
        if token in tokens:
            raise server.failed(Code.PAGES_REPEAT)
        tokens.add(token)


def rows(server: Server, answer: Mapping[str, object], key: str) -> list[Parsed]:
    """The list of objects under ``key``; absent is empty, anything else is not MLflow."""
    found = answer.get(key, [])
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise server.failed(Code.NOT_THE_EXPECTED_ANSWER, expected=f"MLflow ({key})")
    return found


_NO_TEXT = (bool, dict, list)


def part(row: Mapping[str, object], key: str) -> Mapping[str, object]:
    """The object under ``key``, or an empty one."""
    found = row.get(key)
    return found if isinstance(found, dict) else {}


def pairs(row: Mapping[str, object], key: str, name: str, value: str) -> dict[str, str]:
    """A list of little objects as a mapping: tags by key, aliases by name."""
    found = row.get(key)
    listed = found if isinstance(found, list) else []
    return {
        clean(each.get(name)): clean(each.get(value)) for each in listed if isinstance(each, dict)
    }


def clean(value: object) -> str:
    """Text as both databases can keep it: without NUL and without halves of characters.

    What is no text, such as an object where a name should be, is empty, like what was not sent.
    """
    return "" if isinstance(value, _NO_TEXT) else seen(value)


def seen(value: object) -> str:
    """Whatever was sent, to be shown and never to be taken."""
    text = "" if value is None else str(value)
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def no_text(row: Mapping[str, object], key: str) -> Iterator[Problem]:
    """Each tag whose value is no text."""
    found = row.get(key)
    for each in found if isinstance(found, list) else ():
        if isinstance(each, dict) and isinstance(each.get("value"), _NO_TEXT):
            shown = shortened(seen(each["value"]), SHOWN_CHARACTERS)
            yield Problem(
                Code.NOT_PLAIN_TEXT, {"field": clean(each.get("key")) or key, "found": shown}
            )


def shortened(text: str, most: int) -> str:
    """The text, or its beginning and an ellipsis, ``most`` characters in all."""
    return text if len(text) <= most else text[: most - 1] + "…"


def within(text: str, field: str, most: int) -> str:
    """The text, if it is no longer than ``most`` characters; else Rejected."""
    if len(text) > most:
        raise Rejected(Problem(Code.TEXT_TOO_LONG, {"field": field, "limit": most}))
    return text


def created(row: Mapping[str, object], now: datetime) -> datetime | None:
    """The creation moment, sent as milliseconds since 1970; None where none was sent."""
    sent = row.get("creation_timestamp")
    if sent is None:
        return None
    found = {"field": "creation_timestamp", "found": shortened(seen(sent), SHOWN_CHARACTERS)}
    try:
        at = datetime.fromtimestamp(int(clean(sent)) / 1000, UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise Rejected(Problem(Code.OUTSIDE_TIME, found)) from error
    if at < EARLIEST:
        raise Rejected(Problem(Code.OUTSIDE_TIME, found))
    if at > now + CLOCK_TOLERANCE:
        raise Rejected(Problem(Code.IN_THE_FUTURE, found))
    return at


def refused(problem: Problem, place: str, row: Mapping[str, object]) -> Refusal:
    """A row we did not take, as it came, each value cut to what fits a page."""
    kept = {
        shortened(name, SHOWN_CHARACTERS): shortened(seen(value), SHOWN_CHARACTERS)
        for name, value in row.items()
    }
    return Refusal(problem, shortened(place, SHOWN_CHARACTERS), kept)
