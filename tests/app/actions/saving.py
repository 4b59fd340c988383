"""Saves in a process of its own, to be killed at any moment: run with the address of a store.

For every line (an account, a number, seconds or None, a key) one child is forked that saves under
that key, and is killed after so many seconds. "over" is printed once it is gone.
"""

import os
import signal
import sys
import time

from app.actions.everything import ask
from data.members import Member, Role
from data.store.engine import open_store
from tests.app.actions.people import LOGIN
from tests.data.feeding import NOW


def save(url: str, account: int, number: str, key: str) -> None:
    engine = open_store(url)
    who = Member(account, LOGIN, "saver", "Saver", "saver@example.com", frozenset({Role.EXPERT}))
    typed = {"model": "churn", "next_update": "2026-12-04", "note": number}
    ask(engine, "look_into", typed, who, key=key, now=NOW, time_zone="Europe/London")


def main(url: str) -> None:
    for line in sys.stdin:
        account, number, delay, key = line.rstrip("\n").split(" ", 3)
        child = os.fork()
        if child == 0:
            save(url, int(account), number, key)
            os._exit(0)
        if delay != "None":
            time.sleep(float(delay))
            # It is ours until it is waited for, so this number is nobody else's yet.
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        sys.stdout.write("over\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
