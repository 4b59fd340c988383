"""What was decided about a model in trouble: said before everything else about the trouble."""

from markupsafe import Markup

from app.health.decisions import Decided
from app.health.verdict import Status
from app.language.decisions import decided_told, undecided
from app.language.sentence import Speech
from app.ui.markup import NOTHING, sentences

ASKED = (Status.BELOW, Status.SILENT)
"""The statuses in which somebody should decide; of others a decision may be told, too."""


def decided_part(decided: Decided | None, status: Status, speech: Speech) -> Markup:
    """Who decided what, or that nobody did where somebody should."""
    if decided is not None:
        return Markup('<p class="decided" dir="auto">{}</p>').format(
            sentences(decided_told(decided, speech))
        )
    if status not in ASKED:
        return NOTHING
    return Markup('<p class="decided">{}</p>').format(sentences([undecided(speech)]))
