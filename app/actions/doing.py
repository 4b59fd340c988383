"""How people change anything: one call, one transaction, one entry in the record.

Every action stands in ``ACTIONS`` with the roles that may do it. Whoever asks for one is checked
here, not where its button is drawn, and what was typed is checked here, not in the browser.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from sqlalchemy import Connection, Engine, select

from data.members import Member, Outcome, Role, Wrong
from data.store import record
from data.store.engine import writing
from data.store.tables import measures, models

log = logging.getLogger(__name__)


LONGEST_WHY = 1_000
"""Letters of a reason: what takes more belongs in a document."""

RowNumber = Annotated[int, Field(ge=0, lt=2**53)]
"""The number of a row; databases keep no larger ones, and browsers none exactly."""

Why = Annotated[str, StringConstraints(max_length=LONGEST_WHY, pattern=r"\w")]
"""A reason of at least one word; signs that nobody can read are none."""


class Form(BaseModel):
    """What somebody typed. Text comes without spaces around it; what is not asked is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Refused(Exception):
    """The action cannot be done as asked; ``fields`` says what is wrong with which field."""

    def __init__(self, **fields: Wrong) -> None:
        self.fields: Mapping[str, Wrong] = fields
        super().__init__(", ".join(f"{name}: {wrong}" for name, wrong in fields.items()))


class NotAsShown(Exception):
    """What the form was drawn from has changed since; ``by`` changed it at ``at``.

    Where it is gone, nobody is named. ``parts`` names what changed of something larger.
    """

    def __init__(
        self, by: str = "", at: datetime | None = None, parts: tuple[str, ...] = ()
    ) -> None:
        self.by, self.at, self.parts = by, at, parts
        super().__init__(f"changed by {by} at {at}: {', '.join(parts)}")


class SamePerson(Exception):
    """Two people are needed for this, and whoever asks had a part in it already."""


class Anothers(Exception):
    """It is for one person to do, and somebody else asks."""


@dataclass(frozen=True, slots=True)
class Doing:
    """One action being done: by whom, when, and in which transaction."""

    conn: Connection
    who: Member
    now: datetime
    time_zone: str

    @property
    def today(self) -> date:
        """The company's day."""
        return self.now.astimezone(ZoneInfo(self.time_zone)).date()

    def model(self, slug: str) -> int:
        """The number of a model. Raises Refused where there is none of this name."""
        number: int | None = self.conn.scalar(select(models.c.id).where(models.c.slug == slug))
        if number is None:
            raise Refused(model=Wrong.NOT_A_CHOICE)
        return number

    def measure(self, model: int, key: str) -> int:
        """The number of a measure of a model. Raises Refused where there is none."""
        same = (measures.c.model_id == model, measures.c.measure_key == key)
        number: int | None = self.conn.scalar(select(measures.c.id).where(*same))
        if number is None:
            raise Refused(measure=Wrong.NOT_A_CHOICE)
        return number


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done: about which model (or none), and what was so before and after."""

    slug: str
    after: Mapping[str, Any]
    before: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Action:
    """Something people may do. ``fields`` is the form that asks for it."""

    name: str
    allowed: frozenset[Role]
    fields: type[Form]
    do: Callable[[Doing, Any], Deed]


ACTIONS: dict[str, Action] = {}
"""Every action by its name; ``action`` fills it."""

Do = Callable[[Doing, Any], Deed]
EVERYBODY = tuple(Role)
"""For what anybody signed in may do."""


def action(name: str, *allowed: Role) -> Callable[[Do], Do]:
    """Make a function an action that only these roles may do. Its last argument is its form."""
    if not allowed:
        raise TypeError(f"{name} says of no role that it may")

    def made(do: Do) -> Do:
        fields = do.__annotations__["form"]
        if name in ACTIONS:
            raise TypeError(f"two actions are called {name}")
        ACTIONS[name] = Action(name, frozenset(allowed), fields, do)
        return do

    return made


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking. ``number`` is the entry in the record, where it was done."""

    outcome: Outcome
    number: int = 0
    wrong: Mapping[str, Wrong] = field(default_factory=dict)
    by: str = ""
    at: datetime | None = None
    parts: tuple[str, ...] = ()


def ask(
    engine: Engine,
    name: str,
    typed: Mapping[str, Any],
    who: Member,
    *,
    key: str,
    now: datetime,
    time_zone: str,
) -> Answer:
    """Do one action, or say why not. Raises KeyError for one that does not exist.

    ``key`` is made by whoever asks, anew for every form: asked twice with the same, it is done
    once. Nothing is written unless everything is.
    """
    wanted = ACTIONS[name]
    if not who.may(wanted.allowed):
        log.warning("an action was refused", extra={"action": name, "account": who.account})
        return Answer(Outcome.NOT_ALLOWED)
    try:
        form = wanted.fields.model_validate(typed)
    except ValidationError as error:
        return Answer(Outcome.NOT_FILLED_IN, wrong=_wrong(error))
    try:
        with writing(engine) as conn:
            return _once(Doing(conn, who, now, time_zone), wanted, form, _key(who, key))
    except Refused as refused:
        return Answer(Outcome.NOT_FILLED_IN, wrong=refused.fields)
    except NotAsShown as changed:
        parts = changed.parts
        return Answer(Outcome.NOT_AS_SHOWN, by=changed.by, at=changed.at, parts=parts)
    except SamePerson:
        return Answer(Outcome.SAME_PERSON)
    except Anothers:
        log.warning("an action was refused", extra={"action": name, "account": who.account})
        return Answer(Outcome.ANOTHERS)


def _once(doing: Doing, wanted: Action, form: Form, key: str) -> Answer:
    """The action and its entry in the record; nothing where it was done before."""
    record.hold(doing.conn)
    before = record.done_by(doing.conn, key)
    if before is not None:
        return Answer(Outcome.DONE, before.number)
    deed = wanted.do(doing, form)
    number = record.append(
        doing.conn,
        at=doing.now,
        action=wanted.name,
        slug=deed.slug,
        who=doing.who,
        said={"before": deed.before, "after": deed.after},
        key=key,
    )
    return Answer(Outcome.DONE, number)


def _key(who: Member, key: str) -> str:
    """Nobody else's key finds what this person did."""
    return sha256(f"{who.account} {key}".encode()).hexdigest()


_BY_TYPE = {
    "missing": Wrong.NEEDED,
    "string_too_short": Wrong.NEEDED,
    "string_pattern_mismatch": Wrong.NEEDED,
    "string_too_long": Wrong.TOO_LONG,
    "enum": Wrong.NOT_A_CHOICE,
    "literal_error": Wrong.NOT_A_CHOICE,
    "extra_forbidden": Wrong.NOT_ALLOWED,
}


def _wrong(error: ValidationError) -> dict[str, Wrong]:
    return {
        str(each["loc"][0]) if each["loc"] else "": _of_type(each["type"])
        for each in error.errors(include_url=False, include_input=False)
    }


def _of_type(kind: str) -> Wrong:
    """Pydantic tells a hundred kinds of fault apart; a person needs to know what to type."""
    if kind.startswith("date"):
        return Wrong.NOT_A_DAY
    if kind.startswith(("float", "int", "finite", "decimal")):
        return Wrong.NOT_A_NUMBER
    return _BY_TYPE.get(kind, Wrong.NOT_ALLOWED)
