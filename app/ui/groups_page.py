"""The page about groups: how each is treated beside everybody, and where nobody looks."""

from dataclasses import replace

from markupsafe import Markup

from app.health.insight import GroupStanding
from app.language import group_checks as words
from app.language.amounts import whole
from app.language.group_checks import GroupLabel
from app.language.groups import groups_tested, standing_words
from app.language.labels import Label, label
from app.language.noticing import found as found_told
from app.language.noticing import of_unit
from app.language.sentence import Sentence, Speech
from app.reports.group_checks import Checked, GroupChecks, Unchecked
from app.ui import states, view
from app.ui.address import to_model
from app.ui.filters import narrow, select, units_field
from app.ui.groups import measured, numbers, seen
from app.ui.groups_address import LENGTH, PATH, Asked, Standing, to_file, to_groups
from app.ui.heads import head
from app.ui.loading.groups import Shown
from app.ui.marks import toned_mark
from app.ui.markup import NOTHING, join, link, name, sentence, sentences
from app.ui.paging import FILES, files, paging
from app.ui.shown import Notice
from app.ui.tables import section, soft

_STANDINGS = {
    Standing.BELOW: GroupLabel.BELOW,
    Standing.NEAR: GroupLabel.NEAR,
    Standing.TOO_FEW: GroupLabel.TOO_FEW,
    Standing.NOT_MEASURED: GroupLabel.NOT_MEASURED,
}


def show(shown: Shown, asked: Asked, notice: Notice, speech: Speech) -> None:
    """Everything of the page."""
    view.show(page(shown, asked, notice, speech), key="groups")


def page(shown: Shown, asked: Asked, notice: Notice, speech: Speech) -> Markup:
    """The page as HTML."""
    found = shown.found
    if not found.counts.deployed and not asked.unit:
        return states.empty(notice, shown.registered, speech)
    counts = found.counts
    title = words.groups_checked(counts.checked, counts.deployed, counts.below, speech)
    return join(
        (
            head(title, _lead(found, asked.unit, speech), notice, speech),
            _filters(asked, shown, speech),
            _list(found, asked, speech),
            _unchecked(found, speech),
        )
    )


def _lead(found: GroupChecks, unit: str, speech: Speech) -> list[Sentence]:
    told = [of_unit(unit, speech)] if unit else []
    told += groups_tested(found.counts.tested, speech)
    if found.counts.excused:
        told.append(words.excused(found.counts.excused, speech))
    return told


def _filters(asked: Asked, shown: Shown, speech: Speech) -> Markup:
    standings = [("", label(GroupLabel.EVERY_STANDING, speech))]
    standings += [(each.value, label(told, speech)) for each, told in _STANDINGS.items()]
    fields = [
        select("standing", label(GroupLabel.STANDING, speech), standings, asked.said["standing"])
    ]
    if shown.found.to_choose:
        models = [("", label(GroupLabel.EVERY_MODEL, speech)), *shown.found.to_choose]
        fields.append(select("model", label(Label.MODEL, speech), models, asked.model))
    fields.append(units_field(asked.unit, shown.units, speech))
    return narrow(PATH, fields, {})


def _list(found: GroupChecks, asked: Asked, speech: Speech) -> Markup:
    odd = NOTHING if asked.understood else soft(label(Label.NOT_UNDERSTOOD, speech))
    if not found.rows:
        # Where no model has groups at all, what follows says so.
        narrowed = asked != Asked(understood=asked.understood)
        return odd + (states.nothing_matches(to_groups(), speech) if narrowed else NOTHING)
    drawn = join(_measure(each, speech) for each in found.rows)
    turn = paging(
        asked.page,
        found.matching,
        lambda number: to_groups(replace(asked, page=number)),
        speech,
        LENGTH,
    )
    body = odd + _results(found, asked, speech) + drawn + turn
    return section(label(GroupLabel.BY_GROUP, speech), body)


def _results(found: GroupChecks, asked: Asked, speech: Speech) -> Markup:
    first = (asked.page - 1) * LENGTH + 1
    told = found_told(first, first + len(found.rows) - 1, found.matching, speech)
    return Markup('<p class="results soft" role="status"><span>{}</span>{}</p>').format(
        sentence(told), files({kind: to_file(kind, asked) for kind in FILES}, speech)
    )


def _measure(one: Checked, speech: Speech) -> Markup:
    """One measure of one model: how its worst group stands, its picture and its numbers."""
    groups = one.groups
    return Markup(
        '<article class="measure"><div class="title"><h3>{}</h3>{}</div><p class="soft">{}</p>'
        "{}{}{}</article>"
    ).format(
        link(to_model(one.slug), name(one.name)),
        _mark(groups.worst, speech),
        measured(groups, speech),
        _beside(one, speech),
        seen(groups, speech),
        numbers(groups, speech),
    )


def _mark(worst: GroupStanding, speech: Speech) -> Markup:
    told, tone = standing_words(worst, speech)
    return toned_mark(tone, told)


def _beside(one: Checked, speech: Speech) -> Markup:
    told = words.beside_everybody(one.groups, speech)
    return Markup("<p>{}</p>").format(sentences(told)) if told else NOTHING


def _unchecked(found: GroupChecks, speech: Speech) -> Markup:
    """The models that affect people and of which nobody checks a group; never left out."""
    unknown = NOTHING
    if found.unknown:
        unknown = soft(sentence(words.people_unknown(found.unknown, speech)))
    if not found.unchecked:
        told = words.everybody_checked(found.counts.people, speech)
        return Markup("<section><p>{}</p>{}</section>").format(sentence(told), unknown)
    more = found.unchecked_in_all > len(found.unchecked)
    return Markup(
        '<section><h2>{} <span class="soft">{}</span></h2><p class="soft">{} {}</p>'
        '<ul class="registered">{}</ul>{}</section>'
    ).format(
        label(GroupLabel.UNCHECKED, speech),
        whole(found.unchecked_in_all, speech),
        label(GroupLabel.UNCHECKED_WHY, speech),
        label(GroupLabel.FIRST_BY_NAME, speech) if more else "",
        join(_model(each, speech) for each in found.unchecked),
        unknown,
    )


def _model(one: Unchecked, speech: Speech) -> Markup:
    owner = name(one.owner) if one.owner else label(Label.NO_OWNER_RECORDED, speech)
    unit = name(one.unit) if one.unit else label(Label.NO_UNIT_RECORDED, speech)
    return Markup('<li>{}<span class="soft">{} · {}</span></li>').format(
        link(to_model(one.slug), name(one.name)), owner, unit
    )
