"""What the pages are called, in the menu and in the browser's tab."""

from enum import Enum, unique

from app.language.translating import N_


@unique
class PageTitle(Enum):
    """The title of a page. A page about a question of ours is called by it."""

    TODAY = N_("Today")
    MODELS = N_("Models")
    MODEL = N_("Model")
    IMPACT = N_("Is it paying off?")
    PEOPLE = N_("Who answers for what?")
    RISKS = N_("What could go wrong?")
    GROUPS = N_("Does it treat groups alike?")
    INCIDENTS = N_("What went wrong?")
    CHANGES = N_("What changed?")
    PIPELINES = N_("Where does it come from?")
    FEEDBACK = N_("What do people say?")
    INVENTORY = N_("Your own list")
    BRING = N_("Bring results")
    SOURCES = N_("Sources")
    WORDS = N_("Plain words")
    AGREEMENTS = N_("What good means")
    REVIEWS = N_("Reviews")
    VIEWS = N_("Named views")
    RECORD = N_("The record")
    ME = N_("You")


@unique
class MenuPart(Enum):
    """What heads a part of the menu."""

    QUESTIONS = N_("Questions people ask")
    TAKE_PART = N_("Take part")
    ABOUT_US = N_("About Rollcall")


MENU = N_("Pages of Rollcall")
"""What a screen reader calls the menu."""
