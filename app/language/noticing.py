"""What went wrong over the fleet and how fast we notice: the words of the page about it."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import Enum, unique

from app.health.insight import IncidentKind
from app.health.noticing import FEW, Month
from app.language.amounts import whole
from app.language.dates import length, local_day, month
from app.language.sentence import Sentence, Speech
from app.language.translating import N_, NN_, counted, counted_sentence, sentence, text


@unique
class NoticingLabel(Enum):
    """A label of the page of incidents and of its list as a file."""

    TITLE = N_("What went wrong")
    WRONG_NOW = N_("Wrong now")
    WRONG_BEFORE = N_("Over")
    NOW_AND_BEFORE = N_("Wrong now or before")
    WHICH = N_("Wrong now or before?")
    KIND = N_("What sort")
    ALL_KINDS = N_("Everything that went wrong")
    SHOW_BEFORE = N_("Show what went wrong before")
    BY_MONTH = N_("How fast we noticed, month by month")
    MONTH = N_("Month")
    HALF_WITHIN = N_("Half noticed within")
    OPEN_AT_END = N_("Still wrong at its end")
    NONE_BEGAN = N_("None began")
    UNNOTICED = N_("What would go unnoticed longest")
    UNNOTICED_FOR = N_("We would know after")
    NEVER_KNOWN = N_("never")
    TO_INCIDENTS = N_("Back to what went wrong")
    DAYS_TO_NOTICE = N_("Days until it was noticed")
    DAYS_IT_LASTED = N_("Days it lasted")
    OTHER_GROUP = N_("Group it is compared with")
    WORST = N_("Worst value")
    COST_LOW = N_("What it cost, we estimate: at the least")
    COST_HIGH = N_("What it cost, we estimate: at the most")
    COST_UNIT = N_("Unit of the cost")
    ON_IT = N_("Who is on it")
    ON_IT_SINCE = N_("Since when")


KINDS: Mapping[IncidentKind, str] = {
    IncidentKind.BELOW: N_("Beyond the agreed limit"),
    IncidentKind.STOPPED: N_("Beyond the agreed stop line"),
    IncidentKind.SILENT: N_("No results came"),
    IncidentKind.GROUP_BELOW: N_("A group beyond the limit"),
    IncidentKind.GROUP_GAP: N_("Groups too far apart"),
}


def kind_words(kind: IncidentKind, speech: Speech) -> str:
    """What sort of thing went wrong."""
    return text(KINDS[kind], speech)


def wrong_now(count: int, usual_days: int | None, speech: Speech) -> Sentence:
    """How many things are wrong, and how fast we usually notice where that can be told."""
    if not count:
        return sentence(N_("Nothing is wrong that we know of."), speech)
    forms = _WRONG
    if usual_days is not None:
        forms = _WRONG_USUALLY if usual_days else _WRONG_SAME_DAY
    slots = {"count": whole(count, speech), "within": days_told(usual_days or 0, speech)}
    return counted_sentence(forms, count, speech, **slots)


_WRONG = NN_("{count} thing is wrong now.", "{count} things are wrong now.")
_WRONG_SAME_DAY = NN_(
    "{count} thing is wrong now; we usually notice the same day.",
    "{count} things are wrong now; we usually notice the same day.",
)
_WRONG_USUALLY = NN_(
    "{count} thing is wrong now; we usually notice within {within}.",
    "{count} things are wrong now; we usually notice within {within}.",
)


def days_told(days: int, speech: Speech) -> str:
    """So many days in the unit people would use: 9 days, 12 weeks, 7 months."""
    today = local_day(speech.now, speech)
    return length(today - timedelta(days=days), today, speech)


def usually(began: int, usual_days: int | None, speech: Speech) -> Sentence:
    """What "usually" rests on; of a few that they are few."""
    count = whole(began, speech)
    if not began:
        return sentence(N_("In the last 12 months nothing began that we know of."), speech)
    if usual_days is None:
        return counted_sentence(_FEW_BEGAN, began, speech, "count", count=count)
    if not usual_days:
        message = N_(
            "Of the {count} that began in the last 12 months, at least half were noticed the same "
            "day."
        )
        return sentence(message, speech, "count", count=count)
    return sentence(
        N_(
            "Of the {count} that began in the last 12 months, at least half were noticed within "
            "{within}."
        ),
        speech,
        "count",
        count=count,
        within=days_told(usual_days, speech),
    )


_FEW_BEGAN = NN_(
    "{count} began in the last 12 months: too few to say how fast we usually notice.",
    "{count} began in the last 12 months: too few to say how fast we usually notice.",
)


def of_unit(unit: str, speech: Speech) -> Sentence:
    """That what is told is about one unit."""
    return sentence(N_("This counts {unit} alone."), speech, "unit", unit=unit)


def gone_silent(count: int, speech: Speech) -> Sentence:
    """Models that fell silent since they were last judged: they are wrong and not in the list."""
    forms = NN_(
        "{count} of them fell silent since we last checked and is not in the list yet.",
        "{count} of them fell silent since we last checked and are not in the list yet.",
    )
    return counted_sentence(forms, count, speech, "count", count=whole(count, speech))


def never_heard(missing: int, deployed: int, speech: Speech) -> Sentence:
    """Of how many models nothing would be known."""
    forms = NN_(
        "{missing} of {deployed} never reported: if it fails, we will not know.",
        "{missing} of {deployed} never reported: if they fail, we will not know.",
    )
    slots = {"missing": whole(missing, speech), "deployed": whole(deployed, speech)}
    return counted_sentence(forms, missing, speech, "missing", **slots)


def found(first: int, last: int, matching: int, speech: Speech) -> Sentence:
    """How many match, and which part of them is on screen where that is not all."""
    slots = {name: whole(n, speech) for name, n in (("first", first), ("last", last))}
    forms = NN_("{matching} found.", "{matching} found.")
    if last - first + 1 < matching:
        forms = NN_(
            "{matching} found, {first} to {last} shown.",
            "{matching} found, {first} to {last} shown.",
        )
    matched = whole(matching, speech)
    return counted_sentence(forms, matching, speech, "matching", matching=matched, **slots)


def nobody_on_it(owner: str, speech: Speech) -> tuple[Sentence, ...]:
    """That nobody has said so far that they look into something, and whom to ask."""
    told = sentence(N_("Nobody has said that they look into it."), speech)
    if not owner:
        return told, sentence(N_("Nobody owns it. Name an owner."), speech)
    return told, sentence(N_("Ask {owner}, the owner."), speech, "owner", owner=owner)


def rebuilt_history(count: int, speech: Speech) -> tuple[Sentence, ...]:
    """That the past is told by what is agreed today, and how many were told otherwise."""
    told = sentence(N_("All of this is worked out with what is agreed today."), speech)
    if not count:
        return (told,)
    forms = NN_("{count} was told otherwise before.", "{count} were told otherwise before.")
    return told, counted_sentence(forms, count, speech, count=whole(count, speech))


def months_told(months: Sequence[Month], speech: Speech) -> tuple[Sentence, ...]:
    """What the table of months shows, and what to see in it; of a few that they are few."""
    what = sentence(N_("How many things began to go wrong in each month."), speech)
    began, most = sum(each.began for each in months), max(months, key=lambda each: each.began)
    if not began:
        return (what,)
    if began < FEW:
        few = sentence(N_("So few show no habit."), speech)
        return what, few
    if sum(each.began == most.began for each in months) > 1:
        return (what,)
    see = sentence(
        N_("Most began in {month}: {most} of {began}."),
        speech,
        month=month(most.start, speech),
        most=whole(most.began, speech),
        began=whole(began, speech),
    )
    return what, see


def month_told(start: date, speech: Speech) -> str:
    """A month; the present one is not over."""
    today = local_day(speech.now, speech)
    told = month(start, speech)
    if (start.year, start.month) != (today.year, today.month):
        return told
    return text(N_("{month}, so far"), speech, month=told)


def noticed_within(days: int | None, speech: Speech) -> str:
    """How long it took to notice half of what began in a month."""
    if days is None:
        return text(NoticingLabel.NONE_BEGAN.value, speech)
    return days_told(days, speech) if days else text(N_("the same day"), speech)


def unnoticed_why(speech: Speech) -> Sentence:
    """What the list of models that would go unnoticed tells."""
    return sentence(
        N_("Had a model failed the day after its last report: when we would have known."), speech
    )


def unnoticed_worst(days: int | None, speech: Speech) -> Sentence:
    """The heading of the whole list: how long the worst would stay unknown."""
    if days is None:
        return sentence(N_("Some models could fail and we would never know."), speech)
    message = N_("A model could fail and we would not know for {length}.")
    return sentence(message, speech, length=days_told(days, speech))


def known_after(days: int | None, speech: Speech) -> str:
    """After how long a failure would be known."""
    if days is None:
        return text(NoticingLabel.NEVER_KNOWN.value, speech)
    return days_told(days, speech)


def all_models(count: int, speech: Speech) -> str:
    """The way to the whole list."""
    forms = NN_("Show the {count} model", "Show all {count} models")
    return counted(forms, count, speech, count=whole(count, speech))
