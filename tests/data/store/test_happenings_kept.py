"""What pages ask about happenings, versions in use and candidates."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

from data.facts import Arrival, Model, ModelRef
from data.store import candidates, changes, happenings, live_versions, outlooks, summaries
from data.store.candidates import Candidate
from data.store.changes import StatusChange
from data.store.engine import reading, writing
from data.store.happenings import STATUS, KeptHappening, Told, Wanted
from data.store.live_versions import LiveVersion, Search
from data.store.outlooks import Outlook
from data.store.summaries import Summary
from tests.data.feeding import NOW, feed_registry

DAY = timedelta(days=1)
SINCE = NOW - 30 * DAY


def outlook(slug: str, name: str, unit: str) -> Outlook:
    said = {"technical_name": slug, "registry": "r", "owner": "Ana Ruiz", "kind": "registry"}
    more = {"live_version": "", "status": "meets", "care": "looked_after", "brief": {}}
    times: dict[str, object] = {
        "from_at": NOW - DAY,
        "until_at": None,
        "last_heard": None,
        "verdict": {},
    }
    return Outlook(slug=slug, name=name, unit=unit, **said, **more, **times)  # type: ignore[arg-type]


def happened(slug: str, days: float, kind: str = "went_live", **other: object) -> KeptHappening:
    at = NOW - days * DAY
    return KeptHappening(slug, at, at, kind, {"version": "2"}, **other)  # type: ignore[arg-type]


def live(slug: str, version: str, since: datetime | None = NOW) -> LiveVersion:
    return LiveVersion(slug, version, since, True, "", "alias", "")


LATEST = happened("m0", 1, breach="below", breach_days=1)
WAITING = Candidate("m0", "2", "3", "worse", {"comparison": {}})
ROWS: list[Summary] = [
    LATEST,
    happened("m0", 2, "owner", breach="silent", breach_days=2),
    happened("m1", 3, breach="below", breach_days=9),
    happened("m1", 4, "began"),
    happened("m1", 40),
    live("m0", "2"),
    live("m1", "7"),
    live("m1", "8"),
    WAITING,
    Candidate("m1", "8", "9", "better", {}),
]


@pytest.fixture
def kept(engine: Engine) -> Engine:
    listed: list[Arrival] = [Model(ModelRef(each, "registry")) for each in ("m0", "m1")]
    feed_registry(engine, listed)
    with writing(engine) as conn:
        outlooks.replace(
            conn, [outlook("m0", "Letters", "Retail"), outlook("m1", "routes", "Parcels")]
        )
        summaries.replace(conn, ["m0", "m1"], ROWS)
        at = NOW - 2.5 * DAY
        changes.append(conn, [StatusChange("m0", at, at, "meets", "below", {"code": "x"})])
    return engine


def asked(engine: Engine, wanted: Wanted) -> list[Told]:
    with reading(engine) as conn:
        return happenings.listed(conn, NOW, wanted)


def brief(found: list[Told]) -> list[tuple[str, str]]:
    return [(each.name, each.happening.kind) for each in found]


def test_the_newest_come_first_and_changes_of_status_stand_among_them(kept: Engine) -> None:
    found = asked(kept, Wanted(SINCE))
    assert brief(found) == [
        ("Letters", "went_live"),
        ("Letters", "owner"),
        ("Letters", STATUS),
        ("routes", "went_live"),
        ("routes", "began"),
    ]
    assert (found[2].from_status, found[2].to_status) == ("meets", "below")
    assert found[2].happening.inputs == {"code": "x"}
    assert found[0].happening == LATEST


@pytest.mark.parametrize(
    ("wanted", "kinds"),
    [
        (Wanted(SINCE, kinds=("owner",)), ["owner"]),
        (Wanted(SINCE, kinds=("began", STATUS)), [STATUS, "began"]),
        (Wanted(SINCE, slug="m1"), ["went_live", "began"]),
        (Wanted(SINCE, unit="Retail"), ["went_live", "owner", STATUS]),
        (Wanted(SINCE, limit=2, offset=1), ["owner", STATUS]),
        (Wanted(NOW - 365 * DAY, slug="m1"), ["went_live", "began", "went_live"]),
    ],
)
def test_what_is_wanted_narrows_the_list(kept: Engine, wanted: Wanted, kinds: list[str]) -> None:
    assert [each.happening.kind for each in asked(kept, wanted)] == kinds


def test_of_one_moment_what_was_kept_first_comes_first(kept: Engine) -> None:
    same = [happened("m0", 1, kind) for kind in ("went_live", "built_with")]
    with writing(kept) as conn:
        summaries.replace(conn, ["m0"], same)
        at = same[0].at
        changes.append(conn, [StatusChange("m0", at, at, "below", "meets", {})])
    found = asked(kept, Wanted(NOW - 2 * DAY))
    assert [each.happening.kind for each in found] == ["went_live", "built_with", STATUS]


def test_on_an_earlier_moment_nothing_later_is_told(kept: Engine) -> None:
    with reading(kept) as conn:
        found = happenings.listed(conn, NOW - 3.5 * DAY, Wanted(SINCE))
    assert brief(found) == [("routes", "began")]


def test_the_counts_tell_changes_and_how_many_came_shortly_before_results_fell(
    kept: Engine,
) -> None:
    with reading(kept) as conn:
        found = happenings.tally(conn, NOW, Wanted(SINCE), ["went_live", "owner"], ["below"], 7)
        none = happenings.tally(conn, NOW, Wanted(NOW), ["went_live"], ["below"], 7)
    assert (found.total, found.changes, found.near) == (5, 3, 1)
    assert (none.total, none.changes, none.near) == (0, 0, 0)


def test_versions_in_use_by_the_name_of_their_model(kept: Engine) -> None:
    with reading(kept) as conn:
        found, total = live_versions.listed(conn, NOW, Search())
        page, _ = live_versions.listed(conn, NOW, Search(limit=1, offset=1))
        searched, matching = live_versions.listed(conn, NOW, Search(words="parcels ROUTES"))
        of_unit, _ = live_versions.listed(conn, NOW, Search(unit="Retail"))
    assert [(name, unit, each.version) for name, unit, each in found] == [
        ("Letters", "Retail", "2"),
        ("routes", "Parcels", "7"),
        ("routes", "Parcels", "8"),
    ]
    assert total == 3
    assert [each.version for _, _, each in page] == ["7"]
    assert ([each.version for _, _, each in searched], matching) == (["7", "8"], 2)
    assert [each.version for _, _, each in of_unit] == ["2"]


def test_candidates_in_the_order_asked_for(kept: Engine) -> None:
    with reading(kept) as conn:
        found, total = candidates.listed(conn, NOW, ["better", "worse"], limit=1)
        other, _ = candidates.listed(conn, NOW, ["worse", "better"], limit=5)
        of_unit, matching = candidates.listed(conn, NOW, ["worse"], unit="Retail", limit=5)
    assert ([(name, each.candidate) for name, each in found], total) == ([("routes", "9")], 2)
    assert [each.candidate for _, each in other] == ["3", "9"]
    assert ([each for _, each in of_unit], matching) == ([WAITING], 1)
