"""What is in the company's own money names no currency; everything else keeps its name."""

from dataclasses import replace

import pytest

from app.judging_company import of_company
from data.facts import Better, Measured, Question, Unit
from tests.app.health.case_making import agreement, case, measure, series


def told_in(measured_in: str, agreed_in: str) -> Measured:
    told = measure(key="won", question=Question.VALUE, unit=Unit.MONEY, better=Better.HIGHER)
    signed = replace(agreement(100.0), currency=agreed_in)
    return Measured(
        replace(told, currency=measured_in), series([1.0]), (), signed, earlier=(signed,)
    )


@pytest.mark.parametrize(
    ("given", "own", "found"),
    [
        (("GBP", "GBP"), "GBP", ("", "")),
        (("", "GBP"), "GBP", ("", "")),
        (("GBP", ""), "GBP", ("", "")),
        (("EUR", "EUR"), "GBP", ("EUR", "EUR")),
        # An agreement that names none is in the currency of its measure.
        (("EUR", "GBP"), "GBP", ("EUR", "GBP")),
        (("GBP", "EUR"), "GBP", ("", "EUR")),
        (("GBP", "GBP"), "", ("GBP", "GBP")),
    ],
)
def test_money(given: tuple[str, str], own: str, found: tuple[str, str]) -> None:
    made = of_company(case(told_in(*given)), "Asia/Kolkata", own)
    (one,) = made.measured
    assert one.agreement
    assert (one.measure.currency, one.agreement.currency) == found
    assert [each.currency for each in one.earlier] == [found[1]]
    assert made.time_zone == "Asia/Kolkata"
