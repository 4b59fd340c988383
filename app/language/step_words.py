"""What is said of one step that brings data: how it stands, and what it reads, writes and feeds."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from babel.lists import format_list

from app.health.steps import Ran, Step, StepState
from app.language.amounts import compact, whole
from app.language.dates import aged, clock, local_day, short_day
from app.language.pages import rhythm_told
from app.language.sentence import Sentence, Speech
from app.language.translating import N_, NN_, counted, sentence, text
from data.facts import RunEnd

_STATES: Mapping[StepState, str] = {
    StepState.FAILED: N_("Failed last time"),
    StepState.CHECKS_FAILED: N_("Failed its checks"),
    StepState.LATE: N_("Late"),
    StepState.FEWER_ROWS: N_("Far fewer rows"),
    StepState.UNHEARD: N_("No run known"),
    StepState.FINE: N_("Ran as it should"),
}
_TITLES: Mapping[StepState, str] = {
    StepState.FAILED: N_("{step} failed last time."),
    StepState.CHECKS_FAILED: N_("What {step} brought failed its checks."),
    StepState.LATE: N_("{step} is late."),
    StepState.FEWER_ROWS: N_("{step} wrote far fewer rows than usual."),
    StepState.UNHEARD: N_("Nobody has told us when {step} ran."),
    StepState.FINE: N_("{step} ran as it should."),
}
_MEANS: Mapping[StepState, str] = {
    StepState.FAILED: N_("Until it ends well, the models it feeds may work with older data."),
    StepState.CHECKS_FAILED: N_("The models it feeds may work with data that is wrong."),
    StepState.LATE: N_("Until it runs, the models it feeds may work with older data."),
    StepState.FEWER_ROWS: N_("The models it feeds may not see all that happened."),
    StepState.UNHEARD: N_("We cannot say whether the models it feeds get their data."),
}
_ENDS: Mapping[RunEnd, str] = {
    RunEnd.SUCCEEDED: N_("Ended well"),
    RunEnd.FAILED: N_("Failed"),
    RunEnd.CHECKS_FAILED: N_("Failed its checks"),
}
_ENDS_COUNTED: Mapping[RunEnd, tuple[str, str]] = {
    RunEnd.SUCCEEDED: NN_("{count} ended well", "{count} ended well"),
    RunEnd.FAILED: NN_("{count} failed", "{count} failed"),
    RunEnd.CHECKS_FAILED: NN_("{count} failed its checks", "{count} failed their checks"),
}


def state_words(state: StepState, speech: Speech) -> str:
    """How a step stands, in two or three words."""
    return text(_STATES[state], speech)


def end_words(end: RunEnd, speech: Speech) -> str:
    """How a run ended."""
    return text(_ENDS[end], speech)


def step_title(step: Step, state: StepState, speech: Speech) -> Sentence:
    """How one step stands, as the heading of its page."""
    return sentence(_TITLES[state], speech, step=step.name)


def step_means(state: StepState, speech: Speech) -> tuple[Sentence, ...]:
    """What follows from how a step stands, and what to do."""
    if state is StepState.FINE:
        return (sentence(N_("Nothing for you to do."), speech),)
    return sentence(_MEANS[state], speech), sentence(N_("Ask whoever runs it."), speech)


def how_it_stands(step: Step, state: StepState, speech: Speech) -> tuple[Sentence, ...]:
    """What is told of one step beside its state, where its name already stands above."""
    return _HOW[state](step, speech)


def _fine(step: Step, speech: Speech) -> tuple[Sentence, ...]:
    told = _rhythm(step, speech)
    if told is None:
        unknown = N_("Nobody has said how often it should run, so we cannot say if it is late.")
        return (sentence(N_("It ended well."), speech), sentence(unknown, speech))
    return (sentence(N_("It ended well and in time; it runs {rhythm}."), speech, rhythm=told),)


def _late(step: Step, speech: Speech) -> tuple[Sentence, ...]:
    assert step.newest
    assert step.late_from
    late = N_("It last ran on {day}; since {late_from} it is late.")
    days = {
        "day": aged(step.newest.ended_at, speech),
        "late_from": short_day(step.late_from, speech),
    }
    told = sentence(late, speech, "day", **days)
    rhythm = _rhythm(step, speech)
    if rhythm is None:
        return (told,)
    return told, sentence(N_("We expect it {rhythm}."), speech, rhythm=rhythm)


def _failed(step: Step, speech: Speech) -> tuple[Sentence, ...]:
    return _bad(N_("Its newest run failed on {day}."), step, speech)


def _checks_failed(step: Step, speech: Speech) -> tuple[Sentence, ...]:
    return _bad(N_("What it brought on {day} failed its checks."), step, speech)


def _bad(message: str, step: Step, speech: Speech) -> tuple[Sentence, ...]:
    assert step.newest
    assert step.failing_since
    told = [sentence(message, speech, "day", day=aged(step.newest.ended_at, speech))]
    if local_day(step.failing_since, speech) != local_day(step.newest.ended_at, speech):
        since = N_("It has been so since {day}.")
        told.append(sentence(since, speech, day=aged(step.failing_since, speech)))
    if step.last_good is None:
        return *told, sentence(N_("We know of no good run."), speech)
    good = N_("Its last good run was on {day}.")
    return *told, sentence(good, speech, day=aged(step.last_good, speech))


def _fewer(step: Step, speech: Speech) -> tuple[Sentence, ...]:
    assert step.newest
    assert step.newest.rows is not None
    assert step.usual_rows is not None
    wrote = N_("It wrote {rows} rows on {day}; {usual} are usual.")
    slots = {"rows": _about(step.newest.rows, speech), "usual": _about(step.usual_rows, speech)}
    day = aged(step.newest.ended_at, speech)
    return (sentence(wrote, speech, "rows", day=day, **slots),)


def _unheard(_step: Step, speech: Speech) -> tuple[Sentence, ...]:
    return (sentence(N_("Nobody has told us when it ran."), speech),)


_HOW: Mapping[StepState, Callable[[Step, Speech], tuple[Sentence, ...]]] = {
    StepState.FAILED: _failed,
    StepState.CHECKS_FAILED: _checks_failed,
    StepState.LATE: _late,
    StepState.FEWER_ROWS: _fewer,
    StepState.UNHEARD: _unheard,
    StepState.FINE: _fine,
}


def every_told(step: Step, speech: Speech) -> str:
    """How often a step runs, as far as anybody knows."""
    return _rhythm(step, speech) or text(N_("Not recorded"), speech)


def _rhythm(step: Step, speech: Speech) -> str | None:
    rhythm = rhythm_told(step.every, speech) if step.every else None
    if rhythm and step.assumed:
        return text(N_("{rhythm}, we assume"), speech, rhythm=rhythm)
    return rhythm


def data_in(written: str) -> tuple[str, ...]:
    """The single names of data in a text that parts them by semicolons."""
    return tuple(each.strip() for each in written.split(";") if each.strip())


def path_told(step: Step, models: Sequence[str], fed: int, speech: Speech) -> tuple[Sentence, ...]:
    """What it reads, writes and feeds. ``models`` are the first names of ``fed`` models."""
    told = []
    if reads := data_in(step.reads):
        told.append(sentence(N_("Reads {data}."), speech, data=listed(reads, speech)))
    if writes := data_in(step.writes):
        told.append(sentence(N_("Writes {data}."), speech, data=listed(writes, speech)))
    if models:
        feeds = N_("Feeds {models}.")
        told.append(sentence(feeds, speech, models=first_of(models, fed, speech)))
    return tuple(told)


def first_of(names: Sequence[str], all_: int, speech: Speech) -> str:
    """The first names, and how many more there are."""
    more = all_ - len(names)
    forms = NN_("{count} more", "{count} more")
    return listed([*names, *([number_of(forms, more, speech)] if more > 0 else [])], speech)


def rows_told(rows: int, speech: Speech) -> str:
    """How many rows a run wrote, as a receipt has it; none is a number, too."""
    return number_of(_ROWS, rows, speech)


def about_rows(rows: int, speech: Speech) -> str:
    """How many rows a run wrote, as exactly as anybody needs it to compare."""
    return counted(_ROWS, rows, speech, count=_about(rows, speech))


_ROWS = NN_("{count} row", "{count} rows")


def usual_told(rows: int, speech: Speech) -> str:
    """How many rows are usual."""
    return text(N_("usually {count}"), speech, count=_about(rows, speech))


def _about(rows: int, speech: Speech) -> str:
    return compact(rows, _DIGITS, speech)


_DIGITS = 3


def runs_told(runs: Sequence[Ran], speech: Speech) -> str:
    """How the newest runs ended, counted."""
    ends = [(end, sum(each.outcome is end for each in runs)) for end in RunEnd]
    parts = [number_of(_ENDS_COUNTED[end], count, speech) for end, count in ends if count]
    forms = NN_("Of the newest run, {how}.", "Of the newest {count} runs, {how}.")
    slots = {"count": whole(len(runs), speech), "how": listed(parts, speech)}
    return counted(forms, len(runs), speech, **slots)


def ran(at: datetime, speech: Speech) -> str:
    """When a step ran, briefly: the day, and the time of day if that is today."""
    if local_day(at, speech) == local_day(speech.now, speech):
        return text(N_("today, {time}"), speech, time=clock(at, speech))
    return short_day(at, speech)


def number_of(forms: tuple[str, str], number: int, speech: Speech) -> str:
    """A number with the form of words it asks for."""
    return counted(forms, number, speech, count=whole(number, speech))


def listed(parts: Sequence[str], speech: Speech) -> str:
    """Several things as one runs them together: a, b and c."""
    return format_list(list(parts), style="standard", locale=speech.locale)
