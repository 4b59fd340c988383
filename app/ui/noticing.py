"""How fast we notice, as two small pictures: month by month, and what would go unnoticed."""

from collections.abc import Sequence

from markupsafe import Markup

from app.health.noticing import Month
from app.language import noticing as words
from app.language.amounts import whole
from app.language.labels import Label, label
from app.language.noticing import NoticingLabel
from app.language.sentence import Speech
from app.reports.incidents import Noticing, Unnoticed
from app.ui.address import to_model
from app.ui.markup import NOTHING, join, link, name, sentence, sentences
from app.ui.tables import Cell, soft, table


def by_month(months: Sequence[Month], speech: Speech) -> Markup:
    """The newest month first: how many began, how fast they were noticed, how many stayed."""
    heads = (
        NoticingLabel.MONTH,
        Label.BEGAN,
        NoticingLabel.HALF_WITHIN,
        NoticingLabel.OPEN_AT_END,
    )
    most = max(1, *(each.began for each in months))
    rows = [_month(each, most, speech) for each in reversed(months)]
    drawn = table([label(each, speech) for each in heads], rows, kind="narrow months")
    title = label(NoticingLabel.BY_MONTH, speech)
    told = sentences(words.months_told(months, speech))
    return _box(title, soft(told) + drawn)


def _month(month: Month, most: int, speech: Speech) -> tuple[Cell, ...]:
    return (
        words.month_told(month.start, speech),
        barred(whole(month.began, speech), month.began / most),
        words.noticed_within(month.days, speech),
        whole(month.open_at_end, speech),
    )


def longest(noticing: Noticing, all_of_them: str, speech: Speech) -> Markup:
    """The models of which a failure would stay unknown longest."""
    most = max([1, *(each.days or 0 for each in noticing.longest)])
    drawn = join(_amount(each, most, speech) for each in noticing.longest)
    more = NOTHING
    if noticing.deployed > len(noticing.longest):
        told = words.all_models(noticing.deployed, speech)
        more = Markup('<p class="soft">{}</p>').format(link(all_of_them, told))
    why = soft(sentence(words.unnoticed_why(speech)))
    title = label(NoticingLabel.UNNOTICED, speech)
    return _box(title, Markup('{}<ul class="amounts">{}</ul>{}').format(why, drawn, more))


def _amount(one: Unnoticed, most: int, speech: Speech) -> Markup:
    return Markup(
        '<li><span class="what">{}</span><span class="value">{}</span>'
        '<span class="track gap" aria-hidden="true"><i style="--part:{:.4f}"></i></span></li>'
    ).format(
        link(to_model(one.slug), name(one.name), "quiet"),
        words.known_after(one.days, speech),
        _part(one, most),
    )


def unnoticed_table(found: Sequence[Unnoticed], speech: Speech) -> Markup:
    """The same of many models, one row each."""
    most = max([1, *(each.days or 0 for each in found)])
    rows = [
        (
            link(to_model(each.slug), name(each.name)),
            barred(words.known_after(each.days, speech), _part(each, most)),
        )
        for each in found
    ]
    heads = [label(each, speech) for each in (Label.MODEL, NoticingLabel.UNNOTICED_FOR)]
    return table(heads, rows, kind="unnoticed")


def _part(one: Unnoticed, most: int) -> float:
    """How long the bar is; what would never be known fills it."""
    return 1.0 if one.days is None else one.days / most


def barred(told: str, part: float) -> Markup:
    """A value with a bar of that part of its room."""
    return Markup(
        '<span class="barred"><span>{}</span>'
        '<span class="track" aria-hidden="true"><i style="--part:{:.4f}"></i></span></span>'
    ).format(told, part)


def _box(title: str, body: Markup) -> Markup:
    return Markup('<section class="box"><h2>{}</h2>{}</section>').format(title, body)
