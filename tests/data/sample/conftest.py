"""The pretend company on the day it is first read, read once for all tests."""

import pytest

from data.facts import Arrival
from tests.data.sample.pretend import read_at


@pytest.fixture(scope="session")
def arrivals() -> list[Arrival]:
    return read_at()
