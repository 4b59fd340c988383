"""A registry as it should not be: what of it is taken, and what a person reads."""

import gzip
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from sqlalchemy import Engine

from data import reach
from data.connections import MlflowConnection
from data.facts import Fact, LiveVersion, Model, ReadContext, Reading, Version
from data.sources.mlflow import read
from data.store.engine import reading as looking
from data.store.sources import refusals
from tests.bad_input.telling import told, words
from tests.data.feeding import feed
from tests.loopback import Asked, Reply, Script, as_json, plain, serving
from tests.mlflow_twin import API, Row, Twin, pairs, run, standing_in

NOW = datetime(2026, 3, 15, 12, tzinfo=UTC)
CONTEXT = ReadContext(NOW, NOW, "America/New_York")
WEEK = {"model": "churn", "period_start": "2026-03-02", "period_end": "2026-03-08"}
CHURN: Row = {"name": "churn"}
LATE = int(NOW.timestamp() * 1000) + 3_600_000


def said(twin: Twin) -> list[str]:
    with standing_in(twin) as connection:
        return told(read(connection, CONTEXT))


def version(number: str, **more: object) -> Row:
    return {"name": "churn", "version": number, **more}


def aliased(**aliases: str) -> Row:
    return {**CHURN, "aliases": [{"alias": each, "version": aliases[each]} for each in aliases]}


def tagged(key: str, value: str) -> Twin:
    return Twin(models=[{**CHURN, "tags": pairs({f"rollcall.{key}": value})}])


def made(at: object) -> Twin:
    return Twin(models=[{**CHURN, "creation_timestamp": at}])


def measured(value: object) -> Twin:
    return Twin(models=[CHURN], runs=[run(WEEK, {"accuracy": value})])


def produced(run_id: str) -> Twin:
    """A version in use that reports, whose own run the registry has no more."""
    gone = as_json({"error_code": "RESOURCE_DOES_NOT_EXIST"}, "404 Not Found")
    twin = Twin(models=[aliased(champion="1")], versions=[version("1", run_id=run_id)])
    twin.runs = [run(WEEK, {"accuracy": 0.5})]
    twin.instead = {f"{API}/runs/get": gone}
    return twin


MODEL = "registered model churn: "
RUN = "run r1 in experiment monitoring: "
FAR = "in creation_timestamp lies too far away in time to be right. Correct it."
UNMEASURED = "in accuracy is not a number anybody can measure. Leave it out."
NO_NUMBER = "in accuracy is not a number. Write it like 0.61."

REFUSED = [
    pytest.param(
        Twin(models=[aliased(champion="9")], versions=[version("1")]),
        f"{MODEL}“9” in alias champion is no version we know. "
        "Correct it, or register that version.",
        id="42 alias to a version that is gone",
    ),
    pytest.param(
        produced("r9"),
        f"run of version 1 of {MODEL}The run r9 that made this version is gone, "
        "so nobody can tell how its test went. Register a version from a run that is kept.",
        id="43 its run is gone",
    ),
    pytest.param(
        Twin(
            models=[aliased(champion="2")],
            versions=[version("2"), version("1", current_stage="Production")],
        ),
        f"{MODEL}The marks for the version in use disagree: 2 (alias champion) and "
        "1 (stage Production). Leave one of them.",
        id="44 alias and stage",
    ),
    pytest.param(
        Twin(models=[aliased(champion="1", Champion="2")], versions=[version("1"), version("2")]),
        f"{MODEL}Two aliases differ by capitals alone: champion and Champion. "
        "We follow champion. Take one of them away.",
        id="45 two aliases",
    ),
    pytest.param(
        Twin(models=[{"name": "n" * 1000}]),
        "registered model: The text in name is longer than 500 letters. Shorten it.",
        id="46 a long name",
    ),
    pytest.param(
        tagged("owner", "x" * 500_000),
        f"{MODEL}The text in rollcall.owner is longer than 500 letters. Shorten it.",
        id="47 a long tag",
    ),
    pytest.param(
        tagged("purpose", "[" * 10_000),
        f"{MODEL}The text in rollcall.purpose is longer than 500 letters. Shorten it.",
        id="47 nested without end",
    ),
    pytest.param(measured("NaN"), f"{RUN}“NaN” {UNMEASURED}", id="48 NaN"),
    pytest.param(measured("Infinity"), f"{RUN}“Infinity” {UNMEASURED}", id="48 Infinity"),
    pytest.param(measured("0.9"), f'{RUN}“"0.9"” {NO_NUMBER}', id="48 text"),
    pytest.param(measured(None), f"{RUN}“null” {NO_NUMBER}", id="48 null"),
    pytest.param(measured(True), f"{RUN}“true” {NO_NUMBER}", id="48 true"),
    pytest.param(made(1_770_000_000), f"{MODEL}“1770000000” {FAR}", id="49 seconds"),
    pytest.param(made(0), f"{MODEL}“0” {FAR}", id="49 zero"),
    pytest.param(made(-5), f"{MODEL}“-5” {FAR}", id="49 negative"),
    pytest.param(made("soon"), f"{MODEL}“soon” {FAR}", id="49 text"),
    pytest.param(
        made(LATE),
        f"{MODEL}“{LATE}” in creation_timestamp is still to come. Correct it, or wait until then.",
        id="49 future",
    ),
    pytest.param(
        Twin(
            instead={
                f"{API}/registered-models/search": as_json(
                    {"registered_models": [], "next_page_token": "again"}
                )
            }
        ),
        "twin sent the same page of its list twice, so we stopped. Ask whoever runs it why.",
        id="50 a page token for ever",
    ),
]


