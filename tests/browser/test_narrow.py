"""Narrow windows: nothing wider than the window, cards two abreast, small words readable."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import Server, Visitor
from tests.browser.test_walk import PAGES, TABS

WIDER = """() => [...document.querySelectorAll(
    ['[data-testid=stMetric]', '.js-plotly-plot', 'h1', 'h3', '[data-testid=stCaptionContainer]']
        .map(name => `[data-testid=stMain] ${name}`).join()
)].filter(one => one.offsetParent && one.getBoundingClientRect().right > window.innerWidth + 1)
  .map(one => one.innerText.slice(0, 60))"""
ABREAST = """() => {
    const rows = {};
    for (const one of document.querySelectorAll('[data-testid=stMain] [data-testid=stMetric]')) {
        const top = Math.round(one.getBoundingClientRect().top / 8);
        rows[top] = (rows[top] || 0) + 1;
    }
    return Math.max(0, ...Object.values(rows));
}"""
CAPTION = "() => getComputedStyle(document.querySelector('[data-testid=stCaptionContainer]')).color"


@pytest.mark.parametrize("width", [820, 390])
@pytest.mark.parametrize("page", [*PAGES, *TABS])
def test_a_narrow_window_holds_the_page(
    demo: Server, visitor: Callable[..., Visitor], page: str, width: int
) -> None:
    guest = visitor()
    guest.page.set_viewport_size({"width": width, "height": 900})
    guest.open(f"{demo.url}/{page}")
    guest.page.wait_for_timeout(500)
    assert guest.page.evaluate(WIDER) == []
    assert guest.page.evaluate(ABREAST) <= 2


@pytest.mark.parametrize(
    ("theme", "colour"), [("light", "rgb(86, 99, 115)"), ("dark", "rgb(154, 167, 181)")]
)
def test_small_words_are_not_faded(
    demo: Server, visitor: Callable[..., Visitor], theme: str, colour: str
) -> None:
    guest = visitor("en", theme)
    guest.open(f"{demo.url}/")
    assert guest.page.evaluate(CAPTION) == colour
