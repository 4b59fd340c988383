"""The pages behind nginx with the configuration that we hand out: https, WebSocket and forms."""

import os
import re
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import trustme
from playwright.sync_api import Browser, Page, expect
from tenacity import Retrying, retry_if_exception_type, stop_after_delay, wait_fixed

HANDED_OUT = Path(__file__).parents[2] / "deploy" / "nginx.conf"
# One process, for workers of another user may not enter the folder of a test.
AROUND = """
daemon off;
master_process off;
pid {folder}/pid;
error_log {folder}/errors;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxied;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/rollcall.conf;
}}
"""


@pytest.fixture(scope="session")
def nginx() -> str:
    """The path of nginx on this machine; without it the test skips, or fails with CI=true."""
    if found := shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin"):
        return found
    message = "No nginx on this machine (Debian: apt-get install nginx-light)."
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)


def placed(folder: Path, port: int, behind: str) -> None:
    """Our configuration in ``folder``, with the places of this test in it and nothing else new."""
    trustme.CA().issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(
        folder / "both.pem"
    )
    text = HANDED_OUT.read_text(encoding="utf-8")
    for ours, here in (
        ("listen 443 ssl", f"listen 127.0.0.1:{port} ssl"),
        ("/etc/nginx/certificates/rollcall.pem", f"{folder}/both.pem"),
        ("/etc/nginx/certificates/rollcall.key", f"{folder}/both.pem"),
        ("server rollcall:8501", f"server {behind.removeprefix('http://')}"),
    ):
        assert ours in text
        text = text.replace(ours, here)
    (folder / "rollcall.conf").write_text(text, encoding="utf-8")
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder), encoding="utf-8")


@pytest.fixture
def proxied(
    tmp_path: Path, free_port: Callable[[], int], pretend: str, nginx: str
) -> Iterator[str]:
    port = free_port()
    placed(tmp_path, port, pretend)
    with subprocess.Popen([nginx, "-p", tmp_path, "-c", tmp_path / "nginx.conf"]) as process:
        try:
            _listens(port)
            yield f"https://127.0.0.1:{port}"
        finally:
            process.terminate()


def _listens(port: int) -> None:
    """Return once something takes connections there. Raises OSError where nothing does in time."""
    for attempt in Retrying(
        retry=retry_if_exception_type(OSError),
        stop=stop_after_delay(20),
        wait=wait_fixed(0.1),
        reraise=True,
    ):
        with attempt, socket.create_connection(("127.0.0.1", port), 1):
            return


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(ignore_https_errors=True) as context:
        yield context.new_page()


def test_pages_and_forms_work_through_the_proxy(page: Page, proxied: str) -> None:
    page.goto(f"{proxied}/me")
    page.get_by_label("Your name").fill("Sofia Marín")
    page.locator("input[value=analyst]").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="You are Sofia Marín")).to_be_visible(timeout=20_000)
    page.goto(proxied)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        re.compile("of 46 models do what was agreed"), timeout=20_000
    )


def test_a_file_comes_through_the_proxy(page: Page, proxied: str) -> None:
    answer = page.request.get(f"{proxied}/export/models.csv")
    assert answer.status == 200
    assert "Claims triage" in answer.text()
