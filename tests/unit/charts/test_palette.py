"""The colours: the eight segments look the same everywhere, and text on them can be read."""

import pytest

from charts.palette import DARK, LIGHT, SEGMENTS, Palette, ink

PUBLISHED = {
    "important_value": ("#324FC8", "#88A9FF"),
    "important_develop": ("#0A7E66", "#6EEDB9"),
    "important_keep": ("#766208", "#EFCF53"),
    "important_win_back": ("#862368", "#D78AAC"),
    "general_value": ("#8897FE", "#5C65CD"),
    "general_develop": ("#1DC690", "#226042"),
    "general_keep": ("#CDB80E", "#83701A"),
    "general_win_back": ("#DD7AAC", "#973672"),
}


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_eight_segments_have_their_colours_in_their_order() -> None:
    assert tuple(PUBLISHED) == SEGMENTS
    for code, (light, dark) in PUBLISHED.items():
        assert LIGHT.segment(code) == light
        assert DARK.segment(code) == dark


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_important_stands_out_more_than_general(palette: Palette) -> None:
    for hue in ("value", "develop", "keep", "win_back"):
        important = contrast(palette.segment(f"important_{hue}"), palette.background)
        assert important > 4.5
        assert important > contrast(palette.segment(f"general_{hue}"), palette.background)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_text_on_a_segment_can_be_read(palette: Palette) -> None:
    for code in SEGMENTS:
        assert contrast(palette.on_segment(code), palette.segment(code)) > 4.4
        assert contrast(ink(palette.segment(code)), palette.segment(code)) > 4.4


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_states_are_grey(palette: Palette) -> None:
    for code in ("lapsed_important", "unassigned", None):
        assert palette.segment(code) == palette.mark
        assert palette.on_segment(code) == palette.text
