"""A sentence before it is drawn, and who it is spoken to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from gettext import NullTranslations
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Speech:
    """To whom and when we speak: language, country habits, company zone and currency, now.

    ``locale`` is a Babel locale identifier such as en_GB.
    """

    now: datetime
    locale: str = "en_GB"
    time_zone: str = "UTC"
    currency: str = "GBP"
    translations: NullTranslations = field(default_factory=NullTranslations)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A translated template and the values in it. ``strong`` names the slots to stress.

    ``str()`` gives plain text. Whoever draws HTML escapes the slots and stresses the strong ones.
    """

    template: str
    slots: Mapping[str, str] = field(default_factory=dict)
    strong: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return self.template.format(**self.slots)


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One line behind "show the numbers": what it is, and what it was."""

    label: str
    value: str
