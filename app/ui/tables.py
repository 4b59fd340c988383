"""Tables of a model's page: a heading for every column and every row; cards on a phone."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from app.ui.markup import NOTHING, join

Cell = str | Markup


def section(title: str, body: Markup, part: str = "") -> Markup:
    """A part of the page under its heading. ``part`` is what an address calls it by."""
    begin = Markup('<section id="part-{}">').format(part) if part else Markup("<section>")
    return begin + Markup("<h2>{}</h2>{}</section>").format(title, body)


def soft(told: str | Markup) -> Markup:
    """A quiet paragraph."""
    return Markup('<p class="soft">{}</p>').format(told)


def table(
    heads: Sequence[str], rows: Iterable[Sequence[Cell]], caption: str | Markup = "", kind: str = ""
) -> Markup:
    """A table whose first column names its rows. ``kind`` is a class of its own for the style."""
    titles = join(Markup('<th scope="col">{}</th>').format(head) for head in heads)
    named = Markup("<caption>{}</caption>").format(caption) if caption else NOTHING
    return Markup(
        '<table class="plain {}">{}<thead><tr>{}</tr></thead><tbody>{}</tbody></table>'
    ).format(kind, named, titles, join(_row(heads, row) for row in rows))


def folded(summary: str | Markup, body: Markup) -> Markup:
    """What is one click away."""
    return Markup('<details class="numbers"><summary>{}</summary>{}</details>').format(
        summary, body
    )


def _row(heads: Sequence[str], cells: Sequence[Cell]) -> Markup:
    first = Markup('<th scope="row">{}</th>').format(cells[0])
    others = (
        Markup('<td data-label="{}"><span>{}</span></td>').format(head, cell)
        for head, cell in zip(heads[1:], cells[1:], strict=True)
    )
    return Markup("<tr>{}{}</tr>").format(first, join(others))
