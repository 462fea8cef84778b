"""Choices as people type them: numbers or names of options, ranks, "blank", "none"."""

import re
from collections.abc import Sequence
from typing import Any

from bylaw.belenios.findings import Reason, Refused
from bylaw.belenios.model import HomomorphicQuestion, ListsQuestion, RankedQuestion
from bylaw.belenios.questions import Question, grades, highest_rank

SECTION = "answers"
NUMBER = re.compile("[0-9]{1,6}")
"""A place on the paper, a rank or a grade, as it is typed."""


def parse(question: Question, text: str) -> list[Any]:
    """Return the choice in the prover's form; Refused(shape) if it is none that can be typed.

    "1,3" or names: those options; "none"; "blank". In a ranked question "2,1,3": the rank of each option, 0 for none,
    or "blank"; where options are graded "Good,0": the grade of each, in words or by number. In a lists question
    "2: 1,3": a list and candidates of it.
    """
    match question:
        case HomomorphicQuestion():
            return _chosen(question, text)
        case ListsQuestion():
            return _on_a_list(question, text)
        case RankedQuestion():
            return _ranks(question, text)


def spell(question: Question, choice: Sequence[Any]) -> str:
    """Return a choice in words, for the voter to read before she sends it."""
    match question:
        case HomomorphicQuestion():
            names = [*(["blank"] if question.blank else []), *question.answers]
            return ", ".join(name for name, bit in zip(names, choice, strict=True) if bit) or "none"
        case ListsQuestion():
            pairs = zip(question.value.answers, choice, strict=True)
            [(names, row)] = [(names, row) for names, row in pairs if row[0]]
            return f"{names[0]}: " + ", ".join(n for n, bit in zip(names[1:], row[1:], strict=True) if bit)
        case RankedQuestion():
            return _spelled(question, choice) if any(choice) else "blank"


def _spelled(question: RankedQuestion, choice: Sequence[int]) -> str:
    words, given = grades(question), list(zip(choice, question.value.answers, strict=True))
    if max(choice) > highest_rank(question):
        return "not valid: " + ", ".join(map(str, choice))
    if words:
        return "; ".join(f"{name}: {words[grade - 1] if grade else 'no grade'}" for grade, name in given)
    ranked = [f"{rank} {name}" for rank, name in sorted(given, key=lambda pair: pair[0]) if rank]
    left = [name for rank, name in given if not rank]
    return "; ".join([*ranked, f"not ranked: {', '.join(left)}"] if left else ranked)


def _chosen(question: HomomorphicQuestion, text: str) -> list[int]:
    blank = [0] if question.blank else []
    if text.strip() == "blank":
        if not question.blank:
            raise Refused(Reason.SHAPE, f"{question.question}: blank is not allowed", SECTION)
        return [1] + [0] * len(question.answers)
    return blank + _marks(question.question, question.answers, text)


def _on_a_list(question: ListsQuestion, text: str) -> list[list[int]]:
    name, _, candidates = text.partition(":")
    heads = [row[0] for row in question.value.answers]
    marks = _marks(question.value.question, heads, name)
    if sum(marks) != 1:
        raise Refused(
            Reason.SHAPE, f"{question.value.question}: {text!r}: expected one list, as 2: 1,3", SECTION
        )
    chosen = marks.index(1)
    bits: list[list[int]] = [[0] * len(row) for row in question.value.answers]
    bits[chosen] = [1, *_marks(heads[chosen], question.value.answers[chosen][1:], candidates)]
    return bits


def _ranks(question: RankedQuestion, text: str) -> list[int]:
    options = len(question.value.answers)
    if text.strip() == "blank":
        return [0] * options
    words, most = grades(question), highest_rank(question)
    given = [part.strip() for part in text.split(",")]
    known = {word: str(number) for number, word in enumerate(words, 1)}
    given = [known.get(part, part) for part in given]
    fit = all(NUMBER.fullmatch(part) and int(part) <= most for part in given)
    if len(given) != options or not fit:
        what = f"{options} grades of {', '.join(words)}, or 0" if words else f"{options} ranks, as 2,1,3"
        told = f"{question.value.question}: {text!r}: expected {what}; numbers from 0 (none) to {most}"
        raise Refused(Reason.SHAPE, told, SECTION)
    return [int(part) for part in given]


def _marks(asked: str, names: Sequence[str], text: str) -> list[int]:
    """Return a bit per name; `text` has numbers from 1, or names."""
    bits = [0] * len(names)
    for part in (part.strip() for part in text.split(",")):
        if part in names:
            bits[names.index(part)] = 1
        elif NUMBER.fullmatch(part) and 1 <= int(part) <= len(names):
            bits[int(part) - 1] = 1
        elif part != "none":
            raise Refused(Reason.SHAPE, f"{asked}: {part!r}: expected 1 to {len(names)}, or a name", SECTION)
    return bits
