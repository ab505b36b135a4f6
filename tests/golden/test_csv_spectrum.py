"""The twelve files of csv-spectrum give exactly the JSON that their authors publish.

One published pair contradicts itself: in location_coordinates the JSON has another telephone number
than the CSV. The CSV is what is read, so that cell is expected as the CSV has it.
"""

import json
from pathlib import Path

import pytest

from data.ingest.files.encoding import decode
from data.ingest.files.record_count import count
from data.ingest.files.records import records
from data.ingest.header.dialect import delimiter

HERE = Path(__file__).parent.parent / "fixtures" / "csv_spectrum"
CONTRADICTED = {"location_coordinates": {"Contact Phone Number": "2095257564"}}
FILES = sorted(HERE.glob("csvs/*.csv"))


def test_all_twelve_are_here():
    assert len(FILES) == 12


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_the_published_json_comes_out(path):
    source = decode(path, lambda _text: 0).source
    mark = delimiter(source, {})
    assert isinstance(mark, str)
    header, *rows = [cells for _line, cells in records(source, mark) if cells]
    published = json.loads((HERE / "json" / f"{path.stem}.json").read_text(encoding="utf-8"))
    told = published if isinstance(published, list) else [published]
    expected = [row | CONTRADICTED.get(path.stem, {}) for row in told]
    assert [dict(zip(header, row, strict=True)) for row in rows] == expected
    assert count(source.utf8(), mark).records == len(rows) + 1
