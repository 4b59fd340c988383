"""Every label of the screens and of the command line.

To add one, append a line to ``Label``: a name for where it stands, and its English text marked
with ``N_``. A text with values in it holds slots: ``label(Label.PAGE_OF, speech, page="2")``.
Then run ``python -m app.language.catalog``, so that translators see it.
"""

from enum import Enum, unique

from app.language.sentence import Speech
from app.language.translating import N_, text


@unique
class Label(Enum):
    """A label and its English text; two places with the same text share one label."""

    PRODUCT = N_("Rollcall")
    MODELS = N_("Models")
    MODEL = N_("Model")

    # What is known of a model.
    STATUS = N_("Status")
    CARE = N_("Care")
    TECHNICAL_NAME = N_("Technical name")
    REGISTRY = N_("Registry")
    OWNER = N_("Owner")
    UNIT = N_("Unit")
    VERSION = N_("Version")
    VERSIONS = N_("Versions")
    LIVE_VERSION = N_("Live version")
    LAST_HEARD = N_("Last heard")
    JUDGED_UP_TO = N_("Judged on cases up to")
    THE_EIGHT_QUESTIONS = N_("The eight questions")

    # The list of models.
    SEARCH = N_("Search by name, owner or unit")
    ALL_STATUSES = N_("All statuses")
    ALL_UNITS = N_("All units")
    NARROW_BY_STATUS = N_("Show one status")
    CLEAR_FILTERS = N_("Show all models")
    MODEL_AND_WHY = N_("Model and why")
    FIGURE = N_("Business figure")
    TREND = N_("Lately")
    PREVIOUS_PAGE = N_("Previous page")
    NEXT_PAGE = N_("Next page")
    PAGES = N_("Pages")

    DOWNLOAD = N_("Download:")
    EXCEL = N_("Excel")
    CSV = N_("CSV")

    # Figures and receipts.
    PERIOD = N_("Period")
    VALUE = N_("Value")
    CASES = N_("Cases")
    SHOW_THE_NUMBERS = N_("Show the numbers")
    NOTHING_AGREED = N_("nothing agreed yet")

    # Blanks, each of its own kind.
    NOT_RECORDED = N_("Not recorded")
    NOT_MEASURED = N_("Not measured")
    DOES_NOT_APPLY = N_("Does not apply")
    NO_OWNER_RECORDED = N_("No owner recorded")
    NO_UNIT_RECORDED = N_("No unit recorded")

    # Loading, empty, and what went wrong.
    NOTHING_KNOWN = N_("We know nothing yet")
    NOTHING_KNOWN_WHY = N_("No source has told us about any model.")
    STEP_CONNECT = N_("Name your registry in rollcall.toml.")
    STEP_SYNC = N_("Run the command: rollcall sync")
    STEP_LOOK = N_("Come back here.")
    NONE_DEPLOYED = N_("No model is in use")
    NONE_DEPLOYED_WHY = N_("Models are registered, but nothing tells us that one of them is used.")
    READ_NOT_JUDGED = N_("Read, and not judged yet")
    READ_NOT_JUDGED_WHY = N_(
        "Sources have told us what they know, and nothing has been judged yet. The next check does"
        " it; so does the command: rollcall judge"
    )
    NOTHING_FOUND = N_("No model matches")
    NOTHING_FOUND_WHY = N_("Try fewer letters, or show all models again.")
    NOTHING_MATCHES = N_("Nothing matches")
    NOTHING_MATCHES_WHY = N_("Try another choice, or show everything again.")
    SHOW_EVERYTHING = N_("Show everything")
    NO_MODEL_CHOSEN = N_("No model is chosen")
    UNKNOWN_MODEL_WHY = N_("The address may be mistyped, or come from another Rollcall.")
    TO_ALL_MODELS = N_("To all models")
    STORE_AWAY = N_("We cannot read our records")
    STORE_AWAY_WHY = N_("Whoever runs Rollcall finds the reason in the log. Please try again soon.")

    # The pages.
    WHERE_YOU_ARE = N_("Where you are")
    ANY_CARE = N_("Looked after or not")
    NOT_UNDERSTOOD = N_("Part of this address was not understood and was left out.")
    APART = N_("Registered but not deployed")
    APART_WHY = N_("A registry lists these, but nothing says that anybody uses them.")
    APART_FIRST = N_("The first of them by name:")
    NOT_IN_USE = N_("A registry lists it, but nothing says that anybody uses it.")
    NOT_JUDGED_YET = N_(
        "It is in use, and nothing has been judged about it yet. The next check does it."
    )
    NEVER_HEARD = N_("Never heard")
    NOTHING_JUDGED = N_("Nothing judged yet")
    NO_CHART_YET = N_("Too few cases so far to draw a line.")
    SHOW_EVERY_RESULT = N_("Show every result")
    AGAINST_LIMIT = N_("Against what was agreed")
    CLEARLY_BEYOND = N_("clearly beyond the limit")
    NO_VERSIONS = N_("No registry lists versions of it.")
    IN_USE = N_("In use")
    REGISTERED_ON = N_("Registered on")
    WHAT_CHANGED = N_("What was written about it")
    NEVER_SEEN_IN_USE = N_("never seen in use")
    FACT = N_("What we know")
    FACTS = N_("What we know, and how")
    HOW_WE_KNOW = N_("How we know")

    # What a model page says beside the eight answers.
    IS_IT_CHANGING = N_("Is it changing?")
    WILL_IT_MEET = N_("Will it meet what was agreed?")
    GROUPS_ALIKE = N_("Does it treat groups alike?")
    WENT_WRONG = N_("What went wrong before")
    COULD_GO_WRONG = N_("What could go wrong")
    CANDIDATE = N_("Candidate version against the current one")
    TOGETHER = N_("Together with other models")
    BOOKS = N_("Does what is registered match what reports?")
    TECHNICAL_DETAIL = N_("The technical detail")
    USUAL_VALUE = N_("Usual value")
    USUAL_RANGE = N_("Usual range")
    MARKED_BEYOND = N_("Marked: clearly beyond the limit")
    MARKED_WORSE = N_("Marked: for the worse")
    MARKED_BETTER = N_("Marked: for the better")
    WHY_MARKED = N_("Why it is marked")
    NOT_MARKED = N_("not marked")
    OTHERS_BEHAVED = N_("How its other measures behave")
    GROUP = N_("Group")
    LIKELY_RANGE = N_("Likely range")
    EVERYBODY = N_("Everybody together")
    FOR_COMPARISON = N_("for comparison")
    WHAT_HAPPENED = N_("What happened")
    BEGAN = N_("Began")
    NOTICED = N_("Noticed")
    GOOD_AGAIN = N_("Good again")
    WHAT_IT_COST = N_("What it cost, we estimate")
    NO_COST = N_("No cost that we can tell")
    HOW_MUCH_IT_MATTERS = N_("How much it would matter")
    HOW_LIKELY = N_("How likely it is")
    CURRENT_VERSION = N_("Current version")
    CANDIDATE_VERSION = N_("Candidate version")
    DIFFERENCE = N_("Difference")
    BETTER = N_("Better")
    WORSE = N_("Worse")
    NO_CLEAR_DIFFERENCE = N_("No clear difference")
    SHOW_ALL_GROUPS = N_("Show all groups")

    # Today.
    TODAY = N_("Today")
    NEEDS_SOMEBODY = N_("What needs somebody")
    NO_RESULT_NEEDS = N_("No results ask for anybody.")
    HOW_RANKED = N_(
        "Worst first, by points: results × how much a mistake matters × how long ago it began. "
        "What somebody is checking steps back."
    )
    THE_REST = N_("All the others")
    LAST_WEEK = N_("The last 7 days")
    LAST_FOUR_WEEKS = N_("The last 4 weeks")
    OTHER_SPANS = N_("Look further back")
    BAR_AND_TICK = N_("Bar: what it was worth. Line: the least that was agreed.")
    NO_WORTH = N_("No worth in money was agreed for any model.")
    OTHER_UNITS = N_("All other units")
    WHAT_WE_MEASURE = N_("What we can answer")
    WHAT_WE_MEASURE_WHY = N_(
        "For how many models we know the answer, be it good or bad. For the others, we cannot say."
    )

    # The pages about us: what we read, and the words we use.
    SOURCES = N_("Sources")
    PLAIN_WORDS = N_("Plain words")
    CHECK_NOW = N_("Check now")
    LAST_ANSWERED = N_("Last answered")
    LAST_BROUGHT = N_("Last time it brought")
    LAST_TRIED = N_("Last tried")
    WHAT_IS_WRONG = N_("What is wrong, and how to mend it")
    PLACE = N_("Where it stands")
    AS_IT_CAME = N_("The row as it came")
    NEVER_PUBLISHED = N_("Nothing yet")
    REFUSED_WHY = N_("What we could not take is kept here, never guessed and never dropped.")
    DOWNLOAD_REFUSED = N_("Download all of them as CSV")
    TO_ALL_SOURCES = N_("To all sources")
    UNKNOWN_SOURCE = N_("We know no such source")
    WORDS_WHY = N_("Every status, question and word we use, and the rule behind it.")
    FIND_A_WORD = N_("Find a word, a status or a rule")
    STATUSES = N_("What results say, worst first")
    CARE_LINE = N_("Who looks after it, beside the status")
    WORDS = N_("Single words")
    IN_THE_FIELD = N_("In the field:")
    NO_WORD_FOUND = N_("No word matches")
    NO_WORD_FOUND_WHY = N_("Try fewer letters, or show all words again.")
    ALL_WORDS = N_("Show all words")
    WHAT_DO_THESE_MEAN = N_("What do these words mean?")
    FIND = N_("Find a model")
    MORE_IN_LIST = N_("Show all of them in the list")


def label(which: Enum, speech: Speech, **slots: str) -> str:
    """A label in the reader's language, with its slots filled.

    Labels of one page alone stand beside its other words, in an enumeration of its own.
    """
    return text(which.value, speech, **slots)