@pytest.mark.parametrize(("twin", "sentence"), REFUSED)
def test_what_cannot_be_taken_is_told(twin: Twin, sentence: str) -> None:
    assert said(twin) == [sentence]


def test_41_a_model_without_versions_is_a_model_nothing_of_which_is_in_use() -> None:
    with standing_in(Twin(models=[CHURN])) as connection:
        (found,) = read(connection, CONTEXT)
    assert isinstance(found, Model)


@pytest.mark.parametrize("sent", [93, -1])
def test_48_what_is_no_share_is_refused_where_its_meaning_is_known(
    engine: Engine, sent: float
) -> None:
    with standing_in(measured(sent)) as connection:
        feed(engine, (connection, list(read(connection, CONTEXT))), now=NOW)
    with looking(engine) as conn:
        (found,) = refusals(conn, "twin", 9)
    assert f"{found.place}: {words(found.problem)}" == (
        f"{RUN}“{float(sent)}” in value is no share. "
        "Write 12 percent as 0.12, or set the scale of its table to percent."
    )


NAMES = ("a/b", "a%2Fb", "..", "a\nb", "🧑\u200d🔬", ":green[Healthy]", "<b>x</b>", "n" * 500)


@pytest.mark.parametrize("name", NAMES)
def test_46_a_name_is_literal(name: str) -> None:
    with standing_in(Twin(models=[{"name": name}])) as connection:
        (found,) = read(connection, CONTEXT)
    assert isinstance(found, Model)
    assert found.ref.name == name


def test_47_an_address_in_a_tag_is_text_and_is_never_asked_for() -> None:
    addresses = "file:///etc/passwd http://169.254.169.254/"
    twin = tagged("purpose", addresses)
    twin.versions = [version("1", source="http://169.254.169.254/x", run_id="file:///etc/passwd")]
    with standing_in(twin) as connection:
        found = list(read(connection, CONTEXT))
    assert [each.value for each in found if isinstance(each, Fact)] == [addresses]
    assert not any("169.254" in f"{each.path}{each.query}" for each in twin.asked)


SIGN_IN = b"<!doctype html><title>Sign in</title><form></form>"
OTHER = "registry answered with something other than {}. Check that the address is right."
SECRET = "registry refused our sign-in (answer {}). Check the name and the secret we use."
FAILED = "registry failed while answering (answer {}). Ask whoever runs it to look at its log."
AWAY = "registry does not answer at {url}. Check that it runs and that the address is right."
MOVED = "registry sent us on to {}, and we do not follow. Give that address if it is right."
SLOW = "registry took longer than {} seconds to answer. Try again, or allow it more time."


def sends(answer: bytes) -> Script:
    return lambda asked, reply: reply.send(answer)


def a_byte_at_a_time(asked: Asked, reply: Reply) -> None:
    for byte in plain(b'{"registered_models": []}' + b" " * 1000):
        if reply.over.wait(0.02):
            return
        reply.send(bytes([byte]))


