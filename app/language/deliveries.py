"""What came of messages: at the terminal, and on the page of sources."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import Enum, unique

from app.language.amounts import whole
from app.language.dates import aged, clock, local_day, moment
from app.language.sentence import Sentence, Speech
from app.language.translating import N_, NN_, counted_sentence, sentence, text
from data.notices import Occasion, Undelivered


@unique
class DeliveryLabel(Enum):
    """A heading of the page of sources."""

    HEADING = N_("Who is told")


_UNDELIVERED: Mapping[Undelivered, str] = {
    Undelivered.UNREACHABLE: N_("The mail server cannot be reached."),
    Undelivered.TOO_SLOW: N_("There was no answer in time."),
    Undelivered.NO_STARTTLS: N_("The mail server does not offer what was asked of it: STARTTLS."),
    Undelivered.UNTRUSTED_CERTIFICATE: N_("The certificate of the mail server is not trusted."),
    Undelivered.SIGN_IN_REFUSED: N_("The mail server refused our user or password."),
    Undelivered.SENDER_REFUSED: N_("The mail server refused the address we send from."),
    Undelivered.RECIPIENT_REFUSED: N_("The mail server refused this address."),
    Undelivered.REFUSED: N_("The message was refused."),
    Undelivered.NOT_AN_ADDRESS: N_("What lists give as e-mail is no address."),
    Undelivered.VARIABLE_EMPTY: N_("The environment variable with the address is empty."),
    Undelivered.TARGET_UNKNOWN: N_("The address in the environment variable is of no known kind."),
    Undelivered.INTERNAL: N_("That is our fault, and it is in the log."),
}
_CUT_OFF = N_("We were stopped while sending, so it may have arrived.")

_OCCASIONS: Mapping[Occasion, str] = {
    Occasion.CHANGES: N_("changes"),
    Occasion.WEEKLY: N_("the weekly message"),
    Occasion.CONFIRM: N_("facts to confirm"),
    Occasion.STOPPED: N_("that checking stopped"),
}


def undelivered(why: Undelivered | None, speech: Speech) -> Sentence:
    """Why a message did not go out; None where nobody lived to say so."""
    return sentence(_UNDELIVERED[why] if why else _CUT_OFF, speech)


def occasions(found: Sequence[Occasion], speech: Speech) -> str:
    """On which occasions somebody is told."""
    return ", ".join(text(_OCCASIONS[each], speech) for each in found)


def told(called: str, on: Sequence[Occasion], speech: Speech) -> str:
    """One line of the list of everybody who is told."""
    slots = {"name": called, "occasions": occasions(on, speech)}
    return text(N_("{name}: {occasions}"), speech, **slots)


def nobody(speech: Speech) -> str:
    """The list is empty."""
    return text(N_("Nobody is told of their own accord: see [notices] in docs/notices.md."), speech)


def went_out(called: str, on: Occasion, speech: Speech) -> str:
    """A message was sent."""
    slots = {"name": called, "occasion": text(_OCCASIONS[on], speech)}
    return text(N_("Sent to {name}: {occasion}."), speech, **slots)


def did_not(called: str, on: Occasion, why: Undelivered, speech: Speech) -> str:
    """A message was not sent, and why."""
    slots = {"name": called, "occasion": text(_OCCASIONS[on], speech)}
    form = N_("Not sent to {name}: {occasion}. {why}")
    return text(form, speech, **slots, why=str(undelivered(why, speech)))


def nothing_due(speech: Speech) -> str:
    """There was nothing to send."""
    return text(N_("Nothing is to be sent now."), speech)


def no_such_name(name: str, speech: Speech) -> str:
    """Nobody who is told is called so."""
    return text(
        N_("Nobody who is told is called {name}. `rollcall notices` lists all."), speech, name=name
    )


def arrived(name: str, speech: Speech) -> str:
    """A test message was sent."""
    return text(N_("A test message went to {name}."), speech, name=name)


def not_this_way(speech: Speech) -> str:
    """--send goes to everybody who is told, each with their own models."""
    return text(N_("--send tells everybody of their own models, so it goes alone."), speech)


def no_such_unit(unit: str, speech: Speech) -> str:
    """No model is of this unit."""
    return text(N_("No model is of the unit {unit}."), speech, unit=unit)


def no_such_person(person: str, speech: Speech) -> str:
    """Nobody of this name or address is named for a model."""
    return text(N_("Nobody called {person} is named for a model."), speech, person=person)


def written(file: str, speech: Speech) -> str:
    """Where the HTML stands."""
    return text(N_("Written to {file}."), speech, file=file)


def all_told(recipients: int, last: datetime | None, speech: Speech) -> tuple[Sentence, ...]:
    """That nothing waits to be sent, and when a message last went out."""
    forms = NN_(
        "{count} person or place is told of changes, weekly, or both.",
        "{count} people and places are told of changes, weekly, or both.",
    )
    first = counted_sentence(forms, recipients, speech, "count", count=whole(recipients, speech))
    return first, last_told(last, speech)


def last_told(last: datetime | None, speech: Speech) -> Sentence:
    """When a message last went out."""
    if last is None:
        return sentence(N_("No message has gone out yet."), speech)
    if local_day(last, speech) == local_day(speech.now, speech):
        message = N_("The last message went out today at {time}.")
        return sentence(message, speech, time=clock(last, speech))
    message = N_("The last message went out on {moment}.")
    return sentence(message, speech, moment=moment(last, speech))


def some_not_told(failing: int, recipients: int, speech: Speech) -> Sentence:
    """How many could not be told, of how many."""
    forms = NN_(
        "{count} of {all} person or place could not be told.",
        "{count} of {all} people and places could not be told.",
    )
    slots = {"count": whole(failing, speech), "all": whole(recipients, speech)}
    return counted_sentence(forms, recipients, speech, "count", **slots)


def waiting(
    called: str, why: Undelivered | None, since: datetime, tries: int, speech: Speech
) -> tuple[Sentence, ...]:
    """Who could not be told, why, and since when it is tried."""
    forms = NN_("Tried {count} time since {day}.", "Tried {count} times since {day}.")
    slots = {"count": whole(tries, speech), "day": aged(since, speech)}
    return (
        sentence(N_("{name} could not be told."), speech, "name", name=called),
        undelivered(why, speech),
        counted_sentence(forms, tries, speech, **slots),
    )


def tried_again(speech: Speech) -> Sentence:
    """That nobody has to do anything for it to be tried again."""
    return sentence(
        N_("We try again by ourselves; whoever runs Rollcall finds more in the log."), speech
    )
