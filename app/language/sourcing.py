"""What the page of sources says: what is read, what it brought, and when we check again."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from app.language.amounts import whole
from app.language.dates import age, aged, clock, local_day, moment
from app.language.sentence import Sentence, Speech
from app.language.translating import N_, NN_, counted, counted_sentence, sentence, text

_KINDS: Mapping[str, tuple[str, str]] = {
    "mlflow": (
        N_("Model registry (MLflow)"),
        N_("Models, their versions, which one is in use, and results that have a period."),
    ),
    "prometheus": (
        N_("Live measurements (Prometheus)"),
        N_("Results counted while models answer, one for each day, week or month."),
    ),
    "sql": (N_("Table of a database"), N_("Results, one row each.")),
    "files": (N_("Files"), N_("Results from CSV, Excel and Parquet files, one row each.")),
    "evidently": (
        N_("Reports on data (Evidently)"),
        N_("What changed in the data a model gets, and how good its results are."),
    ),
    "staff": (
        N_("Staff list"),
        N_("Who works here, and who left when. We keep those whom a model names."),
    ),
    "openlineage": (
        N_("Data pipelines (OpenLineage)"),
        N_("Which steps bring data to which model, when they ran, and how it went."),
    ),
    "airflow": (
        N_("Data pipelines (Airflow)"),
        N_("Which DAGs bring data to which model, when they ran, and how it went."),
    ),
    "sample": (N_("Pretend company"), N_("A whole company that does not exist, to look around.")),
    "company_file": (
        N_("Company file, brought by hand"),
        N_("People, agreements, rhythms, pauses, and models no registry knows."),
    ),
    "reported": (
        N_("Reports, each sent by a pipeline"),
        N_("Results that pipelines send themselves, one at a time or many at once."),
    ),
    "brought": (
        N_("Files of results that people bring"),
        N_("Results from Excel, CSV or Parquet files, each looked through before it is taken in."),
    ),
    "people": (
        N_("People who write here"),
        N_("Agreements, decisions, feedback and facts, each in the record."),
    ),
}


class Answering(StrEnum):
    """How a source does. ``BY_HAND`` is read when a person brings it, so it is never late.

    ``OVER`` was read once and is no longer configured, so nobody waits for it.
    """

    ANSWERS = "answers"
    BY_HAND = "by_hand"
    LATE = "late"
    FAILED = "failed"
    OVER = "over"


_ANSWERING: Mapping[Answering, str] = {
    Answering.ANSWERS: N_("Answers"),
    Answering.BY_HAND: N_("Read when brought"),
    Answering.LATE: N_("Late"),
    Answering.FAILED: N_("Could not be read"),
    Answering.OVER: N_("No longer read"),
}


def source_kind(kind: str, speech: Speech) -> str:
    """What sort of source it is."""
    return text(_KINDS[kind][0], speech)


def what_is_read(kind: str, speech: Speech) -> str:
    """What a source of this sort tells us."""
    return text(_KINDS[kind][1], speech)


def answering_words(answering: Answering, speech: Speech) -> str:
    """How a source does, in a word or three."""
    return text(_ANSWERING[answering], speech)


def sources_answer(answering: int, total: int, speech: Speech) -> Sentence:
    """How many sources are neither late nor failing."""
    forms = NN_("{answering} of {total} source answers.", "{answering} of {total} sources answer.")
    slots = {"answering": whole(answering, speech), "total": whole(total, speech)}
    return counted_sentence(forms, total, speech, **slots)


def answered(at: datetime | None, speech: Speech) -> str:
    """When a source last answered: today, 06:00; or 3 May 2026, 06:00 (84 days ago)."""
    if at is None:
        return text(N_("It has never answered"), speech)
    if local_day(at, speech) == local_day(speech.now, speech):
        return text(N_("today, {time}"), speech, time=clock(at, speech))
    told = {"day": moment(at, speech), "age": age(at, speech)}
    return text(N_("{day} ({age})"), speech, **told)


def brought(read: int, kept: int, refused: int, speech: Speech) -> str:
    """What the last reading brought."""
    slots = {"read": whole(read, speech), "kept": whole(kept, speech)}
    if not refused:
        forms = NN_(
            "{read} value read, {kept} kept, none refused",
            "{read} values read, {kept} kept, none refused",
        )
        return counted(forms, read, speech, **slots)
    forms = NN_(
        "{read} value read, {kept} kept, {refused} refused",
        "{read} values read, {kept} kept, {refused} refused",
    )
    return counted(forms, read, speech, refused=whole(refused, speech), **slots)


def nothing_new(last: str, at: datetime, speech: Speech) -> str:
    """A source of which nothing had to be read the last time, with what was read before that.

    That need not have been new then: after an upgrade everything is read once again.
    """
    message = N_("Nothing new since it was read {day}: {last}")
    return text(message, speech, day=answered(at, speech), last=last)


def fewer_confirmed(speech: Speech) -> Sentence:
    """Somebody said that so few models are right."""
    message = N_("It was confirmed that this is right. The next check takes it in.")
    return sentence(message, speech)


def still_refused(count: int, speech: Speech) -> str:
    """How many refused rows there are to look at."""
    forms = NN_("Look at {count} refused row", "Look at {count} refused rows")
    return counted(forms, count, speech, count=whole(count, speech))


def refused_from(source: str, count: int, speech: Speech) -> Sentence:
    """The heading over the refused rows of one source."""
    forms = NN_("{count} row of {source} is refused.", "{count} rows of {source} are refused.")
    return counted_sentence(forms, count, speech, count=whole(count, speech), source=source)


def none_refused(source: str, speech: Speech) -> Sentence:
    """A source all of whose rows were taken."""
    return sentence(N_("No row of {source} is refused."), speech, source=source)


def refused_showing(first: int, last: int, total: int, speech: Speech) -> Sentence:
    """Which of the refused rows are on screen."""
    slots = {"first": first, "last": last, "total": total}
    told = {name: whole(number, speech) for name, number in slots.items()}
    return sentence(N_("Rows {first} to {last} of {total}, newest first."), speech, **told)


def checking_now(since: datetime, speech: Speech) -> Sentence:
    """A round is going on."""
    return sentence(N_("We are checking now, since {time}."), speech, time=clock(since, speech))


def asked_for(speech: Speech) -> Sentence:
    """A round was asked for and begins soon."""
    return sentence(N_("A check was asked for and begins within a few seconds."), speech)


def next_check(at: datetime | None, speech: Speech) -> Sentence:
    """When the next round begins by itself."""
    if at is None or at <= speech.now:
        return sentence(N_("The next check begins any moment."), speech)
    if local_day(at, speech) == local_day(speech.now, speech):
        return sentence(
            N_("The next check begins by itself at {time}."), speech, time=clock(at, speech)
        )
    return sentence(N_("The next check begins by itself on {day}."), speech, day=aged(at, speech))


def nobody_listens(speech: Speech) -> tuple[Sentence, ...]:
    """No process makes rounds here, so nobody can be asked."""
    return (
        sentence(N_("Nobody can ask for a check now: what checks is not running."), speech),
        sentence(N_("Whoever runs Rollcall starts it with the command: rollcall serve"), speech),
    )


def may_check(speech: Speech) -> Sentence:
    """Who can ask for a check, to somebody who may not."""
    message = N_(
        "An analyst, expert, manager, risk officer or administrator can ask for a check now."
    )
    return sentence(message, speech)


def not_shown(fields: int, speech: Speech) -> str:
    """How many fields of a long row are left out on screen."""
    forms = NN_("and {count} more field", "and {count} more fields")
    return counted(forms, fields, speech, count=whole(fields, speech))


def found_models(count: int, more: bool, speech: Speech) -> str:
    """How many names match what is typed into the box that finds a model."""
    if not count:
        return text(N_("No model has this name, owner or unit."), speech)
    forms = NN_("{count} model", "{count} models")
    if more:
        forms = NN_("The first {count} model", "The first {count} models")
    return counted(forms, count, speech, count=whole(count, speech))
