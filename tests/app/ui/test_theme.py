"""Colours can be read by people who see little of them, in light and in dark."""

import tomllib
from pathlib import Path

import pytest

from app.health.verdict import Care, Status
from app.ui.theme import DARK, LIGHT, Palette, Tone, tokens
from docs.contrast import contrast

CONFIG = Path(__file__).parents[3] / ".streamlit" / "config.toml"
PALETTES = [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")]
TEXT, SHAPE = 4.5, 3.0
"""WCAG 2.2, 1.4.3 and 1.4.11."""


def tones(palette: Palette) -> list[Tone]:
    return [*palette.tones.values(), *palette.care.values()]


def test_the_measure_of_contrast_is_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("palette", PALETTES)
def test_every_word_can_be_read(palette: Palette) -> None:
    for ink in (palette.ink, palette.soft, palette.accent):
        for ground in (palette.page, palette.raised, palette.accent_ground):
            assert contrast(ink, ground) >= TEXT, (ink, ground)
    for tone in tones(palette):
        for ground in (tone.ground, palette.page, palette.raised):
            assert contrast(tone.ink, ground) >= TEXT, tone


@pytest.mark.parametrize("palette", PALETTES)
def test_every_area_stands_out_from_the_page(palette: Palette) -> None:
    for tone in tones(palette):
        assert contrast(tone.bar, palette.page) >= SHAPE, tone


@pytest.mark.parametrize("palette", PALETTES)
def test_every_status_and_care_has_a_tone(palette: Palette) -> None:
    assert set(palette.tones) == set(Status)
    assert set(palette.care) == set(Care)


@pytest.mark.parametrize(("mode", "palette"), [("light", LIGHT), ("dark", DARK)])
def test_our_page_and_streamlits_have_the_same_colours(mode: str, palette: Palette) -> None:
    theme = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"][mode]
    assert theme["backgroundColor"] == palette.page
    assert theme["secondaryBackgroundColor"] == palette.raised
    assert theme["textColor"] == palette.ink
    assert theme["borderColor"] == palette.line
    assert theme["linkColor"] == palette.accent


def test_the_style_sheet_gets_both_appearances_of_every_colour() -> None:
    css = tokens()
    for palette in (LIGHT, DARK):
        for tone in tones(palette):
            assert tone.ink in css
            assert tone.bar in css
    assert css.count("light-dark(") == 7 + 3 * (len(Status) + len(Care))
