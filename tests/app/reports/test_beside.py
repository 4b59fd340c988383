"""What stands beside a verdict is read back as it was kept, in the order it is shown."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.health.insight import CommonTrait, IncidentKind, Insight
from app.health.keeping import insight_to_json
from app.reports.beside import beside
from data.store import incidents, insights, shared_events
from data.store.engine import open_store, reading, writing
from data.store.incidents import Following, KeptIncident
from data.store.insights import KeptInsight
from data.store.schema import upgrade
from data.store.shared_events import KeptEvent
from tests.app.language import plausible_insights as plausible
from tests.app.language.plausible import SPEECH, day
from tests.data.feeding import churn, feed_registry

SLUG = "churn"
OVER = plausible.incident(fixed=day(2026, 5, 11))
OPEN = plausible.incident(IncidentKind.SILENT)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Engine]:
    engine = open_store(f"sqlite:///{tmp_path / 'rollcall.db'}")
    upgrade(engine)
    feed_registry(engine, churn())
    told = insight_to_json(Insight(SPEECH.now, (), (OVER, OPEN), plausible.risk()))
    with writing(engine) as conn:
        insights.replace(conn, [KeptInsight(SLUG, SPEECH.now, told)])
    yield engine
    engine.dispose()


def kept(**changes: object) -> KeptIncident:
    told: dict[str, object] = {
        "slug": SLUG,
        "kind": "below",
        "began": OVER.began,
        "noticed": OVER.noticed,
        "rule": "measure",
        "version": 1,
        "measure": "main",
    }
    return KeptIncident(**(told | changes))  # type: ignore[arg-type]  # tests change what they name


def test_a_model_nobody_worked_on_has_nothing_beside_it(store: Engine) -> None:
    with reading(store) as conn:
        assert beside(conn, "nobody", SPEECH.now) is None


def test_what_another_version_kept_is_left_out_until_it_is_judged_again(store: Engine) -> None:
    with writing(store) as conn:
        insights.replace(conn, [KeptInsight(SLUG, SPEECH.now, {"measures": [{"old": 1}]})])
    with reading(store) as conn:
        assert beside(conn, SLUG, SPEECH.now) is None


def test_what_is_still_open_stands_first(store: Engine) -> None:
    with reading(store) as conn:
        found = beside(conn, SLUG, SPEECH.now)
    assert found is not None
    assert [each.incident for each in found.incidents] == [OPEN, OVER]
    assert found.withdrawn == 0
    assert found.together == ()


def test_what_happened_to_an_incident_is_told_with_it(store: Engine) -> None:
    before, now = SPEECH.now - timedelta(days=1), SPEECH.now
    elsewhere = kept(began=OVER.began - timedelta(days=90), noticed=before)
    with writing(store) as conn:
        incidents.follow(conn, {SLUG: Following([kept(), elsewhere], None, "")}, before)
        moved = kept(noticed=OVER.noticed + timedelta(days=7))
        incidents.follow(conn, {SLUG: Following([moved], before, "agreement")}, now)
    with reading(store) as conn:
        found = beside(conn, SLUG, now)
    assert found is not None
    silence, over = found.incidents
    assert (over.rebuilt_at, over.rebuilt_why) == (now, "agreement")
    assert silence.rebuilt_at is None
    assert found.withdrawn == 1


def test_only_events_of_this_model_are_its_own_and_name_the_others(store: Engine) -> None:
    common = (("unit", "Retail", 2),)
    began, until = day(2026, 3, 12), day(2026, 3, 26)
    mine = KeptEvent(began, until, ("zebra", SLUG, "ant"), 46, 0.3, 0.001, common)
    other = KeptEvent(began, until, ("zebra", "ant"), 46, 0.3, 0.001)
    with writing(store) as conn:
        shared_events.replace(conn, [mine, other])
    with reading(store) as conn:
        found = beside(conn, SLUG, SPEECH.now)
    assert found is not None
    (together,) = found.together
    assert together.others == (("ant", "ant"), ("zebra", "zebra"))
    assert together.event.common == ((CommonTrait.UNIT, "Retail", 2),)
    assert together.event.of == 46
