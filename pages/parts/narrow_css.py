"""How a page looks in a narrow window, and that small grey words can be read."""

from charts.palette import Palette


def css(palette: Palette, is_dark: bool) -> str:
    """The rules for windows below 1,000 and 640 pixels, and the colours of small words.

    Captions are muted words at full strength (4.5:1 and more), not faded ones; words on the light
    primary of the dark theme are dark.
    """
    on_primary = palette.background if is_dark else "#FFFFFF"
    return (
        "[data-testid=stCaptionContainer],[data-testid=stCaptionContainer] *"
        f"{{color:{palette.muted};opacity:1}}"
        f"[data-testid=stCaptionContainer] a{{color:{palette.primary}}}"
        "[data-testid=stBaseButton-primary],[data-testid=stBaseButton-primary] *"
        f"{{color:{on_primary}!important}}"
        "@media (max-width:1000px){"
        "[data-testid=stHorizontalBlock]:has(>[data-testid=stColumn]){flex-wrap:wrap}"
        "[data-testid=stColumn]:has([data-testid=stPlotlyChart])"
        "{min-width:100%!important;flex:1 1 100%!important}"
        "[data-testid=stColumn]:has(>div>[data-testid=stElementContainer]>[data-testid=stMetric])"
        "{min-width:calc(50% - 1rem)!important;flex:1 1 calc(50% - 1rem)!important}"
        "}"
        "@media (max-width:640px){"
        ".stMainBlockContainer{padding-left:1rem;padding-right:1rem}"
        "}"
    )
