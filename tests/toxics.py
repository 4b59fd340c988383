"""A proxy on 127.0.0.1 that does to a connection what networks do: the faults of Toxiproxy.

Each begins at once, or once the server has sent so many bytes.
"""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum

Reached = Callable[[], socket.socket]
Begins = Callable[[bytes], int]
"""How many bytes of what the server has sent so far come through unharmed."""

PIECE = 64
PAUSE = 0.0005
NOISE = bytes(range(128, 256)) * 4


class Toxic(Enum):
    """What befalls the bytes that the server sends."""

    LATENCY = "each piece comes far too late"
    BANDWIDTH = "a few bytes a second"
    SLOW_CLOSE = "all comes, and the connection is closed late"
    TIMEOUT = "nothing more comes"
    SLICER = "all comes in small pieces"
    LIMIT_DATA = "the connection is closed after so much"
    RESET_PEER = "the connection is reset"
    DOWN = "nobody listens any more"
    NOISE = "what comes belongs to no protocol"


@dataclass
class Proxy:
    """One proxy while it listens."""

    reach: Reached
    toxic: Toxic
    begins: Begins
    listener: socket.socket
    over: threading.Event = field(default_factory=threading.Event)
    threads: list[threading.Thread] = field(default_factory=list)
    clients: list[socket.socket] = field(default_factory=list)

    def start(self, work: Callable[..., None], *given: object) -> None:
        thread = threading.Thread(target=work, args=given, daemon=True)
        self.threads.append(thread)
        thread.start()

    def accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                self.start(self.connect, client)

    def connect(self, client: socket.socket) -> None:
        self.clients.append(client)
        with client, suppress(OSError), self.reach() as server:
            self.start(self.forward, client, server)
            self.spoil(server, client)

    def forward(self, client: socket.socket, server: socket.socket) -> None:
        """What the client sends comes through."""
        with suppress(OSError):
            while found := client.recv(65_536):
                server.sendall(found)

    def spoil(self, server: socket.socket, client: socket.socket) -> None:
        """What the server sends comes through until the fault begins."""
        seen, passed = b"", 0
        if self.toxic is Toxic.DOWN and self.begins(b"") == 0:
            _reset(client)
            return
        while found := server.recv(65_536):
            seen += found
            sound = max(0, min(self.begins(seen), len(seen)) - passed)
            client.sendall(found[:sound])
            passed += len(found)
            if found[sound:] and not self.harm(found[sound:], client):
                return
        if self.toxic is Toxic.SLOW_CLOSE:
            self.over.wait(0.2)

    def harm(self, content: bytes, client: socket.socket) -> bool:
        """Whether the connection is still there afterwards."""
        match self.toxic:
            case Toxic.LATENCY | Toxic.TIMEOUT:
                self.over.wait()
                return False
            case Toxic.BANDWIDTH | Toxic.SLICER:
                return self.drip(content, client, slow=self.toxic is Toxic.BANDWIDTH)
            case Toxic.LIMIT_DATA:
                client.shutdown(socket.SHUT_RDWR)
                return False
            case Toxic.RESET_PEER | Toxic.DOWN:
                if self.toxic is Toxic.DOWN:
                    self.listener.shutdown(socket.SHUT_RDWR)
                _reset(client)
                return False
            case Toxic.NOISE:
                client.sendall(NOISE)
                client.shutdown(socket.SHUT_RDWR)
                return False
            case Toxic.SLOW_CLOSE:
                client.sendall(content)
        return True

    def drip(self, content: bytes, client: socket.socket, *, slow: bool) -> bool:
        size = 1 if slow else max(PIECE, len(content) // 50)
        for start in range(0, len(content), size):
            if self.over.wait(0.1 if slow else PAUSE):
                return False
            client.sendall(content[start : start + size])
        return True


@contextmanager
def proxied(reach: Reached, toxic: Toxic, begins: Begins) -> Iterator[int]:
    """The port of a proxy; when it is over, none of its threads is left."""
    listener = socket.create_server(("127.0.0.1", 0))
    proxy = Proxy(reach, toxic, begins, listener)
    port = listener.getsockname()[1]
    proxy.start(proxy.accept)
    try:
        yield port
    finally:
        proxy.over.set()
        # A client may be long in closing its side, and would keep a thread waiting.
        for each in (listener, *proxy.clients):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        listener.close()
        for thread in proxy.threads:
            thread.join(5)


def threads_left(before: set[threading.Thread]) -> set[threading.Thread]:
    """The threads that are still there and were not before, a second later at most."""
    until = time.monotonic() + 1
    while (left := set(threading.enumerate()) - before) and time.monotonic() < until:
        time.sleep(0.01)
    return left


def _reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    # Whoever still listens to the client keeps the connection open, whatever is closed here.
    connection.shutdown(socket.SHUT_RD)
    connection.close()
