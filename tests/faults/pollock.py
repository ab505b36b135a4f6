"""Pollock's 2,290 polluted files through `inspect`: how each scores, and whether any is silent.

    python -m tests.faults.pollock [FOLDER]

FOLDER holds the archive or `polluted_files`; default: the shared data. Prints the simple and the
weighted score (10 at most, as Vitagliano et al., VLDB 2023, count them) and a table of the kinds.
A file is silent when its records differ from the clean ones and nothing is asked, refused, warned
or listed.
"""

import csv
import json
import re
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from data.ingest.inspect import inspect
from data.ingest.model import InputFile
from tests.conftest import SHARED_DATA

FOLDER = SHARED_DATA / "pollock"
ARCHIVE, WEIGHTS = "pollock_polluted_files_2290.tar.xz", "pollock_weights.json"
KINDS = ("row_more_sep", "row_less_sep", "row_extra_quote", "row_field_delimiter", "file")
Table = list[list[str]]


@dataclass(frozen=True)
class Outcome:
    """One file: its score, 0 to 10, whether its records are exact, and what was mentioned."""

    name: str
    score: float
    is_exact: bool
    is_loud: bool

    @property
    def kind(self) -> str:
        return next(kind for kind in KINDS if self.name.startswith(kind) or kind == "file")


def unpacked(folder: Path) -> Path:
    """The folder of the files; unpacks the archive into a temporary folder where it has to."""
    if (folder / "polluted_files").is_dir():
        return folder / "polluted_files"
    target = Path(tempfile.mkdtemp(prefix="pollock-"))
    with tarfile.open(folder / ARCHIVE) as archive:
        archive.extractall(target, filter="data")
    return target / "polluted_files"


def outcomes(files: Path, names: Sequence[str] = ()) -> Iterator[Outcome]:
    """Every file of the folder, or those of these names, read and scored."""
    for path in sorted((files / "csv").iterdir()):
        if not names or path.name in names:
            yield outcome(path, files / "clean" / path.name)


def outcome(path: Path, clean: Path) -> Outcome:
    """One file as it is read, against the clean one."""
    inspection = inspect(InputFile(path.name, path), {})
    report, table = inspection.report, list(inspection.records())
    mentions = (report.questions, report.errors, report.warnings, report.listed)
    with clean.open(newline="", encoding="utf-8") as file:
        expected = list(csv.reader(file))
    header = list(inspection.header) if inspection.first else []
    is_exact = Counter(map(tuple, table)) == Counter(map(tuple, expected[1:]))
    return Outcome(path.name, _score(header, table, expected), is_exact, any(mentions))


def _score(header: list[str], table: Table, expected: Table) -> float:
    """Success, and precision, recall and F1 of header cells, of records and of cells."""
    if not expected:
        return 10.0
    parts = (
        (map(_spaced, header), map(_spaced, expected[0])),
        (map(_joined, table), map(_joined, expected[1:])),
        ((c for row in table for c in row), (c for row in expected[1:] for c in row)),
    )
    return 1 + sum(sum(_measures(Counter(a), Counter(b))) for a, b in parts)


def _measures(read: Counter[str], expected: Counter[str]) -> tuple[float, float, float]:
    """Precision, recall and F1 of one multiset against another; 1 where both are empty."""
    if not read and not expected:
        return 1.0, 1.0, 1.0
    common = (read & expected).total()
    precision = common / read.total() if read else 0.0
    recall = common / expected.total() if expected else 0.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _joined(cells: Sequence[str]) -> str:
    return _spaced(" ".join(cells))


def simple(tried: Sequence[Outcome]) -> float:
    """The mean score."""
    return sum(outcome.score for outcome in tried) / max(len(tried), 1)


def weighted(tried: Sequence[Outcome], weights: Mapping[str, float]) -> float:
    """The mean score, each file by how often its pollution was met."""
    total = sum(weights[outcome.name] for outcome in tried)
    return sum(outcome.score * weights[outcome.name] for outcome in tried) / total


def summary(tried: Sequence[Outcome], weights: Mapping[str, float]) -> str:
    """The scores of all files, and a table of the kinds in Markdown."""
    scores = f"simple score {simple(tried):.3f}, weighted {weighted(tried, weights):.3f} of 10."
    lines = [
        f"{len(tried):,} files: {scores}",
        "",
        "| Kind | Files | Exact | Other, and mentioned | Silent | Score |",
        "|---|---|---|---|---|---|",
    ]
    lines += [_line(kind, [o for o in tried if o.kind == kind]) for kind in KINDS]
    return "\n".join([*lines, _line("all", tried)])


def _line(kind: str, tried: Sequence[Outcome]) -> str:
    exact = sum(o.is_exact for o in tried)
    quiet = sum(is_silent(o) for o in tried)
    numbers = f"{len(tried)} | {exact} | {len(tried) - exact - quiet} | {quiet}"
    numbers = f"{numbers} | {simple(tried):.3f}"
    return f"| {kind} | {numbers} |"


def is_silent(tried: Outcome) -> bool:
    """Whether a file is read wrong, and nothing is asked, refused, warned or listed."""
    return not tried.is_exact and not tried.is_loud


def main(folder: Path) -> None:
    weights = json.loads((FOLDER / WEIGHTS).read_text())
    tried = list(outcomes(unpacked(folder)))
    print(summary(tried, weights))
    for each in filter(is_silent, tried):
        print(f"silent: {each.name}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
