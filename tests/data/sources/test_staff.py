"""Staff lists as personnel really export them, good and bad."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from data.connections import StaffColumns, StaffConnection
from data.facts import Person, ReadContext, Refusal
from data.problems import Code, Problem, SourceFailed, Unreadable
from data.sources.staff import LARGEST_FILE, read

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
CONTEXT = ReadContext(NOW, NOW, "Europe/London")
COLUMNS = StaffColumns("name", "login", "email", "department", "last day")
HEADER = "login,name,email,department,last day,pay"
ANA = "ana,Ana Ruiz,ana@example.com,Letters,2026-11-23,1"
BEN = "ben,Ben Li,,,,2"

Found = list[Person | Refusal]


def found(folder: Path, content: str | bytes, columns: StaffColumns = COLUMNS) -> Found:
    path = folder / "people.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read(StaffConnection("staff list", str(path), columns), CONTEXT))


def one(folder: Path, row: str) -> Person | Refusal:
    (only,) = found(folder, f"{HEADER}\n{row}\n")
    return only


def failure(folder: Path, content: str | bytes) -> Problem:
    with pytest.raises(SourceFailed) as caught:
        found(folder, content)
    assert caught.value.problem.inputs["source"] == "staff list"
    return caught.value.problem


PEOPLE = [
    Person(
        "ana", "Ana Ruiz", "ana@example.com", "Letters", date(2026, 11, 23), "people.csv, row 2"
    ),
    Person("ben", "Ben Li", place="people.csv, row 3"),
]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(f"{HEADER}\n{ANA}\n{BEN}\n".encode(), id="plain"),
        pytest.param(f"{HEADER}\n{ANA}\n{BEN}\n".encode("utf-8-sig"), id="byte order mark"),
        pytest.param(f"{HEADER}\r\n{ANA}\r\n{BEN}\r\n".replace(",", ";").encode(), id="semicolons"),
        pytest.param(f"{HEADER}\n{ANA}\n{BEN}\n{ANA}\n".encode(), id="the same row again"),
        pytest.param(f"{HEADER}\n{ANA}\nben,Ben Li,,,9999-12-31,\n".encode(), id="without end"),
    ],
)
def test_a_good_list_is_read(content: bytes, tmp_path: Path) -> None:
    assert found(tmp_path, content) == PEOPLE


def test_without_a_column_for_it_people_are_called_by_their_name(tmp_path: Path) -> None:
    read_of = found(tmp_path, "name\nAna Ruiz\n", StaffColumns("name"))
    assert read_of == [Person("Ana Ruiz", "Ana Ruiz", place="people.csv, row 2")]


def test_a_day_to_come_is_taken(tmp_path: Path) -> None:
    told = one(tmp_path, "ana,Ana Ruiz,,,2027-01-31,1")
    assert isinstance(told, Person)
    assert told.left_on == date(2027, 1, 31)


@pytest.mark.parametrize(
    ("row", "code", "field"),
    [
        pytest.param("ana,Ana,,,03/04/2026,1", Code.DATE_AMBIGUOUS, "last day", id="two days"),
        pytest.param("ana,Ana,,,soon,1", Code.NOT_A_DATE, "last day", id="no day"),
        pytest.param("ana,Ana,,,2026-11-23T10:00,1", Code.NOT_A_DATE, "last day", id="a time"),
        pytest.param("ana,Ana,,,2926-11-23,1", Code.OUTSIDE_TIME, "last day", id="far year"),
        pytest.param("ana, ,,,,1", Code.VALUE_MISSING, "name", id="no name"),
        pytest.param(",Ana,,,,1", Code.VALUE_MISSING, "login", id="no login"),
        pytest.param("ana,A\u202ena,,,,1", Code.NOT_PLAIN_TEXT, "name", id="turned letters"),
    ],
)
def test_a_row_that_cannot_be_taken_is_refused(
    row: str, code: Code, field: str, tmp_path: Path
) -> None:
    refused = one(tmp_path, row)
    assert isinstance(refused, Refusal)
    assert (refused.problem.code, refused.problem.inputs["field"]) == (code, field)
    assert refused.place == "people.csv, row 2"
    assert set(refused.row) == {"login", "name", "email", "department", "last day"}


def test_of_an_uneven_row_nothing_is_kept(tmp_path: Path) -> None:
    refused = one(tmp_path, "ana,Ana Ruiz,,,1")
    assert isinstance(refused, Refusal)
    assert refused.problem == Problem(Code.FIELDS_UNEVEN, {"found": 5, "expected": 6})
    assert refused.row == {}


def test_somebody_told_in_two_ways_is_refused_at_both_places(tmp_path: Path) -> None:
    told = found(tmp_path, f"{HEADER}\n{ANA}\n{BEN}\nana,Ana Ruiz,,,,1\n")
    assert [each for each in told if isinstance(each, Person)] == PEOPLE[1:]
    refused = {each.place: each.problem for each in told if isinstance(each, Refusal)}
    assert refused == {
        "people.csv, row 2": Problem(
            Code.PERSON_TWICE, {"found": "ana", "other": "people.csv, row 4"}
        ),
        "people.csv, row 4": Problem(
            Code.PERSON_TWICE, {"found": "ana", "other": "people.csv, row 2"}
        ),
    }


@pytest.mark.parametrize(
    ("content", "why"),
    [
        pytest.param(b"", Unreadable.EMPTY, id="empty"),
        pytest.param(f"{HEADER},name\n{ANA},1\n", Unreadable.COLUMNS_REPEAT, id="column twice"),
        pytest.param(f"{HEADER}\nana,Zoë,,,,1\n".encode("cp1252"), Unreadable.NOT_UTF8, id="1252"),
        pytest.param(f"{HEADER}\n{ANA}\n".encode("utf-16"), Unreadable.NOT_UTF8, id="UTF-16"),
        pytest.param(b"PK\x03\x04\x14", Unreadable.EXCEL, id="Excel"),
        pytest.param(f'{HEADER}\nana,"Ana\n', Unreadable.OPEN_QUOTE, id="open quote"),
        pytest.param(b" " * (LARGEST_FILE + 1), Unreadable.TOO_LARGE, id="too large"),
    ],
)
def test_a_broken_file_is_refused_whole(
    content: str | bytes, why: Unreadable, tmp_path: Path
) -> None:
    problem = failure(tmp_path, content)
    assert (problem.code, problem.inputs["why"]) == (Code.FILE_UNREADABLE, why.value)


def test_the_heading_again_below_is_no_person(tmp_path: Path) -> None:
    refused = one(tmp_path, HEADER)
    assert isinstance(refused, Refusal)
    assert refused.problem.code is Code.NOT_A_DATE


def test_a_missing_column_is_named_with_those_there(tmp_path: Path) -> None:
    problem = failure(tmp_path, "login,name,department,last day\nana,Ana,,\n")
    assert problem.code is Code.COLUMN_MISSING
    assert problem.inputs["column"] == "email"
    assert problem.inputs["found"] == "login, name, department, last day"


def test_no_file_is_a_failure_and_one_broken_of_two_is_refused(tmp_path: Path) -> None:
    connection = StaffConnection("staff list", str(tmp_path / "*.csv"), COLUMNS)
    with pytest.raises(SourceFailed) as caught:
        list(read(connection, CONTEXT))
    assert caught.value.problem.code is Code.FILE_MISSING
    (tmp_path / "broken.csv").write_bytes(b"")
    (tmp_path / "people.csv").write_text(f"{HEADER}\n{ANA}\n{BEN}\n", encoding="utf-8")
    told = list(read(connection, CONTEXT))
    assert {each.place for each in told} == {*(each.place for each in PEOPLE), "broken.csv"}


def test_a_thousand_people_are_read(tmp_path: Path) -> None:
    rows = "\n".join(f"p{number},Person {number},,,,1" for number in range(1000))
    told = found(tmp_path, f"{HEADER}\n{rows}\n")
    assert [each.key for each in told if isinstance(each, Person)] == [
        f"p{number}" for number in range(1000)
    ]
