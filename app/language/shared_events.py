"""What befell many models at once: how many, when, what they share, and what that does not show."""

from collections.abc import Mapping

from app.health.insight import CommonTrait, SharedEvent
from app.language.amounts import whole
from app.language.dates import aged, length
from app.language.fields import kind_words
from app.language.receipt_values import chance_told
from app.language.sentence import ReceiptLine, Sentence, Speech
from app.language.translating import N_, NN_, counted_sentence, sentence, text
from data.facts import Kind

_COMMON: Mapping[CommonTrait, tuple[str, str]] = {
    CommonTrait.UNIT: NN_(
        "{count} of them belongs to {value}.", "{count} of them belong to {value}."
    ),
    CommonTrait.DATA: NN_(
        "{count} of them uses the data “{value}”.", "{count} of them use the data “{value}”."
    ),
    CommonTrait.LIBRARY: NN_(
        "{count} of them runs with {value}.", "{count} of them run with {value}."
    ),
    CommonTrait.TEAM: NN_(
        "The team {value} looks after {count} of them.",
        "The team {value} looks after {count} of them.",
    ),
    CommonTrait.KIND: NN_(
        "{count} of them is of this sort: {value}.", "{count} of them are of this sort: {value}."
    ),
}


def event_told(event: SharedEvent, speech: Speech) -> tuple[Sentence, ...]:
    """An event from how many to what it does not show; what is shared only where it is known."""
    count = len(event.slugs)
    forms = NN_(
        "{count} of {of} models got worse within {length} from {day} on.",
        "{count} of {of} models got worse within {length} from {day} on.",
    )
    told = counted_sentence(
        forms,
        count,
        speech,
        "count",
        count=whole(count, speech),
        of=whole(event.of, speech),
        length=length(event.began, event.until, speech),
        day=aged(event.began, speech),
    )
    cause = sentence(N_("This does not show the cause."), speech)
    return told, _expected(event, speech), *_shared(event, speech), cause


def together_told(event: SharedEvent, speech: Speech) -> Sentence:
    """An event as the page of one of its models tells it."""
    others = len(event.slugs) - 1
    forms = NN_(
        "It got worse together with {count} other model, from {day} on.",
        "It got worse together with {count} other models, from {day} on.",
    )
    slots = {"count": whole(others, speech), "day": aged(event.began, speech)}
    return counted_sentence(forms, others, speech, "count", **slots)


def nothing_together(speech: Speech) -> Sentence:
    """That no shared event is known of a model."""
    return sentence(N_("Nothing happened to it together with other models."), speech)


def event_name(event: SharedEvent, speech: Speech) -> str:
    """An event in a few words, for a link or a list."""
    forms = NN_("{count} model got worse together", "{count} models got worse together")
    count = whole(len(event.slugs), speech)
    told = counted_sentence(forms, len(event.slugs), speech, count=count)
    return text(N_("{what}, {day}"), speech, what=str(told), day=aged(event.began, speech))


def _expected(event: SharedEvent, speech: Speech) -> Sentence:
    expected = round(event.expected)
    if expected < 1:
        least = whole(1, speech)
        message = N_("By chance we would expect fewer than {expected}.")
        return sentence(message, speech, expected=least)
    message = N_("By chance we would expect {expected}.")
    return sentence(message, speech, expected=whole(expected, speech))


def _shared(event: SharedEvent, speech: Speech) -> list[Sentence]:
    if not event.common:
        return [sentence(N_("We found nothing that they have in common."), speech)]
    return [
        counted_sentence(
            _COMMON[trait],
            count,
            speech,
            "value",
            count=whole(count, speech),
            value=_value(trait, value, speech),
        )
        for trait, value, count in event.common
    ]


def _value(trait: CommonTrait, value: str, speech: Speech) -> str:
    if trait is CommonTrait.KIND and value in {each.value for each in Kind}:
        return kind_words(Kind(value), speech)
    return value


def event_receipt(event: SharedEvent, speech: Speech) -> tuple[ReceiptLine, ...]:
    """The numbers behind an event, and the test that made it one."""
    least = {"number": whole(1, speech)}
    expected = whole(event.expected, speech)
    if round(event.expected) < 1:
        expected = text(N_("fewer than {number}"), speech, **least)
    lasted = length(event.began, event.until, speech)
    lines = [
        (N_("Models that got worse"), whole(len(event.slugs), speech)),
        (N_("Models watched"), whole(event.of, speech)),
        (N_("Expected by chance"), expected),
        (N_("Began on"), aged(event.began, speech)),
        (N_("Ended on"), aged(event.until, speech)),
        (N_("Within"), lasted),
        (N_("How often chance makes so many (p-value)"), chance_told(event.p_value, speech)),
    ]
    told = [ReceiptLine(text(label, speech), value) for label, value in lines]
    for trait, value, count in event.common:
        shared = text(_TRAITS[trait], speech, value=_value(trait, value, speech))
        told.append(ReceiptLine(shared, whole(count, speech)))
    return tuple(told)


_TRAITS: Mapping[CommonTrait, str] = {
    CommonTrait.UNIT: N_("In the unit {value}"),
    CommonTrait.DATA: N_("With the data {value}"),
    CommonTrait.LIBRARY: N_("With the software {value}"),
    CommonTrait.TEAM: N_("With the team {value}"),
    CommonTrait.KIND: N_("Of the sort {value}"),
}
