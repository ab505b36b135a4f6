"""Web pages: tags and texts as Python's own parser gives them, in time that grows with the page."""

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.ingest import context
from data.ingest.files.decoding import NotText
from data.ingest.files.html_tokens import CutOff, Tag, tokens
from data.ingest.files.webpage import tables
from data.ingest.files.workbooks.refusing import NotRead
from data.ingest.model import InputFile, ReadOptions
from data.ingest.pipeline import read

FRAGMENTS = [
    *(
        "<table>",
        "</table>",
        "<tr>",
        "</tr >",
        "<td>",
        "</TD>",
        "<th\n>",
        "<br>",
        "<br/>",
        "<td />",
    ),
    *("<td colspan=2>", "<TD ROWSPAN=\"3\" class='a > b'>", '<td title="x &amp; y" nowrap>'),
    *("<!-- a <td> b -->", "<!---->", "<!doctype html>", "<?xml version='1.0'?>", "<![CDATA[x]]>"),
    *("<style>td > a {}</style>", "<SCRIPT type=x>if (a<b) '</td>'</script >", "</>", "</ p>"),
    *(
        "text",
        "a < b",
        "1<2",
        "&amp;",
        "&nbsp;",
        "&#8364;",
        "&copy",
        " ",
        "\r\n",
        ">",
        '"',
        "Größe",
    ),
]
Event = tuple[Any, ...]


class _Events(HTMLParser):
    """What Python's parser makes of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.events: list[Event] = []
        self.raw = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.events.append(("start", tag, {name: value or "" for name, value in attrs}))
        self.raw += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self.events.append(("end", tag))
        self.raw -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self.raw:
            self.events.append(("text", data))


def _by_python(page: str) -> list[Event]:
    parser = _Events()
    parser.feed(page)
    parser.close()
    return _joined(parser.events)


def _by_us(page: str) -> list[Event]:
    events: list[Event] = []
    for token in tokens(page):
        if isinstance(token, Tag):
            events += [("start", token.name, token.attributes)] * token.opens
            events += [("end", token.name)] * token.closes
        else:
            events.append(("text", token))
    return _joined(events)


def _joined(events: list[Event]) -> list[Event]:
    """Texts that follow each other as one."""
    joined: list[Event] = []
    for event in events:
        if joined and event[0] == joined[-1][0] == "text":
            joined[-1] = ("text", joined[-1][1] + event[1])
        else:
            joined.append(event)
    return joined


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=12))
def test_tags_and_texts_are_those_of_pythons_own_parser(fragments: list[str]) -> None:
    page = "".join(fragments)
    assert _by_us(page) == _by_python(page)


@given(st.text(st.sampled_from("<>/!-?&'\"= \n[];#atd1"), max_size=60))
def test_whatever_a_page_is_it_comes_to_an_end(page: str) -> None:
    try:
        list(tokens(page))
    except CutOff:
        assert "<" in page


def _page(rows: str) -> bytes:
    return f"<html><table>{rows}</table></html>".encode()


def test_cells_that_run_over_rows_and_columns_keep_the_others_in_their_places() -> None:
    rows = (
        "<tr><td rowspan=2>a<td colspan=2>b<td>c</tr>"
        "<tr><td>d<td>e<td>f</tr>"
        "<tr><td>g<td>h<td>i<td>j</tr>"
    )
    [table] = tables(_page(rows)).values()
    assert table.rows == [["a", "b", "", "c"], ["", "d", "e", "f"], ["g", "h", "i", "j"]]
    assert table.merged == [(0, 1, 0, 0)]


def test_two_cells_that_run_over_the_same_rows() -> None:
    rows = "<tr><td rowspan=3>a<td>b<td rowspan=2>c<tr><td>d<td>e<tr><td>f<td>g"
    [table] = tables(_page(rows)).values()
    assert table.rows == [["a", "b", "c", ""], ["", "d", "", "e"], ["", "f", "g", ""]]
    assert table.merged == [(0, 2, 0, 0), (0, 1, 2, 2)]


@pytest.mark.parametrize(
    "rows",
    [
        "<tr>" + "<td colspan=1000 rowspan=1000>" * 15_000,
        "<tr><td colspan=1000>x" * 40_000,
        "<tr><td colspan=1000 rowspan=1000>x" + "<tr><td>y" * 100_000,
        "<tr><td>x" * 50_000 + "<tr>" + "<td>y" * 5_000,
    ],
    ids=["all in one", "wide rows", "one over all", "a row that is far wider"],
)
def test_spans_that_would_fill_the_memory_are_refused(rows: str) -> None:
    with pytest.raises(NotRead) as refusal:
        tables(_page(rows))
    assert refusal.value.why == "too_large"


@pytest.mark.parametrize(
    "piece",
    [
        "<!--",
        "<!-- -->",
        "<a ",
        "<a b",
        "<a b='",
        '<a b="c>',
        "<a b='>' ",
        "</",
        "<![",
        "<?",
        "&#",
        "<",
    ],
)
def test_a_page_of_one_piece_repeated_takes_no_longer_than_it_is_long(piece: str) -> None:
    """A quadratic parser would need an hour for each, and the test would not come to its end."""
    page = piece * (600_000 // len(piece))
    try:
        for _token in tokens(page):
            pass
    except CutOff:
        assert piece.startswith("<a ")
    with pytest.raises((NotText, NotRead)):
        tables(b"<table><tr><td>" + page.encode())


def test_a_span_and_an_entity_of_too_many_digits_are_no_numbers() -> None:
    page = f"<tr><td colspan={'9' * 5_000}>&#{'9' * 5_000};</td>"
    [table] = tables(_page(page)).values()
    assert len(table.rows[0]) == 1_000
    assert table.rows[0][0].startswith("&#999")


def test_a_page_in_utf_16_is_a_page(tmp_path: Path) -> None:
    """Below the level of this reader it is text, as it was."""
    rows = (
        "<tr><td>order_id<td>order_date<td>account_id<td>amount<tr><td>O1<td>2026-09-03<td>C1<td>1"
    )
    path = tmp_path / "orders.xls"
    path.write_bytes(_page(rows).decode().encode("utf-16"))
    forms = []
    for settings in ({}, context.of_first_level()):
        [reading] = read([InputFile(path.name, path)], ReadOptions(settings=settings))
        forms.append((reading.report.encoding, reading.report.status))
    assert forms == [("html", "ready"), ("utf-16", forms[1][1])]
