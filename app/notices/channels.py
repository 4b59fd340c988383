"""Telling a chat or any other place that Apprise reaches, by the address in a variable."""

import logging
import os

from app.language.sentence import Speech
from app.notices.chat import as_markdown, as_title
from app.notices.failing import Failed, within
from app.reports.letters import Letter
from data.notices import Undelivered

MESSAGE_SECONDS = 20.0
"""A chat answers within a second or two; one that takes longer is tried again."""


def tell_channel(
    letter: Letter, variable: str, address: str, speech: Speech, seconds: float = MESSAGE_SECONDS
) -> None:
    """Send a letter to what this environment variable names. Raises Failed."""
    target = os.environ.get(variable, "").strip()
    if not target:
        raise Failed(Undelivered.VARIABLE_EMPTY)
    title, body = as_title(letter.subject), as_markdown(letter, address, speech)
    within(seconds, lambda: _notify(target, title, body))


def _notify(target: str, title: str, body: str) -> None:
    # It takes half a second to load, which nobody should wait for who tells nobody.
    import apprise

    # It writes down addresses, which are secrets; what came of it is ours to tell.
    logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)
    asset = apprise.AppriseAsset(
        app_id="Rollcall",
        app_desc="Rollcall",
        app_url="",
        # Chats would load its pictures from a server of others.
        image_url_mask="",
        image_url_logo="",
        storage_mode=apprise.PersistentStoreMode.MEMORY,
    )
    channel = apprise.Apprise(asset=asset)
    if not channel.add(target):
        raise Failed(Undelivered.TARGET_UNKNOWN)
    if not channel.notify(title=title, body=body, body_format=apprise.NotifyFormat.MARKDOWN):
        raise Failed(Undelivered.REFUSED)
