"""The words of the portal's scripts, in the reader's language: in a script each is ``say("…")`` or ``Error("…")``."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from django.utils.translation import gettext

STATIC = Path(__file__).parent / "static"
SAID = re.compile(r'\b(?:say|Error)\(\s*("(?:[^"\\\n]|\\.)*")')


@cache
def texts() -> tuple[str, ...]:
    """Give every text that a script says."""
    scripts = sorted(path for path in STATIC.glob("*.js") if path.name != "noble.js")
    found = (json.loads(said) for path in scripts for said in SAID.findall(path.read_text("utf-8")))
    return tuple(dict.fromkeys(found))


def words() -> str:
    """Give what scripts say in the language that is active, as JSON; empty where nothing is translated."""
    said = {text: gettext(text) for text in texts()}
    changed = {text: other for text, other in said.items() if other != text}
    return json.dumps(changed, ensure_ascii=False) if changed else ""
