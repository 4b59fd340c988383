"""What people of the pretend company said: told once, on its days, by people it has."""

from datetime import timedelta
from pathlib import Path

import pytest

from data.connections import SampleConnection
from data.facts import FeedbackKind, FeedbackState, ReadContext
from data.sample.company_files import company
from data.sample.said import read_said
from data.store import feedback_list
from data.store.engine import open_store, reading
from data.store.feedback_list import Choice
from data.store.schema import upgrade
from data.sync import sync
from tests.data.sample.pretend import FIRST_READ, ZONE

WEEK = timedelta(weeks=1)
EVERYTHING = Choice(states=tuple(FeedbackState))
SAID = list(read_said(SampleConnection(), ReadContext(FIRST_READ, FIRST_READ, ZONE)))


def test_it_is_about_models_measures_and_people_there_are() -> None:
    names = {person.name for person in company().people}
    models = {model.technical: model for unit in company().units for model in unit.model}
    for each in company().feedback:
        assert {each.by, each.answerer} <= names
        assert each.by != each.answerer
        measures = {measure.key: measure for measure in models[each.model].measure}
        assert each.measure in ("", *measures)
        groups = {group.name for measure in measures.values() for group in measure.groups}
        assert each.group in ("", *groups)


def test_it_is_in_several_states() -> None:
    assert 3 <= len(SAID) <= 6
    assert {each.kind for each in SAID} == set(FeedbackKind)
    assert [each.kind for each in SAID if each.unit] == [FeedbackKind.EXPLAINS]
    assert any(each.closed_at and each.changed for each in SAID)
    open_until = [each.due_on for each in SAID if each.due_on and not each.answered_at]
    late = [day for day in open_until if day < FIRST_READ.date()]
    assert len(late) == 1


@pytest.mark.parametrize("weeks", [0, 3])
def test_it_is_kept_once_however_often_the_company_is_read(tmp_path: Path, weeks: int) -> None:
    engine = open_store(f"sqlite:///{tmp_path / 'store.db'}")
    upgrade(engine)
    now = FIRST_READ + weeks * WEEK
    for at in sorted({FIRST_READ, now}):
        sync(engine, [SampleConnection()], now=at, time_zone=ZONE, base=tmp_path)
    with reading(engine) as conn:
        rows, matching = feedback_list.listed(conn, now, EVERYTHING)
        _, before = feedback_list.listed(conn, FIRST_READ - 10 * WEEK, EVERYTHING)
    assert matching == len(SAID)
    assert {each.feedback.said.account for each in rows} == {None}
    assert 0 < before < matching
    engine.dispose()
