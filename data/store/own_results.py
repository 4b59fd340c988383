"""What a model brings in its own units, where nobody agreed what it is worth in money."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, Column

from data.store.summary_table import summary_table


@dataclass(frozen=True, slots=True)
class OwnResult:
    """The newest result against its agreed limit, as JSON made and read by ``app.health.keeping``.

    ``kpi`` is empty where nothing was ever measured. ``excused`` is the reason, where somebody said
    that this model need not pay off, and else empty.
    """

    slug: str
    kpi: Mapping[str, Any]
    excused: Mapping[str, Any]


table = summary_table(
    "own_results",
    Column("kpi", JSON, nullable=False),
    Column("excused", JSON, nullable=False),
)
