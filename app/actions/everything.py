"""Every action there is, and asking for one; to add a module of them, import it here."""

from app.actions import (
    agreements,
    checking,
    deciding,
    ending_sign_ins,
    facts,
    feedback,
    feedback_sorting,
    keeping_models,
    looking_into,
    pausing,
)
from app.actions.doing import ACTIONS, ask

MODULES = (
    agreements,
    checking,
    deciding,
    ending_sign_ins,
    facts,
    feedback,
    feedback_sorting,
    keeping_models,
    looking_into,
    pausing,
)

__all__ = ["ACTIONS", "MODULES", "ask"]
