"""``rollcall connect``: guided from a table or files to a source in ``rollcall.toml``."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from typing import Annotated

import typer

from app.connect_talk import Connected
from app.language import connecting as words
from app.language.sentence import Speech
from app.session import Session, session
from app.setting_values import is_variable_name
from data.connections import FilesConnection, RowMapping, SqlConnection

commands = typer.Typer()
kinds = typer.Typer(invoke_without_command=True)
commands.add_typer(kinds, name="connect")

Name = Annotated[str, typer.Option(help="What pages call this source.")]
Said = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="KEY=VALUE", help='Say a part yourself: --set "model = name".'),
]
Yes = Annotated[bool, typer.Option("--yes", help="Ask nothing; end where something is unclear.")]
Prints = Annotated[bool, typer.Option("--print", help="Print what would be added; add nothing.")]
_NOTHING_YET = RowMapping(model="")


@kinds.callback()
def connect_command(context: typer.Context) -> None:
    """Look at a table or files, propose what they mean, show ten values, write the source."""
    if context.invoked_subcommand is not None:
        return
    speech = Speech(now=datetime.now(UTC))
    kind = ""
    while kind not in ("sql", "files"):
        kind = str(typer.prompt(words.which_kind(speech))).strip().lower()
    (connect_sql if kind == "sql" else connect_files)()


@kinds.command("sql")
def connect_sql(
    url_env: Annotated[
        str, typer.Option(help="The environment variable that holds the address.")
    ] = "",
    table: Annotated[str, typer.Option(help="The table or view.")] = "",
    schema: Annotated[str, typer.Option(help="Its schema, where it is not the user's own.")] = "",
    name: Name = "",
    said: Said = None,
    yes: Yes = False,
    prints: Prints = False,
) -> None:
    """A table or view of a database."""
    with session(datetime.now(UTC)) as current:
        url_env = url_env or _asked(words.which_variable(current.speech), yes)
        if not is_variable_name(url_env):
            raise typer.BadParameter(words.no_variable_name(current.speech))
        table = table or _asked(words.which_table(current.speech), yes)
        called = _name(name or table, name, current)
        connection = SqlConnection(called, url_env, table, _NOTHING_YET, schema)
        _end(current, connection, said, yes, prints)


@kinds.command("files")
def connect_files(
    pattern: Annotated[
        str, typer.Argument(help="The files, in quotes: 'results/*.csv'. CSV or Parquet.")
    ] = "",
    name: Name = "",
    said: Said = None,
    yes: Yes = False,
    prints: Prints = False,
) -> None:
    """CSV or Parquet files below the folder of rollcall.toml."""
    with session(datetime.now(UTC)) as current:
        pattern = pattern or _asked(words.which_files(current.speech), yes)
        called = _name(name or "files", name, current)
        _end(current, FilesConnection(called, pattern, _NOTHING_YET), said, yes, prints)


def _end(
    current: Session, connection: Connected, said: list[str] | None, yes: bool, prints: bool
) -> None:
    # Libraries of databases and files take a second that no other command should wait for.
    from app.connecting import connect

    measures = current.settings.measures
    ended = connect(current, connection, measures, said or [], asks=not yes, prints=prints)
    raise typer.Exit(ended)


def _asked(question: str, yes: bool) -> str:
    if yes:
        raise typer.BadParameter(question)
    return str(typer.prompt(question)).strip()


def _name(wanted: str, given: str, current: Session) -> str:
    """The name as given, else one that no other source has."""
    used = {each.name for each in current.settings.connections}
    return given or next(each for each in _numbered(wanted) if each not in used)


def _numbered(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name} {number}" for number in count(2))
