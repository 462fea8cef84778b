"""The timetable of a past vote against the spans that the text of its day asks for."""

from __future__ import annotations

from collections.abc import Iterator

from bylaw.acts.past.check import Case, Check, broken, kept, unshown
from bylaw.acts.past.facts import Span
from bylaw.acts.past.moments import Range, days, exceeds, length, reaches, surely
from bylaw.rules.clause import Provision
from bylaw.rules.meanings import Forum, Steps, Window

NO_SPAN = Span(stage="poll")


def timetable(case: Case) -> Iterator[Check]:
    """Ask every clause on days: an election's stages, or a resolution's discussion and poll."""
    if case.vote.leader:
        yield from _stages(case)
        return
    if law := case.clause("forum"):
        yield _discussion(case, law)
    if (law := case.clause("window")) and case.vote.poll:
        yield _poll(case, law)


def _discussion(case: Case, law: Provision) -> Check:
    rule: Forum = law.rule
    begins = (case.vote.span("discussion") or NO_SPAN).begins
    opens = (case.vote.span("poll") or NO_SPAN).begins
    span = length(begins, opens)
    if span is None:
        missing = "the beginning of the discussion" if not begins else "the opening of the poll"
        return unshown(law, f"{missing} is not published")
    said = f"from the published beginning of the discussion to the poll {days(span)}{_dates(begins, opens)}"
    if not reaches(span, rule.days - rule.vary_days):
        return broken(law, said, f"at least {rule.days - rule.vary_days} days, though the leader shortens it")
    if surely(span, rule.days):
        return kept(law, said)
    return unshown(law, f"{said}: whether the leader shortened the {rule.days} days is not in this data")


def _poll(case: Case, law: Provision) -> Check:
    rule: Window = law.rule
    poll = case.vote.span("poll") or NO_SPAN
    span = length(poll.begins, poll.ends)
    if span is None:
        return unshown(law, "the times of the poll are not published")
    said = f"the poll was open for {days(span)}{_dates(poll.begins, poll.ends)}"
    least, most = rule.days - rule.vary_days, rule.days + rule.vary_days
    if not reaches(span, least) or exceeds(span, most):
        return broken(law, said, f"{rule.days} days, {least} to {most} where the leader varies it")
    if reaches(span, rule.days) and not exceeds(span, rule.days):
        return kept(law, said)
    return unshown(law, f"{said}: whether the leader varied the {rule.days} days is not in this data")


def _stages(case: Case) -> Iterator[Check]:
    law = case.clause("steps")
    if law is None:
        return
    rule: Steps = law.rule
    for step, after, asked in rule.order:
        stage = case.vote.span(after) or NO_SPAN
        span = length(stage.begins, stage.ends)
        if span is None:
            yield unshown(law, f"when the {after} began and ended is not published in full")
        else:
            yield _lasted(law, stage, after, span, asked)
        follows = case.vote.span(step)
        gap = length(stage.ends, follows.begins) if follows else None
        if follows and gap is not None and exceeds(gap, 0) and surely(gap, 1):
            found = f"between the end of the {after} and the {step} lie {days(gap)}{_dates(stage.ends, follows.begins)}"
            yield broken(law, found, f"the {step} follows the {after}")


def _lasted(law: Provision, stage: Span, name: str, span: Range, asked: int) -> Check:
    said = f"the {name} lasted {days(span)}{_dates(stage.begins, stage.ends)}"
    if not reaches(span, asked) or (law.rule.exact and exceeds(span, asked)):
        return broken(law, said, f"{asked} days")
    return kept(law, said)


def _dates(begins: str, ends: str) -> str:
    return f" ({begins} to {ends})"
