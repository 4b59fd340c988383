"""What some models have in common that everybody else has not."""

from collections import Counter
from collections.abc import Collection, Mapping

from app.health.insight import CommonTrait

MOST = 0.8
"""What so many of them share is what they have in common."""
ELSEWHERE = 0.5
"""Where everybody else has it more than half as often, it tells nothing."""

Trait = tuple[CommonTrait, str]


def in_common(
    slugs: Collection[str], others: Collection[str], traits: Mapping[str, Collection[Trait]]
) -> tuple[tuple[CommonTrait, str, int], ...]:
    """What at least 80 in 100 of ``slugs`` share, with how many have it, most telling first.

    Most telling is what the fewest ``others`` have, compared with how many of the models have it.
    """
    ours, theirs = _counted(slugs, traits), _counted(others, traits)
    found: list[tuple[float, int, Trait]] = []
    for trait, count in ours.items():
        share, elsewhere = count / len(slugs), theirs[trait] / max(len(others), 1)
        if share >= MOST and elsewhere <= ELSEWHERE * share:
            found.append((elsewhere - share, -count, trait))
    return tuple((trait, value, -count) for _, count, (trait, value) in sorted(found))


def _counted(slugs: Collection[str], traits: Mapping[str, Collection[Trait]]) -> Counter[Trait]:
    return Counter(trait for slug in slugs for trait in set(traits.get(slug, ())))
