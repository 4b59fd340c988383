"""Whether somebody signs exactly what they were shown: evidence as it is kept, and its digests."""

import json
from collections.abc import Mapping
from enum import StrEnum
from hashlib import sha256
from typing import Any

Kept = Mapping[str, Any]
"""Evidence as ``app.health.keeping`` writes it."""

_LETTERS = 24
"""So many of a digest of 64 tell apart what a person was shown and what is so now."""


class Part(StrEnum):
    """A part of the evidence, called as its field."""

    FACTS = "facts"
    CONFIRMED = "confirmed"
    IN_USE = "in_use"
    AGREED = "agreed"
    STANDING = "standing"
    WRONG = "wrong"
    DECIDED = "decided"
    GROUPS = "groups"
    SAID = "said"
    CHANGES = "changes"
    BEFORE = "before"


def digest_of(kept: Kept) -> str:
    """A digest of all of it, the same for as long as nothing in it is changed."""
    return _digest(kept)


def seal(kept: Kept) -> str:
    """What a form carries of the evidence shown above it: a digest of each part."""
    return " ".join(f"{part.value}:{_digest(kept[part.value])[:_LETTERS]}" for part in Part)


def changed(seen: str, kept: Kept) -> tuple[Part, ...]:
    """The parts that are no longer as they were shown; all of them where ``seen`` is no seal."""
    parts = set(seen.split())
    return tuple(
        part for part, whole in zip(Part, seal(kept).split(), strict=True) if whole not in parts
    )


def _digest(kept: Any) -> str:
    return sha256(json.dumps(kept, sort_keys=True, ensure_ascii=True).encode()).hexdigest()
