"""Quotes inside of cells that a program writes as \\" where CSV doubles them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice

from data.ingest.files.source import Source, Text
from data.ingest.questions import Questionnaire
from data.report import Question, Report
from locales import _

BACKSLASH, PLAIN = "backslash", "plain"
_MARK = b'\\"'
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
SAMPLES = 5


def settled(
    source: Source,
    delimiter: str,
    memory: Mapping[str, str],
    questionnaire: Questionnaire,
    report: Report,
) -> Source:
    """The source with its quotes doubled, where a backslash before one is said to mean that."""
    if b"\\" not in source.bytes_check.marks:
        return source
    escaped = list(islice(_lines_with(source.whole(), _MARK), SAMPLES))
    if not escaped:
        return source
    mark = delimiter.encode()
    lines = [(line.decode(), _doubled(line, mark).decode()) for line in escaped]
    question = Question(
        "escape",
        _('There are quotes with a backslash before them. Does \\" stand for a quote alone?'),
        (BACKSLASH, PLAIN),
        {BACKSLASH: lines, PLAIN: [(line, line) for line, _doubled_line in lines]},
    )
    if questionnaire.settle(question, [report], memory) != BACKSLASH:
        return source
    return replace(source, transcoded=_doubled(source.utf8().tobytes(), mark))


def _lines_with(text: Text, mark: bytes) -> Iterator[bytes]:
    at = text.find(mark)
    while at >= 0:
        begin = max(text.rfind(b"\n", 0, at), text.rfind(b"\r", 0, at)) + 1
        ends = [end for c in (b"\n", b"\r") if (end := text.find(c, at)) >= 0]
        end = min(ends, default=len(text))
        yield text[begin:end]
        at = text.find(mark, end)


def _doubled(raw: bytes, mark: bytes) -> bytes:
    """Every cell with its escapes undone and its quotes doubled; no line is joined or split."""
    one = re.escape(mark)
    cell = re.compile(
        rb'"((?:[^"\\]|\\.|"")*)"(?=[\r\n' + one + rb"]|$)|[^\r\n" + one + rb"]+", re.S
    )
    return cell.sub(lambda m: _cell(m.group(), m.group(1)), raw)


def _cell(whole: bytes, inside: bytes | None) -> bytes:
    if inside is None:
        return _ESCAPED.sub(rb"\1", whole)
    plain = _ESCAPED.sub(rb"\1", inside.replace(b'""', b'"'))
    return b'"' + plain.replace(b'"', b'""') + b'"'
