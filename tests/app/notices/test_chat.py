"""Chats get the same words, by the real library: to a server on loopback, and in Slack's form."""

import json
import time
from datetime import UTC, datetime

import apprise
import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from app.health.verdict import Status
from app.language.sentence import Sentence, Speech
from app.notices.channels import tell_channel
from app.notices.chat import MOST_NAMED, as_markdown, as_title, harmless_in_chat
from app.notices.failing import Failed
from app.reports.letters import Item, Letter, Part, Way
from data.notices import Undelivered
from tests.loopback import Asked, Reply, plain, serving

SPEECH = Speech(now=datetime(2026, 11, 23, 9, 30, tzinfo=UTC))
TOLD = Sentence("{name} is now below what was agreed.", {"name": "Churn"})
SECRET = "secret-part-of-an-address"


def letter(name: str = "Churn", items: int = 1) -> Letter:
    told = Sentence("{name} is now below.", {"name": name})
    one = Item(name, "/model?model=churn", Status.BELOW, ((told,),))
    parts = (Part("What changed", (one,) * items),)
    subject = f"Rollcall: {name} is now below"
    return Letter(subject, TOLD, ((TOLD,),), parts, (Way("Open Today", "/"),), TOLD)


def send(target: str, monkeypatch: pytest.MonkeyPatch, name: str = "Churn", **more: float) -> None:
    monkeypatch.setenv("TARGET", target)
    tell_channel(letter(name), "TARGET", "https://r.example", SPEECH, **more)


def test_a_letter_arrives_with_links_and_the_words_of_a_status(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[Asked] = []

    def take(one: Asked, reply: Reply) -> None:
        asked.append(one)
        reply.send(plain(b"{}"))

    with serving(take) as url:
        send(url.replace("http", "json") + "/hook", monkeypatch)
    (one,) = asked
    body = json.loads(one.body)
    assert (one.path, body["title"]) == ("/hook", "Rollcall: Churn is now below")
    link = "[Churn](<https://r.example/model?model=churn>) ✖ Below what was agreed."
    assert link in body["message"]
    assert "apprise" not in one.body.decode().lower()


SLACK = "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/#models"
TEAMS = "workflows://prod-1.westeurope.logic.azure.com:443/643e69f83c8944/8iuDdaegQ"


@pytest.mark.parametrize(
    ("target", "link"),
    [
        (SLACK, "<https://r.example/model?model=churn|&lt;!channel&gt; x>"),
        (TEAMS, "[\\<!channel\\> x](<https://r.example/model?model=churn>)"),
    ],
)
def test_slack_and_teams_are_sent_a_link_and_no_order(
    target: str, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []

    def request(*_: object, data: str, **__: object) -> requests.Response:
        sent.append(json.dumps(json.loads(data), ensure_ascii=False).replace("\\\\", "\\"))
        answer = requests.Response()
        answer.status_code, answer._content = 200, b"ok"
        return answer

    monkeypatch.setattr(requests.Session, "request", request)
    send(target, monkeypatch, "<!channel> x")
    (one,) = sent
    assert link in one
    assert "<!channel>" not in one
    assert "github.com" not in one


def test_a_place_that_refuses_is_told_and_its_secrets_are_not(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    with serving(lambda _, reply: reply.send(plain(b"no", "500 Broken"))) as url:
        target = url.replace("http", "json") + f"/{SECRET}"
        with pytest.raises(Failed) as failed:
            send(target, monkeypatch)
    assert failed.value.why is Undelivered.REFUSED
    assert not [each for each in caplog.records if each.name == "apprise"]


def test_a_place_that_does_not_answer_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(_asked: Asked, reply: Reply) -> None:
        reply.over.wait(30)

    began = time.monotonic()
    with serving(silent) as url:
        with pytest.raises(Failed) as failed:
            send(url.replace("http", "json"), monkeypatch, seconds=0.3)
        assert time.monotonic() - began < 5
    assert failed.value.why is Undelivered.TOO_SLOW


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("", Undelivered.VARIABLE_EMPTY),
        ("  ", Undelivered.VARIABLE_EMPTY),
        ("nonsense", Undelivered.TARGET_UNKNOWN),
        ("nosuch://place", Undelivered.TARGET_UNKNOWN),
        ("slack://", Undelivered.TARGET_UNKNOWN),
    ],
)
def test_an_address_that_leads_nowhere_is_told(
    target: str, why: Undelivered, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Failed) as failed:
        send(target, monkeypatch)
    assert failed.value.why is why


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("https://hooks.slack.com/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ", "Slack"),
        ("slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/#models", "Slack"),
        (
            "https://prod-1.westeurope.logic.azure.com:443/workflows/643e69f83c8944/triggers/manual"
            "/paths/invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=KODuebW",
            "Workflows",
        ),
        ("workflows://prod-1.westeurope.logic.azure.com:443/643e69f83c8944/KODuebWbDGYFr0", "Work"),
        ("mmosts://chat.example.com/3ccdd113474722377935511fc85d3dd4", "Mattermost"),
    ],
)
def test_the_addresses_the_handbook_names_are_understood(target: str, kind: str) -> None:
    found = apprise.Apprise.instantiate(target)
    assert kind in type(found).__name__


@pytest.mark.parametrize("call", ["@here", "@channel all", "hi @everyone", "(@all)"])
def test_a_name_calls_nobody(call: str) -> None:
    for said in (harmless_in_chat(call), as_title(call)):
        assert call not in said
        assert said.replace("\u200b", "") == call
    assert harmless_in_chat("ana.ruiz@example.com") == "ana.ruiz@example.com"


@pytest.mark.parametrize("order", ["<!channel>", "<users/all>", "<https://evil.example|pay here>"])
def test_a_title_holds_no_order(order: str) -> None:
    assert "<" not in as_title(order)


@given(st.text(alphabet="ab _*`[]()<>\\!#&@:/.\n", max_size=40))
def test_a_name_is_no_mark_of_its_own(name: str) -> None:
    """The library that turns such text into HTML finds nothing but the name in it."""
    shown = MarkdownIt("commonmark").render("x " + harmless_in_chat(name) + " x")
    assert shown.count("<p>") == 1
    for mark in ("<em", "<strong", "<code", "<a ", "<img", "<h"):
        assert mark not in shown


@given(st.lists(st.sampled_from("abc_"), min_size=1, max_size=9).map("_".join))
def test_a_technical_name_stays_readable(name: str) -> None:
    inner = f"x{name}x"
    assert harmless_in_chat(inner) == inner


def test_a_long_list_is_cut_with_how_many_are_left() -> None:
    told = as_markdown(letter(items=MOST_NAMED + 3), "https://r.example", SPEECH)
    assert told.count("✖") == MOST_NAMED
    assert "and 3 more models" in told
