"""Numbers read as people say them, in the habits of three countries."""

from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.language.quantities import between, exact, scale_for
from app.language.sentence import Speech
from data.facts import Unit

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
BRITISH = Speech(NOW, "en_GB", "Europe/London", "GBP")
GERMAN = Speech(NOW, "de_DE", "Europe/Berlin", "EUR")
CHINESE = Speech(NOW, "zh_CN", "Asia/Shanghai", "CNY")


def quantity(value: float, unit: Unit, speech: Speech, things: str = "", currency: str = "") -> str:
    """One value as it stands alone."""
    return scale_for((value,), unit, speech, things, currency).full(value)


def pair(value: float, minimum: float, unit: Unit, speech: Speech) -> tuple[str, str]:
    """A value and its limit as they stand in one sentence."""
    scale = scale_for((value, minimum), unit, speech)
    return scale.full(value), scale.beside(minimum, value)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (0, "none"),
        (1, "all"),
        (0.61, "61 in 100"),
        (0.6132, "61 in 100"),
        (0.07, "7 in 100"),
        (0.0712, "71 in 1,000"),
        (0.003, "3 in 1,000"),
        (0.0003, "3 in 10,000"),
        (0.00003, "fewer than 1 in 10,000"),
        (0.9997, "9,997 in 10,000"),
        (0.99997, "more than 9,999 in 10,000"),
        (0.996, "996 in 1,000"),
        (0.99, "99 in 100"),
        (1.5, "150 in 100"),
        (0.1 + 0.2, "30 in 100"),
    ],
)
def test_shares(value: float, told: str) -> None:
    assert quantity(value, Unit.SHARE, BRITISH) == told


@pytest.mark.parametrize(
    ("value", "minimum", "told"),
    [
        (0.61, 0.7, ("61 in 100", "70")),
        (0.696, 0.7, ("696 in 1,000", "700 in 1,000")),
        (0.69999, 0.7, ("just under 70 in 100", "70")),
        (0.70001, 0.7, ("just over 70 in 100", "70")),
        (0.7, 0.7, ("70 in 100", "70")),
        (1, 0.7, ("all", "70 in 100")),
        (0, 0.05, ("none", "5 in 100")),
        (0.99, 1, ("99 in 100", "100")),
        (0.9997, 0.999, ("9,997 in 10,000", "9,990 in 10,000")),
        (0.02, 0.0003, ("200 in 10,000", "3 in 10,000")),
    ],
)
def test_a_share_and_its_limit_use_one_base(
    value: float, minimum: float, told: tuple[str, str]
) -> None:
    assert pair(value, minimum, Unit.SHARE, BRITISH) == told


@pytest.mark.parametrize(
    ("value", "british", "german", "chinese"),
    [
        (0, "£0", "0 €", "¥0"),
        (18_234, "£18,200", "18.200 €", "¥18,200"),
        (1_240_000, "£1.24M", "1,24 Mio. €", "¥124万"),
        (12.3, "£12.30", "12,30 €", "¥12.30"),
        (0.07, "£0.07", "0,07 €", "¥0.07"),
        (-0.0001, "£0", "0 €", "¥0"),
        (-41_234, "-£41,200", "-41.200 €", "-¥41,200"),
    ],
)
def test_money(value: float, british: str, german: str, chinese: str) -> None:
    for speech, told in ((BRITISH, british), (GERMAN, german), (CHINESE, chinese)):
        assert quantity(value, Unit.MONEY, speech).replace("\xa0", " ") == told


def test_money_in_another_currency_than_the_company_uses() -> None:
    assert quantity(18_000, Unit.MONEY, BRITISH, currency="EUR") == "€18,000"


def test_sums_that_differ_read_differently() -> None:
    assert pair(18_234, 18_200, Unit.MONEY, BRITISH) == ("£18,230", "£18,200")


@pytest.mark.parametrize(
    ("value", "unit", "things", "told"),
    [
        (0, Unit.COUNT, "letters", "0 letters"),
        (999, Unit.COUNT, "letters", "999 letters"),
        (1234, Unit.COUNT, "letters", "1,230 letters"),
        (1_240_000, Unit.COUNT, "letters", "1.24 million letters"),
        (1234, Unit.COUNT, "", "1,230 cases"),
        (3.14159, Unit.NUMBER, "stars", "3.14 stars"),
        (0.00123, Unit.NUMBER, "", "0.00123"),
        (-3.4, Unit.NUMBER, "", "-3.4"),
    ],
)
def test_counts_and_numbers(value: float, unit: Unit, things: str, told: str) -> None:
    assert quantity(value, unit, BRITISH, things) == told


