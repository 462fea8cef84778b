"""The list of decisions: one line for each record."""

import re
from pathlib import Path

from page import page

FOLDER = Path(__file__).parents[2] / "docs" / "decisions"


def decisions() -> str:
    """List every decision record by its number and title."""
    about = "Why bylaw is as it is: one page for each choice, with what it costs."
    return page("Decisions", about, ["\n".join(_line(path) for path in sorted(FOLDER.glob("[0-9]*.md")))])


def _line(path: Path) -> str:
    head = path.read_text(encoding="utf-8").partition("\n")[0]
    return f"- [{re.sub(r'^# 0*', '', head)}](../decisions/{path.name})"
