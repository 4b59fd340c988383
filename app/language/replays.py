"""How often a limit would have alerted, had it held all along."""

from app.health.insight import Replay
from app.language.amounts import whole
from app.language.dates import aged, length
from app.language.sentence import ReceiptLine, Sentence, Speech
from app.language.translating import N_, NN_, counted_sentence, sentence, text

_WOULD = NN_(
    "This limit would have alerted {count} time in {length}, on {first}.",
    "This limit would have alerted {count} times in {length}, first on {first}.",
)


def replay_told(replay: Replay, speech: Speech) -> tuple[Sentence, ...]:
    """How often it would have alerted, when first, and on how many results that rests."""
    span = length(replay.start, replay.end, speech)
    rests = counted_sentence(
        NN_("That rests on {count} result.", "That rests on {count} results."),
        replay.periods,
        speech,
        count=whole(replay.periods, speech),
    )
    if not replay.periods:
        return (
            sentence(N_("No results came in {length}, so nobody can say."), speech, length=span),
        )
    if not replay.alerts:
        message = N_("This limit would not have alerted in {length}.")
        return sentence(message, speech, length=span), rests
    count = len(replay.alerts)
    told = counted_sentence(
        _WOULD,
        count,
        speech,
        "count",
        count=whole(count, speech),
        length=span,
        first=aged(replay.alerts[0], speech),
    )
    return told, rests


def replay_receipt(replay: Replay, speech: Speech) -> tuple[ReceiptLine, ...]:
    """The span looked at, and each alert with the beginning of what it told."""
    lines = [
        (N_("Looked at from"), aged(replay.start, speech)),
        (N_("Looked at until"), aged(replay.end, speech)),
        (N_("That is"), length(replay.start, replay.end, speech)),
        (N_("Results in that time"), whole(replay.periods, speech)),
        (N_("Alerts"), whole(len(replay.alerts), speech)),
    ]
    told = [ReceiptLine(text(label, speech), value) for label, value in lines]
    for number, (noticed, began) in enumerate(zip(replay.alerts, replay.began, strict=True), 1):
        name = text(N_("Alert {number}"), speech, number=whole(number, speech))
        days = {"noticed": aged(noticed, speech), "began": aged(began, speech)}
        told.append(ReceiptLine(name, text(N_("{noticed}; it began {began}"), speech, **days)))
    return tuple(told)
