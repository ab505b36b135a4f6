"""Questions and answers of one call: one question object per key, holding for all its files."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from data.ingest.model import ReadOptions, UnknownChoice
from data.report import Question, Report

FORGOTTEN = frozenset({"duplicates", "month_empty", "month_future", "lost_on", "year"})
"""Answers that hold for one file only, never for the source's next."""


class Questionnaire:
    """Settles questions by the answers of the options, then by what the source's memory holds."""

    def __init__(self, options: ReadOptions) -> None:
        self._answers = options.answers
        self.sets_aside = options.set_aside
        self.used: dict[str, str] = {}
        self._asked: dict[str, Question] = {}

    @property
    def given(self) -> Iterable[str]:
        """The keys that were answered with this call."""
        return self._answers.keys()

    def answer_of(self, key: str) -> str | None:
        """The answer given with this call, whether or not it was asked for."""
        return self._answers.get(key)

    def settle(
        self,
        question: Question,
        reports: Iterable[Report],
        remembered: Mapping[str, str] | None = None,
        is_valid: Callable[[str], bool] | None = None,
    ) -> str | None:
        """The answer, or None when there is none yet and the reports now wait for it.

        Raises UnknownChoice when the options answer with something that is no choice.
        """
        fits = is_valid or question.choices.__contains__
        answer = self._answers.get(question.key)
        if answer is not None:
            if not fits(answer):
                raise UnknownChoice(question.key, answer, question.choices)
            self.used[question.key] = answer
            return answer
        known = (remembered or {}).get(question.key)
        if known is not None and question.key not in FORGOTTEN and fits(known):
            self.used[question.key] = known
            for report in reports:
                report.remembered[question.key] = known
            return known
        self.ask(question, reports)
        return None

    def ask(self, question: Question, reports: Iterable[Report]) -> None:
        """Ask once per key: what files add to the choices is added for all of them."""
        asked = self._asked.get(question.key, question)
        choices = tuple(dict.fromkeys((*asked.choices, *question.choices)))
        if choices != asked.choices:
            asked = replace(asked, choices=choices, samples=question.samples | asked.samples)
        self._asked[question.key] = asked
        for report in reports:
            report.ask(asked)

    def spread(self, reports: Iterable[Report]) -> None:
        """Give every report the final form of each question it was asked."""
        for report in reports:
            report.questions = [self._asked.get(q.key, q) for q in report.questions]
