"""A list of things with a mark, a name and why, a figure, its path and a day; cards on a phone."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from app.ui.markup import join

KINDS = ("status", "model", "figure", "path", "heard")
"""What the cells of a row are, in their order."""


def grid(caption: str, heads: Sequence[str], rows: Iterable[Sequence[Markup]]) -> Markup:
    """Rows in the order given; heads and the cells of a row are as many as ``KINDS``."""
    titles = join(
        Markup('<th role="columnheader" scope="col">{}</th>').format(head) for head in heads
    )
    # The roles are said again because laying a table out as a grid takes them away.
    return Markup(
        '<table class="list" role="table"><caption class="unseen">{}</caption>'
        '<thead role="rowgroup"><tr role="row">{}</tr></thead>'
        '<tbody role="rowgroup">{}</tbody></table>'
    ).format(caption, titles, join(_row(heads, row) for row in rows))


def _row(heads: Sequence[str], cells: Sequence[Markup]) -> Markup:
    drawn = join(
        Markup('<td role="cell" class="{}" data-label="{}">{}</td>').format(kind, head, cell)
        for kind, head, cell in zip(KINDS, heads, cells, strict=True)
    )
    return Markup('<tr role="row">{}</tr>').format(drawn)
