"""What went wrong before: what, from when, when it was noticed, when it ended, what it cost."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.health.insight import Incident, IncidentKind
from app.language.amounts import whole
from app.language.costs import (
    compared_with,
    cost_amount,
    cost_cell,
    cost_told,
    tells_cost,
)
from app.language.dates import aged, day, heard_day, length, local_day, short_day
from app.language.measures import asked_of
from app.language.quantities import Scale, scale_for
from app.language.sentence import ReceiptLine, Sentence, Speech
from app.language.translating import N_, NN_, counted_sentence, joined, sentence, text
from data.facts import Better, Measure


def incident_told(
    incident: Incident, measure: Measure | None, speech: Speech
) -> tuple[Sentence, ...]:
    """An incident from its beginning to its end. ``measure`` is None for a silence."""
    told = [*what_happened(incident, measure, speech), noticed_told(incident, speech)]
    told.append(ended_told(incident, speech))
    if incident.cost is not None and measure is not None:
        told += cost_told(incident.cost, measure, speech)
    return tuple(told)


def what_happened(
    incident: Incident, measure: Measure | None, speech: Speech
) -> tuple[Sentence, ...]:
    """What went wrong, with the worst value and the limit agreed now."""
    if incident.kind is IncidentKind.SILENT or measure is None or incident.worst is None:
        return (sentence(N_("No results came."), speech),)
    limit = incident.worst if incident.minimum is None else incident.minimum
    scale = _scale((incident.worst, limit), measure, speech)
    slots = {
        "worst": scale.full(incident.worst),
        "limit": scale.beside(limit, incident.worst),
        "group": incident.group,
        "other": incident.other,
    }
    told = [sentence(_what(incident, measure), speech, "worst", **slots)]
    if incident.kind is IncidentKind.STOPPED:
        told.append(sentence(N_("That was beyond the agreed stop line."), speech))
    asked = sentence(N_("What is measured: {asked}."), speech, asked=_asked(measure, speech))
    return *told, asked


def _what(incident: Incident, measure: Measure) -> str:
    lower = measure.better is Better.LOWER
    if incident.kind is IncidentKind.GROUP_GAP:
        return N_("{group} lay up to {worst} behind {other}; at most {limit} was agreed.")
    if not incident.group:
        return _WORST[lower]
    return _WORST_FOR_GROUP[lower]


_WORST = {
    False: N_("It was {worst} at the worst; at least {limit} was agreed."),
    True: N_("It was {worst} at the worst; at most {limit} was agreed."),
}
_WORST_FOR_GROUP = {
    False: N_("For {group} it was {worst} at the worst; at least {limit} was agreed."),
    True: N_("For {group} it was {worst} at the worst; at most {limit} was agreed."),
}


def noticed_told(incident: Incident, speech: Speech) -> Sentence:
    """From when it went wrong, and after how long somebody could know."""
    slots = {
        "began": aged(_began(incident, speech), speech),
        "noticed": short_day(incident.noticed, speech),
    }
    if local_day(incident.noticed, speech) <= _began(incident, speech):
        return sentence(N_("It began on {began} and was noticed the same day."), speech, **slots)
    message = N_("It began on {began}; noticed {noticed}, after {days}.")
    if incident.kind is IncidentKind.SILENT:
        message = N_("The last ones were of {began}; noticed {noticed}, after {days}.")
    return sentence(
        message,
        speech,
        "began",
        **slots,
        days=length(_began(incident, speech), incident.noticed, speech),
    )


def ended_told(incident: Incident, speech: Speech) -> Sentence:
    """When it was good again, or that it is still open, and how long that took."""
    began = _began(incident, speech)
    if incident.fixed is None:
        lasted = length(began, speech.now, speech)
        return sentence(N_("It is still open, after {length}."), speech, "length", length=lasted)
    slots = {
        "day": short_day(_ended(incident, speech), speech),
        "length": length(began, incident.fixed, speech),
    }
    if incident.kind is IncidentKind.SILENT:
        return sentence(N_("Results came again on {day}, after {length}."), speech, "day", **slots)
    return sentence(N_("Good again since {day}, after {length}."), speech, "day", **slots)


@dataclass(frozen=True, slots=True)
class IncidentCells:
    """One row of the table of incidents; ``cost`` is empty where none can be told."""

    what: str
    began: str
    noticed: str
    ended: str
    cost: str


def incident_cells(incident: Incident, measure: Measure | None, speech: Speech) -> IncidentCells:
    """The cells of one incident; days with their age, and how long each took."""
    began = _began(incident, speech)
    after = length(began, incident.noticed, speech)
    noticed = {"day": day(incident.noticed, speech), "length": after}
    ended = text(N_("Still open"), speech)
    if incident.fixed is not None:
        lasted = length(began, incident.fixed, speech)
        slots = {"day": day(_ended(incident, speech), speech), "length": lasted}
        ended = text(N_("{day}, after {length}"), speech, **slots)
    cost = ""
    if incident.cost is not None and measure is not None:
        cost = cost_cell(incident.cost, measure, speech)
    return IncidentCells(
        what=joined(what_happened(incident, measure, speech)),
        began=aged(began, speech),
        noticed=text(N_("{day}, after {length}"), speech, **noticed),
        ended=ended,
        cost=cost,
    )


def unnoticed_told(unnoticed_for: timedelta, speech: Speech) -> Sentence:
    """How long a failure the day after the last report would have stayed unknown."""
    days = max(round(unnoticed_for / timedelta(days=1)), 1)
    forms = NN_(
        "Had it failed the day after its last report, nobody would have known for {days} day.",
        "Had it failed the day after its last report, nobody would have known for {days} days.",
    )
    return counted_sentence(forms, days, speech, "days", days=whole(days, speech))


def nothing_wrong(since: datetime | None, speech: Speech) -> Sentence:
    """That no incident is known; ``since`` is when its first results began, None without any."""
    if since is None:
        return sentence(N_("We have no results that could tell what went wrong."), speech)
    message = N_("Nothing went wrong that we know of since {day}.")
    return sentence(message, speech, day=aged(since, speech))


_REBUILT = {
    "agreement": N_("Worked out anew on {day}, because the agreement changed."),
    "rule": N_("Worked out anew on {day}, because our rule changed."),
    "readings": N_("Worked out anew on {day}, because results were corrected or came late."),
}


def rebuilt_told(at: datetime, why: str, speech: Speech) -> Sentence:
    """That history was told otherwise before. ``why``: agreement, rule or readings."""
    message = _REBUILT.get(why, N_("Worked out anew on {day}."))
    return sentence(message, speech, day=aged(at, speech))


def withdrawn_told(count: int, speech: Speech) -> Sentence:
    """That incidents told before are told no more, since more is known now."""
    forms = NN_(
        "{count} incident told here before is left out: by what we know now it was none.",
        "{count} incidents told here before are left out: by what we know now they were none.",
    )
    return counted_sentence(forms, count, speech, count=whole(count, speech))


def acknowledged_told(at: datetime, by: str, speech: Speech) -> Sentence:
    """That somebody has taken note of an incident."""
    message = N_("{by} has known since {day}.")
    return sentence(message, speech, "by", by=by, day=aged(at, speech))


def incident_receipt(
    incident: Incident, measure: Measure | None, speech: Speech
) -> tuple[ReceiptLine, ...]:
    """Every number behind an incident, with the moments as they are kept."""
    lines = [(N_("Group"), incident.group)] if incident.group else []
    if incident.other:
        lines.append((N_("Group it is compared with"), incident.other))
    began, until = _began(incident, speech), incident.fixed or speech.now
    lines.append((N_("Began on"), aged(began, speech)))
    lines.append((N_("First noticed"), aged(incident.noticed, speech)))
    lines.append((N_("Time to notice"), length(began, incident.noticed, speech)))
    lines.append((N_("Results beyond the limit"), whole(incident.periods, speech)))
    ended = text(N_("Still open"), speech)
    if incident.fixed is not None:
        ended = aged(_ended(incident, speech), speech)
    lines.append((N_("Good again since"), ended))
    lines.append((N_("It lasted"), length(began, until, speech)))
    if measure is not None and incident.worst is not None:
        limit = incident.worst if incident.minimum is None else incident.minimum
        scale = _scale((incident.worst, limit), measure, speech)
        lines.append((N_("Worst value"), scale.full(incident.worst)))
        lines.append((N_("Agreed limit"), scale.limit(limit)))
    if incident.cost is not None and measure is not None and tells_cost(incident.cost, measure):
        lines.append((N_("What it cost, we estimate"), cost_amount(incident.cost, measure, speech)))
        lines.append((N_("Compared with"), compared_with(incident.cost, speech)))
    return tuple(ReceiptLine(text(label, speech), value) for label, value in lines)


def _began(incident: Incident, speech: Speech) -> date:
    if incident.kind is IncidentKind.SILENT:
        return heard_day(incident.began, speech)
    return local_day(incident.began, speech)


def _ended(incident: Incident, speech: Speech) -> date:
    assert incident.fixed is not None
    return local_day(incident.fixed, speech)


def _asked(measure: Measure, speech: Speech) -> str:
    words = {"phrase": measure.phrase} if measure.phrase else {"kind": measure.kind}
    return asked_of(words, speech)


def _scale(values: tuple[float, ...], measure: Measure, speech: Speech) -> Scale:
    return scale_for(values, measure.unit, speech, measure.things, measure.currency)
