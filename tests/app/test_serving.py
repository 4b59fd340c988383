"""The socket that pages are served from."""

import asyncio
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from app.language.sentence import Speech
from app.serving import listening

SPEECH = Speech(now=datetime(2026, 11, 27, tzinfo=UTC))


def test_what_is_written_is_sent_at_once(free_port: Callable[[], int]) -> None:
    """Otherwise the words of a page wait for the reader's machine to answer, up to 40 ms."""
    with listening("127.0.0.1", free_port(), SPEECH) as listener, ThreadPoolExecutor(1) as aside:
        # Tests in a browser leave their own loop running in the first thread.
        assert aside.submit(lambda: asyncio.run(_delay_is_off(listener))).result()


async def _delay_is_off(listener: socket.socket) -> bool:
    found: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

    async def served(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        accepted = writer.get_extra_info("socket")
        found.set_result(bool(accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)))
        writer.close()

    async with await asyncio.start_server(served, sock=listener):
        _, writer = await asyncio.open_connection(*listener.getsockname())
        writer.close()
        return await found
