"""The rules behind statuses, care and questions, in plain words.

Every number in them is the named one the rules themselves use.
"""

from collections.abc import Mapping

from babel.lists import format_list

from app.health.behaviour import PERIODS_NEEDED
from app.health.blocks import ENOUGH_CASES, JOIN_AT_MOST
from app.health.breaches import BREACHES, NEAR_SHARE, OUT_OF
from app.health.end_of_life import TABLE_ON
from app.health.judge import REQUIRED, REQUIRED_FOR_PEOPLE
from app.health.pipelines import RUNS_TO_COMPARE, SMALLEST_SHARE
from app.health.rhythms import GAPS_TO_LEARN, GRACE_AT_MOST, GRACE_SHARE, LATE_SHARE
from app.health.risk import HIGH_FROM
from app.health.shared import FEWEST, FORTNIGHT
from app.health.verdict import Care, Status
from app.health.worsening import LASTS, SHARE_OF_ROOM
from app.health.xmr import RUN
from app.language.amounts import whole
from app.language.dates import day
from app.language.fields import impact_words
from app.language.sentence import Sentence, Speech
from app.language.translating import N_, sentence
from data.facts import Impact, Question

_STATUSES: Mapping[Status, tuple[str, ...]] = {
    Status.BELOW: (
        N_("{breaches} of the last {of} results lie clearly beyond the agreed minimum."),
        N_("Where results come quarterly or more rarely, one is enough."),
        N_("Clearly means that the whole likely range lies beyond it."),
        N_("A result beyond the agreed stop line counts at once."),
        N_("A group with enough cases counts like everybody together."),
        N_("So do two groups that clearly lie further apart than was agreed."),
    ),
    Status.SILENT: (
        N_("Results did not come when expected, and the time we wait for them is over."),
        N_("Unless another was set, we wait {grace} in 100 of the time between two results."),
        N_("We then wait {days} days at most."),
        N_("Where outcomes take time, we first wait as long as was agreed."),
        N_("This replaces every other status; the model’s page says which one it was."),
    ),
    Status.ATTENTION: (
        N_("One of the last {of} results lies clearly beyond the agreed minimum."),
        N_("Or the newest one is beyond it but not clearly, or close to it."),
        N_("Close means within {near} in 100 of the limit."),
        N_("For a share: {near} in 100 of the way to none or to all, whichever is nearer."),
        N_("Or at least {lasts} results show a change for the worse that chance does not explain."),
        N_("Such a change counts once it has gone {room} in 100 of the way to the limit."),
        N_("Or the limit was made easier while results failed it, and nobody said why."),
        N_("Or what it stands on gives way: software, the steps that bring data, or approval."),
        N_("Or all results are fine, but a question that must be answered has no answer."),
    ),
    Status.UNAGREED: (
        N_("Results come, but nobody has signed which ones are good enough."),
        N_("An agreement ends this status."),
    ),
    Status.UNMEASURED: (
        N_("No result has ever come about its answers or about what it is worth."),
    ),
    Status.TOO_FEW: (
        N_("Periods are joined until they hold enough cases, at most {join} of them."),
        N_("Enough is what was agreed; where nothing was, {cases} cases."),
    ),
    Status.PAUSED: (
        N_("A pause needs a person, a reason and an end, and it expires by itself."),
        N_("It never hides results that are below what was agreed."),
    ),
    Status.MEETS: (
        N_("Results are recent and rest on enough cases."),
        N_("Every question that must be answered has an answer, and none of them is bad."),
        N_("It ends by itself when the next results do not come in time."),
    ),
    Status.RETIRED: (
        N_("A day is recorded from which nobody uses it."),
        N_("It no longer counts among the models in use."),
    ),
}

_CARES: Mapping[Care, tuple[str, ...]] = {
    Care.NEEDS_CARE: (
        N_("No owner, no backup or no expert is named, or one of them has left."),
        N_("Or an agreement is past the day on which somebody wanted to look at it again."),
        N_("Or the same is true of a question that somebody said does not apply."),
        N_("It stands beside the status and never changes it."),
    ),
    Care.LOOKED_AFTER: (
        N_("An owner, a backup and an expert are named, and none of them has left."),
        N_("No agreement is past the day on which somebody wanted to look at it again."),
    ),
}

_AGAINST_AGREEMENT = (
    N_("Every measure of this question is compared with what was agreed about it."),
    N_("The worst of them is the answer."),
)

