"""Whatever order readings come in, and however often, the store ends up the same."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from data.facts import Reading
from data.store.engine import open_store
from tests.data.feeding import NOW, REF, churn, everything, feed_registry, weekly

DAY = timedelta(days=1)
# Both series exist from the start, so that they have the same numbers in every order.
SERIES = [
    reading for group in ("", "over 65") for reading in weekly(1, end=NOW - 60 * DAY, group=group)
]


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """A reading of a few periods and values, so that many collide; some are nonsense."""
    age, length = draw(st.integers(-1, 4)), draw(st.integers(0, 2))
    value = draw(st.sampled_from([0.5, 0.5, 0.7, 1.5, float("nan")]))
    count = draw(st.sampled_from([None, 10, -1]))
    group = draw(st.sampled_from(["", "over 65"]))
    end = NOW - age * DAY
    place = f"{age} {length} {value} {count} {group}"
    return Reading(REF, "recall", end - length * DAY, end, value, count, group, "", place)


@contextmanager
def fresh(template: Path) -> Iterator[Engine]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        path.write_bytes(template.read_bytes())
        engine = open_store(f"sqlite:///{path}")
        yield engine
        engine.dispose()


def state_after(template: Path, *rounds: list[Reading]) -> dict[str, list[tuple[str, ...]]]:
    """Everything stored, without the numbers rows happen to get."""
    with fresh(template) as engine:
        feed_registry(engine, churn(*SERIES), now=NOW - DAY)
        for number, told in enumerate(rounds):
            feed_registry(engine, churn(*told), now=NOW + number * timedelta(hours=1))
        return everything(engine, numbers=False)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    data=st.data(), first=st.lists(readings(), max_size=12), second=st.lists(readings(), max_size=8)
)
def test_order_and_repetition_do_not_matter(
    template_file: Path, data: st.DataObject, first: list[Reading], second: list[Reading]
) -> None:
    again = data.draw(st.lists(st.sampled_from(first), max_size=4)) if first else []
    mixed = data.draw(st.permutations([*first, *again]))
    mixed_second = data.draw(st.permutations([*second, *second]))
    assert state_after(template_file, mixed, mixed_second) == state_after(
        template_file, first, second
    )
