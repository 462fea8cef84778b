"""Results in words: an option and its count a line, or a ranking and how often it was cast."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from bylaw.belenios.encoding import read_weight
from bylaw.belenios.model import HomomorphicQuestion, ListsQuestion, RankedQuestion
from bylaw.belenios.questions import Question
from bylaw.cli.election_choices import spell


def lines(question: Question, answers: Sequence[Any], blank: str = "(blank)") -> Iterator[str]:
    """Yield the answers to one question; rankings are not counted by any rule here."""
    match question:
        case HomomorphicQuestion():
            yield question.question
            names = [*([blank] if question.blank else []), *question.answers]
            yield from _counts(names, answers)
        case ListsQuestion():
            yield question.value.question
            for names, row in zip(question.value.answers, answers, strict=True):
                yield from _counts([names[0], *(f"  {name}" for name in names[1:])], row)
        case RankedQuestion():
            yield question.value.question
            rankings = Counter(tuple(ranking) for ranking in answers)
            for ranking, count in sorted(rankings.items(), key=lambda item: (-item[1], item[0])):
                yield f"{count:>12}  {spell(question, ranking)}"


def _counts(names: Sequence[str], counts: Sequence[int | str]) -> Iterator[str]:
    for name, count in zip(names, counts, strict=True):
        yield f"{read_weight(count):>12}  {name}"
