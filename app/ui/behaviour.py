"""How a measure behaves, in words: the legend of its chart, the two answers, and the detail."""

from collections.abc import Iterable

from markupsafe import Markup

from app.health.insight import Behaviour
from app.health.verdict import Answer, Status
from app.language.behaviours import (
    behaviour_receipt,
    changing_told,
    flagged_told,
    last_known,
    meeting_told,
    usual_told,
)
from app.language.labels import Label, label
from app.language.pages import measure_told
from app.language.sentence import Sentence, Speech
from app.ui import markup
from app.ui.figure import History
from app.ui.markup import NOTHING, join, name, sentence, sentences
from app.ui.points import TONES, Look
from app.ui.tables import folded, section
from data.facts import Measured

_LOOKS = {
    Look.BEYOND: Label.MARKED_BEYOND,
    Look.WORSE: Label.MARKED_WORSE,
    Look.BETTER: Label.MARKED_BETTER,
}
_DRAWN = {
    Look.BEYOND: Markup('<path d="M2 3.5h12L8 13.5Z"/>'),
    Look.WORSE: Markup('<path d="M8 2l6 6-6 6-6-6Z"/>'),
    Look.BETTER: Markup('<path d="M3 3h10v10H3Z"/>'),
}


def legend(drawn: History, speech: Speech) -> Markup:
    """What the ground and the shapes of a chart mean; of the shapes only those that are there."""
    there = {mark.look for mark in drawn.marks}
    keys = [(_shape(look), label(word, speech)) for look, word in _LOOKS.items() if look in there]
    if drawn.bands:
        keys.insert(0, (Markup('<i class="band"></i>'), label(Label.USUAL_RANGE, speech)))
        keys.insert(1, (Markup('<i class="mean"></i>'), label(Label.USUAL_VALUE, speech)))
    if not keys:
        return NOTHING
    return Markup('<ul class="keys">{}</ul>').format(
        join(Markup("<li>{}{}</li>").format(*key) for key in keys)
    )


def _shape(look: Look) -> Markup:
    return Markup('<svg class="tone-{}" viewBox="0 0 16 16" aria-hidden="true">{}</svg>').format(
        TONES[look].value, _DRAWN[look]
    )


def answers(
    measured: Measured, behaviour: Behaviour | None, found: Answer | None, speech: Speech
) -> Markup:
    """The two questions about how a measure behaves, each with its answer.

    ``found`` is what the verdict says of the measure: where that is silence, they are of the past.
    """
    if behaviour is None:
        return NOTHING
    told = join(
        Markup("<p>{}</p>").format(sentence(each)) for each in _past(behaviour, found, speech)
    )
    return told + _asked(measured, behaviour, speech)


def _past(behaviour: Behaviour, found: Answer | None, speech: Speech) -> tuple[Sentence, ...]:
    silent = found is not None and found.status is Status.SILENT and behaviour.stretches
    return (last_known(behaviour, speech),) if silent else ()


def _asked(measured: Measured, behaviour: Behaviour, speech: Speech) -> Markup:
    changing = changing_told(behaviour, measured.measure, speech)
    meeting = _meeting(measured, behaviour, speech)
    if changing == meeting:
        # It is too early to answer either, and once is enough to say so.
        return Markup("<p>{}</p>").format(sentences(changing))
    asked = ((Label.IS_IT_CHANGING, changing), (Label.WILL_IT_MEET, meeting))
    return Markup('<dl class="answers">{}</dl>').format(
        join(
            Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(label(what, speech), sentences(told))
            for what, told in asked
        )
    )


def answers_told(
    measured: Measured, behaviour: Behaviour | None, found: Answer | None, speech: Speech
) -> tuple[Sentence, ...]:
    """The same as sentences, for who cannot see the chart."""
    if behaviour is None:
        return ()
    changing = changing_told(behaviour, measured.measure, speech)
    meeting = _meeting(measured, behaviour, speech)
    past = _past(behaviour, found, speech)
    return (*past, *changing) if changing == meeting else (*past, *changing, *meeting)


def _meeting(measured: Measured, behaviour: Behaviour, speech: Speech) -> tuple[Sentence, ...]:
    return meeting_told(behaviour, measured.measure, _minimum(measured), speech)


def _minimum(measured: Measured) -> float | None:
    return measured.agreement.minimum if measured.agreement else None


def detail(measured: Measured, behaviour: Behaviour | None, speech: Speech) -> Markup:
    """The technical detail, one click away: every usual range, what is marked, chart and rule."""
    if behaviour is None or not behaviour.stretches:
        return NOTHING
    measure = measured.measure
    told = [usual_told(each, measure, speech) for each in behaviour.stretches]
    told.append(flagged_told(behaviour, sum(each.periods for each in behaviour.stretches), speech))
    lines = markup.lines(behaviour_receipt(behaviour, measure, _minimum(measured), speech))
    body = join(Markup("<p>{}</p>").format(sentence(each)) for each in told)
    return folded(label(Label.TECHNICAL_DETAIL, speech), body + lines)


def others(found: Iterable[tuple[Measured, Behaviour, Answer | None]], speech: Speech) -> Markup:
    """How the measures without a chart of their own behaved; empty where there are none."""
    drawn = join(_other(*each, speech) for each in found)
    if not drawn:
        return NOTHING
    body = Markup('<ul class="behaved">{}</ul>').format(drawn)
    return section(label(Label.OTHERS_BEHAVED, speech), body)


def _other(
    measured: Measured, behaviour: Behaviour, found: Answer | None, speech: Speech
) -> Markup:
    return Markup("<li><h3>{}</h3>{}{}</li>").format(
        name(measure_told(measured.measure, speech)),
        answers(measured, behaviour, found, speech),
        detail(measured, behaviour, speech),
    )
