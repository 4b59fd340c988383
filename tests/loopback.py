"""Small servers on 127.0.0.1 that answer exactly what a test tells them, right or wrong."""

import gzip
import json
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Asked:
    """One request as it arrived; ``nth`` counts requests of this server from one."""

    nth: int
    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes


class Reply:
    """One side of a connection: send what you like, and wait until the test is over."""

    def __init__(self, connection: socket.socket, over: threading.Event) -> None:
        self._connection = connection
        self.over = over

    def send(self, content: bytes) -> None:
        """Bytes as they are."""
        self._connection.sendall(content)

    def reset(self) -> None:
        """Drop the connection the rude way, so that the other side sees a reset."""
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        self._connection.close()


Script = Callable[[Asked, Reply], None]


def plain(content: bytes, status: str = "200 OK", **headers: str) -> bytes:
    """A whole HTTP answer; underscores in header names stand for hyphens."""
    named = {"Content-Type": "application/json", "Connection": "close"}
    named |= {name.replace("_", "-"): value for name, value in headers.items()}
    named.setdefault("Content-Length", str(len(content)))
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in named.items())]
    return "\r\n".join([*lines, "", ""]).encode() + content


def as_json(found: object, status: str = "200 OK") -> bytes:
    """A whole HTTP answer that carries this as JSON."""
    return plain(json.dumps(found).encode(), status)


def packed(content: bytes) -> bytes:
    """A whole HTTP answer packed with gzip."""
    return plain(gzip.compress(content), Content_Encoding="gzip")


@contextmanager
def serving(script: Script) -> Iterator[str]:
    """The address of a server that answers each request by calling ``script`` in a thread."""
    over = threading.Event()
    threads: list[threading.Thread] = []
    counted = iter(range(1, 1_000_000))
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def accept() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = listener.accept()
                    thread = threading.Thread(target=answer, args=(connection,), daemon=True)
                    threads.append(thread)
                    thread.start()

        def answer(connection: socket.socket) -> None:
            with connection, suppress(OSError):
                asked = _received(connection, next(counted))
                if asked:
                    script(asked, Reply(connection, over))

        accepting = threading.Thread(target=accept, daemon=True)
        accepting.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            over.set()
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
    for thread in [accepting, *threads]:
        thread.join(5)


def _received(connection: socket.socket, nth: int) -> Asked | None:
    with connection.makefile("rb") as stream:
        start = stream.readline().decode().split()
        if not start:
            return None
        headers = {}
        while line := stream.readline().decode().strip():
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        body = stream.read(int(headers.get("content-length", "0")))
    target = urlsplit(start[1])
    query = {key: values[0] for key, values in parse_qs(target.query).items()}
    return Asked(nth, start[0], target.path, query, headers, body)
