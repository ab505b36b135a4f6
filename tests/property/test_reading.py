"""Whatever is written comes back exactly, or the file is refused aloud; never a row less."""

import csv
import io
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from data.ingest.files.encoding import decode
from data.ingest.files.record_count import count
from data.ingest.files.records import Broken, records
from data.ingest.files.source import Source
from data.ingest.model import InputFile, ReadOptions
from data.ingest.pipeline import read
from data.ingest.values.cells import blankness

PLAIN = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"))
CELL = st.text(PLAIN | st.sampled_from("\n\r,;|\t\"' "), max_size=12)
TABLE = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=12)
)
DELIMITER = st.sampled_from(",;\t|")
ENCODING = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030", "cp1252"])


def written(rows, delimiter, end="\r\n"):
    out = io.StringIO(newline="")
    quoting = csv.QUOTE_MINIMAL if end == "\r\n" else csv.QUOTE_ALL  # else it leaves CR or LF bare
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(rows)
    return out.getvalue()


def in_memory(text):
    return Source(Path("x.csv"), "utf-8", transcoded=text.encode())


@settings(deadline=None)
@given(TABLE, DELIMITER, st.sampled_from(["\n", "\r\n", "\r"]))
def test_any_table_comes_back_exactly(rows, delimiter, end):
    source = in_memory(written(rows, delimiter, end))
    back = [cells for _line, cells in records(source, delimiter)]
    assert back == rows
    assert count(source.utf8(), delimiter).records == len(rows)


@settings(deadline=None)
@given(st.text(st.sampled_from('ab,"\n\r '), max_size=40), st.sampled_from(",;"))
@example('a,"b\nc,"d",e\n', ",")
@example('"a""\n"b",\n', ",")
@example('a,"b" ,c\n', ",")
def test_both_counts_agree_on_any_text(text, delimiter):
    source = in_memory(text)
    read_by_csv = sum(1 for _record in records(source, delimiter))
    assert count(source.utf8(), delimiter).records == read_by_csv


@settings(deadline=None)
@given(st.text(st.sampled_from('ab,"\n '), max_size=40))
def test_no_line_is_swallowed_by_an_open_quote(text):
    """A line without quotes is a record of its own, unless it stands inside a closed cell."""
    for _line, cells in records(in_memory(text), ","):
        if isinstance(cells, Broken):
            assert "\n" not in cells.text


NAME = st.text(PLAIN, min_size=2, max_size=8).filter(
    lambda t: t.strip() == t and blankness(t, is_value=False) is None
)
LINE = st.tuples(
    st.integers(1, 5),
    st.dates(min_value=date(2020, 1, 1), max_value=date(2026, 10, 31)),
    NAME,
    st.decimals(-10_000, 10_000, places=2, allow_nan=False, allow_infinity=False),
)


def load(texts, **options):
    with TemporaryDirectory() as folder:
        files = []
        for number, text in enumerate(texts):
            path = Path(folder) / f"{number}.csv"
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
            files.append(InputFile(path.name, path))
        return read(files, ReadOptions(kind="sales", **options))


def lines_of(readings):
    kept = Counter()
    for reading in readings:
        assert reading.report.records.add_up()
        if reading.table is not None:
            table = reading.table.select(["order_key", "order_date", "account_name", "amount"])
            kept.update(tuple(row.values()) for row in table.to_pylist())
    return kept


def export(lines, delimiter=","):
    rows = [(f"O{n}", f"{day}", name, f"{amount:.2f}") for n, day, name, amount in lines]
    return written([("order_id", "order_date", "account_name", "amount"), *rows], delimiter)


@settings(max_examples=50, deadline=None)
@given(st.lists(LINE, min_size=1, max_size=15), DELIMITER, ENCODING)
def test_a_month_in_any_dress_is_the_same_month(lines, delimiter, encoding):
    text = export(lines, delimiter)
    try:
        raw = text.encode(encoding)
    except UnicodeEncodeError:
        assume(False)
    codec = "windows-1252" if encoding == "cp1252" else encoding
    answers = {"encoding": codec, "duplicates": "keep"}
    reading = load([raw], answers=answers)[0]
    if reading.report.encoding != codec and not text.isascii():
        assert reading.report.encoding in ("utf-8", "gb18030", "windows-1252", "utf-8-twice")
        return
    plain = answers | {"encoding": "utf-8"}
    assert lines_of([reading]) == lines_of(load([text], answers=plain))


@settings(max_examples=50, deadline=None)
@given(st.lists(LINE, min_size=2, max_size=15), st.randoms(use_true_random=False), st.data())
def test_shuffling_and_splitting_change_nothing(lines, random, data):
    cut = data.draw(st.integers(1, len(lines) - 1))
    shuffled = list(lines)
    random.shuffle(shuffled)
    answers = {"duplicates": "keep", "sign": "keep", "encoding": "utf-8"}
    whole = load([export(lines)], answers=answers)
    parts = load([export(shuffled[:cut]), export(shuffled[cut:])], answers=answers)
    assert lines_of(whole) == lines_of(parts)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_file_is_read_exactly_or_refused(data):
    """One byte changed, left out or put in: each line of the result was in the file, or all is
    refused or asked; and every record is accounted for."""
    good = b"order_id,order_date,account_name,amount\n" + b"".join(
        f'O{n},2026-01-{n:02},"Name, {n}",{n}.50\n'.encode() for n in range(1, 9)
    )
    at = data.draw(st.integers(0, len(good) - 1))
    byte = data.draw(st.sampled_from([b"", b'"', b",", b"\n", b"\r", b"\x00", b"\xff", b"7", b"x"]))
    damaged = good[:at] + byte + good[at + data.draw(st.integers(0, 1)) :]
    reading = load([damaged], answers={"encoding": "windows-1252"})[0]
    if reading.report.status == "ready":
        records_ = reading.report.records
        assert records_.add_up()
        assert records_.accepted >= 7
        assert sum((m.amount for m in reading.report.months), Decimal()) == reading.report.amount


def test_utf_8_is_read_where_it_lies(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("a,b\n", encoding="utf-8")
    assert decode(path, lambda _text: 0).source.transcoded is None
