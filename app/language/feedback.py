"""What people say of models: the words of the page about it, of its forms and of its list."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import Enum, unique

from app.language.amounts import whole
from app.language.dates import aged, day, local_day, moment
from app.language.sentence import Sentence, Speech
from app.language.translating import N_, NN_, counted, counted_sentence, sentence, text
from data.facts import FeedbackKind, FeedbackState


@unique
class FeedbackLabel(Enum):
    """A label of what people say."""

    TITLE = N_("What people say")
    SAY = N_("Say something about this model")
    SAY_OF_MEASURE = N_("Say something about these results")
    KIND = N_("What do you want to say?")
    TEXT = N_("In your words")
    MEASURE = N_("About which results (may stay empty)")
    WHOLE_MODEL = N_("The whole model")
    GROUP = N_("About which group (may stay empty)")
    EVERYBODY = N_("Everybody")
    START = N_("From which day (may stay empty)")
    END = N_("Until which day (may stay empty)")
    WHOLE_UNIT = N_("It explains the results of every model of the unit")
    EXPLAINS_CHART = N_("It is marked on the chart, on the first day you name.")
    REBASES = N_("What is usual begins anew on the first day you name")
    REBASES_WHY = N_(
        "For what explains it, such as new terms of a contract. The limit that was agreed stays, "
        "and it takes 12 results before a new usual range is known."
    )
    BEGUN_ANEW = N_("Where what is usual begins anew, and who said so")
    TAKE_BACK_BASELINE = N_("What is usual does not begin anew there")
    ASSIGN = N_("Ask somebody to answer")
    ANSWERER = N_("Who is to answer")
    DUE = N_("Until which day")
    ANSWER_IT = N_("Answer")
    ANSWER = N_("The answer")
    CHANGED = N_("What we changed")
    CHANGED_HINT = N_("What we changed (if nothing: why)")
    AGREE = N_("I agree, close it")
    AGREE_WHY = N_("You raised it, so you say whether this answers it.")
    NOT_YET = N_("Not answered yet")
    WHY = N_("What is missing")
    MERGE = N_("Make them one")
    THEME_THEM = N_("Give them this theme")
    LINK_THEM = N_("Link them")
    THEME = N_("Theme")
    LINK_IT = N_("Say what went wrong that it belongs with")
    LINKED = N_("A model they belong with: its name")
    INCIDENT = N_("What went wrong")
    SORT = N_("Sort what is ticked")
    SORT_WHY = N_("Made one, the first that was raised stays, and the others are answered with it.")
    STATE = N_("How far it is")
    WAITING = N_("Not closed yet")
    ALL_STATES = N_("All, closed too")
    ALL_KINDS = N_("Whatever was said")
    ALL_MODELS = N_("All models")
    ALL_THEMES = N_("All themes")
    ALL_ANSWERERS = N_("Whoever is to answer")
    LATE = N_("Past its day")
    LATE_OR_NOT = N_("Past its day or not")
    NOT_ASKED_FOR = N_("Past its day or in time")
    SAID = N_("Who said what")
    ABOUT = N_("About")
    WHO_ANSWERS = N_("Who answers, and by when")
    NUMBER = N_("Number")
    SAID_BY = N_("Said by")
    SAID_ON = N_("Said on")
    FROM_DAY = N_("First day it is about")
    TO_DAY = N_("Last day it is about")
    UNIT = N_("All models of the unit")
    ANSWERED_BY = N_("To be answered by")
    ANSWER_UNTIL = N_("Until")
    CLOSED_ON = N_("Closed on")
    LIST = N_("Everything people say")
    DISAGREE = N_("Where numbers and people disagree")
    VIEWS = N_("What to look at")
    STORY = N_("What happened so far")
    MERGED = N_("Made one with it")
    NOBODY_YET = N_("Nobody has said anything about a model yet")
    NOBODY_YET_WHY = N_(
        "Whoever sees something odd, or knows why it is so, can say it on the page of the model."
    )
    NONE_DISAGREE = N_("Numbers and people agree")
    NONE_DISAGREE_WHY = N_(
        "A model stands here when its results are fine and somebody says that they look wrong. It "
        "also stands here when they are below and somebody says that they are good."
    )
    UNKNOWN = N_("There is nothing of this number")
    UNKNOWN_WHY = N_("The address may be old or mistyped. On a past day, it was not said yet.")
    TO_LIST = N_("Back to what people say")
    SHOW_ALL = N_("Show everything that was said of it")
    NOT_HERE = N_("Say who you are, then you can say something here.")
    NONE_ABOUT = N_("Nobody has said anything about this model.")
    EXPLAINED = N_("What people explain")


KINDS: Mapping[FeedbackKind, str] = {
    FeedbackKind.WRONG: N_("This looks wrong"),
    FeedbackKind.EXPLAINS: N_("This explains it"),
    FeedbackKind.QUESTION: N_("I have a question"),
    FeedbackKind.GOOD: N_("This is good"),
}

STATES: Mapping[FeedbackState, str] = {
    FeedbackState.OPEN: N_("Open"),
    FeedbackState.ANSWERED: N_("Answered"),
    FeedbackState.CLOSED: N_("Closed"),
}


def kind_words(kind: FeedbackKind, speech: Speech) -> str:
    """What somebody wants to say."""
    return text(KINDS[kind], speech)


def state_words(state: FeedbackState, speech: Speech) -> str:
    """How far it is."""
    return text(STATES[state], speech)


def headline(open_now: int, late: int, speech: Speech) -> Sentence:
    """The heading: how much waits for an answer, and how much is past its day."""
    if not open_now:
        return sentence(N_("Nothing waits for an answer."), speech)
    count, over = whole(open_now, speech), whole(late, speech)
    if not late:
        form = NN_("{count} thing waits for an answer.", "{count} things wait for an answer.")
        return counted_sentence(form, open_now, speech, "count", count=count)
    form = NN_(
        "{count} thing waits for an answer; past its day: {late}.",
        "{count} things wait for an answer; past their day: {late}.",
    )
    return counted_sentence(form, open_now, speech, "count", "late", count=count, late=over)


def beside(answered: int, closed: int, speech: Speech) -> list[Sentence]:
    """What is answered and waits for whoever raised it, and what is closed."""
    told = []
    if answered:
        form = NN_(
            "{count} is answered, and whoever raised it has not agreed yet.",
            "{count} are answered, and whoever raised them has not agreed yet.",
        )
        told.append(counted_sentence(form, answered, speech, count=whole(answered, speech)))
    form = NN_("{count} is closed.", "{count} are closed.")
    told.append(counted_sentence(form, closed, speech, count=whole(closed, speech)))
    return told


def disagreeing(count: int, speech: Speech) -> Sentence:
    """The heading of the view of what numbers and people say differently."""
    if not count:
        return sentence(N_("Numbers and people agree on every model."), speech)
    form = NN_(
        "On {count} model, numbers and people disagree.",
        "On {count} models, numbers and people disagree.",
    )
    return counted_sentence(form, count, speech, "count", count=whole(count, speech))


def disagreeing_why(speech: Speech) -> Sentence:
    """What it means that they disagree."""
    return sentence(N_("There, the wrong thing may be measured. The oldest stand first."), speech)


def found(first: int, last: int, matching: int, speech: Speech) -> Sentence:
    """How much of what matches is shown."""
    return sentence(
        N_("{first} to {last} of {matching}, what has waited longest first."),
        speech,
        first=whole(first, speech),
        last=whole(last, speech),
        matching=whole(matching, speech),
    )


def said_by(name: str, at: datetime, speech: Speech) -> Sentence:
    """Who said it and when."""
    form = N_("{name}, {day}")
    return sentence(form, speech, "name", name=name, day=aged(at, speech))


def waits_for(name: str, due: date | None, speech: Speech) -> Sentence:
    """Who is to answer, and by when."""
    told = day(due, speech) if due else ""
    if not name:
        form = N_("Nobody is asked yet. Due by {day}.") if due else N_("Nobody is asked yet.")
        return sentence(form, speech, day=told)
    form = N_("{name} answers by {day}.") if due else N_("{name} is to answer.")
    return sentence(form, speech, "name", name=name, day=told)


def is_late(due: date | None, state: FeedbackState, speech: Speech) -> bool:
    """Whether an answer is past its day."""
    today = local_day(speech.now, speech)
    return state is FeedbackState.OPEN and due is not None and due < today


def about(
    measure: str, group: str, start: date | None, end: date | None, unit: str, speech: Speech
) -> str:
    """Which part of the model it is about; empty where it is about all of it."""
    told = [measure, group]
    if start and end:
        between = N_("{start} to {end}")
        same = start == end
        days = {"start": day(start, speech), "end": day(end, speech)}
        told.append(days["start"] if same else text(between, speech, **days))
    if unit:
        told.append(text(N_("every model of {unit}"), speech, unit=unit))
    return "; ".join(each for each in told if each)


def below_again(noticed: datetime, speech: Speech) -> Sentence:
    """Why Rollcall itself opened it again."""
    return sentence(
        N_("Opened again by itself: the same measure was below again on {day}."),
        speech,
        day=aged(noticed, speech),
    )


_ACTS: Mapping[str, str] = {
    "raised": N_("{name} raised it on {moment}."),
    "assigned": N_("{name} asked for an answer on {moment}."),
    "answered": N_("{name} answered on {moment}."),
    "agreed": N_("{name} agreed to close it on {moment}."),
    "not_yet": N_("{name} said on {moment} that it is not answered yet."),
    "merged": N_("{name} made it one with another on {moment}."),
    "themed": N_("{name} gave it a theme on {moment}."),
    "linked": N_("{name} linked it on {moment}."),
}


def act_told(act: str, name: str, at: datetime, why: str, speech: Speech) -> Sentence:
    """One step of its story."""
    if act not in _ACTS:
        return below_again(datetime.fromisoformat(why), speech)
    return sentence(_ACTS[act], speech, "name", name=name, moment=moment(at, speech))


def linked_told(name: str, began: datetime | None, speech: Speech) -> Sentence:
    """What it belongs with."""
    if began is None:
        return sentence(N_("Belongs with {name}."), speech, "name", name=name)
    form = N_("Belongs with what went wrong with {name} from {day} on.")
    return sentence(form, speech, "name", name=name, day=day(began, speech))


def incident_told(began: datetime, kind: str, speech: Speech) -> str:
    """Something that went wrong, to choose."""
    return text(N_("{kind}, since {day}"), speech, kind=kind, day=day(began, speech))


def merged_told(count: int, speech: Speech) -> str:
    """How many others said the same."""
    form = NN_("{count} other says the same", "{count} others say the same")
    return counted(form, count, speech, count=whole(count, speech))


def merged_into(number: int, speech: Speech) -> str:
    """Where something that was made one with another is answered."""
    return text(N_("Answered with number {number}"), speech, number=whole(number, speech))


def tick(number: int, speech: Speech) -> str:
    """What a box to tick is called."""
    return text(N_("Tick number {number}"), speech, number=whole(number, speech))


def more_told(shown: int, total: int, speech: Speech) -> str:
    """That more was said than is shown."""
    form = N_("{shown} of {total} are shown here.")
    return text(form, speech, shown=whole(shown, speech), total=whole(total, speech))


def note_told(number: int, at: date, name: str, speech: Speech) -> Sentence:
    """What a number on a chart stands for: when, and who explains it."""
    form = N_("{number}. {day}, {name}:")
    slots = {"number": whole(number, speech), "day": day(at, speech), "name": name}
    return sentence(form, speech, "number", **slots)


def notes_told(count: int, speech: Speech) -> Sequence[Sentence]:
    """For who cannot see the chart: that people explain something on it."""
    form = NN_(
        "{count} explanation is marked; it stands below.",
        "{count} explanations are marked; they stand below.",
    )
    return (counted_sentence(form, count, speech, count=whole(count, speech)),) if count else ()
