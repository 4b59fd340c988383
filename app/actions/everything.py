"""Every action there is; to add a module of them, import it here."""

from app.actions import deciding, keeping_models, looking_into, pausing
from app.actions.doing import ACTIONS

MODULES = (deciding, keeping_models, looking_into, pausing)

__all__ = ["ACTIONS", "MODULES"]
