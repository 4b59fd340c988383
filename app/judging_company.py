"""A model's case as its company reads it: with the company's days, and in its own money."""

from dataclasses import replace

from data.facts import Agreement, Case, Measured


def of_company(case: Case, time_zone: str, currency: str) -> Case:
    """The case in the company's time zone.

    What counts in the company's own currency says so by naming none, also where a source wrote
    that currency out: else it would be kept apart from the rest, as money of another country.
    ``currency`` is empty where nobody said which one that is.
    """
    measured = tuple(_own(each, currency) for each in case.measured) if currency else case.measured
    return replace(case, time_zone=time_zone, measured=measured)


def _own(measured: Measured, currency: str) -> Measured:
    measure = measured.measure
    if measure.currency == currency:
        measure = replace(measure, currency="")
    agreement = measured.agreement and _agreed(measured.agreement, measure.currency, currency)
    earlier = tuple(_agreed(each, measure.currency, currency) for each in measured.earlier)
    return replace(measured, measure=measure, agreement=agreement, earlier=earlier)


def _agreed(agreement: Agreement, of_measure: str, currency: str) -> Agreement:
    # Without a name of its own an agreement is in the currency of its measure.
    if agreement.currency == currency and not of_measure:
        return replace(agreement, currency="")
    return agreement
