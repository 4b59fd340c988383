"""Whether the numbers of an agreement fit each other."""

from collections.abc import Iterator

from data.facts import Agreement, Better


def out_of_order(agreement: Agreement, better: Better) -> Iterator[str]:
    """The fields that stand on the wrong side: expected beats the minimum, that the stop line."""
    sign = 1 if better is Better.HIGHER else -1
    least, hoped, stop = agreement.minimum, agreement.expected, agreement.stop_line
    if hoped is not None and sign * hoped < sign * least:
        yield "expected"
    if stop is not None and sign * stop >= sign * least:
        yield "stop_line"
    low, high = agreement.worth_low, agreement.worth_high
    if low is not None and high is not None and low > high:
        yield "worth_high"


def is_looser(now: Agreement, before: Agreement, better: Better) -> bool:
    """Whether a minimum is easier to meet than the one it replaces."""
    sign = 1 if better is Better.HIGHER else -1
    return sign * now.minimum < sign * before.minimum
