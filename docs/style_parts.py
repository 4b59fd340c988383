"""What the style page shows, in its order: each part with the one line that says when to use it.

The page draws from this list and docs/style.md is written from it, so the two never differ.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """One thing on the page. ``drawn_by`` names the functions of app/ui, ``module.function``."""

    name: str
    when: str
    drawn_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """Parts that are looked at together, and on one picture. ``key`` names it in addresses."""

    key: str
    name: str
    parts: tuple[Part, ...]


BASICS = Chapter(
    "basics",
    "What everything rests on",
    (
        Part(
            "Type",
            "One h1 says what is so; h2 opens a section; small text only for what may be missed.",
            ("markup.name", "markup.sentence", "markup.sentences", "markup.join"),
        ),
        Part(
            "Spacing",
            "A step more between things than within them; halves of one only inside parts.",
        ),
        Part(
            "Colour", "Ink and soft for words, one accent for what can be clicked, line for rules."
        ),
        Part(
            "Links",
            "A link says where it leads; a file says which kind; dotted explains the word itself.",
            ("markup.link", "markup.download_link"),
        ),
        Part(
            "Section, table and fold",
            "A heading over what belongs together; tables name columns and rows; the field's own"
            " terms are folded away. A dash in a cell says aloud why it is empty.",
            ("tables.section", "tables.soft", "tables.table", "tables.folded", "markup.blank"),
        ),
    ),
)

MARKS = Chapter(
    "marks",
    "Marks and counts",
    (
        Part(
            "Status",
            "Whenever a status is told. Where a word stands anyway, the icon alone goes before it.",
            ("marks.status_mark", "marks.icon"),
        ),
        Part("Care", "Beside the status, never mixed into it.", ("marks.care_mark",)),
        Part(
            "A word as a mark",
            "Standing of a group, likelihood, open or over: word and icon, never colour alone.",
            ("marks.toned_mark",),
        ),
        Part(
            "Quote",
            "What somebody wrote, word for word: lines stay lines, and nothing in it is markup.",
            ("feedback_table.quoted",),
        ),
        Part("Answering", "How a source does, on Sources.", ("sources.answering_mark",)),
        Part(
            "Bar and legend",
            "A whole fleet by status; its entries narrow the list.",
            ("counts.status_bar",),
        ),
        Part(
            "Banners",
            "Above everything, and only for what changes how the page must be read.",
            ("banners.banners",),
        ),
    ),
)

LISTS = Chapter(
    "lists",
    "Many models",
    (
        Part(
            "Filters",
            "A form whose answers stand in the address; it works before any script does.",
            ("filters.form", "markup.search_field"),
        ),
        Part(
            "Model row",
            "A list to scan. It turns into cards by itself where columns have no room.",
            ("rows.model_table",),
        ),
        Part(
            "Small line",
            "A path within a row: gaps stay open, what was agreed is dashed. No chart.",
            ("trend.trend",),
        ),
        Part(
            "Card on Today",
            "What needs somebody now: at most three, each with its sum, then how many others.",
            ("today.needs",),
        ),
        Part("Changes", "What became better or worse since a day.", ("news.news",)),
        Part(
            "Sums",
            "Two figures over the fleet, each saying what it covers.",
            ("sums.worth", "sums.measured"),
        ),
    ),
)

PAGES = Chapter(
    "pages",
    "Around every page",
    (
        Part(
            "Menu",
            "Beside every page, with the way to past days; every link keeps the day looked at.",
            ("menu.menu", "menu.past_day"),
        ),
        Part(
            "Way back",
            "Above a page that stands below another one.",
            ("crumbs.crumbs",),
        ),
        Part(
            "Head",
            "The heading answers the page's question in one sentence; below it what that rests on.",
            ("heads.head",),
        ),
        Part(
            "Narrowing",
            "What a page can be narrowed to, as a form whose answers are the address.",
            ("filters.narrow", "filters.units_field", "filters.select", "filters.hidden"),
        ),
        Part(
            "What was found",
            "Above a list: how many, the way back to all of them, the same list as files.",
            ("results.results", "results.clearing", "results.not_understood", "paging.files"),
        ),
        Part(
            "Form that changes something",
            "Folded, and drawn for those who may; what is wrong is said at its field.",
            (
                "deed_form.folded_form",
                "deed_form.form",
                "deed_form.text_field",
                "deed_form.line_field",
                "deed_form.day_field",
                "deed_form.choice_field",
                "deed_form.tick_field",
                "filters.hidden",
            ),
        ),
        Part("Turning pages", "Below a list that is longer than a page.", ("paging.paging",)),
    ),
)

MODEL = Chapter(
    "model",
    "One model",
    (
        Part(
            "Header",
            "The top of a page about one thing: name, marks, sentence, next step, people.",
            ("header.header",),
        ),
        Part(
            "Chart",
            "A figure over time. The dashed line is what was agreed, a red triangle is clearly"
            " beyond it, an open line is what did not arrive. The same stands below in words.",
            ("history.chart",),
        ),
        Part(
            "Bars and lines",
            "Any other figure: an Altair chart of app/ui/charts, drawn among our words. One accent,"
            " few bars; what it shows stands in words or in a table, too.",
            ("drawn.drawn",),
        ),
        Part(
            "Question card",
            "One answer with its mark; the numbers one click away.",
            ("questions.question_cards",),
        ),
        Part(
            "Receipt",
            "Under any sentence that judges: rule, readings, dates, who agreed.",
            ("markup.receipt", "markup.lines"),
        ),
        Part(
            "Tables",
            "Facts one looks up. Below each other on a phone, each cell with its heading.",
            ("papers.versions", "papers.facts"),
        ),
    ),
)

BESIDE = Chapter(
    "beside",
    "Beside the verdict",
    (
        Part(
            "Behaviour",
            "Below a chart: what its shapes mean, is it changing, will it meet what was agreed.",
            ("behaviour.legend", "behaviour.answers", "behaviour.detail", "behaviour.others"),
        ),
        Part("Groups", "Everybody together, then each group, worst first.", ("groups.groups",)),
        Part("Incidents", "Open ones, then the newest past ones.", ("incidents.incidents",)),
        Part("Risk", "How much it matters, how likely it is, and by which steps.", ("risk.risk",)),
        Part(
            "Candidate",
            "Another version on the same exam, or why there is no comparison.",
            ("candidate.candidate",),
        ),
        Part(
            "Together",
            "What it went through with others; one line where there is nothing of the kind.",
            ("together.together", "together.nothing"),
        ),
        Part("Books", "On Sources: what is registered against what reports.", ("books.books",)),
    ),
)

STATES = Chapter(
    "states",
    "Nothing to show",
    (
        Part(
            "Empty",
            "There is nothing yet: what that means and what to do next.",
            ("states.empty", "states.nothing_known", "states.none_deployed", "states.not_judged"),
        ),
        Part(
            "Not found",
            "A search or an address leads nowhere: say so, and offer the way back.",
            (
                "states.nothing_found",
                "states.nothing_matches",
                "states.no_word_found",
                "states.unknown_model",
                "states.unknown_source",
            ),
        ),
        Part(
            "Trouble",
            "Our own records cannot be read: in words, never as a nought or a green.",
            ("states.store_away",),
        ),
    ),
)

CHAPTERS = (BASICS, MARKS, PAGES, LISTS, MODEL, BESIDE, STATES)

WHOLE_PAGES = {
    "today.show": "Today",
    "today.page": "Today as HTML, for tests",
    "listing.show": "Models",
    "listing.page": "Models as HTML",
    "model.show": "Model",
    "model.page": "Model as HTML",
    "model.show_unknown": "Model, where the address names none",
    "sources.show": "Sources",
    "refused.show": "the refused rows of a source",
    "refused.show_unknown": "Sources, where the address names none",
    "words.show": "Plain words",
    "words.page": "Plain words as HTML",
    "impact.show": "Is it paying off?",
    "people.show": "Who answers for what?",
    "person.show": "one person of it",
    "unmissed.show": "which models nobody would miss",
    "risks.show": "What could go wrong?",
    "incidents_page.show": "What went wrong?",
    "feedback_page.show": "What do people say?",
    "feedback_one.show": "one thing that was said",
    "reviews.show": "Reviews",
    "review.show": "one model to be reviewed",
    "review_signed.show": "one review that was signed",
    "changes.show": "What changed?",
    "pipelines.show": "Where does it come from?",
    "step.show": "one step of it",
    "find.show": "the box that finds a model from anywhere",
    "view.show": "puts any HTML of ours on a page; everything above goes through it",
}
"""Functions that put a whole page, or widgets of Streamlit, on the screen."""
