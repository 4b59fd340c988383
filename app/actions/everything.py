"""Every action there is, and asking for one; to add a module of them, import it here."""

from app.actions import agreements, facts, feedback, feedback_sorting, looking_into
from app.actions.doing import ACTIONS, ask

MODULES = (agreements, facts, feedback, feedback_sorting, looking_into)

__all__ = ["ACTIONS", "MODULES", "ask"]
