"""Sentences about what a model stands on: software, the steps that bring data, and the data."""

from babel.lists import format_list

from app.language.amounts import whole
from app.language.dates import aged, heard_day
from app.language.reporting import expected
from app.language.sentence import Sentence
from app.language.telling import Telling
from app.language.translating import N_, NN_, counted, counted_sentence, text

_GAPS_AT_ONCE = 2
"""More gaps than this make a sentence too long to take in at once."""

_LOOKED_AT = {
    "libraries": NN_("{count} piece of software", "{count} pieces of software"),
    "pipelines": NN_("{count} step that brings data", "{count} steps that bring data"),
    "data": NN_("{count} set of data", "{count} sets of data"),
}
GAPS = {
    "libraries": N_("which software it was tested with"),
    "runs_with": N_("which software it runs with"),
    "data": N_("which data it uses and who approved that"),
    "explained": N_("how one of its results can be explained"),
    "supplier_version": N_("which version its supplier runs"),
}
"""What nobody has recorded, by its code; each ends a sentence."""


def solid(telling: Telling) -> tuple[Sentence, ...]:
    speech = telling.speech
    sound = telling.say(
        N_("We found nothing wrong with what {name} stands on."), name=telling.object
    )
    looked = [
        counted(forms, telling.count(key), speech, count=whole(telling.number(key), speech))
        for key, forms in _LOOKED_AT.items()
        if telling.has(key) and telling.count(key)
    ]
    if not looked:
        return (sound,)
    list_ = format_list(looked, style="standard", locale=speech.locale)
    return sound, telling.say(N_("We looked at {list}."), list=list_)


def gaps(telling: Telling) -> tuple[Sentence, ...]:
    speech = telling.speech
    missing = [text(GAPS[each.strip()], speech) for each in telling.word("missing").split(",")]
    told = [telling.say(N_("We do not know all that {name} stands on."), name=telling.object)]
    for start in range(0, len(missing), _GAPS_AT_ONCE):
        some = missing[start : start + _GAPS_AT_ONCE]
        list_ = format_list(some, style="or", locale=speech.locale)
        told.append(telling.say(N_("Nobody has recorded {gaps}."), "gaps", gaps=list_))
    return tuple(told)


def libraries_differ(telling: Telling) -> tuple[Sentence, ...]:
    differ = telling.say(
        N_("{name} was tested with {library} {tested} and runs with {runs}."),
        "tested",
        "runs",
        name=telling.subject,
        library=telling.word("library"),
        tested=telling.word("tested_with"),
        runs=telling.word("runs_with"),
    )
    return differ, *_others(telling, NN_("{count} more differs.", "{count} more differ."))


def library_ended(telling: Telling) -> tuple[Sentence, ...]:
    ended = telling.say(
        N_("{library} {installed} has had no security repairs since {day}."),
        "day",
        library=telling.word("library"),
        installed=telling.word("installed"),
        day=aged(telling.when("ended_on"), telling.speech),
    )
    name = telling.name or text(N_("This model"), telling.speech)
    runs = telling.say(N_("{name} uses it."), name=name)
    return ended, runs, *_others(telling, _SAME)


def unpinned(telling: Telling) -> tuple[Sentence, ...]:
    open_ = telling.say(
        N_("The software list of {name} names no exact version of {library}."),
        "library",
        name=telling.name or text(N_("this model"), telling.speech),
        library=telling.word("library"),
    )
    later = telling.say(N_("When it is put together again, it may get another one."))
    return open_, *_others(telling, _SAME), later


_SAME = NN_("The same is true of {count} more.", "The same is true of {count} more.")


def _others(telling: Telling, forms: tuple[str, str]) -> tuple[Sentence, ...]:
    others = telling.count("others") if telling.has("others") else 0
    if not others:
        return ()
    count = whole(others, telling.speech)
    return (counted_sentence(forms, others, telling.speech, count=count),)


def supplier_unpinned(telling: Telling) -> tuple[Sentence, ...]:
    asks = telling.say(
        N_("{name} asks its supplier for “{version}”, which is no exact version."),
        "version",
        name=telling.subject,
        version=telling.word("supplier_version"),
    )
    return asks, telling.say(N_("The supplier can change what answers, and nobody would see it."))


def pipeline_late(telling: Telling) -> tuple[Sentence, ...]:
    if not telling.has("last_run"):
        late = _step(telling, N_("The step “{pipeline}”, which brings data to {name}, never ran."))
        return late, *expected(telling)
    message = N_("The step “{pipeline}”, which brings data to {name}, is late.")
    ran = telling.say(N_("It last ran on {day}."), "day", day=_day(telling, "last_run"))
    return _step(telling, message), ran, *expected(telling)


def pipeline_failed(telling: Telling) -> tuple[Sentence, ...]:
    message = N_("The step “{pipeline}”, which brings data to {name}, failed on {day}.")
    failed = _step(telling, message, day=_day(telling, "failed_at"))
    return failed, _last_good_run(telling)


def pipeline_checks_failed(telling: Telling) -> tuple[Sentence, ...]:
    message = N_("The step “{pipeline}” brought data to {name} that failed its checks on {day}.")
    failed = _step(telling, message, day=_day(telling, "failed_at"))
    return failed, _last_good_run(telling)


def pipeline_shrinking(telling: Telling) -> tuple[Sentence, ...]:
    rows = {key: whole(telling.number(key), telling.speech) for key in ("rows", "usual_rows")}
    message = N_("The step “{pipeline}” brought {name} {rows} rows on {day}.")
    told = _step(telling, message, rows=rows["rows"], day=_day(telling, "last_run"))
    usual = telling.say(N_("Usually it brings {rows}."), "rows", rows=rows["usual_rows"])
    return told, usual


def _step(telling: Telling, message: str, **slots: str) -> Sentence:
    slots |= {"pipeline": telling.word("pipeline"), "name": telling.object}
    return telling.say(message, "pipeline", **slots)


def _day(telling: Telling, key: str) -> str:
    return aged(telling.when(key), telling.speech)


def _last_good_run(telling: Telling) -> Sentence:
    if not telling.has("last_run"):
        return telling.say(N_("We know of no good run."))
    return telling.say(N_("Its last good run was on {day}."), day=_day(telling, "last_run"))


def data_unapproved(telling: Telling) -> tuple[Sentence, ...]:
    message = N_("Nobody has approved that {name} uses the data “{data}”.")
    return (telling.say(message, "data", name=telling.object, data=telling.word("data")),)


def data_approval_ended(telling: Telling) -> tuple[Sentence, ...]:
    ended = telling.say(
        N_("The approval for {name} to use the data “{data}” ended on {day}."),
        "day",
        name=telling.object,
        data=telling.word("data"),
        day=_day(telling, "until"),
    )
    if not telling.has("approved_by"):
        return (ended,)
    return ended, telling.say(N_("{by} had approved it."), by=telling.word("approved_by"))


def other_version_answers(telling: Telling) -> tuple[Sentence, ...]:
    listed = telling.say(
        N_("The registry says version {live} of {name} is in use; version {answering} answers."),
        "live",
        "answering",
        live=telling.word("live_version"),
        name=telling.name or text(N_("this model"), telling.speech),
        answering=telling.word("answering_version"),
    )
    if not telling.has("last_answer"):
        return (listed,)
    day = aged(heard_day(telling.moment("last_answer"), telling.speech), telling.speech)
    return listed, telling.say(N_("Its newest answers are of {day}."), day=day)
