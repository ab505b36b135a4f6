"""A ledger that is lost, cut off or changed: nothing is thrown away, the book writes it anew."""

import json
from pathlib import Path

import pytest

from data import ledger, warehouse
from data.backup import back_up, folder_of
from data.book import settings
from data.keeping.health import disagreement
from data.keeping.ledger_rebuild import renew
from data.keeping.rebuild import rebuild
from data.keeping.restore import restore
from data.keeping.verify import verify
from data.refusal import Refused
from tests.unit.keeping.books import book_of, export, load, sums

MONTHS = ("2026-01", "2026-02", "2026-03")


def told(home: Path) -> Path:
    return home / ledger.FILE_NAME


@pytest.fixture
def home(own_home: Path) -> Path:
    """A book of three months and a setting."""
    book = book_of(own_home, *MONTHS)
    settings.save(book, settings.FISCAL_YEAR, "first_month", {"first_month": 4}, "ann")
    return own_home


def test_a_lost_ledger_is_no_reason_to_empty_the_book(home: Path) -> None:
    book = warehouse.current(home)
    before, original = sums(book), told(home).read_bytes()
    told(home).unlink()
    with pytest.raises(Refused, match="rebuild --ledger"):
        load(book, export(home.parent / "exports", "2026-04"))
    with pytest.raises(Refused, match="versions 1, 2, 3"):
        rebuild(home)
    assert renew(home, "ann").changes == 4
    book = warehouse.current(home)
    assert (sums(book), verify(book)) == (before, [])
    assert told(home).read_bytes().startswith(original)
    load(book, export(home.parent / "exports", "2026-04"))
    rebuild(home)
    assert len(sums(warehouse.current(home))) == 4


@pytest.mark.parametrize("replaces", ["rebuild", "renew", "restore"])
def test_what_another_octant_loads_meanwhile_is_not_replaced(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, replaces: str
) -> None:
    """The book is closed while another is made, so that an Octant that is started may open it."""
    kept = back_up(warehouse.current(home), tmp_path / "kept")
    told = ledger.stamp

    def started(home: Path) -> tuple[int, int]:
        monkeypatch.undo()
        before = told(home)
        other = warehouse.current(home)
        load(other, export(home.parent / "exports", "2026-04"))
        other.close()
        return before

    monkeypatch.setattr(ledger, "stamp", started)
    with pytest.raises(Refused, match="changed the data meanwhile"):
        {
            "rebuild": lambda: rebuild(home),
            "renew": lambda: renew(home, "ann"),
            "restore": lambda: restore(home, kept),
        }[replaces]()
    book = warehouse.current(home)
    assert len(sums(book)) == 4
    assert verify(book) == []
    assert not [*home.glob("*-*")]


def test_what_is_told_to_be_dropped_is_dropped(home: Path) -> None:
    told(home).unlink()
    rebuild(home, drops_unknown=True)
    assert sums(warehouse.current(home)) == []


@pytest.mark.parametrize("cut", [300, 900])
def test_a_ledger_that_lacks_its_end_is_written_on(home: Path, cut: int) -> None:
    book = warehouse.current(home)
    before = sums(book)
    whole = told(home).read_bytes()
    told(home).write_bytes(whole[:-cut])
    with pytest.raises(Refused, match="rebuild --ledger"):
        load(book, export(home.parent / "exports", "2026-04"))
    with pytest.raises(Refused, match="does not know"):
        rebuild(home)
    renew(home, "ann")
    book = warehouse.current(home)
    assert (sums(book), verify(book)) == (before, [])


def test_a_changed_line_is_found_before_a_load(home: Path) -> None:
    book = warehouse.current(home)
    text = told(home).read_text(encoding="utf-8")
    told(home).write_text(text.replace('"who": "ann"', '"who": "eve"', 1), encoding="utf-8")
    with pytest.raises(Refused, match="Ledger line 2 does not follow"):
        load(book, export(home.parent / "exports", "2026-04"))
    with pytest.raises(Refused, match="Ledger line 2"):
        settings.save(book, settings.FISCAL_YEAR, "first_month", {"first_month": 5}, "ann")
    found = disagreement(book)
    assert found
    assert found.of_ledger
    renewed = renew(home, "bob")
    assert renewed.kept
    assert "eve" in renewed.kept.read_text(encoding="utf-8")
    assert verify(warehouse.current(home)) == []
    last = json.loads(told(home).read_text(encoding="utf-8").splitlines()[-1])
    assert (last["event"], last["who"], last["changes"]) == ("renewed", "bob", 4)


def test_a_changed_line_whose_chain_was_mended_is_found(home: Path) -> None:
    lines = [line.event for line in ledger.lines(home)]
    told(home).unlink()
    digests: dict[str, str] = {}
    was = ledger.START
    for event in lines:
        lie = {name: said for name, said in event.items() if name != "previous"}
        lie = {name: "eve" if name == "who" else said for name, said in lie.items()}
        if "intent" in lie:
            lie["intent"] = digests[was]
        digests[was] = ledger.append(home, lie)
    problems = verify(warehouse.current(home))
    assert "Change 1 of the ledger is not what the book has noted of it." in problems


def test_a_book_of_before_has_its_changes_from_the_newest_backup(home: Path) -> None:
    book = warehouse.current(home)
    back_up(book, folder_of(home))
    load(book, export(home.parent / "exports", "2026-04"))
    with book.transaction() as cursor:  # as if the book had noted only what came after an upgrade
        cursor.execute("delete from events where number < 4")
    told(home).unlink()
    renew(home, "ann")
    assert verify(warehouse.current(home)) == []


def test_what_nobody_knows_is_said(home: Path) -> None:
    book = warehouse.current(home)
    with book.transaction() as cursor:
        cursor.execute("delete from events")
    told(home).unlink()
    with pytest.raises(Refused, match="Version 1 is in the book but not in the ledger"):
        renew(home, "ann")
    assert not told(home).exists()


def test_a_book_of_before_notes_what_its_ledger_tells(home: Path) -> None:
    book = warehouse.current(home)
    with book.transaction() as cursor:
        cursor.execute("delete from events")
    book.close()
    assert verify(warehouse.current(home)) == []


def test_a_restore_says_what_the_ledger_did_not_know(home: Path) -> None:
    book = warehouse.current(home)
    path = back_up(book, home.parent / "backups")
    load(book, export(home.parent / "exports", "2026-04"))
    told(home).unlink()
    assert any("version 4" in lost for lost in restore(home, path).lost)
