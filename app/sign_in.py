"""How people are let in, from what is configured: for us, and for Streamlit."""

from typing import Any

from app.members import Rules
from app.settings import Settings

CALLBACK = "/oauth2callback"
"""Where a provider sends readers back to; Streamlit's own address."""


def rules_of(settings: Settings) -> Rules:
    """Who may what, and when a sign-in ends."""
    configured = settings.sign_in
    if configured is None:
        return Rules()
    return Rules(provider=True, groups=configured.roles.by_role(), idle=configured.idle)


def streamlit_secrets(settings: Settings) -> dict[str, Any]:
    """What Streamlit has to know to speak with the provider; nothing where there is none."""
    configured = settings.sign_in
    if configured is None:
        return {}
    return {
        "auth": {
            "redirect_uri": configured.address + CALLBACK,
            "cookie_secret": settings.cookie_secret,
            "client_id": configured.client_id,
            "client_secret": settings.client_secret,
            "server_metadata_url": configured.provider,
            "client_kwargs": {"scope": configured.scope, "prompt": configured.prompt},
        }
    }
