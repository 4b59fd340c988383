"""What is said of the whole fleet, and of our own checking."""

from collections.abc import Mapping
from datetime import datetime

from app.health.verdict import Status
from app.language.amounts import whole
from app.language.dates import age, local_day, moment
from app.language.sentence import Sentence, Speech
from app.language.translating import N_, NN_, counted_sentence, sentence, text

_DO = NN_(
    "{meets} of {total} model does what was agreed, on recent results.",
    "{meets} of {total} models do what was agreed, on recent results.",
)
_NEED_CARE = NN_(
    "{count} needs care: something is missing in who looks after it.",
    "{count} need care: something is missing in who looks after them.",
)


def headline(
    counts: Mapping[Status, int], care_needed: int, speech: Speech
) -> tuple[Sentence, ...]:
    """How many deployed models do what was agreed, and how many nobody looks after.

    ``counts`` is models per status; retired ones are no longer deployed and do not count.
    """
    if not any(counts.values()):
        return nothing_known(speech)
    total = sum(number for status, number in counts.items() if status is not Status.RETIRED)
    if not total:
        return (sentence(N_("No model is in use."), speech),)
    meets = whole(counts.get(Status.MEETS, 0), speech)
    do = counted_sentence(
        _DO, total, speech, "meets", "total", meets=meets, total=whole(total, speech)
    )
    return do, _care(care_needed, speech)


def nothing_known(speech: Speech) -> tuple[Sentence, ...]:
    """No models at all: never "all good"."""
    return (
        sentence(N_("We know nothing yet."), speech),
        sentence(
            N_("Connect your registry in rollcall.toml, then run the command: rollcall sync"),
            speech,
        ),
    )


def pretend(speech: Speech) -> Sentence:
    """Told on every page that shows the sample company."""
    return sentence(N_("This is a pretend company, so that you can look around."), speech)


def late(
    source: str, since: datetime | None, as_of: datetime | None, speech: Speech
) -> tuple[Sentence, ...]:
    """A source that does not answer. ``since`` is when it last did, ``as_of`` the age of what we
    show of it; None where it never answered."""
    if since is None or as_of is None:
        never = N_("{source} has never answered, so nothing here comes from it.")
        return (sentence(never, speech, "source", source=source),)
    return (
        sentence(
            N_("{source} has not answered since {since}; what you see is as of {as_of}."),
            speech,
            "source",
            source=source,
            since=_lately(since, speech),
            as_of=_lately(as_of, speech),
        ),
    )


def checking_late(since: datetime | None, speech: Speech) -> tuple[Sentence, ...]:
    """Our own checking is behind. ``since`` is when we last checked."""
    if since is None:
        return (sentence(N_("We have not checked anything yet."), speech),)
    return (
        sentence(
            N_("We last checked on {since}; what came later is not in here."),
            speech,
            since=_lately(since, speech),
        ),
        sentence(N_("Ask whoever runs Rollcall to see why."), speech),
    )


def checked(at: datetime, speech: Speech) -> Sentence:
    """When we last checked, where that is recent."""
    return sentence(N_("Checked {at}."), speech, at=_lately(at, speech))


def _care(needed: int, speech: Speech) -> Sentence:
    if not needed:
        return sentence(N_("Somebody looks after every one of them."), speech)
    return counted_sentence(_NEED_CARE, needed, speech, "count", count=whole(needed, speech))


def _lately(at: datetime, speech: Speech) -> str:
    """A moment with its age in days: 20 November 2026, 06:00 (3 days ago)."""
    told = moment(at, speech)
    if local_day(at, speech) == local_day(speech.now, speech):
        return told
    return text(N_("{day} ({age})"), speech, day=told, age=age(at, speech))
