"""What allocators keep of memory that nobody uses goes back to the system."""

import sys
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from data.book import memory_release
from data.sandbox import mapped_files
from data.warehouse import Warehouse


def _held() -> float:
    """MB of this process that are in memory."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * 4096 / 1e6


@pytest.mark.skipif(
    sys.platform != "linux", reason="other systems' allocators give back themselves"
)
def test_what_a_query_used_is_given_back() -> None:
    assert None not in memory_release._calls()
    query = "select count(*) from (select range::varchar as t from range(800000) group by t)"
    with duckdb.connect() as engine:
        engine.execute("set threads = 2")
        engine.execute(query).fetchall()
        used = _held()
        memory_release.give_back()
        assert _held() < used - 20


def _kept(book: Warehouse) -> int:
    """Bytes that the engine keeps of its file."""
    with book.cursor() as cursor:
        cursor.execute("select sum(memory_usage_bytes) from duckdb_memory()")
        return int(cursor.fetchall()[0][0])


def _limit(book: Warehouse) -> object:
    with book.cursor() as cursor:
        return cursor.execute("select current_setting('memory_limit')").fetchall()


def test_what_the_engine_keeps_of_the_file_goes_when_nobody_asks(tmp_path: Path) -> None:
    book = Warehouse.open(tmp_path)
    limit = _limit(book)
    with book.transaction() as cursor:
        cursor.execute("create table t as select hash(range)::varchar as t from range(4000000)")
    kept = _kept(book)
    with book.cursor() as questionnaire:
        questionnaire.execute("select 1")
        assert not book.give_back()
    del cursor, questionnaire
    assert book.give_back()
    assert _kept(book) < kept / 2
    assert _limit(book) == limit
    with book.cursor() as cursor:
        assert cursor.execute("select count(t) from t").fetchall() == [(4_000_000,)]
    book.close()


def test_a_mapped_file_can_be_forgotten_and_is_there_again(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(bytes(range(256)) * 4096)
    held = mapped_files.mapped(path)
    path.unlink()
    assert pc.sum(pa.Array.from_buffers(pa.uint8(), held.size, [None, held])).as_py()
    mapped_files.forget()
    assert held[-1:].to_pybytes() == b"\xff"


@pytest.mark.parametrize(
    ("size", "held"), [(10, "381.4 MiB"), (2_000_000_000, "762.9 MiB"), (10**11, "1.8 GiB")]
)
def test_a_command_takes_memory_by_the_size_of_its_files(
    tmp_path: Path, size: int, held: str
) -> None:
    book = Warehouse.open(tmp_path / "home")
    book.hold_back(size)
    with book.cursor() as cursor:
        (told,) = cursor.execute("select current_setting('memory_limit')").fetchall()
    assert told == (held,)
    book.close()
