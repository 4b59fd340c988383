"""The groups somebody wants checked, as the inventory lists them."""

import re

from data.facts import Case, FieldName


def declared(case: Case) -> list[str]:
    """Their names, each once: separated by semicolons or lines, since a name may hold a comma."""
    fact = case.facts.get(FieldName.GROUPS)
    names = re.split(r"[;\n]", fact.value) if fact else []
    first: dict[str, str] = {}
    for name in filter(str.strip, names):
        first.setdefault(same(name), " ".join(name.split()))
    return list(first.values())


def same(name: str) -> str:
    """How names are compared: capitals and spaces make no other group."""
    return " ".join(name.split()).casefold()