@pytest.mark.parametrize(
    ("value", "unit", "british", "chinese"),
    [
        (0.4, Unit.SECONDS, "0.4 seconds", "0.4秒钟"),
        (0.0004, Unit.SECONDS, "0.0004 seconds", "0.0004秒钟"),
        (1, Unit.SECONDS, "1 second", "1秒钟"),
        (90, Unit.SECONDS, "90 seconds", "90秒钟"),
        (120, Unit.SECONDS, "2 minutes", "2分钟"),
        (7200, Unit.SECONDS, "2 hours", "2小时"),
        (4.2, Unit.MINUTES, "4.2 minutes", "4.2分钟"),
        (0.4, Unit.MINUTES, "24 seconds", "24秒钟"),
        (125, Unit.MINUTES, "125 minutes", "125分钟"),
        (0.25, Unit.DAYS, "6 hours", "6小时"),
        (1.5, Unit.DAYS, "1.5 days", "1.5天"),
    ],
)
def test_lengths_of_time(value: float, unit: Unit, british: str, chinese: str) -> None:
    assert quantity(value, unit, BRITISH) == british
    assert quantity(value, unit, CHINESE) == chinese


def test_a_time_and_its_limit_use_one_unit() -> None:
    assert pair(118, 120, Unit.SECONDS, BRITISH) == ("118 seconds", "120 seconds")
    assert pair(600, 240, Unit.SECONDS, BRITISH) == ("10 minutes", "4 minutes")


@pytest.mark.parametrize(
    ("low", "high", "unit", "told"),
    [
        (0.58, 0.64, Unit.SHARE, "between 58 and 64 in 100"),
        (0, 0.03, Unit.SHARE, "between 0 and 3 in 100"),
        (18_000, 24_000, Unit.MONEY, "between £18,000 and £24,000"),
        (10, 20, Unit.COUNT, "between 10 and 20 cases"),
    ],
)
def test_ranges(low: float, high: float, unit: Unit, told: str) -> None:
    assert between(low, high, unit, BRITISH) == told


@pytest.mark.parametrize(
    ("value", "unit", "told"),
    [
        (0.6132, Unit.SHARE, "61.32 in 100"),
        (0.07, Unit.SHARE, "7 in 100"),
        (1_240_000.55, Unit.MONEY, "£1,240,000.55"),
        (0.015, Unit.MONEY, "£0.015"),
        (1234, Unit.COUNT, "1,234 cases"),
    ],
)
def test_all_digits_where_they_are_asked_for(value: float, unit: Unit, told: str) -> None:
    assert exact(value, unit, BRITISH) == told


_AMOUNTS = st.floats(-1e9, 1e9, allow_nan=False)


@settings(deadline=None)
@given(st.floats(0, 1), st.floats(0, 1))
def test_shares_that_differ_never_read_the_same(value: float, minimum: float) -> None:
    told, limit = pair(value, minimum, Unit.SHARE, BRITISH)
    if abs(value - minimum) > 1e-9:
        assert told.removesuffix(" in 100") != limit.removesuffix(" in 100")
    assert "%" not in told
    assert "0." not in told


@settings(deadline=None)
@given(_AMOUNTS, _AMOUNTS, st.sampled_from([each for each in Unit if each is not Unit.SHARE]))
def test_amounts_that_differ_never_read_the_same(value: float, minimum: float, unit: Unit) -> None:
    told, limit = pair(value, minimum, unit, BRITISH)
    if abs(value - minimum) > 1e-9 * max(abs(value), abs(minimum), 1):
        assert told.removesuffix(" cases") != limit


@settings(deadline=None)
@given(
    st.floats(-1.7e308, 1.7e308),
    st.floats(-1.7e308, 1.7e308),
    st.sampled_from([each for each in Unit if each is not Unit.SHARE]),
    st.sampled_from([BRITISH, GERMAN, CHINESE]),
)
@example(1.7e308, 1e155, Unit.NUMBER, BRITISH)
@example(1e30, -1e30, Unit.MONEY, GERMAN)
@example(1.7e308, 5e-324, Unit.DAYS, CHINESE)
def test_whatever_number_there_is_can_be_told(
    value: float, other: float, unit: Unit, speech: Speech
) -> None:
    """MLflow writes infinity as a number of 309 digits, and people mistype."""
    told = scale_for((value, other), unit, speech)
    for text in (told.full(value), told.beside(other, value), exact(value, unit, speech)):
        assert text
        assert len(text) < 60


@pytest.mark.parametrize(
    ("value", "unit", "told"),
    [
        (1.797e200, Unit.NUMBER, "1.8 × 10²⁰⁰"),
        (1e21, Unit.COUNT, "1 × 10²¹ cases"),
        (-1.5e30, Unit.MONEY, "-£1.50 × 10³⁰"),
        (2e200, Unit.DAYS, "2 × 10²⁰⁰ days"),
        (3e-30, Unit.NUMBER, "3 × 10⁻³⁰"),
    ],
)
def test_a_long_row_of_noughts_is_told_by_its_power_of_ten(
    value: float, unit: Unit, told: str
) -> None:
    assert quantity(value, unit, BRITISH) == told
