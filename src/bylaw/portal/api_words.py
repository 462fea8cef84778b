"""How the API says that nothing was done: in words, and with every finding as data."""

from __future__ import annotations

from typing import Any

from ninja import Schema

from bylaw.portal.desk import builtins
from bylaw.rules.finding import Finding


class Problem(Schema):
    """Why nothing was done; findings where clauses were broken."""

    problem: str
    findings: list[dict[str, Any]] = []


def told(findings: tuple[Finding, ...]) -> list[dict[str, Any]]:
    """Give findings as data: clause, words, what was found, what would help."""
    return [builtins(finding) for finding in findings]
