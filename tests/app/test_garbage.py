"""What is in use is passed over by collections, and what no longer is gets let go."""

import gc
import weakref
from collections.abc import Iterator

import anyio
import pytest

from app import garbage
from tests.apart import run_apart


class _Held:
    """Something that keeps itself alive until garbage is collected."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def _thawed() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_a_later_collection_passes_over_what_is_in_use() -> None:
    held = _Held()
    garbage.set_aside()
    assert all(each is not held for each in gc.get_objects())


def test_what_was_set_aside_and_is_garbage_by_now_is_let_go() -> None:
    held = _Held()
    lives = weakref.ref(held)
    garbage.set_aside()
    del held
    gc.collect()
    assert lives() is not None
    garbage.set_aside()
    assert lives() is None


def test_it_is_done_again_for_as_long_as_pages_are_served(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[None] = []
    monkeypatch.setattr(garbage, "set_aside", lambda: done.append(None))
    monkeypatch.setattr(garbage, "AFTER_SECONDS", (0.0,))
    monkeypatch.setattr(garbage, "EVERY_SECONDS", 0.0)

    async def serve() -> None:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(garbage.set_aside_again)
            while len(done) < 3:
                await anyio.sleep(0)
            tasks.cancel_scope.cancel()

    run_apart(serve())
