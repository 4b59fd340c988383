"""What the pages show, made ready by ``loading`` so that drawing needs no store."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.health.decisions import Decided
from app.health.source_changes import SourceChange
from app.health.verdict import Brief, Care, Status, Verdict
from app.language.sentence import Sentence
from app.language.sourcing import Answering
from app.reports.beside import Beside
from app.reports.changes import Changed, Happened
from app.reports.feedback import SaidOfModel
from app.reports.impact import Agrees
from app.reports.today import Today
from data.facts import Acknowledgement, Case, LiveSpell, Refusal, Version
from data.notices import About, Occasion, Undelivered


@dataclass(frozen=True, slots=True)
class Row:
    """One model of the list. ``owner`` and ``unit`` are empty where not recorded."""

    slug: str
    name: str
    owner: str
    unit: str
    status: Status
    care: Care
    brief: Brief
    last_heard: datetime | None


@dataclass(frozen=True, slots=True)
class Fleet:
    """Every model on the list, counted. ``deployed`` leaves out the retired ones."""

    counts: Mapping[Status, int]
    needing_care: int
    deployed: int
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Registered:
    """A model that is listed somewhere but not in use."""

    slug: str
    name: str
    registry: str
    description: str
    created_at: datetime | None


@dataclass(frozen=True, slots=True)
class Listing:
    """One screen of the list: the rows of this page and how many match in all."""

    fleet: Fleet
    rows: tuple[Row, ...]
    matching: int
    apart: tuple[Registered, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """Everything the page of one model shows.

    ``verdict`` and ``brief`` are None for a model that is not in use: nothing is judged then.
    ``beside`` is None until the detail was worked out for the first time, ``acknowledged`` where
    nobody looks into what is wrong, or nothing is, ``decided`` where nobody decided about using it
    on. ``happened`` is what came last, newest first. ``said`` is what people say of it.
    ``agrees`` is who could agree what it is worth in money, None where nobody is named.
    """

    slug: str
    name: str
    registry: str
    case: Case
    verdict: Verdict | None
    brief: Brief | None
    versions: tuple[Version, ...]
    beside: Beside | None = None
    acknowledged: Acknowledgement | None = None
    decided: Decided | None = None
    happened: tuple[Happened, ...] = ()
    agrees: Agrees | None = None
    said: SaidOfModel | None = None

    @property
    def live(self) -> LiveSpell | None:
        """The newest stretch of use that has not ended."""
        return next((each for each in reversed(self.case.spells) if each.end is None), None)


@dataclass(frozen=True, slots=True)
class Notice:
    """What every page must say first: a pretend company, and what is late since when.

    ``late_sources`` are names with the moment each last answered (None: never); ``not_taken`` says
    of those that answered why we did not take it. ``read_in_vain``: there are facts, and nothing
    was ever judged. ``past`` says which past day is looked at, ``odd_day`` that an address asks for
    one that cannot be.
    """

    pretend: bool
    late_sources: tuple[tuple[str, datetime | None], ...]
    judged_at: datetime | None
    judging_late: bool
    not_taken: tuple[Sentence, ...] = ()
    read_in_vain: bool = False
    past: Sentence | None = None
    odd_day: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """One model whose name, owner or unit is like what somebody types."""

    slug: str
    name: str
    status: Status


@dataclass(frozen=True, slots=True)
class SourceShown:
    """One source. ``brought`` is what its last published reading read, kept and refused, of those
    that read anything; ``nothing_since`` is when that was, where it was read again since.
    ``problem`` says why it could not be read the last time. ``fewer`` is how many models it lists
    where those are so few that somebody has to confirm it. ``changes`` is what of it looks
    otherwise than before.
    """

    id: int
    name: str
    kind: str
    answering: Answering
    last_ok: datetime | None
    last_tried: datetime | None
    problem: Sentence | None
    brought: tuple[int, int, int] | None
    refused: int
    nothing_since: datetime | None = None
    fewer: int | None = None
    fewer_confirmed: bool = False
    changes: tuple[SourceChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Wished:
    """What somebody wants to be told: when, None where they never said, and of which models.

    ``units`` are those to choose from.
    """

    when: frozenset[Occasion] | None
    about: About
    unit: str
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checking:
    """Our own rounds. ``next_at`` is None where that is not known; ``running_since`` where no round
    is going on."""

    judged_at: datetime | None
    listens: bool
    asked: bool
    running_since: datetime | None
    next_at: datetime | None

    @property
    def soon(self) -> bool:
        """Whether what is shown changes within moments."""
        return self.asked or self.running_since is not None


@dataclass(frozen=True, slots=True)
class NotTold:
    """Somebody who could not be told. ``why`` is None where nobody lived to say so."""

    called: str
    since: datetime
    tries: int
    why: Undelivered | None


@dataclass(frozen=True, slots=True)
class Telling:
    """How telling people goes: how many there are, when a message last went out, how many could not
    be told, and what waits."""

    recipients: int
    last_sent: datetime | None
    failing: int
    waiting: tuple[NotTold, ...]


@dataclass(frozen=True, slots=True)
class Books:
    """Where the three books differ: models as slug and name, strays as source and name."""

    never_sent: tuple[tuple[str, str], ...]
    unregistered: tuple[tuple[str, str], ...]
    other_version: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A part of the refused rows of one source."""

    source: SourceShown
    rows: tuple[Refusal, ...]
    page: int


@dataclass(frozen=True, slots=True)
class Morning:
    """What Today shows: the report, how many of the ``sources`` read by themselves answered
    lately, and whether a registry lists models that nobody uses."""

    today: Today
    answered: int
    sources: int
    registered: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """What the page about changes shows: the report, what the model is called that was asked for
    (empty: all), the units to choose from, and whether any model is in use, or only registered."""

    found: Changed
    name: str
    units: tuple[str, ...]
    deployed: bool
    registered: bool
