"""What somebody was shown when they signed: a digest that changes when any result does."""

from hashlib import sha256

from data.facts import Measured, Series


def evidence_of(measured: Measured) -> str:
    """A digest of every result of a measure, of its groups, and of what is agreed about it."""
    seal = sha256(repr((measured.measure, measured.agreement, measured.rhythm)).encode())
    for series in (measured.overall, *measured.groups):
        for part in _parts(series):
            seal.update(part)
    return seal.hexdigest()


def _parts(series: Series) -> tuple[bytes, ...]:
    arrays = (series.starts, series.ends, series.values, series.counts)
    return (series.group.encode(), *(each.tobytes() for each in arrays))
