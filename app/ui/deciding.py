"""The forms by which people decide about a model: use it on, pause its watching, keep it."""

from datetime import datetime, timedelta

from markupsafe import Markup

from app.actions import deciding, keeping_models, pausing
from app.actions.doing import LONGEST_WHY
from app.health.decisions import newest_decision
from app.language.dates import local_day
from app.language.decisions import DecisionLabel, use_words
from app.language.labels import label
from app.language.sentence import Speech
from app.ui.deed_form import day_field, folded_form, text_field, tick_field
from app.ui.filters import hidden
from app.ui.markup import NOTHING
from app.ui.shown import Record
from data.facts import DecidedUse, Pause

DAY = timedelta(days=1)


def decide(record: Record, speech: Speech) -> Markup:
    """To decide, or to decide anew and to take back what was decided here."""
    case, today = record.case, local_day(speech.now, speech)
    newest = newest_decision(case)
    seen = hidden("seen", newest.at.isoformat() if newest else "")
    impact = record.brief.impact if record.brief else ""
    uses = [(each.value, use_words(each, speech)) for each in DecidedUse]
    until = label(DecisionLabel.UNTIL, speech)
    last = today + deciding.longest(impact)
    fields = (
        hidden("model", case.slug),
        seen,
        tick_field("use", label(DecisionLabel.USE, speech), uses, "decide-"),
        day_field("until", until, today + DAY, last, form="decide-"),
        _why("why", "decide-", speech),
    )
    counts = record.decided is not None
    word = DecisionLabel.DECIDE_AGAIN if counts else DecisionLabel.DECIDE
    drawn = folded_form("decide", word, "", fields, speech)
    # What a source tells cannot be taken back here.
    if not counts or newest is None or newest.place:
        return drawn
    back, button = DecisionLabel.TAKE_BACK, DecisionLabel.TAKE_IT_BACK
    taken = (hidden("model", case.slug), seen)
    return drawn + folded_form("take_back_decision", back, "", taken, speech, button)


def pause(record: Record, speech: Speech) -> Markup:
    """To pause the watching, or to end the pause that somebody began here."""
    slug, today = record.case.slug, local_day(speech.now, speech)
    running = running_pause(record, speech)
    if running is None:
        answers = (("yes", DecisionLabel.YES), ("no", DecisionLabel.NO))
        used = [(value, label(word, speech)) for value, word in answers]
        last_day = label(DecisionLabel.LAST_DAY, speech)
        fields = (
            hidden("model", slug),
            day_field("last_day", last_day, today, today + pausing.LONGEST, form="pause-"),
            tick_field("still_used", label(DecisionLabel.STILL_USED, speech), used, "pause-"),
            _why("reason", "pause-", speech),
        )
        return folded_form("pause", DecisionLabel.PAUSE, "", fields, speech)
    if running.place:
        return NOTHING
    over = (hidden("model", slug), hidden("start", running.start.isoformat()))
    word, button = DecisionLabel.END_PAUSE, DecisionLabel.END_IT
    return folded_form("end_pause", word, "", over, speech, button)


def running_pause(record: Record, speech: Speech) -> Pause | None:
    """Of the pauses that hold now the one that ends last."""
    now = [each for each in record.case.pauses if each.start <= speech.now < each.end]
    return max(now, key=lambda each: each.end, default=None)


def keep(slug: str, speech: Speech) -> Markup:
    """To keep a model that nobody seems to miss."""
    today, form = local_day(speech.now, speech), f"{slug}-"
    until = label(DecisionLabel.ASK_AGAIN, speech)
    fields = (
        hidden("model", slug),
        day_field("until", until, today + DAY, today + keeping_models.LONGEST, form=form),
        _why("why", form, speech),
    )
    return folded_form("keep_model", DecisionLabel.KEEP, "", fields, speech)


def keep_no_longer(slug: str, decided: datetime, speech: Speech) -> Markup:
    """To take back that a model is kept, as was decided at that moment."""
    word, button = DecisionLabel.KEEP_NO_LONGER, DecisionLabel.TAKE_IT_BACK
    fields = (hidden("model", slug), hidden("seen", decided.isoformat()))
    return folded_form("take_back_keeping", word, slug, fields, speech, button)


def _why(name: str, form: str, speech: Speech) -> Markup:
    word = label(DecisionLabel.WHY, speech)
    return text_field(name, word, LONGEST_WHY, needed=True, form=form)
