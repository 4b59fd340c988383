"""A small company that is told things: a store with a few models, and how it is configured."""

import os
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from app.judging import judge_all
from app.settings import Settings, load
from data.facts import (
    Agreement,
    Arrival,
    Better,
    Confirmation,
    Fact,
    FieldName,
    LiveBy,
    LiveVersion,
    Measure,
    Model,
    ModelRef,
    Origin,
    Person,
    Question,
    Reading,
    Unit,
    Version,
)
from tests.data.feeding import MADE, NOW, WEEK, feed_registry

ZONE = "Europe/London"
DAY = timedelta(days=1)

SETTINGS = """
[company]
time_zone = "Europe/London"
[[sources.mlflow]]
name = "registry"
url = "http://127.0.0.1:1"
[notices]
{notices}
[notices.mail]
host = "127.0.0.1"
port = {port}
sender = "rollcall@example.com"
security = "none"
"""
HEADS = """
[[notices.to]]
name = "Heads"
email = "heads@example.com"
"""


def settings(
    folder: Path, engine: Engine, port: int = 1, notices: str = "", more: str = HEADS
) -> Settings:
    """How a company is configured that tells by the mail server on this port."""
    file = folder / "rollcall.toml"
    file.write_text(SETTINGS.format(port=port, notices=notices) + more, encoding="utf-8")
    os.environ["ROLLCALL_DATABASE_URL"] = engine.url.render_as_string(hide_password=False)
    return load(file)


def model(slug: str, values: Sequence[float], now: datetime = NOW, **told: Any) -> list[Arrival]:
    """One model with weekly results, newest last; ``told`` are facts by name."""
    ref = ModelRef(slug, "registry")
    facts = {"impact": "low", "owner": "ana", "business_name": slug} | told
    return [
        Model(ref, MADE),
        Version(ref, "1", MADE + WEEK),
        LiveVersion(ref, "1", LiveBy.ALIAS, "champion"),
        Measure(ref, "recall", Question.PERFORMANCE, "recall", Unit.SHARE, Better.HIGHER),
        Agreement(ref, "recall", 0.7, "Ana Ruiz", MADE.date()),
        *(
            Fact(ref, FieldName(name), value, Origin.READ, f"tag {name}")
            for name, value in facts.items()
            if value
        ),
        *(
            Reading(
                ref=ref,
                measure="recall",
                start=now - (place + 1) * WEEK,
                end=now - place * WEEK,
                value=value,
                count=500,
            )
            for place, value in enumerate(reversed(values))
        ),
    ]


ANA = Person("ana", "Ana Ruiz", "ana@example.com", "", None, "list")
BEN = Person("ben", "Ben Li", "ben@example.com", "", None, "list")
FINE = [0.8] * 12
BAD = [*FINE[2:], 0.4, 0.4]


def confirmed(slug: str, days_ago: int, by: str = "ana") -> Confirmation:
    """That everything recorded of a model was right so many days ago."""
    return Confirmation(ModelRef(slug, "registry"), (NOW - days_ago * DAY).date(), by, "list")


def judged(engine: Engine, *told: Sequence[Arrival], now: datetime = NOW) -> None:
    """Read these models and the two people, and judge."""
    feed_registry(engine, [ANA, BEN, *(each for some in told for each in some)], now=now)
    judge_all(engine, now=now, time_zone=ZONE)


def text_of(message: EmailMessage) -> str:
    """The text part of a mail."""
    part = message.get_body(("plain",))
    assert isinstance(part, EmailMessage)
    return str(part.get_content())


def html_of(message: EmailMessage) -> str:
    """The HTML part of a mail, without the marks around words."""
    part = message.get_body(("html",))
    assert isinstance(part, EmailMessage)
    return re.sub(r"</?(bdi|strong)>", "", str(part.get_content()))
