"""The comparisons that counts printed beside those of the text: `>=` where it said strictly greater."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bylaw.acts.past.facts import Ratio
from bylaw.reconstructions.debian.told import Told


def signs(told: Sequence[Told]) -> Iterator[str]:
    """Write the section on printed comparisons."""
    yield "## Printed under “≥” while the text said “strictly greater”"
    yield ""
    yield "A.6.3 of 1.1 to 1.5: an option stays if V(A,D) is *strictly greater* than N · V(D,A). 1.6 and 1.7:"
    yield "*greater or equal*, and strictly more than are against it, so that 1:1 is strict there too. These counts"
    yield "print a test under which an option stays with equality; *equal* says how often there was any."
    yield ""
    yield "| vote | constitution | options that stay, as printed | dropped, as printed | equal |"
    yield "|---|---|---|---|---|"
    for one in told:
        if _printed(one, "broken"):
            yield _row(one)
    yield ""
    others = [one.act.name for one in told if _printed(one, "unshown")]
    yield "Only dropped under `<`, which does not show what equality would have done:"
    yield f"{', '.join(others)}."
    yield ""


def _printed(one: Told, verdict: str) -> bool:
    return any("as printed" in check.found for check in one.of(verdict))


def _row(one: Told) -> str:
    poll = one.act.vote.poll
    printed = [ratio for ratio in poll.ratios if ratio.sign] if poll else []
    equal = sum(1 for ratio in printed if ratio.over == ratio.need * ratio.under)
    stays = _shown([ratio for ratio in printed if ratio.stays])
    dropped = _shown([ratio for ratio in printed if not ratio.stays])
    return f"| {one.act.name} | {one.version} | {stays} | {dropped} | {equal} |"


def _shown(lines: Sequence[Ratio]) -> str:
    return ", ".join(f"{line.option}: `{line.value} {line.sign} {line.need}`" for line in lines)
