"""What the API's answers and questions share: problems, findings as data, and words behind commitments."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import ConfigDict, Field

from bylaw.people.person import Opening
from bylaw.portal.attached import is_file
from bylaw.portal.desk import builtins
from bylaw.portal.drafts import Draft
from bylaw.portal.sentences import translated
from bylaw.record.encoding import LIMIT, encode
from bylaw.rules.finding import Finding


class Problem(Schema):
    """Why nothing was done; findings where clauses were broken."""

    problem: str
    findings: list[dict[str, Any]] = []


def told(findings: tuple[Finding, ...]) -> list[dict[str, Any]]:
    """Give findings as data: clause, words, and in the reader's language what was found and what would help."""
    return [{**builtins(each), "found": _said(each.found), "remedy": _said(each.remedy)} for each in findings]


def _said(sentence: str) -> str:
    return translated(sentence) or sentence


def beyond(size: int) -> str:
    """Say that the record does not reach so far."""
    return _("there are {count} entries").format(count=size)


class Behind(Schema):
    """Words behind a commitment of an act: in which field, under which salt. They stay out of the record."""

    model_config = ConfigDict(extra="forbid")

    field: str = Field(max_length=200)
    salt: str = Field(pattern="^[A-Za-z0-9+/]{43}=$", description="32 bytes in base64")
    words: str = Field(max_length=LIMIT)


def shown(openings: Sequence[Opening]) -> list[dict[str, str]]:
    """Give what opens an act as data; whoever hands it in sends the same."""
    return [
        {"field": each.field, "salt": b64encode(each.salt).decode(), "words": each.value.decode()}
        for each in openings
    ]


def as_data(draft: Draft) -> dict[str, Any]:
    """Give an act as its signers would sign it, with what stands in its way and what opens it."""
    return {
        "act": encode(draft.act).decode(),
        "refused": bool(draft.refusals),
        "findings": told(draft.findings),
        "openings": shown(draft.openings),
    }


def opened(opening: Opening) -> dict[str, str]:
    """Give what was opened: words, or a file in base64."""
    field = {"field": opening.field}
    if is_file(opening):
        return {**field, "base64": b64encode(opening.value).decode()}
    return {**field, "words": opening.value.decode("utf-8", "replace")}


def read(given: Sequence[Behind]) -> list[tuple[str, bytes, str]]:
    """Give field, salt and words of what a program sent."""
    return [(each.field, b64decode(each.salt), each.words) for each in given]
