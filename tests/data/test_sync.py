"""What sync keeps: every kind of fact, once, with what was there before left whole."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from data.connections import FilesConnection
from data.facts import (
    Arrival,
    FieldName,
    LeftOut,
    Library,
    Measure,
    Model,
    ModelRef,
    Pause,
    Person,
    ReadContext,
    Refusal,
    Retirement,
    Rhythm,
    Unchanged,
    Watermark,
)
from data.problems import Code, Problem, SourceFailed
from data.store import models, sources
from data.store.engine import reading, writing
from data.store.tables import RunState, readings, runs
from data.sync import SyncProgress, import_file, sync
from tests.data.feeding import (
    FILES,
    MADE,
    NOW,
    PRETEND,
    RECALL,
    REF,
    REGISTRY,
    TABLE,
    WEEK,
    agreement,
    case_of,
    churn,
    everything,
    feed,
    feed_registry,
    listed,
    read_tag,
    visible,
    weekly,
)

LATER = NOW + timedelta(hours=6)


def refused(engine: Engine, source: str = "registry") -> list[Refusal]:
    with reading(engine) as conn:
        return sources.refusals(conn, source, 100)


def codes(engine: Engine, source: str = "registry") -> list[Code]:
    return [refusal.problem.code for refusal in refused(engine, source)]


def whole() -> list[Arrival]:
    """One of everything a source can hand over."""
    return churn(
        *weekly(60),
        *weekly(4, 0.6, group="over 65", count=None),
        read_tag(FieldName.OWNER, "ana"),
        Library(REF, "1", "scikit-learn", "scikit-learn==1.9.1", "1.9.1", "requirements.txt"),
        agreement(0.65, MADE, expected=0.7, minimum_cases=50, worth_low=1.0, worth_high=2.0),
        Rhythm(REF, "P7D", "P2D", "recall"),
        Pause(REF, NOW - WEEK, NOW + WEEK, "ana", "moving house", still_used=True),
        Person("ana", "Ana Ruiz", "ana@example.com", "Retail"),
        Refusal(Problem(Code.NOT_A_NUMBER, {"field": "value", "found": "x"}), "row 3", {"v": "x"}),
    )


def test_everything_that_came_is_there(engine: Engine) -> None:
    report = feed_registry(engine, whole())
    assert (report.state, report.read, report.refused) == ("published", len(whole()), 1)
    found = case_of(engine)
    (recall,) = found.measured
    assert recall.measure == RECALL
    assert recall.overall.values.tolist() == [0.7] * 60
    assert recall.overall.counts.tolist() == [200.0] * 60
    assert [group.group for group in recall.groups] == ["over 65"]
    assert str(recall.groups[0].counts[0]) == "nan"
    assert recall.agreement == agreement(
        0.65, MADE, expected=0.7, minimum_cases=50, worth_low=1.0, worth_high=2.0
    )
    assert recall.rhythm == Rhythm(REF, "P7D", "P2D", "recall")
    assert found.facts[FieldName.OWNER].place == "tag rollcall.owner"
    ana = Person("ana", "Ana Ruiz", "ana@example.com", "Retail")
    assert found.people == {"ana": ana, "Ana Ruiz": ana}
    assert found.pauses[0].reason == "moving house"
    assert (found.created_at, found.deployed, found.time_zone) == (MADE, True, "Europe/London")
    with reading(engine) as conn:
        assert [one.version for one in models.versions(conn, "churn", NOW)] == ["1"]
        assert [one.pinned for one in models.libraries(conn, "churn", "1", NOW)] == ["1.9.1"]


def test_a_library_list_that_could_not_be_read_stays(engine: Engine) -> None:
    feed_registry(engine, whole())
    unread = [each for each in whole() if not isinstance(each, Library)]
    assert feed_registry(engine, unread, now=NOW + WEEK).state == "published"
    with reading(engine) as conn:
        assert [one.pinned for one in models.libraries(conn, "churn", "1", NOW + WEEK)] == ["1.9.1"]


def test_more_cases_than_32_bits_hold(engine: Engine) -> None:
    feed_registry(engine, churn(*weekly(1, count=3_000_000_000)))
    assert case_of(engine).measured[0].overall.counts.tolist() == [3e9]


def test_the_newest_reading_is_the_last(engine: Engine) -> None:
    feed_registry(engine, churn(*weekly(3)))
    ends = case_of(engine).measured[0].overall.ends
    assert ends.tolist() == sorted(ends.tolist())
    assert str(ends[-1]) == "2026-11-23T09:30:00"


def test_syncing_twice_changes_nothing(engine: Engine) -> None:
    feed_registry(engine, whole())
    before = everything(engine)
    for round_number in range(3):
        feed_registry(engine, whole(), now=NOW + round_number * timedelta(hours=1))
        assert everything(engine) == before


def test_a_second_source_does_not_disturb_the_first(engine: Engine) -> None:
    feed_registry(engine, churn(read_tag(FieldName.OWNER, "ana")))
    feed(engine, (TABLE, [RECALL, *weekly(3)]))
    found = case_of(engine)
    assert FieldName.OWNER in found.facts
    assert len(found.measured[0].overall.values) == 3


def test_models_are_read_before_what_measures_them(engine: Engine) -> None:
    name_only = ModelRef("churn")
    rows: list[Arrival] = [replace(RECALL, ref=name_only), *weekly(2, ref=name_only)]
    feed(engine, (FILES, rows), (REGISTRY, churn()))
    assert codes(engine, "exports") == []
    assert len(case_of(engine).measured[0].overall.values) == 2


def test_order_within_a_source_does_not_matter(engine: Engine) -> None:
    feed_registry(engine, list(reversed(whole())))
    assert codes(engine) == [Code.NOT_A_NUMBER]
    assert len(case_of(engine).measured[0].overall.values) == 60


def test_paths_start_from_the_folder_of_the_configuration(engine: Engine, tmp_path: Path) -> None:
    asked = []

    def read(connection: FilesConnection, _context: ReadContext) -> Iterator[Arrival]:
        asked.append(connection.path)
        yield from ()

    sync(engine, [FILES], now=NOW, time_zone="UTC", base=tmp_path, readers={FilesConnection: read})
    assert asked == [str(tmp_path / "exports/*.csv")]


def test_a_source_is_told_when_it_was_first_read(engine: Engine) -> None:
    told: list[ReadContext] = []

    def source(context: ReadContext) -> list[Arrival]:
        told.append(context)
        return churn()

    feed_registry(engine, source)
    feed_registry(engine, source, now=LATER)
    assert [context.first_read_at for context in told] == [NOW, NOW]
    assert [context.now for context in told] == [NOW, LATER]
    assert told[0].time_zone == "Europe/London"


def test_progress_is_told(engine: Engine) -> None:
    told: list[SyncProgress] = []
    feed_registry(engine, churn(*weekly(1_200)), on_progress=told.append)
    assert told[0] == SyncProgress("registry", 1_000, 1_000, 0)
    assert told[-1].read == 1_204


# What is not taken


def test_a_reading_for_an_unknown_model_names_the_nearest(engine: Engine) -> None:
    feed_registry(engine, churn(*weekly(1, ref=ModelRef("churm", "registry"))))
    (refusal,) = refused(engine)
    assert refusal.problem == Problem(Code.UNKNOWN_MODEL, {"found": "churm", "nearest": "churn"})
    assert refusal.row["model"] == "churm"
    assert listed(engine) == ["churn"]


def test_looking_for_what_may_be_meant_has_an_end_and_locks_nobody_out(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []

    def slow(name: str, *_: object) -> list[str]:
        looked.append(name)
        with writing(engine):
            return ["churn"]

    monkeypatch.setattr("data.store.identities.difflib.get_close_matches", slow)
    monkeypatch.setattr("data.store.identities.NAMES_LOOKED_UP", 2)
    names = ["a", "b", "b", "c", "d" * 300]
    told = [each for name in names for each in weekly(1, ref=ModelRef(name, "registry"))]
    report = feed_registry(engine, churn(*told))
    assert (report.state, report.refused) == ("published", 5)
    assert looked == ["a", "b"]


def test_of_endless_refusals_some_are_kept_and_all_are_counted(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.store.refusals.MOST_KEPT", 3)
    for _ in range(2):
        told = [*weekly(5, ref=ModelRef("churm", "registry")), *weekly(2)]
        report = feed_registry(engine, churn(*told))
        assert (report.kept, report.refused) == (6, 5)
        assert len(refused(engine)) == 3


def test_what_a_measure_of_an_unknown_model_is_goes_with_its_readings(engine: Engine) -> None:
    """It is no row of its own; where nothing else is refused of the model, it is told of."""
    (measure,) = (each for each in churn() if isinstance(each, Measure))
    ghost = ModelRef("ghost", "registry")
    stray = replace(measure, ref=ghost)
    alone = feed_registry(engine, churn(stray))
    assert (alone.refused, codes(engine)) == (1, [Code.UNKNOWN_MODEL])
    along = feed_registry(engine, churn(stray, *weekly(2, ref=ghost)), now=LATER)
    assert (along.read - alone.read, along.refused) == (1, 2)
    assert {each.row["model"] for each in refused(engine)} == {"ghost"}
    assert all("value" in each.row for each in refused(engine))


def test_a_reading_for_an_unknown_measure_names_those_there_are(engine: Engine) -> None:
    feed_registry(engine, churn(*weekly(1, measure="recal", place="row 7")))
    (refusal,) = refused(engine)
    inputs = {"found": "recal", "known": "recall"}
    assert refusal.problem == Problem(Code.UNKNOWN_MEASURE, inputs)
    assert refusal.place == "row 7"


def test_a_name_two_registries_know_needs_its_registry(engine: Engine) -> None:
    other = ModelRef("churn", "other")
    name_only = ModelRef("churn")
    feed_registry(engine, churn(Model(other, MADE), *weekly(1, ref=name_only)))
    assert codes(engine) == [Code.UNKNOWN_MODEL]
    assert refused(engine)[0].problem.inputs["nearest"] == "registry/churn, other/churn"
    with reading(engine) as conn:
        assert [one.slug for one in models.not_deployed(conn)] == ["churn-2"]


def test_every_arrival_about_an_unknown_model_is_refused(engine: Engine) -> None:
    ghost = ModelRef("ghost", "registry")
    others = Person | Refusal | Model | Watermark | LeftOut | Unchanged
    about = [one for one in whole() if not isinstance(one, others)]
    strays = [replace(one, ref=ghost) for one in about]
    feed_registry(engine, churn(*strays))
    assert set(codes(engine)) == {Code.UNKNOWN_MODEL}
    kinds = {tuple(sorted(refusal.row)) for refusal in refused(engine)}
    assert len(kinds) >= 8, "each keeps its own fields"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"value": float("nan")}, Code.NOT_FINITE),
        ({"value": float("-inf")}, Code.NOT_FINITE),
        ({"value": 1.797e308}, Code.NOT_FINITE),
        ({"value": 1.2}, Code.NOT_A_SHARE),
        ({"count": -1}, Code.NOT_A_COUNT),
        ({"end": NOW - 3 * WEEK}, Code.PERIOD_BACKWARDS),
        ({"end": NOW + timedelta(minutes=6)}, Code.IN_THE_FUTURE),
        ({"start": NOW.replace(year=1970)}, Code.OUTSIDE_TIME),
        ({"end": NOW.replace(tzinfo=None)}, Code.NO_TIME_ZONE),
    ],
)
def test_nonsense_is_refused_and_kept_aside(
    engine: Engine, change: dict[str, object], code: Code
) -> None:
    (good,) = weekly(1, end=NOW - WEEK)
    report = feed_registry(engine, churn(*weekly(1), replace(good, **change)))  # type: ignore[arg-type]  # fields by name
    assert codes(engine) == [code]
    assert (report.read, report.kept, report.refused) == (6, 5, 1)
    assert len(case_of(engine).measured[0].overall.values) == 1


def test_a_slow_clock_is_forgiven(engine: Engine) -> None:
    feed_registry(engine, churn(*weekly(1, end=NOW + timedelta(minutes=4))))
    assert codes(engine) == []


def test_a_refusal_goes_when_its_source_stops_sending_it(engine: Engine) -> None:
    bad = weekly(1, value=2.0)
    feed_registry(engine, churn(*bad))
    feed_registry(engine, churn(*bad), now=NOW + timedelta(hours=1))
    assert codes(engine) == [Code.NOT_A_SHARE]
    feed_registry(engine, churn(*weekly(1)), now=LATER)
    assert codes(engine) == []


# Readings corrected and in doubt


def test_a_corrected_reading_counts_and_the_earlier_one_stays(engine: Engine) -> None:
    feed_registry(engine, churn(*weekly(3, 0.7)))
    feed_registry(engine, churn(*weekly(3, 0.7)[1:], *weekly(1, 0.5)), now=LATER)
    assert case_of(engine, as_of=LATER).measured[0].overall.values.tolist() == [0.7, 0.7, 0.5]
    assert case_of(engine, as_of=NOW).measured[0].overall.values.tolist() == [0.7, 0.7, 0.7]
    with reading(engine) as conn:
        assert conn.scalar(select(func.count()).select_from(readings)) == 4


def test_readings_that_disagree_are_both_refused(engine: Engine) -> None:
    feed_registry(engine, churn(*weekly(2, 0.7), *weekly(1, 0.5), *weekly(1, 0.7)))
    assert codes(engine) == [Code.READINGS_DISAGREE] * 2
    assert {refusal.row["value"] for refusal in refused(engine)} == {"0.5", "0.7"}
    assert len(case_of(engine).measured[0].overall.values) == 1


@pytest.mark.parametrize("first", [0.7, 0.5])
def test_what_was_published_stays_when_readings_disagree(engine: Engine, first: float) -> None:
    feed_registry(engine, churn(*weekly(1, 0.7)))
    told = [*weekly(1, first), *weekly(1, 1.2 - first)]
    feed_registry(engine, churn(*told), now=LATER)
    assert codes(engine) == [Code.READINGS_DISAGREE] * 2
    assert case_of(engine, as_of=LATER).measured[0].overall.values.tolist() == [0.7]


def test_a_disagreement_over_many_batches_is_noticed(engine: Engine) -> None:
    feed_registry(engine, churn(*weekly(1, 0.7), *weekly(1_100)[1:], *weekly(1, 0.5)))
    assert codes(engine) == [Code.READINGS_DISAGREE] * 2
    assert len(case_of(engine).measured[0].overall.values) == 1_099


def test_two_sources_may_report_the_same_reading(engine: Engine) -> None:
    told = ((REGISTRY, churn(*weekly(1, 0.7))), (TABLE, weekly(1, 0.7)))
    feed(engine, *told)
    before = everything(engine)
    feed(engine, *told, now=LATER)
    assert everything(engine) == before
    assert len(case_of(engine).measured[0].overall.values) == 1


def test_two_sources_that_disagree_are_told_and_the_first_stays(engine: Engine) -> None:
    told = ((REGISTRY, churn(*weekly(1, 0.7))), (TABLE, weekly(1, 0.6)))
    for now in (NOW, LATER):
        feed(engine, *told, now=now)
        assert case_of(engine).measured[0].overall.values.tolist() == [0.7]
        (refusal,) = refused(engine, TABLE.name)
        assert refusal.problem.code is Code.READINGS_DISAGREE
        assert {refusal.problem.inputs["first"], refusal.problem.inputs["second"]} == {"0.6", "0.7"}


def test_a_limit_in_percent_for_a_share_is_refused(engine: Engine) -> None:
    feed_registry(engine, churn(*weekly(3), agreement(70.0, MADE)))
    (refusal,) = refused(engine)
    assert refusal.problem == Problem(Code.NOT_A_SHARE, {"field": "minimum", "found": "70.0"})
    assert case_of(engine).measured[0].agreement is None


# Sources that fail


def broken(after: list[Arrival], problem: Problem) -> Iterator[Arrival]:
    yield from after
    raise SourceFailed(problem)


def test_a_source_that_is_down_leaves_the_last_facts_and_says_so(engine: Engine) -> None:
    feed_registry(engine, whole())
    before = everything(engine)
    down = Problem(Code.UNREACHABLE, {"source": "registry", "address": "http://127.0.0.1:1"})
    report = feed_registry(engine, broken(churn(*weekly(1_500, 0.9)), down), now=LATER)
    assert (report.state, report.problem) == ("failed", down)
    assert everything(engine) == before
    with reading(engine) as conn:
        (state,) = sources.source_states(conn)
    assert (state.first_ok, state.last_ok, state.last_tried) == (NOW, NOW, LATER)
    assert state.problem == down
    assert state.last_run.read == len(whole())


def test_a_source_without_end_is_left_and_the_next_one_is_read(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless() -> Iterator[Arrival]:
        while True:
            yield Model(ModelRef("churn", "registry"))

    monkeypatch.setattr("data.sync.LONGEST_READ", timedelta(milliseconds=50))
    report = feed(engine, (REGISTRY, endless()), (FILES, []), now=NOW)
    assert [each.state for each in report.sources] == ["failed", "published"]
    problem = report.sources[0].problem
    assert problem
    assert problem.code is Code.READ_TOO_LONG


def test_the_problem_goes_when_the_source_answers_again(engine: Engine) -> None:
    feed_registry(engine, broken([], Problem(Code.TIMED_OUT, {"seconds": 3})))
    feed_registry(engine, churn(), now=LATER)
    with reading(engine) as conn:
        (state,) = sources.source_states(conn)
    assert (state.problem, state.first_ok) == (None, LATER)


def test_one_failing_source_does_not_stop_the_others(
    engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    def bug(_context: ReadContext) -> Iterator[Arrival]:
        yield from churn()
        raise ZeroDivisionError

    report = feed(engine, (REGISTRY, bug), (TABLE, []))
    assert report.failed
    assert [source.state for source in report.sources] == ["failed", "published"]
    assert report.sources[0].problem == Problem(Code.INTERNAL, {"source": "registry"})
    assert "ZeroDivisionError" in caplog.text
    assert listed(engine) == []


def inventory(count: int) -> list[Arrival]:
    return [Model(ModelRef(f"model {number}", "registry"), MADE) for number in range(count)]


@pytest.mark.parametrize(
    ("before", "after", "stops"), [(10, 7, True), (10, 8, False), (10, 0, True), (4, 0, False)]
)
def test_an_inventory_that_shrinks_needs_a_yes(
    engine: Engine, before: int, after: int, *, stops: bool
) -> None:
    feed_registry(engine, inventory(before))
    held = visible(engine)
    report = feed_registry(engine, inventory(after), now=LATER)
    assert (report.state == "failed") is stops
    if stops:
        assert report.problem == Problem(
            Code.INVENTORY_SHRANK, {"source": "registry", "before": before, "after": after}
        )
        assert visible(engine) == held
        report = feed_registry(engine, inventory(after), now=LATER, accept_shrink=True)
        assert report.state == "published"
    with reading(engine) as conn:
        assert len(models.not_deployed(conn)) == after


# One company


def test_pretend_and_real_never_mix(engine: Engine) -> None:
    with reading(engine) as conn:
        assert sources.is_pretend(conn) is None
    feed(engine, (PRETEND, churn()))
    before = everything(engine)
    with pytest.raises(SourceFailed) as failed:
        feed_registry(engine, churn(), now=LATER)
    assert failed.value.problem == Problem(Code.MIXED_COMPANIES)
    assert everything(engine) == before
    with reading(engine) as conn:
        assert sources.is_pretend(conn) is True
        assert conn.scalar(select(func.count()).select_from(runs)) == 1


def test_a_real_store_takes_no_pretend_source(engine: Engine) -> None:
    feed_registry(engine, churn())
    with pytest.raises(SourceFailed):
        feed(engine, (PRETEND, churn()))
    with pytest.raises(SourceFailed):
        feed(engine, (REGISTRY, churn()), (PRETEND, churn()))


def test_runs_say_how_they_ended(engine: Engine) -> None:
    feed_registry(engine, churn())
    feed_registry(engine, broken([], Problem(Code.TIMED_OUT)), now=LATER)
    with reading(engine) as conn:
        found = conn.execute(select(runs).order_by(runs.c.id)).all()
        assert sources.all_read_at(conn, ["registry"]) == NOW
    assert [run.state for run in found] == [RunState.PUBLISHED, RunState.FAILED]
    assert (found[0].read_count, found[1].problem_code) == (4, "timed_out")


def test_a_person_can_say_that_a_model_is_retired(engine: Engine) -> None:
    feed_registry(engine, churn(Retirement(REF, date(2026, 11, 1), "company.toml")))
    found = case_of(engine)
    assert (found.retired_on, found.deployed) == (date(2026, 11, 1), False)
    assert listed(engine) == ["churn"]
    assert case_of(engine, as_of=NOW - 5 * WEEK).retired_on is None


def test_text_is_kept_as_it_came_but_for_nul(engine: Engine) -> None:
    names = ["续保提醒", "<b>*x*</b>", "y" * 200, "a\x00b"]
    told = [Model(ModelRef(name, "registry"), MADE, "d\x00é") for name in names]
    feed_registry(engine, told)
    feed_registry(engine, told, now=LATER)
    with reading(engine) as conn:
        found = {one.slug: one for one in models.not_deployed(conn)}
    assert sorted(found) == ["ab", "b-x-b", "xu-bao-ti-xing", "y" * 80]
    assert found["xu-bao-ti-xing"].name == "续保提醒"
    assert found["ab"].description == "dé"


def test_a_clock_set_back_does_not_stop_the_sync(engine: Engine) -> None:
    feed_registry(engine, whole())
    earlier = NOW - timedelta(days=1)
    changed = churn(*weekly(3, 0.5, end=NOW - WEEK), read_tag(FieldName.OWNER, "ben"), live="2")
    report = feed_registry(engine, changed, now=earlier)
    assert report.state == "published"
    assert case_of(engine).facts[FieldName.OWNER].value == "ben"
    assert feed_registry(engine, whole()).state == "published"
    assert case_of(engine).facts[FieldName.OWNER].value == "ana"


def test_names_too_long_to_index_are_refused(engine: Engine) -> None:
    long = "".join(chr(0x4E00 + number) for number in range(900))
    library = Library(REF, "1", "x", f"x @ {long}", "", "requirements.txt")
    stranger = Model(ModelRef(long[:400], "registry"))
    feed_registry(engine, churn(stranger, library, *weekly(1, group=long[:400])))
    assert codes(engine) == [Code.TEXT_TOO_LONG] * 3
    longest = Model(ModelRef(long[:333], "registry"), MADE)
    assert feed_registry(engine, churn(longest)).refused == 0


def test_a_company_file_is_imported_and_imported_again(engine: Engine, tmp_path: Path) -> None:
    feed_registry(engine, churn(read_tag(FieldName.OWNER, "ana")))
    path = tmp_path / "company.toml"
    path.write_text(
        '[[people]]\nname = "Ben Li"\nkey = "ben"\n'
        '[[models]]\nname = "churn"\nowner = "ben"\n'
        '[[models]]\nname = "churm"\nowner = "ben"\n'
        '[[models]]\nname = "Bureau score"\nkind = "vendor"\n'
    )
    report = import_file(engine, path, now=LATER, time_zone="Europe/London")
    assert (report.name, report.kind, report.state) == ("company.toml", "company_file", "published")
    assert codes(engine, "company.toml") == [Code.UNKNOWN_MODEL]
    assert case_of(engine, as_of=LATER).people["ben"].name == "Ben Li"
    assert listed(engine, LATER) == ["bureau-score", "churn"]
    path.write_text('[[people]]\nname = "Ben Li"\n')
    import_file(engine, path, now=LATER + WEEK, time_zone="Europe/London")
    assert case_of(engine, as_of=LATER + WEEK).facts[FieldName.OWNER].value == "ana"
    assert case_of(engine, as_of=LATER).facts[FieldName.OWNER].value == "ben"


def test_a_file_that_is_not_there_is_in_the_report(engine: Engine, tmp_path: Path) -> None:
    report = import_file(engine, tmp_path / "none.toml", now=NOW, time_zone="UTC")
    assert report.problem is not None
    assert (report.state, report.problem.code) == ("failed", Code.FILE_MISSING)
