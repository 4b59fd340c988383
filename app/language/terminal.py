"""What the command line and the server say to whoever runs Rollcall."""

from collections.abc import Mapping
from datetime import date

from app.language.amounts import whole
from app.language.dates import day
from app.language.sentence import Speech
from app.language.translating import N_, NN_, counted, text

_EXPECTED: Mapping[str, str] = {
    "known_key": N_("there is no such key"),
    "some_value": N_("a value is needed here"),
    "text": N_("a text in quotes"),
    "whole_number": N_("a whole number, such as 8501"),
    "number": N_("a number, such as 0.5"),
    "yes_or_no": N_("true or false"),
    "table": N_("a table, such as [company]"),
    "list": N_("a list; a table that may come more than once stands in [[double brackets]]"),
    "one_of": N_("one of: {allowed}"),
    "time_zone": N_("a time zone, such as Europe/London"),
    "currency": N_("a currency code, such as GBP"),
    "locale": N_("a language and country, such as en_GB"),
    "address": N_("an IP address of this machine, such as 127.0.0.1"),
    "port": N_("a port from 1 to 65535, such as 8501"),
    "host_name": N_("a host name, such as rollcall.example.com"),
    "duration": N_("a duration, such as PT15M for 15 minutes or P7D for 7 days"),
    "store_url": N_("a database address, such as postgresql://name@host/rollcall"),
    "web_address": N_(
        "an http or https address without name and password, such as http://mlflow:5000"
    ),
    "safe_address": N_(
        "an https address, such as https://login.example.com; http is for this machine alone"
    ),
    "own_address": N_("an address without a path, such as https://rollcall.example.com"),
    "idle_time": N_("a duration from PT2M to PT12H, such as PT30M"),
    "long_enough": N_(
        "a secret of at least 32 characters, made by chance: openssl rand -base64 48"
    ),
    "variable_name": N_(
        "the name of an environment variable in capitals, such as MLFLOW_TOKEN; not the secret"
    ),
    "environment_only": N_(
        "this may hold a password, so it is set in the environment and not in this file"
    ),
    "above_zero": N_("a number above zero, and not above 3600"),
    "a_period": N_("two of: start, end, period"),
    "scale": N_("percent, or leave it out where shares run from 0 to 1"),
    "date_order": N_("day first, month first, or leave it out where the year comes first"),
    "decimals": N_("comma, point, or leave it out where numbers are written like 1234.5"),
    "value_columns": N_("either measure and value, or values"),
    "result": N_(
        "the name of a result of Evidently, such as DriftedColumnsCount.share "
        "or MissingValueCount(column=age).share"
    ),
    "model_once": N_("either model or model_key, or neither"),
    "window_in_query": N_(
        "a query with {{window}} in it, such as avg_over_time(up[{{window}}]): "
        "it stands for the length of the period"
    ),
    "model_in_query": N_(
        "a query with {{model}} in it where models are listed, and without it where none are"
    ),
    "name_in_query": N_("a name without quotation marks and backslashes"),
    "days_back": N_("a whole number of days from 1 to 400"),
    "unique_name": N_("a name that none of the others has"),
    "mail_address": N_("an e-mail address, such as ana.ruiz@example.com"),
    "mail_server": N_("a mail server is needed to tell anybody by mail: [notices.mail]"),
    "one_target": N_("either email or url_env"),
    "changes_or_weekly": N_("changes, weekly, or both"),
    "owners_when": N_("any of: changes, weekly, confirm"),
    "weekly": N_("a day and a time, such as monday 07:00"),
    "needs_tls": N_(
        "starttls or tls: without it others could read the password on its way to this server"
    ),
    "shorter_name": N_("a name of at most 100 letters"),
    "known_measure": N_(
        "a measure that has a table of its own, such as [measures.customers_found]"
    ),
    "phrase": N_(
        "words with one {{value}} in them, such as: {{value}} of the customers who left were found"
    ),
    "readable_file": N_("a file that can be read as UTF-8 text"),
    "not_both": N_("either this or the variable without _FILE, not both"),
    "toml": N_("valid TOML"),
    "another_value": N_("another value"),
}