ANSWERS = [
    pytest.param(sends(plain(SIGN_IN)), OTHER.format("JSON"), id="51 a page to sign in"),
    pytest.param(
        sends(plain(b"", "302 Found", Location="https://me:pw@sso.example.com:8443/x?code=1")),
        MOVED.format("https://sso.example.com:8443"),
        id="51 302",
    ),
    pytest.param(sends(plain(b"", "301 No", Location="/x")), MOVED.format("{url}"), id="51 301"),
    pytest.param(sends(plain(b"", "401 No")), SECRET.format(401), id="51 401"),
    pytest.param(sends(plain(b"", "403 No")), SECRET.format(403), id="51 403"),
    pytest.param(
        sends(plain(SIGN_IN, "404 No")),
        "registry knows nothing at {url} (answer 404). Check the address.",
        id="51 404",
    ),
    pytest.param(
        sends(plain(b"", "405 No")),
        "registry knows nothing at {url} (answer 405). Check the address.",
        id="51 405",
    ),
    pytest.param(
        sends(plain(b"", "429 Slow down", Retry_After="3600")),
        "registry says that we ask too often (answer 429). We try again at the next sync.",
        id="51 429",
    ),
    pytest.param(sends(plain(b"", "500 Oh")), FAILED.format(500), id="51 500"),
    pytest.param(sends(plain(b"", "502 Oh", Retry_After="0")), FAILED.format(502), id="51 502"),
    pytest.param(sends(plain(b"", "204 No Content")), OTHER.format("JSON"), id="51 204"),
    pytest.param(sends(plain(b'{"a": [1, 2')), OTHER.format("JSON"), id="51 cut short"),
    pytest.param(sends(plain(b"[1]")), OTHER.format("JSON"), id="51 a list"),
    pytest.param(sends(plain(b'{"a": NaN}')), OTHER.format("JSON"), id="51 NaN"),
    pytest.param(sends(plain(b'{"a": 1, "a": 2}')), OTHER.format("JSON"), id="51 a key twice"),
    pytest.param(
        sends(plain(b'{"a":' + b"[" * 200_000)), OTHER.format("JSON"), id="51 nested without end"
    ),
    pytest.param(
        sends(plain('{"a": "é"}'.encode("latin-1"))), OTHER.format("JSON"), id="51 other letters"
    ),
    pytest.param(
        sends(plain(b"no gzip at all", Content_Encoding="gzip")),
        OTHER.format("gzip"),
        id="51 no gzip",
    ),
    pytest.param(
        sends(plain(b"", Content_Encoding="gzip, gzip")), OTHER.format("JSON"), id="51 gzip twice"
    ),
    pytest.param(
        sends(plain(gzip.compress(b" " * 3_000_000), Content_Encoding="gzip")),
        "registry sent more than 1,000,000 bytes at once, so we stopped. Ask whoever runs it why.",
        id="51 gzip bomb",
    ),
    pytest.param(lambda _, reply: reply.reset(), AWAY, id="51 reset"),
    pytest.param(a_byte_at_a_time, SLOW.format("1"), id="51 a byte at a time"),
    pytest.param(
        sends(as_json({"registered_models": "many"})),
        OTHER.format("MLflow (registered_models)"),
        id="51 no list",
    ),
]


@pytest.mark.parametrize(("script", "sentence"), ANSWERS)
def test_every_answer_we_cannot_take_has_its_cause(
    script: Script, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reach, "MOST_BYTES", 1_000_000)
    monkeypatch.setattr(reach, "ATTEMPTS", 1)
    with serving(script) as url:
        registry = MlflowConnection("registry", url, deadline_seconds=1)
        assert told(read(registry, CONTEXT)) == [sentence.format(url=url)]


def test_51_no_such_name() -> None:
    url = "http://no-such-host.invalid"
    registry = MlflowConnection("registry", url, deadline_seconds=1)
    assert told(read(registry, CONTEXT)) == [AWAY.format(url=url)]


def certificate(path: Path, name: str, days: int) -> Path:
    """A certificate of its own making with its key, for one host, that ends in so many days."""
    key = ec.generate_private_key(ec.SECP256R1())
    told = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    built = x509.CertificateBuilder(told, told, key.public_key(), x509.random_serial_number())
    built = built.not_valid_before(now - timedelta(9)).not_valid_after(now + timedelta(days))
    built = built.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), False)
    signed = built.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM)
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()) + signed)
    return path


@contextmanager
def shaking_hands(file: Path) -> Iterator[str]:
    """The address of a server with this certificate, which we are to turn away from."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def shake() -> None:
            connection, _ = listener.accept()
            with connection, pytest.raises(OSError, match=r"."):
                context.wrap_socket(connection, server_side=True).read()

        server = threading.Thread(target=shake, daemon=True)
        server.start()
        yield f"https://localhost:{listener.getsockname()[1]}"
        server.join(5)
        assert not server.is_alive()


@pytest.mark.parametrize(
    ("name", "days", "trusted"),
    [("localhost", 9, False), ("localhost", -1, True), ("elsewhere.example", 9, True)],
    ids=["nobody vouches for it", "expired", "for another host"],
)
def test_51_a_certificate_that_will_not_do(
    tmp_path: Path, name: str, days: int, trusted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = certificate(tmp_path / "server.pem", name, days)
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
    with shaking_hands(file) as url:
        assert told(read(MlflowConnection("registry", url, deadline_seconds=2), CONTEXT)) == [
            "We do not trust the certificate of registry. "
            "Ask whoever runs it to renew or install it."
        ]


def test_53_one_name_in_two_registries_is_two_models() -> None:
    twin = Twin(models=[aliased(champion="1")], versions=[version("1")])
    with standing_in(twin) as connection:
        found = [
            each
            for name in ("north", "south")
            for each in read(replace(connection, name=name), CONTEXT)
        ]
    kinds = Model | Version | LiveVersion | Reading
    assert {each.ref.registry for each in found if isinstance(each, kinds)} == {"north", "south"}
