"""Every action there is, and asking for one; to add a module of them, import it here."""

from app.actions import (
    agreements,
    deciding,
    ending_sign_ins,
    facts,
    feedback,
    feedback_sorting,
    keeping_models,
    looking_into,
    pausing,
    reviewing,
)
from app.actions.doing import ACTIONS, ask

MODULES = (
    agreements,
    deciding,
    ending_sign_ins,
    facts,
    feedback,
    feedback_sorting,
    keeping_models,
    looking_into,
    pausing,
    reviewing,
)

__all__ = ["ACTIONS", "MODULES", "ask"]
