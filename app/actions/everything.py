"""Every action there is; to add a module of them, import it here."""

from app.actions import feedback, feedback_sorting, looking_into
from app.actions.doing import ACTIONS

MODULES = (feedback, feedback_sorting, looking_into)

__all__ = ["ACTIONS", "MODULES"]
