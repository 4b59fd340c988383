"""The colours of the product: one tone per status and a few for everything else.

Every colour stands here once, for light and for dark. Words and icons say the same as every
tone, so nothing is told by colour alone. Text reaches 4.5 to 1 on its ground and on the page,
filled areas reach 3 to 1 on the page; a test measures both.
"""

from dataclasses import dataclass

from app.health.verdict import Care, Status


@dataclass(frozen=True, slots=True)
class Tone:
    """Hex colours: ``ink`` for words and icons, ``ground`` behind them, ``bar`` for areas."""

    ink: str
    ground: str
    bar: str


@dataclass(frozen=True, slots=True)
class Palette:
    """Everything one appearance needs. ``soft`` is for secondary text, ``line`` for rules."""

    page: str
    raised: str
    ink: str
    soft: str
    line: str
    accent: str
    accent_ground: str
    tones: dict[Status, Tone]
    care: dict[Care, Tone]


LIGHT = Palette(
    page="#ffffff",
    raised="#f5f7fb",
    ink="#1c2733",
    soft="#566270",
    line="#dde3ea",
    accent="#1f4e79",
    accent_ground="#e9f0f7",
    tones={
        Status.BELOW: Tone("#98201a", "#fdeceb", "#b3261e"),
        Status.SILENT: Tone("#37424f", "#e8ecf1", "#4a5665"),
        Status.ATTENTION: Tone("#824600", "#fdf0de", "#b86205"),
        Status.UNAGREED: Tone("#505c6a", "#f1f3f6", "#7a8696"),
        Status.UNMEASURED: Tone("#5a6573", "#f6f8fa", "#8893a2"),
        Status.TOO_FEW: Tone("#1f5080", "#e9f2fb", "#5b8fc4"),
        Status.PAUSED: Tone("#2c4a8f", "#ecf0fb", "#4d6fc0"),
        Status.MEETS: Tone("#0b6148", "#e6f4ee", "#0e7a5b"),
        Status.RETIRED: Tone("#5a6573", "#f6f8fa", "#8893a2"),
    },
    care={
        Care.NEEDS_CARE: Tone("#824600", "#ffffff", "#b86205"),
        Care.LOOKED_AFTER: Tone("#55616f", "#ffffff", "#7a8696"),
    },
)

DARK = Palette(
    page="#12181f",
    raised="#1b232c",
    ink="#e6ebf0",
    soft="#a3afbb",
    line="#303b47",
    accent="#9cc4ec",
    accent_ground="#1c2c3d",
    tones={
        Status.BELOW: Tone("#ffaaa3", "#3b1a1a", "#e5655c"),
        Status.SILENT: Tone("#cfd7e1", "#29323d", "#8e9bab"),
        Status.ATTENTION: Tone("#f5c07c", "#372611", "#d68a2e"),
        Status.UNAGREED: Tone("#b9c4d0", "#232c36", "#8693a3"),
        Status.UNMEASURED: Tone("#aeb9c6", "#1c242e", "#6f7c8c"),
        Status.TOO_FEW: Tone("#a5cbf2", "#19293b", "#5f97cf"),
        Status.PAUSED: Tone("#b6c6f7", "#1f2740", "#6c8ae0"),
        Status.MEETS: Tone("#7fd6b1", "#122d24", "#2f9e78"),
        Status.RETIRED: Tone("#aeb9c6", "#1c242e", "#6f7c8c"),
    },
    care={
        Care.NEEDS_CARE: Tone("#f5c07c", "#12181f", "#d68a2e"),
        Care.LOOKED_AFTER: Tone("#a3afbd", "#12181f", "#8693a3"),
    },
)


def tokens() -> str:
    """CSS custom properties for every colour; the browser picks light or dark by itself."""
    pairs = [
        _pair(name, getattr(LIGHT, name), getattr(DARK, name))
        for name in ("page", "raised", "ink", "soft", "line", "accent", "accent_ground")
    ]
    rules = [f":host{{{''.join(pairs)}}}"]
    rules += [_tone_rule(status, LIGHT.tones[status], DARK.tones[status]) for status in Status]
    rules += [_tone_rule(care, LIGHT.care[care], DARK.care[care]) for care in Care]
    return "\n".join(rules)


def _tone_rule(name: Status | Care, light: Tone, dark: Tone) -> str:
    pairs = (
        _pair(f"tone_{part}", getattr(light, part), getattr(dark, part))
        for part in ("ink", "ground", "bar")
    )
    return f".tone-{name.value}{{{''.join(pairs)}}}"


def _pair(name: str, light: str, dark: str) -> str:
    return f"--{name.replace('_', '-')}:light-dark({light},{dark});"
