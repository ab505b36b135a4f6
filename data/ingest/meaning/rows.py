"""Asks what the values of unmapped columns mean, and leaves out or turns round the rows they say.

A row that two columns speak of is left out where one of them says so, else turned round.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from data.catalogue import Kind
from data.columns.dictionary_column import Mask
from data.ingest import context
from data.ingest.meaning import columns as judging
from data.ingest.meaning import keys
from data.ingest.meaning.profiles import Money, Profile, profiles
from data.ingest.meaning.vocabulary import CHOICES, COUNT, LEAVE_OUT, SUBTRACT
from data.ingest.questions import Questionnaire
from data.ingest.rows.raw_table import RawTable
from data.ingest.rows.unread_columns import MOST_VALUES, UnreadColumn
from data.ingest.typing.parse_columns import ParsedColumn
from data.report import ASK, LISTED, Listed, Question, ValueMeaning, amounts_in_words
from locales import _, ngettext

KINDS = frozenset({"sales", "receivables", "churn"})
"""Kinds whose rows may mean something else than what the kind counts."""
SUSPECT = ("region", "category", "department")
"""Mapped columns whose header may be that of a status too."""


@dataclass
class Effect:
    """The records of a file that are left out, and those whose money is turned round."""

    leave_out: Mask
    subtract: Mask


@dataclass(frozen=True)
class _Header:
    """The columns of all files under one header, and what their values most plausibly mean."""

    profiles: Sequence[Profile]
    judgement: judging.Judgement | None

    @property
    def name(self) -> str:
        return self.profiles[0].column.header

    @property
    def key(self) -> str:
        return keys.of_column(self.name)

    @property
    def rank(self) -> int:
        """Columns of words first: what these leave out, dates and reasons need not ask about."""
        return int(self.judgement is None) * 2 + int(
            bool(self.judgement and self.judgement.is_filled)
        )


def settle(
    kind: Kind,
    tables: Sequence[RawTable],
    columns: Sequence[Mapping[str, ParsedColumn]],
    questionnaire: Questionnaire,
) -> list[Effect]:
    """What becomes of the records of each file, as answered; asks about values that are not plainly
    ordinary sales. Each report gets the values of its unmapped columns."""
    effects = [_no_effect(table) for table in tables]
    if kind.name not in KINDS or not context.reads_at(context.MEANING):
        return effects
    by_table = {id(table): effect for table, effect in zip(tables, effects, strict=True)}
    headers = sorted(_headers(kind, tables, columns), key=lambda header: header.rank)
    for header in headers:
        _settle_header(header, by_table, questionnaire)
    return effects


def _no_effect(table: RawTable) -> Effect:
    count = len(table.rows)
    return Effect(np.zeros(count, np.bool_), np.zeros(count, np.bool_))


def _headers(
    kind: Kind, tables: Sequence[RawTable], columns: Sequence[Mapping[str, ParsedColumn]]
) -> Iterator[_Header]:
    by_header: dict[str, list[Profile]] = {}
    for table, parsed in zip(tables, columns, strict=True):
        if table.unread or _suspects(table):
            money = Money.of(kind, table, parsed)
            for profile in profiles(table, money, [*table.unread.values(), *_suspects(table)]):
                by_header.setdefault(keys.part(profile.column.header), []).append(profile)
    for group in by_header.values():
        values = {p: v.text for profile in group for p, v in profile.values.items() if p}
        is_filled_only = any(profile.column.is_filled_only for profile in group)
        column = replace(group[0].column, is_filled_only=is_filled_only)
        texts = list(values.values())
        judgement = judging.judge(column, texts, kind.name == "receivables")
        if kind.name == "sales" and all("order_id" not in own.table.cells for own in group):
            judgement = judgement or judging.judge_quotes(column, texts)
        yield _Header(group, judgement)


def _suspects(table: RawTable) -> list[UnreadColumn]:
    """Columns that are mapped by a header which may be that of a status too (State)."""
    found = []
    for name in SUSPECT:
        cells = table.cells.get(name)
        if cells is not None and len(cells.raw) <= MOST_VALUES:
            found.append(UnreadColumn(table.head.name_of(name), cells))
    return found


def _settle_header(
    header: _Header, effects: Mapping[int, Effect], questionnaire: Questionnaire
) -> None:
    asked = {
        part: proposed
        for part, proposed in _asked(header, questionnaire).items()
        if not _is_gone(header, part, effects)
    }
    answers = {
        part: _answer(header, part, proposed, questionnaire) for part, proposed in asked.items()
    }
    for profile in header.profiles:
        effect = effects[id(profile.table)]
        if asked:
            _unmap(profile)
        for part, value in profile.values.items():
            choice = answers.get(part, COUNT)
            records = profile.records_of(part)
            if choice == LEAVE_OUT:
                _list_left_out(profile, value.text, records)
                effect.leave_out |= records
            elif choice == SUBTRACT:
                effect.subtract |= records
        _note_values(header, profile, answers)


def _unmap(profile: Profile) -> None:
    """A column whose values are statuses is no region after all."""
    table, header = profile.table, profile.column.header
    name = next((n for n in SUSPECT if n in table.cells and table.head.name_of(n) == header), None)
    if name is not None:
        del table.cells[name]
        del table.head.report.mapping[name]
        table.head.report.unmapped.append(header)


def _asked(header: _Header, questionnaire: Questionnaire) -> dict[str, str]:
    """The values to ask about, by their part of the key, and the most plausible choice of each."""
    parts = list(dict.fromkeys(p for profile in header.profiles for p in profile.values))
    judged = header.judgement.choices if header.judgement else {}
    proposed = {keys.part(value): choice for value, choice in judged.items()}
    if header.judgement and header.judgement.is_filled:
        return {p: proposed[p] for p in parts if p in proposed}
    asked = {p: proposed[p] for p in parts if p in proposed and _is_open(header, p, proposed[p])}
    asks_blank = header.judgement is not None and header.judgement.asks_blank
    if asked and asks_blank and "" in parts and _has_money(header, ""):
        asked[""] = COUNT
    if questionnaire.answer_of(header.key) == ASK:
        return {p: proposed.get(p, COUNT) for p in parts}
    if header.judgement is None and _is_known(header, questionnaire):
        return {p: COUNT for p in parts if p}
    return asked


def _is_gone(header: _Header, part: str, effects: Mapping[int, Effect]) -> bool:
    """Whether all records of a value are left out already for what another column says."""
    return all(
        effects[id(profile.table)].leave_out[profile.records_of(part)].all()
        for profile in header.profiles
    )


def _is_open(header: _Header, part: str, proposed: str) -> bool:
    """Whether a value needs an answer: a return does not where its money is negative already."""
    if proposed != SUBTRACT:
        return True
    return any(p.values[part].has_positive for p in header.profiles if part in p.values)


def _has_money(header: _Header, part: str) -> bool:
    found = [p.values[part] for p in header.profiles if part in p.values]
    return any(amount for value in found for amount in value.amounts.values())


def _is_known(header: _Header, questionnaire: Questionnaire) -> bool:
    """Whether values of the column were answered, now or for an earlier file of the source."""
    memory = header.profiles[0].table.head.remembered.answers
    known = [*questionnaire.given, *memory]
    return any(key.startswith(f"{header.key}:") for key in known)


def _answer(header: _Header, part: str, proposed: str, questionnaire: Questionnaire) -> str:
    """What a value counts as; while the question waits, the most plausible choice."""
    question = _question(header, part, proposed)
    having = [profile for profile in header.profiles if part in profile.values]
    reports = [profile.table.head.report for profile in having]
    memory = having[0].table.head.remembered.answers
    return questionnaire.settle(question, reports, memory) or proposed


def _key(header: _Header, part: str) -> str:
    if header.judgement and header.judgement.is_filled:
        return keys.of_filled(header.name)
    return f"{header.key}:{part}"


def _question(header: _Header, part: str, proposed: str) -> Question:
    found = [profile.values[part] for profile in header.profiles if part in profile.values]
    rows = sum(value.rows for value in found)
    amounts = amounts_in_words([value.amounts for value in found])
    is_filled = header.judgement is not None and header.judgement.is_filled
    value = _("any value") if is_filled else f'"{found[0].text}"' if part else _("blank")
    text = ngettext(
        "{header}, {value}: {n} record, {amounts}. What does it count as?",
        "{header}, {value}: {n} records, {amounts}. What do they count as?",
        rows,
    ).format(header=f'"{header.name}"', value=value, n=f"{rows:,}", amounts=amounts)
    choices = (proposed, *(choice for choice in CHOICES if choice != proposed))
    sample = (found[0].text, amounts)
    return Question(_key(header, part), text, choices, {choice: [sample] for choice in choices})


def _list_left_out(profile: Profile, value: str, records: Mask) -> None:
    listed = profile.table.head.report.listed
    places = np.flatnonzero(records)
    if len(places) and len(listed) < LISTED:
        first = int(profile.table.rows[places[0]])
        listed.append(Listed("not_sale", first, profile.column.header, value, len(places)))


def _note_values(header: _Header, profile: Profile, answers: Mapping[str, str]) -> None:
    """Put the values of a column into the report, those of one with many values only if judged."""
    is_unread = profile.column in profile.table.unread.values()
    if not answers and not (is_unread and _is_shown(profile)):
        return
    profile.table.head.report.values += [
        ValueMeaning(
            profile.column.header,
            value.text,
            _key(header, part),
            value.rows,
            dict(value.amounts),
            answers.get(part, COUNT),
            part in answers,
        )
        for part, value in profile.values.items()
    ]


def _is_shown(profile: Profile) -> bool:
    """Whether a column that says nothing we know is worth a look: it tells records apart, and does
    not tell each from the others."""
    if profile.column.is_filled_only:
        return False
    return len(profile.values) > 1 and any(value.rows > 1 for value in profile.values.values())
