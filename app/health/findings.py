"""What one rule about a model's footing found."""

from dataclasses import dataclass
from datetime import datetime

from app.health.verdict import Reason


@dataclass(frozen=True, slots=True)
class Findings:
    """``worries`` need somebody, ``told`` does not; ``missing`` names what nobody recorded.

    ``looked_at`` is how many things were checked, ``changes`` when time alone may change this.
    """

    worries: tuple[Reason, ...] = ()
    told: tuple[Reason, ...] = ()
    missing: tuple[str, ...] = ()
    looked_at: int = 0
    changes: tuple[datetime, ...] = ()
