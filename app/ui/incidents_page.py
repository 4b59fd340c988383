"""The page of incidents: what is wrong, how fast we notice, and what would go unnoticed longest."""

from dataclasses import replace

from markupsafe import Markup

from app.health.insight import IncidentKind
from app.language import noticing as words
from app.language.decisions import DecisionLabel, decided_told, undecided
from app.language.incidents import acknowledged_told
from app.language.labels import Label, label
from app.language.noticing import NoticingLabel
from app.language.sentence import Sentence, Speech
from app.reports.incidents import Noticing, WentWrong
from app.ui import states, view
from app.ui.address import PAGE_LENGTH, to_model
from app.ui.filters import narrow, select, units_field
from app.ui.heads import head
from app.ui.incident_table import Told, incident_table
from app.ui.incidents_address import PATH, UNDECIDED, UNNOTICED, Asked, Which, to_file, to_incidents
from app.ui.loading.incidents import Shown
from app.ui.markup import NOTHING, link, name, sentence, sentences
from app.ui.noticing import by_month, longest, unnoticed_table
from app.ui.paging import FILES, files, paging
from app.ui.shown import Notice
from app.ui.tables import section, soft

_WHICH = {
    Which.OPEN: NoticingLabel.WRONG_NOW,
    Which.PAST: NoticingLabel.WRONG_BEFORE,
    Which.ALL: NoticingLabel.NOW_AND_BEFORE,
}


def show(shown: Shown, asked: Asked, notice: Notice, speech: Speech) -> None:
    """Everything of the page."""
    view.show(page(shown, asked, notice, speech), key="incidents")


def page(shown: Shown, asked: Asked, notice: Notice, speech: Speech) -> Markup:
    """The page as HTML."""
    noticing = shown.found.noticing
    if not noticing.deployed and not asked.unit:
        return states.empty(notice, shown.registered, speech)
    if asked.unnoticed:
        return _unnoticed(shown, asked, notice, speech)
    drawn = head(_title(noticing, speech), _lead(noticing, asked.unit, speech), notice, speech)
    history = words.rebuilt_history(noticing.rebuilt, speech)
    return drawn + Markup('{}{}<div class="behaved boxes">{}{}</div>{}').format(
        _filters(asked, shown.units, speech),
        _list(shown, asked, speech),
        by_month(noticing.months, speech),
        longest(noticing, to_incidents(Asked(unit=asked.unit, unnoticed=True)), speech),
        soft(sentences(history)),
    )


def _title(noticing: Noticing, speech: Speech) -> Sentence:
    return words.wrong_now(noticing.open + noticing.silent, noticing.usual_days, speech)


def _lead(noticing: Noticing, unit: str, speech: Speech) -> list[Sentence]:
    told = [words.of_unit(unit, speech)] if unit else []
    if noticing.silent:
        told.append(words.gone_silent(noticing.silent, speech))
    told.append(words.usually(noticing.began, noticing.usual_days, speech))
    if noticing.heard < noticing.deployed:
        missing = noticing.deployed - noticing.heard
        told.append(words.never_heard(missing, noticing.deployed, speech))
    return told


def _filters(asked: Asked, units: tuple[str, ...], speech: Speech) -> Markup:
    which = [(each.value, label(_WHICH[each], speech)) for each in Which]
    which[0] = ("", which[0][1])
    kinds = [("", label(NoticingLabel.ALL_KINDS, speech))]
    kinds += [(each.value, words.kind_words(each, speech)) for each in IncidentKind]
    word = label(DecisionLabel.WITH_OR_WITHOUT, speech)
    decisions = [("", word), (UNDECIDED, label(DecisionLabel.NO_DECISION, speech))]
    fields = (
        select("which", label(NoticingLabel.WHICH, speech), which, asked.said["which"]),
        select("kind", label(NoticingLabel.KIND, speech), kinds, asked.said["kind"]),
        select("decision", word, decisions, asked.said["decision"]),
        units_field(asked.unit, units, speech),
    )
    return narrow(PATH, fields, {}, "four")


def _list(shown: Shown, asked: Asked, speech: Speech) -> Markup:
    rows = shown.found.rows
    if not rows:
        return _odd(asked, speech) + _nothing(asked, speech)
    table = incident_table([_told(each, speech) for each in rows], speech)
    turn = paging(asked.page, shown.found.matching, lambda n: _page(asked, n), speech)
    title = label(_WHICH[asked.which], speech)
    return section(title, _results(shown, asked, speech) + table + turn)


def _page(asked: Asked, number: int) -> str:
    return to_incidents(replace(asked, page=number))


def _results(shown: Shown, asked: Asked, speech: Speech) -> Markup:
    first = (asked.page - 1) * PAGE_LENGTH + 1
    last = first + len(shown.found.rows) - 1
    told = words.found(first, last, shown.found.matching, speech)
    return _odd(asked, speech) + Markup(
        '<p class="results soft" role="status"><span>{}</span>{}</p>'
    ).format(sentence(told), files({kind: to_file(kind, asked) for kind in FILES}, speech))


def _odd(asked: Asked, speech: Speech) -> Markup:
    return NOTHING if asked.understood else soft(label(Label.NOT_UNDERSTOOD, speech))


def _nothing(asked: Asked, speech: Speech) -> Markup:
    """Nothing is wrong, which is no reason to hide what was; or nothing matches."""
    if asked.narrowed or asked.page > 1:
        return states.nothing_matches(to_incidents(Asked(which=Which.ALL)), speech)
    more = to_incidents(Asked(which=Which.PAST))
    return Markup('<p><a class="button" href="{}">{}</a></p>').format(
        more, label(NoticingLabel.SHOW_BEFORE, speech)
    )


def _told(one: WentWrong, speech: Speech) -> Told:
    noted = one.noted
    more = _decided(one, speech)
    if noted.acknowledged_at is not None:
        more += (acknowledged_told(noted.acknowledged_at, noted.acknowledged_by, speech),)
    elif noted.incident.fixed is None:
        more += words.nobody_on_it("" if one.owner_left else one.owner, speech)
    whose = Markup("<h3>{}</h3>").format(link(to_model(one.slug), name(one.name)))
    return Told(noted.incident, one.measure, whose, more)


def _decided(one: WentWrong, speech: Speech) -> tuple[Sentence, ...]:
    """What was decided about using the model on, while something is wrong."""
    if one.noted.incident.fixed is not None:
        return ()
    return decided_told(one.decided, speech) if one.decided else (undecided(speech),)


def _unnoticed(shown: Shown, asked: Asked, notice: Notice, speech: Speech) -> Markup:
    """Every model by how long a failure of it would stay unknown."""
    noticing = shown.found.noticing
    worst = noticing.longest[0].days if noticing.longest else 0
    lead = [words.unnoticed_why(speech)]
    if asked.unit:
        lead.insert(0, words.of_unit(asked.unit, speech))
    back = link(to_incidents(Asked(unit=asked.unit)), label(NoticingLabel.TO_INCIDENTS, speech))
    rows = unnoticed_table(shown.unnoticed, speech)
    if not shown.unnoticed:
        rows = states.nothing_matches(to_incidents(Asked(unnoticed=True)), speech)
    turn = paging(asked.page, noticing.deployed, lambda n: _page(asked, n), speech)
    return Markup("{}{}{}<p>{}</p>{}{}").format(
        head(words.unnoticed_worst(worst, speech), lead, notice, speech),
        _odd(asked, speech),
        narrow(PATH, [units_field(asked.unit, shown.units, speech)], {"show": UNNOTICED}),
        back,
        rows,
        turn,
    )
