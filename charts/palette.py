"""The colours of Octant in its light and its dark theme.

Eight colours always mean the same eight segments: the hue says value, develop, keep or win-back;
*important* stands strong against the background, *general* is the same hue, weak. Found by
annealing in OKLCH so that all eight stay apart for colour-blind readers too.
"""

from collections.abc import Mapping
from dataclasses import dataclass

SEGMENTS = (
    "important_value",
    "important_develop",
    "important_keep",
    "important_win_back",
    "general_value",
    "general_develop",
    "general_keep",
    "general_win_back",
)
"""The eight segments in the order in which they always stand."""


@dataclass(frozen=True)
class Palette:
    """The colours of one theme; `on_important` and `on_general` are for text on segments."""

    text: str
    muted: str
    mark: str
    line: str
    grid: str
    panel: str
    background: str
    primary: str
    accent: str
    on_important: str
    on_general: str
    segments: Mapping[str, str]
    sequential: tuple[str, ...]
    diverging: tuple[str, ...]

    def segment(self, code: str | None) -> str:
        """The fill of a segment; grey for states that are none of the eight."""
        return self.segments.get(code or "", self.mark)

    def on_segment(self, code: str | None) -> str:
        """The colour of text that stands on a segment's fill."""
        if code is None or code not in self.segments:
            return self.text
        return self.on_important if code.startswith("important") else self.on_general


def _eight(*fills: str) -> dict[str, str]:
    return dict(zip(SEGMENTS, fills, strict=True))


LIGHT = Palette(
    text="#1B2530",
    muted="#566373",
    mark="#B8C2CD",
    line="#CFD7E0",
    grid="#E6EAEF",
    panel="#F4F6F8",
    background="#FFFFFF",
    primary="#1F5FBF",
    accent="#E1263C",
    on_important="#FFFFFF",
    on_general="#12161C",
    segments=_eight(
        *("#324FC8", "#0A7E66", "#766208", "#862368"),
        *("#8897FE", "#1DC690", "#CDB80E", "#DD7AAC"),
    ),
    sequential=("#EAF1FB", "#B5CFF2", "#6FA1E2", "#2D6CC4", "#123C7C"),
    diverging=("#8A5200", "#D9A441", "#EEF0F3", "#7FA6E8", "#1F4FB0"),
)
DARK = Palette(
    text="#E6EAF0",
    muted="#9AA7B5",
    mark="#4A5663",
    line="#36414D",
    grid="#262E38",
    panel="#1B212A",
    background="#12161C",
    primary="#6FA8F5",
    accent="#F7635C",
    on_important="#12161C",
    on_general="#FFFFFF",
    segments=_eight(
        *("#88A9FF", "#6EEDB9", "#EFCF53", "#D78AAC"),
        *("#5C65CD", "#226042", "#83701A", "#973672"),
    ),
    sequential=("#1C2A3E", "#274B7D", "#3A74C4", "#7FB0F2", "#D6E6FC"),
    diverging=("#F0B24A", "#8A6420", "#2A323D", "#3A66B0", "#8FB8FF"),
)


def ink(fill: str) -> str:
    """Black or white, whichever reads better on a fill."""
    return "#12161C" if _luminance(fill) > 0.18 else "#FFFFFF"


def _luminance(fill: str) -> float:
    """Relative luminance of a colour (WCAG 2)."""
    channels = (int(fill[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
