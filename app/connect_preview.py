"""A proposal as it is shown: each part with its reason, ten values, and what would be refused."""

from collections import Counter
from dataclasses import replace

from app.connect_talk import MOST_ROWS, Talk
from app.language import connecting as words
from app.language.dates import period
from app.language.problems import problem_words
from app.language.quantities import scale_for
from app.terminal import progress, table
from data.connections import FilesConnection, MeasureShape
from data.facts import Reading
from data.rows.proposals import Proposal
from data.trial import Outcome, Trial

SHOWN = 10
REASONS = 5
MOST_NAMES = 20
"""Unknown models that are listed, and that somebody is asked about, one after the other."""


def tell(talk: Talk, proposal: Proposal) -> None:
    """Every part of the proposal with its reason, and what new measures are taken for."""
    speech = talk.current.speech
    talk.say("")
    for each in proposal.choices:
        talk.say(f"  {words.choice(each.key, each.value, each.why.value, each.inputs, speech)}")
    for key, shape in proposal.new.items():
        said = (shape.question, shape.unit, shape.better, shape.currency)
        talk.say(f"  {words.measure(key, *said, speech)}")
    if proposal.midnights:
        talk.say(f"  {words.midnights(proposal.midnights, speech)}")
    if proposal.new and talk.asks:
        talk.say(f"  {words.change_measures(next(iter(proposal.new)), speech)}")


def preview(talk: Talk, proposal: Proposal, place: Trial) -> Outcome:
    """The first values as they were understood, and what a sync would refuse."""
    speech, connection = talk.current.speech, talk.mapped(proposal)
    if isinstance(connection, FilesConnection):
        connection = replace(connection, path=str(talk.current.settings.base / connection.path))
    with progress() as show:
        show(words.trying(speech), "")
        outcome = place.of(connection, MOST_ROWS)
    shapes = talk.measures(proposal)
    talk.say("")
    if outcome.taken:
        talk.say(words.understood(min(SHOWN, len(outcome.taken)), speech))
        shown = outcome.taken[:SHOWN]
        rows = [_row(talk, each, shapes[each.measure]) for each in shown]
        table(words.headings(speech), rows, aside=talk.prints)
    told = (outcome.refusals, outcome.values, outcome.rows, outcome.whole)
    talk.say(words.would_refuse(*told, speech))
    _tell_reasons(talk, outcome)
    if outcome.unknown:
        talk.say(words.unknown_models(outcome.unknown[:MOST_NAMES], speech))
    if not place.models:
        talk.say(words.no_models_known(speech))
    return outcome


def _row(talk: Talk, one: Reading, shape: MeasureShape) -> tuple[str, ...]:
    speech = talk.current.speech
    scale = scale_for((one.value,), shape.unit, speech, shape.things, shape.currency)
    return (
        one.ref.name,
        period(one.start, one.end, speech),
        one.measure,
        scale.full(one.value),
        "" if one.count is None else f"{one.count}",
        one.group or words.everybody(speech),
    )


def _tell_reasons(talk: Talk, outcome: Outcome) -> None:
    """The commonest reasons, each as the page Sources says it of the first such row."""
    speech = talk.current.speech
    often = Counter(each.problem.code for each in outcome.refused)
    for code, count in often.most_common(REASONS):
        same = [each for each in reversed(outcome.refused) if each.problem.code is code]
        # A measure of a model nobody knows stands in no row; its readings do.
        first = next((each for each in same if each.place), same[0])
        why = str(problem_words(first.problem, speech))
        talk.say(f"  {words.refused_for(count, why, first.place, speech)}")
