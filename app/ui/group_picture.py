"""A picture of groups: each as a dot with its likely range, beside everybody and what was agreed.

Who cannot see it reads the same in words: every group is an entry of a list with its value, its
likely range and how it stands.
"""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from app.health.compared_groups import ComparedGroups
from app.health.insight import GroupResult
from app.language.group_checks import GroupLabel, picture_keys, tells
from app.language.groups import GroupCells, group_cells
from app.language.labels import Label, label
from app.language.pages import and_more
from app.language.sentence import Speech
from app.ui.marks import toned_mark
from app.ui.markup import NOTHING, join, name
from app.ui.tables import soft

MOST_GROUPS = 10
"""Those at the top need a look; all of them stand in the table."""
EDGE = 0.04
"""The share of the picture that stays free at either end."""


def group_picture(found: ComparedGroups, speech: Speech) -> Markup:
    """The groups of one measure, the worst first."""
    shown, scale = found.groups[:MOST_GROUPS], _Scale(found)
    entries = join(_entry(each, found, scale, speech) for each in shown)
    rest = len(found.groups) - len(shown)
    more = soft(and_more(rest, speech)) if rest else NOTHING
    return Markup('<div class="alike"><ul aria-label="{}">{}</ul>{}{}</div>').format(
        label(GroupLabel.TITLE, speech), entries, more, _keys(found, speech)
    )


class _Scale:
    """Places values of one measure across the picture, from 0 to 1."""

    def __init__(self, found: ComparedGroups) -> None:
        self.everybody, self.agreed = found.overall, found.minimum
        told = [end for each in found.groups for end in _ends(each)]
        self.is_empty = not told
        known = [*told, *(each for each in (self.everybody, self.agreed) if each is not None)]
        self.low, self.high = min(known, default=0.0), max(known, default=0.0)

    def share(self, value: float) -> float:
        spread = self.high - self.low
        place = (value - self.low) / spread if spread else 0.5
        return EDGE + place * (1 - 2 * EDGE)

    def lines(self) -> Markup:
        """Where everybody together stands, and what was agreed; with no dot there is no scale."""
        if self.is_empty:
            return NOTHING
        marks = (("everybody", self.everybody), ("agreed", self.agreed))
        return join(
            Markup('<span class="{}" style="--at:{:.4f}"></span>').format(kind, self.share(at))
            for kind, at in marks
            if at is not None
        )


def _ends(result: GroupResult) -> Sequence[float]:
    if not tells(result) or result.value is None:
        return ()
    known: Iterable[float | None] = (result.low, result.value, result.high)
    return [each for each in known if each is not None]


def _entry(result: GroupResult, found: ComparedGroups, scale: _Scale, speech: Speech) -> Markup:
    cells = group_cells(result, found.measure, speech)
    return Markup(
        '<li class="tone-{}"><span class="who">{}</span>'
        '<span class="plot" aria-hidden="true">{}{}</span>'
        '<span class="value">{}</span>{}{}</li>'
    ).format(
        _TONE[cells.tone],
        name(cells.group),
        scale.lines(),
        _dot(result, scale) if tells(result) else NOTHING,
        cells.value if tells(result) else "",
        _unseen(cells, speech),
        toned_mark(cells.tone, cells.standing),
    )


_TONE = {
    "good": "plain",
    "warn": "attention",
    "bad": "below",
    "grey": "plain",
    "light": "plain",
    "blue": "plain",
}
"""A dot is coloured where a group needs a look; the mark beside it says the same."""


def _dot(result: GroupResult, scale: _Scale) -> Markup:
    assert result.value is not None
    drawn = Markup('<b style="--at:{:.4f}"></b>').format(scale.share(result.value))
    if result.low is None or result.high is None:
        return drawn
    low, high = scale.share(result.low), scale.share(result.high)
    return Markup('<i style="--at:{:.4f};--to:{:.4f}"></i>{}').format(low, high, drawn)


def _unseen(cells: GroupCells, speech: Speech) -> Markup:
    if not cells.likely:
        return NOTHING
    return Markup('<span class="unseen">{}: {}.</span>').format(
        label(Label.LIKELY_RANGE, speech), cells.likely
    )


def _keys(found: ComparedGroups, speech: Speech) -> Markup:
    """What dot, bar and lines are."""
    if not any(tells(each) for each in found.groups):
        return NOTHING
    lines = picture_keys(found, speech)
    told = [("dot", label(GroupLabel.NEWEST, speech))]
    if any(each.low is not None for each in found.groups if tells(each)):
        told.append(("bar", label(GroupLabel.LIKELY, speech)))
    return Markup('<ul class="keys">{}</ul>').format(
        join(
            Markup('<li><span class="{}" aria-hidden="true"></span>{}</li>').format(kind, said)
            for kind, said in (*told, *lines.items())
        )
    )
