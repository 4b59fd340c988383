"""Sentences about a model as a whole: unanswered questions, pauses, retirement."""

from babel.lists import format_list

from app.language.dates import aged
from app.language.fields import impact_words
from app.language.questions import not_measured, question_words
from app.language.redefined import in_other_units
from app.language.reporting import last_report
from app.language.sentence import Sentence
from app.language.statuses import before_the_pause
from app.language.telling import Telling
from app.language.translating import N_
from data.facts import Impact, Question

_IN_ONE_SENTENCE, _IN_ONE_MORE = 2, 4
"""More questions than this make a sentence too long to take in at once."""


def nobody_measures(telling: Telling) -> tuple[Sentence, ...]:
    message = not_measured(Question(telling.word("question")))
    return telling.say(message, name=telling.object), *in_other_units(telling)


def required_unanswered(telling: Telling) -> tuple[Sentence, ...]:
    questions = telling.word("questions").split(",")
    first, more = questions[:_IN_ONE_SENTENCE], questions[_IN_ONE_SENTENCE:]
    message = N_("{name} meets what was agreed, but nobody can say yet whether it {open}.")
    sentences = [telling.say(message, "open", name=telling.subject, open=_open(first, telling))]
    also = N_("Nor can anybody say whether it {open}.")
    for start in range(0, len(more), _IN_ONE_MORE):
        some = more[start : start + _IN_ONE_MORE]
        sentences.append(telling.say(also, "open", open=_open(some, telling)))
    return *sentences, _impact(telling)


def paused(telling: Telling) -> tuple[Sentence, ...]:
    speech = telling.speech
    pause = telling.say(
        N_("{by} paused watching {name} until {until}."),
        "until",
        name=telling.object,
        by=telling.word("by"),
        until=aged(telling.when("until"), speech),
    )
    why = _reason_given(telling)
    used = (
        N_("The model is still in use.")
        if telling.given["still_used"]
        else N_("The model is not in use meanwhile.")
    )
    sentences = (pause, why, telling.say(used))
    if not telling.has("last_status"):
        return sentences
    return *sentences, before_the_pause(telling.status("last_status"), speech)


def retired(telling: Telling) -> tuple[Sentence, ...]:
    since = aged(telling.when("since"), telling.speech)
    message = N_("{name} has not been used since {since}.")
    return (telling.say(message, name=telling.subject, since=since),)


def does_not_apply(telling: Telling) -> tuple[Sentence, ...]:
    again = telling.say(
        N_("To be looked at again by {day}."),
        day=aged(telling.when("review_by"), telling.speech),
    )
    return *_no_need_to_ask(telling), again


def does_not_apply_overdue(telling: Telling) -> tuple[Sentence, ...]:
    again = telling.say(
        N_("That was to be looked at again by {day}."),
        "day",
        day=aged(telling.when("review_by"), telling.speech),
    )
    return *_no_need_to_ask(telling), again


def _no_need_to_ask(telling: Telling) -> tuple[Sentence, ...]:
    """Who said that a question does not apply, and why where that is to be told."""
    said = telling.say(
        N_("{by} said there is no need to ask whether {name} {open}."),
        "by",
        by=telling.word("by"),
        name=telling.object,
        open=_open([telling.word("question")], telling),
    )
    return (said, _reason_given(telling)) if "reason" in telling.reason.inputs else (said,)


def _reason_given(telling: Telling) -> Sentence:
    reason = telling.word("reason").rstrip(".")
    return telling.say(N_("The reason given: “{reason}”."), reason=reason)


def quiet(telling: Telling) -> tuple[Sentence, ...]:
    expects = telling.say(
        N_("Nothing is expected of {name} until {until}, as {by} agreed."),
        "until",
        name=telling.object,
        until=aged(telling.when("until"), telling.speech),
        by=telling.word("by"),
    )
    if not telling.has("last_heard"):
        return expects, _reason_given(telling)
    heard = telling.say(N_("It has results up to {day}."), day=last_report(telling))
    return expects, _reason_given(telling), heard


def _open(questions: list[str], telling: Telling) -> str:
    ends = [question_words(Question(each.strip()), telling.speech).whether for each in questions]
    return format_list(ends, style="or", locale=telling.speech.locale)


def _impact(telling: Telling) -> Sentence:
    impact = impact_words(Impact(telling.word("impact")), telling.speech)
    if telling.given.get("impact_assumed"):
        message = N_("Nobody recorded how much a mistake matters; we assume it matters {impact}.")
    else:
        message = N_("We need to know, because a mistake matters {impact}.")
    return telling.say(message, impact=impact)
