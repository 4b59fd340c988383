"""Plain words for the words we use, and what people in the field call them."""

from dataclasses import dataclass, replace

from app.health.xmr import RANGE
from app.language.rules import figures
from app.language.sentence import Speech
from app.language.translating import N_, text


@dataclass(frozen=True, slots=True)
class Term:
    """A word of ours. ``technical`` is the field's own term, kept as it is in every language.

    ``key`` names it in an address, the same in every language.
    """

    word: str
    plain: str
    technical: str = ""
    key: str = ""


_TERMS: tuple[Term, ...] = (
    Term(
        N_("Model"),
        N_("Anything that answers a question from data: learned, bought, written as rules."),
        "model",
    ),
    Term(
        N_("Agreement"),
        N_("What somebody signed as good enough, with a date by which to look at it again."),
        "service level objective",
    ),
    Term(
        N_("Review of a model"),
        N_("Somebody who did not build it looks at all of it as it stands, and signs."),
        "periodic model review",
    ),
    Term(
        N_("Agreed minimum, or limit"),
        N_("The value on the good side of which results must stay."),
        "threshold",
    ),
    Term(
        N_("Stop line"),
        N_("The value beyond which nobody should go on using the model."),
        "hard threshold",
    ),
    Term(
        N_("Close to the limit"),
        N_("Within a twentieth of the agreed limit, so that small changes may cross it."),
        "warning band",
    ),
    Term(
        N_("Likely range"),
        N_("Where the true value most likely lies, given how many cases there were."),
        "95 % confidence interval",
    ),
    Term(
        N_("Getting its answers right"),
        N_("Of all its answers, how many were right."),
        "accuracy",
    ),
    Term(
        N_("Cases that matter and were found"),
        N_("Of the cases that mattered, how many it found."),
        "recall, sensitivity",
    ),
    Term(
        N_("Right about the cases it flags"),
        N_("Of the cases it flagged, how many were right."),
        "precision",
    ),
    Term(
        N_("False alarm"),
        N_("It flagged a case, and nothing was the matter."),
        "false positive",
    ),
    Term(
        N_("Missed case"),
        N_("Something was the matter, and it did not flag the case."),
        "false negative",
    ),
    Term(
        N_("Putting the right case first"),
        N_("Of two cases of which one matters, how often it ranks that one higher."),
        "AUC",
    ),
    Term(
        N_("Off on average"),
        N_("How far its figures lie from what actually happened, in the unit of the business."),
        "mean absolute error",
    ),
    Term(
        N_("What actually happened"),
        N_("The outcome an answer is compared with, once it is known."),
        "ground truth, labels",
    ),
    Term(
        N_("The world it learned"),
        N_("The customers and habits in the data it learned from; both change with time."),
        "data drift, concept drift",
    ),
    Term(
        N_("Groups treated alike"),
        N_("Whether results for one group of people stay behind those for another."),
        "fairness, disparate impact",
    ),
    Term(N_("Current version"), N_("The version whose answers are used now."), "champion"),
    Term(N_("Candidate version"), N_("A version that may replace the current one."), "challenger"),
    Term(
        N_("Same exam"),
        N_("Two versions compare where data, period, counting and chosen cases are the same."),
        "identical evaluation set",
    ),
    Term(
        N_("Usual range"),
        N_("Where results lie while nothing changes; it takes {periods} results to know it."),
        f"process-behaviour (XmR) chart, limits at mean ± {RANGE} × mean moving range",
    ),
    Term(
        N_("Seven in a row"),
        N_("{run} results in a row on one side of the usual value, or all going one way."),
        "special cause: shift, trend",
    ),
    Term(
        N_("Two of three far out"),
        N_("Two of three results in a row lie near the same end of the usual range."),
        "special cause: two of three in the outer third",
    ),
    Term(
        N_("Too few cases"),
        N_("Fewer cases than are needed say more about chance than about the model."),
        "insufficient sample size",
    ),
    Term(
        N_("Looking at many groups"),
        N_(
            "Among many groups one looks bad by chance more often, so we ask for stronger evidence."
        ),
        "multiple comparisons, Holm's correction",
    ),
    Term(
        N_("Largest agreed gap"),
        N_("How far two groups may lie apart before somebody has to look."),
        "parity difference",
    ),
    Term(
        N_("Software without repairs"),
        N_("Its makers mend no security holes any more; our list of such days is of {table_on}."),
        "end of life, end of support",
    ),
    Term(
        N_("Exact version"),
        N_("A software list that names it brings the same software each time it is put together."),
        "pinned dependency",
    ),
    Term(
        N_("Step that brings data"),
        N_("What fetches and prepares the data a model needs, again and again."),
        "pipeline",
    ),
    Term(
        N_("Incident"),
        N_("Something that went wrong, from its first day until results were good again."),
        "incident",
    ),
    Term(
        N_("Time to notice"),
        N_("From the first day something was wrong to the day anybody could know."),
        "time to detect",
    ),
    Term(
        N_("Shared event"),
        N_(
            "At least {fewest} models got worse within {fortnight} days, more than chance explains."
        ),
        "common-cause event, Poisson binomial test",
    ),
    Term(
        N_("How likely trouble is"),
        N_(
            "Low without any named reason, high from {high} of them on or where it is below now, "
            "medium between; each can be checked."
        ),
        "risk likelihood",
    ),
    Term(
        N_("Try another limit"),
        N_("How often a limit would have alerted in the past, by the rules we use now."),
        "backtest",
    ),
    Term(
        N_("Moved limit"),
        N_("An agreed limit made easier while results failed it, without anybody saying why."),
        "moving the goalposts",
    ),
    Term(
        N_("Three books"),
        N_("What the registry lists, what sends results, and which version answers must agree."),
        "reconciliation",
    ),
    Term(N_("Taught again"), N_("The same model, having learned from newer data."), "retrained"),
    Term(
        N_("Rhythm"),
        N_("How often results should come; assumed from earlier ones where nobody set it."),
        "cadence",
    ),
    Term(
        N_("No recent results"),
        N_("Results were expected and did not come, so nobody can say whether it works."),
        "stale",
    ),
    Term(
        N_("Receipt"),
        N_("Every number behind a sentence: value, limit, who set it, when, and which rule."),
        "provenance",
    ),
    Term(
        N_("Care"),
        N_("Whether somebody looks after the model, apart from what its results say."),
        "ownership",
    ),
    Term(N_("Registry"), N_("The list your company keeps of its models."), "model registry"),
    Term(N_("Not recorded"), N_("The field is blank."), "null"),
    Term(N_("Not measured"), N_("Nobody has asked for this number."), "no metric"),
    Term(N_("Did not arrive"), N_("The number was expected and did not come."), "missing data"),
    Term(N_("Zero"), N_("It was measured, and there was none."), "0"),
)


def glossary(speech: Speech) -> tuple[Term, ...]:
    """Every word we explain, in the reader's language and alphabet order."""
    told_figures = figures(speech)
    told = [
        replace(
            each,
            word=text(each.word, speech),
            plain=text(each.plain, speech, **told_figures),
            key=_key(each.word),
        )
        for each in _TERMS
    ]
    return tuple(sorted(told, key=lambda each: each.word.casefold()))


def _key(word: str) -> str:
    letters = "".join(each if each.isalnum() else " " for each in word.casefold())
    return "-".join(letters.split())
