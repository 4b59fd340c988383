"""The two tables of the page about risks: where models stand, and whether we would notice.

Every number leads to its models in the list below.
"""

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from app.health.coverage import Watch, Worry
from app.health.insight import Likelihood
from app.health.risk_moves import weighed
from app.language import risks_page as words
from app.language.amounts import whole
from app.language.coverage import watch_words, worry_words
from app.language.fields import impact_words
from app.language.labels import Label, label
from app.language.risks import likelihood_words
from app.language.risks_page import RiskLabel
from app.language.sentence import Speech
from app.ui.markup import NOTHING, join
from app.ui.risks_address import RiskFilters, to_risks
from app.ui.tables import section, soft
from data.facts import Impact

_WORST_FIRST = tuple(reversed(Impact))
_WATCHES = (Watch.WATCHED, Watch.SILENT, Watch.NOT_WATCHED, Watch.DOES_NOT_APPLY)
_TONES = ((9, "below"), (6, "attention"), (3, "unagreed"))
"""From which weight on a place looks how: quiet where little would happen."""


def places(
    found: Mapping[tuple[Impact, Likelihood], int], filters: RiskFilters, speech: Speech
) -> Markup:
    """How much a mistake matters, down, and how likely trouble is, across."""
    heads = Markup(
        '<tr><th scope="col" rowspan="2">{}</th><th scope="colgroup" colspan="3">{}</th></tr>'
        "<tr>{}</tr>"
    ).format(
        label(Label.HOW_MUCH_IT_MATTERS, speech),
        label(Label.HOW_LIKELY, speech),
        _heads(likelihood_words(each, speech) for each in Likelihood),
    )
    rows = join(
        _row(
            impact_words(impact, speech),
            [_place(impact, each, found, filters, speech) for each in Likelihood],
        )
        for impact in _WORST_FIRST
    )
    return _section(RiskLabel.WHERE_THEY_STAND, RiskLabel.WHERE_WHY, heads, rows, speech)


def notice(
    found: Mapping[tuple[Worry, Watch], int], filters: RiskFilters, speech: Speech
) -> Markup:
    """The four worries, and for how many models we would notice each."""
    heads = Markup('<tr><th scope="col">{}</th>{}</tr>').format(
        label(RiskLabel.WORRY, speech), _heads(watch_words(each, speech) for each in _WATCHES)
    )
    rows = join(
        _row(
            worry_words(worry, speech),
            [_watched(worry, each, found, filters, speech) for each in _WATCHES],
        )
        for worry in Worry
    )
    return _section(RiskLabel.WOULD_WE_NOTICE, RiskLabel.NOTICE_WHY, heads, rows, speech)


def _section(
    title: RiskLabel, why: RiskLabel, heads: Markup, rows: Markup, speech: Speech
) -> Markup:
    table = Markup(
        '<table class="plain narrow places"><caption class="unseen">{}</caption>'
        "<thead>{}</thead><tbody>{}</tbody></table>"
    ).format(label(title, speech), heads, rows)
    return section(label(title, speech), soft(label(why, speech)) + table)


def _heads(told: Iterable[str]) -> Markup:
    return join(Markup('<th scope="col">{}</th>').format(each) for each in told)


def _row(head: str, cells: Sequence[Markup]) -> Markup:
    return Markup('<tr><th scope="row">{}</th>{}</tr>').format(head, join(cells))


def _place(
    impact: Impact,
    likelihood: Likelihood,
    found: Mapping[tuple[Impact, Likelihood], int],
    filters: RiskFilters,
    speech: Speech,
) -> Markup:
    count, there = found.get((impact, likelihood), 0), filters.at(impact, likelihood)
    weight = weighed(impact, likelihood)
    tone = next((name for least, name in _TONES if weight >= least), "") if count else ""
    told = words.stands_there(count, impact, likelihood, speech)
    return _cell(count, there, filters, told, tone, speech)


def _watched(
    worry: Worry,
    watch: Watch,
    found: Mapping[tuple[Worry, Watch], int],
    filters: RiskFilters,
    speech: Speech,
) -> Markup:
    count, there = found.get((worry, watch), 0), filters.watched(worry, watch)
    return _cell(count, there, filters, words.watched_so(count, worry, watch, speech), "", speech)


def _cell(
    count: int, there: RiskFilters, here: RiskFilters, told: str, tone: str, speech: Speech
) -> Markup:
    """A number that leads to its models. Nought leads nowhere; the place chosen leads back."""
    chosen = here.turned(1) == there
    if not count and not chosen:
        return Markup('<td class="none">{}</td>').format(whole(0, speech))
    return Markup(
        '<td><a class="tone-{}" href="{}" aria-label="{}"{} data-down>{}</a></td>'
    ).format(
        tone or "none",
        to_risks(RiskFilters(here.unit) if chosen else there),
        told,
        Markup(' aria-current="true"') if chosen else NOTHING,
        whole(count, speech),
    )
