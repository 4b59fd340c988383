"""Whether it is known exactly which version of a supplier's model answers."""

import re

from app.health.findings import Findings
from app.health.verdict import Reason, ReasonCode
from data.facts import Case, FieldName, Kind

RULE = "supplier_version"
VERSION = 1

MOVING = frozenset(
    ("any", "auto", "automatic", "current", "default", "latest", "newest", "rolling", "stable", "x")
)
"""Words with which a supplier may change what answers from one day to the next."""
_OPEN_RANGE = re.compile(r"[*<>~^]")


def judge_supplier(case: Case) -> Findings:
    """A worry where a language model answers; of other bought models it is only told.

    A language model answers differently overnight and nobody sees it; what else is bought usually
    comes as a release that somebody installs.
    """
    kind, stated = case.facts.get(FieldName.KIND), case.facts.get(FieldName.SUPPLIER_VERSION)
    language = kind is not None and kind.value == Kind.LANGUAGE
    bought = kind is not None and kind.value == Kind.VENDOR
    if not stated or not (language or bought):
        return Findings(missing=("supplier_version",) if language else ())
    if exact(stated.value):
        return Findings(looked_at=1)
    reason = Reason(
        ReasonCode.SUPPLIER_UNPINNED,
        {"supplier_version": stated.value},
        {"place": stated.place},
        RULE,
        VERSION,
    )
    told = (reason,)
    return Findings(told if language else (), () if language else told, looked_at=1)


def exact(version: str) -> bool:
    """True where it can only mean one version: a number or a date, no range and no moving word."""
    words = re.split(r"[^a-z0-9]+", version.casefold())
    numbered = any(sign.isdigit() for sign in version)
    return numbered and not MOVING & set(words) and not _OPEN_RANGE.search(version)