_QUESTIONS: Mapping[Question, tuple[str, ...]] = {
    Question.AVAILABILITY: _AGAINST_AGREEMENT,
    Question.FRESHNESS: (
        N_("The newest result of any measure is compared with how often results should come."),
        N_("It is late once {late} in 100 of the waiting time are over, and silent after that."),
        N_("Unless somebody set how often, the usual gap counts, once there are {gaps} gaps."),
        N_("Agreed quiet times, such as holidays, count before that."),
    ),
    Question.PERFORMANCE: _AGAINST_AGREEMENT,
    Question.FAIRNESS: (
        N_("Each group with enough cases is compared with what was agreed, by the same rule."),
        N_("Where a largest gap was agreed, groups are also compared with each other."),
        N_("Among many groups one looks bad by chance more often; we ask for stronger evidence."),
        N_("Groups with too few cases, and groups nobody measures, are listed and never green."),
    ),
    Question.DRIFT: (
        N_("What it sees now is compared with what it learned from, by an agreed measure."),
        N_("A difference is told; it needs attention while what really happened is not known."),
        N_("The same holds while its results raise questions."),
    ),
    Question.FOOTING: (
        N_("The software it was tested with is compared with the software it runs with."),
        N_("Software without security repairs is found by a list of {table_on}."),
        N_("The steps that bring its data must come in time, succeed and pass their checks."),
        N_(
            "A step brings too little below {shrunk} in 100 of the usual, "
            "once {runs} runs are known."
        ),
        N_("The data it uses must be approved, and one result must be explainable."),
        N_("Somebody must have recorded which exact version a supplier runs."),
    ),
    Question.VALUE: _AGAINST_AGREEMENT,
    Question.OWNERSHIP: (
        N_("This is the question of care: an owner, a backup, an expert, and reviews in date."),
    ),
}

_REQUIRED = N_("It must be answered where a mistake matters {impacts}.")
_FOR_PEOPLE = N_("It must also be answered where people are affected and it matters {impact}.")


def status_rules(status: Status, speech: Speech) -> tuple[Sentence, ...]:
    """When a status applies."""
    return _told(_STATUSES[status], speech)


def care_rules(care: Care, speech: Speech) -> tuple[Sentence, ...]:
    """When somebody is said to look after a model, and when not."""
    return _told(_CARES[care], speech)


def question_rules(question: Question, speech: Speech) -> tuple[Sentence, ...]:
    """How a question is judged, and for which models it must have an answer."""
    return *_told(_QUESTIONS[question], speech), *_required(question, speech)


def _required(question: Question, speech: Speech) -> tuple[Sentence, ...]:
    impacts = [impact_words(each, speech) for each in Impact if question in REQUIRED[each]]
    sentences = []
    if impacts:
        told = format_list(impacts, style="or", locale=speech.locale)
        sentences.append(sentence(_REQUIRED, speech, impacts=told))
    if question in REQUIRED_FOR_PEOPLE:
        told = impact_words(Impact.MEDIUM, speech)
        sentences.append(sentence(_FOR_PEOPLE, speech, impact=told))
    return tuple(sentences)


def _told(messages: tuple[str, ...], speech: Speech) -> tuple[Sentence, ...]:
    told = figures(speech)
    return tuple(sentence(each, speech, **told) for each in messages)


def figures(speech: Speech) -> dict[str, str]:
    """Every figure of the rules in words, by the name of its slot."""
    numbers = {
        "breaches": BREACHES,
        "of": OUT_OF,
        "near": 100 * NEAR_SHARE,
        "grace": 100 * GRACE_SHARE,
        "days": GRACE_AT_MOST.days,
        "late": 100 * LATE_SHARE,
        "gaps": GAPS_TO_LEARN,
        "join": JOIN_AT_MOST,
        "cases": ENOUGH_CASES,
        "periods": PERIODS_NEEDED,
        "run": RUN,
        "room": 100 * SHARE_OF_ROOM,
        "lasts": LASTS,
        "shrunk": 100 * SMALLEST_SHARE,
        "runs": RUNS_TO_COMPARE,
        "fewest": FEWEST,
        "fortnight": FORTNIGHT,
        "high": HIGH_FROM,
    }
    told = {name: whole(number, speech) for name, number in numbers.items()}
    return {**told, "table_on": day(TABLE_ON, speech)}
