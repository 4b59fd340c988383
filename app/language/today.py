"""What Today says: what needs somebody and why first, what changed, what it was worth."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.health.urgency import Trouble, Urgency
from app.health.verdict import Reason, ReasonCode, Status
from app.language import people
from app.language.amounts import EXACT_DIGITS, plain, whole
from app.language.dates import aged, clock, local_day, month, short_day
from app.language.fields import impact_words
from app.language.quantities import scale_for
from app.language.sentence import Sentence, Speech
from app.language.sentences import next_step
from app.language.statuses import status_words
from app.language.telling import Telling
from app.language.translating import N_, NN_, counted, counted_sentence, sentence, text
from data.facts import Unit


def sources_answered(answered: int, all_: int, speech: Speech) -> Sentence:
    """How many of the sources that are read by themselves answered lately."""
    slots = {"answered": whole(answered, speech), "all": whole(all_, speech)}
    if answered == all_:
        every = NN_("The one source we read answered.", "All {all} sources we read answered.")
        return counted_sentence(every, all_, speech, **slots)
    forms = NN_(
        "{answered} of {all} source answered lately.",
        "{answered} of {all} sources answered lately.",
    )
    return counted_sentence(forms, all_, speech, "answered", **slots)


def ranked(
    trouble: Trouble, weights: Urgency, speech: Speech, *, impact_assumed: bool = False
) -> Sentence:
    """Why a model stands where it stands: the weights and their product."""
    matters = N_("a mistake matters {impact}")
    if impact_assumed:
        matters = N_("we assume a mistake matters {impact}")
    total = weights.total
    return counted_sentence(
        _SUM_CHECKED if trouble.acknowledged_by else _SUM,
        # A part of a point takes the form of several.
        int(total) if total == int(total) else len(_SUM),
        speech,
        status=status_words(trouble.status, speech).name,
        status_weight=whole(weights.status, speech),
        matters=text(matters, speech, impact=impact_words(trouble.impact, speech)),
        impact_weight=whole(weights.impact, speech),
        began=_began(trouble.since, speech),
        age_weight=whole(weights.age, speech),
        by=trouble.acknowledged_by,
        by_weight=plain(weights.acknowledged, EXACT_DIGITS, speech),
        total=plain(total, EXACT_DIGITS, speech),
    )


_SUM = NN_(
    "{status} ({status_weight}) × {matters} ({impact_weight}) × {began} ({age_weight})"
    "\u00a0=\u00a0{total}\u00a0point",
    "{status} ({status_weight}) × {matters} ({impact_weight}) × {began} ({age_weight})"
    "\u00a0=\u00a0{total}\u00a0points",
)
_SUM_CHECKED = NN_(
    "{status} ({status_weight}) × {matters} ({impact_weight}) × {began} ({age_weight}) × {by} is "
    "checking ({by_weight})\u00a0=\u00a0{total}\u00a0point",
    "{status} ({status_weight}) × {matters} ({impact_weight}) × {began} ({age_weight}) × {by} is "
    "checking ({by_weight})\u00a0=\u00a0{total}\u00a0points",
)


def checking_told(by: str, next_update: date, speech: Speech) -> Sentence:
    """Who looks into what is wrong, and when there will be news."""
    message = N_("{by} is checking; next update {day}.")
    return sentence(message, speech, "by", by=by, day=short_day(next_update, speech))


def _began(since: datetime, speech: Speech) -> str:
    """The day something began, as the sentence above it says it."""
    if local_day(since, speech) >= local_day(speech.now, speech):
        return text(N_("since today"), speech)
    return text(N_("since {day}"), speech, day=short_day(local_day(since, speech), speech))


def who_and_next(
    owner: str, lead: Reason, care: tuple[Reason, ...], speech: Speech
) -> tuple[Sentence, ...]:
    """Who owns it and what to do; where nobody does, finding somebody goes first."""
    missing = next((each for each in care if each.code in _NOBODY), None)
    if missing is not None:
        told = _NOBODY[missing.code](Telling(missing, speech))
        return *told, next_step(missing, speech)
    owns = sentence(N_("{owner} is the owner."), speech, "owner", owner=owner)
    return owns, next_step(lead, speech)


_NOBODY = {ReasonCode.OWNER_LEFT: people.owner_left, ReasonCode.NO_OWNER: people.no_owner}


_OTHERS = NN_("{count} other needs somebody", "{count} others need somebody")
_CARE = NN_("{count} more needs care", "{count} more need care")
_NOTHING = NN_(
    "{count} does what was agreed and needs nothing",
    "{count} do what was agreed and need nothing",
)
_WAITING = NN_(
    "{count} waits for more cases, or for a pause to end",
    "{count} wait for more cases, or for a pause to end",
)


def others_need(count: int, speech: Speech) -> str:
    """How many need somebody because of their results, besides those shown."""
    return _counted(_OTHERS, count, speech)


def care_needs(count: int, speech: Speech) -> str:
    """How many need somebody although their results do not ask for it."""
    return _counted(_CARE, count, speech)


def nothing_needed(count: int, speech: Speech) -> str:
    """How many meet what was agreed and are looked after."""
    return _counted(_NOTHING, count, speech)


def waiting(count: int, speech: Speech) -> str:
    """How many are watched, and nobody can do anything about them yet."""
    return _counted(_WAITING, count, speech)


def _counted(forms: tuple[str, str], count: int, speech: Speech) -> str:
    return counted(forms, count, speech, count=whole(count, speech))


def changed_since(since: datetime, speech: Speech, *, looked: bool) -> str:
    """The heading of what changed; ``looked`` where that is when the reader last looked."""
    if not looked:
        return text(N_("What changed since {day}"), speech, day=short_day(since, speech))
    slots = {"day": short_day(since, speech), "time": clock(since, speech)}
    if local_day(since, speech) == local_day(speech.now, speech):
        return text(N_("What changed since you last looked, at {time} today"), speech, **slots)
    return text(N_("What changed since you last looked, {day} at {time}"), speech, **slots)


_NOW: Mapping[Status, str] = {
    Status.MEETS: N_("{name} now meets what was agreed."),
    Status.ATTENTION: N_("{name} now needs attention."),
    Status.BELOW: N_("{name} is now below what was agreed."),
    Status.SILENT: N_("{name} has stopped sending results."),
    Status.UNAGREED: N_("{name} is now measured without an agreement."),
    Status.UNMEASURED: N_("{name} is no longer measured."),
    Status.TOO_FEW: N_("{name} now has too few cases to tell."),
    Status.PAUSED: N_("{name} is not watched for a while: somebody paused it."),
    Status.RETIRED: N_("{name} is no longer used."),
}
_BETTER: Mapping[tuple[Status, Status], str] = {
    (Status.BELOW, Status.MEETS): N_("{name} meets what was agreed again."),
    (Status.ATTENTION, Status.MEETS): N_("{name} meets what was agreed again."),
    (Status.SILENT, Status.MEETS): N_("{name} sends results again, and meets what was agreed."),
    (Status.PAUSED, Status.MEETS): N_("{name} is watched again, and meets what was agreed."),
    (Status.BELOW, Status.ATTENTION): N_(
        "{name} is no longer below what was agreed, and still needs attention."
    ),
    (Status.SILENT, Status.BELOW): N_(
        "{name} sends results again, and they are below what was agreed."
    ),
    (Status.SILENT, Status.ATTENTION): N_("{name} sends results again, and needs attention."),
    (Status.UNMEASURED, Status.TOO_FEW): N_("{name} sends its first results: too few to tell."),
}
_CAME: Mapping[Status, str] = {
    Status.MEETS: N_("{name} is new here, and meets what was agreed."),
    Status.ATTENTION: N_("{name} is new here, and needs attention."),
    Status.BELOW: N_("{name} is new here, and below what was agreed."),
    Status.SILENT: N_("{name} is new here, without recent results."),
    Status.UNAGREED: N_("{name} is new here, and nobody has said what is good enough."),
    Status.UNMEASURED: N_("{name} is new here, and nobody measures it yet."),
    Status.TOO_FEW: N_("{name} is new here, with too few cases to tell."),
    Status.PAUSED: N_("{name} is new here, and the watching is paused."),
    Status.RETIRED: N_("{name} came onto the list as retired."),
}


def change_told(name: str, before: Status | None, after: Status, speech: Speech) -> Sentence:
    """One change of status as news; ``before`` is None for a model that came onto the list."""
    usual = _NOW[after]
    form = _CAME[after] if before is None else _BETTER.get((before, after), usual)
    return sentence(form, speech, "name", name=name)


def change_day(at: datetime, before: Status | None, speech: Speech) -> str:
    """When it changed, and what it was before."""
    day = aged(at, speech)
    if before is None:
        return day
    was = status_words(before, speech).name
    return text(N_("{day}. Before that: {status}."), speech, day=day, status=was)


def more_changes(count: int, speech: Speech) -> str:
    """How many changes are not shown at once."""
    return counted(
        NN_("Show {count} more change", "Show {count} more changes"),
        count,
        speech,
        count=whole(count, speech),
    )


def older_changes(count: int, speech: Speech) -> str:
    """How many changes are not shown at all."""
    forms = NN_("{count} older change is not shown.", "{count} older changes are not shown.")
    return counted(forms, count, speech, count=whole(count, speech))


def nothing_changed(models: int, all_: int, at: datetime, speech: Speech) -> Sentence:
    """That no status changed, with how many were checked and when."""
    slots = {"models": whole(models, speech), "all": whole(all_, speech)}
    if local_day(at, speech) == local_day(speech.now, speech):
        form = N_("Nothing changed: {models} of {all} checked at {time}.")
        return sentence(form, speech, **slots, time=clock(at, speech))
    form = N_("Nothing changed up to {day}, {time}: {models} of {all} checked then.")
    when = {"day": short_day(at, speech), "time": clock(at, speech)}
    return sentence(form, speech, **slots, **when)


def watched_from(since: datetime, speech: Speech) -> str:
    """That we cannot tell of changes before we began to watch for them."""
    day = short_day(since, speech)
    return text(N_("We have written changes down since {day}."), speech, day=day)


@dataclass(frozen=True, slots=True)
class WorthWords:
    """A sum of money, what was agreed for the same models, and the difference."""

    value: str
    agreed: str
    difference: str


def worth_heading(first: date, speech: Speech) -> str:
    """The heading of what the models were worth in one month."""
    return text(N_("What models were worth in {month}"), speech, month=month(first, speech))


def worth_words(value: float, agreed: float, currency: str, speech: Speech) -> WorthWords:
    """A sum against what was agreed, told on one scale."""
    scale = scale_for((value, agreed), Unit.MONEY, speech, "", currency)
    amount = scale_for((abs(value - agreed),), Unit.MONEY, speech, "", currency)
    off = amount.full(abs(value - agreed))
    form = N_("{amount} more than agreed") if value > agreed else N_("{amount} less than agreed")
    if value == agreed:
        form = N_("exactly as much as agreed")
    told = text(N_("agreed: at least {limit}"), speech, limit=scale.limit(agreed))
    return WorthWords(scale.full(value), told, text(form, speech, amount=off))


def worth_covers(covered: int, late: int, all_: int, speech: Speech) -> tuple[Sentence, ...]:
    """Which models a sum of money covers, and why not the others."""
    others = all_ - covered - late
    slots = {"covered": whole(covered, speech), "all": whole(all_, speech)}
    forms = NN_("This counts {covered} of {all} model.", "This counts {covered} of {all} models.")
    told = [counted_sentence(forms, all_, speech, "covered", **slots)]
    if late:
        missing = NN_(
            "{count} has no full results for that month.",
            "{count} have no full results for that month.",
        )
        told.append(counted_sentence(missing, late, speech, count=whole(late, speech)))
    if others:
        rest = NN_(
            "For {count} other, no worth in money was agreed.",
            "For the other {count}, no worth in money was agreed.",
        )
        told.append(counted_sentence(rest, others, speech, count=whole(others, speech)))
    return tuple(told)


def known_for(count: int, all_: int, speech: Speech) -> str:
    """For how many models an answer is known: 39 of 46 known."""
    slots = {"count": whole(count, speech), "all": whole(all_, speech)}
    return text(N_("{count} of {all} known"), speech, **slots)


def gaps(unanswered: int, speech: Speech) -> str:
    """For how many models nobody can answer a question."""
    forms = NN_("no answer for {count} model", "no answer for {count} models")
    return counted(forms, unanswered, speech, count=whole(unanswered, speech))
