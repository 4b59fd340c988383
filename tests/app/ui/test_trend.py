"""The small line of the list: gaps stay open, and what cannot be a line is none."""

import re

from app.ui.trend import HEIGHT, WIDTH, trend


def lines(drawn: str) -> list[list[tuple[float, float]]]:
    return [
        [(float(x), float(y)) for x, y in (point.split(",") for point in points.split())]
        for points in re.findall(r'points="([^"]*)"', drawn)
    ]


def test_a_gap_parts_the_line() -> None:
    first, second = lines(trend([1, 2, None, 2, 3], None, "told"))
    assert len(first) == len(second) == 2
    # One period's width is missing between the parts.
    step = first[1][0] - first[0][0]
    assert abs(second[0][0] - first[1][0] - 2 * step) < 0.2


def test_higher_is_further_up_and_all_of_it_inside() -> None:
    (line,) = lines(trend([1, 5, 3], 10, "told"))
    assert line[1][1] < line[2][1] < line[0][1]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in line)


def test_the_agreed_limit_is_a_level_of_its_own() -> None:
    assert trend([1, 2], 1.5, "told").count('class="level"') == 1
    assert 'class="level"' not in trend([1, 2], None, "told")


def test_a_level_figure_is_a_level_line() -> None:
    (line,) = lines(trend([4, 4, 4], None, "told"))
    assert len({y for _, y in line}) == 1


def test_the_last_known_value_is_marked() -> None:
    drawn = trend([1, 2, None], None, "told")
    (line,) = lines(drawn)
    assert f'cx="{line[-1][0]:.1f}"' in drawn


def test_one_value_or_none_is_no_line() -> None:
    assert trend([], None, "told") == ""
    assert trend([1, None], 2, "told") == ""


def test_it_says_in_words_what_it_shows() -> None:
    assert 'aria-label="From &lt;1&gt; to 2"' in trend([1, 2], None, "From <1> to 2")
