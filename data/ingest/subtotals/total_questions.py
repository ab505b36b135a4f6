"""The question whether rows are totals or records, and how such rows are shown."""

from data.ingest import problems
from data.ingest.rows.raw_table import RawTable
from data.ingest.subtotals.possible_totals import PossibleTotals
from data.ingest.subtotals.worded_totals import is_called_so, is_listed, is_whole
from data.report import Question
from locales import _, ngettext

TOTALS, LEAVE_OUT, KEEP = "totals", "leave_out", "keep"
SAMPLES = 5


def of_words(sheet: RawTable, possible: PossibleTotals, places: list[int]) -> Question:
    """Asks about rows with a total word that are no sum of the rows around them."""
    text = ngettext(
        "{n} row says {word} but is not clearly the sum of the rows around it. "
        "Is it a total, or a record?",
        "{n} rows say {word} but are not clearly the sums of the rows around them. "
        "Are they totals, or records?",
        len(places),
    )
    first, candidates = places[0], possible.worded
    is_record = is_whole(sheet, candidates, first) or is_listed(sheet, first)
    is_record = is_record or is_called_so(sheet, candidates, first)
    choices = (KEEP, LEAVE_OUT) if is_record else (LEAVE_OUT, KEEP)
    word = problems.quoted(candidates[first].text)
    return _question(sheet, possible, places, text.format(n=len(places), word=word), choices)


def of_sums(sheet: RawTable, possible: PossibleTotals, places: list[int]) -> Question:
    """Asks about rows that are the sum of others, and lack what these have where they lack any."""
    unnamed = [place for place in places if place in possible.unnamed]
    missing = {header for place in unnamed for header in possible.unnamed[place]}
    lacks = [header for header in sheet.head.header.cells if header in missing]
    text = ngettext(
        "{n} row is the sum of the rows around it. Is it a total, or a record?",
        "{n} rows are each the sum of the rows around them. Are they totals, or records?",
        len(unnamed),
    )
    if lacks:
        text = ngettext(
            "{n} row is the sum of rows around it and has no {columns}, as they have. "
            "Is it a total, or a record?",
            "{n} rows are sums of rows around them and have no {columns}, as these have. "
            "Are they totals, or records?",
            len(unnamed),
        )
    text = text.format(n=len(unnamed), columns=_(" or ").join(lacks))
    return _question(sheet, possible, places, text, (LEAVE_OUT, KEEP))


def shown(sheet: RawTable, possible: PossibleTotals, place: int) -> str:
    """The mapped cells of a row, before them the one with the total word where it is unmapped."""
    at = sorted((number, name) for name, number in sheet.head.columns.items())
    cells = [sheet.cells[name].cell(place).strip() for _number, name in at if name in sheet.cells]
    candidate = possible.worded.get(place)
    unmapped = [candidate.text] if candidate and candidate.column not in sheet.cells else []
    return " | ".join(cell for cell in (*unmapped, *cells) if cell)


def _question(
    sheet: RawTable,
    possible: PossibleTotals,
    places: list[int],
    text: str,
    choices: tuple[str, ...],
) -> Question:
    rows = [
        (_("row {row}").format(row=int(sheet.rows[place])), shown(sheet, possible, place))
        for place in places[:SAMPLES]
    ]
    return Question(TOTALS, text, choices, dict.fromkeys(choices, rows))
