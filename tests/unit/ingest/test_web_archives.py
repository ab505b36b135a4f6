"""Web archives (MHTML): what Excel calls a single file web page, and systems name .xls."""

import quopri
from base64 import encodebytes
from pathlib import Path

import pytest

from data.ingest import context
from data.ingest.model import InputFile, Reading, ReadOptions
from data.ingest.pipeline import read

HEAD = ("order_id", "order_date", "account_name", "amount")
ORDERS = [("O1", "2026-09-03", "Acme", "1.50"), ("O2", "2026-09-04", "Müller", "2.25")]
EXCEL = "MIME-Version: 1.0\nX-Document-Type: Workbook\n"
BROWSER = (
    "From: <Saved by Blink>\nSnapshot-Content-Location: https://example.org/orders\n"
    "Subject: Orders\nMIME-Version: 1.0\n"
)


def page(*records: tuple[str, ...], before: str = "") -> str:
    lines = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in r) + "</tr>" for r in records)
    return f"<html><head>{before}</head><body><table>{lines}</table></body></html>"


def part(content: bytes, about: str, how: str = "quoted-printable") -> bytes:
    encode = quopri.encodestring if how == "quoted-printable" else encodebytes
    return (
        f"Content-Location: file:///C:/0/{about}\nContent-Transfer-Encoding: {how}\n".encode()
        + b"\n"
        + encode(content)
    )


def archive(*parts: tuple[str, bytes], start: str = EXCEL, ends: bool = True) -> bytes:
    """A message of parts: the type of each, and what follows it."""
    begin = f'{start}Content-Type: multipart/related; boundary="----=_Next"\n\nSaved.\n'.encode()
    body = b"".join(
        b"\n------=_Next\nContent-Type: " + kind.encode() + b"\n" + rest for kind, rest in parts
    )
    return begin + body + (b"\n------=_Next--\n" if ends else b"")


def opened(folder: Path, content: bytes, **options: object) -> Reading:
    path = folder / "orders.xls"
    path.write_bytes(content)
    [reading] = read([InputFile(path.name, path)], ReadOptions(**options))  # type: ignore[arg-type]
    assert reading.report.records.add_up()
    return reading


def accounts(reading: Reading) -> list[str]:
    assert reading.table is not None, reading.report
    return [str(name) for name in reading.table["account_name"].to_pylist()]


UTF_8 = page(HEAD, *ORDERS).encode()


@pytest.mark.parametrize(
    ("kind", "content", "how"),
    [
        ('text/html; charset="utf-8"', UTF_8, "quoted-printable"),
        ("text/html", UTF_8, "base64"),
        (
            'text/html; charset="us-ascii"',
            page(HEAD, *ORDERS).encode("ascii", "xmlcharrefreplace"),
            "quoted-printable",
        ),
        ('text/html; charset="windows-1252"', page(HEAD, *ORDERS).encode("cp1252"), "base64"),
        (
            "text/html",
            page(HEAD, *ORDERS, before='<meta charset="windows-1252">').encode("cp1252"),
            "quoted-printable",
        ),
    ],
)
@pytest.mark.parametrize("start", [EXCEL, BROWSER])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_the_table_of_its_page_is_read(
    kind: str, content: bytes, how: str, start: str, ends: str, tmp_path: Path
) -> None:
    parts = (kind, part(content, "orders.htm", how)), ("image/png", part(b"\x89PNG", "a", "base64"))
    whole = archive(*parts, start=start).replace(b"\n", ends.encode())
    reading = opened(tmp_path, whole)
    assert accounts(reading) == ["Acme", "Müller"]
    assert reading.report.encoding == "mhtml"
    assert f"{reading.report.amount}" == "3.7500"


def test_a_page_for_each_sheet_is_asked(tmp_path: Path) -> None:
    frames = "<html><frameset><frame src=sheet001.htm></frameset></html>"
    other = page(("Note",), ("x",))
    content = archive(
        ("text/html", part(frames.encode(), "orders.htm")),
        ("text/html", part(page(("Orders", "Notes")).encode(), "orders_files/tabstrip.htm")),
        ("text/html", part(UTF_8, "orders_files/sheet001.htm")),
        ("text/html", part(other.encode(), "orders_files/sheet002.htm")),
        ("text/css", part(b"td {}", "orders_files/stylesheet.css")),
    )
    assert opened(tmp_path, content).report.questions[0].choices == ("1", "2")
    assert accounts(opened(tmp_path, content, answers={"sheet": "1"})) == ["Acme", "Müller"]


def test_a_message_that_is_one_page(tmp_path: Path) -> None:
    content = EXCEL.encode() + b"Content-Type: text/html\n" + part(UTF_8, "orders.htm")
    assert accounts(opened(tmp_path, content)) == ["Acme", "Müller"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (archive(("text/html", part(UTF_8, "a")), ends=False), "damaged"),
        (archive(("text/html", part(UTF_8[:-60], "a"))), "ends in the middle"),
        (archive(("text/html; charset=ascii", part(UTF_8, "a"))), ""),
        (archive(("text/html; charset=nothing", part(UTF_8, "a"))), "bytes that are no nothing"),
        (archive(("image/png", part(b"\x89PNG", "a"))), "no sheet with data"),
        (EXCEL.encode(), "no sheet with data"),
        (archive(*[("text/html", part(b"", "a"))] * 1_001), "too large"),
        (archive(("text/html", b"Content-Type: text/html\n" * 100_000)), "too large"),
    ],
)
def test_what_cannot_be_read_is_said(content: bytes, words: str, tmp_path: Path) -> None:
    reading = opened(tmp_path, content)
    if words:
        assert words in reading.report.errors[0].found
    else:
        assert accounts(reading) == ["Acme", "Müller"]


def test_below_the_level_of_this_reader_it_is_what_it_was(tmp_path: Path) -> None:
    content = archive(("text/html", part(UTF_8, "a")), start=BROWSER)
    noted = context.of_first_level()
    assert opened(tmp_path, content, settings=noted).report.encoding == "utf-8"
