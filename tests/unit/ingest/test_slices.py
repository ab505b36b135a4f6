"""Slices of whole records, counted by quotes and line ends; what waits of them on the disk."""

import gc

import numpy as np
import pyarrow as pa
import pytest

from data.columns import spill
from data.columns.fixed_point import FixedPoint
from data.ingest.files import slices as cut
from data.ingest.files.record_count import count, first_lines
from data.ingest.files.slices import NotPlain, slices

TEXT = b'name,amount\n"two\nlines",1\nx,2\n"a ""b""\r\n",3\ny,4'


def _bytes(text: bytes) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    return np.frombuffer(text, np.uint8)


def test_records_are_counted_and_begin_on_their_lines() -> None:
    counted = count(_bytes(TEXT), ",")
    assert (counted.records, counted.is_plain, counted.is_dirty) == (5, True, False)
    assert first_lines(_bytes(TEXT), ",").tolist() == [0, 1, 3, 4, 6, 7]


def test_slices_end_with_records_not_with_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cut, "ROWS", 2)
    found = [(own.data.tobytes(), own.records) for own in slices(_bytes(TEXT), ",", 1)]
    assert found == [
        (b"name,amount\n", 1),
        (b'"two\nlines",1\nx,2\n', 2),
        (b'"a ""b""\r\n",3\ny,4', 2),
    ]


@pytest.mark.parametrize("text", [b'a,b\n1,"x', b'a,b\n1,x"y"\n', b"a,b\n1,\x01\n", "�".encode()])
def test_what_is_not_plain_is_left_to_the_careful_reader(text: bytes) -> None:
    with pytest.raises(NotPlain):
        list(slices(_bytes(text), ",", 1))


def test_what_waits_on_the_disk_is_the_same_when_it_was_let_go_of() -> None:
    words = pa.array(["a", "b", "a"]).dictionary_encode()
    money = FixedPoint(np.array([1, 2, 3]), np.array([True, False, True]))
    columns, row_hashes = spill.Spool().put([words, money], np.array([7, 8, 9]))
    gc.collect()
    assert len(spill._maps) == 1
    spill.let_go()
    text, numbers = columns
    assert isinstance(text, pa.DictionaryArray)
    assert isinstance(numbers, FixedPoint)
    assert text.to_pylist() == ["a", "b", "a"]
    assert (numbers.whole.tolist(), numbers.is_valid.tolist()) == ([1, 2, 3], [True, False, True])
    assert row_hashes.tolist() == [7, 8, 9]
