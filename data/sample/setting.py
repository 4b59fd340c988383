"""When and where the pretend company is read."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from data.facts import ReadContext


@dataclass(frozen=True, slots=True)
class Setting:
    """``first_day`` is the company day of the first reading, from which all days are counted."""

    seed: int
    now: datetime
    zone: ZoneInfo
    first_day: date

    def day(self, offset: int) -> date:
        """The date so many days after (below zero: before) the first one."""
        return self.first_day + timedelta(days=offset)


def setting(seed: int, context: ReadContext) -> Setting:
    """The setting of one read."""
    zone = ZoneInfo(context.time_zone)
    return Setting(seed, context.now, zone, context.first_read_at.astimezone(zone).date())