_NEAREST = N_("perhaps you meant {nearest}")
_FOUND = N_("found {found}")
_NOT_USABLE = NN_(
    "{count} thing in the configuration must be mended first ({where}):",
    "{count} things in the configuration must be mended first ({where}):",
)
_NO_FILE = N_("environment alone, no rollcall.toml")
_WRONG_HOST = N_(
    "This server does not answer to this name. Whoever runs it can add the name to hosts "
    "under [serve] in rollcall.toml."
)
_PAGE_FAILED = N_(
    "This page could not be shown. That is our fault, and it is in the log under the number "
    "{number}. Please try again, or give that number to whoever runs Rollcall."
)
_SERVING = N_("Rollcall is at {url}")
_PRETEND = N_(
    "You see a pretend company. To read your own models, copy rollcall.example.toml to "
    "rollcall.toml and change it."
)
_STOP = N_("Ctrl+C stops it.")
_PORT_TAKEN = N_(
    "Port {port} of {address} is already in use. Choose another one: rollcall serve --port {other}"
)
_ADDRESS_NOT_OURS = N_("This machine has no address {address} that can be served on.")
_NEEDS_SIGN_IN = N_(
    "Not started: {what} would let others in, and nobody could tell who they are. Set up a sign-in "
    "first ([sign_in] in rollcall.toml, docs/sign-in.md), or serve this machine alone: 127.0.0.1."
)
_UNSAFE_OPTION = N_(
    "Not started: {key} is {found}, and must be {expected} (.streamlit/config.toml)."
)
_NOT_MADE = N_("There is no store of this version yet at {where}. Make it: rollcall init")
_NEWER = N_(
    "The store at {where} was made by a newer version of Rollcall. Install that version, or use "
    "another store."
)
_NO_SOURCES = N_(
    "The store at {where} holds real models, and {file} names no sources. Add them there, or name "
    "another file: rollcall --config FILE serve"
)
_NO_FILE_HERE = N_(
    "The store at {where} holds real models, and there is no rollcall.toml in {folder}. Name the "
    "file: rollcall --config FILE serve"
)
_UNEXPECTED = N_(
    "Something went wrong, and that is our fault. The line above has the details; please report it."
)
_UNREACHABLE = N_("The store at {where} cannot be reached.")
_READY = N_("The store is ready: {where}")
_JUDGED = NN_("{count} model judged.", "{count} models judged.")
_UNCHANGED = NN_(
    "Nothing had changed for {count} other model.", "Nothing had changed for {count} other models."
)
_JUDGING = N_("Judging")
_READING = N_("Reading {source}")
_READ_NOTHING = N_("{source}: no values found. What it told before stays.")
_READ = NN_(
    "{source}: {kept} of {count} value taken.",
    "{source}: {kept} of {count} values taken.",
)
_REFUSED = NN_(
    "{count} could not be taken and is kept aside with its reason.",
    "{count} could not be taken and are kept aside with their reasons.",
)
_FAILED = N_("{source} could not be read; what it told before stays. {why}")
_READ_SO_FAR = NN_("{count} value so far", "{count} values so far")
_JUDGED_SO_FAR = NN_("{count} model so far", "{count} models so far")
_REFUSED_ROW = N_("{place}: {why}")
_MORE_REFUSED = NN_(
    "and {count} more: see the page Sources", "and {count} more: see the page Sources"
)
_THEN_JUDGE = N_("Next: rollcall judge")
_AS_OF = N_("As of {day}:")
_NOTHING_BY_THEN = N_("Nothing was known by that day.")
_FUTURE = N_("{date} has not been yet.")
_STATUS_ROW = N_("{mark} {name}: {status} · {care}")
_DETAIL = N_("What the database said: {detail}")


def expected_words(expected: str, allowed: tuple[str, ...], speech: Speech) -> str:
    """What should have stood at a key of the configuration."""
    return text(_EXPECTED[expected], speech, allowed=", ".join(allowed))


def fault_line(
    key: str, expected: str, found: str, nearest: str, allowed: tuple[str, ...], speech: Speech
) -> str:
    """One fault of the configuration in one line."""
    parts = [expected_words(expected, allowed, speech)]
    if found:
        parts.insert(0, text(_FOUND, speech, found=found))
    if nearest:
        parts.append(text(_NEAREST, speech, nearest=nearest))
    said = "; ".join(parts)
    return f"{key}: {said}" if key else said


def not_usable(count: int, file: str, speech: Speech) -> str:
    """The line above the faults."""
    where = file or text(_NO_FILE, speech)
    return counted(_NOT_USABLE, count, speech, count=str(count), where=where)


def wrong_host(speech: Speech) -> str:
    """The answer to a request under a name that is not ours."""
    return text(_WRONG_HOST, speech)


def page_failed(number: str, speech: Speech) -> str:
    """What a reader sees where a page failed; ``number`` finds the event in the log."""
    return text(_PAGE_FAILED, speech, number=number)


def serving(url: str, pretend: bool, speech: Speech) -> list[str]:
    """Where the pages are, and what next."""
    lines = [text(_SERVING, speech, url=url)]
    if pretend:
        lines.append(text(_PRETEND, speech))
    return [*lines, text(_STOP, speech)]


