"""Every action there is; to add a module of them, import it here."""

from app.actions import ending_sign_ins, looking_into
from app.actions.doing import ACTIONS

MODULES = (ending_sign_ins, looking_into)

__all__ = ["ACTIONS", "MODULES"]
