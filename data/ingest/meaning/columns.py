"""Which unmapped columns change what a row means, judged by their cells and their header."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from data.ingest.meaning import vocabulary
from data.ingest.meaning.vocabulary import COUNT, LEAVE_OUT, SUBTRACT, Word
from data.ingest.rows.unread_columns import MOST_VALUES, UnreadColumn
from data.ingest.values.dates import is_date
from data.ingest.values.numbers import is_number

STAGES = ("stage", "pipeline", "phase", "阶段", "etapa", "étape", "ステージ")
"""Parts of headers under which opportunities stand: what is not won is no sale yet."""
SALE_IS_OVER = frozenset({"cancelled", "void", "refunded", "returned", "failed", "deleted", "test"})
"""Meanings that count even under a header of payments and deliveries."""


@dataclass(frozen=True)
class Judgement:
    """What a column says of its rows. `choices`: value as written -> how its rows count, most
    plausibly, for each value that is not plainly an ordinary sale; `is_filled`: all filled cells
    are one value; `asks_blank`: a blank cell is a value too, among others that are told."""

    choices: Mapping[str, str] = field(default_factory=dict)
    is_filled: bool = False
    asks_blank: bool = False


def judge(
    column: UnreadColumn, values: Sequence[str], is_invoice: bool = False
) -> Judgement | None:
    """What a column says by its different cells, blank ones apart; None where it says nothing.

    `is_invoice`: the rows are invoices, which are open, sent or late as long as they are not paid.
    """
    header = vocabulary.key(column.header)
    kind = vocabulary.header_kinds().get(header)
    flag = vocabulary.flags().get(header)
    if flag:
        return _flagged(flag, values, column.is_filled_only)
    if kind == vocabulary.NEVER or column.is_filled_only or not 0 < len(values) <= MOST_VALUES:
        return None
    if all(is_number(value) or is_date(value) for value in values):
        return None
    if all(vocabulary.key(value) in vocabulary.truths() for value in values):
        return None
    if sides := _sides(values, kind):
        return sides
    judgement = _worded(values, kind, header)
    return _of_invoices(judgement, values, kind) if judgement and is_invoice else judgement


def judge_quotes(column: UnreadColumn, values: Sequence[str]) -> Judgement | None:
    """The number of a quote, in a file whose records have no order number: all are quotes."""
    if vocabulary.key(column.header) not in vocabulary.quotes():
        return None
    return Judgement(dict.fromkeys(values, LEAVE_OUT), is_filled=True)


def _flagged(flag: vocabulary.Flag, values: Sequence[str], is_filled_only: bool) -> Judgement:
    """A column of yes and no, or of dates and reasons that are filled where it is yes."""
    truths = [vocabulary.truths().get(vocabulary.key(value)) for value in values]
    pairs = list(zip(values, truths, strict=True))
    if values and not is_filled_only and all(truth is not None for truth in truths):
        telling = flag.kind != "required"
        return Judgement({value: flag.choice for value, truth in pairs if truth == telling})
    if flag.kind == "required":
        return Judgement()
    known = vocabulary.words(vocabulary.STATUSES)
    filled = [
        value
        for value, truth in pairs
        if truth is not False and not _counts(known.get(vocabulary.key(value)))
    ]
    return Judgement(dict.fromkeys(filled, flag.choice), is_filled=True)


def _counts(word: Word | None) -> bool:
    return word is not None and word.choice == COUNT


def _sides(values: Sequence[str], kind: str | None) -> Judgement | None:
    """A column of debit and credit; a code alone needs its header."""
    sides = [vocabulary.signs().get(vocabulary.key(value)) for value in values]
    if None in sides:
        return None
    if kind != vocabulary.SIGNS and any(map(vocabulary.is_short, values)):
        return None
    pairs = zip(values, sides, strict=True)
    return Judgement({value: SUBTRACT for value, side in pairs if side == "credit"})


def _worded(values: Sequence[str], kind: str | None, header: str) -> Judgement | None:
    """A column of statuses or of document types."""
    names = sorted((vocabulary.STATUSES, vocabulary.DOCUMENT_TYPES), key=lambda name: name != kind)
    best = max((_known(values, kind, name) for name in names), key=len)
    if kind in names and (headed := _known(values, kind, kind)) and len(headed) * 2 >= len(values):
        best = headed
    is_headed = kind in (vocabulary.STATUSES, vocabulary.DOCUMENT_TYPES, vocabulary.STATE)
    is_telling = any(word.choice != COUNT for word in best.values())
    if len(best) * 2 < len(values) and not (is_headed and is_telling):
        return None
    is_stage = any(part in header for part in STAGES)
    is_stage |= any(word.meaning == "lost" for word in best.values())
    choices = {}
    for value in values:
        word = best.get(value) or _known([value], kind, None).get(value)
        if kind == vocabulary.STATE:
            if word and word.meaning in SALE_IS_OVER and word.choice != COUNT:
                choices[value] = word.choice
        elif word is None:
            choices[value] = LEAVE_OUT if is_stage else COUNT
        elif is_stage and word.meaning in ("open", "pending"):
            choices[value] = LEAVE_OUT
        elif not word.is_ordinary:
            choices[value] = word.choice
    choices |= _doubled(values, kind)
    return Judgement(choices, asks_blank=True)


def _of_invoices(judgement: Judgement, values: Sequence[str], kind: str | None) -> Judgement:
    """Only what makes an invoice none: void, draft; whether it was paid is another question."""
    words = _known(values, kind, None)
    none = SALE_IS_OVER | {"draft", "rejected", "credit_note", "payment", "refund"}
    choices = judgement.choices.items()
    return Judgement(
        {v: choice for v, choice in choices if v in words and words[v].meaning in none}
    )


def _doubled(values: Sequence[str], kind: str | None) -> dict[str, str]:
    """Orders in a list that holds their invoices too: the same sale would count twice."""
    known = _known(values, kind, vocabulary.DOCUMENT_TYPES)
    orders = [value for value, word in known.items() if word.meaning == "order"]
    is_invoiced = any(word.meaning == "invoice" for word in known.values())
    return dict.fromkeys(orders, LEAVE_OUT) if is_invoiced else {}


def _known(values: Sequence[str], kind: str | None, name: str | None) -> dict[str, Word]:
    """The values that a vocabulary knows (None: any), short ones under their header only."""
    names = (name,) if name else (vocabulary.STATUSES, vocabulary.DOCUMENT_TYPES)
    found: dict[str, Word] = {}
    for one in names:
        is_headed = kind == one or (one == vocabulary.STATUSES and kind == vocabulary.STATE)
        for value in values:
            if word := vocabulary.lookup(one, value, is_headed):
                found.setdefault(value, word)
    return found