def port_taken(address: str, port: int, speech: Speech) -> str:
    """Somebody else listens there."""
    other = port + 1 if port < 65535 else 8501
    return text(_PORT_TAKEN, speech, address=address, port=str(port), other=str(other))


def address_not_ours(address: str, speech: Speech) -> str:
    """Nothing of this machine has this address."""
    return text(_ADDRESS_NOT_OURS, speech, address=address)


def needs_sign_in(what: str, speech: Speech) -> str:
    """Without a provider this machine alone is served."""
    return text(_NEEDS_SIGN_IN, speech, what=what)


def unsafe_option(key: str, found: object, expected: object, speech: Speech) -> str:
    """A switch of Streamlit that is not as it must be."""
    return text(_UNSAFE_OPTION, speech, key=key, found=str(found), expected=str(expected))


def store_not_made(where: str, speech: Speech) -> str:
    """No tables there, or those of an older version."""
    return text(_NOT_MADE, speech, where=where)


def store_newer(where: str, speech: Speech) -> str:
    """Tables of a version we do not know."""
    return text(_NEWER, speech, where=where)


def no_sources(where: str, file: str, folder: str, speech: Speech) -> str:
    """The store holds real models, and nothing is configured that could be read."""
    if file:
        return text(_NO_SOURCES, speech, where=where, file=file)
    return text(_NO_FILE_HERE, speech, where=where, folder=folder)


def unexpected(speech: Speech) -> str:
    """A command ended in a way nobody foresaw."""
    return text(_UNEXPECTED, speech)


def store_unreachable(where: str, speech: Speech) -> str:
    """The database does not answer."""
    return text(_UNREACHABLE, speech, where=where)


def store_ready(where: str, speech: Speech) -> str:
    """The tables are those of this version."""
    return text(_READY, speech, where=where)


def judged(again: int, unchanged: int, speech: Speech) -> str:
    """How many models were judged, and for how many there was no need."""
    said = counted(_JUDGED, again, speech, count=whole(again, speech))
    if not unchanged:
        return said
    return f"{said} {counted(_UNCHANGED, unchanged, speech, count=whole(unchanged, speech))}"


def judging(speech: Speech) -> str:
    """The name of a progress bar."""
    return text(_JUDGING, speech)


def reading_source(source: str, speech: Speech) -> str:
    """The name of a progress bar."""
    return text(_READING, speech, source=source)


def read_so_far(count: int, speech: Speech) -> str:
    """How far reading a source has come."""
    return counted(_READ_SO_FAR, count, speech, count=whole(count, speech))


def judged_so_far(count: int, speech: Speech) -> str:
    """How far judging has come."""
    return counted(_JUDGED_SO_FAR, count, speech, count=whole(count, speech))


def source_read(source: str, read: int, kept: int, refused: int, speech: Speech) -> str:
    """What one source brought."""
    if not read:
        return text(_READ_NOTHING, speech, source=source)
    slots = {"source": source, "kept": whole(kept, speech)}
    said = counted(_READ, read, speech, count=whole(read, speech), **slots)
    if not refused:
        return said
    return f"{said} {counted(_REFUSED, refused, speech, count=whole(refused, speech))}"


def source_failed(source: str, why: str, speech: Speech) -> str:
    """One source could not be read."""
    return text(_FAILED, speech, source=source, why=why)


def refused_row(place: str, why: str, speech: Speech) -> str:
    """One row that was not taken."""
    return text(_REFUSED_ROW, speech, place=place, why=why) if place else why


def more_refused(count: int, speech: Speech) -> str:
    """How many refused rows are not listed here, and where they are."""
    return counted(_MORE_REFUSED, count, speech, count=whole(count, speech))


def then_judge(speech: Speech) -> str:
    """What next, once something was read."""
    return text(_THEN_JUDGE, speech)


def as_of(at: date, speech: Speech) -> str:
    """The line above the state of a past day."""
    return text(_AS_OF, speech, day=day(at, speech))


def nothing_by_then(speech: Speech) -> str:
    """A past day on which no model was known yet."""
    return text(_NOTHING_BY_THEN, speech)


def not_yet(date: str, speech: Speech) -> str:
    """A day asked for lies in the future."""
    return text(_FUTURE, speech, date=date)


def store_detail(detail: str, speech: Speech) -> str:
    """The database's own words, for whoever runs it."""
    return text(_DETAIL, speech, detail=detail)


def status_row(mark: str, name: str, status: str, care: str, speech: Speech) -> str:
    """One model in the list of the terminal."""
    return text(_STATUS_ROW, speech, mark=mark, name=name, status=status, care=care)
