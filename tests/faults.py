"""Nine faults of a network, each as a server that has it, with what a reader is told of it."""

from data.problems import Code
from tests.loopback import Asked, Reply, Script, plain


def silent(asked: Asked, reply: Reply) -> None:
    reply.over.wait()


def dripping(before: bytes) -> Script:
    def script(asked: Asked, reply: Reply) -> None:
        reply.send(before)
        while not reply.over.wait(0.05):
            reply.send(b"a")

    return script


def sending(answer: bytes) -> Script:
    return lambda asked, reply: reply.send(answer)


FAULTS = {
    "reset": (lambda asked, reply: reply.reset(), Code.UNREACHABLE),
    "silence": (silent, Code.TIMED_OUT),
    "slow headers": (dripping(b"HTTP/1.1 200 OK\r\nX-Long: "), Code.TIMED_OUT),
    "slow body": (dripping(plain(b"", Content_Length="100000")), Code.TIMED_OUT),
    "cut short": (sending(plain(b'{"status": "su', Content_Length="5000")), Code.UNREACHABLE),
    "sent elsewhere": (sending(plain(b"", "302 Found", Location="/login")), Code.REDIRECTED),
    "away": (sending(plain(b"", "503 Away", Retry_After="0")), Code.SERVER_FAILED),
    "too often": (sending(plain(b"", "429 Slow", Retry_After="60")), Code.TOO_MANY_REQUESTS),
    "not ours": (sending(plain(b"\x00\x01 not JSON")), Code.NOT_THE_EXPECTED_ANSWER),
}
