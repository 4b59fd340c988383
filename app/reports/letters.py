"""Messages before they are written as text, HTML or a chat's own marks: what each says, in order.

A letter holds sentences with their slots, so that each way of writing can make them harmless.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from urllib.parse import urlencode

from app.health.urgency import STATUS_WEIGHTS
from app.health.verdict import Brief, Status
from app.language import notices as words
from app.language import today as today_words
from app.language.decisions import decided_told, undecided
from app.language.headline import headline
from app.language.labels import label
from app.language.notices import NoticeLabel, Why
from app.language.pages import under_name
from app.language.sentence import Sentence, Speech
from app.language.translating import joined
from app.reports.digest import Changed, Changes, Checked, Digest
from app.reports.today import Need
from data.store.telling import Stand

MOST_SENTENCES = 2
"""What it is and how long it has been so, as on Today; the model's own page says the rest."""
_ASKED = (Status.BELOW, Status.SILENT)
"""The statuses in which somebody should decide whether a model is used on."""


Paragraphs = tuple[tuple[Sentence, ...], ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One model of a letter. ``status`` is None where the letter is not about that."""

    name: str
    path: str
    status: Status | None
    said: Paragraphs


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with models below it, what is said where there are none, and how many are not
    named."""

    heading: str
    items: tuple[Item, ...]
    otherwise: tuple[Sentence, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Way:
    """A link below a letter: what it says, and the path it leads to on our pages."""

    said: str
    path: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One message. ``title`` is its first sentence, ``lead`` what follows it at once."""

    subject: str
    title: Sentence
    lead: Paragraphs
    parts: tuple[Part, ...]
    ways: tuple[Way, ...]
    why: Sentence


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom a letter is for: why they get it, what they are called, and of which units."""

    why: Why
    called: str = ""
    units: tuple[str, ...] = ()


def changes_letter(
    found: Changes, checked: Checked, behind: Sequence[str], reader: Reader, speech: Speech
) -> Letter:
    """What changed since the last message."""
    told = words.changes_counted(found.counts, speech)
    title = words.ended(told, speech)
    subject = words.changes_counted(found.counts, speech, words.MOST_IN_SUBJECT)
    if found.total == 1:
        news = found.named[0].news
        short = words.shortened(news.name)
        subject = str(today_words.change_told(short, news.before, news.after, speech))
        subject = subject.removesuffix(".")
    return Letter(
        words.subject(subject, speech),
        title,
        _filled(_of_whom(reader, speech), _how_far(checked, behind, speech)),
        (_news(found, speech),),
        _ways(reader, speech),
        _why(reader, speech),
    )


def weekly_letter(found: Digest, reader: Reader, speech: Speech) -> Letter:
    """How everything stands, once a week, also where nothing changed."""
    told = words.nothing_in_use(speech)
    if found.deployed:
        meets = found.counts.get(Status.MEETS, 0)
        told = words.weekly_subject(meets, found.deployed, speech)
    title, *care = _headline(found, speech)
    nothing = () if found.changes.total else (words.nothing_changed(found.since, speech),)
    how_far = _how_far(found.checked, found.behind, speech)
    stand = (words.statuses_told(found.counts, speech),) if found.deployed else ()
    parts = (_needs(found, speech), *((_news(found.changes, speech),) if not nothing else ()))
    return Letter(
        words.subject(told, speech),
        title,
        _filled(_of_whom(reader, speech), stand, tuple(care), (*nothing, *how_far)),
        parts if found.deployed else (),
        _ways(reader, speech),
        _why(reader, speech),
    )


def confirm_letter(stands: Sequence[Stand], reader: Reader, speech: Speech) -> Letter:
    """What an owner is asked once a year: whether what is recorded is right."""
    title, *asked = words.confirm_asked(len(stands), speech)
    items = tuple(
        Item(each.name, to_facts(each.slug), None, ())
        for each in sorted(stands, key=lambda each: (each.name.casefold(), each.slug))
    )
    return Letter(
        words.subject(words.confirm_subject(len(stands), speech), speech),
        title,
        (tuple(asked),),
        (Part(label(NoticeLabel.CONFIRM, speech), items),),
        _ways(reader, speech),
        _why(reader, speech),
    )


def stopped_letter(behind: Sequence[str], reader: Reader, speech: Speech) -> Letter:
    """That our own checking stopped, so that nobody takes silence for good news."""
    title, *rest = (_plain(each) for each in behind)
    subject = words.subject(words.checking_stopped(speech), speech)
    why, ways = _why(reader, speech), _ways(reader, speech)
    return Letter(subject, title, _filled(tuple(rest)), (), ways, why)


def trial_letter(reader: Reader, speech: Speech) -> Letter:
    """A message that only tries whether messages arrive."""
    title, *rest = words.trial_told(speech)
    subject = words.subject(words.trial_subject(speech), speech)
    why, ways = _why(reader, speech), _ways(reader, speech)
    return Letter(subject, title, _filled(tuple(rest)), (), ways, why)


def to_model(slug: str) -> str:
    """The path of a model's page."""
    return "/model?" + urlencode({"model": slug})


def to_facts(slug: str) -> str:
    """The path of what is recorded of a model, with the form that confirms it."""
    return "/model?" + urlencode({"model": slug, "part": "facts"})


def _headline(found: Digest, speech: Speech) -> tuple[Sentence, ...]:
    if not any(found.counts.values()):
        return (words.nothing_yours(speech),)
    return headline(found.counts, found.needing_care, speech)


def _needs(found: Digest, speech: Speech) -> Part:
    items = tuple(_need(each, speech) for each in found.needs)
    otherwise = () if items else (words.nothing_needs(speech),)
    return Part(label(NoticeLabel.NEEDS, speech), items, otherwise, found.more_needs)


def _need(need: Need, speech: Speech) -> Item:
    trouble = need.trouble
    decided = decided_told(need.decided, speech) if need.decided else ()
    if not decided and trouble.status in _ASKED:
        decided = (undecided(speech),)
    checking: tuple[Sentence, ...] = ()
    if trouble.acknowledged_until is not None:
        until = trouble.acknowledged_until
        checking = (today_words.checking_told(trouble.acknowledged_by, until, speech),)
    what = under_name(need.brief.lead, speech)[:MOST_SENTENCES]
    said = _filled(decided, what, (*checking, *_who(need.owner, need.brief, speech)))
    return Item(trouble.name, to_model(trouble.slug), trouble.status, said)


def _news(found: Changes, speech: Speech) -> Part:
    items = tuple(_change(each, speech) for each in found.named)
    return Part(label(NoticeLabel.CHANGED, speech), items, (), found.more)


def _change(changed: Changed, speech: Speech) -> Item:
    news = changed.news
    told = today_words.change_told(news.name, news.before, news.after, speech)
    said: Paragraphs = ((told, words.since_when(news.at, news.before, speech)),)
    if news.after in STATUS_WEIGHTS:
        why = under_name(news.lead, speech)[:MOST_SENTENCES]
        said += _filled(why, _who(changed.owner, changed.brief, speech))
    return Item(news.name, to_model(news.slug), news.after, said)


def _who(owner: str, brief: Brief, speech: Speech) -> tuple[Sentence, ...]:
    return today_words.who_and_next(owner, brief.lead, brief.care, speech)


def _how_far(checked: Checked, behind: Iterable[str], speech: Speech) -> tuple[Sentence, ...]:
    told = words.checked_told(checked.at, checked.models, checked.not_checked, speech)
    return (*told, *(_plain(each) for each in behind))


def _of_whom(reader: Reader, speech: Speech) -> tuple[Sentence, ...]:
    """Of which models a letter tells, where that is not all of them."""
    if reader.why in (Why.NAMED, Why.MINE):
        return (words.of_yours(speech),)
    return (words.of_units(reader.units, speech),) if reader.units else ()


def _filled(*paragraphs: tuple[Sentence, ...]) -> Paragraphs:
    """The paragraphs that say anything."""
    return tuple(each for each in paragraphs if each)


def _plain(told: str) -> Sentence:
    """A sentence that is put together already."""
    return Sentence("{told}", {"told": told})


_PATHS: Mapping[Enum, str] = {NoticeLabel.OPEN_TODAY: "/", NoticeLabel.CHOOSE: "/me"}


def _ways(reader: Reader, speech: Speech) -> tuple[Way, ...]:
    wanted = [NoticeLabel.OPEN_TODAY]
    if reader.why not in (Why.LISTED, Why.ASKED):
        wanted.append(NoticeLabel.CHOOSE)
    return tuple(Way(label(each, speech), _PATHS[each]) for each in wanted)


def _why(reader: Reader, speech: Speech) -> Sentence:
    return words.why_told(reader.why, reader.called, ", ".join(reader.units), speech)


def plain_of(letter: Letter) -> str:
    """The sentences above the first part, as one line: what a list of messages shows beside the
    subject."""
    return joined((letter.title, *(each for several in letter.lead for each in several)))
