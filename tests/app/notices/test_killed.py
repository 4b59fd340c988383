"""A process killed while telling: whoever it had told hears it once more at most, nobody never."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Engine

from app.notices.telling import tell
from app.settings import load
from data.store import notices
from data.store.engine import open_store, reading
from tests.app.notices.company import BAD, FINE, judged, model, settings
from tests.data.feeding import NOW
from tests.smtp_server import Inbox, mail_server

ROOT = Path(__file__).parents[3]
LATER = NOW + timedelta(minutes=15)
MANY = 6
TO = "".join(
    f'[[notices.to]]\nname = "Place {each}"\nemail = "place{each}@example.com"\n'
    for each in range(MANY)
)


def main(file: str) -> None:
    """What the child process runs."""
    ours = load(Path(file))
    tell(ours, open_store(ours.database_url), LATER)


def test_killed_between_sending_and_noting_one_message_comes_twice(
    engine: Engine, tmp_path: Path
) -> None:
    """Killed when the server has taken the third message and before it has answered."""
    inbox = Inbox()
    with mail_server(inbox):
        ours = settings(tmp_path, engine, inbox.port, more=TO)
        judged(engine, model("churn", FINE))
        tell(ours, engine, NOW)
        judged(engine, model("churn", BAD), now=LATER)
        code = "import sys; from tests.app.notices.test_killed import main; main(sys.argv[1])"
        child = subprocess.Popen(
            [sys.executable, "-c", code, str(ours.file)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )

        def kill_at_the_third() -> None:
            if len(inbox.arrived) == 3:
                os.kill(child.pid, signal.SIGKILL)
                child.wait()

        inbox.when_taken = kill_at_the_third
        assert child.wait(60) == -signal.SIGKILL
        assert len(inbox.arrived) == 3
        with reading(engine) as conn:
            (cut_off,) = notices.delivered(conn).waiting
        assert (cut_off.called, cut_off.problem) == ("Place 2", None)
        for minutes in (15, 30):
            tell(ours, engine, LATER + timedelta(minutes=minutes))
    told = [to for to, _ in inbox.arrived]
    assert sorted(told) == sorted([*(f"place{n}@example.com" for n in range(MANY)), told[2]])
    twice = {message["Message-ID"] for message in inbox.to(told[2])}
    assert len(twice) == 1
    with reading(engine) as conn:
        assert notices.delivered(conn).waiting == ()
