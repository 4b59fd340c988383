"""The detail beside verdicts, and what befell many models at once, come back as they were."""

from datetime import timedelta

from sqlalchemy import Engine

from data.facts import Model, ModelRef
from data.store import insights, shared_events
from data.store.engine import reading, writing
from data.store.insights import KeptInsight, Watched
from data.store.shared_events import KeptEvent
from tests.data.feeding import NOW, feed_registry

DAY = timedelta(days=1)


def test_insights_are_replaced_and_dropped(engine: Engine) -> None:
    feed_registry(engine, [Model(ModelRef(f"m{number}", "registry")) for number in range(3)])
    seen = Watched("m0", NOW - DAY, (NOW, NOW - DAY), (("unit", "Retail"), ("team", "Blue")))
    first = KeptInsight("m0", NOW, {"worsened": [1.5]}, seen)
    with writing(engine) as conn:
        insights.replace(conn, [first, KeptInsight("m1", NOW, {}), KeptInsight("m2", NOW, {})])
        insights.replace(conn, [KeptInsight("m1", NOW + DAY, {"a": None})])
        insights.drop(conn, ["m2"])
    with reading(engine) as conn:
        assert insights.one(conn, "m0") == {"worsened": [1.5]}
        assert insights.one(conn, "m1") == {"a": None}
        assert insights.one(conn, "m2") is None
        assert list(insights.watched(conn)) == [seen]


def test_shared_events_are_replaced_as_a_whole(engine: Engine) -> None:
    one = KeptEvent(NOW, NOW + DAY, ("a", "b"), 40, 0.5, 1e-9, (("unit", "Retail", 2),))
    other = KeptEvent(NOW - DAY, NOW, ("c",), 40, 0.5, 0.001)
    with writing(engine) as conn:
        shared_events.replace(conn, [one])
        shared_events.replace(conn, [one, other])
    with reading(engine) as conn:
        assert shared_events.listed(conn) == [other, one]
    with writing(engine) as conn:
        shared_events.replace(conn, [])
    with reading(engine) as conn:
        assert shared_events.listed(conn) == []
