"""Every action there is, and asking for one; to add a module of them, import it here."""

from app.actions import (
    agreements,
    baselines,
    being_told,
    bringing,
    bringing_results,
    checking,
    confirming_fewer,
    deciding,
    ending_sign_ins,
    facts,
    feedback,
    feedback_sorting,
    keeping_models,
    looking_into,
    naming_views,
    pausing,
    reviewing,
    saying_clear,
)
from app.actions.doing import ACTIONS, ask

MODULES = (
    agreements,
    baselines,
    being_told,
    bringing,
    bringing_results,
    checking,
    confirming_fewer,
    deciding,
    ending_sign_ins,
    facts,
    feedback,
    feedback_sorting,
    keeping_models,
    looking_into,
    naming_views,
    pausing,
    reviewing,
    saying_clear,
)

__all__ = ["ACTIONS", "MODULES", "ask"]
