"""Headings as they are compared with others. Pure."""

import re
import unicodedata
from collections.abc import Collection, Iterable


def folded(text: str) -> str:
    """The text as it is compared: small letters and digits, one space between words."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.sub(r"[\W_]+", " ", plain).split())


def known_headings(headings: Iterable[str], wanted: Collection[str]) -> int:
    """How many of these are among the wanted ones, which are folded."""
    return sum(folded(each) in wanted for each in headings)
