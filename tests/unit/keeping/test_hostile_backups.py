"""Backups from anywhere: put back as they were made, or refused in words with nothing changed."""

import hashlib
import io
import json
import os
import random
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data import backup, warehouse
from data.__main__ import app
from data.book import backup_archive, tar_members
from data.book.backup_archive import ABOUT, SEAL
from data.commands.terminal import run
from data.keeping import restore
from data.refusal import Refused
from tests.unit.keeping.books import book_of, export, load, sums

BOOK, LEDGER = "warehouse.duckdb", "ledger.jsonl"
Members = list[tuple[str, bytes]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of a small book with two originals."""
    folder = tmp_path_factory.mktemp("made")
    book = book_of(folder / "home", "2026-08", "2026-09")
    path = backup.back_up(book, folder / "kept")
    book.close()
    return path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a book of its own, which must not change."""
    book_of(tmp_path / "home", "2026-07").close()
    return tmp_path / "home"


def members_of(path: Path) -> Members:
    with tarfile.open(path) as tar:
        files = [(info.name, tar.extractfile(info)) for info in tar.getmembers()]
        return [(name, file.read()) for name, file in files if file is not None]


def sealed(members: Members, **changes: Any) -> Members:
    """The members under a page that has their hashes, changed as wished, and its seal."""
    about = json.loads(dict(members)[ABOUT])
    rest = [(name, raw) for name, raw in members if name not in (ABOUT, SEAL)]
    about["sha256"] = {name: hashlib.sha256(raw).hexdigest() for name, raw in rest}
    text = json.dumps({**about, **changes}).encode()
    return [(ABOUT, text), (SEAL, f"{hashlib.sha256(text).hexdigest()}\n".encode()), *rest]


def packed(path: Path, members: Members) -> Path:
    with tarfile.open(path, "w", format=tarfile.PAX_FORMAT) as tar:
        for name, raw in members:
            info = tarfile.TarInfo(name)
            info.size = len(raw)
            tar.addfile(info, io.BytesIO(raw))
    return path


def contents(home: Path) -> dict[str, int]:
    return {str(p.relative_to(home)): p.stat().st_size for p in home.rglob("*") if p.is_file()}


def words_of(home: Path, path: Path) -> str:
    """What a restore that must be refused says; the home is as it was."""
    before = contents(home)
    with pytest.raises(Refused) as refused:
        restore.restore(home, path)
    after = contents(home)
    assert {n: s for n, s in after.items() if n != "format.json"} == {
        n: s for n, s in before.items() if n != "format.json"
    }
    assert not [*home.glob("restore-*"), *(home / "tmp").glob("backup-*")]
    text = str(refused.value)
    assert text
    assert "Traceback" not in text
    return text


def test_a_backup_packed_by_another_hand_comes_back(made: Path, home: Path, tmp_path: Path) -> None:
    path = packed(tmp_path / "x.tar", sealed(members_of(made)))
    told = restore.restore(home, path)
    assert told.version == 2
    book = warehouse.current(home)
    assert [row[1] for row in sums(book)] == [3, 3]
    book.close()


def without(name: str) -> Callable[[Members], Members]:
    return lambda members: [(n, raw) for n, raw in members if n != name]


def with_member(name: str, raw: bytes = b"x") -> Callable[[Members], Members]:
    return lambda members: [*members, (name, raw)]


def about_of(raw: bytes) -> Callable[[Members], Members]:
    def change(members: Members) -> Members:
        rest = [(n, content) for n, content in members if n not in (ABOUT, SEAL)]
        return [(ABOUT, raw), *rest]

    return change


CONTENTS: dict[str, Callable[[Members], Members]] = {
    "no hash of the book": lambda m: sealed(m, sha256={LEDGER: "0" * 64}),
    "no hashes at all": lambda m: sealed(m, sha256={}),
    "hashes that are none": lambda m: sealed(m, sha256={BOOK: 7}),
    "hashes in a list": lambda m: sealed(m, sha256=[BOOK]),
    "a member that is not there": without(BOOK),
    "a ledger that is not there": without(LEDGER),
    "a member nobody asked for": with_member("bin/sh"),
    "an absolute name": with_member("/etc/passwd"),
    "a name that climbs": with_member("uploads/../../../evil"),
    "a name that climbs, sealed": lambda m: sealed([*m, ("uploads/../../../evil", b"x")]),
    "a strange name, sealed": lambda m: sealed([*m, ("uploads/evil", b"x")]),
    "the book twice": with_member(BOOK),
    "an original that is another": with_member(f"uploads/{'a' * 64}"),
    "an original under a false hash": lambda m: sealed([*m, (f"uploads/{'a' * 64}", b"x")]),
    "the page not first": lambda m: [*m[1:], m[0]],
    "a page that is a list": about_of(b"[]"),
    "a page of somebody else": about_of(b'{"what": "photos"}'),
    "a page that is nested": about_of(b"[" * 100_000 + b"]" * 100_000),
    "a page that is no text": about_of(b"\xff\xfe"),
    "no instant": lambda m: sealed(m, made_at="yesterday"),
    "an instant that is a list": lambda m: sealed(m, made_at=["2026"]),
    "an instant without a zone": lambda m: sealed(m, made_at="2026-01-01"),
    "a version that is a text": lambda m: sealed(m, version="../2"),
    "a seal that is not the page's": lambda m: [(m[0][0], m[0][1].replace(b"2", b"3", 1)), *m[1:]],
    "nothing": lambda m: [],
}


@pytest.mark.parametrize("name", CONTENTS)
def test_what_is_not_declared_is_not_put_back(
    made: Path, home: Path, tmp_path: Path, name: str
) -> None:
    path = packed(tmp_path / "x.tar", CONTENTS[name](members_of(made)))
    assert words_of(home, path)
    assert not [*tmp_path.rglob("evil")]


def _info(name: str, **fields: Any) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    for key, value in fields.items():
        setattr(info, key, value)
    return info


KINDS = {
    "a symbolic link": _info(BOOK, type=tarfile.SYMTYPE, linkname="/etc/passwd"),
    "a hard link": _info(BOOK, type=tarfile.LNKTYPE, linkname="../../etc/passwd"),
    "a device": _info(BOOK, type=tarfile.CHRTYPE, devmajor=1, devminor=5),
    "a pipe": _info(BOOK, type=tarfile.FIFOTYPE),
    "a folder": _info("uploads/", type=tarfile.DIRTYPE),
    "a sparse file of a terabyte": _info(
        BOOK, pax_headers={"GNU.sparse.major": "1", "GNU.sparse.realsize": str(1 << 40)}
    ),
    "an old sparse file": _info(BOOK, type=tarfile.GNUTYPE_SPARSE),
    "a link by its header": _info(BOOK, pax_headers={"linkpath": "/etc/passwd"}),
    "a size by its header": _info(BOOK, pax_headers={"size": str(1 << 60)}),
    "a size that is none": _info(BOOK, pax_headers={"size": "-1"}),
    "a header without end": _info(BOOK, pax_headers={"comment": "x" * 100_000}),
}


@pytest.mark.parametrize("name", KINDS)
def test_what_is_no_plain_file_is_not_read(
    made: Path, home: Path, tmp_path: Path, name: str
) -> None:
    about, seal, *_rest = members_of(made)
    path = tmp_path / "x.tar"
    with tarfile.open(path, "w", format=tarfile.PAX_FORMAT) as tar:
        for member, raw in (about, seal):
            tar.addfile(_info(member, size=len(raw)), io.BytesIO(raw))
        tar.addfile(KINDS[name])
    assert "is not a whole backup" in words_of(home, path)


@pytest.mark.parametrize("form", [tarfile.GNU_FORMAT, tarfile.USTAR_FORMAT])
def test_long_names_and_numbers_of_other_tars_are_not_read(
    home: Path, tmp_path: Path, form: int
) -> None:
    path = tmp_path / "x.tar"
    with tarfile.open(path, "w", format=form) as tar:
        tar.addfile(_info("uploads/" + "a" * (150 if form == tarfile.GNU_FORMAT else 64)))
    assert "is not a whole backup" in words_of(home, path)


def test_a_size_that_the_file_has_not_is_seen_before_anything_is_read(
    home: Path, tmp_path: Path
) -> None:
    header = _info(ABOUT, size=0o77777777777).tobuf(tarfile.USTAR_FORMAT)
    path = tmp_path / "x.tar"
    path.write_bytes(header + b"{}" * 600)
    assert "is not a whole backup" in words_of(home, path)


def test_a_file_of_holes_is_held_against_the_disk(
    made: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A terabyte that takes no room until it is unpacked: the file itself is sparse."""
    about, seal, *_rest = members_of(made)
    path = tmp_path / "x.tar"
    with path.open("wb") as file:
        for member, raw in (about, seal):
            file.write(_info(member, size=len(raw)).tobuf(tarfile.USTAR_FORMAT))
            file.write(raw + bytes(-len(raw) % 512))
        size = 7 << 30
        file.write(_info(BOOK, size=size).tobuf(tarfile.USTAR_FORMAT))
        file.truncate(file.tell() + size)
        file.seek(0, os.SEEK_END)
        file.write(bytes(1024))
    monkeypatch.setattr("data.book.disk_space.free", lambda _folder: 1 << 30)
    assert "MB are needed" in words_of(home, path)


def test_too_many_members_end_the_reading(
    made: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tar_members, "MOST", 4)
    assert "is not a whole backup" in words_of(home, made)


def _database(tmp_path: Path, *statements: str) -> bytes:
    path = tmp_path / "other.duckdb"
    with duckdb.connect(path) as connection:
        for text in statements:
            connection.execute(text)
    return path.read_bytes()


BOOKS: dict[str, Callable[[Path], bytes]] = {
    "no database": lambda _folder: b"no database" * 1000,
    "empty": lambda _folder: b"",
    "tables of others": lambda folder: _database(folder, "create table sales as select 1 as x"),
    "views for tables": lambda folder: _database(
        folder, "create view versions as select * from read_csv('/etc/passwd')"
    ),
}


@pytest.mark.parametrize("name", BOOKS)
def test_a_book_that_is_none_of_ours(made: Path, home: Path, tmp_path: Path, name: str) -> None:
    raw = BOOKS[name](tmp_path)
    members = [(n, raw if n == BOOK else content) for n, content in members_of(made)]
    text = words_of(home, packed(tmp_path / "x.tar", sealed(members)))
    assert "Nothing was restored." in text


LEDGERS = {
    "nested": b"[" * 100_000,
    "a list": b"[]\n",
    "empty": b"",
    "of somebody else": b'{"event": "failed", "intent": "' + b"0" * 64 + b'"}\n',
}


@pytest.mark.parametrize("name", LEDGERS)
def test_a_ledger_that_is_none_of_ours(made: Path, home: Path, tmp_path: Path, name: str) -> None:
    members = [(n, LEDGERS[name] if n == LEDGER else raw) for n, raw in members_of(made)]
    assert "Nothing was restored." in words_of(home, packed(tmp_path / "x.tar", sealed(members)))


def test_a_pipe_and_a_folder_are_no_backups(home: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.tar")
    for path in (tmp_path / "pipe.tar", Path("/dev/zero")):
        assert "is not a whole backup" in words_of(home, path)
    with pytest.raises(OSError, match="directory"), backup_archive.opened(tmp_path):
        pass


def test_the_command_says_it_in_one_line(
    made: Path,
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("OCTANT_HOME", str(home))
    path = packed(tmp_path / "x.tar", with_member("uploads/../evil")(members_of(made)))
    assert run(app, "python -m data", ["restore", str(path)]) == 1
    said = capsys.readouterr()
    assert "holds 'uploads/../evil', which is no part of a backup of Octant." in said.err
    assert len(said.err.splitlines()) == 1


def damages(whole: bytes) -> Iterator[tuple[str, bytes]]:
    """The backup cut and flipped: at every kind of place, and anywhere."""
    chance = random.Random(7)
    with tarfile.open(fileobj=io.BytesIO(whole)) as tar:
        infos = tar.getmembers()
    edges = [n for info in infos for n in (info.offset, info.offset_data, info.offset_data + 512)]
    places = [*edges, *(chance.randrange(len(whole)) for _ in range(15)), 1, len(whole) - 20_000]
    for at in places:
        yield f"cut at {at}", whole[:at]
    headers = [info.offset + n for info in infos for n in (0, 100, 124, 148, 156, 257, 345)]
    about = infos[0].offset_data
    anywhere = [chance.randrange(len(whole)) for _ in range(25)]
    for at in (*headers, *range(about, about + infos[0].size, 40), *anywhere):
        flipped = bytearray(whole)
        flipped[at] ^= 1 << chance.randrange(8)
        yield f"flipped at {at}", bytes(flipped)


def test_a_damaged_backup_is_refused_or_whole(
    made: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is not refused differs only where a tar is filled up: every member is as it was."""
    whole, path = made.read_bytes(), tmp_path / "x.tar"
    members = members_of(made)
    monkeypatch.setattr(backup, "disagreements", lambda _folder: [])  # every hash agrees by then
    refused = 0
    for what, damaged in damages(whole):
        path.write_bytes(damaged)
        problems = backup.check(path, home)
        if problems:
            refused += 1
        else:
            assert members_of(path) == members, what
    assert refused > 60


def test_backups_of_the_release_before_have_no_seal(made: Path, home: Path, tmp_path: Path) -> None:
    """They have hashes of book and ledger; an original's name is its hash."""
    about = json.loads(dict(members_of(made))[ABOUT])
    about["sha256"] = {name: about["sha256"][name] for name in (BOOK, LEDGER)}
    rest = [(n, raw) for n, raw in members_of(made) if n not in (ABOUT, SEAL)]
    path = packed(tmp_path / "x.tar", [(ABOUT, json.dumps(about).encode()), *rest])
    assert backup.check(path, home) == []
    assert restore.restore(home, path).version == 2


def test_what_is_packed_is_declared(made: Path, home: Path) -> None:
    with backup_archive.opened(made) as (about, pack):
        names = pack.getnames()
    assert names[:2] == [ABOUT, SEAL]
    assert set(about["sha256"]) == set(names[2:])
    assert len(names) == 6
    book = warehouse.current(home)
    load(book, export(home.parent / "exports", "2026-06"))
    kept = backup.back_up(book, home.parent / "kept")
    assert backup.check(kept, home) == []
    book.close()
