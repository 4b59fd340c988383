"""By when somebody who says something about a model is answered.

The more a mistake of the model matters, the sooner: within 5 working days where its impact is high,
10 where it is medium, 20 where it is low. A week for what can hurt people or the company, a month
for what cannot; nobody is promised a day on which nobody works. Public holidays are not known here.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from app.health.days import today
from app.health.judge import required
from data.facts import Case, Impact

WORKING_DAYS: Mapping[Impact, int] = {Impact.HIGH: 5, Impact.MEDIUM: 10, Impact.LOW: 20}
_WORKING_WEEK = 5


def answer_by(case: Case, now: datetime) -> date:
    """The day by which what is said of this model at ``now`` is to be answered."""
    _, impact, _ = required(case)
    return after_working_days(today(case, now), WORKING_DAYS[impact])


def after_working_days(day: date, count: int) -> date:
    """The day so many working days after this one; Monday to Friday are working days."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < _WORKING_WEEK
    return day
